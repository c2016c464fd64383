"""What an earlier build knew of the pages that stand in an output folder: fingerprints, digests and links."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import msgspec

from onrecord.build.checked_file import read_checked, write_checked
from onrecord.build.page_links import PageLinks
from onrecord.build.text_edits import Basis


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
        data = read_checked(self._file)
        if data is not None:
            try:
                stored = _READER.decode(data)
                self.pages, self.basis = _decoded(stored), stored.basis
            except (msgspec.MsgspecError, IndexError):
                self.pages = {}

    def save(self, pages: dict[str, KnownPage], basis: Basis | None) -> None:
        """Remember the pages of a finished build."""
        if pages != self.pages or basis != self.basis:
            write_checked(self._file, _WRITER.encode(_encoded(pages, basis)))


def _encoded(pages: dict[str, KnownPage], basis: Basis | None) -> _Stored:
    places: dict[str, int] = {}

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
