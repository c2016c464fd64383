"""Many changes are one build: a burst of files, a series of saves, another branch."""

from __future__ import annotations

import os
import subprocess
import threading
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from onrecord.build.request import BuildResult, NoProgress, Progress
from onrecord.preview.builder import Attempt, Builder
from tests.preview.running import BRIEF, PATIENCE, Desk, at_once, build_of, desk_at, opened
from tests.whole.sites import site


def brief(number: int, title: str) -> str:
    """One of many briefs."""
    return f"---\ntitle: {title} {number}\ndate: 2025-06-01\n---\n\nText.\n"


def test_an_atomic_save_is_one_build(desk: Desk, tab: Page) -> None:
    before = opened(tab, f"{desk.home}briefs/first/")
    text = (desk.root / BRIEF).read_text(encoding="utf-8")
    for number, temporary in enumerate((".brief.md.tmp", "brief.md~", "4913.md.new")):
        file = desk.root / "content/briefs" / temporary
        with desk.building(BRIEF):
            file.write_text(f"{text}\nSaved {number}.\n", encoding="utf-8")
            os.replace(file, desk.root / BRIEF)
        expect(tab.get_by_text(f"Saved {number}.")).to_be_visible()
        assert build_of(tab, after=before + number) == before + number + 1
    desk.write({BRIEF: text})
    expect(tab.get_by_text("Saved 2.")).to_have_count(0)
    assert build_of(tab, after=before + 3) == before + 4


def test_what_editors_leave_beside_a_file_builds_nothing(desk: Desk, tab: Page) -> None:
    before = opened(tab, f"{desk.home}briefs/first/")
    beside = ("content/briefs/.first.md.swp", "content/briefs/first.md~", "content/.obsidian/w.json")
    site(desk.root, dict.fromkeys(beside, "{}"))
    with desk.changed(BRIEF, lambda text: f"{text}\nA mark.\n"):
        expect(tab.get_by_text("A mark.")).to_be_visible()
        assert build_of(tab, after=before) == before + 1


def test_a_burst_of_500_files_is_one_build_and_so_is_another_branch(tmp_path: Path, tab: Page) -> None:
    files = {f"content/briefs/brief-{number}.md": brief(number, "Written") for number in range(500)}
    with desk_at(tmp_path / "site") as desk:

        def git(*arguments: str) -> None:
            subprocess.run(["git", "-C", str(desk.root), *arguments], check=True, capture_output=True)

        git("init", "--initial-branch", "main")
        git("add", "content", "onrecord.yaml")
        git("commit", "-m", "One brief")
        before = opened(tab, f"{desk.home}briefs/")
        git("checkout", "-b", "many")
        desk.write(files)
        expect(tab.get_by_role("link", name="Written 139", exact=True)).to_be_attached()
        assert build_of(tab, after=before) == before + 1
        git("add", "content")
        git("commit", "-m", "Many briefs")
        git("checkout", "main")
        expect(tab.get_by_role("link", name="Written 139", exact=True)).to_have_count(0)
        assert build_of(tab, after=before + 1) == before + 2
        git("checkout", "many")
        expect(tab.get_by_role("link", name="Written 139", exact=True)).to_be_attached()
        assert build_of(tab, after=before + 2) == before + 3
        assert [line for line in desk.preview.lines if "rror" in line] == []


class Held:
    """A rebuild that waits to be let on, and counts."""

    def __init__(self) -> None:
        self.begun = threading.Semaphore(0)
        self.go_on = threading.Semaphore(0)
        self.times = 0

    def __call__(self, progress: Progress) -> BuildResult:
        self.times += 1
        self.begun.release()
        assert self.go_on.acquire(timeout=PATIENCE)
        return BuildResult()

    def learn(self, progress: Progress) -> None:
        """Nothing to learn."""


class Learning(Held):
    """One that never comes to an end of what it can do in the meantime."""

    def __init__(self) -> None:
        super().__init__()
        self.learning = threading.Semaphore(0)

    def learn(self, progress: Progress) -> None:
        self.learning.release()
        while True:
            progress.advance(1)


@pytest.fixture
def attempts() -> list[Attempt]:
    """What a builder told."""
    return []


def test_ten_saves_during_a_build_are_one_build_after_it(tmp_path: Path, attempts: list[Attempt]) -> None:
    rebuild = Held()
    over = threading.Semaphore(0)

    def told(attempt: Attempt) -> None:
        attempts.append(attempt)
        over.release()

    builder = Builder(tmp_path, rebuild, told, NoProgress())
    builder.start(lambda: None)
    try:
        assert rebuild.begun.acquire(timeout=PATIENCE)
        for number in range(10):
            builder.changed(frozenset({f"content/{number}.md"}))
        rebuild.go_on.release()
        assert rebuild.begun.acquire(timeout=PATIENCE)
        rebuild.go_on.release()
        for _ in range(2):
            assert over.acquire(timeout=PATIENCE)
        assert attempts[1].changed == {f"content/{number}.md" for number in range(10)}
    finally:
        rebuild.go_on.release()
        assert builder.stop(PATIENCE)
    assert rebuild.times == 2


class Yielding(Held):
    """A rebuild of which every one but the first and the last goes on until it gives way."""

    def __call__(self, progress: Progress) -> BuildResult:
        self.times += 1
        self.begun.release()
        while self.times == 2:
            progress.advance(1)
        return BuildResult()


def test_a_build_under_way_gives_way_to_what_was_saved_since(tmp_path: Path, attempts: list[Attempt]) -> None:
    rebuild = Yielding()
    over = threading.Semaphore(0)

    def told(attempt: Attempt) -> None:
        attempts.append(attempt)
        over.release()

    builder = Builder(tmp_path, rebuild, told, NoProgress())
    builder.start(lambda: None)
    try:
        assert over.acquire(timeout=PATIENCE)
        for number in range(2):
            assert rebuild.begun.acquire(timeout=PATIENCE)
            builder.changed(frozenset({f"content/{number}.md"}))
        assert over.acquire(timeout=PATIENCE)
    finally:
        assert builder.stop(PATIENCE)
    assert [attempt.changed for attempt in attempts] == [set(), {"content/0.md", "content/1.md"}]
    assert rebuild.times == 3


def test_saves_in_quick_succession_show_at_once_and_then_once(desk: Desk, tab: Page) -> None:
    """The first save is shown at once; those that follow are waited out, so that there are fewer builds than saves.

    How many there are depends on how the machine spreads the saves: a pause of a busy one is the end of a row. The
    test below has a row without pauses.
    """
    before = opened(tab, f"{desk.home}briefs/first/")
    text = (desk.root / BRIEF).read_text(encoding="utf-8")
    tick = threading.Event()
    for number in range(10):
        with at_once(desk.preview):
            (desk.root / BRIEF).write_text(f"{text}\nSave {number}.\n", encoding="utf-8")
        tick.wait(0.1)  # the hand of somebody who saves again and again
    expect(tab.get_by_text("Save 9.")).to_be_visible()
    assert before + 1 <= build_of(tab) < before + 10
    desk.write({BRIEF: text})
    expect(tab.get_by_text("Save 9.")).to_have_count(0)


def test_a_row_of_saves_without_a_pause_is_one_build_after_the_first(tmp_path: Path, attempts: list[Attempt]) -> None:
    rebuild = Held()
    for _ in range(4):
        rebuild.go_on.release()
    over = threading.Semaphore(0)

    def told(attempt: Attempt) -> None:
        attempts.append(attempt)
        over.release()

    builder = Builder(tmp_path, rebuild, told, NoProgress())
    builder.start(lambda: None)
    try:
        assert over.acquire(timeout=PATIENCE)
        builder.changed(frozenset({"first.md"}))
        assert over.acquire(timeout=PATIENCE)
        with builder._news:  # it looks when all of them are there
            for number in range(9):
                builder.changed(frozenset({f"{number}.md"}))
        assert over.acquire(timeout=PATIENCE)
    finally:
        assert builder.stop(PATIENCE)
    assert [len(attempt.changed) for attempt in attempts] == [0, 1, 9]


def test_what_is_done_in_the_meantime_gives_way_to_a_change_and_to_the_end(tmp_path: Path) -> None:
    rebuild = Learning()
    for _ in range(3):
        rebuild.go_on.release()
    builder = Builder(tmp_path, rebuild, lambda attempt: None, NoProgress())
    builder.start(lambda: None)
    try:
        assert rebuild.learning.acquire(timeout=PATIENCE)
        builder.changed(frozenset({"first.md"}))
        assert rebuild.learning.acquire(timeout=PATIENCE)
    finally:
        assert builder.stop(PATIENCE)
    assert rebuild.times == 2
