"""What a list says of each item: plain values by name, which every form of the list shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from onrecord.record.entities import ActorEntity, ClaimEntity, EventEntity, Named, SourceEntity
from onrecord.record.positions import is_unanswered, unanswered
from onrecord.record.provenance import ProvenanceIndex, role
from onrecord.record.record import Record
from onrecord.record.reliance import RelianceIndex
from onrecord.site.routes import Routes

Value = str | int | bool | list[str] | None
Row = dict[str, Value]


class ClaimRow(NamedTuple):
    """A claim. ``said`` is EDTF; ``reports``, ``origins`` and ``unknown`` lineages are counted as on its page."""

    id: str
    text: str
    claimants: list[str]
    claimant_names: list[str]
    about: list[str]
    said: str | None
    status: str | None
    reports: int
    origins: int
    unknown: int
    sources: list[str]
    unanswered: bool
    topics: list[str]
    event: str | None
    brief: str
    url: str


class SourceRow(NamedTuple):
    """A source. ``claims`` counts those that name it; ``url`` is its entry on this site, ``address`` its own."""

    id: str
    title: str
    kind: str
    outlet: str | None
    outlet_name: str | None
    authors: list[str]
    published: str | None
    accessed: str | None
    lineage: str
    via: list[str]
    reliability: str | None
    retracted: str | None
    claims: int
    address: str | None
    address_status: str | None
    archive: str | None
    brief: str | None
    url: str


class ActorRow(NamedTuple):
    """An actor. ``claims`` and ``about`` count claims by and about it, ``unanswered`` those it has not answered."""

    id: str
    name: str
    kind: str
    aliases: list[str]
    claims: int
    about: int
    responses: int
    unanswered: int
    url: str


class EventRow(NamedTuple):
    """An event. ``claims`` counts those that speak of it."""

    id: str
    title: str
    date: str | None
    place: str | None
    actors: list[str]
    topics: list[str]
    part_of: str | None
    sources: list[str]
    claims: int
    brief: str | None
    url: str


FIELDS = {
    "claims": ClaimRow._fields,
    "sources": SourceRow._fields,
    "actors": ActorRow._fields,
    "events": EventRow._fields,
}

LINEAGE = {"origin": "first-hand", "relay": "relayed", "unknown": "not recorded"}


class Column(NamedTuple):
    """A column of a table: the field it shows and its heading. The text column takes the room that is left."""

    field: str
    heading: str
    is_text: bool = False


COLUMNS: dict[str, tuple[Column, ...]] = {
    "claims": (
        Column("id", "claim"),
        Column("said", "said"),
        Column("status", "status"),
        Column("reports", "reports"),
        Column("origins", "origins"),
        Column("claimant_names", "claimants"),
        Column("text", "text", is_text=True),
    ),
    "sources": (
        Column("id", "source"),
        Column("published", "published"),
        Column("lineage", "lineage"),
        Column("reliability", "grade"),
        Column("claims", "claims"),
        Column("outlet_name", "outlet"),
        Column("title", "title", is_text=True),
    ),
    "actors": (
        Column("id", "actor"),
        Column("kind", "kind"),
        Column("claims", "claims"),
        Column("about", "about"),
        Column("unanswered", "unanswered"),
        Column("name", "name", is_text=True),
    ),
    "events": (
        Column("id", "event"),
        Column("date", "date"),
        Column("claims", "claims"),
        Column("place", "place"),
        Column("title", "title", is_text=True),
    ),
}
"""The columns of the table of each kind, the most telling ones first and last: what does not fit goes from the end of
those before the text."""


class Rows:
    """The rows of lists over one record. Addresses are whole where the site has one, otherwise from its root."""

    def __init__(self, record: Record) -> None:
        self.provenance = ProvenanceIndex(record)
        self.reliance = RelianceIndex(record)
        self._record = record
        self._routes = Routes(record)
        self._base = f"{record.config.url.rstrip('/')}/" if record.config.url else None

    def claims(self, claims: Iterable[ClaimEntity]) -> Iterator[ClaimRow]:
        """One row for each."""
        for claim in claims:
            behind = self.provenance[claim.key]
            yield ClaimRow(
                id=claim.key,
                text=claim.meta.text.strip(),
                claimants=list(claim.claimants),
                claimant_names=self._names(claim.claimants),
                about=list(claim.about),
                said=_text(claim.meta.said),
                status=claim.status,
                reports=len(behind.reports),
                origins=behind.independence,
                unknown=len(behind.unknown),
                sources=list(claim.sources),
                unanswered=is_unanswered(self._record, claim.key),
                topics=list(claim.topics),
                event=claim.event,
                brief=claim.brief,
                url=self._address(self._routes.page("claim", claim.key)),
            )

    def sources(self, sources: Iterable[SourceEntity]) -> Iterator[SourceRow]:
        """One row for each."""
        for source in sources:
            meta = source.meta
            yield SourceRow(
                id=source.key,
                title=source.title,
                kind=meta.kind,
                outlet=source.outlet.key if source.outlet else None,
                outlet_name=self._name(source.outlet),
                authors=[self._name(author) or author.text for author in source.authors],
                published=_text(meta.published),
                accessed=_text(meta.accessed),
                lineage=LINEAGE[role(source)],
                via=list(source.via or ()),
                reliability=source.reliability,
                retracted=_text(meta.retracted),
                claims=len(self.reliance.uses(source.key)),
                address=meta.url,
                address_status=meta.url_status,
                archive=meta.archive,
                brief=source.brief,
                url=self._address(self._routes.source(source.key)),
            )

    def actors(self, actors: Iterable[ActorEntity]) -> Iterator[ActorRow]:
        """One row for each."""
        index = self._record.index
        for actor in actors:
            answered = [self._record.claims[key] for key in index.claims_answered_by.get(actor.id, ())]
            yield ActorRow(
                id=actor.id,
                name=actor.meta.name,
                kind=actor.meta.kind,
                aliases=[alias.name for alias in actor.meta.aliases],
                claims=len(index.claims_by.get(actor.id, ())),
                about=len(index.claims_about.get(actor.id, ())),
                responses=sum(response.by == actor.id for claim in answered for response in claim.responses),
                unanswered=len(unanswered(self._record, actor.id)),
                url=self._address(self._routes.page("actor", actor.id)),
            )

    def events(self, events: Iterable[EventEntity]) -> Iterator[EventRow]:
        """One row for each."""
        for event in events:
            yield EventRow(
                id=event.key,
                title=event.meta.title,
                date=_text(event.meta.date),
                place=event.place,
                actors=list(event.actors),
                topics=list(event.topics),
                part_of=event.part_of,
                sources=list(event.sources),
                claims=len(self._record.index.claims_of_event.get(event.key, ())),
                brief=event.brief,
                url=self._address(self._routes.page("event", event.key)),
            )

    def _address(self, path: str) -> str:
        if self._base is None:
            return path
        file, hash_sign, anchor = path.partition("#")
        return f"{self._base}{file.removesuffix('index.html')}{hash_sign}{anchor}"

    def _names(self, actors: Iterable[str]) -> list[str]:
        return [self._record.actors[key].meta.name for key in actors]

    def _name(self, named: Named | None) -> str | None:
        if named is None or named.key is None:
            return named.text if named else None
        return self._record.actors[named.key].meta.name


def _text(date: object | None) -> str | None:
    return None if date is None else str(date)
