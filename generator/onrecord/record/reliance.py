"""Reliance: everything that still rests on one source, such as a retracted one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from onrecord.record.derivation import derived, each
from onrecord.record.entities import ActorEntity, ClaimEntity, Target
from onrecord.record.record import Record


@dataclass(frozen=True, slots=True)
class Reliance:
    """What relies on a source, in the order of the record.

    ``sources`` relay it, at first or later hand. ``claims`` are carried by it or by one of those, or have it for
    evidence or for the source of a response; ``sole`` are the claims among them that nothing else carries. ``briefs``
    hold those claims or refer to the source in their text. ``actors`` made those claims, are who they are about, or
    answered them through the source, or have it for a role or relation.
    """

    sources: tuple[str, ...]
    claims: tuple[str, ...]
    sole: tuple[str, ...]
    briefs: tuple[str, ...]
    actors: tuple[str, ...]


def relying_on(record: Record, source_key: str) -> Reliance:
    """Everything that relies on one source. For many sources of one record, use ``RelianceIndex``."""
    return RelianceIndex(record).relying_on(source_key)


class RelianceIndex:
    """What relies on the sources of one record; the uses of every source are gathered once."""

    def __init__(self, record: Record) -> None:
        self._record = record
        used = each(record, "sources that a claim uses", record.claims, lambda key: tuple(_used_by(record.claims[key])))
        self._claims = derived(
            record,
            "claims that use a source",
            lambda: _gathered((source, claim) for claim, sources in used.items() for source in sources),
        )
        self._actors = derived(
            record,
            "actors that cite a source",
            lambda: _gathered((key, actor.id) for actor in record.actors.values() for key in _cited_by(actor)),
        )

    def uses(self, source_key: str) -> tuple[str, ...]:
        """The claims that name a source: as carrier, for evidence or for a response."""
        return self._claims.get(source_key, ())

    def relying_on(self, source_key: str) -> Reliance:
        """Everything that relies on a source, through relays too."""
        record = self._record
        relays = _relays(record, source_key)
        tainted = {source_key, *relays}
        claims = _in_order({key for source in tainted for key in self._claims.get(source, ())}, record.claims)
        found = [record.claims[key] for key in claims]
        actors = {actor for claim in found for actor in _actors_of(claim, tainted)}
        briefs = {claim.brief for claim in found}
        for source in tainted:
            actors.update(self._actors.get(source, ()))
            links = record.backlinks.get(Target("source", source), ())
            briefs.update(link.source.key for link in links if link.source.kind == "brief")
        return Reliance(
            sources=_in_order(relays, record.sources),
            claims=claims,
            sole=tuple(claim.key for claim in found if claim.sources and tainted.issuperset(claim.sources)),
            briefs=_in_order(briefs, record.briefs),
            actors=_in_order(actors, record.actors),
        )


def _relays(record: Record, source_key: str) -> set[str]:
    found: set[str] = set()
    waiting = [source_key]
    while waiting:
        for relay in record.index.relays_of_source.get(waiting.pop(), ()):
            if relay not in found:
                found.add(relay)
                waiting.append(relay)
    return found - {source_key}


def _used_by(claim: ClaimEntity) -> Iterator[str]:
    yield from claim.sources
    yield from (evidence.source for evidence in claim.evidence)
    for response in claim.responses:
        yield from response.sources


def _cited_by(actor: ActorEntity) -> Iterator[str]:
    for role in actor.roles:
        yield from role.sources
    for relation in actor.relations:
        yield from relation.sources


def _actors_of(claim: ClaimEntity, tainted: set[str]) -> Iterator[str]:
    yield from claim.claimants
    yield from claim.about
    yield from (response.by for response in claim.responses if not tainted.isdisjoint(response.sources))


def _gathered(pairs: Iterable[tuple[str, str]]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for key, value in pairs:
        found.setdefault(key, {})[value] = None
    return {key: tuple(values) for key, values in found.items()}


def _in_order(keys: set[str], order: Mapping[str, object]) -> tuple[str, ...]:
    """``keys`` as they come in ``order``."""
    return tuple(key for key in order if key in keys) if keys else ()
