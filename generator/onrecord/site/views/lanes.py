"""Who claimed and who answered, when: the statements on a topic or an event, with a lane for each actor.

What is drawn is no more precise than what is known, as in an overview (see ``density``): a mark alone is a day, a bar
reaches as far as the date may lie. The words of a lane say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from msgspec.structs import replace

from onrecord.content.dates import Date
from onrecord.content.model import Response
from onrecord.record.derivation import each, kept
from onrecord.record.record import Record
from onrecord.record.timeline import Happening, TimelineEntry
from onrecord.site.views.chronology import Chronology
from onrecord.site.views.density import MAX_STRETCHES, Extent, SpanStyle, Window, extents, window_of
from onrecord.site.views.lane_parts import ActorLane, ActorLanes, LaneSign, LaneWords
from onrecord.site.views.language import Language
from onrecord.site.views.links import Links
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


class Lanes:
    """The lanes of topics and events of one site, each made once. ``rank`` orders actors by name."""

    def __init__(
        self, record: Record, language: Language, links: Links, chronology: Chronology, rank: Mapping[str, int]
    ) -> None:
        self._language = language
        self._words = language.words
        self._links = links
        self._chronology = chronology
        self._rank = rank
        claims = record.claims
        self._answers = each(
            record,
            "stances of responses",
            claims,
            lambda key: tuple([(it.meta.stance, _is_as_of(it.meta)) for it in claims[key].responses]),
            once=True,
        )
        self._kept = kept(record, "lanes", self._of, once=True)

    def of(self, kind: Literal["topic", "event"], key: str) -> ActorLanes | None:
        """The lanes for what was claimed and answered on an item.

        None where fewer than two actors spoke, or where nothing has a date.
        """
        return self._kept[kind, key]

    def _of(self, item: tuple[Literal["topic", "event"], str]) -> ActorLanes | None:
        kind, key = item
        chronology, rank, words = self._chronology, self._rank, self._words
        entries = chronology.of_topic(key) if kind == "topic" else chronology.of_event(key)
        speakers = self._speakers((*entries, *chronology.undated_of(kind, key)))
        loudest = sorted(speakers, key=lambda actor: (-speakers[actor].number, rank[actor]))[:MOST]
        told = {actor: speakers[actor].groups for actor in loudest}
        known = [extent for groups in told.values() for group in groups if group.date for extent in extents(group.date)]
        window = window_of([(extent, 1) for extent in known], MAX_STRETCHES)
        if len(told) < LEAST or window is None:
            return None
        last = window.number - 1
        window = _with_room(window, known)
        shown = sorted(told, key=lambda actor: (_order(told[actor][0]), rank[actor]))
        return ActorLanes(
            words=words.lanes(
                len(speakers),
                sum(speaker.number for speaker in speakers.values()),
                stretch_label(self._language, window, 0),
                stretch_label(self._language, window, last),
                len(speakers) - len(shown),
            ),
            lanes=tuple([self._lane(actor, told[actor], window) for actor in shown]),
            lines=tuple(
                [
                    (round(100 * place / window.number, 1), text)
                    for place, text in stretch_marks(self._language, window, None).items()
                ]
            ),
        )

    def _speakers(self, found: Iterable[Happening]) -> dict[str, _Speaker]:
        speakers: dict[str, _Speaker] = {}
        marks = self._language.marks
        for one in found:
            if one.kind not in ("claim", "response"):
                continue
            mark, as_of = marks.claims, False
            if one.kind == "response":
                stance, as_of = self._answers[one.target.key][one.number or 0]
                mark = marks.stances[stance]
            date = one.date if isinstance(one, TimelineEntry) else None
            for actor in one.by:
                said = speakers.setdefault(actor, _Speaker()).said
                key = (mark.id, date.text if date else "", as_of)
                said.setdefault(key, _Said(mark, date, as_of)).number += 1
        return speakers

    def _lane(self, key: str, groups: list[_Said], window: Window) -> ActorLane:
        shown = groups[:MOST_TOLD]
        signs = _signs(shown, window)
        return ActorLane(
            actor=self._links.to("actor", key),
            signs=signs,
            words=tuple(
                [
                    LaneWords(
                        replace(group.mark, label=self._label(group)),
                        self._language.when_known(group.date),
                        group.as_of,
                    )
                    for group in shown
                ]
            ),
            rows=max((sign.row + 1 for sign in signs), default=0),
            more=sum(group.number for group in groups[MOST_TOLD:]),
        )

    def _label(self, group: _Said) -> str:
        if group.mark is self._language.marks.claims:
            return self._words.counted(group.number, "claim-made")
        return self._words.responded(group.mark.label, group.number)


def _is_as_of(response: Response) -> bool:
    """Whether a response has no date but that of a look for one."""
    return response.date is None and response.as_of is not None


def _with_room(window: Window, known: Iterable[Extent]) -> Window:
    """A window with a stretch more where dates are open, so that there is something to see of that."""
    if all(extent.end is not None for extent in known):
        return window
    return window._replace(number=window.number + 1)


def _order(group: _Said) -> tuple[bool, tuple[str, int, str, str], str]:
    return group.date is None, group.date.sort_key if group.date else ("", 0, "", ""), group.mark.id


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
