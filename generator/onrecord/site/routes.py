"""Addresses: which file each page is written to, and how links name it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, Protocol
from urllib.parse import quote, urlsplit

from onrecord.config import Config
from onrecord.content.locate import Locator
from onrecord.content.slugs import caseless, component, slug
from onrecord.diagnostics import Diagnostic, did_you_mean
from onrecord.record.derivation import derived
from onrecord.record.entities import Origin, Target
from onrecord.record.index import outlet_key
from onrecord.record.record import Record
from onrecord.site.list_pages import ALONE, Cut, ListPage, PageList, list_page
from onrecord.site.redirects import redirect_file, redirects

NO_OUTLET = "no-outlet"
"""The slug of the page that lists sources without a recorded outlet."""

SITE = "onrecord.yaml"

QUERY = "?/%:@!$&'()*+,;=-._~"
"""What stands in the query of an address as it is (RFC 3986, section 3.4)."""

OF_EVERY_SITE = ("404.html",)
"""Files that every site has beside its pages."""

_PLAIN = re.compile(r"[a-z0-9./_-]*+")
"""What most paths are, in which nothing has to be percent-encoded."""

SEARCH = "search"
"""The section of the search page and of all that belongs to it, where a site has one."""

SECTIONS = ("briefs", "claims", "timeline", "actors", "sources", "events", "topics", "places", "corrections")


def sections_of(config: Config) -> tuple[str, ...]:
    """The sections of a site, in the order in which it names them."""
    return (*SECTIONS, SEARCH) if config.search else SECTIONS


class HasOrigin(Protocol):
    """Anything that knows where it was declared."""

    @property
    def origin(self) -> Origin:
        """The file and the place in its front matter."""


class Route(NamedTuple):
    """A page to be written: the template's kind, the key of what it shows, and its file below the output folder."""

    kind: str
    key: str
    file: str


class Routes:
    """The addresses of one site.

    A *site path* is relative to the root of the site, percent-encoded, and names ``index.html`` where links are
    portable.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._clean = record.config.links == "clean"
        self._pages_of_sources = derived(record, "list pages of sources", lambda: _pages_of_sources(record))

    def file(self, kind: str, key: str = "") -> str:
        """The file of a page, relative to the output folder: ``actors/ukraine/index.html``."""
        folder = self._folder(kind, key)
        return f"{folder}/index.html" if folder else "index.html"

    def page(self, kind: str, key: str = "", anchor: str | None = None) -> str:
        """The site path of a page."""
        return self.of_file(self.file(kind, key), anchor)

    def of_file(self, file: str, anchor: str | None = None) -> str:
        """The site path of an output file."""
        if self._clean and (file == "index.html" or file.endswith("/index.html")):
            file = file[: -len("index.html")]
        path = file if _PLAIN.fullmatch(file) else quote(file, safe="/")
        return f"{path}#{quote(anchor, safe='')}" if anchor else path

    def target(self, target: Target) -> str:
        """The site path that a reference leads to."""
        match target.kind:
            case "asset":
                fragment = f"#{quote(target.anchor, safe='=&,:')}" if target.anchor else ""
                return self.of_file(f"assets/{target.key}") + fragment
            case "address":
                query = "".join(target.key.partition("?")[1:])
                fragment = f"#{quote(target.anchor, safe='')}" if target.anchor else ""
                return self.of_file(self.file_at(target.key)) + quote(query, safe=QUERY) + fragment
            case "source":
                return self.source(target.key)
        return self.page(target.kind, target.key, target.anchor)

    def file_at(self, address: str) -> str:
        """The output file that an address from the root of the site names; a folder's is the page in it."""
        path = address.partition("?")[0].lstrip("/")
        if not path or path.endswith("/"):
            return f"{path}index.html"
        is_file = "." in path.rpartition("/")[2] or f"content/{path}" in self._record.assets
        return path if is_file else f"{path}/index.html"

    def shown_in(self, item: Target) -> str:
        """The file of the page on which an item of the record is shown with what links to it."""
        if item.kind == "source":
            return self._file_of_source(item.key)
        return self.file(item.kind, item.key)

    def source(self, key: str) -> str:
        """The site path of a source: its entry on its outlet's page, or on one that this goes on with."""
        return self.of_file(self._file_of_source(key), source_anchor(key))

    def _file_of_source(self, key: str) -> str:
        outlet = outlet_key(self._record.sources[key])
        number = self._pages_of_sources.get(key)
        if number is None:
            return self.file("outlet", outlet)
        return self.list_page(ListPage(PageList("outlet", outlet, ALONE), number))

    def list_page(self, page: ListPage) -> str:
        """The file of a page that a list goes on with."""
        of = page.list
        return f"{self._folder(of.kind, of.key)}/{of.name}/{page.number}/index.html"

    def _folder(self, kind: str, key: str) -> str:
        match kind:
            case "home":
                return ""
            case "claim":
                brief, _, item = key.partition("#")
                return f"claims/{brief}/{component(item)}"
            case "event":
                brief, hash_sign, item = key.partition("#")
                return f"events/{brief}/{component(item)}" if hash_sign else f"events/{key}"
            case "outlet":
                return f"sources/{key.removeprefix('text:') or NO_OUTLET}"
            case "year":
                return f"timeline/{int(key):04d}"
            case "page":
                return key
            case "changes":
                return f"briefs/{component(key)}/changes"
            case "list":
                return self.list_page(list_page(key)).removesuffix("/index.html")
            case "brief" | "actor" | "topic" | "place":
                return f"{kind}s/{component(key)}"
            case _:
                return kind


def _pages_of_sources(record: Record) -> dict[str, int]:
    """The list pages of the sources that do not stand on the page of their outlet."""
    found: dict[str, int] = {}
    for sources in record.index.sources_of_outlet.values():
        cut = Cut(len(sources), record.config.list_length)
        if cut.pages > 1:
            places = ((key, cut.page_of(place)) for place, key in enumerate(sources))
            found |= {key: number for key, number in places if number < cut.pages}
    return found


def claim_anchor(key: str) -> str:
    """The id of a claim's card on a page, unlike that of any other claim."""
    return f"o-claim-{_anchor(key)}"


def source_anchor(key: str) -> str:
    """The id of a source's entry in a list."""
    return f"o-source-{_anchor(key)}"


def event_anchor(key: str) -> str:
    """The id of an event's entry in a list."""
    return f"o-event-{_anchor(key)}"


@lru_cache(maxsize=1 << 17)
def _anchor(key: str) -> str:
    """A key as part of an id: no slug has two hyphens in a row, so those of two keys differ."""
    return "--".join(slug(part) for part in key.split("#"))


def root_from(file: str) -> str:
    """The way from a page back to the root of the site: ``../../``."""
    return "../" * file.count("/")


def base_path(config: Config) -> str:
    """The path that the site is published below, from slash to slash."""
    path = urlsplit(config.url).path if config.url else ""
    return f"{path.rstrip('/')}/"


def absolute(config: Config, file: str) -> str | None:
    """The address of an output file on the host, a folder's for the page in it; ``None`` where no host is known."""
    if not config.url:
        return None
    path = file.removesuffix("index.html") if file == "index.html" or file.endswith("/index.html") else file
    return f"{config.url.rstrip('/')}/{path if _PLAIN.fullmatch(path) else quote(path, safe='/')}"


def routes_of(record: Record, years: Iterable[int], lists: Mapping[PageList, int]) -> Iterator[Route]:
    """Every page of the site in a fixed order; redirects and the 404 page are not among them.

    ``years`` are those of the timeline, ``lists`` all lists that are cut into pages, each with its number of rows.
    """
    routes = Routes(record)
    listed: list[tuple[str, str]] = [("home", ""), *((section, "") for section in sections_of(record.config))]
    listed += [("brief", key) for key in record.briefs]
    listed += [("changes", key) for key in record.revisions]
    listed += [("claim", key) for key in record.claims]
    listed += [("actor", key) for key in record.actors]
    listed += [("year", str(year)) for year in sorted(years)]
    listed += [("outlet", key) for key in record.index.sources_of_outlet]
    listed += [("event", key) for key in record.events]
    listed += [("topic", key) for key in record.topics]
    listed += [("place", key) for key in record.places]
    listed += [("page", key) for key in record.pages]
    for of, rows in lists.items():
        pages = Cut(rows, record.config.list_length).pages
        listed += [("list", ListPage(of, number).key) for number in range(1, pages)]
    for kind, key in listed:
        yield Route(kind, key, routes.file(kind, key))


def check_routes(
    record: Record, routes: Iterable[Route], locator: Locator, beside: Iterable[str] = ()
) -> list[Diagnostic]:
    """Pages, redirects and assets that cannot be written side by side, also where a file system ignores case.

    Two of them may ask for one file, or one may be a file where another needs a folder. ``beside`` are the files that
    the generator writes beside the pages.
    """
    taken = _Taken(locator)
    for own in (*OF_EVERY_SITE, *beside):
        taken.take(own, Origin(SITE))
    for route in routes:
        taken.take(route.file, declared_in(record, route))
    for asset in record.assets:
        taken.take(asset.removeprefix("content/"), Origin(asset))
    for address, _, origin in redirects(record):
        file = redirect_file(address)
        if file is None:
            hint = "write a path from the root of the site, such as /old/path/"
            taken.report("bad-address", f"'{address}' is not an address here", origin, hint)
        else:
            taken.take(file, origin)
    return taken.found


class _Taken:
    """The files and folders of the output that are spoken for, and what was declared for what is another's already."""

    def __init__(self, locator: Locator) -> None:
        self.found: list[Diagnostic] = []
        self._locator = locator
        self._files: dict[str, Origin] = {}
        self._folders: dict[str, Origin] = {}

    def take(self, file: str, origin: Origin) -> None:
        """Write down that ``origin`` asks for a file, or report why it cannot have it."""
        form = caseless(file)
        address = f"/{file.removesuffix('index.html')}"
        other = self._files.setdefault(form, origin)
        if other != origin:
            self._report_taken(address, origin, other)
            return
        if form in self._folders:
            below = _owner(self._folders[form])
            message = f"'{address}' cannot be a file: {below} needs a folder there"
            self.report("address-taken", message, origin, "rename one of the two")
            return
        folder = form.rpartition("/")[0]
        while folder and self._folders.setdefault(folder, origin) == origin:
            if folder in self._files:
                message = f"'{address}' needs a folder where {_owner(self._files[folder])} is a file"
                self.report("address-taken", message, origin, "rename one of the two")
                return
            folder = folder.rpartition("/")[0]

    def report(self, code: str, message: str, origin: Origin, hint: str) -> None:
        line, column = self._locator.at(origin.path, origin.pointer)
        self.found.append(Diagnostic(code, message, origin.path, line, column, hint))

    def _report_taken(self, address: str, origin: Origin, other: Origin) -> None:
        if other.path != origin.path:
            message = f"'{address}' is already the address of {_owner(other)}"
            self.report("address-taken", message, origin, "rename one of the two")
        elif origin.pointer and not other.pointer:
            message = f"'{address}' is already the address of this file's own page"
            self.report("address-taken", message, origin, "delete it")
        elif origin.pointer[:1] == other.pointer[:1] and origin.pointer[0] in ("aliases", "redirects"):
            self.report("address-taken", f"'{address}' is written twice here", origin, "delete one of the two")
        else:
            place = ":".join([other.path, *(str(n) for n in self._locator.at(other.path, other.pointer) if n)])
            message = f"'{address}' is already the address of something else here ({place})"
            self.report("address-taken", message, origin, "rename one of the two")


def _owner(origin: Origin) -> str:
    return "a page that every site has" if origin.path == SITE else f"{origin.path}"


def declared_in(record: Record, route: Route) -> Origin:
    """Where what a page shows was declared; the configuration for the pages that every site has."""
    tables: dict[str, Mapping[str, HasOrigin]] = {
        "brief": record.briefs,
        "changes": record.briefs,
        "claim": record.claims,
        "actor": record.actors,
        "event": record.events,
        "topic": record.topics,
        "place": record.places,
        "page": record.pages,
    }
    if route.kind == "list":
        of = list_page(route.key).list
        return declared_in(record, Route(of.kind, of.key, route.file))
    entities = tables.get(route.kind, {})
    if route.key in entities:
        return entities[route.key].origin
    if route.kind == "outlet":
        return record.sources[record.index.sources_of_outlet[route.key][0]].origin
    return Origin(SITE)


def check_addresses(record: Record, files: Iterable[str]) -> list[Diagnostic]:
    """Links in bodies that name an address of the site, such as ``/about/``, where no page or file is."""
    routes = Routes(record)
    published = set(files)
    known = sorted({f"/{file.removesuffix('index.html')}" for file in published})
    found: list[Diagnostic] = []
    for item, meanings in record.resolved.items():
        if not any(isinstance(meaning, Target) and meaning.kind == "address" for meaning in meanings):
            continue
        for reference, meaning in zip(record.bodies[item].opened().references, meanings, strict=True):
            if not isinstance(meaning, Target) or meaning.kind != "address":
                continue
            if routes.file_at(meaning.key) in published:
                continue
            found.append(
                Diagnostic(
                    "unknown-address",
                    f"nothing is published at '{meaning.key}'",
                    _declared(record, item).path,
                    reference.line,
                    reference.column,
                    did_you_mean(meaning.key, known),
                )
            )
    return found


def _declared(record: Record, item: Target) -> Origin:
    tables: dict[str, Mapping[str, HasOrigin]] = {
        "brief": record.briefs,
        "actor": record.actors,
        "event": record.events,
        "source": record.sources,
        "topic": record.topics,
        "place": record.places,
        "page": record.pages,
    }
    return tables[item.kind][item.key].origin
