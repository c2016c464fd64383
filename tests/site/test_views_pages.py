"""The other pages, and what holds for all: every link leads somewhere, and views do not depend on one another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
import pytest

from onrecord.content.dates import parse_date
from onrecord.record.entities import Target
from onrecord.record.timeline import Happenings
from onrecord.site.redirects import redirects
from onrecord.site.routes import Routes, root_from
from onrecord.site.views.maker import ViewMaker
from onrecord.site.views.pages import (
    ActorsView,
    ActorView,
    BriefView,
    CorrectionsView,
    EventView,
    NotFoundView,
    OutletView,
    PageView,
    RedirectView,
    SourcesView,
    SubjectsView,
    SubjectView,
)
from tests.site.view_sites import ATTACK, Desk, desk

ATTRIBUTE = re.compile(r' (href|id)="([^"]*)"')


@pytest.fixture(scope="module")
def attack() -> Desk:
    return desk(ATTACK, url="https://desk.example/site/", repository="https://git.example/desk/site.git")


@pytest.fixture(scope="module")
def empty() -> Desk:
    return desk({})


def paths_in(value: Any) -> Iterator[str]:
    """Every site path of a view."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name == "path" and isinstance(inner, str):
                yield inner
            else:
                yield from paths_in(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from paths_in(inner)


@pytest.mark.parametrize("links", ["clean", "portable"])
def test_every_link_of_every_view_leads_to_a_page(links: str) -> None:
    site = desk(ATTACK, links=links)
    routes = Routes(site.record)
    known = {routes.of_file(route.file) for route in site.routes}

    for route in site.routes:
        frame, view = site.maker.page(route)
        assert routes.of_file(frame.path) == frame.address
        paths = [*paths_in(msgspec.to_builtins(view)), *paths_in(msgspec.to_builtins(frame.breadcrumbs))]
        assert [path for path in paths if "://" not in path and path.partition("#")[0] not in known] == []
    assert set(paths_in(msgspec.to_builtins(site.maker.facts()))) <= known


def test_citations_lead_to_entries_of_the_same_page(attack: Desk) -> None:
    view = attack.view(BriefView, "brief", "attack")
    html = "".join(view.body.html)

    assert [(item.number, item.key, item.uses) for item in view.sources] == [
        (1, "attack#wire-report", ("o-cite-1-1", "o-cite-1-2")),
        (2, "attack#post", ("o-cite-2-1",)),
        (None, "attack#second", ()),
        (None, "attack#blog", ()),
    ]
    anchors = {item.anchor for item in view.sources}
    assert set(re.findall(r'href="#([^"]*)"', html)) == anchors - {view.sources[2].anchor, view.sources[3].anchor}
    assert all(f'id="{use}"' in html for item in view.sources for use in item.uses)
    cited = attack.view(ActorView, "actor", "minister").cited
    assert [(item.number, item.key) for item in cited] == [(1, "attack#post")]


def test_views_do_not_depend_on_the_order_of_pages(attack: Desk) -> None:
    def made(routes: list[Any], **given: Any) -> dict[str, bytes]:
        maker = ViewMaker(attack.record, Routes(attack.record), version="1.0", styles=(), scripts=(), **given)
        return {route.file: msgspec.msgpack.encode(maker.page(route)) for route in routes}

    forward = made(attack.routes)

    assert made(attack.routes[::-1]) == forward
    assert made(attack.routes, timeline=Happenings(attack.record).whole) == forward


def test_a_site_without_content_has_all_its_sections(empty: Desk) -> None:
    pages = {route.file: empty.maker.page(route) for route in empty.routes}

    assert len(pages) == 11  # home, nine sections and the search
    assert all(not any(view) for view in [empty.view(SourcesView, "sources").sources])
    assert empty.view(CorrectionsView, "corrections").count.words == "0 corrections"


def test_the_frame_says_where_a_page_stands(attack: Desk) -> None:
    frame = attack.frame("claim", "attack#fired")

    assert (frame.kind, frame.root) == ("claim", "../../../")
    assert frame.canonical == "https://desk.example/site/claims/attack/fired/"
    assert frame.title == "The Minister: The drones were fired on."
    assert frame.description == "The Minister: The drones were fired on. (disputed; 3 reports, 1 origin)"
    assert [link.text for link in frame.breadcrumbs] == ["Home", "Claims"]
    assert frame.source_file == "content/briefs/2025-05-25-attack.md"
    assert frame.edit == "https://git.example/desk/site/blob/HEAD/content/briefs/2025-05-25-attack.md"
    assert attack.frame("home").canonical == "https://desk.example/site/"
    assert attack.frame("topic", "drones").source_file is None
    assert [link.text for link in attack.frame("event", "attack#volley").breadcrumbs] == [
        "Home",
        "Events",
        "Reported attack",
    ]


def test_a_repository_that_is_no_web_address_is_no_link() -> None:
    assert desk(ATTACK, repository="javascript:alert(1)").frame("brief", "later").edit is None
    assert desk(ATTACK).frame("brief", "later").canonical is None


def test_pages_carry_the_language_of_their_content() -> None:
    files = {
        "actors/b.md": "---\nname: b\nkind: person\n---\n",
        "briefs/2025-01-01-t.md": """
            ---
            title: عنوان
            date: 2025-01-01
            lang: ar
            claims: [{id: x, text: نص, by: b}]
            ---
            """,
    }
    site = desk(files)

    assert (site.frame("brief", "t").lang, site.frame("brief", "t").direction) == ("ar", "rtl")
    assert (site.frame("claim", "t#x").lang, site.frame("briefs").lang) == ("ar", "en")
    assert site.view(BriefView, "brief", "t").claims[0].lang == "ar"


def test_the_facts_of_the_site(attack: Desk) -> None:
    facts = attack.maker.facts()

    assert [link.text for link in facts.menu] == ["About", "Methodology"]
    assert [link.text for link in facts.sections][:3] == ["Briefs", "Claims", "Timeline"]
    assert (facts.publisher, facts.generator, facts.styles) == ("The desk", "onrecord 1.0", ("theme/style.css",))
    assert facts.as_of is None


def test_a_past_state_is_marked_with_its_day(attack: Desk) -> None:
    routes = Routes(attack.record)
    maker = ViewMaker(attack.record, routes, version="1", styles=(), scripts=(), as_of=parse_date("2025-05-26"))
    facts = maker.facts()

    assert facts.as_of is not None
    assert facts.as_of.words == "26 May 2025"


def test_the_404_page_links_from_the_root_of_the_host(attack: Desk) -> None:
    frame, view = attack.maker.not_found()

    assert (frame.path, frame.root, frame.canonical) == ("404.html", "/site/", None)
    assert isinstance(view, NotFoundView)
    assert [link.text for link in view.suggestions][:2] == ["Home", "Briefs"]


def test_an_old_address_leads_to_the_new_one(attack: Desk) -> None:
    ((address, target, _),) = redirects(attack.record)
    frame, view = attack.maker.redirect(address, target)

    assert (frame.path, frame.root) == ("old/attack/index.html", root_from("old/attack/index.html"))
    assert frame.canonical == "https://desk.example/site/briefs/attack/"
    assert isinstance(view, RedirectView)
    assert (view.target.text, view.target.path) == ("The attack", "briefs/attack/")
    with pytest.raises(ValueError, match="'bad' is not an address here"):
        attack.maker.redirect("bad", Target("brief", "attack"))


def test_a_brief_brings_everything_together(attack: Desk) -> None:
    view = attack.view(BriefView, "brief", "attack")

    assert [link.text for link in view.actors] == ["The Minister", "The Spokesman"]
    assert [count.words for count in view.counts] == [
        "4 claims",
        "1 claim reaches us through a single report",
        "1 claim about others without a response",
        "4 sources",
        "2 events",
    ]
    assert [note.kind.id for note in view.corrections] == ["correction", "clarification"]
    assert [link.link.text for link in view.backlinks] == ["Later", "About"]
    assert view.backlinks[1].sentence == "Read The attack first."
    assert [item.kind for item in view.timeline if item.kind == "event"] == ["event", "event"]


def test_the_timeline_of_a_brief_tells_together_what_differs_in_the_claim_only() -> None:
    claims = "\n".join(
        f"  - {{id: {key}, text: {key.upper()}., by: {by}, said: 2025-01-02, about: b, responses: ["
        f"{{by: b, stance: {stance}, date: 2025-01-03}}], assessments: [{{date: 2025-02-01, status: unverified}}, "
        f"{{date: 2025-02-0{number}, status: refuted}}]}}"
        for number, (key, by, stance) in enumerate(
            [("one", "a", "denies"), ("two", "c", "denies"), ("three", "a", "confirms"), ("four", "a", "denies")], 2
        )
    )
    actors = {f"actors/{key}.md": f"---\nname: {key}\nkind: person\n---\n" for key in "abc"}
    site = desk(actors | {"briefs/2025-02-01-t.md": f"---\ntitle: T\ndate: 2025-02-01\nclaims:\n{claims}\n---\n"})
    view = site.view(BriefView, "brief", "t")

    told = [
        (item.kind, item.mark.id if item.mark else "", [link.text for link in item.claims] or item.what.text)
        for item in view.timeline
    ]
    assert told == [
        ("claim", "refuted", ["1", "3", "4"]),
        ("claim", "refuted", "TWO."),
        ("response", "denies", ["1", "2", "4"]),
        ("response", "confirms", "a: THREE."),
        *(("assessment", "refuted", text) for text in ("a: ONE.", "c: TWO.", "a: THREE.", "a: FOUR.")),
    ]
    assert [link.path for link in view.timeline[0].claims] == [f"#o-claim-t--{key}" for key in ("one", "three", "four")]


def test_an_actor_page_holds_the_dossier(attack: Desk) -> None:
    view = attack.view(ActorView, "actor", "minister")

    assert (view.kind, view.name.text) == ("Person", "The Minister")
    assert [(name.name.text, name.name.direction, name.script) for name in view.aliases] == [
        ("الوزير", "rtl", "Arabic"),
        ("Ministr", "ltr", "Latin"),
    ]
    assert [(link.text, link.path) for link in view.identifiers] == [
        ("Wikidata Q212", "https://www.wikidata.org/wiki/Q212"),
        ("VIAF 1234", None),
    ]
    (role,) = view.roles
    assert role.organization is not None
    assert role.since is not None
    assert role.until is not None
    assert (role.organization.text, role.since.words, role.until.words) == ("The Government", "2020", "May 2025")
    assert [(relation.kind, relation.other.text, relation.inverse) for relation in view.relations] == [
        ("employs", "The Spokesman", False)
    ]
    (inverse,) = attack.view(ActorView, "actor", "spokesman").relations
    assert (inverse.kind, inverse.other.text, inverse.inverse) == ("employs", "The Minister", True)
    assert [claim.key for claim in view.made] == ["later#again", "attack#fired", "attack#seen", "attack#bare"]
    assert [(answer.claim.key, answer.response.stance.id) for answer in view.answers] == [("attack#denied", "denies")]
    assert [(link.text, times) for link, times in view.together] == [("The Spokesman", 3)]


def test_identifiers_of_wikidata_lead_there_only_in_its_own_form() -> None:
    files = {"actors/b.md": "---\nname: b\nkind: person\nidentifiers: {wikidata: 'Q1/../x'}\n---\n"}

    assert [link.path for link in desk(files).view(ActorView, "actor", "b").identifiers] == [None]


def test_an_actor_who_changed_position_is_shown_with_both_statements(attack: Desk) -> None:
    brief = """
        ---
        title: T
        date: 2025-01-01
        claims:
          - id: x
            text: It was.
            by: b
            responses:
              - {by: a, stance: denies, date: 2025-01-01}
              - {by: a, stance: confirms, date: 2025-03-01}
        ---
        """
    actors = {f"actors/{key}.md": f"---\nname: {key}\nkind: person\n---\n" for key in "ab"}
    (change,) = desk(actors | {"briefs/2025-01-01-t.md": brief}).view(ActorView, "actor", "a").changes

    assert change.label == "Changed its stance on a claim"
    assert change.before.response is not None
    assert change.after.response is not None
    assert (change.before.response.stance.id, change.after.response.stance.id) == ("denies", "confirms")
    assert change.after.when is not None
    assert (change.after.when.words, change.in_order) == ("1 March 2025", True)


def test_an_outlet_shows_what_it_carried_and_what_became_of_it(attack: Desk) -> None:
    view = attack.view(OutletView, "outlet", "wire")

    assert view.actor is not None
    assert view.actor.path == "actors/wire/"
    assert [(grade.value, since.words if since else None, reason) for grade, since, reason in view.reliability] == [
        ("D", "1 January 2025", "Retracted twice."),
        ("B", "1 January 2020", None),
    ]
    assert [count.words for count in view.counts] == ["2 sources", "2 relay others", "2 claims carried"]
    assert [(mark.label, number) for mark, number in view.statuses] == [("Disputed", 1), ("Not assessed", 1)]
    first, second = view.sources
    assert first.item.reliability is not None
    assert second.item.reliability is not None
    assert (first.item.reliability.value, second.item.reliability.value) == ("D", "B")
    assert [link.text for link in first.relayed_by] == ["Again"]
    assert [link.text for link in second.briefs] == ["Later", "The attack"]


def test_outlets_are_listed_with_what_they_pass_on(attack: Desk) -> None:
    view = attack.view(SourcesView, "sources")

    assert [
        (item.link.text, item.sources, item.first_hand, item.relayed, item.unknown, item.claims)
        for item in view.outlets
    ] == [
        ("Some Blog", 1, 0, 0, 1, 2),
        ("The Wire", 2, 0, 2, 0, 2),
        ("No outlet recorded", 1, 1, 0, 0, 1),
    ]


def test_bodies_that_share_a_page_do_not_share_ids() -> None:
    files = {
        "sources/one.md": "---\nkind: article\ntitle: One\n---\n## Head\n\n[@two], [@far].[^n]\n\n[^n]: A note.\n",
        "sources/two.md": "---\nkind: article\ntitle: Two\n---\n\n## Head\n\nAs [@one] says.[^n]\n\n[^n]: A note.\n",
        "sources/far.md": "---\nkind: article\ntitle: Far\noutlet: Elsewhere\n---\n",
    }
    site = desk(files)
    details = site.view(OutletView, "outlet", "").sources
    found = [ATTRIBUTE.findall("".join(detail.body.html)) for detail in details]
    ids = [value for attributes in found for name, value in attributes if name == "id"]
    entries = {detail.item.anchor for detail in details}

    assert len(ids) == len(set(ids)) > 4
    for attributes in found:
        own = {value for name, value in attributes if name == "id"}
        local = [value[1:] for name, value in attributes if name == "href" and value.startswith("#")]
        assert set(local) <= own | entries
    outward = [value for attributes in found for name, value in attributes if name == "href" and value[0] != "#"]
    assert outward == ["../../sources/elsewhere/#o-source-far"]


def test_text_that_looks_like_an_attribute_is_left_alone() -> None:
    files = {"sources/one.md": '---\nkind: article\ntitle: One\n---\n\nWrite ` id="x"` and id="y".\n'}
    (detail,) = desk(files).view(OutletView, "outlet", "").sources

    assert 'id="x"' in detail.body.html[0].replace("&quot;", '"')
    assert "o-source-one-x" not in detail.body.html[0]


def test_topics_and_places_cut_the_record(attack: Desk) -> None:
    topic = attack.view(SubjectView, "topic", "drones")
    place = attack.view(SubjectView, "place", "capital")

    assert topic.name == "Drones"
    assert [claim.key for claim in topic.claims] == ["attack#fired", "attack#seen", "attack#denied", "attack#bare"]
    assert [link.text for link in topic.actors] == ["The Minister", "The Spokesman"]
    assert place.point is not None
    assert place.point.words == "1.5° S, 36.25° E, within 10 km"
    assert place.within is not None
    assert place.within.text == "Country"
    assert [link.text for link in attack.view(SubjectView, "place", "country").parts] == ["The Capital"]
    assert [event.key for event in place.events] == ["attack#attack"]
    assert [
        (item.link.text, item.briefs, item.claims, item.events) for item in attack.view(SubjectsView, "places").items
    ] == [
        ("Country", 0, 0, 0),
        ("The Capital", 2, 2, 1),
    ]


def test_an_event_holds_the_claims_about_it_and_who_holds_what(attack: Desk) -> None:
    view = attack.view(EventView, "event", "attack#attack")

    assert [claim.key for claim in view.claims] == ["attack#fired"]
    assert [part.link.text for part in view.parts] == ["Reported volley"]
    assert [brief.link.text for brief in view.briefs] == ["The attack"]
    assert view.positions is None
    matrix = attack.view(SubjectView, "topic", "drones").positions
    assert matrix is not None
    assert matrix.total == 4
    fired, seen, denied, _ = matrix.rows[1].cells
    assert matrix.rows[1].actor.text == "The Spokesman"
    assert (fired.silent, fired.about, fired.mark is not None and fired.mark.id) == (True, True, "no-response")
    assert seen.mark is not None
    assert denied.mark is not None
    assert (seen.mark.id, denied.mark.id, denied.about) == ("claims", "claims", False)


def test_actors_are_listed_by_kind(attack: Desk) -> None:
    view = attack.view(ActorsView, "actors")

    assert [(label, [actor.link.text for actor in actors]) for label, actors in view.groups] == [
        ("People", ["The Minister", "The Spokesman"]),
        ("Governments", ["The Government"]),
        ("Outlets", ["The Wire"]),
    ]
    minister, spokesman = view.groups[0][1]
    assert (minister.made, minister.about, minister.responses, minister.unanswered) == (4, 1, 1, 0)
    assert (spokesman.made, spokesman.about, spokesman.responses, spokesman.unanswered) == (2, 1, 1, 1)


def test_corrections_run_from_the_latest(attack: Desk) -> None:
    view = attack.view(CorrectionsView, "corrections")

    assert [(item.when.words, item.kind.label) for item in view.corrections] == [
        ("28 May 2025", "Correction"),
        ("26 May 2025", "Clarification"),
    ]
    assert view.corrections[1].claim is not None
    assert view.corrections[1].claim.text == "The Minister: The drones were fired on."


def test_an_ordinary_page(attack: Desk) -> None:
    view = attack.view(PageView, "page", "methodology")

    assert [(line.level, line.anchor) for line in view.contents] == [(2, "grades"), (2, "likelihood-and-confidence")]
