"""Dates against the clock of a desk."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from onrecord.content.dates import Date


def has_come(date: Date, now: datetime, timezone: str) -> bool:
    """Whether a date has begun at ``now``; one without a zone of its own is in ``timezone`` (IANA)."""
    zone = UTC if date.is_zoned else ZoneInfo(timezone)
    return date.earliest <= now.astimezone(zone).strftime("%Y-%m-%dT%H:%M:%SZ")
