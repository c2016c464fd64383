"""Which month of a year a date is listed under."""

from __future__ import annotations

from onrecord.content.dates import Date, Precision

BEFORE, UNKNOWN = 0, 13
"""Stand for what began in an earlier year, and for what is not known to the month, among the months."""


def month_in(date: Date, year: int) -> int:
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
