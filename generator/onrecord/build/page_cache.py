"""What an earlier build knew of the pages that stand in an output folder: fingerprints, digests and links."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from onrecord.build.checked_file import read_checked, write_checked
from onrecord.build.page_links import PageLinks
from onrecord.build.text_edits import Basis

MOST_STAY = 0.9
"""Where so great a part of the pages is as it was, only the others are encoded; texts that no page has any more may
stay until many pages change."""


class KnownPage(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A page that was written: the fingerprint it was made under, the digest of its bytes, and its links."""

    fingerprint: bytes
    digest: str
    links: PageLinks


class _Stored(msgspec.Struct, array_like=True, gc=False):
    """Pages whose addresses and anchors are told by their place in ``texts``: most stand on many pages."""

    basis: Basis | None
    texts: list[str]
    pages: dict[str, tuple[bytes, str, list[int], list[int], list[int]]]


class PageCache:
    """The ``pages`` of the output folder whose state is kept in ``state``; empty when nothing usable is there.

    ``basis`` is what they were made of, where it was told.
    """

    def __init__(self, state: Path) -> None:
        self._file = state / "pages"
        self.pages: dict[str, KnownPage] = {}
        self.basis: Basis | None = None
        self._stored = _Stored(None, [], {})
        data = read_checked(self._file)
        if data is not None:
            try:
                stored = _READER.decode(data)
                self.pages, self.basis = _decoded(stored), stored.basis
                self._stored = stored
            except (msgspec.MsgspecError, IndexError):
                self.pages = {}

    def save(self, pages: dict[str, KnownPage], basis: Basis | None) -> None:
        """Remember the pages of a finished build."""
        if pages != self.pages or basis != self.basis:
            write_checked(self._file, _WRITER.encode(self._encoded(pages, basis)))

    def _encoded(self, pages: dict[str, KnownPage], basis: Basis | None) -> _Stored:
        stays = {path for path, page in pages.items() if self.pages.get(path) is page}
        if len(stays) < len(pages) * MOST_STAY:
            return _encoded(pages, basis)
        known = self._stored
        fresh = {path: page for path, page in pages.items() if path not in stays}
        changed = _encoded(fresh, basis, known.texts)
        return _Stored(
            basis, changed.texts, {path: (changed if path in fresh else known).pages[path] for path in pages}
        )


def _encoded(pages: dict[str, KnownPage], basis: Basis | None, texts: Iterable[str] = ()) -> _Stored:
    """``texts`` come first, whether or not any of the pages has them."""
    places = {text: place for place, text in enumerate(texts)}

    def placed(texts: Iterable[str]) -> list[int]:
        return [places.setdefault(text, len(places)) for text in texts]

    stored = {
        path: (page.fingerprint, page.digest, placed(it.anchors), placed(it.links), placed(it.loads))
        for path, page in pages.items()
        for it in (page.links,)
    }
    return _Stored(basis, list(places), stored)


def _decoded(stored: _Stored) -> dict[str, KnownPage]:
    text = stored.texts.__getitem__
    return {
        path: KnownPage(
            fingerprint,
            digest,
            PageLinks(tuple(map(text, anchors)), tuple(map(text, links)), tuple(map(text, loads))),
        )
        for path, (fingerprint, digest, anchors, links, loads) in stored.pages.items()
    }


_WRITER = msgspec.msgpack.Encoder()
_READER = msgspec.msgpack.Decoder(_Stored)
