"""Locator maps: coasts and borders around a point, drawn to scale when the site is built; no tile server is asked.

The outlines are those of Natural Earth at 1:50 million, in the public domain; ``generator/bake_outlines.py`` made
``outlines.json`` from them. The projection is equirectangular, true to scale at the point itself.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import accumulate, pairwise
from math import cos, floor, log10, radians
from pathlib import Path
from typing import NamedTuple

from onrecord.site.views.map_parts import LocatorMap

WIDTH, HEIGHT = 480, 320
"""Of the drawing, in its own units."""

LEAST_KM = 700.0
"""From the point to the upper edge, at least; enough to recognise where it is."""

FACTOR = 2.5
"""How much farther than its precision a map reaches."""

MOST_PRECISION_KM = 2_000.0
"""What is known less precisely than this is told in words alone."""

KM_PER_DEGREE = 111.2
MARGIN = 6.0
"""Beyond each edge, so that the cut edge of land is not seen as a coast."""

FINEST = 1.0
"""Units; a point closer than this to the one before is left out."""

SPECK = 2.0
"""Units; what is smaller in both directions is not drawn."""

SMALLEST_CIRCLE = 5.0

Point = tuple[float, float]


class Outline(NamedTuple):
    """A ring or a line in degrees, with the box that it lies in: west, south, east, north."""

    points: tuple[Point, ...]
    box: tuple[float, float, float, float]


class Outlines(NamedTuple):
    """All coasts, as rings, and all borders between countries."""

    land: tuple[Outline, ...]
    borders: tuple[Outline, ...]


MOST_KEPT = 256
"""How many maps are kept: a page is made again and again, and few places move."""


@cache
def outlines() -> Outlines:
    """The outlines of the world."""
    found = json.loads((Path(__file__).resolve().parent / "outlines.json").read_bytes())
    return Outlines(tuple(map(_outline, found["land"])), tuple(map(_outline, found["borders"])))


@lru_cache(maxsize=MOST_KEPT)
def locator_map(lat: float, lon: float, precision_km: float) -> LocatorMap | None:
    """The map around a point; ``None`` where it is not known well enough for one to say anything."""
    if precision_km > MOST_PRECISION_KM:
        return None
    reach_km = max(LEAST_KM, FACTOR * precision_km)
    unit_km = 2 * reach_km / HEIGHT
    across = max(cos(radians(lat)), 0.15) * KM_PER_DEGREE / unit_km
    up = KM_PER_DEGREE / unit_km

    def placed(outline: Iterable[Point], turn: float) -> list[Point]:
        return [(WIDTH / 2 + (x + turn - lon) * across, HEIGHT / 2 - (y - lat) * up) for x, y in outline]

    land = [_ring(placed(it.points, turn)) for it, turn in _near(outlines().land, lat, lon, across, up)]
    borders = [
        run for it, turn in _near(outlines().borders, lat, lon, across, up) for run in _runs(placed(it.points, turn))
    ]
    bar_km = _round_distance(WIDTH / 4 * unit_km)
    radius = precision_km / unit_km
    return LocatorMap(
        width=WIDTH,
        height=HEIGHT,
        land="".join(f"{_path(points)}z" for points in land if points),
        borders="".join(_path(points) for points in borders),
        radius=round(max(radius, SMALLEST_CIRCLE), 1),
        exact=radius < SMALLEST_CIRCLE,
        bar=round(bar_km / unit_km, 1),
        bar_km=bar_km,
    )


def _outline(steps: list[int]) -> Outline:
    xs, ys = ([number / 100 for number in accumulate(steps[start::2])] for start in (0, 1))
    return Outline(tuple(zip(xs, ys, strict=True)), (min(xs), min(ys), max(xs), max(ys)))


def _near(
    found: Iterable[Outline], lat: float, lon: float, across: float, up: float
) -> Iterator[tuple[Outline, float]]:
    """Those that may be in sight, with how far they are turned where the sight crosses the line of dates."""
    wide, high = (WIDTH / 2 + MARGIN) / across, (HEIGHT / 2 + MARGIN) / up
    for outline in found:
        west, south, east, north = outline.box
        if north < lat - high or south > lat + high or max((east - west) * across, (north - south) * up) < SPECK:
            continue
        for turn in (-360.0, 0.0, 360.0):
            if east + turn >= lon - wide and west + turn <= lon + wide:
                yield outline, turn


def _ring(points: list[Point]) -> list[Point]:
    """The part of a ring within the frame (Sutherland and Hodgman), which is convex."""
    for axis, size in ((0, WIDTH), (1, HEIGHT)):
        points = _cut(points, axis, -MARGIN, 1)
        points = _cut(points, axis, size + MARGIN, -1)
    return points


def _cut(points: list[Point], axis: int, bound: float, side: int) -> list[Point]:
    """What of a ring lies above a bound on an axis (``side`` 1) or below it (-1)."""
    kept: list[Point] = []
    for before, here in pairwise([points[-1], *points] if points else []):
        enters = (here[axis] - bound) * side >= 0
        if enters != ((before[axis] - bound) * side >= 0):
            share = (bound - before[axis]) / (here[axis] - before[axis])
            kept.append((before[0] + share * (here[0] - before[0]), before[1] + share * (here[1] - before[1])))
        if enters:
            kept.append(here)
    return kept


def _runs(points: list[Point]) -> Iterator[list[Point]]:
    """The stretches of a line that may be in sight."""
    run: list[Point] = []
    for before, here in pairwise(points):
        if _in_sight(before, here):
            run = [*run, here] if run else [before, here]
        elif run:
            yield run
            run = []
    if run:
        yield run


def _in_sight(before: Point, here: Point) -> bool:
    (ax, ay), (bx, by) = before, here
    return max(ax, bx) >= 0 and min(ax, bx) <= WIDTH and max(ay, by) >= 0 and min(ay, by) <= HEIGHT


def _path(points: list[Point]) -> str:
    """The data of an SVG path, in tenths, each point as the step from the one before."""
    written: list[str] = []
    last: tuple[int, int] | None = None
    for x, y in points:
        here = round(x * 10), round(y * 10)
        if last is None:
            written.append(f"M{here[0] / 10:g} {here[1] / 10:g}l")
        elif max(abs(here[0] - last[0]), abs(here[1] - last[1])) < FINEST * 10:
            continue
        else:
            written.append(f"{(here[0] - last[0]) / 10:g} {(here[1] - last[1]) / 10:g} ")
        last = here
    return "".join(written).rstrip() if len(written) > 1 else ""


def _round_distance(most_km: float) -> int:
    """The longest of 1, 2, 5, 10, 20 ... km that is not longer than ``most_km``."""
    power = 10 ** floor(log10(most_km))
    return int(max(step * power for step in (1, 2, 5) if step * power <= most_km))
