"""What tells the view of a page apart from any other: a digest of all that the page shows.

The rows of long lists stand on many pages, so of each of them a digest is made once.
"""

from __future__ import annotations

from hashlib import blake2b

import msgspec
from msgspec import Struct

from onrecord.site.views.actor_parts import Answer
from onrecord.site.views.pages import Frame
from onrecord.site.views.parts import BriefItem, ClaimCard, EventItem, SourceItem, TimelineGroup, TimelineItem
from onrecord.site.views.row_parts import RegisterRow, SourceDetail

SIZE = 16
"""Length in bytes of every digest."""

SHARED = (BriefItem, ClaimCard, EventItem, SourceItem, TimelineItem)
"""What stands in lists and is made once for all pages."""

ROWS = (*SHARED, Answer, RegisterRow, SourceDetail)
"""All that long lists consist of; most others stand on one page."""

LONG = 16
"""Lists of fewer rows are told as they are."""

MOST_ROWS = 1 << 19
MOST_LISTS = 1 << 13


class Fingerprints:
    """The fingerprints of the pages of one site; those of another ``key`` are others."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._rows: dict[int, tuple[object, bytes]] = {}
        self._lists: dict[int, tuple[object, bytes]] = {}
        self.goes_on = False
        """Whether the fingerprints of the same pages are asked for again and again."""

    def of(self, frame: Frame, view: Struct) -> bytes:
        """The fingerprint of a page: the same for equal views, in any process."""
        if len(self._rows) > MOST_ROWS:
            self._rows.clear()
        if len(self._lists) > MOST_LISTS:
            self._lists.clear()
        told = [self._told(getattr(view, name)) for name in view.__struct_fields__]
        return blake2b(_bytes_of((frame, told)), digest_size=SIZE, key=self._key).digest()

    def _told(self, value: object) -> object:
        if type(value) is tuple and value:
            if isinstance(value[0], TimelineGroup):
                return [[self._told(getattr(group, name)) for name in group.__struct_fields__] for group in value]
            if len(value) >= LONG and isinstance(value[0], ROWS):
                return self._list(value)
        return value

    def _list(self, rows: tuple[object, ...]) -> bytes:
        """The digests of its rows; the list is held where it may come again."""
        if not self.goes_on:
            return b"".join(map(self._row, rows))
        held = self._lists.get(id(rows))
        if held is None:
            held = self._lists[id(rows)] = (rows, b"".join(map(self._row, rows)))
        return held[1]

    def _row(self, row: object) -> bytes:
        """The digest of a row, which is held: no other object can take over its identity."""
        held = self._rows.get(id(row))
        if held is None:
            held = (row, blake2b(_bytes_of(row), digest_size=SIZE).digest())
            if self.goes_on or isinstance(row, SHARED):
                self._rows[id(row)] = held
        return held[1]


_bytes_of = msgspec.msgpack.Encoder().encode
