"""What every step of the join works with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from onrecord.config import Config
from onrecord.content import model
from onrecord.content.addresses import fault_of
from onrecord.content.document import Document
from onrecord.record.catalogue import Catalogue
from onrecord.record.entities import Origin
from onrecord.record.problems import Problems
from onrecord.record.resolve import Resolver


@dataclass(frozen=True, slots=True)
class Joining:
    """One join under way. ``briefs`` run from the latest to the earliest; those of one day by id."""

    config: Config
    known: Catalogue
    resolver: Resolver
    problems: Problems
    briefs: tuple[Document, ...]

    def check_address(self, address: str | None, origin: Origin, field: str) -> None:
        """Report an address that is not one of the web."""
        fault = None if address is None else fault_of(address)
        if fault is not None:
            message, hint = fault
            self.problems.add("bad-url", message, origin, field, hint=hint)


def joining(config: Config, known: Catalogue, resolver: Resolver, problems: Problems) -> Joining:
    """A join of what the catalogue holds."""
    by_id = sorted(known.briefs.values(), key=lambda document: document.id)
    latest_first = sorted(by_id, key=lambda document: brief_of(document).date.sort_key, reverse=True)
    return Joining(config, known, resolver, problems, tuple(latest_first))


def brief_of(document: Document) -> model.Brief:
    """The front matter of a brief's document."""
    assert isinstance(document.meta, model.Brief)
    return document.meta


def merged(*lists: Iterable[str]) -> tuple[str, ...]:
    """The keys of several lists in their order, without repeats."""
    return tuple(dict.fromkeys(key for keys in lists for key in keys))


def is_first(declared: Mapping[str, Origin], key: str, origin: Origin) -> bool:
    """Whether ``key`` was declared at ``origin``: of two with one id, only the first counts."""
    return declared.get(key) == origin
