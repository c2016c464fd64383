"""Details that views show only where they are true: embargoes to come, places of sources, addresses to cite."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from onrecord.config import DEFAULT_STATUSES
from onrecord.site.render import PageRenderer
from onrecord.site.theme import theme_of
from onrecord.site.views.marks import NOT_ASSESSED
from onrecord.site.views.pages import BriefView, ClaimView, OutletView, SubjectView
from tests.site.view_sites import Desk, desk

FILES = {
    "actors/ana.md": "---\nname: Ana\nkind: person\n---\n",
    "briefs/2020-01-01-one.md": """
        ---
        title: One
        date: 2020-01-01
        publish_at: 2020-01-01
        sources:
          - {id: tape, kind: recording, title: The tape, place: North Harbour, published: 2020-01-01}
          - {id: wire, kind: report, title: The wire, via: tape}
          - {id: paper, kind: report, title: The paper, via: wire}
          - {id: radio, kind: report, title: The radio, via: wire}
          - {id: late, kind: report, title: The late news, via: tape}
        claims:
          - {id: a, text: It burned., by: ana, sources: [paper, radio, late]}
        ---
    """,
}


@pytest.fixture(scope="module")
def site() -> Desk:
    return desk(FILES)


def test_an_embargo_is_shown_only_while_it_holds(site: Desk) -> None:
    assert site.view(BriefView, "brief", "one").embargo is None
    early = Desk(replace(site.record, embargoed=("one",)))
    embargo = early.view(BriefView, "brief", "one").embargo
    assert embargo
    assert embargo.words == "1 January 2020"


def test_the_place_of_a_source_is_shown_and_lists_it(site: Desk) -> None:
    [tape] = [shown.item for shown in site.view(OutletView, "outlet", "").sources if shown.item.key == "one#tape"]
    assert tape.place
    assert tape.place.text == "North Harbour"
    assert tape.place.path == "places/north-harbour/"
    place = site.view(SubjectView, "place", "north-harbour")
    assert [item.key for item in place.sources] == ["one#tape"]


def test_a_claim_is_cited_by_its_address_only_where_that_is_known(site: Desk) -> None:
    assert site.view(ClaimView, "claim", "one#a").cite == "Ana, claim “It burned.”, in: One, The desk, 1 January 2020."
    known = desk(FILES, url="https://desk.example/")
    assert known.view(ClaimView, "claim", "one#a").cite.endswith(" 2020. https://desk.example/claims/one/a/")


def test_a_repeated_step_promises_a_chain_only_where_there_is_one(site: Desk, repository: Path) -> None:
    theme = theme_of(repository)
    frame, view = site.maker.page(site.route("claim", "one#a"))
    renderer = PageRenderer(theme, site.maker.facts(), dict.fromkeys(theme.assets(), "x"), repository)
    html = renderer.render(frame, view).html.decode()
    assert html.count("Stands above already, with what it relays.") == 1
    assert html.count("Stands above already.") == 1


def test_what_nobody_has_assessed_is_drawn_unlike_every_status() -> None:
    assert NOT_ASSESSED.shape not in {status.shape for status in DEFAULT_STATUSES.values()}
