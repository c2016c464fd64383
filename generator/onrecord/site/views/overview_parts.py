"""The overview of a timeline: what is drawn of it, and the links to what is drawn."""

from __future__ import annotations

from msgspec import Struct


class OverviewSpan(Struct, frozen=True, gc=False):
    """A faint bar, from ``x`` on: somewhere within it lies what is not known better.

    ``style`` is ``known`` (between two known ends), ``open`` (one end is not known) or ``doubtful``.
    """

    x: int
    width: int
    row: int
    style: str


class OverviewLane(Struct, frozen=True, gc=False):
    """The entries of one kind, of all kinds where ``kind`` is empty.

    ``bars`` are the middle and the height of what stands over each stretch that has entries; ``ticks`` are days.
    """

    kind: str
    label: str
    bars: tuple[tuple[int, int], ...]
    ticks: tuple[int, ...]
    spans: tuple[OverviewSpan, ...]


class OverviewStretch(Struct, frozen=True, gc=False):
    """A month, quarter, year ... and what is in it, in words; ``path`` leads there, ``mark`` stands under the chart."""

    words: str
    mark: str | None
    path: str | None


class Overview(Struct, frozen=True, gc=False):
    """A chart of a timeline, in units of its own: ``width`` wide, ``step`` for each stretch.

    ``words`` say what it shows. ``lines`` are where years begin, on a chart of months or quarters.
    """

    words: tuple[str, ...]
    width: int
    step: int
    lanes: tuple[OverviewLane, ...]
    stretches: tuple[OverviewStretch, ...]
    lines: tuple[int, ...]
