"""A command that builds after an edit looks at no page but those that the edit can have changed."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from onrecord.build import joining
from onrecord.build.build import build_site
from onrecord.build.memory import Memory
from onrecord.build.paths import STATE
from onrecord.build.rendering import file_of
from onrecord.build.request import BuildRequest, BuildResult, NoProgress, Progress
from onrecord.diagnostics import Diagnostic
from onrecord.record.entities import Target
from onrecord.record.reads import Number
from onrecord.record.rules import check_rules
from onrecord.record.timeline import Entries, Happenings
from onrecord.site.routes import Route
from onrecord.site.views.maker import ViewMaker
from tests.broken.sites import BASE

NOW = datetime(2025, 6, 1, tzinfo=UTC)
BRIEF = "content/briefs/2025-03-02-bridge.md"
DEMO = Path(__file__).parents[2]
PAGE = "briefs/bridge/index.html"


@dataclass
class Desk:
    """A site that is built by one command after another; the pages that the last one looked at, the rules it asked."""

    root: Path
    looked_at: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def build(self, progress: Progress | None = None, **asked: Any) -> BuildResult:
        self.looked_at.clear()
        self.asked.clear()
        request = BuildRequest(self.root, now=NOW, jobs=1, search=False)
        return build_site(replace(request, **asked), progress or NoProgress())

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk after its first build."""
    desk = Desk(Path(shutil.copytree(BASE, tmp_path / "site")))
    page, timeline = ViewMaker.page, Happenings.timeline

    def watched(self: ViewMaker, route: Route) -> object:
        desk.looked_at.append(route.file)
        return page(self, route)

    def asked(*given: Any) -> list[Diagnostic]:
        desk.asked.append("rules")
        return check_rules(*given)

    def listed(self: Happenings) -> Entries:
        desk.asked.append("timeline")
        return timeline(self)

    monkeypatch.setattr(ViewMaker, "page", watched)
    monkeypatch.setattr(joining, "check_rules", asked)
    monkeypatch.setattr(Happenings, "timeline", listed)
    assert desk.build().ok
    assert len(desk.looked_at) > 20
    return desk


def test_of_an_edited_text_only_the_brief_itself(desk: Desk) -> None:
    for old, new in (("## What was said", "A line more.\n\n## What was said"), ("A line more", "Two lines more")):
        desk.edit(BRIEF, old, new)
        result = desk.build()
        assert desk.looked_at == [PAGE]
        assert result.written == {PAGE}
        assert result.counts["unchanged"] > 20


def test_of_an_edited_sentence_also_what_it_refers_to(desk: Desk) -> None:
    desk.edit(BRIEF, "The [[mayor]] spoke [@report]", "At noon the [[mayor]] spoke [@report]")
    result = desk.build()
    assert result.written == {PAGE, "actors/mayor/index.html", "sources/gazette/index.html"}
    assert set(desk.looked_at) == result.written


def test_neither_rules_nor_the_whole_timeline_where_only_a_text_was_edited(desk: Desk) -> None:
    with (desk.root / "onrecord.yaml").open("a", encoding="utf-8") as settings:
        settings.write("exports: false\n")  # one of which is a timeline
    desk.build()
    desk.edit(BRIEF, "## What was said", "A line more.\n\n## What was said")
    told = desk.build().diagnostics
    assert desk.asked == []
    assert told
    assert told == desk.build(clean=True).diagnostics
    assert sorted(desk.asked) == ["rules", "timeline"]


def test_rules_are_asked_on_another_day(desk: Desk) -> None:
    desk.edit(BRIEF, "## What was said", "A line more.\n\n## What was said")
    assert desk.build(now=NOW + timedelta(days=1)).ok
    assert "rules" in desk.asked


def test_rules_are_asked_of_an_edited_brief_that_they_objected_to(desk: Desk) -> None:
    desk.edit(BRIEF, "    archive: https://archive.example/bridge\n    archived: 2025-03-01\n", "")
    desk.build()
    desk.edit(BRIEF, "## What was said", "A line more.\n\n## What was said")
    told = desk.build().diagnostics
    assert "rules" in desk.asked
    assert [found.file for found in told if found.code == "no-archive"] == [BRIEF]
    assert told == desk.build(clean=True).diagnostics


def test_of_several_sentences_only_what_the_edited_one_refers_to(desk: Desk) -> None:
    desk.edit(BRIEF, "See [the plan]", "See once more [the plan]")
    assert desk.build().written == {PAGE, "about/index.html"}
    assert set(desk.looked_at) == {PAGE, "about/index.html"}


def test_nothing_where_nothing_was_edited(desk: Desk) -> None:
    desk.build()
    assert desk.looked_at == []


EDITS: dict[str, Callable[[Desk], None]] = {
    "another link": lambda desk: desk.edit(BRIEF, "The [[mayor]]", "The [[mayor]] of the [[town]]"),
    "front matter": lambda desk: desk.edit(BRIEF, "The bridge is safe.", "The bridge is quite safe."),
    "another kind of file": lambda desk: desk.edit("content/actors/mayor.md", "Head of", "At the head of"),
    "a template": lambda desk: _write(desk.root / "templates/pages/not-found.html", "<p>Nothing.</p>"),
    "another asset": lambda desk: _write(desk.root / "content/assets/plans.txt", "another plan"),
    "the settings": lambda desk: _write(desk.root / "onrecord.yaml", "title: Another desk\n"),
    "a heading's anchor": lambda desk: desk.edit(BRIEF, "## What was said", "## What was said {: #elsewhere}"),
    "a brief that is left out": lambda desk: _write(
        desk.root / "content/briefs/2025-03-03-new.md",
        "---\ntitle: New\ndate: 2025-03-03\nsummary: New.\ndraft: true\n---\n",
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_all_where_others_may_tell(desk: Desk, edit: str) -> None:
    EDITS[edit](desk)
    desk.edit(BRIEF, "## What", "A word more.\n\n## What")
    assert desk.build().ok
    assert len(desk.looked_at) > 20


def test_all_where_something_else_is_asked_for(desk: Desk) -> None:
    EDITS["a brief that is left out"](desk)
    asked: list[dict[str, Any]] = [{}, {"drafts": True}, {"drafts": True, "base_url": "https://desk.example/"}, {}]
    for wish in asked:
        desk.build(**wish)
        assert len(desk.looked_at) > 20
    desk.build(now=NOW + timedelta(days=1))
    assert desk.looked_at == []


def test_what_is_edited_while_a_build_reads_is_no_part_of_it(desk: Desk) -> None:
    """Settings are read first: what stands in the file once all is read is not what the pages are made of."""
    settings = desk.root / "onrecord.yaml"

    class Editing(NoProgress):
        def stage(self, name: str, total: int | None) -> None:
            if name == "reading":
                settings.write_text("title: Another desk\n", encoding="utf-8")

    desk.edit(BRIEF, "safe", "sound")
    desk.build(progress=Editing())
    desk.build()
    assert len(desk.looked_at) > 20
    pages = [path for path in (desk.root / "output").rglob("*.html") if STATE not in path.parts]
    assert all("Another desk" in path.read_text(encoding="utf-8") for path in pages)


def test_a_page_that_is_gone_or_was_changed_by_hand_is_made_again(desk: Desk) -> None:
    output = desk.root / "output"
    (output / "actors/mayor/index.html").unlink()
    (output / "about/index.html").write_text("by hand", encoding="utf-8")
    result = desk.build()
    assert result.written == {"actors/mayor/index.html", "about/index.html"}
    assert set(desk.looked_at) == result.written


def test_sentences_of_the_demo_site_are_shown_where_they_were_looked_for(tmp_path: Path) -> None:
    root = tmp_path / "site"
    for folder in ("content", "templates"):
        shutil.copytree(DEMO / folder, root / folder)
    shutil.copy(DEMO / "onrecord.yaml", root)
    desk = Desk(root)
    assert desk.build().ok
    for brief in sorted(root.glob("content/briefs/*.md")):
        head, mark, body = brief.read_text(encoding="utf-8").rpartition("\n---\n")
        body = re.sub(r"(?<![!`\w])(\[\[|\[@)", r"so \1", body)
        brief.write_text(f"{head}{mark}{body}", encoding="utf-8")
    result = desk.build()
    assert result.ok
    assert 15 < len(result.written) < result.counts["pages"] / 2
    pages = {path: (root / "output" / path).read_bytes() for path in result.written if path.endswith(".html")}
    clean = desk.build(clean=True, output=tmp_path / "clean")
    for path in clean.written:
        assert (root / "output" / path).read_bytes() == (tmp_path / "clean" / path).read_bytes(), path
    assert any(path.startswith("sources/") for path in pages)
    assert any(path.startswith("actors/") for path in pages)


def test_a_brief_s_text_is_read_for_its_own_page_alone(tmp_path: Path) -> None:
    """What the above rests on, for every page of the demo site, by whatever way a text may come there."""
    memory = Memory()
    demo = BuildRequest(DEMO, tmp_path / "output", now=NOW, jobs=1, search=False)
    build_site(demo, NoProgress(), memory=memory)
    memory.learn(NoProgress())
    reads = memory.reads
    assert memory.plan
    assert memory.joined

    def read_for(number: Number, seen: set[Number]) -> set[Number]:
        if number not in seen:
            seen.add(number)
            for other in reads.held[number].read if number in reads.held else ():
                read_for(other, seen)
        return seen

    texts = {brief: reads.number("bodies", Target("brief", brief)) for brief in memory.joined.record.briefs}
    readers: dict[str, set[str]] = {brief: set() for brief in texts}
    for task in memory.plan.tasks:
        found = read_for(reads.number("pages", task), set())
        for brief, number in texts.items():
            if number in found:
                readers[brief].add(file_of(task))
    assert len(readers) > 1
    assert readers == {brief: {f"briefs/{brief}/index.html"} for brief in texts}
    everything = {reads.number("bodies", part) for part in (("whole",), ("order",))}
    assert not any(everything & read_for(reads.number("pages", task), set()) for task in memory.plan.tasks)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
