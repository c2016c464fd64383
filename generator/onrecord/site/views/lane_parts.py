"""Who claimed and who answered, when: a lane for each actor."""

from __future__ import annotations

from msgspec import Struct

from onrecord.site.views.parts import Link, Mark, When


class LaneSign(Struct, frozen=True, gc=False):
    """A mark at ``at`` per cent of the width, in a row of its lane.

    Where the date is not known to the day, a faint bar of ``style`` (``known``, ``open`` or ``doubtful``, as in an
    overview) reaches from ``start`` to ``end``: somewhere within it the statement lies.
    """

    mark: Mark
    at: float
    row: int
    start: float
    end: float
    style: str | None


class LaneWords(Struct, frozen=True, gc=False):
    """The same in words: ``mark.label`` says what and how many ("denies: 2 claims"); ``as_of`` is as of a response."""

    mark: Mark
    when: When | None
    as_of: bool


class ActorLane(Struct, frozen=True, gc=False):
    """The statements of one actor, drawn in ``rows`` rows and in words; ``more`` are statements left out of both."""

    actor: Link
    signs: tuple[LaneSign, ...]
    words: tuple[LaneWords, ...]
    rows: int
    more: int


class ActorLanes(Struct, frozen=True, gc=False):
    """Who claimed and who answered, when. ``words`` say what is drawn.

    ``lines`` are where the marks of the axis stand, in per cent, and what stands there.
    """

    words: tuple[str, ...]
    lanes: tuple[ActorLane, ...]
    lines: tuple[tuple[float, str], ...]
