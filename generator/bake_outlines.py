"""Bakes the outlines that locator maps are drawn from: ``python generator/bake_outlines.py countries-50m.json``.

The input is ``countries-50m.json`` of the npm package world-atlas 2.0.2 (ISC): the countries of Natural Earth 4.1 at
1:50 million, which is in the public domain (https://www.naturalearthdata.com/about/terms-of-use/), as TopoJSON. The
output is ``generator/onrecord/site/outlines.json``: coasts and borders as lists of whole hundredths of a degree, each
point after the first as the step from the one before, without what no locator map is fine enough to show.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

TARGET = Path(__file__).resolve().parent / "onrecord/site/outlines.json"
SCALE = 100
TOLERANCE = 0.03
"""Degrees by which a line may move when points are left out."""

SMALLEST = 0.02
"""Square degrees below which an island or a hole is left out."""

Point = tuple[float, float]


def arcs(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a topology in degrees, simplified; ends stay, so that arcs still meet."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    found = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * kx + dx, y * ky + dy))
        found.append(simplified(points))
    return found


def simplified(points: list[Point]) -> list[Point]:
    """Douglas and Peucker, on a stack."""
    kept = {0, len(points) - 1}
    waiting = [(0, len(points) - 1)]
    while waiting:
        first, last = waiting.pop()
        worst, at = 0.0, first
        for number in range(first + 1, last):
            away = distance(points[number], points[first], points[last])
            if away > worst:
                worst, at = away, number
        if worst > TOLERANCE:
            kept.add(at)
            waiting += [(first, at), (at, last)]
    return [points[number] for number in sorted(kept)]


def distance(point: Point, start: Point, end: Point) -> float:
    """From a point to a stretch."""
    (px, py), (ax, ay), (bx, by) = point, start, end
    length = (bx - ax) ** 2 + (by - ay) ** 2
    along = max(0.0, min(1.0, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length)) if length else 0.0
    return float(((ax + along * (bx - ax) - px) ** 2 + (ay + along * (by - ay) - py) ** 2) ** 0.5)


def polygons(geometry: dict[str, Any]) -> Iterator[list[list[int]]]:
    """The polygons of a geometry, each a list of rings of arc numbers."""
    if geometry["type"] == "Polygon":
        yield geometry["arcs"]
    elif geometry["type"] == "MultiPolygon":
        yield from geometry["arcs"]


def ring(numbers: list[int], lines: list[list[Point]]) -> list[Point]:
    """The points of a ring, closed."""
    points: list[Point] = []
    for number in numbers:
        line = lines[number] if number >= 0 else lines[~number][::-1]
        points += line if not points else line[1:]
    return points


def unrolled(points: list[Point]) -> list[Point]:
    """A line that goes on where it crosses the line of dates; a ring around the pole is closed along the pole."""
    found = [points[0]]
    for x, y in points[1:]:
        x += 360 * round((found[-1][0] - x) / 360)
        found.append((x, y))
    if points[0] == points[-1] and abs(found[-1][0] - found[0][0]) > 180:
        pole = -90.0 if found[0][1] < 0 else 90.0
        found += [(found[-1][0], pole), (found[0][0], pole), found[0]]
    return found


def area(points: list[Point]) -> float:
    """Square degrees, whichever way round."""
    return abs(sum(ax * by - bx * ay for (ax, ay), (bx, by) in pairwise(points))) / 2


def steps(points: list[Point]) -> list[int]:
    """A line as whole numbers: the first point, then steps; repeated points are left out."""
    written: list[int] = []
    last: tuple[int, int] | None = None
    for x, y in points:
        here = round(x * SCALE), round(y * SCALE)
        if here != last:
            written += here if last is None else (here[0] - last[0], here[1] - last[1])
            last = here
    return written


def main() -> None:
    """Read the countries that were named, write the outlines."""
    topology = json.loads(Path(sys.argv[1]).read_bytes())
    lines = arcs(topology)
    land: list[list[int]] = []
    uses = [0] * len(lines)
    for country in topology["objects"]["countries"]["geometries"]:
        for polygon in polygons(country):
            for number in (number for found in polygon for number in found):
                uses[max(number, ~number)] += 1
    for whole in topology["objects"]["land"]["geometries"]:
        for polygon in polygons(whole):
            rings = (unrolled(ring(found, lines)) for found in polygon)
            land += [steps(points) for points in rings if area(points) >= SMALLEST]
    borders = [steps(unrolled(line)) for line, used in zip(lines, uses, strict=True) if used > 1]
    about = (
        "Natural Earth 1:50m, public domain, by way of world-atlas 2.0.2; hundredths of a degree, see bake_outlines.py"
    )
    outlines = {"about": about, "land": land, "borders": [line for line in borders if len(line) > 2]}
    TARGET.write_text(json.dumps(outlines, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
