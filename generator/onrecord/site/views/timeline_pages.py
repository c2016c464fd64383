"""The timeline: of all years, and of one by its months."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from onrecord.content.dates import Date, parse_date
from onrecord.record.record import Record
from onrecord.record.timeline import KINDS, TimelineEntry
from onrecord.site.list_pages import ALONE
from onrecord.site.views.material import Material
from onrecord.site.views.messages import YEAR_UNKNOWN
from onrecord.site.views.months import BEFORE, UNKNOWN
from onrecord.site.views.pages import Paging, TimelineView
from onrecord.site.views.paging import ListsOfPage
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
    groups = _grouped(material, [(_year_group(material, year), entry) for year, entry in placed])
    return _view(material, None, shown, groups, total, latest)


def year_page(material: Material, year: int) -> TimelineView:
    """``/timeline/<year>/``: by month; what is not known to the month comes after those that are.

    What can be chosen counts all of a year that is cut into pages.
    """
    entries = material.chronology.years[year]
    lists = ListsOfPage(material, "year", str(year))
    groups = month_groups(material, year, lists.keys(ALONE))
    return _view(material, year, entries, groups, len(entries), paging=lists.paging)


def _view(
    material: Material,
    year: int | None,
    shown: Iterable[TimelineEntry],
    groups: tuple[TimelineGroup, ...],
    total: int,
    latest: Count | None = None,
    paging: dict[str, Paging] | None = None,
) -> TimelineView:
    shown = list(shown)
    kinds = Counter(entry.kind for entry in shown)
    return TimelineView(
        year=year,
        groups=groups,
        count=material.words.count(total, "entry"),
        years=_years(material),
        actors=_concerned(material.record, shown),
        topics=_of_topics(material.record, shown),
        statuses=material.statuses.counted([entry.status for entry in shown if entry.status is not None]),
        kinds=tuple([(kind, material.words.timeline_kind(kind), kinds[kind]) for kind in KINDS if kinds[kind]]),
        undated=len(material.chronology.undated) if year is None else 0,
        shown=latest,
        overview=material.overviews.overview(
            material.chronology.entries if year is None else shown, year=year, by_kind=True
        ),
        paging=paging or {},
    )


def month_groups(
    material: Material, year: int, entries: Iterable[tuple[int, TimelineEntry]]
) -> tuple[TimelineGroup, ...]:
    """Entries of a year by its months, under each of which they are listed."""
    return _grouped(material, [(_month_group(material, year, month), entry) for month, entry in entries])


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


def _month_group(material: Material, year: int, month: int) -> Group:
    if month == BEFORE:
        return material.words.began_before(year), f"o-before-{year:04}", None
    if month == UNKNOWN:
        return material.words.month_unknown(year), f"o-{year:04}-month-unknown", None
    text = f"{year:04}-{month:02}"
    return material.language.when(parse_date(text)).words, f"o-{text}", None
