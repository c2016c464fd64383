"""What an earlier build knew of the pages that stand in an output folder: fingerprints, digests and links."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from typing import NamedTuple

import msgspec

from onrecord.build.checked_file import read_checked, write_checked
from onrecord.build.page_links import NOTHING, PageLinks
from onrecord.build.text_edits import Basis, Findings

MOST_STAY = 0.9
"""Where so great a part of the pages is as it was, only the others are encoded; texts that no page has any more may
stay until many pages change."""


class _Packed(NamedTuple):
    """Links by the places in ``texts`` of anchors, links and loads, one after the other."""

    texts: list[str]
    places: bytes
    anchors: int
    links: int

    def unpacked(self) -> PageLinks:
        """The links; none where the cache is not one that was written here."""
        places = array(_PLACE)
        try:
            places.frombytes(self.places)
            if sys.byteorder == "big":
                places.byteswap()
            found = tuple(map(self.texts.__getitem__, places))
        except (IndexError, ValueError):
            return NOTHING
        loads = self.anchors + self.links
        return PageLinks(found[: self.anchors], found[self.anchors : loads], found[loads:])


class KnownPage:
    """A page that was written: the fingerprint it was made under, the digest of its bytes, and its links."""

    __slots__ = ("_links", "digest", "fingerprint")

    def __init__(self, fingerprint: bytes, digest: str, links: PageLinks | _Packed) -> None:
        self.fingerprint = fingerprint
        self.digest = digest
        self._links = links

    @property
    def links(self) -> PageLinks:
        """Read off the page."""
        if isinstance(self._links, _Packed):
            self._links = self._links.unpacked()
        return self._links

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, KnownPage):
            return NotImplemented
        return (self.fingerprint, self.digest, self.links) == (other.fingerprint, other.digest, other.links)

    __hash__ = None  # type: ignore[assignment]


class LinksOf(Mapping[str, PageLinks]):
    """The links of pages by path, and ``others`` that are known by themselves."""

    def __init__(self, pages: Mapping[str, KnownPage], others: Mapping[str, PageLinks]) -> None:
        self._pages = pages
        self._others = others

    def __getitem__(self, path: str) -> PageLinks:
        page = self._pages.get(path)
        return self._others[path] if page is None else page.links

    def __iter__(self) -> Iterator[str]:
        return chain(self._pages, self._others)

    def __len__(self) -> int:
        return len(self._pages) + len(self._others)


class _Stored(msgspec.Struct, array_like=True, gc=False):
    """Pages whose addresses and anchors are told by their place in ``texts``: most stand on many pages.

    Of each: fingerprint, digest, the places, and how many of them are those of anchors and of links.
    """

    basis: Basis | None
    findings: Findings | None
    texts: list[str]
    pages: dict[str, tuple[bytes, str, bytes, int, int]]


class PageCache:
    """The ``pages`` of the output folder whose state is kept in ``state``; empty when nothing usable is there.

    ``basis`` is what they were made of, where it was told, and ``findings`` what was found of it.
    """

    def __init__(self, state: Path) -> None:
        self._file = state / "pages"
        self._stored = _Stored(None, None, [], {})
        data = read_checked(self._file)
        if data is not None:
            with suppress(msgspec.MsgspecError):
                self._stored = _READER.decode(data)
        self.basis, self.findings = self._stored.basis, self._stored.findings
        self.pages = _decoded(self._stored)

    def save(self, pages: dict[str, KnownPage], basis: Basis | None, findings: Findings | None) -> None:
        """Remember the pages of a finished build."""
        if self._differ(pages) or (basis, findings) != (self.basis, self.findings):
            write_checked(self._file, _WRITER.encode(self._encoded(pages, basis, findings)))

    def _differ(self, pages: dict[str, KnownPage]) -> bool:
        """Whether ``pages`` are others than those kept; most are told by their identity."""
        known = self.pages.get
        if len(pages) != len(self.pages):
            return True
        return any(known(path) is not page and known(path) != page for path, page in pages.items())

    def _encoded(self, pages: dict[str, KnownPage], basis: Basis | None, findings: Findings | None) -> _Stored:
        stays = {path for path, page in pages.items() if self.pages.get(path) is page}
        if len(stays) < len(pages) * MOST_STAY:
            return _Stored(basis, findings, *_packed(pages))
        known = self._stored
        texts, changed = _packed({path: page for path, page in pages.items() if path not in stays}, known.texts)
        stored = {path: known.pages[path] if path in stays else changed[path] for path in pages}
        return _Stored(basis, findings, texts, stored)


def _packed(
    pages: dict[str, KnownPage], texts: Iterable[str] = ()
) -> tuple[list[str], dict[str, tuple[bytes, str, bytes, int, int]]]:
    """``texts`` come first, whether or not any of the pages has them."""
    known = {text: place for place, text in enumerate(texts)}
    stored = {}
    for path, page in pages.items():
        anchors, links, loads = page.links
        places = array(_PLACE, [known.setdefault(text, len(known)) for text in (*anchors, *links, *loads)])
        if sys.byteorder == "big":
            places.byteswap()
        stored[path] = page.fingerprint, page.digest, places.tobytes(), len(anchors), len(links)
    return list(known), stored


def _decoded(stored: _Stored) -> dict[str, KnownPage]:
    texts = stored.texts
    return {
        path: KnownPage(fingerprint, digest, _Packed(texts, places, anchors, links))
        for path, (fingerprint, digest, places, anchors, links) in stored.pages.items()
    }


_PLACE = "I"
_WRITER = msgspec.msgpack.Encoder()
_READER = msgspec.msgpack.Decoder(_Stored)
