"""The commands with an engine that answers what the test wants: options in, exit codes, output and errors out."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

import pytest

from onrecord import __version__
from onrecord.build.failures import ForeignFile, OutputBusy
from onrecord.build.request import BuildRequest, BuildResult, Progress
from onrecord.cli import main
from onrecord.content.dates import parse_date
from onrecord.diagnostics import Diagnostic, Severity

ERROR = Diagnostic("bad-date", "'x' is not a date", "content/briefs/a.md", 2, 7, "write it as 2025-05-25")
WARNING = Diagnostic("no-archive", "no archived copy", "content/briefs/b.md", severity=Severity.WARNING)
COUNTS = {"briefs": 12, "claims": 40, "actors": 1, "events": 0, "pages": 96}
WRITTEN = COUNTS | {"written": 12, "unchanged": 84, "removed": 2}


@dataclass
class Engine:
    """Takes the place of the engine."""

    result: BuildResult = field(default_factory=lambda: BuildResult(counts=WRITTEN))
    failure: BaseException | None = None
    requests: list[BuildRequest] = field(default_factory=list)

    def build_site(self, request: BuildRequest, progress: Progress, made_from: bytes | None = None) -> BuildResult:
        self.requests.append(request)
        progress.stage("reading", 12)
        progress.advance(12)
        if self.failure:
            raise self.failure
        return self.result

    @property
    def request(self) -> BuildRequest:
        (request,) = self.requests
        return request


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    engine = Engine()
    module = ModuleType("onrecord.build.build")
    module.build_site = engine.build_site  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "onrecord.build.build", module)
    return engine


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A site; the command runs in it."""
    root = (tmp_path / "site").resolve()
    (root / "content/briefs").mkdir(parents=True)
    (root / "onrecord.yaml").write_text("title: x\n")
    (root / "content/briefs/a.md").write_text("---\ndate: x\n---\n")
    monkeypatch.chdir(root)
    return root


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], engine: Engine) -> Run:
    def run_command(*arguments: str) -> Said:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        return Said(int(ended.value.code or 0), out, err)

    return run_command


class TestBuild:
    def test_tells_what_was_built(self, run: Run, site: Path) -> None:
        said = run("build")
        assert said.code == 0
        built, seconds = said.out.split(" in ")
        assert built == "built 12 briefs, 40 claims, 1 actor: 96 pages (files: 12 written, 84 unchanged, 2 removed)"
        assert seconds.endswith(" s\n")
        assert said.err == ""

    def test_passes_its_options_on(self, run: Run, site: Path, engine: Engine, tmp_path: Path) -> None:
        options = ["--output", "../out", "--base-url", "https://example.org/x/", "--drafts", "--strict", "--jobs", "3"]
        run("build", str(site), *options)
        assert engine.request == BuildRequest(
            root=site,
            output=Path("../out"),
            base_url="https://example.org/x/",
            drafts=True,
            strict=True,
            jobs=3,
            check_only=False,
        )

    @pytest.mark.parametrize("date", ["2025-05-26", "2025-05", "2025-21", "2025"])
    def test_takes_a_day_or_what_is_coarser_for_the_past(self, run: Run, site: Path, engine: Engine, date: str) -> None:
        assert run("build", "--as-of", date).code == 0
        assert engine.request == BuildRequest(root=site, as_of=parse_date(date))

    def test_asks_for_nothing_by_default(self, run: Run, site: Path, engine: Engine) -> None:
        run("build")
        assert engine.request == BuildRequest(root=site)

    def test_with_errors_says_that_nothing_was_written(self, run: Run, site: Path, engine: Engine) -> None:
        engine.result = BuildResult([WARNING, ERROR], COUNTS, ok=False)
        said = run("build")
        assert said == Said(
            1,
            "1 error, 1 warning in 2 files; nothing was written\n",
            "content/briefs/a.md:2:7: error[bad-date] 'x' is not a date\n"
            "    2 | date: x\n"
            "      |       ^\n"
            "  hint: write it as 2025-05-25\n"
            "\n"
            "content/briefs/b.md: warning[no-archive] no archived copy\n",
        )

    def test_with_warnings_builds(self, run: Run, site: Path, engine: Engine) -> None:
        engine.result = BuildResult([WARNING], WRITTEN)
        said = run("build")
        assert said.code == 0
        assert said.out.startswith("1 warning in 1 file\nbuilt 12 briefs")

    def test_of_an_empty_site(self, run: Run, site: Path, engine: Engine) -> None:
        engine.result = BuildResult(counts={"briefs": 0, "pages": 1, "written": 1, "unchanged": 0, "removed": 0})
        assert run("build").out.startswith("built an empty site: 1 page (files: 1 written,")


class TestCheck:
    def test_asks_for_a_check_only(self, run: Run, site: Path, engine: Engine) -> None:
        run("check", "--drafts", "--strict")
        assert engine.request == BuildRequest(root=site, drafts=True, strict=True, check_only=True)

    def test_says_what_was_looked_at(self, run: Run, site: Path, engine: Engine) -> None:
        engine.result = BuildResult(counts=COUNTS)
        assert run("check") == Said(0, "no problems in 12 briefs, 40 claims, 1 actor\n", "")

    def test_fails_as_the_engine_says(self, run: Run, site: Path, engine: Engine) -> None:
        engine.result = BuildResult([WARNING], COUNTS, ok=False)
        said = run("check", "--strict")
        assert (said.code, said.out) == (1, "1 warning in 1 file\n")

    def test_json_is_all_there_is_on_standard_output(self, run: Run, site: Path, engine: Engine) -> None:
        engine.result = BuildResult([ERROR], COUNTS, ok=False)
        said = run("check", "--format", "json")
        assert [problem["code"] for problem in json.loads(said.out)] == ["bad-date"]
        assert (said.code, said.err) == (1, "1 error in 1 file\n")

    def test_json_of_a_site_without_problems(self, run: Run, site: Path) -> None:
        assert json.loads(run("check", "--format", "json").out) == []

    def test_github_annotations(self, run: Run, site: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("GITHUB_WORKSPACE", str(site))
        engine.result = BuildResult([ERROR], COUNTS, ok=False)
        assert run("check", "--format", "github").out.startswith("::error file=content/briefs/a.md,line=2,col=7,")


class TestTheSite:
    def test_is_the_nearest_upward(self, run: Run, site: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(site / "content/briefs")
        run("check")
        assert engine.request.root == site

    def test_may_be_named(self, run: Run, site: Path, engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(site.parent)
        run("check", "site")
        assert engine.request.root == site

    def test_that_is_not_found_says_where_it_was_looked_for(
        self, run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (tmp_path / "empty").mkdir()
        monkeypatch.chdir(tmp_path / "empty")
        said = run("build")
        assert said.code == 2
        assert f"no onrecord.yaml in '{tmp_path / 'empty'}', '{tmp_path}', " in said.err
        assert "onrecord init makes a new one" in said.err

    @pytest.mark.parametrize(
        ("name", "message"),
        [
            ("nowhere", "there is no folder 'nowhere'"),
            ("content", "'content' is not a site: it holds no onrecord.yaml"),
        ],
    )
    def test_that_is_none_is_told(self, run: Run, site: Path, engine: Engine, name: str, message: str) -> None:
        said = run("build", name)
        assert said.code == 2
        assert message in said.err
        assert engine.requests == []


class TestUsage:
    @pytest.mark.parametrize(
        "arguments",
        [
            *(["build", "--jobs", "0"], ["build", "--jobs", "-1"], ["build", "--jobs", "x"]),
            *(["bulid"], ["build", "--draft5"], ["check", "--format", "xml"], ["check", "a", "b"]),
            *(["build", "--output"], ["build", "--output", "content"], ["build", "--output", "."]),
            *(["build", "--output", "onrecord.yaml"], ["build", "--output", "templates/x"]),
        ],
    )
    def test_errors_end_in_2_and_build_nothing(
        self, run: Run, site: Path, engine: Engine, arguments: list[str]
    ) -> None:
        said = run(*arguments)
        assert said.code == 2
        assert "Error: " in said.err
        assert said.out == ""
        assert engine.requests == []

    @pytest.mark.parametrize(
        ("url", "fault"),
        [
            ("ftp://example.org/", "does not start with http:// or https://"),
            ("example.org", "does not start with http:// or https://"),
            ("https:///x", "names no host"),
            ("https://example.org/?a=1", "has a query or a fragment"),
            ("https://example.org/#a", "has a query or a fragment"),
            ("https://example.org/?", "has a query or a fragment"),
            ("https://me:secret@example.org/", "holds a user name"),
            ("https://example.org/a b", "holds a space"),
            ('https://example.org/"><script>', "holds a space or another character"),
            ("https://example.org:port/", "is not a web address"),
            ("https://[::1/", "is not a web address"),
        ],
    )
    def test_a_base_url_is_checked(self, run: Run, site: Path, engine: Engine, url: str, fault: str) -> None:
        said = run("build", "--base-url", url)
        assert said.code == 2
        assert fault in said.err
        assert engine.requests == []

    @pytest.mark.parametrize("url", ["https://example.org", "http://localhost:8000/x/", "https://пример.рф/"])
    def test_a_good_base_url_is_taken(self, run: Run, site: Path, engine: Engine, url: str) -> None:
        assert run("build", "--base-url", url).code == 0
        assert engine.request.base_url == url

    @pytest.mark.parametrize(
        ("date", "told"),
        [
            ("yesterday", "'yesterday' is not a date: expected a form such as 2025-05-20, 2025-05 or 2025; write the"),
            ("26.5.2025", "; write 2025-05-26"),
            ("2025-05-32", "'2025-05-32' is not a date: "),
            ("", "the date is empty"),
            ("2025-05-26T10:00Z", "'2025-05-26T10:00Z' is not a day, a month or a year; write it as 2025-05-26"),
            ("2025-05-26~", "'2025-05-26~' is not a day, a month or a year; write it as 2025-05-26 or 2025-05"),
            ("202X", "'202X' is not a day"),
            ("2025-05-01/2025-05-03", "'2025-05-01/2025-05-03' is not a day"),
            ("../2025", "'../2025' is not a day"),
            ("\x1b[2J", "'\N{REPLACEMENT CHARACTER}[2J' is not a date"),
        ],
    )
    def test_a_day_of_the_past_is_checked(self, run: Run, site: Path, engine: Engine, date: str, told: str) -> None:
        said = run("build", "--as-of", date)
        assert said.code == 2
        assert "Invalid value for '--as-of': " in said.err
        assert told in said.err
        assert engine.requests == []

    def test_a_mistyped_command_gets_a_hint(self, run: Run, site: Path) -> None:
        assert "Did you mean 'build'?" in run("bulid").err

    def test_the_version(self, run: Run) -> None:
        assert run("--version") == Said(0, f"onrecord {__version__}\n", "")

    @pytest.mark.parametrize("arguments", [["--help"], ["build", "--help"], ["check", "-h"]])
    def test_help_everywhere_with_an_example(self, run: Run, arguments: list[str]) -> None:
        said = run(*arguments)
        assert said.code == 0
        assert "Example" in said.out
        assert "\n  onrecord " in said.out.replace("\n    onrecord", "\n  onrecord")


class TestFailures:
    def test_of_the_output_are_told_without_a_traceback(self, run: Run, site: Path, engine: Engine) -> None:
        engine.failure = OutputBusy(site / "output")
        said = run("build")
        assert said.code == 2
        assert said.err.startswith("Error: another build is writing to ")
        assert said.err.count("\n") == 1

    def test_by_foreign_files_name_each(self, run: Run, site: Path, engine: Engine) -> None:
        engine.failure = ForeignFile(site / "public", ("a.html", "index.html"))
        said = run("build", "--output", "public")
        assert (said.code, said.out) == (2, "2 errors in 2 files; nothing was written\n")
        assert "error[foreign-file] 'public/index.html' exists and was not written by onrecord" in said.err
        assert "hint: move it out of the way, or choose another folder with --output" in said.err

    def test_an_interruption_is_one_line(self, run: Run, site: Path, engine: Engine) -> None:
        engine.failure = KeyboardInterrupt()
        said = run("build")
        assert said.code == 130
        assert said.err.strip() == "interrupted"

    def test_of_our_own_ask_for_a_report(self, run: Run, site: Path, engine: Engine) -> None:
        engine.failure = KeyError("\x1b[2J")
        said = run("build")
        assert said.code == 3
        assert said.err.startswith("onrecord itself failed: KeyError: ")
        assert "--debug" in said.err
        assert "Traceback" not in said.err
        assert "\x1b" not in said.err

    def test_of_our_own_show_everything_when_asked(self, site: Path, engine: Engine) -> None:
        engine.failure = KeyError("x")
        with pytest.raises(KeyError):
            main(["build", "--debug"])


class TestColour:
    @pytest.mark.parametrize(
        ("options", "terminal", "environment", "coloured"),
        [
            ([], False, {}, False),
            ([], True, {}, True),
            ([], True, {"NO_COLOR": "1"}, False),
            ([], True, {"NO_COLOR": ""}, True),
            ([], True, {"TERM": "dumb"}, False),
            (["--color"], False, {"NO_COLOR": "1"}, True),
            (["--no-color"], True, {}, False),
        ],
    )
    def test_follows_the_option_then_the_environment_then_the_terminal(
        self,
        run: Run,
        site: Path,
        engine: Engine,
        monkeypatch: pytest.MonkeyPatch,
        options: list[str],
        terminal: bool,
        environment: dict[str, str],
        coloured: bool,
    ) -> None:
        for name in ("NO_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
        engine.result = BuildResult([ERROR], COUNTS, ok=False)
        assert ("\x1b[" in run("check", *options).err) is coloured
