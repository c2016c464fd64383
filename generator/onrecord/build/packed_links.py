"""The links of all pages of a site, told by numbers: most addresses and anchors stand on many pages."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from onrecord.build.page_links import PageLinks
from onrecord.site.pieces import NotedLinks

_PLACE = "I"


class PackedLinks(NamedTuple):
    """What a page offers and asks for, by the places in ``texts``, which other pages have too.

    ``places`` are those of anchors, links and loads one after the other, of which the first two are so many.
    """

    texts: list[str]
    places: bytes
    anchors: int
    links: int

    def numbers(self) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
        """The places of anchors, links and loads in ``texts``; none where this is not what ``LinkTexts`` packed."""
        try:
            found = _little_endian(_array_of(self.places))
        except ValueError:
            return (), (), ()
        if len(found) and max(found) >= len(self.texts):
            return (), (), ()
        loads = self.anchors + self.links
        return found[: self.anchors], found[self.anchors : loads], found[loads:]

    def unpacked(self) -> PageLinks:
        """The links."""
        return PageLinks(*(tuple(map(self.texts.__getitem__, numbers)) for numbers in self.numbers()))


class _Places(dict[str, int]):
    """The place of each text; one that is asked for and not there gets the next."""

    __slots__ = ("texts",)

    def __init__(self, texts: list[str]) -> None:
        super().__init__(zip(texts, range(len(texts)), strict=True))
        self.texts = texts

    def __missing__(self, text: str) -> int:
        place = self[text] = len(self.texts)
        self.texts.append(text)
        return place


class LinkTexts:
    """The ``texts`` of the links of many pages, each once; those of earlier pages come first."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts = texts if isinstance(texts, list) else [*texts]

    def number(self, text: str) -> int | None:
        """The place of a text; ``None`` where no page has it."""
        return self._places.get(text)

    def packed(self, links: PageLinks) -> PackedLinks:
        """The links of one more page."""
        return self._packed(*self.placed(links))

    def joined(self, own: PageLinks, pieces: Iterable[NotedLinks]) -> PackedLinks:
        """Those of a page that consists of a text of its own and of pieces, which were ``placed`` once."""
        anchors, links, loads = map(b"".join, zip(self.placed(own), *pieces, strict=True))
        return self._packed(anchors, _distinct(links), _distinct(loads))

    def placed(self, links: PageLinks) -> NotedLinks:
        """The places of the texts, as this machine writes numbers."""
        place = self._places.__getitem__
        anchors, others, loads = (array(_PLACE, map(place, texts)).tobytes() for texts in links)
        return anchors, others, loads

    def _packed(self, anchors: bytes, links: bytes, loads: bytes) -> PackedLinks:
        places = _array_of(anchors + links + loads)
        size = places.itemsize
        return PackedLinks(self.texts, _little_endian(places).tobytes(), len(anchors) // size, len(links) // size)

    @cached_property
    def _places(self) -> _Places:
        return _Places(self.texts)


def _array_of(places: bytes) -> array[int]:
    found = array(_PLACE)
    found.frombytes(places)
    return found


def _distinct(places: bytes) -> bytes:
    """The same without repeats."""
    return array(_PLACE, dict.fromkeys(_array_of(places))).tobytes()


def _little_endian(places: array[int]) -> array[int]:
    if sys.byteorder == "big":
        places.byteswap()
    return places
