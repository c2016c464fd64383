"""The join: all documents to the record."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from onrecord.config import Config
from onrecord.content.document import Document
from onrecord.content.locate import Locator
from onrecord.diagnostics import Diagnostic
from onrecord.record.absent import Absent
from onrecord.record.amending import Join
from onrecord.record.bodies import link_bodies
from onrecord.record.briefs import briefs_of
from onrecord.record.catalogue import catalogue
from onrecord.record.claims import claims_of
from onrecord.record.declared import events_of, sources_of
from onrecord.record.entities import Target
from onrecord.record.index import index
from onrecord.record.joining import joining
from onrecord.record.problems import Problems
from onrecord.record.record import Record
from onrecord.record.resolve import Resolver
from onrecord.record.subjects import (
    actors_of,
    pages_of,
    places_described,
    places_mentioned,
    topics_described,
    topics_mentioned,
)


def link(
    documents: Iterable[Document],
    config: Config,
    locator: Locator,
    *,
    assets: Sequence[str] = (),
    withheld: Iterable[str] = (),
    absent: frozenset[Target] = frozenset(),
    embargoed: Iterable[str] = (),
    keep: Callable[[Join], None] | None = None,
) -> tuple[Record, list[Diagnostic]]:
    """The record of ``documents`` and everything that is wrong with how they join.

    ``documents`` come in the order of their paths. ``withheld`` are ids of briefs left out as drafts or for an embargo.
    ``absent`` items are left out too, without a word about what refers to them (see ``as_of``). ``embargoed`` are ids
    of briefs that are shown though their embargo has not passed.
    ``keep`` gets what it takes to join a few of them anew (see ``amended``).
    References that cannot be resolved are reported and left out, so that one mistake does not hide another.
    """
    problems = Problems(locator)
    known = catalogue(documents, withheld, problems)
    join = joining(config, known, Resolver(known, problems), problems)
    unknown = Absent(absent)
    sources = unknown.from_sources(sources_of(join))
    events = unknown.from_events(events_of(join))
    claims = unknown.from_claims(claims_of(join, events))
    actors = unknown.from_actors(actors_of(join))
    places = places_described(join)
    topics = topics_described(join)
    pages = pages_of(join)
    bodies = unknown.from_bodies(link_bodies(known, join.resolver, problems, assets, config.language))
    briefs = briefs_of(join, sources, claims, events, bodies.resolved, unknown)
    record = Record(
        config=config,
        briefs=briefs,
        claims=claims,
        sources=sources,
        events=events,
        actors=actors,
        places=places_mentioned(join, places, briefs, claims, events, sources),
        topics=topics_mentioned(join, topics, briefs, claims, events),
        pages=pages,
        bodies=bodies.texts,
        resolved=bodies.resolved,
        backlinks=bodies.backlinks,
        index=index(briefs, claims, sources, events, actors),
        assets=tuple(assets),
        embargoed=tuple(embargoed),
    )
    if keep is not None:
        keep(Join(join, bodies.reader))
    return record, problems.diagnostics
