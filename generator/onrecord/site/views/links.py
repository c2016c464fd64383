"""Links to everything that has a page, each made once."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.record.derivation import kept
from onrecord.record.entities import Named, Target, TargetKind
from onrecord.record.index import outlet_key
from onrecord.record.record import Record
from onrecord.site.list_pages import ListPage
from onrecord.site.routes import Routes
from onrecord.site.titles import title
from onrecord.site.views.language import Language
from onrecord.site.views.messages import HOME, NO_OUTLET
from onrecord.site.views.parts import Link


class Links:
    """The links of one site."""

    def __init__(self, record: Record, routes: Routes, language: Language) -> None:
        self._record = record
        self._routes = routes
        self._language = language
        self._items = kept(record, "links", self._item)
        self._alone = kept(record, "lone links", self._lone)
        self._outlets = kept(record, "links to outlets", self._outlet)

    def to(self, kind: TargetKind, key: str) -> Link:
        """The link to an item by its title; a claim's is attributed."""
        return self._items[kind, key]

    def all(self, kind: TargetKind, keys: Iterable[str]) -> tuple[Link, ...]:
        """The links to several items of one kind; those to one alone are the same wherever they are asked for."""
        items = [(kind, key) for key in keys]
        return self._alone[items[0]] if len(items) == 1 else tuple([self._items[item] for item in items])

    def named(self, name: Named) -> Link:
        """The link to an actor, or the name alone of somebody without a page."""
        return Link(name.text, None, "actor") if name.key is None else self.to("actor", name.key)

    def section(self, section: str) -> Link:
        """The link to a section; ``home`` is one too."""
        text = self._language.words(HOME) if section == "home" else self._language.words.section(section)
        return Link(text, self._routes.page(section), section)

    def year(self, year: int) -> Link:
        """The link to a year's timeline."""
        return Link(str(year), self._routes.page("year", str(year)), "year")

    def list_page(self, page: ListPage) -> str:
        """The site path of a page that a list goes on with."""
        return self._routes.of_file(self._routes.list_page(page))

    def outlet(self, key: str) -> Link:
        """The link to an outlet's page."""
        return self._outlets[key]

    def _item(self, item: tuple[TargetKind, str]) -> Link:
        target = Target(*item)
        text = title(self._record, target, self._language.words)
        return Link(text, self._routes.target(target), target.kind, self._lang(target))

    def _lone(self, item: tuple[TargetKind, str]) -> tuple[Link, ...]:
        return (self._items[item],)

    def _outlet(self, key: str) -> Link:
        return Link(self._outlet_name(key), self._routes.page("outlet", key), "outlet")

    def _outlet_name(self, key: str) -> str:
        if key in self._record.actors:
            return self._record.actors[key].meta.name
        first = self._record.sources[self._record.index.sources_of_outlet[key][0]]
        return first.outlet.text if first.outlet else self._language.words(NO_OUTLET)

    def outlet_of(self, source: str) -> Link | None:
        """The link to who published a source: the actor, or the page of an outlet known only by name."""
        entity = self._record.sources[source]
        if entity.outlet is None:
            return None
        return self.outlet(outlet_key(entity)) if entity.outlet.key is None else self.to("actor", entity.outlet.key)

    def _lang(self, target: Target) -> str | None:
        record, key = self._record, target.key
        match target.kind:
            case "actor":
                lang = record.actors[key].meta.lang
            case "brief":
                lang = record.briefs[key].meta.lang
            case "page":
                lang = record.pages[key].meta.lang
            case "claim":
                lang = record.briefs[record.claims[key].brief].meta.lang
            case "event":
                brief = record.events[key].brief
                lang = record.briefs[brief].meta.lang if brief is not None else None
            case "source":
                lang = record.sources[key].meta.lang if record.sources[key].meta.title else None
            case _:
                lang = None
        return self._language.other(lang)
