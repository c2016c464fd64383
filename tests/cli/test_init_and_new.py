"""``onrecord init`` and ``onrecord new`` as an editor meets them, mistakes included."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from onrecord.cli import main


@dataclass(frozen=True)
class Said:
    code: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in an empty folder."""
    monkeypatch.chdir(tmp_path)

    def run_command(*arguments: str) -> Said:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        out, err = capsys.readouterr()
        return Said(int(ended.value.code or 0), out, err)

    return run_command


def test_init_makes_a_site_and_says_what_to_do_next(run: Run, tmp_path: Path) -> None:
    said = run("init", "harbour-desk")
    assert said.code == 0
    *files, blank, following, _ = said.out.splitlines()
    assert files == sorted(files, key=files.index)
    assert all((tmp_path / "harbour-desk" / file).is_file() for file in files)
    assert {"onrecord.yaml", ".gitignore", "ci.sh", "content/pages/methodology.md"} <= set(files)
    assert (blank, following) == ("", "next: cd harbour-desk && onrecord serve --open")
    assert "title: Harbour desk\n" in (tmp_path / "harbour-desk/onrecord.yaml").read_text(encoding="utf-8")
    assert run("check", "harbour-desk").out == "no problems in 1 brief, 1 claim, 1 source, 2 actors\n"


def test_init_takes_a_title_and_the_folder_that_is_here(run: Run, tmp_path: Path) -> None:
    said = run("init", ".", "--title", "The: Desk", "--host", "netlify")
    assert "\nnext: onrecord serve --open\n" in said.out
    assert 'title: "The: Desk"\n' in (tmp_path / "onrecord.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "netlify.toml").is_file()
    assert not (tmp_path / "ci.sh").exists()


def test_init_adds_a_recipe_to_a_site_and_nothing_else(run: Run, tmp_path: Path) -> None:
    (tmp_path / "onrecord.yaml").write_text("title: x\n", encoding="utf-8")
    assert run("init", ".", "--host", "gitlab").out == ".gitlab-ci.yml\n"
    assert sorted(file.name for file in tmp_path.iterdir()) == [".gitlab-ci.yml", "onrecord.yaml"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["."], "is a site already; with --host, a recipe can be added to it"),
        ([".", "--host", "gitlab", "--title", "y"], "is a site already: its title is in onrecord.yaml"),
        (["new", "--title", " "], "it is empty"),
        (["new", "--host", "geocities"], "'geocities' is not one of"),
        (["onrecord.yaml"], "is a file"),
    ],
)
def test_init_refuses_what_it_cannot_do(arguments: list[str], says: str, run: Run, tmp_path: Path) -> None:
    (tmp_path / "onrecord.yaml").write_text("title: x\n", encoding="utf-8")
    said = run("init", *arguments)
    assert said.code == 2
    assert says in said.err
    assert [file.name for file in tmp_path.iterdir()] == ["onrecord.yaml"]


def test_init_writes_nothing_over_what_is_there(run: Run, tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n", encoding="utf-8")
    said = run("init", ".")
    assert said.code == 2
    assert said.err == "Error: nothing was written, because this is there already: .gitignore\n"
    assert [file.name for file in tmp_path.iterdir()] == [".gitignore"]


def test_new_names_the_file_it_wrote(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("init", "desk")
    said = run("new", "brief", "Fire at the depot", "desk", "--date", "2025-06-03")
    assert (said.code, said.out) == (0, "desk/content/briefs/2025-06-03-fire-at-the-depot.md\n")
    monkeypatch.chdir(tmp_path / "desk/content/actors")
    assert run("new", "actor", "Ana Petrova").out == "ana-petrova.md\n"
    assert run("check", "--drafts").out == "no problems in 2 briefs, 1 claim, 1 source, 3 actors\n"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["brief", "Fire", "--date", "2025-06"], "'2025-06' is not a day; write it as 2025-06-03"),
        (["actor", "Ana", "--date", "2025-06-03"], "actors are not named after a day"),
        (["actor", "our DESK"], "there is such an actor already: content/actors/our-desk.md"),
        (["claim", "x"], "'claim' is not one of"),
        (["brief", "\u202e"], "no letter and no digit"),
    ],
)
def test_new_refuses_what_it_cannot_do(
    arguments: list[str], says: str, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("init", "desk")
    monkeypatch.chdir("desk")
    before = sorted(Path().rglob("*"))
    said = run("new", *arguments)
    assert said.code == 2
    assert says in said.err
    assert "\u202e" not in said.err
    assert sorted(Path().rglob("*")) == before


def test_new_needs_a_site(run: Run) -> None:
    said = run("new", "brief", "x")
    assert said.code == 2
    assert "onrecord init makes a new one" in said.err
