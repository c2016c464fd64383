"""Pieces of HTML by number: those that came into pages lately in memory, all others in a file without a name.

A site of ten thousand briefs has a few hundred megabytes of them. To read one back takes a tenth of the time of writing
it with a template.
"""

from __future__ import annotations

import struct
import tempfile
from array import array
from collections.abc import Iterable
from io import FileIO
from itertools import accumulate

NotedLinks = tuple[bytes, bytes, bytes]
"""What whoever reads the links of a piece notes of them: of anchors, links and loads."""

_HEAD = struct.Struct("=i?iII")
"""The place of the set of symbols, whether it holds them, and the lengths of what is noted; -1 where nothing is."""


class Piece:
    """A piece of HTML in UTF-8, with what was found out about it.

    ``symbols`` are the shapes that it uses, and ``holds`` says that shapes themselves are in it; ``links`` are what
    somebody noted of its links. ``None`` until somebody asked.
    """

    __slots__ = ("holds", "links", "number", "symbols", "text")

    def __init__(
        self,
        number: int,
        text: bytes,
        symbols: frozenset[bytes] | None = None,
        holds: bool = False,
        links: NotedLinks | None = None,
    ) -> None:
        self.number = number
        self.text = text
        self.symbols = symbols
        self.holds = holds
        self.links = links


class Pieces:
    """The pieces of one site. ``size`` is how many bytes of them are in memory."""

    def __init__(self) -> None:
        self.size = 0
        self._here: dict[int, Piece] = {}
        self._next = 0
        self._file: FileIO | None = None
        self._first = 0
        self._bounds = array("Q", [0])
        self._sets: dict[frozenset[bytes], int] = {}
        self._sets_in_order: list[frozenset[bytes]] = []

    def __del__(self) -> None:
        if self._file is not None:
            self._file.close()

    def add(self, text: bytes) -> int:
        """One more piece; its number, which no other has had."""
        number = self._next
        self._next += 1
        self._here[number] = Piece(number, text)
        self.size += len(text)
        return number

    def all(self, numbers: Iterable[int]) -> list[Piece]:
        """The pieces of these numbers.

        Raises:
            OSError: when one that was put away cannot be read.
        """
        here = self._here.get
        return [here(number) or self._fetched(number) for number in numbers]

    def clear(self) -> None:
        """Forget all of them."""
        self._here.clear()
        self.size = 0
        if self._file is not None:
            self._file.close()
        self._file, self._first, self._bounds = None, self._next, array("Q", [0])

    def put_away(self) -> bool:
        """Take all of them out of memory; whether there was room for them elsewhere. If not, they are forgotten."""
        first = self._first + len(self._bounds) - 1
        fresh = [self._record(piece) for number, piece in self._here.items() if number >= first]
        try:
            if self._file is None:
                self._file = tempfile.TemporaryFile(buffering=0, prefix="onrecord-")  # noqa: SIM115
            end = self._file.seek(self._bounds.pop())
            waiting = memoryview(b"".join(fresh))
            while waiting:
                waiting = waiting[self._file.write(waiting) :]
        except OSError:
            self.clear()
            return False
        self._bounds.extend(accumulate(map(len, fresh), initial=end))
        self._here.clear()
        self.size = 0
        return True

    def _record(self, piece: Piece) -> bytes:
        symbols = -1 if piece.symbols is None else self._place_of(piece.symbols)
        if piece.links is None:
            return _HEAD.pack(symbols, piece.holds, -1, 0, 0) + piece.text
        return b"".join((_HEAD.pack(symbols, piece.holds, *map(len, piece.links)), *piece.links, piece.text))

    def _fetched(self, number: int) -> Piece:
        """A piece that was put away."""
        place = number - self._first
        if self._file is None or not 0 <= place < len(self._bounds) - 1:
            raise OSError(f"there is no piece {number}")
        start, end = self._bounds[place : place + 2]
        self._file.seek(start)
        record = self._file.read(end - start)
        if len(record) < end - start:
            raise OSError(f"piece {number} is cut off")
        symbols, holds, anchors, links, loads = _HEAD.unpack_from(record)
        used = None if symbols < 0 else self._sets_in_order[symbols]
        if anchors < 0:
            piece = Piece(number, record[_HEAD.size :], used, holds)
        else:
            two = _HEAD.size + anchors
            three = two + links
            text = three + loads
            noted = (record[_HEAD.size : two], record[two:three], record[three:text])
            piece = Piece(number, record[text:], used, holds, noted)
        self._here[number] = piece
        self.size += len(piece.text)
        return piece

    def _place_of(self, symbols: frozenset[bytes]) -> int:
        place = self._sets.setdefault(symbols, len(self._sets_in_order))
        if place == len(self._sets_in_order):
            self._sets_in_order.append(symbols)
        return place
