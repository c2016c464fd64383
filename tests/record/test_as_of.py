"""The site as the desk knew it on a day: later things are absent, known things stay, and today is no day apart."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.config import Config
from onrecord.content.document import Document
from onrecord.content.model import (
    Actor,
    Assessment,
    Brief,
    Claim,
    Correction,
    Event,
    Evidence,
    ReliabilityGrade,
    Response,
    Role,
    SharedEvent,
    SharedSource,
    Source,
)
from onrecord.record.as_of import as_of
from onrecord.record.entities import Target
from onrecord.record.link import link
from onrecord.record.provenance import provenance
from onrecord.record.record import Record
from onrecord.record.timeline import Happenings
from tests.record.sites import NOWHERE, actor, brief, day, record_of


def known_on(documents: Iterable[Document], date: str) -> Record:
    """The record as of a day; joining it finds no problem, whatever is absent."""
    past = as_of(documents, day(date))
    record, problems = link(past.documents, Config(title="Desk"), NOWHERE, absent=past.absent)
    assert problems == []
    return record


def claim(identity: str = "c", **fields: Any) -> Claim:
    given: dict[str, Any] = {"id": identity, "text": f"It was {identity}.", "by": ("minister",)} | fields
    return Claim(**given)


def since(date: str) -> dict[str, Any]:
    """The field ``from`` of a role, whose name Python keeps for itself."""
    return {"from_": day(date)}


def site(*claims: Claim, **fields: Any) -> list[Document]:
    return [actor("minister"), actor("spokesman"), brief("b", claims=claims, **fields)]


@pytest.mark.parametrize(
    ("date", "known"),
    [("2025-05-24", ()), ("2025-05-25", ("early",)), ("2025-05-26", ("early", "late"))],
)
def test_a_brief_and_all_it_introduces_is_absent_before_its_date(date: str, known: tuple[str, ...]) -> None:
    documents = [
        actor("minister"),
        brief("early", date=day("2025-05-25"), claims=(claim(contradicts=("late#c",)),)),
        brief(
            "late",
            date=day("2025-05-26"),
            claims=(claim(sources=("s",), event="e"),),
            sources=(Source(id="s", kind="post", published=day("2025-05-01")),),
            events=(Event(id="e", title="E", date=day("2025-05-01")),),
        ),
    ]

    record = known_on(documents, date)

    assert set(record.briefs) == set(known)
    assert {item.brief for item in record.claims.values()} == set(known)
    assert {item.brief for item in record.events.values()} == {"late"} & set(known)
    if known == ("early",):
        assert record.claims["early#c"].relations == ()


def test_an_embargoed_brief_is_known_from_the_end_of_its_embargo() -> None:
    documents = site(date=day("2025-05-20"), publish_at=day("2025-05-26T12:00:00Z"))

    assert set(known_on(documents, "2025-05-25").briefs) == set()
    assert set(known_on(documents, "2025-05-26").briefs) == {"b"}


def test_claims_responses_assessments_and_corrections_come_with_their_days() -> None:
    documents = site(
        claim(
            "c",
            said=day("2025-05-25"),
            responses=(
                Response(by="spokesman", stance="no-response", as_of=day("2025-05-26")),
                Response(by="spokesman", stance="denies", date=day("2025-05-28")),
            ),
            assessments=(
                Assessment(date=day("2025-05-25"), status="unverified"),
                Assessment(date=day("2025-05-29"), status="refuted"),
            ),
        ),
        claim("later", said=day("2025-05-27")),
        corrections=(Correction(date=day("2025-05-28"), kind="update", note="Added.", claim="later"),),
    )

    record = known_on(documents, "2025-05-26")

    assert list(record.claims) == ["b#c"]
    assert [response.meta.stance for response in record.claims["b#c"].responses] == ["no-response"]
    assert record.claims["b#c"].status == "unverified"
    assert record.briefs["b"].corrections == ()
    assert known_on(documents, "2025-05-28").briefs["b"].corrections[0].claim == "b#later"


def test_a_source_is_known_from_when_it_was_read_and_takes_its_evidence_with_it() -> None:
    documents = site(
        claim(sources=("read-later", "undated"), evidence=(Evidence(source="read-later"),)),
        sources=(
            Source(id="read-later", kind="post", published=day("2025-05-20"), accessed=day("2025-05-26")),
            Source(id="undated", kind="post"),
        ),
    )

    record = known_on(documents, "2025-05-25")

    assert record.claims["b#c"].sources == ("b#undated",)
    assert record.claims["b#c"].evidence == ()


@pytest.mark.parametrize("kind", ["article", "post"])
def test_a_relay_of_what_was_not_read_yet_is_no_origin(kind: Any) -> None:
    documents = site(
        claim(sources=("relay",)),
        sources=(
            Source(id="relay", kind=kind, via=("later",)),
            Source(id="later", kind="post", accessed=day("2025-05-26")),
        ),
    )

    assert provenance(known_on(documents, "2025-05-25"), "b#c").origins == ()
    assert provenance(known_on(documents, "2025-05-26"), "b#c").origins == ("b#later",)


def test_retractions_archived_copies_grades_and_roles_come_with_their_days() -> None:
    outlet = Actor(
        name="Daily",
        kind="outlet",
        reliability=(ReliabilityGrade(grade="B"), ReliabilityGrade(grade="D", date=day("2025-05-28"))),
        roles=(
            Role(title="Member", until=day("2025-05-28")),
            Role(title="Chair", **since("2025-05-28")),
        ),
    )
    shared = SharedSource(
        kind="article",
        outlet="daily",
        via=(),
        published=day("2025-05-20"),
        retracted=day("2025-05-28"),
        retraction_note="Wrong.",
        archive="https://example.org/copy",
        archived=day("2025-05-28"),
    )
    documents = [
        Document("content/actors/daily.md", "actor", "daily", "", outlet, brief("x").body),
        Document("content/sources/report.md", "source", "report", "", shared, brief("x").body),
    ]

    before, after = (known_on(documents, date) for date in ("2025-05-27", "2025-05-28"))

    assert before.sources["report"].meta.retracted is None
    assert before.sources["report"].meta.archive is None
    assert [grade.grade for grade in before.actors["daily"].meta.reliability] == ["B"]
    assert [(role.meta.title, role.meta.until) for role in before.actors["daily"].roles] == [("Member", None)]
    assert after.sources["report"].meta.retracted == day("2025-05-28")
    assert len(after.actors["daily"].roles) == 2


@pytest.mark.parametrize(
    ("when", "known"),
    [("2025-05", True), ("2025", True), ("../2025-06", True), ("2025-06~", False), ("2025-05-25/2025-07", True)],
)
def test_known_is_what_does_not_certainly_come_later(when: str, known: bool) -> None:
    assert bool(known_on(site(claim(said=day(when))), "2025-05-25").claims) == known


def test_nothing_is_touched_when_nothing_came_later() -> None:
    documents = site(claim(said=day("2025-05-25")), sources=(Source(id="s", kind="post"),))

    past = as_of(documents, day("2025-05-25"))

    assert past.absent == frozenset()
    assert all(now is then for now, then in zip(past.documents, documents, strict=True))


DATES = st.sampled_from(["2025-05-20", "2025-05-21", "2025-05", "2025-05-22T10:00:00Z", "2025-05-23", "2025-06-01~"])
DAYS = ("2025-04-30", "2025-05-01", "2025-05-20", "2025-05-21", "2025-05-22", "2025-05-23", "2025-06-01")


@st.composite
def sites(draw: st.DrawFn) -> list[Document]:
    """Two briefs and shared files that refer to one another in every way, with any dates."""
    date = DATES.map(day)
    maybe = st.none() | date

    def sources(*relays: str) -> tuple[Source, ...]:
        return (
            Source(id="s", kind="article", via=relays, accessed=draw(maybe), published=draw(maybe)),
            Source(id="t", kind="post", accessed=draw(maybe), retracted=draw(maybe)),
        )

    def claims(other: str) -> tuple[Claim, ...]:
        return tuple(
            claim(
                f"c{number}",
                said=draw(maybe),
                sources=("s", f"{other}#t", "shared"),
                event=draw(st.sampled_from([None, "e", "shared", f"{other}#e"])),
                evidence=(Evidence(source=f"{other}#s", stance="supports"),),
                contradicts=(f"{other}#c0",),
                responses=tuple(
                    Response(by="spokesman", stance="denies", date=draw(maybe), source=("t",))
                    for _ in range(draw(st.integers(0, 2)))
                ),
                assessments=tuple(
                    Assessment(date=draw(date), status="unverified") for _ in range(draw(st.integers(0, 2)))
                ),
            )
            for number in range(draw(st.integers(1, 2)))
        )

    def one(identity: str, other: str) -> Document:
        return brief(
            identity,
            date=draw(date),
            claims=claims(other),
            sources=sources(f"{other}#s", "t", "shared"),
            events=(Event(id="e", title="E", date=draw(maybe), part_of="shared"),),
            corrections=tuple(
                Correction(date=draw(date), kind="update", note="Added.", claim="c0")
                for _ in range(draw(st.integers(0, 1)))
            ),
        )

    shared_source = SharedSource(kind="article", via=("one#t",), accessed=draw(maybe), archived=draw(maybe))
    shared_event = SharedEvent(title="E", date=draw(maybe))
    return [
        actor("minister"),
        actor("spokesman"),
        one("one", "two"),
        one("two", "one"),
        Document("content/events/shared.md", "event", "shared", "", shared_event, brief("x").body),
        Document("content/sources/shared.md", "source", "shared", "", shared_source, brief("x").body),
    ]


def contents(record: Record) -> set[object]:
    """Everything known, each as something that can be looked for in another record."""
    return {
        *(Target("brief", key) for key in record.briefs),
        *(Target("claim", key) for key in record.claims),
        *(Target("source", key) for key in record.sources),
        *(Target("event", key) for key in record.events),
        *(entry.key for entry in Happenings(record).timeline() if entry.number is None),
        *((item.key, "response", response.meta) for item in record.claims.values() for response in item.responses),
        *((item.key, "assessment", one) for item in record.claims.values() for one in item.assessments),
        *((item.key, "carrier", source) for item in record.claims.values() for source in item.sources),
        *((item.key, "related", one) for item in record.claims.values() for one in item.relations),
        *((item.id, "correction", one.meta) for item in record.briefs.values() for one in item.corrections),
        *((item.key, "relays", one) for item in record.sources.values() for one in item.via or ()),
    }


@given(sites(), st.sampled_from(DAYS), st.sampled_from(DAYS))
def test_nothing_known_earlier_disappears_later(documents: list[Document], one: str, other: str) -> None:
    earlier, later = sorted((one, other))

    assert contents(known_on(documents, earlier)) <= contents(known_on(documents, later))


@given(sites())
def test_as_of_a_day_when_everything_was_known_is_the_record_itself(documents: list[Document]) -> None:
    assert known_on(documents, DAYS[-1]) == record_of(documents)


@given(sites(), st.sampled_from(DAYS))
def test_nothing_known_names_anything_absent(documents: list[Document], date: str) -> None:
    record = known_on(documents, date)

    for item in record.claims.values():
        assert item.brief in record.briefs
        assert set(item.sources) <= set(record.sources)
        assert {evidence.source for evidence in item.evidence} <= set(record.sources)
        assert {key for _, key in item.relations} <= set(record.claims)
        assert item.event is None or item.event in record.events
    for source in record.sources.values():
        assert set(source.via or ()) <= set(record.sources)
    for one in record.briefs.values():
        assert set(one.claims) <= set(record.claims)
        assert set(one.sources) <= set(record.sources)
        assert set(one.events) <= set(record.events)
    for event in record.events.values():
        assert event.part_of is None or event.part_of in record.events


@given(sites(), st.sampled_from(DAYS))
def test_what_came_later_is_in_nothing_that_has_a_date(documents: list[Document], date: str) -> None:
    limit = day(date).latest

    for entry in Happenings(known_on(documents, date)).timeline():
        if entry.kind != "report":
            assert entry.date.earliest <= limit


@given(sites(), st.sampled_from(DAYS))
def test_independence_never_counts_what_was_not_known(documents: list[Document], date: str) -> None:
    now, then = record_of(documents), known_on(documents, date)

    for key in then.claims:
        assert set(provenance(then, key).origins) <= set(provenance(now, key).origins)


def test_the_meta_of_a_brief_keeps_claims_in_their_places() -> None:
    documents = site(claim("later", said=day("2025-06")), claim("c", said=day("2025-05")))

    past = as_of(documents, day("2025-05-25"))

    (meta,) = [document.meta for document in past.documents if isinstance(document.meta, Brief)]
    assert [item.id for item in meta.claims] == ["later", "c"]
    assert past.absent == {Target("claim", "b#later")}
