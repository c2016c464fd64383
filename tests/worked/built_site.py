"""Built sites and their pages, read as a reader would: by section, by list, by what stands in one phrase."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from urllib.parse import unquote
from xml.etree.ElementTree import Element

import html5lib

from onrecord.build.build import build_site
from onrecord.build.request import BuildRequest, BuildResult, NoProgress
from onrecord.content.dates import parse_date

FOLDER = Path(__file__).resolve().parent
NOW = datetime(2025, 6, 30, tzinfo=UTC)
BLOCKS = frozenset(
    (
        *(
            "article",
            "aside",
            "blockquote",
            "body",
            "dd",
            "div",
            "dl",
            "dt",
            "figcaption",
            "figure",
            "footer",
            "header",
        ),
        *("h1", "h2", "h3", "h4", "h5", "h6", "li", "main", "nav", "ol", "p", "section", "ul"),
        *("table", "tbody", "td", "th", "thead", "tr"),
    )
)

Tree = tuple[tuple[str, "Tree"], ...]


def words(element: Element) -> str:
    """All text of an element on one line; what stands in two blocks has a space between."""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    yield from (" ", element.text or "") if element.tag in BLOCKS else (element.text or "",)
    for child in element:
        yield from _pieces(child)
        yield child.tail or ""
    if element.tag in BLOCKS:
        yield " "


@dataclass(frozen=True)
class Page:
    """One page."""

    path: str
    html: str = field(repr=False)

    @cached_property
    def tree(self) -> Element:
        """The page; the first thing in it that is not HTML raises."""
        tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(self.html)
        return tree

    @property
    def text(self) -> str:
        """All its text."""
        return words(self.tree)

    def section(self, anchor: str) -> Element:
        """The section of a heading."""
        return next(element for element in self.tree.iter("section") if element.get("aria-labelledby") == anchor)

    def has_section(self, anchor: str) -> bool:
        """Whether there is a section of that heading."""
        return any(element.get("aria-labelledby") == anchor for element in self.tree.iter("section"))

    def by_id(self, anchor: str) -> Element:
        """The element of an id."""
        return next(element for element in self.tree.iter() if element.get("id") == anchor)

    def facts(self) -> dict[str, str]:
        """The pairs of its definition lists."""
        return {
            words(terms[0]): words(told[0])
            for pair in self.tree.iter("div")
            if (terms := pair.findall("dt")) and (told := pair.findall("dd"))
        }

    def phrases(self) -> Iterator[str]:
        """The texts of the innermost blocks."""
        for element in self.tree.iter():
            if element.tag in BLOCKS and not any(
                inner.tag in BLOCKS for inner in element.iter() if inner is not element
            ):
                yield words(element)


def with_class(tree: Element, name: str) -> list[Element]:
    """Everything of a class, in order."""
    return [element for element in tree.iter() if name in element.get("class", "").split()]


def texts(elements: Iterable[Element]) -> list[str]:
    """The text of each."""
    return [words(element) for element in elements]


def links(element: Element) -> list[tuple[str, str]]:
    """Text and address of each link."""
    return [(words(link), unquote(link.get("href", ""))) for link in element.iter("a")]


def addresses(element: Element) -> list[str]:
    """The address of each link."""
    return [address for _, address in links(element)]


def nested(list_element: Element) -> Tree:
    """The names in a tree of nested lists: each with what hangs below it."""
    return tuple(
        (words(next(item.iter("b"))), nested(below) if (below := item.find("ul")) is not None else ())
        for item in list_element.findall("li")
    )


@dataclass(frozen=True)
class Built:
    """A built site."""

    output: Path
    result: BuildResult = field(repr=False)
    _pages: dict[str, Page] = field(default_factory=dict, repr=False)

    def page(self, address: str) -> Page:
        """The page at an address such as ``claims/gates/two-metres/``."""
        if address not in self._pages:
            file = self.output / address / "index.html" if not address.endswith(".html") else self.output / address
            self._pages[address] = Page(address, file.read_text(encoding="utf-8"))
        return self._pages[address]

    def pages(self) -> list[Page]:
        """Every page."""
        files = sorted(self.output.rglob("*.html"))
        return [self.page(file.relative_to(self.output).as_posix()) for file in files]

    def texts(self) -> Mapping[str, str]:
        """Every file that holds text, by its path."""
        files = sorted(path for path in self.output.rglob("*") if path.is_file())
        return {
            path.relative_to(self.output).as_posix(): path.read_text(encoding="utf-8", errors="replace")
            for path in files
            if "theme" not in path.relative_to(self.output).parts
        }


def built(folder: Path, source: Path, *overlays: Path, as_of: str | None = None, without: Iterable[str] = ()) -> Built:
    """A copy of a site, changed by overlays and without some files, built in ``folder`` on 30 June 2025."""
    root = folder / "site"
    root.mkdir()
    shutil.copy(source / "onrecord.yaml", root)
    for layer in (source, *overlays):
        shutil.copytree(layer / "content", root / "content", dirs_exist_ok=True)
    for path in without:
        (root / path).unlink()
    output = folder / "output"
    day = None if as_of is None else parse_date(as_of)
    return Built(output, build_site(BuildRequest(root=root, output=output, now=NOW, as_of=day, jobs=1), NoProgress()))
