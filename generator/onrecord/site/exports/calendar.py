"""Reported events as iCalendar (RFC 5545): those whose date is known to within a year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date as Day
from datetime import timedelta

from onrecord.content.dates import Date, Precision
from onrecord.record.entities import EventEntity
from onrecord.record.record import Record
from onrecord.site.date_words import words
from onrecord.site.exports.identity import Identity
from onrecord.site.moments import Moments
from onrecord.site.routes import Routes, absolute

LONGEST = 366
"""Days; what is dated more vaguely would fill a calendar and say nothing."""

_ESCAPES = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n", "\r": ""})


class Calendar:
    """The events of one record as a calendar."""

    def __init__(self, record: Record, moments: Moments) -> None:
        self._record = record
        self._moments = moments
        self._identity = Identity(record.config)
        self._routes = Routes(record)

    def ics(self) -> bytes:
        """The calendar. Events take whole days, and say in words what is known of their date."""
        config = self._record.config
        lines = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            "PRODID:-//onrecord//record//EN",
            "CALSCALE:GREGORIAN",
            f"X-WR-CALNAME:{_text(config.title)}",
        ]
        for event in self._record.events.values():
            if event.meta.date is not None:
                lines += self._event(event, event.meta.date)
        lines.append("END:VCALENDAR")
        return b"".join(_folded(line) for line in lines)

    def _event(self, event: EventEntity, date: Date) -> Iterator[str]:
        days = _days(date)
        if days is None:
            return
        config, meta = self._record.config, event.meta
        briefs = [event.brief] if event.brief else []
        briefs += [self._record.claims[key].brief for key in self._record.index.claims_of_event.get(event.key, ())]
        changed = max([self._moments.brief(key).updated for key in briefs], default=self._moments.instant(date))
        told = [f"Reported event. Date as far as it is known: {words(date, config.language)} ({date.text})."]
        told += [meta.summary] if meta.summary else []
        page = absolute(config, self._routes.file("event", event.key))
        yield "BEGIN:VEVENT"
        yield f"UID:{self._identity.of('event', event.key)}"
        yield f"DTSTAMP:{changed.replace('-', '').replace(':', '')}"
        yield f"DTSTART;VALUE=DATE:{days[0]:%Y%m%d}"
        yield f"DTEND;VALUE=DATE:{days[1]:%Y%m%d}"
        yield f"SUMMARY:{_text(meta.title)}"
        yield f"DESCRIPTION:{_text(' '.join(told))}"
        if event.place or meta.place:
            name = self._record.places[event.place].meta.name if event.place else meta.place or ""
            yield f"LOCATION:{_text(name)}"
        if event.topics:
            yield f"CATEGORIES:{','.join(_text(self._record.topics[key].meta.name) for key in event.topics)}"
        if page:
            yield f"URL:{page}"
        if date.is_qualified or not date.is_point:
            yield "STATUS:TENTATIVE"
        yield "TRANSP:TRANSPARENT"
        yield "END:VEVENT"


def _days(date: Date) -> tuple[Day, Day] | None:
    """The first day and the day after the last; ``None`` for a date that a calendar cannot show without guessing."""
    if date.open_start or date.open_end or date.precision is Precision.SET:
        return None
    if date.precision is Precision.INSTANT:
        first = last = Day.fromisoformat(date.text[:10])
    else:
        first, last = Day.fromisoformat(date.earliest[:10]), Day.fromisoformat(date.latest[:10])
    if last == Day.max or (last - first).days >= LONGEST:
        return None
    return first, last + timedelta(days=1)


def _text(text: str) -> str:
    return text.translate(_ESCAPES)


def _folded(line: str) -> bytes:
    """A line in pieces of at most 75 octets, none of which cuts a character."""
    data = line.encode()
    pieces = []
    while len(data) > 75:
        end = 75
        while data[end] & 0xC0 == 0x80:
            end -= 1
        pieces.append(data[:end])
        data = b" " + data[end:]
    return b"\r\n".join([*pieces, data]) + b"\r\n"
