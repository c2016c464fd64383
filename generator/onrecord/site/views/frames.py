"""Frames: what a page has around its own content, and what is the same on every page."""

from __future__ import annotations

from typing import Literal
from urllib.parse import quote

from onrecord.content.dates import Date
from onrecord.record.derivation import derived, kept
from onrecord.record.entities import Target
from onrecord.site.cards.files import card_of, has_cards
from onrecord.site.exports.places import FOLDER, PACKAGE, has_exports
from onrecord.site.feeds.places import ATOM_TYPE, JSON_TYPE, FeedPlace, feed_files, feed_places, feed_title
from onrecord.site.list_pages import ALONE, list_page
from onrecord.site.moments import Changed, Moments
from onrecord.site.routes import SEARCH, Route, absolute, base_path, root_from, sections_of
from onrecord.site.structured_data.pages import StructuredData
from onrecord.site.titles import attributed
from onrecord.site.views.language import direction_of
from onrecord.site.views.list_page import page_of, title_of
from onrecord.site.views.material import Material
from onrecord.site.views.messages import NOT_FOUND
from onrecord.site.views.pages import Frame, SiteFacts
from onrecord.site.views.parts import Link
from onrecord.site.views.subject_pages import concerned
from onrecord.site.views.words import shortened

MAX_DESCRIPTION = 300
"""Characters; what search engines and previews of links show is shorter still."""

PARENTS = {
    "brief": "briefs",
    "changes": "briefs",
    "claim": "claims",
    "actor": "actors",
    "year": "timeline",
    "outlet": "sources",
    "event": "events",
    "topic": "topics",
    "place": "places",
}
"""The section that each kind of page lies in."""


class Frames:
    """The frames of one site."""

    def __init__(
        self,
        material: Material,
        *,
        version: str,
        styles: tuple[str, ...],
        scripts: tuple[str, ...],
        as_of: Date | None,
    ) -> None:
        self._material = material
        self._config = material.record.config
        self._version = version
        self._styles = styles
        self._scripts = scripts
        self._as_of = as_of
        self._home = material.links.section("home")
        self._trails = {kind: (self._home, material.links.section(section)) for kind, section in PARENTS.items()}
        self._feed_places = derived(material.record, "feeds", lambda: dict.fromkeys(feed_places(material.record), True))
        self._feeds = kept(material.record, "links to feeds", self._feed)
        self._cards = derived(material.record, "has cards", lambda: {"all": has_cards(material.record)})
        self._exports = derived(material.record, "has exports", lambda: {"all": has_exports(material.record)})
        self._moments = Moments(material.record)
        self._structured = StructuredData(material.record, material.routes, self._moments, past=as_of is not None)
        self._edit = _edit_base(self._config.repository)

    def facts(self) -> SiteFacts:
        """What is the same on every page."""
        config, links = self._config, self._material.links
        pages = [(page.meta.menu, page.meta.title, page.id) for page in self._material.record.pages.values()]
        listed = sorted((menu, title, key) for menu, title, key in pages if menu is not None)
        return SiteFacts(
            title=config.title,
            description=config.description or "",
            language=config.language,
            direction=self._material.language.direction,
            publisher=config.publisher or config.title,
            url=config.url,
            sections=tuple([links.section(section) for section in sections_of(config)]),
            menu=tuple([links.to("page", key) for _, _, key in listed]),
            generator=f"onrecord {self._version}",
            styles=self._styles,
            scripts=self._scripts,
            statuses=self._material.statuses.all,
            as_of=self._material.language.when_known(self._as_of),
            home=self._home.path or "",
            interface=self._material.language.interface,
            interface_direction=direction_of(self._material.language.interface),
            search=links.section(SEARCH).path if config.search else None,
            data=self._material.routes.of_file(f"{FOLDER}/{PACKAGE}") if self._exports["all"] else None,
        )

    def of(self, route: Route) -> Frame:
        """The frame of a page."""
        kind, key, file = route
        if kind == "list":
            return self._of_list(key, file)
        title, description = self._told(kind, key)
        lang = self._lang(kind, key) or self._config.language
        source = self._source(kind, key)
        trail, canonical, changed = self._trail(kind, key), self.canonical(file), self._changed(kind, key)
        return Frame(
            kind="timeline" if kind == "year" else kind,
            path=file,
            address=self._material.routes.of_file(file),
            root=root_from(file),
            title=title,
            description=shortened(description, MAX_DESCRIPTION),
            lang=lang,
            direction=direction_of(lang),
            breadcrumbs=trail,
            canonical=canonical,
            edit=f"{self._edit}{quote(source)}" if source and self._edit else None,
            source_file=source,
            feeds=self._feeds_of(kind, key),
            published=changed.published if changed else None,
            updated=changed.updated if changed else None,
            structured=self._structured.of(kind, key, title, description, lang, trail, canonical),
            image=self._image(kind, key),
        )

    def _of_list(self, key: str, file: str) -> Frame:
        """The frame of a page that a list goes on with."""
        page = list_page(key)
        of, canonical = page.list, self.canonical(file)
        lang = self._lang(of.kind, of.key) or self._config.language
        name = None if of.name == ALONE else title_of(self._material, of)
        title = self._material.words.list_page_title(self._told(of.kind, of.key)[0], name, page.number)
        trail = (*self._trail(of.kind, of.key), page_of(self._material, of))
        return Frame(
            kind="list",
            path=file,
            address=self._material.routes.of_file(file),
            root=root_from(file),
            title=title,
            description="",
            lang=lang,
            direction=direction_of(lang),
            breadcrumbs=trail,
            canonical=canonical,
            feeds=self._feeds_of("home", ""),
            structured=self._structured.of("list", key, title, "", lang, trail, canonical),
        )

    def not_found(self) -> Frame:
        """The frame of the page for addresses that lead nowhere; its links start at the root of the host."""
        return Frame(
            kind="not-found",
            path="404.html",
            address="404.html",
            root=base_path(self._config),
            title=self._material.words(NOT_FOUND),
            description="",
            lang=self._config.language,
            direction=self._material.language.direction,
            breadcrumbs=(self._home,),
        )

    def redirect(self, file: str, target: Target) -> Frame:
        """The frame of an old address."""
        link = self._material.links.to(target.kind, target.key)
        return Frame(
            kind="redirect",
            path=file,
            address=self._material.routes.of_file(file),
            root=root_from(file),
            title=link.text,
            description="",
            lang=self._config.language,
            direction=self._material.language.direction,
            canonical=self.canonical(self._material.routes.file(target.kind, target.key)),
        )

    def _feed(self, place: FeedPlace) -> tuple[Link, ...]:
        """The links to a feed in each of its forms."""
        routes, title = self._material.routes, feed_title(self._material.record, place, self._material.words)
        files = zip(feed_files(routes, place), (ATOM_TYPE, JSON_TYPE), strict=True)
        return tuple([Link(title, routes.of_file(file), form) for file, form in files])

    def _feeds_of(self, kind: str, key: str) -> tuple[Link, ...]:
        """The site's feed, and that of a page that has one of its own."""
        places = dict.fromkeys((FeedPlace("home"), FeedPlace(kind, key)))
        return tuple([link for place in places if place in self._feed_places for link in self._feeds[place]])

    def _changed(self, kind: str, key: str) -> Changed | None:
        """When what a page shows was published and last changed, where its content has dates of its own."""
        match kind:
            case "brief":
                return self._moments.brief(key)
            case "claim":
                return self._moments.claim(key)
            case _:
                return None

    def _image(self, kind: str, key: str) -> str | None:
        """The address of a page's card image, where it has one."""
        card = card_of(self._material, kind, key) if self._cards["all"] else None
        return self.canonical(card) if card else None

    def canonical(self, file: str) -> str | None:
        """The address of a page on the host, where that is known."""
        return absolute(self._config, file)

    def _told(self, kind: str, key: str) -> tuple[str, str]:
        """Title and description."""
        record, index = self._material.record, self._material.record.index
        match kind:
            case "home":
                return self._config.title, self._config.description or ""
            case "year":
                return self._material.words.year_title(int(key)), ""
            case "brief":
                brief = record.briefs[key].meta
                return brief.title, brief.summary or ""
            case "changes":
                return self._material.words.changes_title(record.briefs[key].meta.title), ""
            case "claim":
                claim = attributed(record, record.claims[key], self._material.words)
                card = self._material.cards.card(key)
                return claim, self._material.words.claim_described(
                    claim, card.status.label if card.status else None, card.lineage.words
                )
            case "actor":
                actor = record.actors[key].meta
                made, about = (len(keys.get(key, ())) for keys in (index.claims_by, index.claims_about))
                return actor.name, actor.summary or self._material.words.actor_described(actor.name, made, about)
            case "outlet":
                name = self._material.links.outlet(key).text
                sources, claims = len(index.sources_of_outlet[key]), len(self._material.details.claims_of(key))
                return name, self._material.words.outlet_described(name, sources, claims)
            case "event":
                event = record.events[key].meta
                return event.title, event.summary or ""
            case "topic":
                topic = record.topics[key].meta
                return topic.name, topic.summary or self._material.words.subject_described(
                    topic.name, *concerned(self._material, "topic", key)
                )
            case "place":
                place = record.places[key].meta
                return place.name, place.summary or self._material.words.subject_described(
                    place.name, *concerned(self._material, "place", key)
                )
            case "page":
                page = record.pages[key].meta
                return page.title, page.summary or ""
            case _:
                return self._material.words.section(kind), ""

    def _lang(self, kind: str, key: str) -> str | None:
        """The language of the desk's text on a page, where the content says so."""
        record = self._material.record
        match kind:
            case "brief":
                return record.briefs[key].meta.lang
            case "claim":
                return record.briefs[record.claims[key].brief].meta.lang
            case "page":
                return record.pages[key].meta.lang
            case _:
                return None

    def _source(self, kind: str, key: str) -> str | None:
        """The content file that a page is made from, if it is one."""
        record = self._material.record
        match kind:
            case "brief" | "changes":
                return record.briefs[key].origin.path
            case "claim":
                return record.claims[key].origin.path
            case "event":
                return record.events[key].origin.path
            case "actor" | "outlet":
                return record.actors[key].origin.path if key in record.actors else None
            case "topic" | "place":
                path = (record.topics if kind == "topic" else record.places)[key].origin.path
                return path if path.startswith(f"content/{kind}s/") else None
            case "page":
                return record.pages[key].origin.path
            case _:
                return None

    def _trail(self, kind: str, key: str) -> tuple[Link, ...]:
        """From the home page to what holds this one."""
        if kind == "home":
            return ()
        trail = self._trails.get(kind, (self._home,))
        match kind:
            case "event" | "topic" | "place":
                return (*trail, *self._holders(kind, key))
            case "changes":
                return (*trail, self._material.links.to("brief", key))
            case _:
                return trail

    def _holders(self, kind: Literal["event", "topic", "place"], key: str) -> tuple[Link, ...]:
        """The larger items that one lies within, the largest first."""
        record = self._material.record
        found: list[str] = []
        holder: str | None = key
        while holder is not None and holder not in found:
            found.append(holder)
            match kind:
                case "event":
                    holder = record.events[holder].part_of
                case "topic":
                    holder = record.topics[holder].within
                case _:
                    holder = record.places[holder].within
        return self._material.links.all(kind, reversed(found[1:]))


def _edit_base(repository: str | None) -> str | None:
    """Where a git host shows the files of the current state, for GitHub, GitLab and those built like them."""
    if not repository or not repository.lower().startswith(("https://", "http://")):
        return None
    return f"{repository.rstrip('/').removesuffix('.git')}/blob/HEAD/"
