"""The timeline for TimelineJS (https://timeline.knightlab.com/docs/json-format.html): events, claims and responses.

It shows headline and text as HTML, so both are escaped. It knows no uncertain dates: each slide stands at the first day
that its date allows and says in words what is known.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

import msgspec

from onrecord.content.dates import Date, Precision
from onrecord.record.record import Record
from onrecord.record.timeline import TimelineEntry
from onrecord.site.date_words import words
from onrecord.site.routes import Routes, absolute
from onrecord.site.titles import attributed
from onrecord.site.views.marks import NOT_ASSESSED, STANCES

_GROUPS = {"event": "Reported events", "claim": "Claims", "response": "Responses"}


class TimelineJS:
    """One record's timeline."""

    def __init__(self, record: Record, entries: Sequence[TimelineEntry]) -> None:
        self._record = record
        self._entries = entries
        self._routes = Routes(record)

    def json(self) -> bytes:
        """The timeline; what has no known year is left out."""
        config = self._record.config
        slides = [
            self._slide(entry)
            for entry in self._entries
            if entry.kind in _GROUPS and not (entry.date.open_start and entry.date.open_end)
        ]
        title = {"text": {"headline": escape(config.title), "text": escape(config.description or "")}}
        return msgspec.json.encode({"scale": "human", "title": title, "events": slides}) + b"\n"

    def _slide(self, entry: TimelineEntry) -> dict[str, Any]:
        date = entry.date
        headline, text = self._told(entry)
        page = absolute(self._record.config, self._routes.file(entry.target.kind, entry.target.key))
        link = f'<p><a href="{escape(page)}">{escape(self._record.config.title)}</a></p>' if page else ""
        found: dict[str, Any] = {
            "unique_id": entry.key,
            "group": _GROUPS[entry.kind],
            "autolink": False,
            "start_date": _day(date.latest if date.open_start else date.earliest, date),
            "display_date": escape(words(date, self._record.config.language)),
            "text": {"headline": escape(headline), "text": "".join(f"<p>{escape(part)}</p>" for part in text) + link},
        }
        if date.precision is Precision.INTERVAL and not (date.open_start or date.open_end):
            found["end_date"] = _day(date.latest, date)
        return found

    def _told(self, entry: TimelineEntry) -> tuple[str, list[str]]:
        """Headline and text; a claim stands with who made it, an answer with who gave it."""
        if entry.kind == "event":
            event = self._record.events[entry.target.key].meta
            return event.title, [event.summary] if event.summary else []
        claim = self._record.claims[entry.target.key]
        title = attributed(self._record, claim)
        if entry.kind == "claim":
            status = self._record.config.statuses[claim.status].label if claim.status else NOT_ASSESSED.label
            return title, [f"“{claim.meta.quote}”", status] if claim.meta.quote else [status]
        answer = claim.responses[entry.number or 0]
        who = self._record.actors[answer.by].meta.name
        quoted = [f"“{answer.meta.quote}”"] if answer.meta.quote else []
        return f"{who} {STANCES[answer.meta.stance].label}", [title, *quoted]


def _day(instant: str, date: Date) -> dict[str, int]:
    """The parts of a date as far as it knows them; the ends of an interval to the day."""
    year, month, day = int(instant[:4]), int(instant[5:7]), int(instant[8:10])
    match date.precision:
        case Precision.INSTANT:
            return {"year": int(date.text[:4]), "month": int(date.text[5:7]), "day": int(date.text[8:10])}
        case Precision.DAY | Precision.INTERVAL | Precision.SET:
            return {"year": year, "month": month, "day": day}
        case Precision.MONTH | Precision.SEASON:
            return {"year": year, "month": month}
        case _:
            return {"year": year}
