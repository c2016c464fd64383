"""What each page says of itself to machines: JSON-LD in the words of schema.org, by kind of page."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record.entities import BriefEntity
from onrecord.record.record import Record
from onrecord.site.exports.places import export_files, has_exports
from onrecord.site.moments import Moments
from onrecord.site.routes import Routes, absolute
from onrecord.site.structured_data.json_ld import Node, document, stated
from onrecord.site.structured_data.people import described, named
from onrecord.site.structured_data.reviews import claim_node, review_node, work
from onrecord.site.titles import attributed
from onrecord.site.views.parts import Link

DISCLAIMER = "A claim is the statement of those who made it, not a finding of the publisher."


class StructuredData:
    """The structured data of one site's pages. There is none while the site's address is not known.

    ``past``: the record is shown as it was known on an earlier day; no verdict is announced then.
    """

    def __init__(self, record: Record, routes: Routes, moments: Moments, *, past: bool) -> None:
        config = record.config
        self._record = record
        self._routes = routes
        self._moments = moments
        self._verdicts = not past
        self._home = absolute(config, "index.html")
        self._desk: Node = {"@type": "Organization", "name": config.publisher or config.title, "url": self._home}
        self._site: Node = {"@type": "WebSite", "@id": f"{self._home}#site", "name": config.title, "url": self._home}

    def of(
        self, kind: str, key: str, title: str, description: str, lang: str, trail: Sequence[Link], address: str | None
    ) -> str | None:
        """The structured data of a page, as JSON."""
        if address is None:
            return None
        nodes = self._nodes(kind, key, title, description, lang, address)
        if trail:
            nodes.append(self._breadcrumbs(trail, title, address))
        return document(nodes)

    def _nodes(self, kind: str, key: str, title: str, description: str, lang: str, address: str) -> list[Node]:
        record = self._record
        match kind:
            case "home":
                return [self._whole_site(description, lang), *self._dataset(description)]
            case "brief":
                return [self._report(record.briefs[key], lang, address)]
            case "claim":
                claim = record.claims[key]
                review = review_node(record, claim, self._page, self._desk) if self._verdicts else None
                return [review or claim_node(record, claim, self._page) | {"url": address}]
            case "actor":
                return [described(record.actors[key], address)]
            case "event":
                return [self._event(key, address)]
            case "place":
                return [self._place(key, address)]
            case "page":
                return [self._web_page("WebPage", title, description, lang, address)]
            case "topic":
                about = {"about": {"@type": "Thing", "name": record.topics[key].meta.name}}
                return [self._web_page("CollectionPage", title, description, lang, address) | about]
            case _:
                return [self._web_page("CollectionPage", title, description, lang, address)]

    def _page(self, kind: str, key: str) -> str | None:
        return absolute(self._record.config, self._routes.file(kind, key))

    def _whole_site(self, description: str, lang: str) -> Node:
        return self._site | stated({"description": description, "inLanguage": lang, "publisher": self._desk})

    def _web_page(self, kind: str, title: str, description: str, lang: str, address: str) -> Node:
        return stated(
            {
                "@type": kind,
                "@id": address,
                "url": address,
                "name": title,
                "description": description,
                "inLanguage": lang,
                "isPartOf": {"@id": self._site["@id"]},
                "publisher": self._desk,
            }
        )

    def _report(self, brief: BriefEntity, lang: str, address: str) -> Node:
        record, changed = self._record, self._moments.brief(brief.id)
        authors: list[Node] = [{"@type": "Person", "name": name} for name in brief.meta.authors]
        return stated(
            {
                "@type": "Report",
                "@id": address,
                "url": address,
                "headline": brief.meta.title,
                "description": brief.meta.summary,
                "datePublished": changed.published,
                "dateModified": changed.updated,
                "inLanguage": lang,
                "author": authors or [self._desk],
                "publisher": self._desk,
                "isPartOf": {"@id": self._site["@id"]},
                "keywords": [record.topics[key].meta.name for key in brief.topics],
                "mentions": [named(record.actors[key], self._page("actor", key)) for key in brief.actors],
                "hasPart": [
                    {
                        "@type": "Claim",
                        "@id": self._page("claim", key),
                        "name": attributed(record, record.claims[key]),
                    }
                    for key in brief.claims
                ],
                "citation": [work(record.sources[key]) for key in brief.sources],
                "correction": [
                    stated(
                        {
                            "@type": "CorrectionComment",
                            "text": note.meta.note,
                            "datePublished": self._moments.instant(note.meta.date),
                        }
                    )
                    for note in brief.corrections
                ],
            }
        )

    def _event(self, key: str, address: str) -> Node:
        event = self._record.events[key]
        date = event.meta.date
        place = self._record.places[event.place].meta.name if event.place else event.meta.place
        return stated(
            {
                "@type": "Event",
                "@id": address,
                "url": address,
                "name": event.meta.title,
                "description": event.meta.summary,
                "startDate": date.machine if date and not date.is_qualified else None,
                "location": {"@type": "Place", "name": place} if place else None,
                "subjectOf": {"@type": "Report", "@id": self._page("brief", event.brief)} if event.brief else None,
            }
        )

    def _place(self, key: str, address: str) -> Node:
        place = self._record.places[key]
        point = place.meta.coordinates
        within = self._record.places[place.within].meta.name if place.within else None
        circle = point and {
            "@type": "GeoCircle",
            "geoMidpoint": {"@type": "GeoCoordinates", "latitude": point.lat, "longitude": point.lon},
            "geoRadius": point.precision_km * 1000,
        }
        return stated(
            {
                "@type": "Place",
                "@id": address,
                "url": address,
                "name": place.meta.name,
                "description": place.meta.summary,
                "alternateName": [alias.name for alias in place.meta.aliases],
                "geo": circle,
                "containedInPlace": {"@type": "Place", "name": within} if within else None,
            }
        )

    def _dataset(self, description: str) -> list[Node]:
        config = self._record.config
        if not self._record.briefs or not has_exports(self._record):
            return []
        return [
            {
                "@type": "Dataset",
                "@id": f"{self._home}#data",
                "name": f"{config.title}: the record",
                "description": f"{description} Claims, sources, actors, events and responses. {DISCLAIMER}".strip(),
                "url": self._home,
                "creator": self._desk,
                "dateModified": self._moments.latest(),
                "distribution": [
                    {"@type": "DataDownload", "contentUrl": absolute(config, path), "encodingFormat": media_type}
                    for path, media_type in export_files()
                ],
            }
        ]

    def _breadcrumbs(self, trail: Sequence[Link], title: str, address: str) -> Node:
        """The trail of a page and the page itself."""
        steps = [(link.text, f"{self._home}{(link.path or '').removesuffix('index.html')}") for link in trail]
        return {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": name, "item": item}
                for number, (name, item) in enumerate([*steps, (title, address)], 1)
            ],
        }
