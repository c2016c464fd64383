"""The record without what was not known yet: what is absent goes, and so does every mention of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from onrecord.record.entities import (
    ActorEntity,
    Backlink,
    BriefEntity,
    ClaimEntity,
    EventEntity,
    PlaceEntity,
    SourceEntity,
    Target,
    TargetKind,
    TopicEntity,
)
from onrecord.record.index import index
from onrecord.record.record import Record, Resolved

Entity = TypeVar("Entity")
Subject = TypeVar("Subject", PlaceEntity, TopicEntity)


def without(record: Record, absent: frozenset[Target]) -> Record:
    """``record`` as if the ``absent`` items had never been written; the very same where there are none.

    References in front matter to what is absent are dropped, those in bodies lead nowhere. Places and topics that only
    absent items named are gone too; all actors stay.
    """
    if not absent:
        return record
    gone = {kind: frozenset(target.key for target in absent if target.kind == kind) for kind in _KINDS}
    sources = {key: _source(source, gone) for key, source in _present(record.sources, gone["source"])}
    events = {key: _event(event, gone) for key, event in _present(record.events, gone["event"])}
    claims = {key: _claim(claim, gone) for key, claim in _present(record.claims, gone["claim"])}
    actors = {key: _actor(actor, gone) for key, actor in record.actors.items()}
    briefs = {key: _brief(brief, gone) for key, brief in _present(record.briefs, gone["brief"])}
    remaining = replace(record, briefs=briefs, claims=claims, sources=sources, events=events, actors=actors)
    return replace(
        remaining,
        places=_with_file_or_named(record.places, "places", _places(remaining)),
        topics=_with_file_or_named(record.topics, "topics", _topics(remaining)),
        resolved={
            item: tuple(_meaning(meaning, absent, gone["source"]) for meaning in meanings)
            for item, meanings in record.resolved.items()
            if item not in absent
        },
        backlinks=_backlinks(record.backlinks, absent),
        index=index(briefs, claims, sources, events, actors),
    )


_KINDS: tuple[TargetKind, ...] = ("brief", "claim", "source", "event")
Gone = Mapping[TargetKind, frozenset[str]]


def _present(items: Mapping[str, Entity], gone: frozenset[str]) -> Iterable[tuple[str, Entity]]:
    return ((key, item) for key, item in items.items() if key not in gone)


def _kept(keys: tuple[str, ...], gone: frozenset[str]) -> tuple[str, ...]:
    return tuple(key for key in keys if key not in gone)


def _source(source: SourceEntity, gone: Gone) -> SourceEntity:
    if source.via is None:
        return source
    via = _kept(source.via, gone["source"])
    # A relay whose source is not known yet has a lineage that nobody recorded; it is no origin.
    return replace(source, via=None if source.via and not via else via)


def _event(event: EventEntity, gone: Gone) -> EventEntity:
    part_of = None if event.part_of in gone["event"] else event.part_of
    return replace(event, part_of=part_of, sources=_kept(event.sources, gone["source"]))


def _claim(claim: ClaimEntity, gone: Gone) -> ClaimEntity:
    return replace(
        claim,
        event=None if claim.event in gone["event"] else claim.event,
        sources=_kept(claim.sources, gone["source"]),
        evidence=tuple(item for item in claim.evidence if item.source not in gone["source"]),
        responses=tuple(
            replace(response, sources=_kept(response.sources, gone["source"])) for response in claim.responses
        ),
        relations=tuple((kind, key) for kind, key in claim.relations if key not in gone["claim"]),
    )


def _actor(actor: ActorEntity, gone: Gone) -> ActorEntity:
    return replace(
        actor,
        roles=tuple(replace(role, sources=_kept(role.sources, gone["source"])) for role in actor.roles),
        relations=tuple(
            replace(relation, sources=_kept(relation.sources, gone["source"])) for relation in actor.relations
        ),
    )


def _brief(brief: BriefEntity, gone: Gone) -> BriefEntity:
    return replace(
        brief,
        claims=_kept(brief.claims, gone["claim"]),
        sources=_kept(brief.sources, gone["source"]),
        events=_kept(brief.events, gone["event"]),
        corrections=tuple(
            replace(correction, claim=None if correction.claim in gone["claim"] else correction.claim)
            for correction in brief.corrections
        ),
    )


def _meaning(meaning: Resolved | None, absent: frozenset[Target], sources: frozenset[str]) -> Resolved | None:
    if isinstance(meaning, Target):
        return None if meaning._replace(anchor=None) in absent else meaning
    return None if meaning is None else _kept(meaning, sources)


def _backlinks(
    backlinks: Mapping[Target, tuple[Backlink, ...]], absent: frozenset[Target]
) -> dict[Target, tuple[Backlink, ...]]:
    kept = {
        target: tuple(link for link in links if link.source not in absent)
        for target, links in backlinks.items()
        if target not in absent
    }
    return {target: links for target, links in kept.items() if links}


def _with_file_or_named(entities: Mapping[str, Subject], folder: str, names: frozenset[str]) -> dict[str, Subject]:
    return {
        key: entity
        for key, entity in entities.items()
        if key in names or entity.origin.path.startswith(f"content/{folder}/")
    }


def _places(record: Record) -> frozenset[str]:
    named = [place for brief in record.briefs.values() for place in brief.places]
    named += [place for claim in record.claims.values() for place in claim.places]
    named += [event.place for event in record.events.values() if event.place]
    named += [place.within for place in record.places.values() if place.within]
    return frozenset(named)


def _topics(record: Record) -> frozenset[str]:
    named = [topic for brief in record.briefs.values() for topic in brief.topics]
    named += [topic for claim in record.claims.values() for topic in claim.topics]
    named += [topic for event in record.events.values() for topic in event.topics]
    named += [topic.within for topic in record.topics.values() if topic.within]
    return frozenset(named)
