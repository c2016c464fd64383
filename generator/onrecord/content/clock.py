"""Dates against the clock of a desk."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from onrecord.content.dates import Date


def has_come(date: Date, now: datetime, timezone: str) -> bool:
    """Whether a date has begun at ``now``; one without a zone of its own is in ``timezone`` (IANA)."""
    return date.earliest <= _there(date, now, timezone)


def is_over(date: Date, now: datetime, timezone: str) -> bool:
    """Whether a date has ended at ``now``; one without a zone of its own is in ``timezone`` (IANA)."""
    return date.latest < _there(date, now, timezone)


def _there(date: Date, now: datetime, timezone: str) -> str:
    """``now`` on the clock that a date goes by, in the form of its instants."""
    zone = UTC if date.is_zoned else ZoneInfo(timezone)
    return now.astimezone(zone).strftime("%Y-%m-%dT%H:%M:%SZ")
