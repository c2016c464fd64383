"""Provenance: what stands behind a claim, from the sources that carry it through what they relay to the origins."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from onrecord.content.dates import Date
from onrecord.record import graph
from onrecord.record.derivation import Kept, derived, kept
from onrecord.record.entities import SourceEntity
from onrecord.record.record import Record

Role = Literal["relay", "origin", "unknown"]
"""``relay`` passes on other sources, ``origin`` is known to relay nothing, ``unknown``: nobody recorded its lineage."""

MAX_DEPTH = 40
"""How many steps of a chain of relays the tree shows; what a page can nest and a reader can follow."""


@dataclass(frozen=True, slots=True)
class ProvenanceNode:
    """A source in a provenance tree, and below it what it relays.

    ``repeated``: it stands further up in the tree, so what it relays is not drawn again. ``loop``: it stands above
    itself in this very chain (and is ``repeated``). ``cut``: the chain goes on beyond ``MAX_DEPTH``.
    """

    source: str
    role: Role
    children: tuple[ProvenanceNode, ...] = ()
    repeated: bool = False
    loop: bool = False
    cut: bool = False


@dataclass(frozen=True, slots=True)
class Provenance:
    """What stands behind a claim.

    ``carriers`` are the sources that carry it, as listed. ``reports`` are the carriers and all that they relay, each
    once, the carriers first; ``origins`` and ``unknown`` are the ones among them known to relay nothing, and those
    whose lineage nobody recorded, which are never counted as independent. ``first_hand`` are the carriers that are
    origins. ``earliest`` is when the earliest published report appeared and ``earliest_report`` which one it is.
    """

    carriers: tuple[str, ...]
    reports: tuple[str, ...]
    origins: tuple[str, ...]
    unknown: tuple[str, ...]
    first_hand: tuple[str, ...]
    earliest: Date | None
    earliest_report: str | None
    tree: tuple[ProvenanceNode, ...]

    @property
    def independence(self) -> int:
        """The number of distinct known origins."""
        return len(self.origins)


def provenance(record: Record, claim_key: str) -> Provenance:
    """What stands behind one claim. For many claims of one record, use ``ProvenanceIndex``."""
    return behind(record, record.claims[claim_key].sources)


def behind(record: Record, carriers: Iterable[str]) -> Provenance:
    """What stands behind something that ``carriers`` carry together."""
    listed = tuple(dict.fromkeys(carriers))
    reports = _closure(record, listed)
    sources = [record.sources[key] for key in reports]
    origins = tuple(source.key for source in sources if role(source) == "origin")
    published = [source for source in sources if source.meta.published]
    first = min(published, key=_when_published, default=None)
    return Provenance(
        carriers=listed,
        reports=reports,
        origins=origins,
        unknown=tuple(source.key for source in sources if role(source) == "unknown"),
        first_hand=tuple(key for key in listed if role(record.sources[key]) == "origin"),
        earliest=first.meta.published if first else None,
        earliest_report=first.key if first else None,
        tree=_tree(record, listed),
    )


def role(source: SourceEntity) -> Role:
    """What a source is known to be in a chain of reports."""
    if source.via is None:
        return "unknown"
    return "relay" if source.via else "origin"


def lineage(record: Record) -> graph.Edges:
    """What each source relays that relays any."""
    return derived(
        record,
        "sources that others relay",
        lambda: {key: source.via for key, source in record.sources.items() if source.via},
    )


def loops(relayed: graph.Edges) -> list[graph.Loop]:
    """Circular reporting: sources that relay one another in a ring, each relaying the next.

    Every source that is in a ring is in at least one of those listed; a source that relays itself is a ring of one.
    """
    return graph.loops(relayed)


class ProvenanceIndex:
    """The provenance of every claim of one record, each worked out once, claims of the same carriers together."""

    def __init__(self, record: Record) -> None:
        self.record = record
        self._by_carriers: Kept[tuple[str, ...], Provenance] = kept(
            record, "provenance", lambda carriers: behind(record, carriers)
        )

    def __getitem__(self, claim_key: str) -> Provenance:
        return self.of(self.record.claims[claim_key].sources)

    def of(self, carriers: tuple[str, ...]) -> Provenance:
        """What stands behind something that ``carriers`` carry together."""
        return self._by_carriers[carriers]

    def supporting(self, claim_key: str) -> Provenance:
        """What stands behind a claim when all that speaks for it counts beside its carriers.

        That is evidence that supports it, and what others than its claimants said to confirm it.
        """
        claim = self.record.claims[claim_key]
        evidence = (item.source for item in claim.evidence if item.meta.stance == "supports")
        confirmed = (
            source
            for response in claim.responses
            if response.meta.stance == "confirms" and response.by not in claim.claimants
            for source in response.sources
        )
        return self.of(tuple(dict.fromkeys((*claim.sources, *evidence, *confirmed))))


def _closure(record: Record, carriers: Iterable[str]) -> tuple[str, ...]:
    found = dict.fromkeys(carriers)
    waiting = deque(found)
    while waiting:
        for relayed in record.sources[waiting.popleft()].via or ():
            if relayed not in found:
                found[relayed] = None
                waiting.append(relayed)
    return tuple(found)


def _when_published(source: SourceEntity) -> tuple[tuple[str, int, str, str], str]:
    assert source.meta.published is not None
    return source.meta.published.sort_key, source.key


@dataclass(slots=True)
class _Branch:
    """A node of the tree while what is below it is still being drawn."""

    source: str
    role: Role
    rest: Iterator[str]
    children: list[ProvenanceNode] = field(default_factory=list)


def _tree(record: Record, carriers: tuple[str, ...]) -> tuple[ProvenanceNode, ...]:
    drawn: set[str] = set()
    chain: set[str] = set()
    path = [_Branch("", "relay", iter(carriers))]
    while True:
        branch = path[-1]
        key = next(branch.rest, None)
        if key is None:
            path.pop()
            if not path:
                return tuple(branch.children)
            chain.remove(branch.source)
            path[-1].children.append(ProvenanceNode(branch.source, branch.role, tuple(branch.children)))
            continue
        source = record.sources[key]
        if key in drawn:
            branch.children.append(ProvenanceNode(key, role(source), repeated=True, loop=key in chain))
        elif source.via and len(path) >= MAX_DEPTH:
            branch.children.append(ProvenanceNode(key, role(source), cut=True))
        else:
            drawn.add(key)
            chain.add(key)
            path.append(_Branch(key, role(source), iter(source.via or ())))
