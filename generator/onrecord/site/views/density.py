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
from functools import lru_cache
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


SpanKey = tuple[float, float, SpanStyle]
"""From when to when a span reaches, and how."""

Side = Literal["within", "earlier", "later", "nowhere"]


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

    ``touched`` says for each stretch how many entries drawn as spans lie over it.
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
    spans: set[SpanKey] = field(default_factory=set)


def density(
    entries: Iterable[tuple[str, Date]],
    kinds: Iterable[str],
    window: Window | None = None,
    most: int = MAX_STRETCHES,
) -> Density | None:
    """The drawing of entries, each a kind and a date, with one lane for each of ``kinds`` that has any in the window.

    Without a ``window`` one of ``most`` stretches or fewer is chosen, as fine as may be; ``None`` where nothing has a
    known end.
    """
    found = [(kind, extents(date), times) for (kind, date), times in Counter(entries).items()]
    window = window or window_of([(extent, times) for _, members, times in found for extent in members], most)
    if window is None:
        return None
    lanes = {kind: _Filling([0] * window.number) for kind in kinds}
    outside: Counter[Side] = Counter()
    spanning: list[tuple[list[SpanKey], int]] = []
    for kind, members, times in found:
        shown = [member for member in members if _side(member, window) == "within"]
        if not shown:
            outside[_side(members[0], window)] += times
        elif len(members) > 1 or not _count(lanes[kind], shown[0], window, times):
            spans = [_span(member, window) for member in shown]
            spanning.append((spans, times))
            lanes[kind].spans.update(spans)
    crowded = sum(len(set(lane.ticks)) for lane in lanes.values()) > MAX_TICKS
    return Density(
        window=window,
        lanes=tuple(
            Lane(kind, tuple(lane.counts), () if crowded else tuple(sorted(set(lane.ticks))), _rows(lane, window))
            for kind, lane in lanes.items()
            if lane.spans or any(lane.counts)
        ),
        total=sum(times for _, _, times in found),
        spanning=sum(times for _, times in spanning),
        earlier=outside["earlier"],
        later=outside["later"],
        unplaced=outside["nowhere"],
        touched=_touched(spanning, window),
    )


@lru_cache(maxsize=16_384)
def extents(date: Date) -> tuple[Extent, ...]:
    """The extent of a date, as written and not moved to UTC; of a set, those of its members."""
    members = date.members
    return tuple(
        _extent(member, doubtful=date.is_qualified or (len(members) > 1 and date.one_of)) for member in members
    )


def _extent(date: Date, *, doubtful: bool) -> Extent:
    if date.precision is Precision.INSTANT:
        start, end = _months(date.text, 0), _months(date.text, 1)
    else:
        start, end = _months(date.earliest, 0), _months(date.latest, 1)
    return Extent(
        None if date.open_start else start,
        None if date.open_end else end,
        date.is_point and not doubtful and not date.is_masked,
        doubtful,
    )


def window_of(found: Sequence[tuple[Extent, int]], most: int) -> Window | None:
    """The window that shows all known ends, but for a few far from the others, in the finest stretches.

    ``found`` are extents, each with how many entries have it.
    """
    ends: list[int] = []
    for (start, end, _, _), times in found:
        if start is not None:
            ends += [int(start)] * times
        if end is not None:
            ends += [ceil(end) - 1] * times
    if not ends:
        return None
    ends.sort()
    spare = len(ends) // OUTLIERS
    for size in SIZES:
        if size <= SIZES[1] and ends[-1] // size - ends[0] // size < most:
            return _window(ends[0], ends[-1], size)
    for size in SIZES:
        first, last = max(
            ((place, bisect_left(ends, (ends[place] // size + most) * size)) for place in range(spare + 1)),
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


def _touched(spanning: Iterable[tuple[Iterable[SpanKey], int]], window: Window) -> tuple[int, ...]:
    touched = [0] * window.number
    for spans, times in spanning:
        for place in {place for span in spans for place in _stretches(span[0], span[1], window)}:
            touched[place] += times
    return tuple(touched)


def _stretches(start: float, end: float, window: Window) -> range:
    return range(_stretch(start, window), _stretch(end, window, before=True) + 1)


def _side(found: Extent, window: Window) -> Side:
    if found.start is None and found.end is None:
        return "nowhere"
    if found.end is not None and found.end <= window.first:
        return "earlier"
    return "later" if found.start is not None and found.start >= window.last else "within"


def _count(lane: _Filling, found: Extent, window: Window, times: int) -> bool:
    """Count what certainly lies within one stretch, so many times; whether it does."""
    start, end, point, doubtful = found
    if start is None or end is None or doubtful:
        return False
    place = _stretch(start, window)
    if place != _stretch(end, window, before=True):
        return False
    lane.counts[place] += times
    if point:
        lane.ticks.append((start + end) / 2)
    return True


def _span(found: Extent, window: Window) -> SpanKey:
    style: SpanStyle = "open" if None in (found.start, found.end) else "doubtful" if found.doubtful else "known"
    start = window.first if found.start is None else max(found.start, window.first)
    end = window.last if found.end is None else min(found.end, window.last)
    if found.doubtful:  # no shorter than a stretch, as it may lie beside what was written
        start = window.first + _stretch(start, window) * window.size
        end = window.first + (_stretch(end, window, before=True) + 1) * window.size
    return start, end, style


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
            covered.update(_stretches(start, end, window))
        else:
            reach[row] = end
            used[row] += 1
            found.append(Span(start, end, row, style))
    for first in (stretch for stretch in sorted(covered) if stretch - 1 not in covered):
        last = next(stretch for stretch in range(first, window.number) if stretch + 1 not in covered)
        start, end = (window.first + place * window.size for place in (first, last + 1))
        found.append(Span(start, end, ROWS - 1, "known"))
    return tuple(found)
