"""Actors, places, topics and ordinary pages."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.content import model
from onrecord.content.dates import before
from onrecord.content.document import Document
from onrecord.diagnostics import Severity, did_you_mean
from onrecord.record.entities import (
    ActorEntity,
    BriefEntity,
    ClaimEntity,
    EventEntity,
    Origin,
    PageEntity,
    PlaceEntity,
    RelationEntity,
    RoleEntity,
    SourceEntity,
    TopicEntity,
)
from onrecord.record.joining import Joining


def actors_of(join: Joining) -> dict[str, ActorEntity]:
    found = [_actor(join, join.known.actors[key]) for key in sorted(join.known.actors)]
    return {actor.id: actor for actor in sorted(found, key=lambda actor: _sort_name(actor.meta))}


def _actor(join: Joining, document: Document) -> ActorEntity:
    meta = document.meta
    assert isinstance(meta, model.Actor)
    origin = Origin(document.path)
    kinds = join.config.actor_kinds
    if meta.kind not in kinds:
        hint = did_you_mean(meta.kind, kinds) or f"use one of: {', '.join(kinds)}"
        join.problems.add("unknown-kind", f"'{meta.kind}' is not a kind of actor here", origin, "kind", hint=hint)
    join.check_address(meta.url, origin, "url")
    roles = []
    for number, role in enumerate(meta.roles):
        here = Origin(document.path, ("roles", number))
        organization = (
            join.resolver.actor_or_text(role.organization, here, "organization") if role.organization else None
        )
        if organization and organization.key == document.id:
            _report_own(join, here, "organization", f"'{document.id}' is its own organization")
        _check_span(join, role, here)
        roles.append(RoleEntity(organization, join.resolver.sources(role.source, None, here, "source"), role))
    relations = []
    for number, relation in enumerate(meta.relations):
        here = Origin(document.path, ("relations", number))
        to = join.resolver.actor(relation.to, join.resolver.at(here, "to"))
        sources = join.resolver.sources(relation.source, None, here, "source")
        if to == document.id:
            _report_own(join, here, "to", f"'{document.id}' is related to itself")
        _check_span(join, relation, here)
        if to is not None:
            relations.append(RelationEntity(to, sources, relation))
    return ActorEntity(
        id=document.id,
        origin=origin,
        meta=meta,
        country=join.resolver.actor_or_text(meta.country, origin, "country") if meta.country else None,
        roles=tuple(roles),
        relations=tuple(relations),
    )


def _check_span(join: Joining, held: model.Role | model.Relation, here: Origin) -> None:
    """Report what ended before it began, as far as that is certain."""
    if held.from_ and held.until and before(held.until, held.from_):
        message = f"it ended '{held.until}', before it began, '{held.from_}'"
        join.problems.add("bad-date", message, here, "until", hint="swap the two, or correct one of them")


def _report_own(join: Joining, here: Origin, field: str, message: str) -> None:
    hint = "name the other actor, or take it out"
    join.problems.add("own-relation", message, here, field, hint=hint, severity=Severity.WARNING)


def places_described(join: Joining) -> dict[str, PlaceEntity]:
    found = {}
    for key, document in join.known.places.items():
        meta = document.meta
        assert isinstance(meta, model.Place)
        origin = Origin(document.path)
        within = join.resolver.place(meta.within, join.resolver.at(origin, "within")) if meta.within else None
        country = join.resolver.actor_or_text(meta.country, origin, "country") if meta.country else None
        found[key] = PlaceEntity(key, origin, meta, within, country)
    return found


def topics_described(join: Joining) -> dict[str, TopicEntity]:
    found = {}
    for key, document in join.known.topics.items():
        meta = document.meta
        assert isinstance(meta, model.Topic)
        origin = Origin(document.path)
        within = join.resolver.topic(meta.within, join.resolver.at(origin, "within")) if meta.within else None
        found[key] = TopicEntity(key, origin, meta, within)
    return found


def places_mentioned(
    join: Joining,
    described: Mapping[str, PlaceEntity],
    briefs: Mapping[str, BriefEntity],
    claims: Mapping[str, ClaimEntity],
    events: Mapping[str, EventEntity],
    sources: Mapping[str, SourceEntity],
) -> dict[str, PlaceEntity]:
    """The described places and those that are only named, by name."""
    found = dict(described)
    named = [(place, brief.origin) for brief in briefs.values() for place in brief.places]
    named += [(event.place, event.origin) for event in events.values() if event.place]
    named += [(place, claim.origin) for claim in claims.values() for place in claim.places]
    named += [(source.place, source.origin) for source in sources.values() if source.place]
    named += [(place.within, place.origin) for place in described.values() if place.within]
    for key, origin in named:
        if key not in found:
            meta = model.Place(name=join.resolver.spelling("place", key))
            found[key] = PlaceEntity(key, origin, meta, None, None)
    return dict(sorted(found.items(), key=lambda item: (item[1].meta.name.casefold(), item[0])))


def topics_mentioned(
    join: Joining,
    described: Mapping[str, TopicEntity],
    briefs: Mapping[str, BriefEntity],
    claims: Mapping[str, ClaimEntity],
    events: Mapping[str, EventEntity],
) -> dict[str, TopicEntity]:
    """The described topics and those that are only named, by name."""
    found = dict(described)
    named = [(topic, brief.origin) for brief in briefs.values() for topic in brief.topics]
    named += [(topic, event.origin) for event in events.values() for topic in event.topics]
    named += [(topic, claim.origin) for claim in claims.values() for topic in claim.topics]
    named += [(topic.within, topic.origin) for topic in described.values() if topic.within]
    for key, origin in named:
        if key not in found:
            found[key] = TopicEntity(key, origin, model.Topic(name=join.resolver.spelling("topic", key)), None)
    return dict(sorted(found.items(), key=lambda item: (item[1].meta.name.casefold(), item[0])))


def pages_of(join: Joining) -> dict[str, PageEntity]:
    found = {}
    for key, document in sorted(join.known.pages.items()):
        assert isinstance(document.meta, model.Page)
        found[key] = PageEntity(key, Origin(document.path), document.meta)
    return found


def _sort_name(meta: model.Actor) -> tuple[str, str]:
    return (meta.sort_name or meta.name).casefold(), meta.name
