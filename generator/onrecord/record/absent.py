"""What was not known yet on a day leaves the join, and so does every mention of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar

from onrecord.record.bodies import LinkedBodies
from onrecord.record.entities import (
    ActorEntity,
    Backlink,
    ClaimEntity,
    EventEntity,
    SourceEntity,
    Target,
    TargetKind,
)
from onrecord.record.record import Resolved

Entity = TypeVar("Entity")
Gone = Mapping[TargetKind, frozenset[str]]

KINDS: tuple[TargetKind, ...] = ("brief", "claim", "source", "event")


class Absent:
    """Takes ``absent`` items out of what the join has built.

    References in front matter to what is absent are dropped, those in bodies lead nowhere. Nothing happens where
    nothing is absent.
    """

    def __init__(self, absent: frozenset[Target]) -> None:
        self.targets = absent
        self._gone: Gone = {kind: frozenset(target.key for target in absent if target.kind == kind) for kind in KINDS}

    def from_sources(self, sources: dict[str, SourceEntity]) -> dict[str, SourceEntity]:
        """The sources that are known."""
        if not self.targets:
            return sources
        return {key: _source(source, self._gone) for key, source in _present(sources, self._gone["source"])}

    def from_events(self, events: dict[str, EventEntity]) -> dict[str, EventEntity]:
        """The events that are known."""
        if not self.targets:
            return events
        return {key: _event(event, self._gone) for key, event in _present(events, self._gone["event"])}

    def from_claims(self, claims: dict[str, ClaimEntity]) -> dict[str, ClaimEntity]:
        """The claims that are known."""
        if not self.targets:
            return claims
        return {key: _claim(claim, self._gone) for key, claim in _present(claims, self._gone["claim"])}

    def from_actors(self, actors: dict[str, ActorEntity]) -> dict[str, ActorEntity]:
        """All actors, without the sources of their roles and relations that are not known."""
        if not self.targets:
            return actors
        return {key: _actor(actor, self._gone) for key, actor in actors.items()}

    def from_bodies(self, bodies: LinkedBodies) -> LinkedBodies:
        """What the bodies of known items lead to."""
        if not self.targets:
            return bodies
        resolved = {
            item: tuple(_meaning(meaning, self.targets, self._gone["source"]) for meaning in meanings)
            for item, meanings in bodies.resolved.items()
            if item not in self.targets
        }
        texts = {item: body for item, body in bodies.texts.items() if item not in self.targets}
        return LinkedBodies(texts, resolved, _backlinks(bodies.backlinks, self.targets), bodies.reader)

    def has_brief(self, brief: str) -> bool:
        """Whether the brief is absent."""
        return brief in self._gone["brief"]


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
