"""What is drawn of a timeline: nothing is lost, nothing is more precise than it is, and it stays small."""

from __future__ import annotations

import re
from datetime import date as day_of
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.content.dates import Date, parse_date
from onrecord.record.timeline import KINDS
from onrecord.site.views.density import (
    MAX_STRETCHES,
    MAX_TICKS,
    ROWS,
    SIZES,
    Density,
    Lane,
    Window,
    density,
    extents,
    window_of,
)
from onrecord.site.views.pages import TimelineView
from tests.content import date_strategies as written_dates
from tests.site import sample_views as sample
from tests.site.test_templates import make_renderer
from tests.site.view_sites import Desk, desk

MARCH_2025 = 2025 * 12 + 2


def drawn(*written: str, window: Window | None = None) -> Density:
    found = density([("event", parse_date(text)) for text in written], KINDS, window)
    assert found is not None
    return found


def lane(*written: str, window: Window | None = None) -> Lane:
    (only,) = drawn(*written, window=window).lanes
    return only


def month(year: int, number: int) -> int:
    return year * 12 + number - 1


def test_days_are_counted_by_month_and_marked_each() -> None:
    found = lane("2025-03-01", "2025-03-16", "2025-03-16", "2025-05-31")

    assert found.counts == (3, 0, 1)
    assert [round(tick - MARCH_2025, 2) for tick in found.ticks] == [0.02, 0.5, 2.98]
    assert found.spans == ()


def test_a_month_is_counted_but_is_no_day() -> None:
    found = lane("2025-03", "2025-03-02/2025-03-20", "2025-03-1X", "2025-04-02")

    assert found.counts == (3, 1)
    assert len(found.ticks) == 1


def test_a_year_among_months_is_a_span_over_all_of_it() -> None:
    found = lane("2024", "2024-03-05", "2025-02-07")

    assert sum(found.counts) == 2
    (span,) = found.spans
    assert (span.start, span.end, span.style) == (month(2024, 1), month(2025, 1), "known")


def test_open_ends_reach_to_the_edge_and_doubt_is_no_shorter_than_a_month() -> None:
    window = Window(month(2025, 1), 1, 12)
    styles = {
        (span.start - window.first, span.end - window.first, span.style)
        for text in ("../2025-03-31", "2025-11/..", "2025-05-20~", "2025-07?")
        for span in lane(text, window=window).spans
    }

    assert styles == {(0, 3, "open"), (10, 12, "open"), (4, 5, "doubtful"), (6, 7, "doubtful")}


def test_what_holds_of_several_dates_is_drawn_at_each_and_counted_once() -> None:
    found = drawn("{2024-11,2025-01}", "[2025-03-01,2025-04-02]", "2024-11-05", "2025-04-30")
    starts = [(span.start - month(2024, 11), span.end - month(2024, 11), span.style) for span in found.lanes[0].spans]

    assert sorted(starts) == [(0, 1, "known"), (2, 3, "known"), (4, 5, "doubtful"), (5, 6, "doubtful")]
    assert (found.spanning, sum(found.lanes[0].counts), found.total) == (2, 2, 4)
    assert found.touched == (1, 0, 1, 0, 1, 1)


def test_a_span_is_cut_at_the_edge_of_the_window() -> None:
    (span,) = lane("2023/2025-02", window=Window(month(2025, 1), 1, 12)).spans

    assert (span.start, span.end) == (month(2025, 1), month(2025, 3))


def test_times_stay_in_the_month_that_was_written() -> None:
    assert lane("2025-03-31T23:30-05:00", "2025-04-01T00:30+05:00").counts == (1, 1)


@pytest.mark.parametrize(
    ("written", "size"),
    [
        (("2023-01-05", "2025-06-30"), 1),
        (("2023-01-05", "2025-07-01"), 3),
        (("2018-01-05", "2025-06-30"), 3),
        (("2010", "2025-07-01"), 12),
        (("1850", "2025"), 120),
        (("0150", "2025"), 1200),
        (("0001", "9999"), 12000),
    ],
)
def test_stretches_are_as_fine_as_the_time_allows(written: tuple[str, ...], size: int) -> None:
    assert drawn(*written).window.size == size


def test_a_few_that_lie_far_off_do_not_blur_the_others() -> None:
    found = drawn("1986-04-26", *["2025-03-01"] * 9, "2025-05-02")

    assert found.window == Window(MARCH_2025, 1, 3)
    assert (found.earlier, found.later, sum(found.lanes[0].counts)) == (1, 0, 10)


def test_what_has_no_known_year_is_said_and_not_drawn() -> None:
    assert drawn("2025-03-01", "XXXX-12-25").unplaced == 1
    assert density([("event", parse_date("XXXX"))], KINDS) is None
    assert window_of([], MAX_STRETCHES) is None


def test_spans_that_find_no_row_are_drawn_together() -> None:
    found = lane("2024-01/2024-03", "2024-02/2024-04", "2024-03/2024-05", "2024-06/2024-08", "2024-07-01")
    rows = {row: [(span.start, span.end) for span in found.spans if span.row == row] for row in range(ROWS)}

    assert rows == {
        0: [(month(2024, 1), month(2024, 4)), (month(2024, 6), month(2024, 9))],
        1: [(month(2024, 2), month(2024, 5))],
        2: [(month(2024, 3), month(2024, 6))],
    }


def test_too_many_days_to_tell_apart_have_no_ticks() -> None:
    days = [f"{year}-{number:02}-{day:02}" for year in (2024, 2025) for number in range(1, 13) for day in range(1, 29)]

    assert len(days) > MAX_TICKS
    assert lane(*days).ticks == ()
    assert sum(lane(*days).counts) == len(days)


RECENT = st.dates(day_of(2022, 1, 1), day_of(2026, 12, 31)).map(str)
"""Days near enough to one another to share a chart."""

DATES = (
    st.one_of(
        RECENT,
        st.builds(
            lambda day, length, mark: f"{day[:length]}{mark}",
            RECENT,
            st.sampled_from((4, 7, 10)),
            st.sampled_from("~?% "),
        ),
        st.builds("{}/{}".format, RECENT, RECENT),
        written_dates.POINTS,
        written_dates.INTERVALS,
        written_dates.OPEN,
        written_dates.SETS,
        written_dates.MASKED,
    )
    .map(written_dates.date_or_error)
    .filter(lambda found: isinstance(found, Date))
)

entries = st.lists(st.tuples(st.sampled_from(KINDS), DATES), max_size=60)


@given(entries)
def test_every_entry_is_drawn_once_or_said_to_lie_outside(found: list[tuple[str, Date]]) -> None:
    chart = density(found, KINDS)
    if chart is None:
        assert all(member[:2] == (None, None) for _, date in found for member in extents(date))
        return
    counted = sum(sum(lane.counts) for lane in chart.lanes)
    assert counted + chart.spanning + chart.earlier + chart.later + chart.unplaced == chart.total == len(found)
    assert chart == density(reversed(found), KINDS)


@given(entries)
def test_nothing_is_drawn_more_precisely_than_it_is_known(found: list[tuple[str, Date]]) -> None:
    chart = density(found, KINDS)
    days = [date for _, date in found if date.is_point and not date.is_qualified and not date.is_masked]
    for lane in chart.lanes if chart else ():
        assert len(lane.ticks) <= len(days)
        for tick in lane.ticks:
            assert any(0 < tick - int(extents(date)[0].start or 0) < 1 for date in days)


@given(DATES, st.sampled_from(SIZES))
def test_an_entry_is_counted_only_where_it_must_lie(date: Date, size: int) -> None:
    (start, end, _, doubtful), *others = extents(date)
    known = start if start is not None else end
    if known is None:
        return
    window = Window(int(known) // size * size, size, 1)
    chart = density([("event", date)], KINDS, window)
    assert chart is not None
    must = start is not None and end is not None and end <= window.last and not doubtful and not others
    assert sum(sum(lane.counts) for lane in chart.lanes) == must


@given(entries)
def test_what_is_drawn_lies_within_the_window(found: list[tuple[str, Date]]) -> None:
    chart = density(found, KINDS)
    if chart is None:
        return
    window = chart.window
    assert window.number <= MAX_STRETCHES
    for lane in chart.lanes:
        assert len(lane.counts) == window.number
        for span in lane.spans:
            assert window.first <= span.start < span.end <= window.last
        for row in range(ROWS):
            ends = [edge for span in lane.spans if span.row == row for edge in (span.start, span.end)]
            assert ends == sorted(ends)


def crowd() -> Desk:
    """Everything at once: each kind in each of many months, days, months, years, doubts and open ends."""
    forms = ("{0}-{1:02}-{2:02}", "{0}-{1:02}", "{0}-{1:02}-{2:02}~", "{0}-{1:02}/{0}-{3:02}", "{0}", "{0}-{1:02}/..")
    written = [
        form.format(2023 + number // 12, number % 12 + 1, number % 27 + 1, min(12, number % 12 + 3))
        for number in range(28)
        for form in forms
        if number < 24 or form != "{0}"
    ]
    events = "\n".join(f'  - {{id: e{number}, title: E, date: "{text}"}}' for number, text in enumerate(written))
    sources = "\n".join(
        f'  - {{id: s{number}, kind: post, title: S, published: "{text}"}}' for number, text in enumerate(written)
    )
    claims = "\n".join(
        f'  - {{id: c{number}, text: C{number}., by: ada, said: "{text}", assessments: [{{date: "{text}", '
        f'status: unverified}}], responses: [{{by: bob, stance: denies, date: "{text}"}}]}}'
        for number, text in enumerate(written)
    )
    notes = "\n".join(f'  - {{date: "{text}", kind: update, note: N.}}' for text in written)
    brief = f"---\ntitle: T\ndate: 2023-01-01\nevents:\n{events}\nsources:\n{sources}\nclaims:\n{claims}\n"
    actors = {f"actors/{name}.md": f"---\nname: {name}\nkind: person\n---\n" for name in ("ada", "bob")}
    return desk(actors | {"briefs/2023-01-01-t.md": f"{brief}corrections:\n{notes}\n---\n"})


def test_a_chart_stays_small_however_much_there_is(repository: Path) -> None:
    view = crowd().view(TimelineView, "timeline")
    assert view.overview is not None
    assert len(view.overview.lanes) == len(KINDS)
    assert len(view.overview.stretches) == MAX_STRETCHES
    html = make_renderer(repository).render(sample.full_frame("timeline"), view).html.decode()
    found = re.search(r'<figure class="overview">.*?</figure>', html, re.DOTALL)
    assert found is not None

    assert len(found[0].encode()) <= 12_000
    assert sum(1 for _ in ElementTree.fromstring(found[0]).iter()) <= 150
