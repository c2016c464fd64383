"""``onrecord rename`` as somebody runs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.cli import main
from tests.editing.test_renaming import MENTIONS, texts


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    shutil.copytree(MENTIONS, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ended(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    return int(end.value.code or 0)


def test_it_says_what_it_changed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("rename", "source", "wire", "agency") == 0
    assert capsys.readouterr().out == (
        "content/actors/ana.md: 2 places\n"
        "content/briefs/2025-06-03-fire.md: 5 places\n"
        "content/briefs/2025-06-09-after.md: 1 place\n"
        "content/sources/wire.md -> content/sources/agency.md\n"
    )
    assert ended("check") == 0


def test_a_dry_run_changes_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = texts(site)
    assert ended("rename", "brief", "fire", "depot-fire", "--dry-run") == 0
    assert capsys.readouterr().out.splitlines()[-3:] == [
        "content/briefs/2025-06-03-fire.md -> content/briefs/2025-06-03-depot-fire.md",
        "/briefs/fire/ leads to the new address",
        "nothing was changed: this was a dry run",
    ]
    assert texts(site) == before


def test_it_says_why_it_cannot(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("rename", "actor", "anna", "x") == 2
    assert capsys.readouterr().err == ("Error: nothing was changed: there is no actor 'anna'; did you mean 'ana'?\n")
    (site / "content/places/x.md").write_text("---\nname: X\nwithn: y\n---\n", encoding="utf-8")
    assert ended("rename", "actor", "ana", "anna") == 1
    told = capsys.readouterr()
    assert "did you mean 'within'?" in told.err
    assert told.out == "1 error in 1 file; nothing was changed: the content has to be right first\n"
