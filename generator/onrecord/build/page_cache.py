"""What an earlier build knew of the pages that stand in an output folder: fingerprints, digests and links."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

import msgspec

from onrecord.build.checked_file import read_checked, write_checked
from onrecord.build.packed_links import LinkTexts, PackedLinks
from onrecord.build.page_links import PageLinks
from onrecord.build.text_edits import Basis, Findings

MOST_STAY = 0.9
"""Where so great a part of the pages is as it was, only the others are encoded; texts that no page has any more may
stay until many pages change."""


class KnownPage(NamedTuple):
    """A page that was written: the fingerprint it was made under, the digest of its bytes, and its links."""

    fingerprint: bytes
    digest: str
    packed: PackedLinks

    @property
    def links(self) -> PageLinks:
        """What was read off it."""
        return self.packed.unpacked()


class FingerprintsOf(Mapping[str, bytes]):
    """The fingerprints of pages by path, looked up when they are asked for; for the process that holds the pages."""

    def __init__(self, pages: Mapping[str, KnownPage]) -> None:
        self._pages = pages

    def __getitem__(self, path: str) -> bytes:
        return self._pages[path].fingerprint

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


NO_OTHERS: Mapping[str, PackedLinks] = MappingProxyType({})


class LinksOf(Mapping[str, PackedLinks]):
    """The links of pages by path, and ``others`` that are known by themselves."""

    def __init__(self, pages: Mapping[str, KnownPage], others: Mapping[str, PackedLinks] = NO_OTHERS) -> None:
        self._pages = pages
        self._others = others

    def __getitem__(self, path: str) -> PackedLinks:
        page = self._pages.get(path)
        return self._others[path] if page is None else page.packed

    def __contains__(self, path: object) -> bool:
        return path in self._pages or path in self._others

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

    ``basis`` is what they were made of, where it was told, and ``findings`` what was found of it. ``texts`` are those
    of their links, and of the pages to come.
    """

    def __init__(self, state: Path) -> None:
        self._file = state / "pages"
        stored = _Stored(None, None, [], {})
        data = read_checked(self._file)
        if data is not None:
            with suppress(msgspec.MsgspecError):
                stored = _READER.decode(data)
        self.basis, self.findings, self.texts = stored.basis, stored.findings, LinkTexts(stored.texts)
        self.pages = {
            path: KnownPage(fingerprint, digest, PackedLinks(stored.texts, places, anchors, links))
            for path, (fingerprint, digest, places, anchors, links) in stored.pages.items()
        }

    def save(
        self, pages: dict[str, KnownPage], texts: LinkTexts, basis: Basis | None, findings: Findings | None
    ) -> None:
        """Remember the pages of a finished build; ``texts`` are those that its new pages were packed with."""
        known = self.pages.get
        stay = sum(known(path) is page for path, page in pages.items())
        if stay == len(pages) == len(self.pages) and (basis, findings) == (self.basis, self.findings):
            return
        if texts is self.texts and self.pages and stay < len(pages) * MOST_STAY:
            texts = LinkTexts()
        stored = {path: (page.fingerprint, page.digest, *_in(texts, page.packed)) for path, page in pages.items()}
        write_checked(self._file, _WRITER.encode(_Stored(basis, findings, texts.texts, stored)))


def _in(texts: LinkTexts, packed: PackedLinks) -> tuple[bytes, int, int]:
    """What to store of links beside their texts."""
    if packed.texts is not texts.texts:
        packed = texts.packed(packed.unpacked())
    return packed.places, packed.anchors, packed.links


_WRITER = msgspec.msgpack.Encoder()
_READER = msgspec.msgpack.Decoder(_Stored)
