"""Date-times to the minute or the second, with or without a zone (ISO 8601-1:2019, 5.4; EDTF level 0)."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from onrecord.content.date_bounds import DateError, check_day

_DATE_TIME = re.compile(
    r"([0-9]{4})-([0-9]{2})-([0-9]{2}) T ([0-9]{2}):([0-9]{2}) (?: :([0-9]{2}) (?:\.[0-9]{1,9})? )?"
    r"(?: Z | ([+-])([0-9]{2})(?::([0-9]{2}))? )?",
    re.VERBOSE,
)


def utc_instant(text: str) -> str | None:
    """The instant as ``YYYY-MM-DDTHH:MM:SSZ``, decimals dropped, or ``None`` for a text of another shape.

    A time without a zone counts as UTC. Raises ``DateError`` for a time, day or zone that does not exist.
    """
    found = _DATE_TIME.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second, offset_hour, offset_minute = (
        int(number or 0) for number in found.group(1, 2, 3, 4, 5, 6, 8, 9)
    )
    check_day(year, month, day)
    if hour > 23 or minute > 59 or second > 59:
        raise DateError("times run from 00:00:00 to 23:59:59")
    offset = timedelta(hours=offset_hour, minutes=offset_minute)
    if offset_minute > 59 or offset > timedelta(hours=14):
        raise DateError("zones run from -14:00 to +14:00")
    zone = timezone(-offset if found.group(7) == "-" else offset)
    try:
        moment = datetime(year, month, day, hour, minute, second, tzinfo=zone).astimezone(UTC)
    except OverflowError:
        raise DateError("years run from 0001 to 9999") from None
    return moment.replace(tzinfo=None).isoformat() + "Z"


def html_time(text: str) -> str:
    """A date-time as ``<time datetime>`` wants it: at most three decimals, minutes in the zone, no ``-00:00``."""
    text = re.sub(r"(\.[0-9]{3})[0-9]+", r"\1", text)
    text = re.sub(r"(T.*[+-][0-9]{2})$", r"\1:00", text)
    return re.sub(r"[+-]00:00$", "Z", text)
