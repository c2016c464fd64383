"""The timeline: everything in the record that has a date, in one order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Literal, NamedTuple, TypeVar

from onrecord.content.dates import Date
from onrecord.record.derivation import derived, each
from onrecord.record.entities import ClaimEntity, Target, key_in
from onrecord.record.record import Record

Kind = Literal["event", "claim", "response", "report", "publication", "assessment", "correction"]
KINDS: tuple[Kind, ...] = ("event", "claim", "response", "report", "publication", "assessment", "correction")
"""Kinds of entry, in the order they take on one date. ``report``: a source appeared; ``publication``: a brief did."""

_RANK = {kind: rank for rank, kind in enumerate(KINDS)}

MAX_YEARS = 200
"""An entry that spans more years than this counts for the first and the last of them only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something of the record, whether or not its date is known.

    ``target`` is the item to link to: the claim for a response or an assessment, the brief for a correction. ``key`` is
    unique among all: the kind, the item's key and, for a part of an item, its number. ``number`` counts from 0 in the
    claim's ``responses`` or ``assessments`` or the brief's ``corrections``.

    ``by`` are who spoke or published (claimants, responder, outlet); ``actors`` are all whom it concerns, those too.
    ``events`` are the event it speaks of and the larger ones that this is part of. ``status`` is the one an assessment
    gives, and ``previous`` the one it follows; a claim has its current one. ``stance`` is a response's.
    """

    kind: Kind
    target: Target
    key: str
    number: int | None = None
    brief: str | None = None
    claim: str | None = None
    by: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    status: str | None = None
    previous: str | None = None
    stance: str | None = None

    @property
    def event(self) -> str | None:
        """The event it is or speaks of."""
        return self.events[0] if self.events else None


@dataclass(frozen=True, slots=True, kw_only=True)
class TimelineEntry(Happening):
    """Something of the record with its date."""

    date: Date

    @property
    def sort_key(self) -> tuple[tuple[str, int, str, str], int, str]:
        """A total order: the date's own, then the kind, then the key."""
        return self.date.sort_key, _RANK[self.kind], self.key


Entries = tuple[TimelineEntry, ...]


class Timeline(NamedTuple):
    """All that happened in a record: the ``entries`` from the earliest, and what has no date."""

    entries: Entries
    undated: tuple[Happening, ...]


AnyHappening = TypeVar("AnyHappening", bound=Happening)


class Happenings:
    """What happened in a record, by the items that tell of it."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._events = each(record, "happenings of events", record.events, lambda key: (_event(record, key),))
        self._claims = each(record, "happenings of claims", record.claims, lambda key: tuple(_of_claim(record, key)))
        self._sources = each(record, "happenings of sources", record.sources, lambda key: (_report(record, key),))
        self._assessments = each(
            record, "happenings of assessments", record.claims, lambda key: tuple(_assessments(record, key))
        )
        self._briefs = each(record, "happenings of briefs", record.briefs, lambda key: tuple(_of_brief(record, key)))
        self._corrected_in = derived(record, "corrections by claim", lambda: _corrected_in(record))

    def whole(self) -> Timeline:
        """All of it."""
        return Timeline(self.timeline(), self.undated())

    def timeline(self) -> Entries:
        """Everything with a date, from the earliest, what has one date in the order of ``KINDS``."""
        return tuple(sorted((it for it in self._all() if isinstance(it, TimelineEntry)), key=_order))

    def of_event(self, key: str) -> Happening:
        """That an event took place."""
        return self._events[key][0]

    def of_source(self, key: str) -> Happening:
        """That a source appeared."""
        return self._sources[key][0]

    def entry(self, key: str) -> Happening:
        """What has this ``key``."""
        kind, _, item = key.partition(":")
        found: Iterable[Happening]
        match kind:
            case "event":
                return self.of_event(item)
            case "report":
                return self.of_source(item)
            case "claim":
                found = self._claims[item]
            case "response":
                found = self._claims[item.rpartition(":")[0]]
            case "assessment":
                found = self._assessments[item.rpartition(":")[0]]
            case "publication":
                found = self._briefs[item]
            case _:
                found = self._briefs[item.rpartition(":")[0]]
        return next(happening for happening in found if happening.key == key)

    def of_claim(self, key: str) -> tuple[Happening, ...]:
        """What was said of a claim, and corrections of it, in any order."""
        corrections = chain.from_iterable(self._briefs[brief] for brief in self._corrected_in.get(key, ()))
        return (*self._claims[key], *self._assessments[key], *(it for it in corrections if it.claim == key))

    def of_brief(self, key: str) -> tuple[Happening, ...]:
        """What a brief introduces, its publication and its corrections, in any order."""
        record, brief = self._record, self._record.briefs[key]
        events = (found for event in brief.meta.events if (found := key_in(key, event.id)) in record.events)
        sources = (found for source in brief.meta.sources if (found := key_in(key, source.id)) in record.sources)
        claims = [happening for claim in brief.claims for happening in self._claims[claim]]
        claims += [happening for claim in brief.claims for happening in self._assessments[claim]]
        return (*map(self.of_event, events), *map(self.of_source, sources), *claims, *self._briefs[key])

    def undated(self) -> tuple[Happening, ...]:
        """What would be in the timeline if its date were known."""
        found = (it for it in self._all() if not isinstance(it, TimelineEntry))
        return tuple(sorted(found, key=lambda happening: (_RANK[happening.kind], happening.key)))

    def status_changes(self) -> tuple[TimelineEntry, ...]:
        """The assessments that gave a claim its first status or another one, the latest first."""
        return status_changes(chain.from_iterable(self._assessments.values()))

    def _all(self) -> Iterator[Happening]:
        for found in (self._events, self._claims, self._sources, self._assessments, self._briefs):
            yield from chain.from_iterable(found.values())


def status_changes(happenings: Iterable[Happening]) -> Entries:
    """The assessments among them that gave a claim its first status or another one, the latest first."""
    assessments = (it for it in happenings if isinstance(it, TimelineEntry) and it.kind == "assessment")
    changes = [entry for entry in assessments if entry.status != entry.previous]
    # Twice, as sorting is stable: of one date by claim, of one claim and date the last written first.
    changes.sort(key=lambda entry: (entry.claim or "", -(entry.number or 0)))
    return tuple(sorted(changes, key=lambda entry: entry.date.sort_key, reverse=True))


def years(entries: Iterable[TimelineEntry]) -> dict[int, tuple[TimelineEntry, ...]]:
    """The entries by year, from the earliest year: each under every year that its date touches.

    A set touches the years of its members only. An open end adds no years; beyond ``MAX_YEARS`` only the first and the
    last year count.
    """
    found: dict[int, list[TimelineEntry]] = {}
    for entry in entries:
        for year in touched_years(entry.date):
            found.setdefault(year, []).append(entry)
    return {year: tuple(found[year]) for year in sorted(found)}


def for_actor(entries: Iterable[AnyHappening], actor: str) -> tuple[AnyHappening, ...]:
    """Those that concern an actor."""
    return tuple(entry for entry in entries if actor in entry.actors)


def for_topic(entries: Iterable[AnyHappening], topic: str) -> tuple[AnyHappening, ...]:
    """Those of a topic."""
    return tuple(entry for entry in entries if topic in entry.topics)


def for_place(entries: Iterable[AnyHappening], place: str) -> tuple[AnyHappening, ...]:
    """Those at or about a place."""
    return tuple(entry for entry in entries if place in entry.places)


def for_event(entries: Iterable[AnyHappening], event: str) -> tuple[AnyHappening, ...]:
    """The event, the events that are part of it, and what was said about any of them."""
    return tuple(entry for entry in entries if event in entry.events)


def for_brief(entries: Iterable[AnyHappening], brief: str) -> tuple[AnyHappening, ...]:
    """Those that a brief introduces, and its own publication and corrections."""
    return tuple(entry for entry in entries if entry.brief == brief)


def _happening(date: Date | None, **fields: Any) -> Happening:
    """A happening, in the timeline when its date is known."""
    return Happening(**fields) if date is None else TimelineEntry(date=date, **fields)


def _order(entry: TimelineEntry) -> tuple[tuple[str, int, str, str], int, str]:
    return entry.sort_key


def touched_years(date: Date) -> list[int]:
    """The years that a date touches, in order; a set those of its members; of too many only the first and the last."""
    found: dict[int, None] = {}
    for member in date.members:
        touched = member.years()
        found.update(dict.fromkeys(touched if len(touched) <= MAX_YEARS else (touched[0], touched[-1])))
    return sorted(found)


def _event(record: Record, key: str) -> Happening:
    event = record.events[key]
    return _happening(
        event.meta.date,
        kind="event",
        target=Target("event", event.key),
        key=f"event:{event.key}",
        brief=event.brief,
        actors=event.actors,
        topics=event.topics,
        places=() if event.place is None else (event.place,),
        events=_with_larger(record, event.key),
    )


def _of_claim(record: Record, key: str) -> Iterator[Happening]:
    claim = record.claims[key]
    yield _claim(record, claim)
    yield from _responses(record, claim)


def _claim(record: Record, claim: ClaimEntity) -> Happening:
    return _happening(
        claim.meta.said,
        kind="claim",
        target=Target("claim", claim.key),
        key=f"claim:{claim.key}",
        brief=claim.brief,
        claim=claim.key,
        by=claim.claimants,
        actors=_merged(claim.claimants, claim.about),
        topics=claim.topics,
        places=claim.places,
        events=_with_larger(record, claim.event),
        status=claim.status,
    )


def _responses(record: Record, claim: ClaimEntity) -> Iterator[Happening]:
    events = _with_larger(record, claim.event)
    for number, response in enumerate(claim.responses):
        yield _happening(
            response.date,
            kind="response",
            target=Target("claim", claim.key),
            key=f"response:{claim.key}:{number:04}",
            number=number,
            brief=claim.brief,
            claim=claim.key,
            by=(response.by,),
            actors=_merged((response.by,), claim.claimants, claim.about),
            topics=claim.topics,
            places=claim.places,
            events=events,
            stance=response.meta.stance,
        )


def _assessments(record: Record, key: str) -> Iterator[Happening]:
    claim = record.claims[key]
    actors = _merged(claim.claimants, claim.about)
    events = _with_larger(record, claim.event)
    previous: str | None = None
    for number, assessment in enumerate(claim.assessments):
        yield _happening(
            assessment.date,
            kind="assessment",
            target=Target("claim", claim.key),
            key=f"assessment:{claim.key}:{number:04}",
            number=number,
            brief=claim.brief,
            claim=claim.key,
            actors=actors,
            topics=claim.topics,
            places=claim.places,
            events=events,
            status=assessment.status,
            previous=previous,
        )
        previous = assessment.status


def _report(record: Record, key: str) -> Happening:
    source = record.sources[key]
    outlet = (source.outlet.key,) if source.outlet and source.outlet.key else ()
    claims = [record.claims[key] for key in record.index.claims_of_source.get(source.key, ())]
    return _happening(
        source.meta.published,
        kind="report",
        target=Target("source", source.key),
        key=f"report:{source.key}",
        brief=source.brief,
        by=outlet,
        actors=_merged(outlet, (author.key for author in source.authors if author.key)),
        topics=_merged(
            record.briefs[source.brief].topics if source.brief is not None else (),
            *(claim.topics for claim in claims),
        ),
        places=_merged(*(claim.places for claim in claims)),
        events=_merged(*(_with_larger(record, claim.event) for claim in claims)),
    )


def _of_brief(record: Record, key: str) -> Iterator[Happening]:
    brief = record.briefs[key]
    yield _happening(
        brief.meta.date,
        kind="publication",
        target=Target("brief", brief.id),
        key=f"publication:{brief.id}",
        brief=brief.id,
        actors=brief.actors,
        topics=brief.topics,
        places=brief.places,
    )
    for number, correction in enumerate(brief.corrections):
        claim = record.claims.get(correction.claim) if correction.claim else None
        yield _happening(
            correction.meta.date,
            kind="correction",
            target=Target("brief", brief.id),
            key=f"correction:{brief.id}:{number:04}",
            number=number,
            brief=brief.id,
            claim=correction.claim,
            actors=_merged(claim.claimants, claim.about) if claim else brief.actors,
            topics=claim.topics if claim else brief.topics,
            places=claim.places if claim else brief.places,
            events=_with_larger(record, claim.event) if claim else (),
        )


def _corrected_in(record: Record) -> Mapping[str, Iterable[str]]:
    """The briefs with corrections of a claim."""
    found: dict[str, dict[str, None]] = {}
    for key, brief in record.briefs.items():
        for correction in brief.corrections:
            if correction.claim:
                found.setdefault(correction.claim, {})[key] = None
    return found


def _with_larger(record: Record, event: str | None) -> tuple[str, ...]:
    """An event and the larger ones it is part of, the nearest first."""
    found: dict[str, None] = {}
    while event is not None and event in record.events and event not in found:
        found[event] = None
        event = record.events[event].part_of
    return tuple(found)


def _merged(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(chain.from_iterable(lists)))
