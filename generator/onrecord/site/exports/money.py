"""Actors, events and sources as FollowTheMoney entities, one a line.

Its model has no type for a claim, an answer or an assessment, so those are left out rather than bent; its documents
other than articles are files, so other sources are left out too; so are dates that are uncertain, approximate or open.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from onrecord.content.dates import Date, Precision
from onrecord.record.entities import ActorEntity, EventEntity, SourceEntity
from onrecord.record.record import Record
from onrecord.site.exports.identity import Identity, Numbered
from onrecord.site.exports.rows import Rows
from onrecord.site.routes import Routes, absolute

SCHEMATA = {
    "person": "Person",
    "organization": "Organization",
    "outlet": "Organization",
    "group": "Organization",
    "government": "PublicBody",
    "military": "PublicBody",
    "state": "PublicBody",
}
"""What each kind of actor is; ``LegalEntity`` for the kinds that a site adds."""

_ARTICLES = frozenset(
    ("article", "article-journal", "article-magazine", "article-newspaper", "post", "post-weblog", "webpage")
)

_KNOWN = (Precision.YEAR, Precision.MONTH, Precision.DAY, Precision.INSTANT)

Properties = dict[str, Iterable[str | None]]


class Money:
    """One record as entities."""

    def __init__(self, record: Record, rows: Rows) -> None:
        self._record = record
        self._name = rows.name
        self._identity = Identity(record.config)
        self._numbered = Numbered()
        self._routes = Routes(record)

    def lines(self) -> bytes:
        """All entities as JSON, one a line."""
        return b"".join(msgspec.json.encode(entity) + b"\n" for entity in self._entities())

    def _entities(self) -> Iterator[dict[str, object]]:
        for actor in self._record.actors.values():
            yield self._actor(actor)
            yield from self._links(actor)
        for event in self._record.events.values():
            yield self._event(event)
        for source in self._record.sources.values():
            if source.meta.kind in _ARTICLES:
                yield self._source(source)

    def _entity(self, schema: str, kind: str, key: str, properties: Properties) -> dict[str, object]:
        kept = {name: [value for value in values if value] for name, values in properties.items()}
        return {
            "id": self._identity.of(kind, key),
            "schema": schema,
            "properties": {name: values for name, values in kept.items() if values},
        }

    def _page(self, kind: str, key: str) -> str | None:
        return absolute(self._record.config, self._routes.file(kind, key))

    def _actor(self, actor: ActorEntity) -> dict[str, object]:
        meta = actor.meta
        properties: Properties = {
            "name": [meta.name],
            "alias": [alias.name for alias in meta.aliases],
            "summary": [meta.summary],
            "website": [meta.url],
            "wikidataId": [(meta.identifiers or {}).get("wikidata")],
            "sourceUrl": [self._page("actor", actor.id)],
        }
        schema = SCHEMATA.get(meta.kind, "LegalEntity")
        if schema == "Person":
            properties["position"] = [role.meta.title for role in actor.roles]
        return self._entity(schema, "actor", actor.id, properties)

    def _links(self, actor: ActorEntity) -> Iterator[dict[str, object]]:
        """Roles in other actors, and relations to them."""
        own = self._identity.of("actor", actor.id)
        for role in actor.roles:
            if role.organization and role.organization.key:
                other = self._identity.of("actor", role.organization.key)
                yield self._link(
                    f"{actor.id}/{role.organization.key}/{role.meta.title}",
                    own,
                    other,
                    role.meta.title,
                    role.meta.from_,
                    role.meta.until,
                )
        for relation in actor.relations:
            meta = relation.meta
            other = self._identity.of("actor", relation.to)
            yield self._link(f"{actor.id}/{relation.to}/{meta.kind}", own, other, meta.kind, meta.from_, meta.until)

    def _link(
        self, key: str, own: str, other: str, role: str, since: Date | None, until: Date | None
    ) -> dict[str, object]:
        properties: Properties = {
            "subject": [own],
            "object": [other],
            "role": [role],
            "startDate": [_date(since)],
            "endDate": [_date(until)],
        }
        return self._entity("UnknownLink", "link", self._numbered(key), properties)

    def _event(self, event: EventEntity) -> dict[str, object]:
        meta = event.meta
        date = meta.date
        spans = date is not None and date.precision is Precision.INTERVAL
        start, end = date.ends if date is not None and spans else (None, None)
        place = self._record.places[event.place].meta.name if event.place else meta.place
        properties: Properties = {
            "name": [meta.title],
            "summary": [meta.summary],
            "date": [None if spans else _date(date)],
            "startDate": [_date(start)],
            "endDate": [_date(end)],
            "location": [place],
            "involved": [self._identity.of("actor", key) for key in event.actors],
            "keywords": [self._record.topics[key].meta.name for key in event.topics],
            "proof": [
                self._identity.of("source", key)
                for key in event.sources
                if self._record.sources[key].meta.kind in _ARTICLES
            ],
            "sourceUrl": [self._page("event", event.key)],
        }
        return self._entity("Event", "event", event.key, properties)

    def _source(self, source: SourceEntity) -> dict[str, object]:
        meta = source.meta
        usable = meta.url if meta.url_status in (None, "live") else None
        properties: Properties = {
            "title": [source.title],
            "author": [self._name(author) for author in source.authors],
            "publisher": [self._name(source.outlet)],
            "publishedAt": [_date(meta.published)],
            "retrievedAt": [_date(meta.accessed)],
            "sourceUrl": [usable or meta.archive],
        }
        return self._entity("Article", "source", source.key, properties)


def _date(date: Date | None) -> str | None:
    """Year, month or day of a date that is known to be that; ``None`` for any other."""
    if date is None or date.is_qualified or date.is_masked or date.precision not in _KNOWN:
        return None
    match date.precision:
        case Precision.YEAR:
            return date.earliest[:4]
        case Precision.MONTH:
            return date.earliest[:7]
        case Precision.DAY:
            return date.earliest[:10]
        case _:
            return date.text[:10]
