"""What a locator map is drawn from."""

from __future__ import annotations

from msgspec import Struct


class LocatorMap(Struct, frozen=True, gc=False):
    """A map with its point in the middle, ``width`` by ``height`` units.

    ``land`` and ``borders`` are data of SVG paths. ``radius`` is how precisely the point is known, in units; where that
    is too small to be drawn, it is that of a small circle, and ``exact`` is true. ``bar`` is the length of a scale bar
    in units, which is ``bar_km`` kilometres.
    """

    width: int
    height: int
    land: str
    borders: str
    radius: float
    exact: bool
    bar: float
    bar_km: int
