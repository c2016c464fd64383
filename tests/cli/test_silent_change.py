"""A change of a published claim is told from the history in git, by the commands on a whole site."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from onrecord.cli import main
from onrecord.content.git import Git
from tests.content.histories import BRIEF, Desk

ACTOR = "---\nname: Ana\nkind: person\n---\n"
CORRECTION = "corrections:\n  - {date: 2025-06-03, kind: correction, claim: c, note: We had said red.}\n"


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A published brief, committed."""
    desk = Desk(tmp_path / "desk")
    desk.write("content/actors/ana.md", ACTOR)
    desk.write(".gitignore", ".onrecord/\n")
    desk.brief(claim("It was red."))
    desk.commit()
    return desk


def claim(text: str, status: str = "unverified") -> str:
    return f"{{id: c, text: {text}, by: ana, status: {status}}}"


def check(root: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    """What a check says about silent changes."""
    capsys.readouterr()
    with pytest.raises(SystemExit):
        main(["check", str(root), "--format", "json"])
    found = json.loads(capsys.readouterr().out)
    return [problem for problem in found if problem["code"] in ("silent-change", "history-not-read")]


def test_an_edit_is_told_before_and_after_its_commit_until_it_is_corrected(
    desk: Desk, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check(desk.root, capsys) == []

    desk.brief(claim("It was blue."))
    (problem,) = check(desk.root, capsys)
    assert (problem["file"], problem["line"], problem["column"]) == (BRIEF, 5, 19)
    assert "in the last commit (" in problem["message"]
    assert problem["severity"] == "warning"

    changed = desk.commit()
    (problem,) = check(desk.root, capsys)
    assert problem["message"] == f"the text of 'c' was published as 'It was red.' until 2025-06-03 (commit {changed})"
    assert check(desk.root, capsys) == [problem]

    desk.brief(claim("It was blue."), fields=CORRECTION)
    assert check(desk.root, capsys) == []
    desk.commit()
    assert check(desk.root, capsys) == []


def test_a_brief_with_another_id_is_held_to_what_it_said(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["rename", "brief", "attack", "raid", str(desk.root)])
    assert ended.value.code == 0
    desk.commit()
    assert check(desk.root, capsys) == []

    renamed = desk.root / "content/briefs/2025-05-25-raid.md"
    renamed.write_text(renamed.read_text().replace("It was red.", "It was blue."))
    (problem,) = check(desk.root, capsys)
    assert "the text of 'c' was published as 'It was red.'" in problem["message"]


def test_a_strict_check_fails_on_it(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.brief(claim("It was red.", status="refuted"))
    with pytest.raises(SystemExit) as ended:
        main(["check", str(desk.root), "--strict"])
    assert ended.value.code == 1
    assert "warning[silent-change] the status of 'c' was published as 'unverified' in the" in capsys.readouterr().err


def test_the_first_version_need_not_be_right(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    desk.brief(claim("A draft."), path="content/briefs/2025-05-25-next.md", fields="draft: true\n")
    desk.commit()
    desk.brief(claim("The text."), path="content/briefs/2025-05-25-next.md")
    desk.commit()
    assert check(desk.root, capsys) == []


def test_git_is_not_run_when_nothing_asks_for_the_history(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.brief(claim("It was blue."))
    monkeypatch.setattr(subprocess, "run", None)
    desk.write("onrecord.yaml", "title: Desk\nrules: {silent-change: off}\nhistory: off\n")
    assert check(desk.root, capsys) == []


def test_one_short_call_is_enough_while_the_commit_is_the_same(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    check(desk.root, capsys)
    calls: list[str] = []
    run = Git._run

    def counted(git: Git, *arguments: str, **options: Any) -> bytes:
        calls.append(arguments[0])
        return run(git, *arguments, **options)

    monkeypatch.setattr(Git, "_run", counted)
    desk.brief(claim("It was blue."))
    assert len(check(desk.root, capsys)) == 1
    assert calls == ["rev-parse"]


def test_what_was_kept_and_is_damaged_is_read_again(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    check(desk.root, capsys)
    desk.brief(claim("It was blue."))
    told = check(desk.root, capsys)
    kept = desk.root / ".onrecord/cache/history"
    for data in (b"", kept.read_bytes()[:-1], b"\0" * 100):
        kept.write_bytes(data)
        assert check(desk.root, capsys) == told
    assert len(told) == 1


def test_without_git_a_site_is_checked_as_ever(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    desk.brief(claim("It was blue."))
    monkeypatch.setenv("PATH", str(tmp_path))
    assert check(desk.root, capsys) == []


def test_it_is_said_when_there_was_no_time(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.content.git.SECONDS", 0.0)
    (problem,) = check(desk.root, capsys)
    assert (problem["code"], problem["severity"], problem["file"]) == ("history-not-read", "note", "onrecord.yaml")


def test_the_demonstration_site_changed_nothing_silently(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check(repository, capsys) == []
