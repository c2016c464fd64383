"""From the record to the rows of the tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from msgspec import Struct

from onrecord.content.dates import Date
from onrecord.record.entities import Named
from onrecord.record.provenance import ProvenanceIndex, role
from onrecord.record.record import Record
from onrecord.site.exports.tables import (
    ActorRow,
    AssessmentRow,
    BriefRow,
    ClaimRow,
    CorrectionRow,
    EventRow,
    EvidenceRow,
    PlaceRow,
    ResponseRow,
    SourceRow,
    TopicRow,
)
from onrecord.site.moments import Moments
from onrecord.site.routes import Routes, absolute
from onrecord.site.titles import attributed

H = TypeVar("H")
T = TypeVar("T")


class Rows:
    """The rows of one record; each table is made anew whenever it is asked for."""

    def __init__(self, record: Record, moments: Moments) -> None:
        self._record = record
        self._moments = moments
        self._routes = Routes(record)
        self._tables: Mapping[str, Callable[[], Iterator[Struct]]] = {
            "briefs": self._briefs,
            "claims": self._claims,
            "assessments": self._assessments,
            "responses": self._responses,
            "evidence": self._evidence,
            "sources": self._sources,
            "actors": self._actors,
            "events": self._events,
            "places": self._places,
            "topics": self._topics,
            "corrections": self._corrections,
        }

    def of(self, table: str) -> Iterator[Struct]:
        """The rows of a table by its name, in the order of the record."""
        return self._tables[table]()

    def _page(self, kind: str, key: str) -> str | None:
        return absolute(self._record.config, self._routes.file(kind, key))

    def _briefs(self) -> Iterator[Struct]:
        for brief in self._record.briefs.values():
            yield BriefRow(
                id=brief.id,
                page=self._page("brief", brief.id),
                title=brief.meta.title,
                summary=brief.meta.summary,
                date=brief.meta.date.text,
                updated=self._moments.brief(brief.id).updated,
                lang=brief.meta.lang or self._record.config.language,
                authors=brief.meta.authors,
                topics=brief.topics,
                places=brief.places,
            )

    def _claims(self) -> Iterator[Struct]:
        behind = ProvenanceIndex(self._record)
        for claim in self._record.claims.values():
            meta, found = claim.meta, behind[claim.key]
            current = claim.assessments[-1] if claim.assessments else None
            related: dict[str, tuple[str, ...]] = {}
            for kind, other in claim.relations:
                related[kind] = (*related.get(kind, ()), other)
            yield ClaimRow(
                id=claim.key,
                brief=claim.brief,
                page=self._page("claim", claim.key),
                claimants=claim.claimants,
                attributed=attributed(self._record, claim),
                text=meta.text,
                quote=meta.quote,
                lang=meta.lang,
                said=_written(meta.said),
                said_from=first_day(meta.said),
                said_to=last_day(meta.said),
                about=claim.about,
                event=claim.event,
                topics=claim.topics,
                places=claim.places,
                sources=claim.sources,
                reports=len(found.reports),
                origins=found.independence,
                unrecorded=len(found.unknown),
                status=claim.status,
                assessed=current.date.text if current else None,
                contradicts=related.get("contradicts", ()),
                supports=related.get("supports", ()),
                repeats=related.get("repeats", ()),
                supersedes=related.get("supersedes", ()),
                note=meta.note,
            )

    def _assessments(self) -> Iterator[Struct]:
        for claim, number, made in _numbered(self._record.claims.values(), lambda claim: claim.assessments):
            yield AssessmentRow(
                claim=claim.key,
                number=number,
                date=made.date.text,
                status=made.status,
                credibility=made.credibility,
                likelihood=made.likelihood,
                confidence=made.confidence,
                by=made.by,
                note=made.note,
            )

    def _responses(self) -> Iterator[Struct]:
        for claim, number, response in _numbered(self._record.claims.values(), lambda claim: claim.responses):
            yield ResponseRow(
                claim=claim.key,
                number=number,
                by=response.by,
                stance=response.meta.stance,
                date=_written(response.date),
                date_from=first_day(response.date),
                date_to=last_day(response.date),
                part=response.meta.part,
                quote=response.meta.quote,
                lang=response.meta.lang,
                sources=response.sources,
                note=response.meta.note,
            )

    def _evidence(self) -> Iterator[Struct]:
        for claim, number, piece in _numbered(self._record.claims.values(), lambda claim: claim.evidence):
            yield EvidenceRow(
                claim=claim.key,
                number=number,
                source=piece.source,
                stance=piece.meta.stance,
                locator=piece.meta.locator,
                quote=piece.meta.quote,
                lang=piece.meta.lang,
                note=piece.meta.note,
            )

    def _sources(self) -> Iterator[Struct]:
        root = absolute(self._record.config, "index.html")
        for source in self._record.sources.values():
            meta, outlet = source.meta, source.outlet
            yield SourceRow(
                id=source.key,
                brief=source.brief,
                page=f"{root}{self._routes.source(source.key)}" if root else None,
                kind=meta.kind,
                title=source.title,
                outlet=outlet.key if outlet else None,
                outlet_name=self.name(outlet),
                authors=tuple([self.name(author) or author.text for author in source.authors]),
                url=meta.url,
                url_status=meta.url_status,
                archive=meta.archive,
                archived=_written(meta.archived),
                published=_written(meta.published),
                published_from=first_day(meta.published),
                published_to=last_day(meta.published),
                accessed=_written(meta.accessed),
                lang=meta.lang,
                lineage=role(source),
                via=source.via or (),
                reliability=source.reliability,
                retracted=_written(meta.retracted),
                note=meta.note,
            )

    def _actors(self) -> Iterator[Struct]:
        for actor in self._record.actors.values():
            yield ActorRow(
                id=actor.id,
                page=self._page("actor", actor.id),
                name=actor.meta.name,
                kind=actor.meta.kind,
                aliases=tuple([alias.name for alias in actor.meta.aliases]),
                country=self.name(actor.country),
                wikidata=(actor.meta.identifiers or {}).get("wikidata"),
                url=actor.meta.url,
                summary=actor.meta.summary,
            )

    def _events(self) -> Iterator[Struct]:
        for event in self._record.events.values():
            meta = event.meta
            yield EventRow(
                id=event.key,
                brief=event.brief,
                page=self._page("event", event.key),
                title=meta.title,
                date=_written(meta.date),
                date_from=first_day(meta.date),
                date_to=last_day(meta.date),
                place=event.place,
                actors=event.actors,
                topics=event.topics,
                part_of=event.part_of,
                sources=event.sources,
                summary=meta.summary,
                note=meta.note,
            )

    def _places(self) -> Iterator[Struct]:
        for place in self._record.places.values():
            point = place.meta.coordinates
            yield PlaceRow(
                id=place.id,
                page=self._page("place", place.id),
                name=place.meta.name,
                within=place.within,
                country=self.name(place.country),
                lat=point.lat if point else None,
                lon=point.lon if point else None,
                precision_km=point.precision_km if point else None,
            )

    def _topics(self) -> Iterator[Struct]:
        for topic in self._record.topics.values():
            yield TopicRow(id=topic.id, page=self._page("topic", topic.id), name=topic.meta.name, within=topic.within)

    def _corrections(self) -> Iterator[Struct]:
        for brief, number, note in _numbered(self._record.briefs.values(), lambda brief: brief.corrections):
            yield CorrectionRow(
                brief=brief.id,
                number=number,
                date=note.meta.date.text,
                kind=note.meta.kind,
                claim=note.claim,
                note=note.meta.note,
            )

    def name(self, named: Named | None) -> str | None:
        """The name of somebody: the actor's where it is one, else as written."""
        if named is None:
            return None
        return self._record.actors[named.key].meta.name if named.key else named.text


def _numbered(holders: Iterable[H], held: Callable[[H], Iterable[T]]) -> Iterator[tuple[H, int, T]]:
    """All that holders hold, each with its place among those of its holder, from 1."""
    for holder in holders:
        for number, one in enumerate(held(holder), 1):
            yield holder, number, one


def first_day(date: Date | None) -> str | None:
    """The first day that a date allows, ``None`` where that is open."""
    return None if date is None or date.open_start else date.earliest[:10]


def last_day(date: Date | None) -> str | None:
    """The last day that a date allows, ``None`` where that is open."""
    return None if date is None or date.open_end else date.latest[:10]


def _written(date: Date | None) -> str | None:
    return date.text if date else None
