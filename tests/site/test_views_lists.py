"""Lists that are cut into pages: what each page shows, says and leads to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec import Struct

from onrecord.content.locate import Locator
from onrecord.record.entities import Target
from onrecord.site.list_pages import ALONE, ListPage, PageList, list_page
from onrecord.site.routes import Routes, check_routes
from onrecord.site.views.chronology import Chronology
from onrecord.site.views.lists import Lists
from onrecord.site.views.pages import (
    ActorView,
    BriefsView,
    ClaimsView,
    ListPageView,
    OutletView,
    Paging,
    SubjectView,
    TimelineView,
)
from tests.site.view_sites import Desk, desk

LENGTH = 3
BRIEFS = 11


def brief(number: int) -> str:
    """A brief with a claim, its answers, a source, an event and a correction; the greater the number, the later."""
    day = f"2025-{number // 4 + 1:02}-{number % 4 + 1:02}"
    status = "refuted" if number % 4 == 0 else "unverified"
    return f"""
        ---
        title: Brief {number}
        date: {day}
        topics: [drones]
        places: [capital]
        sources:
          - {{id: post, kind: report, title: Post {number}, outlet: wire, place: capital, published: {day}, via: []}}
        claims:
          - id: seen
            text: It was seen {number} times.
            by: ada
            about: bob
            said: {day}
            event: war
            sources: post
            status: {status}
            responses:
              - {{by: bob, stance: denies, date: {day}, source: post}}
          - id: told
            text: It was told {number} times.
            by: bob
            about: ada
            sources: post
        events:
          - {{id: e, title: Event {number}, date: {day}, place: capital, actors: ada, topics: [drones]}}
        corrections:
          - {{date: {day}, kind: correction, note: Note {number}.}}
        ---
        See [@post].
        """


def site(briefs: int = BRIEFS, length: int = LENGTH) -> Desk:
    files = {f"briefs/2025-01-01-b{number}.md": brief(number) for number in range(briefs)}
    files |= {f"actors/{name}.md": f"---\nname: {name.title()}\nkind: person\n---\n" for name in ("ada", "bob")}
    files["actors/wire.md"] = "---\nname: The Wire\nkind: outlet\n---\n"
    files["places/capital.md"] = "---\nname: The Capital\n---\n"
    files["events/war.md"] = "---\ntitle: The war\ndate: 2025\n---\n"
    return desk(files, list_length=length, url="https://desk.example/")


@pytest.fixture(scope="module")
def long() -> Desk:
    return site()


@pytest.fixture(scope="module")
def whole() -> Desk:
    return site(length=1000)


def lists(found: Desk) -> Lists:
    return Lists(found.record, Chronology(found.record))


def pages(found: Desk, of: PageList) -> list[ListPageView]:
    """The pages that a list goes on with, from the earliest on."""
    keys = [route.key for route in found.routes if route.kind == "list" and list_page(route.key).list == of]
    views = [found.view(ListPageView, "list", key) for key in keys]
    assert [view.paging.number for view in views] == [*range(1, len(views) + 1)]
    return views


def rows(view: ListPageView) -> tuple[Struct, ...]:
    """What a list page shows; of months what stands in them."""
    (field,) = (
        name
        for name in view.__struct_fields__
        if name != "paging" and isinstance(getattr(view, name), tuple) and getattr(view, name)
    )
    found: tuple[Struct, ...] = getattr(view, field)
    if field == "groups":
        return tuple(item for group in view.groups for item in group.items)
    return found


LISTS = [
    *(PageList(section, "", ALONE) for section in ("briefs", "claims", "sources", "events", "corrections")),
    *(PageList("actor", "bob", name) for name in ("made", "about", "answers", "briefs", "timeline")),
    *(PageList("actor", "ada", name) for name in ("unanswered", "events")),
    *(PageList("actor", "wire", name) for name in ("sources",)),
    *(PageList("topic", "drones", name) for name in ("claims", "briefs", "events", "timeline")),
    *(PageList("place", "capital", name) for name in ("claims", "briefs", "events", "sources", "timeline")),
    *(PageList("event", "war", name) for name in ("claims", "briefs", "timeline")),
    PageList("outlet", "wire", ALONE),
    PageList("year", "2025", ALONE),
]


@pytest.mark.parametrize("of", LISTS, ids=lambda of: f"{of.kind}-{of.name}")
def test_a_list_goes_on_with_what_its_page_leaves_out(long: Desk, whole: Desk, of: PageList) -> None:
    fields = {ALONE: {"claims": "rows", "year": "groups", "outlet": "sources"}.get(of.kind, of.kind)}
    field = fields.get(of.name, of.name)

    def on_page(found: Desk) -> tuple[tuple[Struct, ...], dict[str, Paging]]:
        view = found.maker.page(found.route(of.kind, of.key))[1]
        shown = getattr(view, field)
        if field == "groups":
            shown = tuple(item for group in shown for item in group.items)
        return shown, view.paging  # type: ignore[attr-defined]

    (latest, paging), (complete, none) = on_page(long), on_page(whole)
    earlier = [rows(page) for page in pages(long, of)]

    assert none == {}
    assert (paging[of.name].total, paging[of.name].pages) == (len(complete), len(earlier) + 1)
    assert {len(page) for page in earlier} == {LENGTH}
    assert LENGTH <= len(latest) < 2 * LENGTH
    in_time = of.name == "timeline" or of.kind == "year"
    parts = [*earlier, latest] if in_time else [latest, *reversed(earlier)]
    told = [re.sub(r"/page/\d+", "", repr(row)) for part in parts for row in part]
    assert told == [repr(row) for row in complete]


def test_every_list_of_this_desk_is_looked_at(long: Desk) -> None:
    """What of a list that is cut is not of one of the kinds above."""
    kinds = {(of.kind, of.name) for of in LISTS}
    assert {(of.kind, of.name) for of in lists(long).lengths} == kinds


def test_the_lengths_are_those_of_the_lists(long: Desk) -> None:
    found = lists(long)
    assert {of: len(found.rows(of)) for of in found.lengths} == dict(found.lengths)


def test_a_short_list_is_whole() -> None:
    found = site(briefs=5, length=3)
    assert PageList("briefs", "", ALONE) not in lists(found).lengths
    assert len(found.view(BriefsView, "briefs").briefs) == 5


def test_statuses_are_counted_over_the_whole_list(long: Desk, whole: Desk) -> None:
    cut, complete = long.view(ActorView, "actor", "ada"), whole.view(ActorView, "actor", "ada")
    told = [(mark.id if mark else None, number) for mark, number in cut.paging["made"].statuses]
    assert told == [("unverified", 8), ("refuted", 3)]
    assert len(complete.made) == 11
    unassessed = long.view(ActorView, "actor", "bob").paging["made"].statuses
    assert unassessed == ((None, 11),)
    assert long.view(SubjectView, "topic", "drones").paging["claims"].statuses[-1] == (None, 11)


def test_what_can_be_chosen_counts_the_whole_register_and_year(long: Desk, whole: Desk) -> None:
    for view, kind, key in ((ClaimsView, "claims", ""), (TimelineView, "year", "2025")):
        cut, complete = long.view(view, kind, key), whole.view(view, kind, key)
        for field in ("actors", "topics", "statuses", "count"):
            assert getattr(cut, field) == getattr(complete, field)


def test_a_page_of_a_list_leads_to_its_neighbours_and_ends(long: Desk) -> None:
    of = PageList("actor", "ada", "made")

    def led(paging: Paging) -> list[str | None]:
        return [link.path if link else None for link in (paging.earlier, paging.later, paging.earliest, paging.latest)]

    first, second = pages(long, of)
    one, two, own = "actors/ada/made/1/", "actors/ada/made/2/", "actors/ada/"
    assert led(first.paging) == [None, two, None, own]
    assert led(second.paging) == [one, own, one, own]
    latest = long.view(ActorView, "actor", "ada").paging["made"]
    assert led(latest) == [two, None, one, None]
    assert (first.paging.first, first.paging.last) == (1, 3)
    assert (latest.first, latest.last, latest.total) == (7, 11, 11)


def test_of_many_pages_only_some_are_named() -> None:
    found = site(briefs=20, length=2)
    named = found.view(BriefsView, "briefs").paging[ALONE].others
    assert [link and link.text for link in named] == ["9", "8", "7", "6", None, "1"]


def test_a_full_page_stays_as_it_is_when_something_is_added() -> None:
    of, key = PageList("topic", "drones", "claims"), ListPage(PageList("topic", "drones", "claims"), 2).key
    before, after = site(briefs=11), site(briefs=14)
    assert len(pages(after, of)) > len(pages(before, of))
    assert before.maker.page(before.route("list", key)) == after.maker.page(after.route("list", key))


def test_links_to_a_source_lead_to_the_page_that_shows_it(long: Desk) -> None:
    routes = Routes(long.record)
    outlet = long.view(OutletView, "outlet", "wire")
    shown = {detail.item.key: "sources/wire/" for detail in outlet.sources}
    for page in pages(long, PageList("outlet", "wire", ALONE)):
        shown |= {detail.item.key: f"sources/wire/page/{page.paging.number}/" for detail in page.details}
    assert set(shown) == set(long.record.sources)
    for key, address in shown.items():
        assert routes.source(key).partition("#")[0] == address
        assert routes.shown_in(Target("source", key)) == f"{address}index.html"


def test_charts_lead_to_the_page_on_which_a_month_begins(long: Desk) -> None:
    overview = long.view(TimelineView, "year", "2025").overview
    assert overview
    months = {f"2025-{group.anchor[-2:]}" for group in long.view(TimelineView, "year", "2025").groups}
    on_pages: dict[str, str] = {}
    for page in pages(long, PageList("year", "2025", ALONE)):
        for group in page.groups:
            on_pages.setdefault(group.anchor, f"timeline/2025/page/{page.paging.number}/#{group.anchor}")
    led = [stretch.path for stretch in overview.stretches if stretch.path and "#" in stretch.path]
    assert months
    assert led[0] == on_pages["o-2025-01"]
    assert all(path in {*on_pages.values()} or path.startswith("timeline/2025/#") for path in led)


@pytest.mark.parametrize(
    ("of", "title"),
    [
        (PageList("actor", "ada", "made"), "Ada: Claims made, page 1"),
        (PageList("claims", "", ALONE), "Claims, page 1"),
        (PageList("year", "2025", ALONE), "Timeline 2025, page 1"),
        (PageList("outlet", "wire", ALONE), "The Wire, page 1"),
    ],
)
def test_a_list_page_says_what_it_is_of(long: Desk, of: PageList, title: str) -> None:
    frame = long.frame("list", ListPage(of, 1).key)
    assert frame.title == title
    assert frame.breadcrumbs[-1].path == Routes(long.record).page(of.kind, of.key)
    assert frame.canonical == f"https://desk.example/{frame.address}"
    assert frame.structured


def test_a_page_of_the_desk_may_stand_where_a_list_would_go_on() -> None:
    files = {f"briefs/2025-01-0{number}-page.md" if number == 1 else f"briefs/2025-01-0{number}-b{number}.md": (
        f"---\ntitle: B\ndate: 2025-01-0{number}\nclaims:\n  - {{id: '1', text: It was {number}., by: ada}}\n---\n"
    ) for number in range(1, 5)}  # fmt: skip
    files["actors/ada.md"] = "---\nname: Ada\nkind: person\n---\n"
    found = desk(files, list_length=1)
    told = check_routes(found.record, found.routes, Locator(Path("nowhere")))
    assert [(one.code, one.message.partition("'")[2].partition("'")[0]) for one in told] == [
        ("address-taken", "/claims/page/1/")
    ]
