"""Dates are read as EDTF and keep the precision they were written with."""

from __future__ import annotations

import itertools
import pickle
import re
import subprocess
import sys
from random import Random

import edtf
import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.content.dates import BEGINNING, END, Date, DateError, Precision, before, overlaps, parse_date
from tests.content.date_strategies import (
    ANY_TEXT,
    INTERVALS,
    OPEN,
    PLAIN,
    POINTS,
    SETS,
    date_or_error,
)

# text, precision, first day, last day; '-' where the bound is open
READ = [
    ("2025", "year", "2025-01-01", "2025-12-31"),
    ("2025-05", "month", "2025-05-01", "2025-05-31"),
    ("2025-02", "month", "2025-02-01", "2025-02-28"),
    ("2024-02", "month", "2024-02-01", "2024-02-29"),
    ("2025-05-20", "day", "2025-05-20", "2025-05-20"),
    ("2024-02-29", "day", "2024-02-29", "2024-02-29"),
    ("2000-02-29", "day", "2000-02-29", "2000-02-29"),
    ("0001-01-01", "day", "0001-01-01", "0001-01-01"),
    ("9999-12-31", "day", "9999-12-31", "9999-12-31"),
    ("2025-05-20~", "day", "2025-05-20", "2025-05-20"),
    ("2025-05?", "month", "2025-05-01", "2025-05-31"),
    ("2025%", "year", "2025-01-01", "2025-12-31"),
    ("202X", "decade", "2020-01-01", "2029-12-31"),
    ("000X", "decade", "0001-01-01", "0009-12-31"),
    ("20XX", "century", "2000-01-01", "2099-12-31"),
    ("2XXX", "millennium", "2000-01-01", "2999-12-31"),
    ("2X25", "millennium", "2025-01-01", "2925-12-31"),
    ("XXXX", "unknown", "-", "-"),
    ("XXXX-12-25", "unknown", "-", "-"),
    ("2025-XX", "year", "2025-01-01", "2025-12-31"),
    ("2025-XX-XX", "year", "2025-01-01", "2025-12-31"),
    ("2025-05-XX", "month", "2025-05-01", "2025-05-31"),
    ("2025-1X", "year", "2025-10-01", "2025-12-31"),
    ("2025-0X", "year", "2025-01-01", "2025-09-30"),
    ("2025-05-2X", "month", "2025-05-20", "2025-05-29"),
    ("2025-02-2X", "month", "2025-02-20", "2025-02-28"),
    ("2025-05-X1", "month", "2025-05-01", "2025-05-31"),
    ("2025-XX-31", "year", "2025-01-31", "2025-12-31"),
    ("202X-05", "decade", "2020-05-01", "2029-05-31"),
    ("202X-02-29", "decade", "2020-02-29", "2028-02-29"),
    ("1X00-02-29", "millennium", "1200-02-29", "1600-02-29"),
    ("202X?", "decade", "2020-01-01", "2029-12-31"),
    ("2025-21", "season", "2025-03-01", "2025-05-31"),
    ("2025-24", "season", "2025-12-01", "2026-02-28"),
    ("2023-24", "season", "2023-12-01", "2024-02-29"),
    ("9999-24", "season", "9999-12-01", "9999-12-31"),
    ("2025-21~", "season", "2025-03-01", "2025-05-31"),
    ("2025-29", "season", "2025-09-01", "2025-11-30"),
    ("2025-33", "season", "2025-01-01", "2025-03-31"),
    ("2025-38", "season", "2025-05-01", "2025-08-31"),
    ("2025-41", "season", "2025-07-01", "2025-12-31"),
    ("2025-05-20/2025-05-22", "interval", "2025-05-20", "2025-05-22"),
    ("2025-05/2025-05-22", "interval", "2025-05-01", "2025-05-22"),
    ("2025-05~/2025-06?", "interval", "2025-05-01", "2025-06-30"),
    ("202X/203X", "interval", "2020-01-01", "2039-12-31"),
    ("2025-05/..", "interval", "2025-05-01", "-"),
    ("2025-05/", "interval", "2025-05-01", "-"),
    ("../2025", "interval", "-", "2025-12-31"),
    ("/2025", "interval", "-", "2025-12-31"),
    ("../..", "unknown", "-", "-"),
    ("{2025-05-20,2025-05-22}", "set", "2025-05-20", "2025-05-22"),
    ("[2025-05-22,2025-05-20]", "set", "2025-05-20", "2025-05-22"),
    ("[2025-05-20..2025-05-22]", "set", "2025-05-20", "2025-05-22"),
    ("{1667,1668,1670..1672}", "set", "1667-01-01", "1672-12-31"),
    ("{2025-21,2025-22}", "set", "2025-03-01", "2025-08-31"),
    ("[2025-1X,2026]", "set", "2025-10-01", "2026-12-31"),
    ("[..2025-05]", "set", "-", "2025-05-31"),
    ("[2025-05..]", "set", "2025-05-01", "-"),
    ("2025-~05-20", "day", "2025-05-20", "2025-05-20"),
    ("2025?-05", "month", "2025-05-01", "2025-05-31"),
]


@pytest.mark.parametrize(("text", "precision", "first", "last"), READ)
def test_reads_a_form_with_its_precision_and_bounds(text: str, precision: str, first: str, last: str) -> None:
    date = parse_date(text)
    assert date.text == text
    assert date.precision is Precision(precision)
    assert date.earliest == (BEGINNING if first == "-" else f"{first}T00:00:00Z")
    assert date.latest == (END if last == "-" else f"{last}T23:59:59Z")
    assert (date.open_start, date.open_end) == (first == "-", last == "-")


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2025-05-20", False, False),
        ("2025-05-20~", True, False),
        ("2025-05-20?", False, True),
        ("2025-05-20%", True, True),
        ("2025-?05-20", False, True),
        ("~2025", True, False),
        ("2025-05~/2025-06?", True, True),
        ("[2025,2026~]", True, False),
        ("../2025?", False, True),
    ],
)
def test_qualifiers_hold_for_the_whole_date(text: str, approximate: bool, uncertain: bool) -> None:
    date = parse_date(text)
    assert (date.approximate, date.uncertain) == (approximate, uncertain)
    assert date.is_qualified is (approximate or uncertain)


@pytest.mark.parametrize(
    ("text", "instant", "machine"),
    [
        ("2025-05-20T14:30:00+03:00", "2025-05-20T11:30:00Z", "2025-05-20T14:30:00+03:00"),
        ("2025-05-20T14:30+03:00", "2025-05-20T11:30:00Z", "2025-05-20T14:30+03:00"),
        ("2025-05-20T14:30:00-04", "2025-05-20T18:30:00Z", "2025-05-20T14:30:00-04:00"),
        ("2025-05-20T14:30:00Z", "2025-05-20T14:30:00Z", "2025-05-20T14:30:00Z"),
        ("2025-05-20T14:30:00-00:00", "2025-05-20T14:30:00Z", "2025-05-20T14:30:00Z"),
        ("2025-05-20T14:30", "2025-05-20T14:30:00Z", "2025-05-20T14:30"),
        ("2025-05-20T14:30:15.123456Z", "2025-05-20T14:30:15Z", "2025-05-20T14:30:15.123Z"),
        ("2025-01-01T01:00+02:00", "2024-12-31T23:00:00Z", "2025-01-01T01:00+02:00"),
    ],
)
def test_a_date_time_is_one_instant_in_utc(text: str, instant: str, machine: str) -> None:
    date = parse_date(text)
    assert date.precision is Precision.INSTANT
    assert date.earliest == date.latest == instant
    assert date.machine == machine


@pytest.mark.parametrize(
    ("written", "text"),
    [
        ("  2025-05-20\n", "2025-05-20"),
        ("2025-05-20 / 2025-05-22", "2025-05-20/2025-05-22"),
        ("{2025-05-20, 2025-05-22}", "{2025-05-20,2025-05-22}"),
        ("[ 2025 .. 2027 ]", "[2025..2027]"),
    ],
)
def test_spaces_around_separators_are_no_part_of_the_date(written: str, text: str) -> None:
    assert parse_date(written).text == text


@given(PLAIN)
def test_every_plain_date_is_read_and_written_unchanged(text: str) -> None:
    date = parse_date(text)
    assert str(date) == date.text == date.machine == text
    assert date.years() == range(int(text[:4]), int(text[:4]) + 1)
    assert date.earliest.startswith(text)
    assert date.latest.startswith(text)
    assert date.is_point is (len(text) == 10)


@given(ANY_TEXT)
@settings(max_examples=200)
def test_any_text_is_a_well_formed_date_or_a_date_error(text: str) -> None:
    date = date_or_error(text)
    if isinstance(date, DateError):
        assert str(date)
        if date.hint is not None and (found := re.match(r"write ([0-9.~?%\[{][^ ;]*)", date.hint)):
            assert isinstance(date_or_error(found[1]), Date)
        return
    assert date.text.isascii()
    assert BEGINNING <= date.earliest <= date.latest <= END
    assert parse_date(date.text) == date
    assert date.precision in (Precision.INTERVAL, Precision.SET, Precision.UNKNOWN) or not (
        date.open_start or date.open_end
    )
    assert all(1 <= year <= 9999 for year in (*date.years()[:1], *date.years()[-1:]))
    start, end = date.ends
    assert start is None or date.earliest == start.earliest
    assert end is None or date.latest == end.latest
    assert all(date.earliest <= member.earliest and member.latest <= date.latest for member in date.members)


@given(st.lists(st.one_of(POINTS, INTERVALS, OPEN, SETS), max_size=8), st.randoms(use_true_random=False))
def test_the_order_is_total_and_does_not_depend_on_where_one_starts(texts: list[str], chance: Random) -> None:
    dates = [parse_date(text) for text in texts]
    shuffled = chance.sample(dates, len(dates))
    in_order = sorted(dates, key=lambda date: date.sort_key)
    assert in_order == sorted(shuffled, key=lambda date: date.sort_key)
    for first, second in itertools.pairwise(in_order):
        assert first.earliest <= second.earliest
        assert (first.sort_key == second.sort_key) is (first == second)


def test_the_finer_of_two_dates_that_begin_together_comes_first() -> None:
    texts = ["2025/2026", "202X", "2025-01/..", "2025", "2025-01", "2025-01-01", "2025-01-01T00:00", "2020"]
    dates = sorted(map(parse_date, texts), key=lambda date: date.sort_key)
    assert [date.text for date in dates] == [
        "2020", "202X", "2025-01-01T00:00", "2025-01-01", "2025-01", "2025", "2025/2026", "2025-01/..",
    ]  # fmt: skip


@given(st.one_of(POINTS, INTERVALS, OPEN, SETS), st.one_of(POINTS, INTERVALS, OPEN, SETS))
def test_two_dates_overlap_unless_one_was_over_before_the_other(first: str, second: str) -> None:
    one, other = parse_date(first), parse_date(second)
    assert (
        overlaps(one, other) is overlaps(other, one) is not (one.latest < other.earliest or other.latest < one.earliest)
    )
    assert not (before(one, other) and before(other, one))
    if before(one, other):
        assert not overlaps(one, other)


@pytest.mark.parametrize(
    ("first", "second", "certain"),
    [
        ("2025-05-20", "2025-05-21", True),
        ("2025-05-20", "2025-05-20", False),
        ("2025-05-20", "2025-05", False),
        ("2025-04", "2025-05-01", True),
        ("../2024", "2025", True),
        ("2024/..", "2025", False),
        ("2024", "../2025", False),
        ("2025-05-20~", "2025-05-21", False),
        ("2025-05-20", "2025-05-21?", False),
        ("2025-05-20T10:00Z", "2025-05-20T14:00+03:00", True),
        ("2025-05-20T10:00Z", "2025-05-20T12:30+03:00", False),
        # the day may have begun 14 hours before it did in UTC, or ended 12 hours after
        ("2025-05-20T01:00+03:00", "2025-05-20", False),
        ("2025-05-19T09:59Z", "2025-05-20", True),
        ("2025-05-20", "2025-05-21T11:00Z", False),
        ("2025-05-20", "2025-05-21T12:01Z", True),
    ],
)
def test_before_is_only_what_is_certain(first: str, second: str, certain: bool) -> None:
    assert before(parse_date(first), parse_date(second)) is certain


def test_a_day_and_a_time_within_it_overlap_in_any_zone() -> None:
    assert overlaps(parse_date("2025-05-20T01:00+03:00"), parse_date("2025-05-20"))
    assert not overlaps(parse_date("2025-05-18T01:00+03:00"), parse_date("2025-05-20"))


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("2025-12-31/2026-01-02", [2025, 2026]),
        ("2025-24", [2025, 2026]),
        ("2025-05/..", [2025]),
        ("../2025", [2025]),
        ("[..2025-05,2026]", [2026]),
        ("202X", list(range(2020, 2030))),
        ("2025-01-01T00:30+03:00", [2025]),
        ("XXXX", []),
        ("../..", []),
    ],
)
def test_years_are_those_the_date_touches_as_written(text: str, years: list[int]) -> None:
    assert list(parse_date(text).years()) == years


@pytest.mark.parametrize(
    ("text", "machine"),
    [
        ("2025-05-20~", "2025-05-20"),
        ("2025-05?", "2025-05"),
        ("0850", "0850"),
        ("2025-XX", "2025"),
        ("2025-05-XX", "2025-05"),
        ("2025-~05-20", "2025-05-20"),
        ("202X", None),
        ("2025-21", None),
        ("2025-05-20/2025-05-22", None),
        ("[2025,2026]", None),
        ("XXXX", None),
    ],
)
def test_the_machine_form_is_what_html_has_for_it(text: str, machine: str | None) -> None:
    assert parse_date(text).machine == machine


def test_an_interval_has_ends_and_a_set_has_members() -> None:
    assert parse_date("2025-05/2025-06~").ends == (parse_date("2025-05"), parse_date("2025-06~"))
    assert parse_date("../2025").ends == (None, parse_date("2025"))
    assert parse_date("2025/").ends == (parse_date("2025"), None)
    one_of = parse_date("[2025,2027..2029,2031..]")
    assert one_of.one_of
    assert [member.text for member in one_of.members] == ["2025", "2027/2029", "2031/.."]
    assert not parse_date("{2025,2026}").one_of


@given(st.one_of(POINTS, INTERVALS, OPEN, SETS))
def test_a_date_survives_msgpack_and_pickle(text: str) -> None:
    date = parse_date(text)
    assert msgspec.msgpack.decode(msgspec.msgpack.encode(date), type=Date) == date
    assert pickle.loads(pickle.dumps(date)) == date
    assert hash(parse_date(text)) == hash(date)


def test_reading_any_form_imports_no_heavy_module() -> None:
    texts = [text for text, *_ in READ]
    program = (
        "import sys\n"
        "from onrecord.content.dates import parse_date\n"
        f"[parse_date(text) for text in {texts!r}]\n"
        "print(sorted({'pydantic', 'pydantic_core', 'edtf', 'pyparsing', 'babel'} & set(sys.modules)))"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def _days_of_the_edtf_package(text: str) -> tuple[str, str]:
    parsed = edtf.parse_edtf(text)
    first, last = (
        "-" if isinstance(bound, float) else f"{bound[0]:04d}-{bound[1]:02d}-{bound[2]:02d}"
        for bound in (parsed.lower_strict(), parsed.upper_strict())
    )
    return first, last


SOUND_IN_THE_EDTF_PACKAGE = st.one_of(
    POINTS,
    INTERVALS,
    POINTS.map("{}/..".format),
    POINTS.map("../{}".format),
    SETS,
    st.from_regex(r"[12][0-9X]XX|[12][0-9][0-9X]X|[12][0-9]{3}-XX|[12][0-9]{3}-(0[1-9]|1[0-2])-XX", fullmatch=True),
    st.from_regex(r"[12][0-9]{3}-(2[1-3]|2[5-7]|3[3-6]|4[01])", fullmatch=True),
)


@given(SOUND_IN_THE_EDTF_PACKAGE)
@settings(max_examples=60)
def test_the_edtf_package_finds_the_same_bounds(text: str) -> None:
    date = parse_date(text)
    first = "-" if date.open_start else date.earliest[:10]
    last = "-" if date.open_end else date.latest[:10]
    assert (first, last) == _days_of_the_edtf_package(text)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2025-2X", "2025-03-01", "2026-02-28"),
        ("2025-3X", "2025-01-01", "2026-02-28"),
        ("2025-4X", "2025-01-01", "2025-12-31"),
        ("202X-2X", "2020-03-01", "2030-02-28"),
    ],
)
def test_an_unspecified_season_is_any_that_fits(text: str, earliest: str, latest: str) -> None:
    date = parse_date(text)
    assert (date.earliest[:10], date.latest[:10]) == (earliest, latest)
