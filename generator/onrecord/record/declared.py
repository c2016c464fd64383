"""Sources and events: those that briefs introduce, and those with files of their own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from onrecord.content import model
from onrecord.content.document import Document
from onrecord.content.vocabulary import ORIGIN_KINDS
from onrecord.record.entities import EventEntity, Origin, SourceEntity, key_in
from onrecord.record.joining import Joining, brief_of, is_first, merged


def sources_of(join: Joining) -> dict[str, SourceEntity]:
    found = {source.key: source for document in join.briefs for source in sources_in(join, document)}
    for key in sorted(join.known.shared_sources):
        document = join.known.shared_sources[key]
        assert isinstance(document.meta, model.SharedSource)
        found[key] = _source(join, key, None, Origin(document.path), document.meta)
    _check_addresses(join, found.values())
    return found


def sources_in(join: Joining, document: Document) -> Iterator[SourceEntity]:
    """The sources that a brief introduces."""
    for number, source in enumerate(brief_of(document).sources):
        key, origin = key_in(document.id, source.id), Origin(document.path, ("sources", number))
        if is_first(join.known.sources, key, origin):
            yield _source(join, key, document.id, origin, source)


def _source(join: Joining, key: str, brief: str | None, origin: Origin, meta: model.Source) -> SourceEntity:
    outlet = join.resolver.actor_or_text(meta.outlet, origin, "outlet") if meta.outlet else None
    via = None if meta.via is None else join.resolver.sources(meta.via, brief, origin, "via")
    if meta.via and not via:
        # What it relays is not to be found: that makes it no origin.
        via = None
    if via is None and meta.kind in ORIGIN_KINDS:
        via = ()
    for field in ("url", "archive"):
        join.check_address(getattr(meta, field), origin, field)
    return SourceEntity(
        key=key,
        brief=brief,
        origin=origin,
        meta=meta,
        outlet=outlet,
        authors=tuple(
            join.resolver.actor_or_text(name, origin, "authors", number) for number, name in enumerate(meta.authors)
        ),
        via=via,
        reliability=meta.reliability or _outlet_grade(join, outlet.key if outlet else None, meta),
        place=join.resolver.place(meta.place, join.resolver.at(origin, "place")) if meta.place else None,
    )


def _outlet_grade(join: Joining, outlet: str | None, meta: model.Source) -> str | None:
    """The grade that the outlet held when the source was published; its latest one where that is not known."""
    if outlet is None:
        return None
    actor = join.known.actors[outlet].meta
    assert isinstance(actor, model.Actor)
    grades = sorted(actor.reliability, key=lambda grade: grade.date.earliest if grade.date else "")
    when = meta.published or meta.accessed
    held = [grade for grade in grades if not (grade.date and when) or grade.date.earliest <= when.latest]
    return held[-1].grade if held else None


def _check_addresses(join: Joining, sources: Iterable[SourceEntity]) -> None:
    """Two sources for one address are one source told twice."""
    seen: dict[str, SourceEntity] = {}
    for source in sources:
        if not source.meta.url:
            continue
        address = source.meta.url.rstrip("/").casefold()
        first = seen.setdefault(address, source)
        if first is not source:
            where = join.problems.place(first.origin, "url")
            join.problems.add(
                "duplicate-url",
                f"this address is also that of source '{first.key}' ({where})",
                source.origin,
                "url",
                hint=f"cite '{first.key}' instead, or move the source to content/sources/",
            )


def events_of(join: Joining) -> dict[str, EventEntity]:
    found = {event.key: event for document in join.briefs for event in events_in(join, document)}
    for key in sorted(join.known.shared_events):
        document = join.known.shared_events[key]
        assert isinstance(document.meta, model.SharedEvent)
        found[key] = _event(join, key, None, Origin(document.path), document.meta, ())
    return found


def events_in(join: Joining, document: Document) -> Iterator[EventEntity]:
    """The events that a brief introduces."""
    brief = brief_of(document)
    topics = join.resolver.topics(brief.topics, Origin(document.path), "topics") if brief.events else ()
    for number, event in enumerate(brief.events):
        key, origin = key_in(document.id, event.id), Origin(document.path, ("events", number))
        if is_first(join.known.events, key, origin):
            yield _event(join, key, document.id, origin, event, topics)


def _event(
    join: Joining,
    key: str,
    brief: str | None,
    origin: Origin,
    meta: model.Event,
    topics: tuple[str, ...],
) -> EventEntity:
    at = join.resolver.at
    return EventEntity(
        key=key,
        brief=brief,
        origin=origin,
        meta=meta,
        place=join.resolver.place(meta.place, at(origin, "place")) if meta.place else None,
        actors=join.resolver.actors(meta.actors, origin, "actors"),
        topics=merged(join.resolver.topics(meta.topics, origin, "topics"), topics),
        part_of=join.resolver.event(meta.part_of, brief, at(origin, "part_of")) if meta.part_of else None,
        sources=join.resolver.sources(meta.sources, brief, origin, "sources"),
    )
