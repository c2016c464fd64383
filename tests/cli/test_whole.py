"""The commands with the real engine on a small site."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.cli import main
from tests.build.trees import tree

SITE = {
    "onrecord.yaml": "title: Desk\n",
    "content/actors/ada.md": "---\nname: Ada\nkind: person\n---\nAn engineer.\n",
    "content/briefs/2025-05-25-first.md": (
        "---\ntitle: First\ndate: 2025-05-25\nclaims:\n  - {id: one, text: It flies., by: Ada}\n---\nSee [[ada]].\n"
    ),
    "content/assets/map.txt": "x\n",
}

Run = Callable[..., int]


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in SITE.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    return int(ended.value.code or 0)


def test_a_site_is_built_and_the_next_build_changes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("build") == 0
    built = tree(site / "output")
    assert {"index.html", "briefs/first/index.html", "actors/ada/index.html", "assets/map.txt"} <= built.keys()
    capsys.readouterr()
    assert run("build") == 0
    assert f"(files: 0 written, {len(built)} unchanged, 0 removed)" in capsys.readouterr().out
    assert tree(site / "output") == built


def test_a_mistake_is_shown_at_its_place_and_the_last_site_stands(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run("build")
    built = tree(site / "output")
    brief = site / "content/briefs/2025-05-25-first.md"
    brief.write_text(brief.read_text().replace("2025-05-25", "2025-05-32"))
    assert run("build") == 1
    said = capsys.readouterr()
    assert "content/briefs/2025-05-25-first.md:3:7: error[bad-date]" in said.err
    assert "    3 | date: 2025-05-32\n      |       ^\n" in said.err
    assert said.out.endswith("nothing was written\n")
    assert tree(site / "output") == built


def test_every_problem_is_told_in_one_run(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/briefs/second.md").write_text("---\ntitel: x\ndate: 2025-05-32\n---\n")
    (site / "content/brief").mkdir()
    (site / "content/brief/third.md").write_text("x")
    assert run("check", "--format", "json") == 1
    codes = {problem["code"] for problem in json.loads(capsys.readouterr().out)}
    assert {"unplaced-file", "unknown-field", "bad-date"} <= codes


def test_a_check_writes_nothing(site: Path) -> None:
    before = tree(site)
    assert run("check") == 0
    assert tree(site) == before
    assert not (site / "output").exists()


def test_what_the_user_put_in_the_way_is_named_and_stays(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "output").mkdir()
    (site / "output/index.html").write_text("by hand")
    assert run("build") == 2
    assert "error[foreign-file] 'output/index.html' exists and was not written by onrecord" in capsys.readouterr().err
    assert tree(site / "output") == {"index.html": b"by hand"}
