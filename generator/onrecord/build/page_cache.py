"""What an earlier build knew of the pages that stand in an output folder: fingerprints, digests and links."""

from __future__ import annotations

from pathlib import Path

import msgspec

from onrecord.build.checked_file import read_checked, write_checked
from onrecord.build.page_links import PageLinks


class KnownPage(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """A page that was written: the fingerprint it was made under, the digest of its bytes, and its links."""

    fingerprint: bytes
    digest: str
    links: PageLinks


class PageCache:
    """The pages of the output folder whose state is kept in ``state``; empty when nothing usable is there."""

    def __init__(self, state: Path) -> None:
        self._file = state / "pages"
        self.pages: dict[str, KnownPage] = {}
        data = read_checked(self._file)
        if data is not None:
            try:
                self.pages = _READER.decode(data)
            except msgspec.MsgspecError:
                self.pages = {}

    def save(self, pages: dict[str, KnownPage]) -> None:
        """Remember the pages of a finished build."""
        if pages != self.pages:
            write_checked(self._file, _WRITER.encode(pages))


_WRITER = msgspec.msgpack.Encoder()
_READER = msgspec.msgpack.Decoder(dict[str, KnownPage])
