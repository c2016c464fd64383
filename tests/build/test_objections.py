"""A process that goes on asks rules of little, and is told what a process of its own is told."""

from __future__ import annotations

import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from onrecord.build.build import build_site
from onrecord.build.memory import Memory
from onrecord.build.request import BuildRequest, BuildResult, NoProgress
from onrecord.content.dates import parse_date
from onrecord.record.rules import asking
from tests.broken.sites import BASE
from tests.build.test_incremental import files
from tests.content import histories

NOW = datetime(2025, 6, 1, tzinfo=UTC)
BRIEF = "content/briefs/2025-03-02-bridge.md"
OTHER = "content/briefs/2025-03-05-other.md"
MAYOR = "content/actors/mayor.md"
ARCHIVE = "    archive: https://archive.example/bridge\n    archived: 2025-03-01\n"


class Process:
    """A site that is built again and again; every time what is told is what a process of its own is told."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.memory = Memory()
        self.asked: list[str] = []

    def build(self, **asked_for: Any) -> BuildResult:
        self.asked.clear()
        request = replace(BuildRequest(self.root, now=NOW, jobs=1, search=False), **asked_for)
        result = build_site(request, NoProgress(), memory=self.memory)
        asked = [*self.asked]
        alone = replace(request, check_only=True, clean=True)
        assert result.diagnostics == build_site(alone, NoProgress()).diagnostics
        self.asked = asked
        return result

    def lines(self, code: str, **asked: Any) -> list[tuple[str, int | None]]:
        return [(found.file, found.line) for found in self.build(**asked).diagnostics if found.code == code]

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def process(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Process:
    """A process after its first build."""
    process = Process(Path(shutil.copytree(BASE, tmp_path / "site")))
    (process.root / OTHER).write_text(
        "---\ntitle: Other\ndate: 2025-03-05\nclaims:\n"
        "  - {id: c, text: So it is., by: mayor, sources: minutes}\n---\n",
        encoding="utf-8",
    )
    in_items = asking._in_items

    def asked(rules: Any, facts: Any, items: Any) -> Any:
        process.asked.append(items._file.key)
        return in_items(rules, facts, items)

    monkeypatch.setattr(asking, "_in_items", asked)
    assert process.build().ok
    assert sorted(process.asked) == ["bridge", "minutes", "other"]
    return process


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("text: So it is.", "text: So it was."),
        ("by: mayor", "by: town"),
        ("sources: minutes", "sources: bridge#report"),
    ],
)
def test_rules_are_asked_of_the_brief_whose_claim_was_edited(process: Process, old: str, new: str) -> None:
    process.edit(OTHER, old, new)
    assert process.build().ok
    assert process.memory.joined
    assert process.memory.joined.amended
    assert "other" in process.asked
    assert "bridge" not in process.asked or "bridge" in new


def test_they_are_asked_of_nothing_where_the_text_was_edited(process: Process) -> None:
    process.edit(BRIEF, "## What was said", "A line more.\n\n## What was said")
    process.build()
    assert process.asked == []


def test_what_they_found_is_told_where_it_stands_now(process: Process) -> None:
    process.edit(BRIEF, ARCHIVE, "")
    ((_, line),) = process.lines("no-archive")
    assert line
    process.edit(BRIEF, "title: Mayor", "# A line more.\ntitle: Mayor")
    assert process.lines("no-archive") == [(BRIEF, line + 1)]
    assert process.asked == []
    process.edit(BRIEF, "# A line more.\n", "")
    assert process.lines("no-archive") == [(BRIEF, line)]


def test_places_in_other_files_are_told_as_they_are_now(process: Process) -> None:
    process.edit("content/sources/minutes.md", "---\n", "---\nretracted: 2025-03-04\n")
    (found,) = (it for it in process.build().diagnostics if it.code == "retracted-source")
    assert f"({OTHER}:5:5)" in found.message
    process.edit(OTHER, "title: Other", "# A line more.\ntitle: Other")
    (found,) = (it for it in process.build().diagnostics if it.code == "retracted-source")
    assert f"({OTHER}:6:5)" in found.message
    assert process.asked == []


def test_what_was_given_up_is_asked_the_next_time(process: Process) -> None:
    process.edit(BRIEF, ARCHIVE, "")
    process.edit(OTHER, "sources: minutes", "sources: []")
    for steps in range(6):
        with suppress(KeyboardInterrupt):
            Overtaken(steps).build(process)
    assert process.lines("no-archive") != []
    assert process.lines("claim-without-source") != []


class Overtaken(NoProgress):
    """Gives a build up at one of its steps."""

    def __init__(self, steps: int) -> None:
        self._steps = steps

    def advance(self, n: int) -> None:
        self._steps -= 1
        if self._steps < 0:
            raise KeyboardInterrupt

    def build(self, process: Process) -> None:
        build_site(BuildRequest(process.root, now=NOW, jobs=1, search=False), self, memory=process.memory)


def test_what_was_found_in_a_build_that_failed_is_found_when_it_is_mended(process: Process) -> None:
    process.edit(MAYOR, "kind: person", "kind: persona")
    process.edit(BRIEF, ARCHIVE, "# A line more.\n")
    assert not process.build().ok
    process.edit(BRIEF, "# A line more.\n", "")
    process.edit(MAYOR, "kind: persona", "kind: person")
    assert len(process.lines("no-archive")) == 1
    process.edit(BRIEF, "    published:", f"{ARCHIVE}    published:")
    assert process.lines("no-archive") == []


def test_promises_are_due_on_another_day(process: Process) -> None:
    process.edit(BRIEF, "date: 2025-03-02\n", "date: 2025-03-02\nreview_by: 2025-06-01\n")
    assert process.lines("review-overdue") == []
    assert process.lines("review-overdue", now=NOW + timedelta(days=1)) == [(BRIEF, 4)]
    assert process.lines("review-overdue", now=NOW) == []


def test_they_look_at_the_present_where_the_past_is_shown(process: Process) -> None:
    process.edit(OTHER, "sources: minutes", "sources: []")
    for day in (None, parse_date("2025-03-03"), None):
        result = process.build(as_of=day)
        assert result.record
        assert ("other" in result.record.briefs) == (day is None)
        assert (OTHER, "claim-without-source") in [(found.file, found.code) for found in result.diagnostics]


@pytest.mark.parametrize("settings", ["rules: {no-archive: 'off'}", "rules: {no-archive: warning}", "history: 'off'"])
def test_other_settings_count(process: Process, settings: str) -> None:
    process.edit(BRIEF, ARCHIVE, "")
    process.build()
    with (process.root / "onrecord.yaml").open("a", encoding="utf-8") as file:
        file.write(f"{settings}\n")
    assert process.build().ok


def claim(text: str) -> str:
    return f"{{id: c, text: {text}, by: ana, sources: s}}"


@pytest.fixture
def desk(tmp_path: Path) -> histories.Desk:
    """A published brief, committed."""
    desk = histories.Desk(tmp_path / "desk")
    desk.write("content/actors/ana.md", "---\nname: Ana\nkind: person\n---\n")
    desk.write(".gitignore", ".onrecord/\noutput/\n")
    return desk


SOURCE = "sources:\n  - {id: s, kind: speech}\n"


def test_what_was_committed_in_the_meantime_counts(desk: histories.Desk) -> None:
    desk.brief(claim("It was red."), fields=SOURCE)
    desk.commit()
    process, now = Process(desk.root), datetime(2025, 6, 10, tzinfo=UTC)
    assert process.lines("silent-change", now=now) == []
    desk.brief(claim("It was blue."), fields=SOURCE)
    assert process.lines("silent-change", now=now) == [(histories.BRIEF, 7)]
    desk.brief(claim("It was blue."), fields=SOURCE, body="Blue.")
    assert process.lines("silent-change", now=now) == [(histories.BRIEF, 7)]
    desk.commit()
    assert process.lines("silent-change", now=now) == [(histories.BRIEF, 7)]
    desk.brief(claim("It was red."), fields=SOURCE)
    desk.commit()
    assert process.lines("silent-change", now=now) == [(histories.BRIEF, 7)]


def test_a_version_is_published_when_its_hour_has_come(desk: histories.Desk) -> None:
    """Also within a day, and not yet where the clock was set back."""
    fields = f"publish_at: 2025-06-10T12:00:00Z\n{SOURCE}"
    desk.brief(claim("It was red."), fields=fields)
    desk.brief(claim("It is open."), path="content/briefs/2025-05-26-open.md", fields=SOURCE)
    desk.commit()
    process, early = Process(desk.root), datetime(2025, 6, 10, 11, tzinfo=UTC)
    late = early + timedelta(hours=2)
    desk.brief(claim("It was blue."), fields=SOURCE)
    told = [(histories.BRIEF, 7)]
    for settings in ("title: Desk\n", "title: Desk\nhistory: 'off'\n"):
        desk.write("onrecord.yaml", settings)
        for now in (late, early, late, late, early, early, late, late + timedelta(minutes=1)):
            assert process.lines("silent-change", now=now) == (told if now >= late else [])
            clean = BuildRequest(desk.root, desk.top.parent / "clean", now=now, jobs=1, search=False, clean=True)
            assert build_site(clean, NoProgress()).ok
            assert files(desk.root / "output") == files(desk.top.parent / "clean")
