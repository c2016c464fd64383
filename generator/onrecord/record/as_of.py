"""The site as the desk knew it on a day: what was not known yet is told apart before the join.

Known on a day is what does not certainly belong to a later one: the earliest instant that its date allows is not after
the end of the day; what has no date is known. So what is known on a day is known on every later one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from onrecord.content.dates import Date
from onrecord.content.document import Document
from onrecord.content.model import Actor, Brief, Claim, Response, SharedEvent, SharedSource, Source
from onrecord.record.entities import Target, key_in

Item = TypeVar("Item")
Dated = TypeVar("Dated", bound=Any)
Known = Callable[[Date | None], bool]


@dataclass(frozen=True, slots=True)
class Past:
    """What was known on a day.

    ``documents`` are all there are, for names and references to be read as ever, without the parts that have no key of
    their own and came later: responses, assessments, corrections, grades, roles, relations, a retraction, an archived
    copy. ``absent`` are the briefs, claims, sources and events that came later: the join resolves references to them
    and then leaves them out.
    """

    documents: tuple[Document, ...]
    absent: frozenset[Target]


def as_of(documents: Iterable[Document], day: Date) -> Past:
    """What the desk knew at the end of ``day``.

    A brief is known from its date, or from the end of its embargo where that is later, a claim from when it was said, a
    source from when the desk read it (else from when it was published), an event from when it happened; nothing that a
    brief introduces is known before the brief. Where nothing came later, the documents are the very same.
    """
    limit = day.latest

    def known(date: Date | None) -> bool:
        return date is None or date.earliest <= limit

    kept = tuple(documents)
    absent = frozenset(target for document in kept for target in _absent(document, known))
    return Past(tuple(_earlier(document, known) for document in kept), absent)


def _absent(document: Document, known: Known) -> Iterator[Target]:
    meta = document.meta
    match meta:
        case Brief():
            gone = not (known(meta.date) and known(meta.publish_at))
            if gone:
                yield Target("brief", document.id)
            for claim in meta.claims:
                if gone or not known(claim.said):
                    yield Target("claim", key_in(document.id, claim.id))
            for source in meta.sources:
                if gone or not known(_read(source)):
                    yield Target("source", key_in(document.id, source.id))
            for event in meta.events:
                if gone or not known(event.date):
                    yield Target("event", key_in(document.id, event.id))
        case SharedSource():
            if not known(_read(meta)):
                yield Target("source", document.id)
        case SharedEvent():
            if not known(meta.date):
                yield Target("event", document.id)


def _read(source: Source) -> Date | None:
    """When the desk came to know a source."""
    return source.accessed or source.published


def _earlier(document: Document, known: Known) -> Document:
    """``document`` without what came later; the very same where nothing did."""
    meta = document.meta
    match meta:
        case Brief():
            earlier: Any = _changed(
                meta,
                claims=_each(meta.claims, lambda claim: _earlier_claim(claim, known)),
                sources=_each(meta.sources, lambda source: _earlier_source(source, known)),
                corrections=_only(meta.corrections, lambda correction: known(correction.date)),
            )
        case SharedSource():
            earlier = _earlier_source(meta, known)
        case Actor():
            earlier = _changed(
                meta,
                reliability=_only(meta.reliability, lambda grade: known(grade.date)),
                roles=_each(_only(meta.roles, lambda role: known(role.from_)), lambda role: _begun(role, known)),
                relations=_each(
                    _only(meta.relations, lambda relation: known(relation.from_)),
                    lambda relation: _begun(relation, known),
                ),
            )
        case _:
            return document
    return document if earlier is meta else replace(document, meta=earlier)


def _earlier_claim(claim: Claim, known: Known) -> Claim:
    return _changed(
        claim,
        responses=_only(claim.responses, lambda response: known(_given(response))),
        assessments=_only(claim.assessments, lambda assessment: known(assessment.date)),
    )


def _given(response: Response) -> Date | None:
    return response.date or response.as_of


def _earlier_source(source: Dated, known: Known) -> Dated:
    if not known(source.retracted):
        source = replace(source, retracted=None, retraction_note=None)
    if not known(source.archived):
        source = replace(source, archive=None, archived=None)
    return source


def _begun(item: Dated, known: Known) -> Dated:
    """A role or relation whose end was not known yet, without the end."""
    return item if known(item.until) else replace(item, until=None)


def _only(items: tuple[Item, ...], wanted: Callable[[Item], bool]) -> tuple[Item, ...]:
    kept = tuple(item for item in items if wanted(item))
    return items if len(kept) == len(items) else kept


def _each(items: tuple[Item, ...], change: Callable[[Item], Item]) -> tuple[Item, ...]:
    changed = tuple(change(item) for item in items)
    return items if all(new is old for new, old in zip(changed, items, strict=True)) else changed


def _changed(meta: Dated, **fields: Any) -> Dated:
    """``meta`` with new values for some fields; the very same where all of them are the old ones."""
    new = {name: value for name, value in fields.items() if value is not getattr(meta, name)}
    return replace(meta, **new) if new else meta
