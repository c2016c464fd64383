"""When nothing changed nothing is done, and everything that a build looks at is a change."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.build.again import build_again
from onrecord.build.paths import STATE
from onrecord.build.request import BuildRequest, BuildResult
from onrecord.content.history import Past
from onrecord.diagnostics import Diagnostic, Severity
from tests.broken.sites import BASE

NOW = datetime(2025, 6, 1, tzinfo=UTC)
BRIEF = "content/briefs/2025-03-02-bridge.md"
PAGE = "output/about/index.html"


class Stages:
    """A progress that remembers what was begun."""

    def __init__(self) -> None:
        self.begun: list[str] = []

    def stage(self, name: str, total: int | None) -> None:
        self.begun.append(name)

    def advance(self, n: int) -> None:
        """Nothing."""


def built(request: BuildRequest) -> tuple[BuildResult, bool]:
    """A build, and whether it did anything."""
    stages = Stages()
    result = build_again(request, stages)
    return result, bool(stages.begun)


def edited(path: str, text: str = "\n") -> Callable[[Path], None]:
    def edit(site: Path) -> None:
        file = site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("a", encoding="utf-8") as writer:
            writer.write(text)

    return edit


@pytest.fixture
def request_(tmp_path: Path) -> BuildRequest:
    """The request of a site that was built just before."""
    root = Path(shutil.copytree(BASE, tmp_path / "site"))
    request = BuildRequest(root, now=NOW, jobs=1, search=False)
    assert built(request)[1]
    return request


def test_nothing_is_done_twice_and_the_same_is_said(request_: BuildRequest, tmp_path: Path) -> None:
    first, _ = built(replace(request_, output=tmp_path / "out"))
    again, worked = built(replace(request_, output=tmp_path / "out"))
    assert not worked
    assert (again.ok, again.diagnostics, again.remarks) == (first.ok, first.diagnostics, first.remarks)
    assert first.counts["written"] > 20
    assert again.counts == first.counts | {"written": 0, "unchanged": first.counts["written"]}


def test_the_time_of_a_file_is_no_change(request_: BuildRequest) -> None:
    os.utime(request_.root / BRIEF, (1, 1))
    assert not built(request_)[1]


CHANGES = {
    "a brief": edited(BRIEF),
    "a new actor": edited("content/actors/new.md", "---\nname: New\nkind: person\n---\n"),
    "a shared source": edited("content/sources/minutes.md"),
    "the settings": edited("onrecord.yaml", "# a remark\n"),
    "an asset": edited("content/assets/plan.txt", "plan"),
    "a template that did not exist": edited("templates/pages/page.html", "<p>"),
    "an asset of the theme": edited("templates/assets/own.css", "p { order: 1 }"),
    "a page in the output": edited(PAGE, "x"),
    "a page gone from the output": lambda site: (site / PAGE).unlink(),
    "a file under another name": lambda site: (site / BRIEF).rename(site / BRIEF.replace("bridge", "crossing")),
    "what a killed build left": lambda site: (site / "output" / STATE / f"stage-{'0' * 16}").mkdir(),
    "a damaged receipt": edited(f"output/{STATE}/receipt", "x"),
    "a damaged manifest of sightings": edited(f"output/{STATE}/seen.json", "x"),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_every_change_is_seen(request_: BuildRequest, change: Callable[[Path], None]) -> None:
    assert not built(request_)[1]
    change(request_.root)
    assert built(request_)[1]


def test_a_change_that_keeps_size_and_time_is_seen(request_: BuildRequest) -> None:
    file = request_.root / BRIEF
    status, data = file.stat(), file.read_bytes()
    file.write_bytes(data.replace(b"said", b"says"))
    os.utime(file, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert file.stat().st_size == len(data)
    assert built(request_)[1]


def test_another_wish_is_another_build(request_: BuildRequest) -> None:
    assert built(replace(request_, base_url="https://example.org/x/"))[1]
    assert built(replace(request_, drafts=True))[1]
    assert built(replace(request_, now=NOW + timedelta(days=1)))[1]
    assert built(replace(request_, clean=True))[1]
    assert built(replace(request_, check_only=True))[1]


def test_another_generator_builds_anew(request_: BuildRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not built(request_)[1]
    monkeypatch.setattr("onrecord.build.receipt.generator_stamp", lambda: "another")
    assert built(request_)[1]


def test_a_commit_is_a_change(request_: BuildRequest) -> None:
    root = request_.root
    author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "content"], [*author, "commit", "-qm", "one"]):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    assert built(request_)[1]
    assert not built(request_)[1]
    subprocess.run(["git", *author, "commit", "-qm", "two", "--allow-empty"], cwd=root, check=True)
    assert built(request_)[1]


def test_an_embargo_is_looked_at_each_time(request_: BuildRequest) -> None:
    edited(
        "content/briefs/2025-06-02-later.md", "---\ntitle: Later\ndate: 2025-06-02\npublish_at: 2025-06-01T12:00\n---\n"
    )(request_.root)
    assert built(request_)[0].counts["embargoed"] == 1
    late = replace(request_, now=NOW + timedelta(hours=13))
    assert built(late)[0].counts["embargoed"] == 0


def test_a_brief_whose_date_comes_within_a_day_is_looked_at_each_time(request_: BuildRequest) -> None:
    """Of its history nothing is told before; the day of the desk is another one than the clock's."""
    brief = request_.root / BRIEF
    brief.write_text(brief.read_text(encoding="utf-8").replace("date: 2025-03-02\n", "date: 2025-06-02\n", 1))
    dates = {"GIT_AUTHOR_DATE": "2025-05-01T00:00Z", "GIT_COMMITTER_DATE": "2025-05-01T00:00Z"}
    author = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org", "-c", "commit.gpgsign=false"]
    for arguments in (["init", "-q"], ["add", "content"], [*author, "commit", "-qm", "one"]):
        subprocess.run(["git", *arguments], cwd=request_.root, check=True, env=os.environ | dates)
    page = request_.root / "output/briefs/bridge/changes/index.html"
    evening = NOW.replace(hour=20)
    assert built(replace(request_, now=evening))[1]
    assert not page.exists()
    assert built(replace(request_, now=evening + timedelta(hours=2)))[1]
    assert page.exists()
    clean = built(replace(request_, now=evening + timedelta(hours=2), clean=True))[0]
    assert clean.counts["written"] == 0


def test_what_was_too_slow_to_read_is_read_the_next_time(
    request_: BuildRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = Diagnostic("history-not-read", "too slow", "onrecord.yaml", severity=Severity.NOTE)
    with monkeypatch.context() as slow:
        slow.setattr("onrecord.build.joining.kept_past", lambda *asked, **wish: (Past(), [note]))
        edited(BRIEF)(request_.root)
        assert built(request_)[1]
    assert built(request_)[1]
    assert not built(request_)[1]


def test_a_site_with_mistakes_is_looked_at_each_time(request_: BuildRequest) -> None:
    edited("content/pages/broken.md", "---\ntitle: A\n---\n[[nobody]]\n")(request_.root)
    for _ in range(2):
        result, worked = built(request_)
        assert worked
        assert not result.ok


def test_a_file_of_the_desk_s_own_that_went_is_a_change(request_: BuildRequest) -> None:
    own = request_.root / "output/robots.txt"
    given = own.read_bytes()
    shutil.rmtree(request_.root / "output")
    own.parent.mkdir()
    own.write_bytes(b"ours")
    assert built(request_)[1]
    assert not built(request_)[1]
    own.unlink()
    assert built(request_)[1]
    assert own.read_bytes() == given


def test_a_link_in_the_content_is_followed_each_time(request_: BuildRequest) -> None:
    (request_.root / "content/actors/linked.md").symlink_to(request_.root / "content/actors/mayor.md")
    assert built(request_)[1]
    assert built(request_)[1]


def test_a_file_too_young_to_be_told_by_its_time_is_read(request_: BuildRequest) -> None:
    page = request_.root / PAGE
    sightings = request_.root / "output" / STATE / "seen.json"
    status, data = page.stat(), page.read_bytes()
    os.utime(sightings, ns=(status.st_mtime_ns, status.st_mtime_ns))
    assert not built(request_)[1]
    with page.open("r+b") as writer:  # in place, so that it stays the same inode
        writer.write(data.replace(b"Desk", b"Disk", 1))
    os.utime(page, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert built(request_)[1]
    assert page.read_bytes() == data
