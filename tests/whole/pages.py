"""What a reader's browser makes of a built site: its pages as trees, and where their links lead."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree.ElementTree import Element

import html5lib

HOST = "https://site.test"
TAG = re.compile(r"""<([a-zA-Z][^\s/>]*)((?:[^"'>]|"[^"]*"|'[^']*')*)>""")
ATTRIBUTE = re.compile(r"""([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""")
TOLD = re.compile(r"\s(?:href|src|poster|id|http-equiv)\s*=", re.IGNORECASE)
PLAIN = re.compile(r"(?!/)[\w./-]*(?:#.*)?", re.ASCII | re.DOTALL)
"""A relative address of which every browser makes the same, without a look at the standard."""
DRAWINGS = re.compile(rb'<svg class="symbols".*?</svg>', re.DOTALL)
ADDRESSES = (
    "href",
    "src",
    "poster",
    "cite",
    "action",
    "formaction",
    "data",
    "srcset",
    "{http://www.w3.org/1999/xlink}href",
)


class Link(NamedTuple):
    """An address as it is written in a page, and the tag that holds it."""

    tag: str
    address: str


class Reader:
    """Links, redirects and ids of a page; quick, where the tree is not needed."""

    def __init__(self, html: str) -> None:
        self.links: list[Link] = []
        self.ids: set[str] = set()
        for tag in TAG.finditer(html):
            if TOLD.search(tag[2]):
                found = ATTRIBUTE.finditer(tag[2])
                self.see(tag[1].lower(), {it[1].lower(): unescape(it[2] or it[3] or it[4] or "") for it in found})

    def see(self, tag: str, values: Mapping[str, str | None]) -> None:
        """An opening tag and its attributes."""
        for name in ("href", "src", "poster"):
            if (address := values.get(name)) is not None:
                self.links.append(Link(tag, address))
        if tag == "meta" and (values.get("http-equiv") or "").lower() == "refresh":
            self.links.append(Link("meta", (values.get("content") or "").partition("url=")[2]))
        if identity := values.get("id"):
            self.ids.add(identity)


class Site:
    """A built site in the folder ``output``, as a server shows it below ``base`` (from slash to slash)."""

    def __init__(self, output: Path, base: str = "/") -> None:
        self.base = base
        paths = (path for path in output.rglob("*") if path.is_file())
        self.files = {name: path for path in paths if (name := path.relative_to(output).as_posix())[0] != "."}
        self._read: dict[str, Reader] = {}

    @property
    def pages(self) -> list[str]:
        """The HTML files."""
        return sorted(name for name in self.files if name.endswith(".html"))

    def links(self, page: str) -> list[Link]:
        """Every address that ``page`` links to or loads."""
        return self._reader(page).links

    def file_of(self, page: str, address: str) -> str | None:
        """The file that an address in ``page`` leads to, there or not; ``None`` for another host or scheme."""
        if PLAIN.fullmatch(address):
            path = address.partition("#")[0]
            file = posixpath.normpath(posixpath.join(posixpath.dirname(page), path)) if path else page
            if not file.startswith(".."):
                leads_to_folder = path.rpartition("/")[2] in ("", ".", "..") and path
                return posixpath.normpath(f"{file}/index.html") if leads_to_folder else file
        parts = urlsplit(urljoin(f"{HOST}{self.base}{page}", address))
        if f"{parts.scheme}://{parts.netloc}" != HOST:
            return None
        assert parts.path.startswith(self.base), f"'{address}' in {page} leads out of the site"
        path = unquote(parts.path.removeprefix(self.base))
        return f"{path}index.html" if path == "" or path.endswith("/") else path

    def broken(self) -> list[str]:
        """Addresses within the site where no file is, or no element with the id that they name."""
        found = []
        for page in self.pages:
            for tag, address in self.links(page):
                file = self.file_of(page, address)
                if file is None:
                    continue
                fragment = unquote(urlsplit(address).fragment)
                gone = file not in self.files
                if gone or (fragment and file.endswith(".html") and fragment not in self._reader(file).ids):
                    found.append(f"{page}: <{tag}> {address}")
        return found

    def reached(self, start: str = "index.html") -> set[str]:
        """The HTML pages that a reader gets to from ``start`` by following links."""
        seen = {start}
        waiting = [start]
        while waiting:
            page = waiting.pop()
            for tag, address in self.links(page):
                file = self.file_of(page, address) if tag in ("a", "meta") else None
                if file in self.files and file.endswith(".html") and file not in seen:
                    seen.add(file)
                    waiting.append(file)
        return seen

    def redirects(self) -> set[str]:
        """The pages that only lead on to another."""
        return {page for page in self.pages if any(tag == "meta" for tag, _ in self.links(page))}

    def tree(self, page: str) -> Element:
        """The page as a browser reads it."""
        tree: Element = html5lib.parse(self.files[page].read_bytes(), namespaceHTMLElements=False)
        return tree

    def harm(self) -> list[str]:
        """What is ``unsafe`` in any page. The theme's drawings, the same on every page, are read once."""
        found: list[str] = []
        read: set[bytes] = set()
        for page in self.pages:
            html = self.files[page].read_bytes()
            drawings = DRAWINGS.search(html)
            if drawings and drawings[0] in read:
                html = html.replace(drawings[0], b"", 1)
            elif drawings:
                read.add(drawings[0])
            found += [f"{page}: {words}" for words in _unsafe_in(html)]
        return found

    def words(self, page: str) -> str:
        """What a reader reads, with single spaces."""
        main = self.tree(page).find(".//main")
        assert main is not None
        return " ".join("".join(main.itertext()).split())

    def _reader(self, page: str) -> Reader:
        if page not in self._read:
            self._read[page] = Reader(self.files[page].read_text(encoding="utf-8"))
        return self._read[page]


@lru_cache(maxsize=1000)
def _unsafe_in(html: bytes) -> tuple[str, ...]:
    """What is ``unsafe`` in a page; many sites of these tests have pages in common."""
    return tuple(unsafe(html5lib.parse(html, namespaceHTMLElements=False)))


FORBIDDEN = {"iframe", "frame", "object", "embed", "applet", "base", "foreignobject", "portal"}


def unsafe(tree: Element) -> Iterator[str]:
    """Everything in a page that runs, frames, styles by itself, or loads from elsewhere, told in words.

    Of scripts only files of the theme and structured data pass.
    """
    for element in tree.iter():
        tag = str(element.tag).rpartition("}")[2].lower()
        if tag in FORBIDDEN or (tag == "style" and element.text):
            yield f"<{tag}>"
        if tag == "script" and not _is_ours(element):
            yield f"<script> {element.attrib} {element.text!r}"
        if tag == "meta" and element.get("http-equiv", "").lower() not in ("", "refresh"):
            yield f"<meta http-equiv={element.get('http-equiv')!r}>"
        for name, value in element.attrib.items():
            plain = "".join(character for character in str(value) if character > " ").lower()
            if str(name).lower().startswith("on") or name in ("style", "srcdoc"):
                yield f"<{tag} {name}={value!r}>"
            elif str(name) in ADDRESSES and plain.startswith(("javascript:", "data:", "vbscript:", "file:", "blob:")):
                yield f"<{tag} {name}={value!r}>"
            elif name in ("src", "srcset", "poster") and ("//" in plain or "\\" in plain):
                yield f"<{tag} {name}={value!r}>"
            elif tag == "link" and name == "href" and "//" in plain and element.get("rel") != "canonical":
                yield f"<{tag} {name}={value!r}>"
            elif tag == "meta" and name == "content" and "url=" in plain and not _stays(plain.partition("url=")[2]):
                yield f"<{tag} {name}={value!r}>"


def _is_ours(script: Element) -> bool:
    if script.get("type") == "application/ld+json":
        json.loads(script.text or "")
        return not script.get("src")
    return (
        script.get("src", "").replace("../", "").startswith(("theme/", "/theme/")) and not (script.text or "").strip()
    )


def _stays(address: str) -> bool:
    return ":" not in address.partition("/")[0] and not address.startswith(("//", "\\", "/\\"))
