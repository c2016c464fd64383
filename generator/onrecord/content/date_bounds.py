"""Which calendar days an EDTF point covers: a year, month, day or season, with unspecified (``X``) digits.

Years run from 0001 to 9999 and the calendar is the proleptic Gregorian one (ISO 8601-1:2019, 4.2.1).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice, product

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip

_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_LEAP_YEAR = 2000

SPRING, SUMMER, AUTUMN, WINTER = (3, 5), (6, 8), (9, 11), (12, 14)

SEASONS: dict[int, tuple[int, int]] = {
    **dict(enumerate((SPRING, SUMMER, AUTUMN, WINTER), 21)),
    **dict(enumerate((SPRING, SUMMER, AUTUMN, WINTER), 25)),
    **dict(enumerate((AUTUMN, WINTER, SPRING, SUMMER), 29)),
    **dict(enumerate(((1, 3), (4, 6), (7, 9), (10, 12)), 33)),
    **dict(enumerate(((1, 4), (5, 8), (9, 12)), 37)),
    **dict(enumerate(((1, 6), (7, 12)), 40)),
}
"""First and last month of each sub-year grouping (ISO 8601-2:2019, 4.8); a month above 12 lies in the next year.

21-24 are seasons wherever the event was, placed as in the northern hemisphere because an order needs a place; 25-28
northern; 29-32 southern; 33-36 quarters; 37-39 thirds; 40-41 halves. Seasons are whole months.
"""


class DateError(ValueError):
    """A text that is no date. ``hint`` says what to write instead, where a near correct form is evident."""

    def __init__(self, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.hint = hint


def days_in_month(year: int, month: int) -> int:
    """How many days the month has (28 to 31)."""
    if month == 2 and year % 4 == 0 and (year % 100 != 0 or year % 400 == 0):
        return 29
    return _DAYS[month - 1]


def check_day(year: int, month: int | None, day: int | None) -> None:
    """Raise ``DateError`` with the reason when the calendar has no such year, month or day."""
    if year == 0:
        raise DateError("years run from 0001 to 9999")
    if month is not None and not 1 <= month <= 12:
        raise DateError(f"there is no month {month:02d}")
    if month is not None and day is not None and not 1 <= day <= days_in_month(year, month):
        if day == 0:
            raise DateError("there is no day 00")
        raise DateError(f"{MONTHS[month - 1]} {year:04d} has {days_in_month(year, month)} days")


def season_days(first_year: int, last_year: int, season: int) -> tuple[str, str]:
    """First and last day of a season that lies in one of the years, as ``YYYY-MM-DD``."""
    first, last = SEASONS[season]
    next_years, last_month = divmod(last - 1, 12)
    year, month = last_year + next_years, last_month + 1
    if year > 9999:
        year, month = 9999, 12
    return f"{first_year:04d}-{first:02d}-01", f"{year:04d}-{month:02d}-{days_in_month(year, month):02d}"


def masked_days(year: str, month: str | None, day: str | None) -> tuple[str, str]:
    """First and last day that fit a pattern such as ``202X``, ``2025-1X`` or ``2025-XX-15``, as ``YYYY-MM-DD``.

    Raises ``DateError`` when no day of the calendar fits.
    """
    if month is not None and month.isdigit() and int(month) in SEASONS and day is None:
        return season_days(next(_years(year)), next(_years(year, backwards=True)), int(month))
    months = [number for number in range(1, 13) if _fits(month, number)]
    if not months and day is None and (seasons := [number for number in SEASONS if _fits(month, number)]):
        bounds = [season_days(next(_years(year)), next(_years(year, backwards=True)), number) for number in seasons]
        return min(first for first, _ in bounds), max(last for _, last in bounds)
    if not months:
        raise DateError(f"no month fits {month}")
    if not any(_days_of(_LEAP_YEAR, number, day) for number in months):
        raise DateError(f"no day of {_month_pattern(months)} fits {day}")
    years, years_back = _first_years(year), _first_years(year, backwards=True)
    first = next((found for number in years for found in _first_day(number, months, day)), None)
    last = next((found for number in years_back for found in _last_day(number, months, day)), None)
    if first is None or last is None:
        raise DateError(f"no such day in any year that fits {year}")
    return first, last


def _month_pattern(months: list[int]) -> str:
    return MONTHS[months[0] - 1] if len(months) == 1 else "these months"


def _fits(pattern: str | None, number: int) -> bool:
    return pattern is None or all(wanted in ("X", had) for wanted, had in zip(pattern, f"{number:02d}", strict=True))


def _years(pattern: str, *, backwards: bool = False) -> Iterator[int]:
    digits = "9876543210" if backwards else "0123456789"
    choices = product(*(digits if character == "X" else character for character in pattern))
    return (year for year in (int("".join(choice)) for choice in choices) if year > 0)


def _first_years(pattern: str, *, backwards: bool = False) -> Iterator[int]:
    """The first years of a pattern, enough to meet a leap year if it has one: its last two digits take 100 values."""
    return islice(_years(pattern, backwards=backwards), 101)


def _days_of(year: int, month: int, pattern: str | None) -> list[int]:
    return [number for number in range(1, days_in_month(year, month) + 1) if _fits(pattern, number)]


def _first_day(year: int, months: list[int], day: str | None) -> Iterator[str]:
    for month in months:
        for number in _days_of(year, month, day):
            yield f"{year:04d}-{month:02d}-{number:02d}"


def _last_day(year: int, months: list[int], day: str | None) -> Iterator[str]:
    for month in reversed(months):
        for number in reversed(_days_of(year, month, day)):
            yield f"{year:04d}-{month:02d}-{number:02d}"
