"""How dense a timeline is, and how precise: entries counted by stretches of time, or drawn as spans over them.

Nothing here claims more than is known. An entry that lies within one stretch is counted there; one that may lie in
several, or whose date is open or in doubt, is a span. Only what is known to the day has a tick of its own. However many
entries there are, what is drawn has a bounded size.

Time is measured in months from the year 0, days as fractions of a month.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil
from typing import Literal, NamedTuple

from onrecord.content.date_bounds import days_in_month
from onrecord.content.dates import Date, Precision

SIZES = (1, 3, 12, 120, 1200, 12000)
"""Lengths of a stretch in months: a month, a quarter, a year, a decade, a century, a millennium."""

MAX_STRETCHES = 30
MAX_TICKS = 200
MAX_SPANS = 8
"""How many spans a row shows each for itself; those beyond are drawn together in the last row."""

ROWS = 3
OUTLIERS = 10
"""One in so many known ends may lie outside the window, where that shows the others more finely."""

SpanStyle = Literal["known", "open", "doubtful"]
"""``known``: somewhere between two known ends. ``open``: an end is not known. ``doubtful``: around or possibly then."""


class Extent(NamedTuple):
    """From when to when a date may lie, ``None`` where nobody knows; ``point``: it is known to the day."""

    start: float | None
    end: float | None
    point: bool
    doubtful: bool


class Window(NamedTuple):
    """What is shown: ``number`` stretches of ``size`` months, from the month ``first`` on."""

    first: int
    size: int
    number: int

    @property
    def last(self) -> int:
        """The month after it."""
        return self.first + self.size * self.number


class Span(NamedTuple):
    """A bar from ``start`` to ``end`` in months, in a row below the counts."""

    start: float
    end: float
    row: int
    style: SpanStyle


@dataclass(frozen=True, slots=True)
class Lane:
    """The entries of one kind: how many in each stretch, days as ticks, and what is less precise as spans."""

    kind: str
    counts: tuple[int, ...]
    ticks: tuple[float, ...]
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Density:
    """A drawing. ``counts`` of the lanes, ``spanning``, ``earlier``, ``later`` and ``unplaced`` add up to ``total``.

    ``touched`` says for each stretch how many spans lie over it.
    """

    window: Window
    lanes: tuple[Lane, ...]
    total: int
    spanning: int
    earlier: int
    later: int
    unplaced: int
    touched: tuple[int, ...]


@dataclass(slots=True)
class _Filling:
    counts: list[int]
    ticks: list[float] = field(default_factory=list)
    spans: Counter[tuple[float, float, SpanStyle]] = field(default_factory=Counter)


def density(entries: Iterable[tuple[str, Date]], kinds: Iterable[str], window: Window | None = None) -> Density | None:
    """The drawing of entries, each a kind and a date, with one lane for each of ``kinds`` that has any in the window.

    Without a ``window`` one is chosen that shows them as finely as may be; ``None`` where nothing has a known end.
    """
    extents = [(kind, extent(date)) for kind, date in entries]
    window = window or window_of([found for _, found in extents])
    if window is None:
        return None
    lanes = {kind: _Filling([0] * window.number) for kind in kinds}
    earlier = later = unplaced = 0
    for kind, (start, end, point, doubtful) in extents:
        if start is None and end is None:
            unplaced += 1
        elif end is not None and end <= window.first:
            earlier += 1
        elif start is not None and start >= window.last:
            later += 1
        else:
            _fill(lanes[kind], Extent(start, end, point, doubtful), window)
    spans = [span for lane in lanes.values() for span in lane.spans.elements()]
    crowded = sum(len(set(lane.ticks)) for lane in lanes.values()) > MAX_TICKS
    return Density(
        window=window,
        lanes=tuple(
            Lane(kind, tuple(lane.counts), () if crowded else tuple(sorted(set(lane.ticks))), _rows(lane, window))
            for kind, lane in lanes.items()
            if lane.spans or any(lane.counts)
        ),
        total=len(extents),
        spanning=len(spans),
        earlier=earlier,
        later=later,
        unplaced=unplaced,
        touched=tuple(
            sum(start < after and end > before for start, end, _ in spans)
            for before, after in pairwise(range(window.first, window.last + 1, window.size))
        ),
    )


def extent(date: Date) -> Extent:
    """The extent of a date, as written and not moved to UTC."""
    if date.precision is Precision.INSTANT:
        start, end = _months(date.text, 0), _months(date.text, 1)
    else:
        start, end = _months(date.earliest, 0), _months(date.latest, 1)
    return Extent(
        None if date.open_start else start,
        None if date.open_end else end,
        date.is_point and not date.is_qualified and not date.is_masked,
        date.is_qualified,
    )


def window_of(extents: Sequence[Extent]) -> Window | None:
    """The window that shows the known ends of extents, but for a few far from the others, in the finest stretches."""
    ends: list[int] = []
    for start, end, _, _ in extents:
        if start is not None:
            ends.append(int(start))
        if end is not None:
            ends.append(ceil(end) - 1)
    if not ends:
        return None
    ends.sort()
    spare = len(ends) // OUTLIERS
    for size in SIZES:
        if size <= SIZES[1] and ends[-1] // size - ends[0] // size < MAX_STRETCHES:
            return _window(ends[0], ends[-1], size)
    for size in SIZES:
        first, last = max(
            ((place, bisect_left(ends, (end // size + MAX_STRETCHES) * size)) for place, end in enumerate(ends)),
            key=lambda reach: reach[1] - reach[0],
        )
        if len(ends) - (last - first) <= spare:
            return _window(ends[first], ends[last - 1], size)
    return _window(ends[0], ends[-1], SIZES[-1])


def _window(first: int, last: int, size: int) -> Window:
    start = first // size
    return Window(start * size, size, last // size - start + 1)


def _months(day: str, after: int) -> float:
    """The beginning of a day, or its end where ``after`` is 1; ``day`` begins ``YYYY-MM-DD``."""
    year, month, number = int(day[:4]), int(day[5:7]), int(day[8:10])
    return year * 12 + month - 1 + (number - 1 + after) / days_in_month(year, month)


def _fill(lane: _Filling, found: Extent, window: Window) -> None:
    start, end, point, doubtful = found
    if start is not None and end is not None and not doubtful:
        first = _stretch(start, window)
        if first == _stretch(end, window, before=True):
            lane.counts[first] += 1
            if point:
                lane.ticks.append((start + end) / 2)
            return
    style: SpanStyle = "open" if start is None or end is None else "doubtful" if doubtful else "known"
    start = window.first if start is None else max(start, window.first)
    end = window.last if end is None else min(end, window.last)
    if doubtful:  # no shorter than a stretch, as it may lie beside what was written
        start = window.first + _stretch(start, window) * window.size
        end = window.first + (_stretch(end, window, before=True) + 1) * window.size
    lane.spans[start, end, style] += 1


def _stretch(time: float, window: Window, *, before: bool = False) -> int:
    """The stretch that a time lies in; ``before``: that the moment before it lies in."""
    place = (time - window.first) / window.size
    return ceil(place) - 1 if before else int(place) if place >= 0 else -1


def _rows(lane: _Filling, window: Window) -> tuple[Span, ...]:
    """The spans in rows where they do not cover one another; what finds no room is drawn together in the last row."""
    reach = [float("-inf")] * (ROWS - 1)
    used = [0] * (ROWS - 1)
    found: list[Span] = []
    covered: set[int] = set()
    for start, end, style in sorted(lane.spans):
        row = next((row for row in range(ROWS - 1) if reach[row] <= start and used[row] < MAX_SPANS), None)
        if row is None:
            covered.update(range(_stretch(start, window), _stretch(end, window, before=True) + 1))
        else:
            reach[row] = end
            used[row] += 1
            found.append(Span(start, end, row, style))
    for first in (stretch for stretch in sorted(covered) if stretch - 1 not in covered):
        last = next(stretch for stretch in range(first, window.number) if stretch + 1 not in covered)
        start, end = (window.first + place * window.size for place in (first, last + 1))
        found.append(Span(start, end, ROWS - 1, "known"))
    return tuple(found)
