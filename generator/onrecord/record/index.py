"""The reverse of every reference in front matter."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any, Literal, NamedTuple

from onrecord.content.slugs import component
from onrecord.record.entities import ActorEntity, BriefEntity, ClaimEntity, EventEntity, SourceEntity
from onrecord.record.record import Index, Keys

Kind = Literal["briefs", "claims", "sources", "events", "actors"]
Tables = Mapping[Kind, Mapping[str, Any]]
"""The entities of a record by kind and key."""


class _Forward(NamedTuple):
    """A reference as it is written: in entities of which kind, what each refers to, and what is kept of it there."""

    kind: Kind
    names: Callable[[Any], Iterable[str]]
    kept: Callable[[Any], Iterable[Any]] | None = None


def index(
    briefs: Mapping[str, BriefEntity],
    claims: Mapping[str, ClaimEntity],
    sources: Mapping[str, SourceEntity],
    events: Mapping[str, EventEntity],
    actors: Mapping[str, ActorEntity],
) -> Index:
    """The index of a record's entities; lists keep the order of the mappings they come from."""
    tables: Tables = {"briefs": briefs, "claims": claims, "sources": sources, "events": events, "actors": actors}
    return Index(**{name: _reversed(forward, tables) for name, forward in _REFERENCES.items()})


def index_after(before: Index, tables: Tables, changed: Iterable[tuple[Kind, Any, Any]]) -> Index:
    """The index of ``tables``, of which that before some entities changed is known; the same where no reference did.

    ``changed`` has the kind of each of these entities, and what it was and is.
    """
    pairs = list(changed)
    stale = {
        name: _reversed(forward, tables)
        for name, forward in _REFERENCES.items()
        if any(kind == forward.kind and _read(forward, old) != _read(forward, new) for kind, old, new in pairs)
    }
    return replace(before, **stale) if stale else before


def outlet_key(source: SourceEntity) -> str:
    """What a source's outlet is known by: its actor id, ``text:`` and the path component of a plain name, or ``""``."""
    if source.outlet is None:
        return ""
    return source.outlet.key or f"text:{component(source.outlet.text)}"


def _maybe(key: str | None) -> Keys:
    return () if key is None else (key,)


_REFERENCES: dict[str, _Forward] = {
    "claims_by": _Forward("claims", lambda claim: claim.claimants),
    "claims_about": _Forward("claims", lambda claim: claim.about),
    "claims_answered_by": _Forward("claims", lambda claim: [response.by for response in claim.responses]),
    "claims_of_event": _Forward("claims", lambda claim: _maybe(claim.event)),
    "claims_of_source": _Forward("claims", lambda claim: claim.sources),
    "claims_of_topic": _Forward("claims", lambda claim: claim.topics),
    "claims_of_place": _Forward("claims", lambda claim: claim.places),
    "relations_to": _Forward(
        "claims",
        lambda claim: [other for _, other in claim.relations],
        lambda claim: [(kind, claim.key) for kind, _ in claim.relations],
    ),
    "sources_of_outlet": _Forward("sources", lambda source: (outlet_key(source),)),
    "relays_of_source": _Forward("sources", lambda source: source.via or ()),
    "sources_at_place": _Forward("sources", lambda source: _maybe(source.place)),
    "events_with_actor": _Forward("events", lambda event: event.actors),
    "events_at_place": _Forward("events", lambda event: _maybe(event.place)),
    "events_of_topic": _Forward("events", lambda event: event.topics),
    "events_within": _Forward("events", lambda event: _maybe(event.part_of)),
    "briefs_with_actor": _Forward("briefs", lambda brief: brief.actors),
    "briefs_of_topic": _Forward("briefs", lambda brief: brief.topics),
    "briefs_at_place": _Forward("briefs", lambda brief: brief.places),
    "actors_related_to": _Forward("actors", lambda actor: [relation.to for relation in actor.relations]),
}
"""Every mapping of the index, by name."""


def _read(forward: _Forward, entity: Any) -> tuple[object, ...]:
    return tuple(forward.names(entity)), forward.kept and tuple(forward.kept(entity))


def _reversed(forward: _Forward, tables: Tables) -> dict[str, tuple[Any, ...]]:
    found: dict[str, dict[Any, None]] = {}
    for key, entity in tables[forward.kind].items():
        if forward.kept is None:
            for other in forward.names(entity):
                found.setdefault(other, {})[key] = None
        else:
            for other, value in zip(forward.names(entity), forward.kept(entity), strict=True):
                found.setdefault(other, {})[value] = None
    return {other: tuple(values) for other, values in found.items()}
