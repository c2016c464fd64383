"""The reverse of every reference in front matter."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.content.slugs import component
from onrecord.record.entities import ActorEntity, BriefEntity, ClaimEntity, EventEntity, RelationKind, SourceEntity
from onrecord.record.record import Index, Keys


def index(
    briefs: Mapping[str, BriefEntity],
    claims: Mapping[str, ClaimEntity],
    sources: Mapping[str, SourceEntity],
    events: Mapping[str, EventEntity],
    actors: Mapping[str, ActorEntity],
) -> Index:
    """The index of a record's entities; lists keep the order of the mappings they come from."""
    relations: dict[str, list[tuple[RelationKind, str]]] = {}
    for claim in claims.values():
        for kind, other in claim.relations:
            relations.setdefault(other, []).append((kind, claim.key))
    return Index(
        claims_by=_reversed((claim.key, claim.claimants) for claim in claims.values()),
        claims_about=_reversed((claim.key, claim.about) for claim in claims.values()),
        claims_answered_by=_reversed(
            (claim.key, [response.by for response in claim.responses]) for claim in claims.values()
        ),
        claims_of_event=_reversed((claim.key, _maybe(claim.event)) for claim in claims.values()),
        claims_of_source=_reversed((claim.key, claim.sources) for claim in claims.values()),
        claims_of_topic=_reversed((claim.key, claim.topics) for claim in claims.values()),
        claims_of_place=_reversed((claim.key, claim.places) for claim in claims.values()),
        relations_to={key: tuple(found) for key, found in relations.items()},
        sources_of_outlet=_reversed((source.key, (outlet_key(source),)) for source in sources.values()),
        relays_of_source=_reversed((source.key, source.via or ()) for source in sources.values()),
        sources_at_place=_reversed((source.key, _maybe(source.place)) for source in sources.values()),
        events_with_actor=_reversed((event.key, event.actors) for event in events.values()),
        events_at_place=_reversed((event.key, _maybe(event.place)) for event in events.values()),
        events_of_topic=_reversed((event.key, event.topics) for event in events.values()),
        events_within=_reversed((event.key, _maybe(event.part_of)) for event in events.values()),
        briefs_with_actor=_reversed((brief.id, brief.actors) for brief in briefs.values()),
        briefs_of_topic=_reversed((brief.id, brief.topics) for brief in briefs.values()),
        briefs_at_place=_reversed((brief.id, brief.places) for brief in briefs.values()),
        actors_related_to=_reversed(
            (actor.id, [relation.to for relation in actor.relations]) for actor in actors.values()
        ),
    )


def outlet_key(source: SourceEntity) -> str:
    """What a source's outlet is known by: its actor id, ``text:`` and the path component of a plain name, or ``""``."""
    if source.outlet is None:
        return ""
    return source.outlet.key or f"text:{component(source.outlet.text)}"


def _maybe(key: str | None) -> Keys:
    return () if key is None else (key,)


def _reversed(forward: Iterable[tuple[str, Iterable[str]]]) -> dict[str, Keys]:
    found: dict[str, dict[str, None]] = {}
    for key, others in forward:
        for other in others:
            found.setdefault(other, {})[key] = None
    return {other: tuple(keys) for other, keys in found.items()}
