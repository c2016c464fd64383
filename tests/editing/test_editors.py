"""What init writes for editors fits what onrecord says and what a site holds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from onrecord.build.request import BuildResult
from onrecord.cli.formats import Look
from onrecord.cli.formats.text import formatted
from onrecord.cli.serve import Narrator
from onrecord.config import Config, Status, Vocabulary
from onrecord.content import strict_yaml
from onrecord.content.model import Brief
from onrecord.content.validation import validate
from onrecord.diagnostics import Diagnostic, Severity
from onrecord.editing.editors import SNIPPETS, editor_files, write_editor_files
from onrecord.editing.new_files import LeadsOutside
from onrecord.editing.starting import starting_files
from onrecord.preview.builder import Attempt

SITE = {file.path: file.text for file in starting_files("Harbour desk", "2025-06-03")}
TASKS = {task["label"]: task for task in json.loads(SITE[".vscode/tasks.json"])["tasks"]}
MISTAKE = Diagnostic("unknown-actor", "no 'X'", "content/briefs/a b.md", 19, 9)
_PLACEHOLDER = re.compile(r"\$\{\d\|([^,|]*)[^}]*\}|\$\{\d:([^}]*)\}|\$\d")


def test_settings_name_schemas_that_are_there() -> None:
    settings = json.loads(SITE[".vscode/settings.json"])
    assert [path.removeprefix("./") for path in settings["yaml.schemas"]] == [".schemas/onrecord.json"]
    assert ".schemas/onrecord.json" in SITE
    assert SITE["onrecord.yaml"].startswith("# yaml-language-server: $schema=.schemas/onrecord.json\n")


@pytest.mark.parametrize("severity", list(Severity))
def test_the_problem_matcher_reads_what_check_says(
    severity: Severity, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    found = Diagnostic("unknown-actor", "no 'X'", "content/briefs/a b.md", 19, 9, "hint", severity)
    pattern = TASKS["onrecord: check"]["problemMatcher"]["pattern"]
    assert TASKS["onrecord: serve"]["problemMatcher"]["pattern"] == pattern
    told = [re.search(pattern["regexp"], line) for line in formatted([found], Look(tmp_path)).splitlines()]
    (match,) = filter(None, told)
    parts = {name: match[group] for name, group in pattern.items() if name != "regexp"}
    assert parts == {
        "file": "content/briefs/a b.md",
        "line": "19",
        "column": "9",
        "severity": str(severity),
        "code": "unknown-actor",
        "message": "no 'X'",
    }


@pytest.mark.parametrize(
    ("result", "changed", "begins"),
    [
        (BuildResult([], {"briefs": 1, "pages": 20}, True), frozenset(), False),
        (BuildResult([MISTAKE], {}, False), frozenset(), False),
        (BuildResult([], {"written": 1}, True), frozenset({"content/a.md"}), True),
        (BuildResult([MISTAKE], {}, False), frozenset({"content/a.md"}), True),
    ],
)
def test_the_problem_matcher_sees_where_each_build_of_the_preview_begins_and_ends(
    result: BuildResult, changed: frozenset[str], begins: bool, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    matcher = TASKS["onrecord: serve"]["problemMatcher"]["background"]
    Narrator(tmp_path, False, "127.0.0.1", 8000, False).built(Attempt(result, changed, 0.1))
    lines = capfd.readouterr().out.splitlines()
    assert [bool(re.search(matcher["beginsPattern"], line)) for line in lines] == ([True, False] if begins else [False])
    assert [bool(re.search(matcher["endsPattern"], line)) for line in lines] == ([False, True] if begins else [True])


def test_snippets_write_what_is_right() -> None:
    snippets = json.loads(SITE[SNIPPETS])

    def written(name: str) -> str:
        body = "\n".join(snippets[name]["body"])
        return _PLACEHOLDER.sub(lambda match: match[1] or match[2] or "2025", body)

    text = "title: x\ndate: 2025\nclaims:\n"
    text += "".join(f"  {line}\n" for line in written("claim").splitlines())
    text += "    responses:\n" + "".join(f"      {line}\n" for line in written("response").splitlines())
    text += f"    {written('status (claim)')}\n"
    text += "sources:\n" + "".join(f"  {line}\n" for line in written("source").splitlines())
    text += f"    {written('published (source)')}\n"
    values, faults = strict_yaml.load(text, "x.md")
    assert not faults
    assert validate(Brief, values, "x.md", text)[1] == []
    assert "stance: ${2|denies," in "\n".join(snippets["response"]["body"])
    assert snippets["status (claim)"]["prefix"] == "status"
    assert all(it["scope"] == "markdown" and it["description"] for it in snippets.values())


def test_only_what_differs_is_written(tmp_path: Path) -> None:
    files = editor_files(Config(title="x"))
    assert set(write_editor_files(tmp_path, files)) == set(files)
    assert write_editor_files(tmp_path, files) == []
    words = Vocabulary(statuses={"rumour": Status(label="Rumour", meaning="Heard.")})
    changed = write_editor_files(tmp_path, editor_files(Config(title="x", vocabulary=words)))
    assert changed == [".schemas/brief.json", SNIPPETS]


def test_nothing_is_written_through_a_link_out_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "site").mkdir()
    (tmp_path / "site/.vscode").symlink_to(tmp_path / "outside")
    with pytest.raises(LeadsOutside):
        write_editor_files(tmp_path / "site", editor_files(Config(title="x")))
    assert list((tmp_path / "outside").iterdir()) == []
    assert not (tmp_path / "site/.schemas").exists()
