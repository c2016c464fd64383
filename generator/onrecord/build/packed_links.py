"""The links of all pages of a site, told by numbers: most addresses and anchors stand on many pages."""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable
from functools import cached_property
from typing import NamedTuple

from onrecord.build.page_links import NOTHING, LinkParts, PageLinks, together

_PLACE = "I"


class PackedLinks(NamedTuple):
    """What a page offers and asks for, by the places in ``texts``, which other pages have too.

    ``places`` are those of anchors, links and loads one after the other, of which the first two are so many.
    """

    texts: list[str]
    places: bytes
    anchors: int
    links: int

    def unpacked(self) -> PageLinks:
        """The links; none where this is not what ``LinkTexts`` packed."""
        places = array(_PLACE)
        try:
            places.frombytes(self.places)
            found = tuple(map(self.texts.__getitem__, _little_endian(places)))
        except (IndexError, ValueError):
            return NOTHING
        loads = self.anchors + self.links
        return PageLinks(found[: self.anchors], found[self.anchors : loads], found[loads:])


class LinkTexts:
    """The ``texts`` of the links of many pages, each once; those of earlier pages come first."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self.texts = texts if isinstance(texts, list) else [*texts]

    def packed(self, links: PageLinks) -> PackedLinks:
        """The links of one more page."""
        return self._packed(self.placed(links))

    def joined(self, own: PageLinks, pieces: Iterable[LinkParts[int]]) -> PackedLinks:
        """Those of a page that consists of a text of its own and of pieces, which were ``placed`` once."""
        return self._packed(together(self.placed(own), pieces))

    def placed(self, links: PageLinks) -> LinkParts[int]:
        """The places of the texts."""
        place = self._place
        anchors, others, loads = ([place(text) for text in texts] for texts in links)
        return tuple(anchors), tuple(others), tuple(loads)

    def _packed(self, links: LinkParts[int]) -> PackedLinks:
        anchors, others, loads = links
        places = array(_PLACE, (*anchors, *others, *loads))
        return PackedLinks(self.texts, _little_endian(places).tobytes(), len(anchors), len(others))

    def _place(self, text: str) -> int:
        place = self._places.setdefault(text, len(self.texts))
        if place == len(self.texts):
            self.texts.append(text)
        return place

    @cached_property
    def _places(self) -> dict[str, int]:
        return {text: place for place, text in enumerate(self.texts)}


def _little_endian(places: array[int]) -> array[int]:
    if sys.byteorder == "big":
        places.byteswap()
    return places
