"""Relations between claims, read both ways, and what cannot be right about them."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Mapping
from typing import Literal

from onrecord.record import graph
from onrecord.record.derivation import derived
from onrecord.record.entities import RelationKind
from onrecord.record.record import Record

Relation = Literal["contradicts", "supports", "supported-by", "repeats", "repeated-by", "supersedes", "superseded-by"]

INVERSE: Mapping[RelationKind, Relation] = {
    "contradicts": "contradicts",
    "supports": "supported-by",
    "repeats": "repeated-by",
    "supersedes": "superseded-by",
}

RELATIONS: tuple[Relation, ...] = (
    "contradicts", "supports", "supported-by", "repeats", "repeated-by", "supersedes", "superseded-by"
)  # fmt: skip

Stating = Mapping[str, tuple[tuple[RelationKind, str], ...]]
"""By the key of a claim that states relations to others: of which kind, and to which claim."""


def related(record: Record, claim_key: str) -> dict[Relation, tuple[str, ...]]:
    """The claims related to one, by how it stands to them, in the order of ``RELATIONS``; only what there is.

    To contradict goes both ways, whichever of the two says so; the others have an inverse.
    """
    found: dict[Relation, dict[str, None]] = {}
    for kind, other in record.claims[claim_key].relations:
        found.setdefault(kind, {})[other] = None
    for kind, other in record.index.relations_to.get(claim_key, ()):
        found.setdefault(INVERSE[kind], {})[other] = None
    return {kind: tuple(found[kind]) for kind in RELATIONS if kind in found}


def stating(record: Record) -> Stating:
    """The relations that claims state."""
    return derived(
        record,
        "relations that claims state",
        lambda: {claim.key: claim.relations for claim in record.claims.values() if claim.relations},
    )


def stated(relations: Stating, kind: RelationKind) -> dict[str, tuple[str, ...]]:
    """From each claim that states relations of a kind to the other claims it states them to, itself left out."""
    edges: dict[str, tuple[str, ...]] = {}
    for key, its in relations.items():
        others = tuple(other for stated_kind, other in its if stated_kind == kind and other != key)
        if others:
            edges[key] = others
    return edges


def loops(relations: Stating, kind: RelationKind) -> list[graph.Loop]:
    """Rings of two and more claims in which each stands in one relation to the next."""
    return graph.loops(stated(relations, kind))


def contradiction_rings(relations: Stating) -> list[graph.Loop]:
    """Rings of an odd number of claims, each contradicting the next: one for each group of claims that has any.

    In such a ring not every claim that is contradicted can be false because its neighbour is true. Two claims that
    contradict one another, and even rings (two camps), are how contradiction ordinarily looks.
    """
    neighbours: dict[str, dict[str, None]] = {}
    for key, others in stated(relations, "contradicts").items():
        for other in others:
            neighbours.setdefault(key, {})[other] = None
            neighbours.setdefault(other, {})[key] = None
    found: list[graph.Loop] = []
    depth: dict[str, int] = {}
    for start in sorted(neighbours):
        if start not in depth:
            ring = _odd_ring(start, neighbours, depth)
            if ring:
                found.append(graph.from_least(ring))
    return found


def disagreeing(relations: Stating) -> Iterator[tuple[str, str, RelationKind]]:
    """Claims that state both to contradict a claim and to support or to repeat it, in either direction.

    Repeating is followed through any number of steps: claims that repeat the same claim say the same.
    """
    same = repetitions(relations)
    supports = {(key, other) for key, others in stated(relations, "supports").items() for other in others}
    for key, others in stated(relations, "contradicts").items():
        for other in others:
            if same.of(key) == same.of(other):
                yield key, other, "repeats"
            if (key, other) in supports or (other, key) in supports:
                yield key, other, "supports"


def repetitions(relations: Stating) -> Groups:
    """Which claims say the same, as they say themselves, through any number of steps."""
    same = Groups()
    for key, others in stated(relations, "repeats").items():
        for other in others:
            same.join(key, other)
    return same


def _odd_ring(start: str, neighbours: Mapping[str, Mapping[str, None]], depth: dict[str, int]) -> graph.Loop:
    """A ring of odd length among what ``start`` reaches, empty where there is none; fills in ``depth`` for all."""
    above: dict[str, str] = {}
    depth[start] = 0
    waiting = deque([start])
    ring: graph.Loop = ()
    while waiting:
        key = waiting.popleft()
        for other in neighbours[key]:
            if other not in depth:
                depth[other] = depth[key] + 1
                above[other] = key
                waiting.append(other)
            elif depth[other] == depth[key] and not ring:
                ring = _ring_through(key, other, above)
    return ring


def _ring_through(one: str, two: str, above: Mapping[str, str]) -> graph.Loop:
    left, right = [one], [two]
    while left[-1] != right[-1]:
        left.append(above[left[-1]])
        right.append(above[right[-1]])
    return (*left, *reversed(right[:-1]))


class Groups:
    """Which keys belong together (a union-find)."""

    def __init__(self) -> None:
        self._above: dict[str, str] = {}

    def of(self, key: str) -> str:
        """The key that stands for the group of ``key``."""
        path = []
        while (above := self._above.get(key, key)) != key:
            path.append(key)
            key = above
        for passed in path:
            self._above[passed] = key
        return key

    def join(self, one: str, two: str) -> None:
        """Make the groups of both keys one."""
        self._above[self.of(one)] = self.of(two)
