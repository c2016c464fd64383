"""The timeline is total and stable, spans what its dates span, and loses nothing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.content.document import Document
from onrecord.content.model import Assessment, Claim, Correction, Event, Response, Source
from onrecord.record.record import Record
from onrecord.record.timeline import (
    KINDS,
    Happenings,
    TimelineEntry,
    for_actor,
    for_brief,
    for_event,
    for_place,
    for_topic,
    years,
)
from tests.record.sites import actor, brief, day, record_of

DATES = (
    "2025-05-20",
    "2025-05-20T14:00:00Z",
    "2025-05",
    "2025",
    "2025-05-20~",
    "2025-05-2X",
    "2025-05-20/2025-05-22",
    "../2025-05-20",
    "2025-05-20/..",
    "2024-23",
    "{2023-01,2025-01}",
    "199X",
)


def whole_record() -> Record:
    claim = Claim(
        id="centre",
        text="The helicopter was at the centre.",
        by=("commander",),
        about=("president",),
        said=day("2025-05-25"),
        event="visit",
        topics=("drones",),
        sources=("report",),
        responses=(Response(by="ukraine", stance="no-response", as_of=day("2025-05-26")),),
        assessments=(
            Assessment(date=day("2025-05-27"), status="disputed"),
            Assessment(date=day("2025-05-25"), status="unverified"),
            Assessment(date=day("2025-05-26"), status="unverified"),
        ),
    )
    return record_of([
        *(actor(name) for name in ("commander", "president", "ukraine", "daily")),
        brief(
            "kursk",
            claims=(claim,),
            sources=(Source(id="report", kind="broadcast", outlet="daily", published=day("2025-05-25")),),
            events=(
                Event(id="trip", title="A trip", date=day("2025-05-19/2025-05-21"), topics=("travel",)),
                Event(id="visit", title="A visit", date=day("2025-05-20"), place="Kursk", part_of="trip"),
            ),
            corrections=(Correction(date=day("2025-05-28"), kind="clarification", note="Said so.", claim="centre"),),
        ),
    ])  # fmt: skip


def keys(entries: Iterable[Any]) -> list[str]:
    return [entry.key for entry in entries]


def test_everything_that_has_a_date_is_there_in_order() -> None:
    assert keys(Happenings(whole_record()).timeline()) == [
        "event:kursk#trip",
        "event:kursk#visit",
        "claim:kursk#centre",
        "report:kursk#report",
        "publication:kursk",
        "assessment:kursk#centre:0000",
        "response:kursk#centre:0000",
        "assessment:kursk#centre:0001",
        "assessment:kursk#centre:0002",
        "correction:kursk:0000",
    ]


def test_an_entry_says_who_spoke_and_whom_it_concerns() -> None:
    entries = {entry.kind: entry for entry in Happenings(whole_record()).timeline() if entry.kind != "assessment"}

    assert entries["claim"].by == ("commander",)
    assert entries["claim"].actors == ("commander", "president")
    assert entries["claim"].status == "disputed"
    assert entries["response"].by == ("ukraine",)
    assert entries["response"].stance == "no-response"
    assert entries["report"].by == ("daily",)
    assert entries["correction"].claim == "kursk#centre"


def test_an_entry_without_a_date_is_counted_apart() -> None:
    answer = Response(by="minister", stance="retracts")
    record = record_of([
        actor("minister"),
        brief(
            "b",
            claims=(Claim(id="c", text="It was.", by=("minister",), responses=(answer,)),),
            sources=(Source(id="s", kind="post"),),
            events=(Event(id="e", title="Something"),),
        ),
    ])  # fmt: skip

    assert keys(Happenings(record).undated()) == ["event:b#e", "claim:b#c", "response:b#c:0000", "report:b#s"]
    assert keys(Happenings(record).timeline()) == ["publication:b"]


def test_cuts_by_actor_topic_place_event_and_brief() -> None:
    record = whole_record()
    entries = Happenings(record).timeline()

    assert "response:kursk#centre:0000" in keys(for_actor(entries, "ukraine"))
    assert "event:kursk#trip" not in keys(for_actor(entries, "ukraine"))
    assert keys(for_topic(entries, "travel")) == ["event:kursk#trip"]
    assert "claim:kursk#centre" in keys(for_topic(entries, "drones"))
    assert "event:kursk#visit" in keys(for_place(entries, "kursk"))
    assert keys(for_event(entries, "kursk#visit"))[:2] == ["event:kursk#visit", "claim:kursk#centre"]
    assert keys(for_event(entries, "kursk#trip"))[:2] == ["event:kursk#trip", "event:kursk#visit"]
    assert keys(for_brief(entries, "kursk")) == keys(entries)
    assert for_brief(entries, "other") == ()


def test_a_year_page_for_every_year_touched() -> None:
    record = events_at("2019-12-30/2021-01-02", "../2018", "2025/..", "{2010,2012-05}", "199X", "2020-05")

    by_year = years(entry for entry in Happenings(record).timeline() if entry.kind == "event")

    assert list(by_year) == [*range(1990, 2000), 2010, 2012, 2018, 2019, 2020, 2021, 2025]
    assert [entry.date.text for entry in by_year[2020]] == ["2019-12-30/2021-01-02", "2020-05"]


def test_an_entry_that_spans_ages_counts_for_its_ends() -> None:
    assert list(years(for_brief(Happenings(events_at("1200/1900")).timeline(), "b"))) == [1200, 1900, 2025]


def test_status_changes_are_the_assessments_that_changed_something_the_latest_first() -> None:
    changes = Happenings(whole_record()).status_changes()

    assert [(change.previous, change.status, str(change.date)) for change in changes] == [
        ("unverified", "disputed", "2025-05-27"),
        (None, "unverified", "2025-05-25"),
    ]


def test_of_one_day_the_assessment_written_last_comes_first_among_the_changes() -> None:
    assessments = tuple(
        Assessment(date=day("2025-05-25"), status=status) for status in ("plausible", "disputed", "refuted")
    )
    claim = Claim(id="c", text="It was.", by=("minister",), assessments=assessments)
    record = record_of([actor("minister"), brief("b", claims=(claim,))])

    assert [change.status for change in Happenings(record).status_changes()] == ["refuted", "disputed", "plausible"]


def events_at(*dates: str) -> Record:
    events = tuple(Event(id=f"e{number}", title="Something", date=day(date)) for number, date in enumerate(dates))
    return record_of([brief("b", events=events)])


@st.composite
def sites(draw: st.DrawFn) -> list[Document]:
    dates = st.none() | st.sampled_from(DATES).map(day)
    documents = [actor("minister"), actor("spokesman")]
    for number in range(draw(st.integers(1, 3))):
        claims = tuple(
            Claim(
                id=f"c{n}",
                text="It was.",
                by=("minister",),
                said=draw(dates),
                responses=tuple(
                    Response(by="spokesman", stance="denies", date=date) for date in draw(st.lists(dates, max_size=2))
                ),
            )
            for n in range(draw(st.integers(0, 2)))
        )
        events = tuple(
            Event(id=f"e{n}", title="Something", date=date) for n, date in enumerate(draw(st.lists(dates, max_size=3)))
        )
        documents.append(brief(f"b{number}", claims=claims, events=events))
    return documents


def order(entries: Iterable[TimelineEntry]) -> list[tuple[Any, ...]]:
    return [entry.sort_key for entry in entries]


@given(sites(), st.randoms(use_true_random=False))
def test_order_is_total_and_stable_whatever_the_order_of_files(documents: list[Document], random: Any) -> None:
    entries = Happenings(record_of(documents)).timeline()
    shuffled = list(documents)
    random.shuffle(shuffled)

    assert order(entries) == sorted(order(entries))
    assert len(set(order(entries))) == len(entries)
    assert Happenings(record_of(shuffled)).timeline() == entries


@given(sites())
def test_nothing_is_lost(documents: list[Document]) -> None:
    record = record_of(documents)
    entries, missing = Happenings(record).timeline(), Happenings(record).undated()
    responses = sum(len(claim.responses) for claim in record.claims.values())

    assert len({*keys(entries), *keys(missing)}) == len(entries) + len(missing)
    assert len(entries) + len(missing) == len(record.events) + len(record.claims) + responses + len(record.briefs)
    assert {entry.kind for entry in entries} <= set(KINDS)
    assert all(years([entry]) for entry in entries)
