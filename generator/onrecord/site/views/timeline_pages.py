"""The timeline: of all years, and of one by its months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from onrecord.content.dates import Date, Precision, parse_date
from onrecord.record.record import Record
from onrecord.record.timeline import KINDS, TimelineEntry
from onrecord.site.views.material import Material
from onrecord.site.views.messages import YEAR_UNKNOWN
from onrecord.site.views.overview import overview
from onrecord.site.views.pages import TimelineView
from onrecord.site.views.parts import Count, Link, TimelineGroup

MAX_ENTRIES = 2_000
"""The page of all years holds everything up to this many entries."""

LATEST_ENTRIES = 200
"""What it holds of a longer timeline."""

Group = tuple[str, str, str | None]
"""The label of a group, its anchor, and the page it leads to."""


def timeline_page(material: Material) -> TimelineView:
    """``/timeline/``: each entry under the first year it touches; of a long timeline only the latest entries."""
    entries = material.chronology.entries
    shown = entries if len(entries) <= MAX_ENTRIES else entries[-LATEST_ENTRIES:]
    total = len(entries)
    latest = None if len(shown) == total else Count(len(shown), material.words.shown_latest(len(shown), total))
    placed = sorted([(_first_year(entry.date), entry) for entry in shown], key=lambda item: item[0] or AFTER_ALL)
    groups = [(_year_group(material, year), entry) for year, entry in placed]
    return _view(material, None, shown, groups, total, latest)


def year_page(material: Material, year: int) -> TimelineView:
    """``/timeline/<year>/``: by month; what is not known to the month comes after those that are."""
    entries = material.chronology.years[year]
    placed = sorted([(_month(entry.date, year), entry) for entry in entries], key=lambda item: item[0])
    groups = [(_month_group(material, year, month), entry) for month, entry in placed]
    return _view(material, year, entries, groups, len(entries), None)


def _view(
    material: Material,
    year: int | None,
    shown: Iterable[TimelineEntry],
    groups: list[tuple[Group, TimelineEntry]],
    total: int,
    latest: Count | None,
) -> TimelineView:
    shown = list(shown)
    kinds = Counter(entry.kind for entry in shown)
    return TimelineView(
        year=year,
        groups=_grouped(material, groups),
        count=material.words.count(total, "entry"),
        years=_years(material),
        actors=_concerned(material.record, shown),
        topics=_of_topics(material.record, shown),
        statuses=material.statuses.counted([entry.status for entry in shown if entry.status is not None]),
        kinds=tuple([(kind, material.words.timeline_kind(kind), kinds[kind]) for kind in KINDS if kinds[kind]]),
        undated=len(material.chronology.undated) if year is None else 0,
        shown=latest,
        overview=overview(material, material.chronology.entries if year is None else shown, year=year, by_kind=True),
    )


def _grouped(material: Material, groups: list[tuple[Group, TimelineEntry]]) -> tuple[TimelineGroup, ...]:
    found: dict[Group, list[TimelineEntry]] = {}
    for group, entry in groups:
        found.setdefault(group, []).append(entry)
    return tuple([TimelineGroup(*group, material.timeline.items(entries)) for group, entries in found.items()])


def _years(material: Material) -> tuple[tuple[Link, int], ...]:
    return tuple([(material.links.year(year), len(found)) for year, found in material.chronology.years.items()])


def _concerned(record: Record, entries: Iterable[TimelineEntry]) -> tuple[tuple[str, str, int], ...]:
    numbers = Counter(actor for entry in entries for actor in entry.actors)
    return tuple([(key, actor.meta.name, numbers[key]) for key, actor in record.actors.items() if numbers[key]])


def _of_topics(record: Record, entries: Iterable[TimelineEntry]) -> tuple[tuple[str, str, int], ...]:
    numbers = Counter(topic for entry in entries for topic in entry.topics)
    return tuple([(key, topic.meta.name, numbers[key]) for key, topic in record.topics.items() if numbers[key]])


AFTER_ALL = 10_000
"""Sorts what has no known year after every year."""


def _first_year(date: Date) -> int | None:
    return min((year for member in date.members for year in member.years()[:1]), default=None)


def _year_group(material: Material, year: int | None) -> Group:
    if year is None:
        return material.words(YEAR_UNKNOWN), "o-year-unknown", None
    return str(year), f"o-{year:04}", material.links.year(year).path


BEFORE, UNKNOWN = 0, 13
"""Stand for what began in an earlier year, and for what is not known to the month, among the months."""


def _month(date: Date, year: int) -> int:
    """The month of ``year`` to list a date under.

    A span that begins in a known month of the year stands under that month, one that only ends in it by an open start
    under the month of its end.
    """
    member = next((member for member in date.members if year in member.years()), date)
    start, end = member.ends
    known = end if member.open_start else start
    if known is None:
        return UNKNOWN
    first, last = _written(known, known.earliest), _written(known, known.latest)
    if last < (year, 1):
        return BEFORE
    return first[1] if first == last else UNKNOWN


def _written(date: Date, instant: str) -> tuple[int, int]:
    """Year and month, of a time as it was written and not moved to UTC."""
    text = date.text if date.precision is Precision.INSTANT else instant
    return int(text[:4]), int(text[5:7])


def _month_group(material: Material, year: int, month: int) -> Group:
    if month == BEFORE:
        return material.words.began_before(year), f"o-before-{year:04}", None
    if month == UNKNOWN:
        return material.words.month_unknown(year), f"o-{year:04}-month-unknown", None
    text = f"{year:04}-{month:02}"
    return material.language.when(parse_date(text)).words, f"o-{text}", None
