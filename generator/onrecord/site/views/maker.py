"""From the record to the view of every page."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from onrecord.content.dates import Date
from onrecord.record.entities import Target
from onrecord.record.record import Record
from onrecord.record.timeline import Timeline
from onrecord.site.catalogue import ENGLISH, Catalogue
from onrecord.site.redirects import redirect_file
from onrecord.site.routes import Route, Routes
from onrecord.site.views.actor_pages import actor_page, actors_page
from onrecord.site.views.brief_pages import brief_page, briefs_page
from onrecord.site.views.changes_page import changes_page
from onrecord.site.views.claim_pages import claim_page, claims_page
from onrecord.site.views.event_pages import event_page, events_page
from onrecord.site.views.frames import Frames
from onrecord.site.views.home_page import home_page
from onrecord.site.views.list_page import list_page_view
from onrecord.site.views.lists import Lists
from onrecord.site.views.material import Material
from onrecord.site.views.pages import Frame, SiteFacts
from onrecord.site.views.plain_pages import corrections_page, not_found_page, ordinary_page, redirect_page
from onrecord.site.views.search_documents import search_documents
from onrecord.site.views.search_page import search_page
from onrecord.site.views.source_pages import outlet_page, sources_page
from onrecord.site.views.subject_pages import subject_page, subjects_page
from onrecord.site.views.timeline_pages import timeline_page, year_page


class ViewMaker:
    """The views of one site, made for one build.

    ``version`` is the generator's; ``styles`` and ``scripts`` are site paths of the theme's. ``as_of`` is the day that
    the record is shown as known on. ``timeline`` gives the record's and ``lists`` are its lists, where
    they are at hand already; ``words`` are the language of the interface. What several pages show is made once and
    kept.
    """

    def __init__(
        self,
        record: Record,
        routes: Routes,
        *,
        version: str,
        styles: tuple[str, ...],
        scripts: tuple[str, ...],
        as_of: Date | None = None,
        timeline: Callable[[], Timeline] | None = None,
        words: Catalogue = ENGLISH,
        lists: Lists | None = None,
    ) -> None:
        self._material = Material(record, routes, timeline, words, lists)
        self._frames = Frames(self._material, version=version, styles=styles, scripts=scripts, as_of=as_of)
        if record.reads is not None:
            record.reads.settle()

    def facts(self) -> SiteFacts:
        """What is the same on every page."""
        return self._frames.facts()

    def page(self, route: Route) -> tuple[Frame, Struct]:
        """A page of ``routes_of``: its frame and its view."""
        frame = self._frames.of(route)
        return frame, self._view(route, frame)

    def not_found(self) -> tuple[Frame, Struct]:
        """The page for addresses that lead nowhere."""
        return self._frames.not_found(), not_found_page(self._material)

    def redirect(self, address: str, target: Target) -> tuple[Frame, Struct]:
        """The page at an old address.

        Raises:
            ValueError: when ``address`` is not one within the site (see ``redirect_file``).
        """
        file = redirect_file(address)
        if file is None:
            raise ValueError(f"'{address}' is not an address here")
        return self._frames.redirect(file, target), redirect_page(self._material, target)

    def search_documents(self) -> Iterator[tuple[str, str]]:
        """What the search index is made of (see ``onrecord.site.views.search_documents``)."""
        return search_documents(self._material)

    def _view(self, route: Route, frame: Frame) -> Struct:
        material, key, root = self._material, route.key, frame.root
        match route.kind:
            case "home":
                return home_page(material)
            case "briefs":
                return briefs_page(material)
            case "brief":
                return brief_page(material, key, root, frame.canonical)
            case "changes":
                return changes_page(material, key)
            case "claims":
                return claims_page(material)
            case "claim":
                return claim_page(material, key, frame.canonical)
            case "actors":
                return actors_page(material)
            case "actor":
                return actor_page(material, key, root)
            case "timeline":
                return timeline_page(material)
            case "year":
                return year_page(material, int(key))
            case "sources":
                return sources_page(material)
            case "outlet":
                return outlet_page(material, key, root)
            case "events":
                return events_page(material)
            case "event":
                return event_page(material, key, root)
            case "topics":
                return subjects_page(material, "topic")
            case "places":
                return subjects_page(material, "place")
            case "topic":
                return subject_page(material, "topic", key, root)
            case "place":
                return subject_page(material, "place", key, root)
            case "corrections":
                return corrections_page(material)
            case "search":
                return search_page(material)
            case "list":
                return list_page_view(material, key, root)
            case "page":
                return ordinary_page(material, key, root)
            case _:
                raise ValueError(f"there is no page of kind '{route.kind}'")
