"""A process that goes on makes the pages that a change touches, and looks at no others."""

from __future__ import annotations

import gc
import os
import shutil
import weakref
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
from msgspec import Struct

from onrecord.build.build import build_site
from onrecord.build.document_cache import DocumentCache
from onrecord.build.making import Making
from onrecord.build.memory import Memory
from onrecord.build.paths import STATE
from onrecord.build.reading import CACHE
from onrecord.build.rendering import NotFound
from onrecord.build.request import BuildRequest, BuildResult, NoProgress
from onrecord.build.stamp import generator_stamp
from onrecord.content.document import Document, digest_of
from onrecord.record.positions import Positions
from onrecord.site.fragments import Written
from onrecord.site.list_pages import ListPage, PageList
from onrecord.site.render import PageRenderer
from onrecord.site.routes import Route
from onrecord.site.views.company import Company
from onrecord.site.views.lanes import Lanes
from onrecord.site.views.list_rows import ListRows
from onrecord.site.views.maker import ViewMaker
from onrecord.site.views.pages import Frame
from tests.broken.sites import BASE

NOW = datetime(2025, 6, 1, tzinfo=UTC)
BRIEF = "content/briefs/2025-03-02-bridge.md"
MAYOR = "content/actors/mayor.md"


@dataclass
class Desk:
    """A site whose builds follow one another in this process; what the last one looked at and rendered."""

    root: Path
    memory: Memory = field(default_factory=Memory)
    looked_at: list[str] = field(default_factory=list)
    rendered: list[str] = field(default_factory=list)

    def build(self, **asked: object) -> BuildResult:
        self.looked_at.clear()
        self.rendered.clear()
        request = BuildRequest(self.root, now=NOW, jobs=1, search=False)
        return build_site(request, NoProgress(), memory=self.memory)

    def build_by_another_process(self) -> BuildResult:
        return build_site(BuildRequest(self.root, now=NOW, jobs=1, search=False), NoProgress())

    def edit(self, path: str, old: str, new: str) -> None:
        text = (self.root / path).read_text(encoding="utf-8")
        assert old in text
        (self.root / path).write_text(text.replace(old, new, 1), encoding="utf-8")

    def showing(self, text: str) -> set[str]:
        """The pages in the output that show a text."""
        pages = (path for path in (self.root / "output").rglob("*.html") if STATE not in path.parts)
        found = {path for path in pages if text in path.read_text(encoding="utf-8")}
        return {path.relative_to(self.root / "output").as_posix() for path in found}


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk after its first build."""
    desk = Desk(Path(shutil.copytree(BASE, tmp_path / "site")))
    page, render = ViewMaker.page, PageRenderer.render

    def watched_page(self: ViewMaker, route: Route) -> object:
        desk.looked_at.append(route.file)
        return page(self, route)

    def watched_render(self: PageRenderer, frame: object, view: object) -> object:
        desk.rendered.append(frame.path)  # type: ignore[attr-defined]
        return render(self, frame, view)  # type: ignore[arg-type]

    monkeypatch.setattr(ViewMaker, "page", watched_page)
    monkeypatch.setattr(PageRenderer, "render", watched_render)
    assert desk.build().ok
    assert len(desk.rendered) > 20
    return desk


def test_nothing_is_looked_at_when_nothing_changed(desk: Desk) -> None:
    result = desk.build()
    assert (desk.looked_at, desk.rendered, result.written) == ([], [], frozenset())
    (desk.root / BRIEF).touch()
    desk.build()
    assert desk.looked_at == []


def test_a_typo_in_a_body_makes_the_page_of_that_brief_and_no_other(desk: Desk) -> None:
    desk.edit(BRIEF, "## What was said", "## What was said that day\n\nA word more.")
    result = desk.build()
    assert desk.rendered == ["briefs/bridge/index.html"]
    assert result.written == {"briefs/bridge/index.html"}
    desk.edit(BRIEF, "A word more.", "Two words more.")
    desk.build()
    assert desk.looked_at == ["briefs/bridge/index.html"]


def test_a_renamed_actor_makes_all_pages_that_show_the_name(desk: Desk) -> None:
    showing = desk.showing("Anna Mayor")
    assert len(showing) > 5
    desk.edit(MAYOR, "name: Anna Mayor", "name: Anna Maier")
    result = desk.build()
    assert set(desk.rendered) == showing == {path for path in result.written if path.endswith(".html")}
    assert desk.showing("Anna Mayor") == set()


def test_a_claim_makes_the_pages_that_show_it(desk: Desk) -> None:
    claim = "The bridge is safe."
    showing = desk.showing(claim)
    assert "claims/bridge/safe/index.html" in showing
    desk.edit(BRIEF, claim, "The bridge is quite safe.")
    desk.build()
    assert showing <= set(desk.rendered)
    assert "actors/gazette/index.html" not in desk.rendered or "actors/gazette/index.html" in showing
    assert desk.showing(claim) == set()
    first = set(desk.looked_at)
    desk.edit(BRIEF, "The bridge is quite safe.", claim)
    desk.build()
    assert set(desk.looked_at) == first


def test_another_wording_leaves_what_is_told_of_statements_as_it_was(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[object] = []

    def watch(holder: type, name: str) -> None:
        make: Callable[..., object] = getattr(holder, name)

        def watched(self: object, key: object) -> object:
            made.append(key)
            return make(self, key)

        monkeypatch.setattr(holder, name, watched)

    for holder, name in ((Lanes, "_of"), (Company, "_with"), (Company, "_in"), (Positions, "_changes")):
        watch(holder, name)
    desk.edit(BRIEF, "The bridge is safe.", "The bridge is quite safe.")
    desk.build()
    assert "topics/bridges/index.html" in desk.looked_at
    assert "actors/mayor/index.html" in desk.looked_at
    assert made == []

    watch(ListRows, "_rows")
    desk.edit(BRIEF, "The bridge is quite safe.", "The bridge is safe.")
    desk.build()
    parts = {part.list for part in made if isinstance(part, ListPage)}
    assert PageList("actor", "mayor", "made") in parts
    assert not {PageList("actor", "mayor", "sources"), PageList("topic", "bridges", "briefs")} & parts


class Looking:
    """Somebody who looks at pages, and sees what is shown of them ahead of the rest."""

    def __init__(self, *pages: str) -> None:
        self.pages = pages
        self.shown: list[dict[str, bytes]] = []

    def wanted(self) -> tuple[str, ...]:
        return self.pages

    def show(self, pages: Mapping[str, bytes]) -> None:
        self.shown.append(dict(pages))


def test_pages_that_are_looked_at_are_shown_before_the_others_are_made(desk: Desk) -> None:
    looking = Looking("actors/mayor/index.html", "actors/gazette/index.html", "no/such/page.html")
    made_before: list[int] = []
    desk.edit(BRIEF, "The bridge is safe.", "The bridge is quite safe.")
    show = looking.show

    def noting(pages: Mapping[str, bytes]) -> None:
        made_before.append(len(desk.rendered))
        show(pages)

    looking.show = noting  # type: ignore[method-assign]
    request = BuildRequest(desk.root, now=NOW, jobs=1, search=False)
    desk.rendered.clear()
    assert build_site(request, NoProgress(), memory=desk.memory, ahead=looking).ok
    (shown,) = looking.shown
    assert made_before == [len(shown)]
    assert shown.keys() == {"actors/mayor/index.html"}
    assert shown["actors/mayor/index.html"] == (desk.root / "output/actors/mayor/index.html").read_bytes()
    assert len(desk.rendered) == len(set(desk.rendered)) > 1


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        (BRIEF, "by: mayor", "by: mayer"),
        ("onrecord.yaml", "title: ", "title: The other "),
        (BRIEF, "A photograph was added.", "A photograph was removed."),
    ],
    ids=["a mistake", "what all pages have", "nothing on it"],
)
def test_nothing_is_shown_ahead_of(desk: Desk, path: str, old: str, new: str) -> None:
    looking = Looking("actors/gazette/index.html")
    desk.edit(path, old, new)
    build_site(BuildRequest(desk.root, now=NOW, jobs=1, search=False), NoProgress(), memory=desk.memory, ahead=looking)
    assert looking.shown == []


def test_an_own_template_counts_from_the_moment_it_exists(desk: Desk) -> None:
    own = desk.root / "templates/pages/page.html"
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "theme/pages/page.html" %}{% block footer %}Ours{% endblock %}', encoding="utf-8")
    desk.build()
    assert desk.showing("Ours") == {"about/index.html"}
    own.unlink()
    desk.build()
    assert desk.showing("Ours") == set()


@pytest.mark.skipif(os.name == "nt", reason="links to folders need a right of their own there")
@pytest.mark.parametrize("goes_on", [True, False])
def test_a_template_behind_a_link_to_its_folder_counts(desk: Desk, *, goes_on: bool) -> None:
    (desk.root / "words").mkdir()
    (desk.root / "words/motto.html").write_text("To the letter", encoding="utf-8")
    (desk.root / "templates/pages").mkdir(parents=True)
    (desk.root / "templates/words").symlink_to("../words")
    (desk.root / "templates/words/again").symlink_to(".")
    page = '{% extends "base.html" %}{% block main %}{% include "words/again/motto.html" %}{% endblock %}'
    (desk.root / "templates/pages/topic.html").write_text(page, encoding="utf-8")
    for motto in ("To the letter", "On the record"):
        (desk.root / "words/motto.html").write_text(motto, encoding="utf-8")
        assert (desk.build() if goes_on else desk.build_by_another_process()).ok
        assert desk.showing(motto) == {"topics/bridges/index.html"}


def test_a_mistake_leaves_the_site_and_is_mended(desk: Desk) -> None:
    desk.edit(BRIEF, "The bridge is safe.", "The bridge is quite safe.")
    desk.edit(MAYOR, "kind: person", "kind: persona")
    assert not desk.build().ok
    assert desk.showing("quite safe") == set()
    desk.edit(MAYOR, "kind: persona", "kind: person")
    assert desk.build().ok
    assert "claims/bridge/safe/index.html" in desk.showing("quite safe")


def test_a_fault_that_only_pages_show_leaves_the_site_and_is_mended(desk: Desk) -> None:
    desk.edit(BRIEF, "The bridge is safe.", "The bridge is quite safe.")
    own = desk.root / "templates/pages/claim.html"
    own.parent.mkdir(parents=True)
    own.write_text("{{ view.nothing }}", encoding="utf-8")
    assert [found.code for found in desk.build().diagnostics if found.severity == "error"] == ["template-error"]
    own.unlink()
    own.parent.rmdir()
    own.parent.parent.rmdir()
    assert desk.build().ok
    assert "briefs/bridge/index.html" in desk.showing("quite safe")


def test_a_page_that_another_build_wrote_over_is_made_anew(desk: Desk) -> None:
    page = desk.root / "output/about/index.html"
    good = page.read_bytes()
    desk.edit("onrecord.yaml", "title: ", "title: New ")
    other = BuildRequest(desk.root, now=NOW, jobs=1, search=False)
    assert build_site(other, NoProgress()).ok
    desk.edit("onrecord.yaml", "title: New ", "title: ")
    assert desk.build().ok
    assert page.read_bytes() == good


def test_what_other_processes_made_is_learned(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("onrecord.build.page_making.SMALL", 5)
    root = Path(shutil.copytree(BASE, tmp_path / "site"))
    memory = Memory()
    request = BuildRequest(root, now=NOW, jobs=2, search=False)
    assert build_site(request, NoProgress(), memory=memory).ok
    assert memory.plan
    assert all(memory.must_be_made(task) for task in memory.plan.tasks)
    memory.learn(NoProgress())
    assert not any(memory.must_be_made(task) for task in memory.plan.tasks)


def test_rows_of_lists_are_written_before_anybody_asks_for_their_pages(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("onrecord.build.page_making.SMALL", 5)
    root = Path(shutil.copytree(BASE, tmp_path / "site"))
    memory = Memory()
    assert build_site(BuildRequest(root, now=NOW, jobs=2, search=False), NoProgress(), memory=memory).ok
    assert memory.maker
    rehearsed: list[str] = []
    render = PageRenderer.render

    def watched(self: PageRenderer, frame: Frame, view: Struct) -> Written:
        rehearsed.append(frame.kind)
        return render(self, frame, view)

    monkeypatch.setattr(PageRenderer, "render", watched)
    monkeypatch.setattr("onrecord.build.rendering.MOST_REHEARSED", -1)
    memory.maker.rehearse(*memory.maker.view(NotFound()))
    assert rehearsed == [], "there is no room"
    monkeypatch.undo()
    monkeypatch.setattr(PageRenderer, "render", watched)
    memory.learn(NoProgress())
    assert {"actor", "topic", "claims", "sources"} <= set(rehearsed)
    assert not {"brief", "claim", "event"} & set(rehearsed)


def test_what_an_edit_parsed_is_left_to_other_processes_in_a_quiet_moment(desk: Desk) -> None:
    desk.edit(BRIEF, "spoke", "said something")
    desk.build()
    digest = digest_of((desk.root / BRIEF).read_bytes())

    def known() -> Document | None:
        return DocumentCache(desk.root / CACHE, f"{generator_stamp()} False").find(BRIEF, "brief", "bridge", digest)

    assert known() is None
    desk.memory.learn(NoProgress())
    assert desk.memory.joined
    assert known() == next(it for it in desk.memory.joined.documents if it.path == BRIEF)


def test_the_sentence_around_a_link_is_shown_where_the_link_leads(desk: Desk) -> None:
    desk.edit(BRIEF, "The [[mayor]] spoke [@report].", "At noon the [[mayor]] spoke [@report].")
    result = desk.build()
    assert desk.memory.joined
    assert desk.memory.joined.amended
    assert {"briefs/bridge/index.html", "actors/mayor/index.html"} <= result.written
    assert "actors/mayor/index.html" in desk.showing("At noon the Anna Mayor spoke")


Change = Callable[[str], str]

SHIFTS: dict[str, Change] = {
    "another anchor": lambda text: text.replace("## What was said", "## What they said"),
    "the title": lambda text: text.replace("title: ", "title: So ", 1),
}


@pytest.mark.parametrize("change", SHIFTS.values(), ids=SHIFTS.keys())
def test_what_other_files_can_tell_is_joined_anew(desk: Desk, change: Change) -> None:
    brief = desk.root / BRIEF
    before = brief.read_text(encoding="utf-8")
    brief.write_text(change(before), encoding="utf-8")
    assert brief.read_text(encoding="utf-8") != before
    assert desk.build().ok
    assert desk.memory.joined
    assert not desk.memory.joined.amended


def test_what_made_a_site_is_gone_when_it_is_made(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[weakref.ref[Making]] = []
    begin = Making.__init__

    def noted(self: Making, *given: object) -> None:
        made.append(weakref.ref(self))
        begin(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(Making, "__init__", noted)
    monkeypatch.setattr("onrecord.build.build.no_collection", nullcontext)
    was_on = gc.isenabled()
    gc.disable()
    try:
        desk.edit(BRIEF, "## What was said", "## What was said\n\nA word more.")
        desk.build()
        assert [making() for making in made] == [None], "it holds all that is known of every page of the site"
    finally:
        if was_on:
            gc.enable()
