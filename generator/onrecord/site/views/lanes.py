"""Who claimed and who answered, when: the statements on a topic or an event, with a lane for each actor.

What is drawn is no more precise than what is known, as in an overview (see ``density``): a mark alone is a day, a bar
reaches as far as the date may lie. The words of a lane say the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from msgspec.structs import replace

from onrecord.content.dates import Date
from onrecord.record.timeline import Happening, TimelineEntry
from onrecord.site.views.density import MAX_STRETCHES, Extent, SpanStyle, Window, extents, window_of
from onrecord.site.views.lane_parts import ActorLane, ActorLanes, LaneSign, LaneWords
from onrecord.site.views.material import Material
from onrecord.site.views.overview import stretch_label, stretch_marks
from onrecord.site.views.parts import Mark

LEAST = 2
"""With fewer actors there is nothing to compare."""

MOST = 12
"""How many actors have a lane: those who said most."""

MOST_TOLD = 8
"""How many kinds of statement and dates a lane draws and tells."""

ROWS = 3
APART = 3.5
"""How far marks in one row are apart at least, in per cent of the width."""


@dataclass(slots=True)
class _Said:
    """Statements of one kind that share a date."""

    mark: Mark
    date: Date | None
    as_of: bool
    number: int = 0


@dataclass(slots=True)
class _Speaker:
    said: dict[tuple[str, str, bool], _Said] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return sum(group.number for group in self.said.values())

    @property
    def groups(self) -> list[_Said]:
        """In the order of their dates; those without one last."""
        return sorted(self.said.values(), key=_order)


def actor_lanes(material: Material, found: Iterable[Happening]) -> ActorLanes | None:
    """The lanes for the claims and responses among ``found``; none where fewer than two actors spoke, or none dated."""
    speakers = _speakers(material, found)
    rank = material.actor_rank
    loudest = sorted(speakers, key=lambda key: (-speakers[key].number, rank[key]))[:MOST]
    told = {key: speakers[key].groups for key in loudest}
    known = [extent for groups in told.values() for group in groups if group.date for extent in extents(group.date)]
    window = window_of([(extent, 1) for extent in known], MAX_STRETCHES)
    if len(told) < LEAST or window is None:
        return None
    last = window.number - 1
    window = _with_room(window, known)
    shown = sorted(told, key=lambda key: (_order(told[key][0]), rank[key]))
    return ActorLanes(
        words=material.words.lanes(
            len(speakers),
            sum(speaker.number for speaker in speakers.values()),
            stretch_label(material.language, window, 0),
            stretch_label(material.language, window, last),
            len(speakers) - len(shown),
        ),
        lanes=tuple([_lane(material, key, told[key], window) for key in shown]),
        lines=tuple(
            [
                (round(100 * place / window.number, 1), text)
                for place, text in stretch_marks(material.language, window, None).items()
            ]
        ),
    )


def _with_room(window: Window, known: Iterable[Extent]) -> Window:
    """A window with a stretch more where dates are open, so that there is something to see of that."""
    if all(extent.end is not None for extent in known):
        return window
    return window._replace(number=window.number + 1)


def _speakers(material: Material, found: Iterable[Happening]) -> dict[str, _Speaker]:
    speakers: dict[str, _Speaker] = {}
    for one in found:
        if one.kind not in ("claim", "response"):
            continue
        mark, as_of = material.language.marks.claims, False
        if one.kind == "response":
            meta = material.record.claims[one.target.key].responses[one.number or 0].meta
            mark, as_of = material.language.marks.stances[meta.stance], meta.date is None and meta.as_of is not None
        date = one.date if isinstance(one, TimelineEntry) else None
        for actor in one.by:
            said = speakers.setdefault(actor, _Speaker()).said
            key = (mark.id, date.text if date else "", as_of)
            said.setdefault(key, _Said(mark, date, as_of)).number += 1
    return speakers


def _order(group: _Said) -> tuple[bool, tuple[str, int, str, str], str]:
    return group.date is None, group.date.sort_key if group.date else ("", 0, "", ""), group.mark.id


def _lane(material: Material, key: str, groups: list[_Said], window: Window) -> ActorLane:
    shown = groups[:MOST_TOLD]
    signs = _signs(shown, window)
    return ActorLane(
        actor=material.links.to("actor", key),
        signs=signs,
        words=tuple(
            [
                LaneWords(
                    replace(group.mark, label=_label(material, group)),
                    material.language.when_known(group.date),
                    group.as_of,
                )
                for group in shown
            ]
        ),
        rows=max((sign.row + 1 for sign in signs), default=0),
        more=sum(group.number for group in groups[MOST_TOLD:]),
    )


def _label(material: Material, group: _Said) -> str:
    if group.mark is material.language.marks.claims:
        return material.words.counted(group.number, "claim-made")
    return material.words.responded(group.mark.label, group.number)


def _signs(groups: Iterable[_Said], window: Window) -> tuple[LaneSign, ...]:
    placed = [(*_place(extent, window), group.mark) for group in groups if group.date for extent in extents(group.date)]
    reach = [float("-inf")] * ROWS
    signs = []
    for start, end, at, style, mark in sorted(placed, key=lambda sign: (sign[0], sign[1], sign[4].id)):
        row = next((row for row in range(ROWS) if reach[row] <= start), ROWS - 1)
        reach[row] = max(reach[row], end + APART)
        signs.append(LaneSign(mark, at, row, start, end, style))
    return tuple(signs)


def _place(found: Extent, window: Window) -> tuple[float, float, float, SpanStyle | None]:
    """From where to where the date may lie, where its mark stands, and how the bar is drawn."""
    start = 0.0 if found.start is None else _per_cent(found.start, window)
    end = 100.0 if found.end is None else _per_cent(found.end, window)
    if found.point:
        middle = round((start + end) / 2, 1)
        return middle, middle, middle, None
    style: SpanStyle = "open" if None in (found.start, found.end) else "doubtful" if found.doubtful else "known"
    at = start if found.end is None else end if found.start is None else round((start + end) / 2, 1)
    return start, end, at, style


def _per_cent(time: float, window: Window) -> float:
    return round(min(100.0, max(0.0, 100 * (time - window.first) / (window.size * window.number))), 1)
