"""The date of a claim, a source or an event: EDTF (ISO 8601-2:2019), with only as much precision as was written.

Read: level 0 and level 1 whole, and from level 2 the sets, the seasons 25 to 41, unspecified digits anywhere and
qualified components (https://www.loc.gov/standards/datetime/). Years outside 0001 to 9999 are errors.

The grammar is read here and not by the ``edtf`` package, which costs 0.3 s to import and 10 to 70 ms a date, fails on
``2025-1X`` and ``2025-05-2X``, accepts ``2025-02-29`` and ``2025-05-22/2025-05-20``, and prints to standard output.
The tests hold this reader against that package wherever the package is right.

Instants are ``YYYY-MM-DDTHH:MM:SSZ``, so text order is time order. A date or time without a zone is in the site's time
zone; for order it counts as UTC, and ``before`` and ``overlaps`` allow for the difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from onrecord.content.date_bounds import SEASONS, DateError, check_day, days_in_month, masked_days, season_days
from onrecord.content.date_times import html_time, utc_instant

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
    from pydantic_core import CoreSchema

__all__ = [
    "BEGINNING", "END", "MAX_LENGTH", "Date", "DateError", "Precision", "before", "overlaps", "parse_date",
]  # fmt: skip

MAX_LENGTH = 64
"""The longest text, in characters, that is read as a date."""

BEGINNING = "0001-01-01T00:00:00Z"
"""``earliest`` of a date whose start is open or unknown."""

END = "9999-12-31T23:59:59Z"
"""``latest`` of a date whose end is open or unknown."""


class Precision(StrEnum):
    """How much of a date is known, finest first. With unspecified digits: the last unit known from the left.

    ``season`` is any part of a year that is no month: a season, quarter, third or half. ``interval`` is a start and an
    end, one of which may be open; ``set`` is a list in braces or brackets. ``unknown`` is a date without a known year.
    """

    INSTANT = "instant"
    DAY = "day"
    MONTH = "month"
    SEASON = "season"
    YEAR = "year"
    DECADE = "decade"
    CENTURY = "century"
    MILLENNIUM = "millennium"
    SET = "set"
    INTERVAL = "interval"
    UNKNOWN = "unknown"


_RANK = {precision: rank for rank, precision in enumerate(Precision)}
_YEAR_PRECISION = (Precision.UNKNOWN, Precision.MILLENNIUM, Precision.CENTURY, Precision.DECADE)


@dataclass(frozen=True, slots=True)
class Date:
    """A date as written, with the earliest and the latest instant it allows. Made by ``parse_date``.

    ``text`` is the EDTF without surrounding or separating spaces. ``earliest`` and ``latest`` are UTC instants to the
    second, ``YYYY-MM-DDTHH:MM:SSZ``; both are the strict reading: ``~`` and ``?`` do not widen them. ``approximate`` is
    ``~`` or ``%``, ``uncertain`` is ``?`` or ``%``, anywhere in the date. ``open_start`` and ``open_end`` say that no
    bound is known (``..`` and the unknown, empty end alike); the bound is then ``BEGINNING`` or ``END``.
    """

    text: str
    precision: Precision
    earliest: str
    latest: str
    approximate: bool = False
    uncertain: bool = False
    open_start: bool = False
    open_end: bool = False

    def __str__(self) -> str:
        return self.text

    def __hash__(self) -> int:
        return hash(self.text)

    @property
    def sort_key(self) -> tuple[str, int, str, str]:
        """A total order: the earliest instant, then the finer precision, then the latest instant, then the text."""
        return self.earliest, _RANK[self.precision], self.latest, self.text

    @property
    def is_point(self) -> bool:
        """Whether it is one day or finer."""
        return self.precision in (Precision.DAY, Precision.INSTANT)

    @property
    def is_qualified(self) -> bool:
        """Whether it is approximate or uncertain."""
        return self.approximate or self.uncertain

    @property
    def is_masked(self) -> bool:
        """Whether some of its digits are unspecified (``X``)."""
        return "X" in self.text

    @property
    def is_zoned(self) -> bool:
        """Whether it is a time with a zone; everything else is in the site's time zone."""
        return self.precision is Precision.INSTANT and any(mark in self.text[16:] for mark in "Z+-")

    @property
    def one_of(self) -> bool:
        """Whether it is a set of which one member holds (``[a,b]``); in ``{a,b}`` all do."""
        return self.text.startswith("[")

    @property
    def ends(self) -> tuple[Date | None, Date | None]:
        """Start and end of an interval, ``None`` where open or unknown; of any other date, the date itself twice."""
        if self.precision is not Precision.INTERVAL:
            return self, self
        start, _, end = self.text.partition("/")
        return _end(start), _end(end)

    @property
    def members(self) -> tuple[Date, ...]:
        """What a set lists, a run ``a..b`` as the interval ``a/b``; of any other date, the date itself."""
        if self.precision is not Precision.SET:
            return (self,)
        return tuple(_member(part) for part in self.text[1:-1].split(","))

    @property
    def machine(self) -> str | None:
        """The value for ``<time datetime>`` (HTML, 4.5.14), or ``None`` where HTML has no form for this date.

        Approximate and uncertain dates give the plain date; the words beside it say the rest.
        """
        match self.precision:
            case Precision.YEAR:
                return self.earliest[:4]
            case Precision.MONTH:
                return self.earliest[:7]
            case Precision.DAY:
                return self.earliest[:10]
            case Precision.INSTANT:
                return html_time(self.text)
            case _:
                return None

    def years(self) -> range:
        """The calendar years it touches, as written (not moved to UTC).

        With an open end only the year of the known end; a date without a known year touches none.
        """
        if self.open_start and self.open_end:
            return range(0)
        if self.precision is Precision.INSTANT:
            year = int(self.text[:4])
            return range(year, year + 1)
        first, last = int(self.earliest[:4]), int(self.latest[:4])
        if self.open_start:
            first = last
        if self.open_end:
            last = first
        return range(first, last + 1)

    @classmethod
    def __get_pydantic_core_schema__(cls, source: object, handler: GetCoreSchemaHandler) -> CoreSchema:
        from onrecord.content.date_schema import date_core_schema

        return date_core_schema(cls, parse_date)

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, object]:
        from onrecord.content.date_schema import DATE_JSON_SCHEMA

        return dict(DATE_JSON_SCHEMA)


def before(first: Date, second: Date) -> bool:
    """Whether ``first`` was over before ``second`` began, for certain.

    An approximate or uncertain date is never certain. Between a time with a zone and a date without one, half a day
    more is asked for, as the date's own zone is not written.
    """
    return not first.is_qualified and not second.is_qualified and _ends_before(first, second)


def overlaps(first: Date, second: Date) -> bool:
    """Whether the two may have a moment in common, taken as the spans from their earliest to their latest instant."""
    return not _ends_before(first, second) and not _ends_before(second, first)


def parse_date(text: str) -> Date:
    """Read an EDTF date or an ISO 8601 date-time.

    Raises ``DateError`` for anything else: its message says what is wrong, its ``hint`` what to write, where evident.
    """
    plain = _read_plain(text)
    if plain is not None:
        return plain
    written = text.strip()
    if not written:
        raise DateError("the date is empty", "leave the field out when no date is known")
    if len(written) > MAX_LENGTH:
        raise DateError(f"{_quoted(written)} is not a date: it has more than {MAX_LENGTH} characters")
    try:
        return _read(written)
    except DateError as error:
        from onrecord.content.date_hints import hint_for

        raise DateError(f"{_quoted(written)} is not a date: {error}", hint_for(written, _is_date)) from None


_PLAIN = re.compile(r"([0-9]{4})(?:-(0[1-9]|1[0-2])(?:-([0-9]{2}))?)?")

_POINT = re.compile(
    r"([?~%]?) ([0-9X]{4}) ([?~%]?) (?: - ([?~%]?) ([0-9X]{2}) ([?~%]?) (?: - ([?~%]?) ([0-9X]{2}) ([?~%]?) )? )?",
    re.VERBOSE,
)

_EASTERNMOST, _WESTERNMOST = timedelta(hours=14), timedelta(hours=12)
"""How far ahead of UTC and how far behind it a date without a zone may lie."""

_SEPARATORS = re.compile(r" {0,9}(/|,|\.\.) {0,9}")


def _read_plain(text: str) -> Date | None:
    """Year, month or day without anything else, which nearly all dates are."""
    found = _PLAIN.fullmatch(text)
    if found is None:
        return None
    year, month, day = found.groups()
    if year == "0000":
        return None
    if month is None:
        return Date(text, Precision.YEAR, f"{year}-01-01T00:00:00Z", f"{year}-12-31T23:59:59Z")
    last = days_in_month(int(year), int(month))
    if day is None:
        return Date(text, Precision.MONTH, f"{text}-01T00:00:00Z", f"{text}-{last}T23:59:59Z")
    if not 1 <= int(day) <= last:
        return None
    return Date(text, Precision.DAY, f"{text}T00:00:00Z", f"{text}T23:59:59Z")


def _read(text: str) -> Date:
    text = _SEPARATORS.sub(r"\1", text)
    if text[0] in "[{":
        return _read_set(text)
    if "/" in text:
        return _read_interval(text)
    return _read_single(text)


def _read_single(text: str) -> Date:
    plain = _read_plain(text)
    if plain is not None:
        return plain
    if found := _POINT.fullmatch(text):
        return _read_point(text, found)
    if "T" in text and (instant := utc_instant(text)):
        return Date(text, Precision.INSTANT, instant, instant)
    if re.fullmatch(r"Y-?[0-9E]+(S[0-9]+)?|-[0-9]{4}.*", text):
        raise DateError("years run from 0001 to 9999")
    raise DateError("expected a form such as 2025-05-20, 2025-05 or 2025")


def _read_point(text: str, found: re.Match[str]) -> Date:
    year, month, day = found.group(2, 5, 8)
    marks = "".join(mark for mark in found.group(1, 3, 4, 6, 7, 9) if mark)
    is_season = month is not None and month.isdigit() and int(month) in SEASONS
    if is_season and day is not None:
        raise DateError(f"a season such as {year}-{month} has no days")
    if "X" in f"{year}{month}{day}":
        first, last = masked_days(year, month, day)
    elif is_season:
        check_day(int(year), None, None)
        first, last = season_days(int(year), int(year), int(month))
    else:
        check_day(int(year), int(month) if month else None, int(day) if day else None)
        first = f"{year}-{month or '01'}-{day or '01'}"
        last = f"{year}-{month or '12'}-{day or days_in_month(int(year), int(month or 12))}"
    unknown = year[0] == "X"
    return Date(
        text,
        _point_precision(year, month, day, is_season=is_season),
        BEGINNING if unknown else f"{first}T00:00:00Z",
        END if unknown else f"{last}T23:59:59Z",
        approximate="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
        open_start=unknown,
        open_end=unknown,
    )


def _point_precision(year: str, month: str | None, day: str | None, *, is_season: bool) -> Precision:
    if "X" in year:
        return _YEAR_PRECISION[year.index("X")]
    if is_season:
        return Precision.SEASON
    if month is None or "X" in month:
        return Precision.YEAR
    return Precision.MONTH if day is None or "X" in day else Precision.DAY


def _read_interval(text: str) -> Date:
    parts = text.split("/")
    if len(parts) != 2:
        raise DateError("an interval has one '/'; within a date, year, month and day are joined by '-'")
    if text == "../..":
        return Date(text, Precision.UNKNOWN, BEGINNING, END, open_start=True, open_end=True)
    start, end = (None if part in ("", "..") else _read_single(part) for part in parts)
    if start is None and end is None:
        raise DateError("an interval needs a known start or a known end")
    return _span(text, Precision.INTERVAL, [start], [end])


def _read_set(text: str) -> Date:
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise DateError("a set is written {2025-05-20,2025-05-22} or [2025-05-20,2025-05-22]")
    text = f"{text[0]}{text[1:-1].strip(' ')}{text[-1]}"
    parts = text[1:-1].split(",")
    if len(parts) == 1 and ".." not in text:
        raise DateError("a set names more than one date")
    members = [_member(part) for part in parts]
    return _span(
        text,
        Precision.SET,
        [None if member.open_start else member for member in members],
        [None if member.open_end else member for member in members],
    )


def _member(text: str) -> Date:
    return _read_interval("/".join(part or ".." for part in text.split(".."))) if ".." in text else _read_single(text)


def _end(text: str) -> Date | None:
    return None if text in ("", "..") else _read_single(text)


def _span(text: str, precision: Precision, starts: list[Date | None], ends: list[Date | None]) -> Date:
    """From the earliest of the starts to the latest of the ends, where ``None`` is an open one."""
    known = [date for date in (*starts, *ends) if date is not None]
    if any(date.precision is Precision.INSTANT for date in known):
        raise DateError("intervals and sets are made of dates without a time")
    if any(date.precision is Precision.UNKNOWN for date in known):
        raise DateError("intervals and sets are made of dates with a known year")
    earliest = min(date.earliest if date else BEGINNING for date in starts)
    latest = max(date.latest if date else END for date in ends)
    if earliest > latest:
        raise DateError("it ends before it starts")
    return Date(
        text,
        precision,
        earliest,
        latest,
        approximate=any(date.approximate for date in known),
        uncertain=any(date.uncertain for date in known),
        open_start=None in starts,
        open_end=None in ends,
    )


def _ends_before(first: Date, second: Date) -> bool:
    if first.open_end or second.open_start or first.latest >= second.earliest:
        return False
    if first.is_zoned == second.is_zoned:
        return True
    gap = datetime.fromisoformat(second.earliest) - datetime.fromisoformat(first.latest)
    return gap > (_EASTERNMOST if first.is_zoned else _WESTERNMOST)


def _is_date(text: str) -> bool:
    try:
        _read(text[:MAX_LENGTH])
    except DateError:
        return False
    return len(text) <= MAX_LENGTH


def _quoted(text: str) -> str:
    shown = "".join(character if character.isprintable() else "\ufffd" for character in text[:MAX_LENGTH])
    return f"'{shown}…'" if len(text) > MAX_LENGTH else f"'{shown}'"
