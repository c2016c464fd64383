"""Structured data, read as RDF: what each page says of itself, in words of schema.org, and when a verdict is one."""

from __future__ import annotations

import json
from typing import Any

import pytest
from rdflib import Graph
from rdflib.namespace import RDF, SDO

from onrecord.config import Status, Vocabulary
from onrecord.content.dates import parse_date
from onrecord.site.routes import Routes
from onrecord.site.views.maker import ViewMaker
from tests.site.beside import URL
from tests.site.view_sites import Desk, desk

HOSTILE = "</script><!-- <script>alert(1)</script> &amp; "
FIRST = """
    ---
    title: First
    date: 2025-05-25
    topics: [drones]
    sources:
      - {id: report, kind: article-newspaper, title: A report, outlet: wire, url: "https://wire.example/1"}
    claims:
      - id: flies
        text: It flies.
        by: ada
        said: 2025-05-20
        sources: report
        assessments: [{date: 2025-06-02, status: refuted, note: It has no wings.}]
    events:
      - {id: flight, title: A flight is reported, date: 2025-05-20?, place: harbour}
      - {id: landing, title: A landing is reported, date: 2025-05-21}
    corrections: [{date: 2025-06-03, kind: correction, note: It was wrong.}]
    ---
    """
FILES = {
    "actors/ada.md": "---\nname: Ada\nkind: person\nidentifiers: {wikidata: Q7259}\naliases: [Ада]\n---\n",
    "actors/wire.md": "---\nname: The Wire\nkind: outlet\n---\n",
    "places/harbour.md": "---\nname: Harbour\ncoordinates: {lat: 1.5, lon: 36.25, precision_km: 10}\n---\n",
    "pages/about.md": "---\ntitle: About\n---\n",
    "briefs/2025-05-25-first.md": FIRST,
}


def site(*replacements: tuple[str, str], **config: Any) -> Desk:
    """The site with the brief changed."""
    first = FIRST
    for old, new in replacements:
        assert old in first
        first = first.replace(old, new)
    return desk(FILES | {"briefs/2025-05-25-first.md": first}, **{"url": URL, "publisher": "The Desk"} | config)


def nodes(found: Desk, kind: str, key: str = "") -> list[dict[str, Any]]:
    """The nodes of a page, as they stand in it."""
    document = json.loads(found.frame(kind, key).structured or "")
    assert document["@context"] == "https://schema.org"
    return document["@graph"]  # type: ignore[no-any-return]


@pytest.fixture(scope="module")
def published() -> Desk:
    return site()


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")
def test_every_page_speaks_only_words_that_schema_org_has(published: Desk) -> None:
    known = {str(term) for term in dir(SDO)}
    for route in published.routes:
        document = json.loads(published.frame(route.kind, route.key).structured or "")
        graph = Graph()
        graph.parse(data=json.dumps(document | {"@context": {"@vocab": str(SDO)}}), format="json-ld")
        used = {str(predicate) for predicate in graph.predicates() if predicate != RDF.type}
        types = {str(kind) for kind in graph.objects(None, RDF.type)}
        assert types
        assert used | types <= known, route


def test_each_kind_of_page_has_its_type(published: Desk) -> None:
    types = {(route.kind, route.key): nodes(published, *route[:2])[0]["@type"] for route in published.routes}
    assert types[("home", "")] == "WebSite"
    assert types[("brief", "first")] == "Report"
    assert types[("claim", "first#flies")] == "ClaimReview"
    assert types[("actor", "ada")] == "Person"
    assert types[("actor", "wire")] == "NewsMediaOrganization"
    assert types[("event", "first#flight")] == "Event"
    assert types[("place", "harbour")] == "Place"
    assert types[("page", "about")] == "WebPage"
    assert {types[(kind, "")] for kind in ("claims", "timeline", "corrections")} == {"CollectionPage"}


def test_a_brief_names_its_claims_with_their_claimants_and_its_corrections(published: Desk) -> None:
    report = nodes(published, "brief", "first")[0]
    assert [claim["name"] for claim in report["hasPart"]] == ["Ada: It flies."]
    assert (report["datePublished"], report["dateModified"]) == ("2025-05-25T00:00:00Z", "2025-06-03T00:00:00Z")
    assert report["correction"][0]["text"] == "It was wrong."
    assert report["citation"] == [{"@type": "CreativeWork", "name": "A report", "url": "https://wire.example/1"}]


def test_a_verdict_is_told_with_the_claim_its_claimant_and_the_scale(published: Desk) -> None:
    review = nodes(published, "claim", "first#flies")[0]
    assert review["claimReviewed"] == "Ada: It flies."
    assert review["url"] == published.frame("claim", "first#flies").canonical
    assert review["author"]["name"] == "The Desk"
    assert review["datePublished"] == "2025-06-02"
    rating = {"@type": "Rating", "ratingValue": 1, "bestRating": 5, "worstRating": 1, "alternateName": "Refuted"}
    assert review["reviewRating"] == rating
    claim = review["itemReviewed"]
    assert (claim["@type"], claim["author"][0]["name"], claim["datePublished"]) == ("Claim", "Ada", "2025-05-20")
    assert claim["appearance"][0]["url"] == "https://wire.example/1"


@pytest.mark.parametrize(
    "change",
    {
        "a status without a rating": ("status: refuted", "status: disputed"),
        "no reasons": (", note: It has no wings.", ""),
        "no exact day": ("date: 2025-06-02", "date: 2025-06"),
        "a day in doubt": ("date: 2025-06-02", "date: 2025-06-02?"),
        "no source that can be opened": (', url: "https://wire.example/1"', ""),
        "a source that may not be offered": ('wire.example/1"', 'wire.example/1", url_status: unfit'),
        "a retracted source": ('wire.example/1"', 'wire.example/1", retracted: 2025-06-01'),
        "no source": ("sources: report\n", "note: x\n"),
        "no assessment": ("assessments: [{date: 2025-06-02, status: refuted, note: It has no wings.}]", "note: x"),
    }.items(),
    ids=lambda change: change[0],
)
def test_what_is_no_verdict_is_a_claim_and_no_more(change: tuple[str, tuple[str, str]]) -> None:
    claim = nodes(site(change[1]), "claim", "first#flies")[0]
    assert (claim["@type"], claim["name"]) == ("Claim", "Ada: It flies.")
    assert "reviewRating" not in json.dumps(claim)


def test_the_desk_does_not_review_what_it_said_itself() -> None:
    assert nodes(site(publisher="ada"), "claim", "first#flies")[0]["@type"] == "Claim"


def test_an_archived_copy_makes_a_source_that_can_be_opened() -> None:
    archived = ('wire.example/1"', 'wire.example/1", url_status: dead, archive: "https://archive.example/1"')
    review = nodes(site(archived), "claim", "first#flies")[0]
    assert review["itemReviewed"]["appearance"][0]["url"] == "https://archive.example/1"


def test_the_past_announces_no_verdict(published: Desk) -> None:
    maker = ViewMaker(
        published.record, Routes(published.record), version="1", styles=(), scripts=(), as_of=parse_date("2025-07-01")
    )
    frame, _ = maker.page(published.route("claim", "first#flies"))
    assert json.loads(frame.structured or "")["@graph"][0]["@type"] == "Claim"


def test_a_date_in_doubt_is_no_start_and_a_place_is_as_large_as_its_doubt(published: Desk) -> None:
    assert "startDate" not in nodes(published, "event", "first#flight")[0]
    assert nodes(published, "event", "first#landing")[0]["startDate"] == "2025-05-21"
    geo = nodes(published, "place", "harbour")[0]["geo"]
    assert (geo["@type"], geo["geoRadius"], geo["geoMidpoint"]["latitude"]) == ("GeoCircle", 10_000, 1.5)


def test_an_actor_is_the_one_in_other_registers(published: Desk) -> None:
    ada = nodes(published, "actor", "ada")[0]
    assert ada["sameAs"] == ["https://www.wikidata.org/wiki/Q7259"]
    assert ada["alternateName"] == ["Ада"]


def test_breadcrumbs_lead_from_the_home_page_to_the_page(published: Desk) -> None:
    crumbs = nodes(published, "claim", "first#flies")[-1]
    assert [(step["position"], step["name"], step["item"]) for step in crumbs["itemListElement"]] == [
        (1, "Home", f"{URL}/"),
        (2, "Claims", f"{URL}/claims/"),
        (3, "Ada: It flies.", f"{URL}/claims/first/flies/"),
    ]


def test_the_exports_are_a_dataset_only_where_there_are_any(published: Desk) -> None:
    dataset = next(node for node in nodes(published, "home") if node["@type"] == "Dataset")
    found = {download["contentUrl"] for download in dataset["distribution"]}
    assert {f"{URL}/data/claims.csv", f"{URL}/data/stix.json"} <= found
    assert 50 <= len(dataset["description"]) <= 5000
    assert "Dataset" not in {node["@type"] for node in nodes(site(exports=False), "home")}


def test_hostile_text_stays_text() -> None:
    assert nodes(site(("title: First", f"title: '{HOSTILE}'")), "brief", "first")[0]["headline"] == HOSTILE


def test_without_an_address_there_is_none() -> None:
    found = site(url=None)
    assert {found.frame(route.kind, route.key).structured for route in found.routes} == {None}


def test_statuses_of_a_site_are_verdicts_by_its_own_ratings() -> None:
    own = Vocabulary(statuses={"refuted": Status(label="Wrong", meaning="Shown to be wrong.", rating=2)})
    review = nodes(site(vocabulary=own), "claim", "first#flies")[0]
    assert (review["reviewRating"]["ratingValue"], review["reviewRating"]["alternateName"]) == (2, "Wrong")
