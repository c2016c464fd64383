"""The record after an edit that no other file can tell: what was edited is joined anew, everything else stands.

The join of one file asks of the others which ids, names and anchors there are, and little more (``_told``). While that
stays as it was, what the others joined to is as it was. Anything else is for the whole join: this gives way to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import compress, count, repeat
from operator import is_, is_not
from typing import Any, TypeVar

from onrecord.content.document import Document, HeldBody
from onrecord.content.locate import Locator
from onrecord.content.model import Brief
from onrecord.diagnostics import Diagnostic
from onrecord.record.bodies import BodyReader, led_to, with_links
from onrecord.record.briefs import brief_in
from onrecord.record.claims import claims_in
from onrecord.record.declared import events_in, sources_in
from onrecord.record.entities import (
    Backlink,
    BriefEntity,
    ClaimEntity,
    EventEntity,
    SourceEntity,
    Target,
)
from onrecord.record.index import Kind, index_after
from onrecord.record.joining import Joining
from onrecord.record.problems import Problems
from onrecord.record.record import Record, Resolved
from onrecord.record.subjects import places_mentioned, topics_mentioned

K = TypeVar("K")
V = TypeVar("V")
Introduced = ClaimEntity | EventEntity | SourceEntity


@dataclass(frozen=True, slots=True)
class Join:
    """How the documents of a record were joined: what it takes to join some of them anew."""

    joining: Joining
    reader: BodyReader


@dataclass(frozen=True, slots=True)
class Amended:
    """A record after an edit, how it is joined now, and what is wrong with what was edited.

    ``paths`` are the files that were edited. ``items`` are the briefs and what they introduce that changed;
    ``texts_only``: nothing did but the text of bodies.
    Where ``addresses_stand``, the site has the pages that it had, unless dates moved to other years.
    """

    record: Record
    join: Join
    diagnostics: list[Diagnostic]
    paths: frozenset[str]
    items: tuple[Target, ...]
    texts_only: bool
    addresses_stand: bool


def edited(before: Sequence[Document], after: Sequence[Document]) -> list[tuple[Document, Document]] | None:
    """The documents that changed, as they were and are; ``None`` where others can tell the difference."""
    if len(before) != len(after):
        return None
    changed = list(compress(zip(before, after, strict=True), map(is_not, before, after)))
    return changed if all(_told(old) == _told(new) is not None for old, new in changed) else None


def amended(record: Record, join: Join, changed: Sequence[tuple[Document, Document]], locator: Locator) -> Amended:
    """The record after what was ``edited``."""
    problems = Problems(locator)
    new = [document for _, document in changed]
    known = join.joining.known.with_documents(new)
    resolver = join.joining.resolver.among(known, problems)
    joining = replace(join.joining, known=known, resolver=resolver, problems=problems, briefs=())
    reader = join.reader.among(known, resolver, problems)
    briefs = [document for document in new if isinstance(document.meta, Brief)]
    edits = [(old, document) for old, document in changed if isinstance(document.meta, Brief)]
    bodies = {Target(document.kind, document.id): document for document in new}

    events, new_events = _with(record.events, _by_key(events_in(joining, document) for document in briefs))
    sources, new_sources = _with(record.sources, _by_key(sources_in(joining, document) for document in briefs))
    claims, new_claims = _with(record.claims, _by_key(claims_in(joining, document, events) for document in briefs))
    texts, _ = _with(record.bodies, {item: document.body for item, document in bodies.items()})
    meanings = {item: reader.meanings(item, document, document.body.opened()) for item, document in bodies.items()}
    resolved, new_meanings = _with(record.resolved, meanings)
    entities = (brief_in(joining, document, sources, claims, events, resolved) for document in briefs)
    all_briefs, new_briefs = _with(record.briefs, {brief.id: brief for brief in entities})

    pairs: list[tuple[Kind, Any, Any]] = [("briefs", record.briefs[key], brief) for key, brief in new_briefs.items()]
    pairs += [("claims", record.claims[key], claim) for key, claim in new_claims.items()]
    pairs += [("sources", record.sources[key], source) for key, source in new_sources.items()]
    pairs += [("events", record.events[key], event) for key, event in new_events.items()]
    tables: Mapping[Kind, Mapping[str, Any]] = {
        "briefs": all_briefs,
        "claims": claims,
        "sources": sources,
        "events": events,
        "actors": record.actors,
    }
    index = index_after(record.index, tables, pairs)
    introduced: list[Target] = [Target("claim", key) for key in new_claims]
    introduced += [Target("source", key) for key in new_sources] + [Target("event", key) for key in new_events]
    found = replace(
        record,
        briefs=all_briefs,
        claims=claims,
        sources=sources,
        events=events,
        bodies=texts,
        resolved=resolved,
        backlinks=_links(record, reader, texts, resolved, [*bodies, *_readers(record, introduced)]),
        index=index,
    )
    if any(_subjects(old) != _subjects(new) for kind, old, new in pairs if kind in ("briefs", "claims")):
        found = _with_subjects(found, replace(joining, briefs=join.joining.briefs))
    addresses = [target for item in new_meanings for target in _addresses(record.resolved[item], meanings[item])]
    return Amended(
        record=found,
        join=Join(replace(joining, briefs=_briefs(join.joining.briefs, edits)), reader),
        diagnostics=problems.diagnostics,
        paths=frozenset(document.path for document in new),
        items=(*(Target("brief", key) for key in new_briefs), *introduced),
        texts_only=not pairs and not new_meanings,
        addresses_stand=index is record.index
        and found.places is record.places
        and found.topics is record.topics
        and not addresses,
    )


def _told(document: Document) -> object:
    """All that the join of other files may ask of one; ``None`` for a file with faults, of which more may be asked."""
    if document.meta is None or document.diagnostics:
        return None
    meta: object = document.meta
    if isinstance(meta, Brief):
        # Drafts make a site one for the desk's own eyes, and aliases are addresses; the rest is read while joining.
        meta = (
            (meta.title, meta.date, meta.publish_at, meta.draft, meta.aliases, meta.topics, meta.places),
            [(claim.id, claim.topics, claim.places) for claim in meta.claims],
            [(source.id, source.url, source.place) for source in meta.sources],
            [(event.id, event.actors, event.place, event.topics) for event in meta.events],
        )
    return document.path, document.kind, document.id, document.body.opened().anchors, meta


def _by_key(found: Iterable[Iterator[Any]]) -> dict[str, Any]:
    return {item.key: item for items in found for item in items}


def _with(before: Mapping[K, V], fresh: Mapping[K, V]) -> tuple[Mapping[K, V], dict[K, V]]:
    """A mapping with ``fresh`` values in the place of others, the very same where none differs; and those that do."""
    changed = {key: value for key, value in fresh.items() if before[key] != value}
    return ({**before, **changed} if changed else before), changed


def _links(
    record: Record,
    reader: BodyReader,
    texts: Mapping[Target, HeldBody],
    resolved: Mapping[Target, tuple[Resolved | None, ...]],
    items: Iterable[Target],
) -> Mapping[Target, tuple[Backlink, ...]]:
    """The backlinks, with those anew that the bodies of ``items`` make."""
    changed = []
    for item in dict.fromkeys(items):
        before = led_to(item, record.resolved[item])
        links = reader.links(item, texts[item].opened(), resolved[item])
        if before.keys() != links.keys() or any(not _has(record, target, item, links[target]) for target in links):
            changed.append((item, before, links))
    return with_links(record.backlinks, changed) if changed else record.backlinks


def _has(record: Record, target: Target, item: Target, links: Sequence[Backlink]) -> bool:
    return [link for link in record.backlinks[target] if link.source == item] == list(links)


def _readers(record: Record, introduced: Iterable[Target]) -> Iterator[Target]:
    """The items whose bodies name what changed: a sentence around a link gives names to what it links to."""
    for target in introduced:
        yield from (link.source for link in record.backlinks.get(target, ()))


def _subjects(entity: BriefEntity | ClaimEntity) -> tuple[object, ...]:
    return entity.topics, entity.places


def _with_subjects(record: Record, joining: Joining) -> Record:
    """The record with the places and topics that are named in it now; the very same where they are as they were."""
    described = {key: place for key, place in record.places.items() if key in joining.known.places}
    places = places_mentioned(joining, described, record.briefs, record.claims, record.events, record.sources)
    about = {key: topic for key, topic in record.topics.items() if key in joining.known.topics}
    topics = topics_mentioned(joining, about, record.briefs, record.claims, record.events)
    if list(places.items()) != list(record.places.items()):
        record = replace(record, places=places)
    if list(topics.items()) != list(record.topics.items()):
        record = replace(record, topics=topics)
    return record


def _addresses(*bodies: Iterable[Resolved | None]) -> Iterator[Target]:
    for meanings in bodies:
        yield from (it for it in meanings if isinstance(it, Target) and it.kind == "address")


def _briefs(before: tuple[Document, ...], changed: Iterable[tuple[Document, Document]]) -> tuple[Document, ...]:
    """The briefs that were joined before, with those that changed in their places; others are not even looked at."""
    found = list(before)
    for old, new in changed:
        (place,) = compress(count(), map(is_, before, repeat(old)))
        found[place] = new
    return tuple(found)
