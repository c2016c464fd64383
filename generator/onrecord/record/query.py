"""Questions to the record: the claims, sources, actors and events that somebody looks for, in a fixed order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from onrecord.content.dates import Date
from onrecord.record.entities import ActorEntity, ClaimEntity, EventEntity, SourceEntity
from onrecord.record.names import Names
from onrecord.record.positions import is_unanswered, unanswered
from onrecord.record.provenance import ProvenanceIndex
from onrecord.record.record import Record
from onrecord.record.reliance import RelianceIndex

NOT_ASSESSED = "not-assessed"
"""Asks for claims without a status, unless a site has a status of this name."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for; what is empty or ``None`` does not matter, and of several names one is enough.

    ``statuses``, ``actors`` and ``topics`` are ids. ``since`` is compared with the earliest instant that a date allows;
    what has no date is not found then. ``origins`` is the number of known origins, exactly.
    """

    statuses: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    since: Date | None = None
    origins: int | None = None
    unanswered: bool = False


def claims_wanted(record: Record, wanted: Wanted, provenance: ProvenanceIndex) -> list[ClaimEntity]:
    """Claims from the earliest said, those without a date last; ``actors`` made, are meant by or answered them."""
    found = [
        claim
        for claim in record.claims.values()
        if _has_status(claim, wanted)
        and _meets(wanted.actors, (*claim.claimants, *claim.about, *(response.by for response in claim.responses)))
        and _meets(wanted.topics, claim.topics)
        and _is_since(claim.meta.said, wanted)
        and (wanted.origins is None or provenance[claim.key].independence == wanted.origins)
        and (not wanted.unanswered or is_unanswered(record, claim.key))
    ]
    return sorted(found, key=lambda claim: (*_in_time(claim.meta.said), claim.key))


def sources_wanted(record: Record, wanted: Wanted, reliance: RelianceIndex) -> list[SourceEntity]:
    """Sources from the earliest published; ``actors`` published or wrote them.

    Statuses and topics are those of the claims that name a source: as its carrier, for evidence or for a response.
    """
    found = [
        source
        for source in record.sources.values()
        if _meets(wanted.actors, (named.key for named in (source.outlet, *source.authors) if named and named.key))
        and _is_since(source.meta.published, wanted)
        and _concerns(record, reliance.uses(source.key), wanted)
    ]
    return sorted(found, key=lambda source: (*_in_time(source.meta.published), source.key))


def actors_wanted(record: Record, wanted: Wanted) -> list[ActorEntity]:
    """Actors by name.

    Statuses are those of claims that an actor made, topics those of claims that it made, is meant by or answered.
    ``unanswered``: there are claims about it that it has not answered itself.
    """
    index = record.index
    return [
        actor
        for actor in record.actors.values()
        if _concerns(record, index.claims_by.get(actor.id, ()), Wanted(statuses=wanted.statuses))
        and _concerns(
            record,
            (
                *index.claims_by.get(actor.id, ()),
                *index.claims_about.get(actor.id, ()),
                *index.claims_answered_by.get(actor.id, ()),
            ),
            Wanted(topics=wanted.topics),
        )
        and (not wanted.unanswered or unanswered(record, actor.id))
    ]


def events_wanted(record: Record, wanted: Wanted) -> list[EventEntity]:
    """Events from the earliest, those without a date last; ``actors`` are reported to have taken part."""
    found = [
        event
        for event in record.events.values()
        if _meets(wanted.actors, event.actors)
        and _meets(wanted.topics, event.topics)
        and _is_since(event.meta.date, wanted)
    ]
    return sorted(found, key=lambda event: (*_in_time(event.meta.date), event.key))


def actor_names(record: Record) -> Names:
    """All names of actors."""
    names = Names()
    for actor in record.actors.values():
        names.add(actor.id, (actor.meta.name, *(alias.name for alias in actor.meta.aliases)))
    return names


def topic_names(record: Record) -> Names:
    """All names of topics."""
    names = Names()
    for topic in record.topics.values():
        names.add(topic.id, (topic.meta.name, *(alias.name for alias in topic.meta.aliases)))
    return names


def status_names(record: Record) -> Names:
    """All statuses of the site by id and label, and ``NOT_ASSESSED``."""
    names = Names()
    names.add(NOT_ASSESSED, ())
    for key, status in record.config.statuses.items():
        names.add(key, (status.label,))
    return names


def _has_status(claim: ClaimEntity, wanted: Wanted) -> bool:
    return not wanted.statuses or (claim.status or NOT_ASSESSED) in wanted.statuses


def _concerns(record: Record, claims: Iterable[str], wanted: Wanted) -> bool:
    """Whether one of some claims has a wanted status and a wanted topic; with nothing wanted, none is needed."""
    if not wanted.statuses and not wanted.topics:
        return True
    found = (record.claims[key] for key in claims)
    return any(_has_status(claim, wanted) and _meets(wanted.topics, claim.topics) for claim in found)


def _meets(wanted: tuple[str, ...], keys: Iterable[str]) -> bool:
    return not wanted or not set(keys).isdisjoint(wanted)


def _is_since(date: Date | None, wanted: Wanted) -> bool:
    return wanted.since is None or (date is not None and date.earliest >= wanted.since.earliest)


def _in_time(date: Date | None) -> tuple[bool, tuple[str, int, str, str]]:
    return date is None, date.sort_key if date else ("", 0, "", "")
