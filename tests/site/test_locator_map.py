"""Locator maps: where the point is, how precisely, to what scale, and what lies around it."""

from __future__ import annotations

import re

import pytest

from onrecord.site.locator_map import HEIGHT, MARGIN, WIDTH, locator_map, outlines
from onrecord.site.views.map_parts import LocatorMap

Point = tuple[float, float]
PIECE = re.compile(r"M([-\d.]+) ([-\d.]+)l([-\d. ]*)")


def drawn(lat: float, lon: float, precision_km: float) -> LocatorMap:
    found = locator_map(lat, lon, precision_km)
    assert found is not None
    return found


def rings(path: str) -> list[list[Point]]:
    """The pieces of a path in the units of the drawing."""
    found = []
    for x, y, steps in PIECE.findall(path):
        points = [(float(x), float(y))]
        numbers = [float(number) for number in steps.split()]
        for across, down in zip(numbers[::2], numbers[1::2], strict=True):
            points.append((points[-1][0] + across, points[-1][1] + down))
        found.append(points)
    return found


def on_land(path: str, at: Point) -> bool:
    """Whether a ray from a point crosses an odd number of edges, as ``fill-rule: evenodd`` has it."""
    inside = False
    for ring in rings(path):
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1], strict=True):
            if (ay > at[1]) != (by > at[1]) and at[0] < ax + (at[1] - ay) / (by - ay) * (bx - ax):
                inside = not inside
    return inside


MIDDLE = (WIDTH / 2, HEIGHT / 2)


@pytest.mark.parametrize(
    ("name", "lat", "lon", "land"),
    [
        ("Kursk", 51.7, 36.2, True),
        ("Kyiv", 50.45, 30.52, True),
        ("the Black Sea", 43.4, 34.0, False),
        ("the Caspian Sea", 41.5, 50.5, False),
        ("Cape Town's hinterland", -33.3, 19.5, True),
        ("the Atlantic", 0.0, -25.0, False),
        ("Taveuni, on the line of dates", -16.85, -179.97, True),
        ("Chukotka, across the line of dates", 67.0, 179.5, True),
        ("the ice below Africa", -80.0, 20.0, True),
        ("Greenland", 75.0, -40.0, True),
    ],
)
def test_the_point_stands_on_land_or_at_sea_as_it_does(name: str, lat: float, lon: float, land: bool) -> None:
    assert on_land(drawn(lat, lon, 10).land, MIDDLE) == land, name


def test_precision_and_scale_are_of_one_measure() -> None:
    """A circle of 150 km and a bar of 500 km on one drawing."""
    found = drawn(51.7, 36.2, 150)
    assert (found.exact, found.bar_km) == (False, 500)
    assert found.radius / 150 == pytest.approx(found.bar / 500, rel=0.01)


def test_a_vaguer_place_has_a_larger_circle_and_never_leaves_the_map() -> None:
    radii = [drawn(51.7, 36.2, precision).radius for precision in (20, 100, 180)]
    assert radii == sorted(radii)
    assert max(drawn(0, 0, precision).radius for precision in (180, 500, 2_000)) < HEIGHT / 2


def test_what_is_known_exactly_is_a_point_that_can_be_seen() -> None:
    found = drawn(51.7, 36.2, 0.1)
    assert found.exact
    assert found.radius >= 5


def test_what_is_hardly_known_has_no_map() -> None:
    assert locator_map(51.7, 36.2, 5_000) is None


@pytest.mark.parametrize("lat", [-90, -60, 0, 60, 90])
@pytest.mark.parametrize("lon", [-180, -179, 0, 179, 180])
def test_nothing_is_drawn_far_outside_the_frame(lat: float, lon: float) -> None:
    for x, y in [point for ring in rings(drawn(lat, lon, 2_000).land) for point in ring]:
        assert -MARGIN - 1 <= x <= WIDTH + MARGIN + 1
        assert -MARGIN - 1 <= y <= HEIGHT + MARGIN + 1


def test_borders_are_drawn_where_countries_meet_and_not_around_an_island() -> None:
    assert rings(drawn(51.7, 36.2, 10).borders)
    assert not rings(drawn(64.9, -19.0, 10).borders)


def test_a_map_is_small() -> None:
    heaviest = max(len(found.land) + len(found.borders) for found in (drawn(50, 15, 10), drawn(60, 10, 10)))
    assert heaviest < 12_000


def test_outlines_say_where_they_are_from() -> None:
    assert len(outlines().land) > 500
    assert len(outlines().borders) > 200
