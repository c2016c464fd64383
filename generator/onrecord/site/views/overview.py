"""Overviews of timelines: their density in the site's words, with links to what is drawn."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from onrecord.content.dates import Date, Precision, parse_date
from onrecord.record.derivation import kept
from onrecord.record.record import Record
from onrecord.record.timeline import KINDS, TimelineEntry
from onrecord.site.views.chronology import Chronology
from onrecord.site.views.density import MAX_STRETCHES, Density, Lane, Window, density
from onrecord.site.views.language import Language
from onrecord.site.views.links import Links
from onrecord.site.views.lists import Lists
from onrecord.site.views.overview_parts import Overview, OverviewLane, OverviewSpan, OverviewStretch
from onrecord.site.views.words import Words

LEAST = 3
"""Fewer entries than this need no overview."""

WIDTH = 1200
HEIGHT, LONE_HEIGHT = 14, 22
"""How tall the tallest bar is, in a chart of several lanes and of one."""

NARROW = 28
"""How many stretches a chart has that stands beside other text, so that each can be hit."""

LEAST_HEIGHT = 3
GAP = 3
"""What keeps spans apart that follow one another."""

MARKS = 4
"""About how many marks stand under a chart."""

A_YEAR = 12

UNITS = {1: "month", 3: "quarter", 12: "year", 120: "decade", 1200: "century", 12000: "millennium"}


class Overviews:
    """The overviews of one site; of actors, topics and places each is made once."""

    def __init__(self, record: Record, language: Language, links: Links, chronology: Chronology, lists: Lists) -> None:
        self._language = language
        self._links = links
        self._chronology = chronology
        self._lists = lists
        self._kept = kept(record, "overviews", self._of)

    def of(self, kind: Literal["actor", "topic", "place"], key: str) -> Overview | None:
        """The overview of what concerns an item."""
        return self._kept[kind, key]

    def _of(self, item: tuple[str, str]) -> Overview | None:
        kind, key = item
        by_kind = {"actor": self._chronology.of_actor, "topic": self._chronology.of_topic}
        return self.overview(by_kind.get(kind, self._chronology.of_place)(key))

    def overview(
        self, entries: Sequence[TimelineEntry], *, year: int | None = None, by_kind: bool = False
    ) -> Overview | None:
        """The overview of some entries, of a year or of all the time they lie in; ``by_kind``: a lane for each kind."""
        if len(entries) < LEAST:
            return None
        found = density(
            [(entry.kind if by_kind else "", entry.date) for entry in entries],
            KINDS if by_kind else ("",),
            None if year is None else Window(year * 12, 1, 12),
            MAX_STRETCHES if by_kind else NARROW,
        )
        if found is None or not found.lanes:
            return None
        window = found.window
        paths, words = self._paths(entries, window, year), self._language.words
        labels = [stretch_label(self._language, window, place) for place in range(window.number)]
        marks = stretch_marks(self._language, window, year)
        numbers = _numbers(found)
        most = max(count for lane in found.lanes for count in lane.counts) or 1
        return Overview(
            words=_told(words, found, labels, numbers),
            width=WIDTH // window.number * window.number,
            step=WIDTH // window.number,
            lanes=tuple([_lane(words, lane, window, most, lone=not by_kind) for lane in found.lanes]),
            stretches=tuple(
                [
                    OverviewStretch(
                        words.stretch(labels[place], numbers[place], found.touched[place]),
                        marks.get(place),
                        paths.get(place) if numbers[place] or found.touched[place] else None,
                    )
                    for place in range(window.number)
                ]
            ),
            lines=_lines(window),
        )

    def _paths(self, entries: Iterable[TimelineEntry], window: Window, year: int | None) -> dict[int, str]:
        """Where each stretch leads: to the first month in it that has entries, else to the first year that does."""
        found: dict[int, str] = {}
        if window.size < A_YEAR:
            for month in sorted(
                {month for date in {entry.date for entry in entries} if (month := _month_of(date)) is not None}
            ):
                at, number = divmod(month, A_YEAR)
                if year in (None, at):
                    place = (month - window.first) // window.size
                    if place not in found:
                        found[place] = f"{self._path_of(at, number + 1)}#o-{at:04}-{number + 1:02}"
        if year is None:
            for known in self._chronology.years:
                path = self._links.year(known).path or ""
                for month in range(known * A_YEAR, (known + 1) * A_YEAR, min(window.size, A_YEAR)):
                    found.setdefault((month - window.first) // window.size, path)
        return found

    def _path_of(self, year: int, month: int) -> str | None:
        """The page on which a month of a year begins."""
        page = self._lists.page_of_month(year, month)
        return self._links.year(year).path if page is None else self._links.list_page(page)


def _numbers(found: Density) -> list[int]:
    return [sum(column) for column in zip(*(lane.counts for lane in found.lanes), strict=True)]


def _told(words: Words, found: Density, labels: Sequence[str], numbers: Sequence[int]) -> tuple[str, ...]:
    most = max(numbers)
    peak = (labels[numbers.index(most)], most) if most > 1 else None
    unit = UNITS[found.window.size]
    told = [words.overview(found.total, labels[0], labels[-1], unit, peak)]
    if found.spanning:
        told.append(words.spanning(found.spanning, unit))
    if found.earlier:
        told.append(words.beyond(found.earlier, "earlier"))
    if found.later:
        told.append(words.beyond(found.later, "later"))
    if found.unplaced:
        told.append(words.unplaced(found.unplaced))
    return tuple(told)


def _lane(words: Words, lane: Lane, window: Window, most: int, *, lone: bool) -> OverviewLane:
    step = WIDTH // window.number
    tallest = LONE_HEIGHT if lone else HEIGHT

    def place(time: float) -> int:
        return round((time - window.first) / window.size * step)

    return OverviewLane(
        kind=lane.kind,
        label=words.timeline_kind(lane.kind) if lane.kind else "",
        bars=tuple(
            [
                (step * number + step // 2, max(LEAST_HEIGHT, round(tallest * count / most)))
                for number, count in enumerate(lane.counts)
                if count
            ]
        ),
        ticks=tuple(dict.fromkeys(map(place, lane.ticks))),
        spans=tuple(
            [
                OverviewSpan(place(span.start), max(2, place(span.end) - place(span.start) - GAP), span.row, span.style)
                for span in lane.spans
            ]
        ),
    )


def _month_of(date: Date) -> int | None:
    """The month that a date lies in, where it lies in one; a year's page lists it there."""
    if date.open_start or date.open_end or date.precision is Precision.SET:
        return None
    first, last = (date.text, date.text) if date.precision is Precision.INSTANT else (date.earliest, date.latest)
    return int(first[:4]) * 12 + int(first[5:7]) - 1 if first[:7] == last[:7] else None


def stretch_label(language: Language, window: Window, place: int) -> str:
    """A stretch in the site's words."""
    year, month = divmod(window.first + place * window.size, 12)
    match window.size:
        case 1:
            text = f"{year:04}-{month + 1:02}"
        case 3:
            text = f"{year:04}-{33 + month // 3}"
        case 12:
            text = f"{max(1, year):04}"
        case size:
            text = f"{max(1, year):04}/{year + size // 12 - 1:04}" if size > 120 else f"{year // 10:03}X"
    return language.when(parse_date(text)).words


def stretch_marks(language: Language, window: Window, year: int | None) -> dict[int, str]:
    """What stands under some stretches, far enough from one another to be read."""
    if year is not None:
        return {place: language.month(place + 1) for place in range(window.number)}
    gap = max(1, -(-window.number // MARKS))
    starts = [place for place in range(window.number) if (window.first + place * window.size) % A_YEAR == 0]
    if not starts:
        starts = [*range(0, window.number, gap)]
    elif starts[0] >= gap:
        starts = [0, *starts]
    found: dict[int, str] = {}
    for place in starts:
        if not found or place - max(found) >= gap:
            at, month = divmod(window.first + place * window.size, 12)
            found[place] = f"{language.month(month + 1)} {at}" if month else str(at)
    return found


def _lines(window: Window) -> tuple[int, ...]:
    if window.size >= A_YEAR:
        return ()
    step = WIDTH // window.number
    return tuple(
        [place * step for place in range(1, window.number) if (window.first + place * window.size) % A_YEAR == 0]
    )
