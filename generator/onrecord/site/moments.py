"""When something was published and when it last changed, from the dates of the content and never from a clock."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo

from onrecord.content.dates import BEGINNING, END, Date
from onrecord.record.derivation import kept
from onrecord.record.entities import BriefEntity, ClaimEntity
from onrecord.record.record import Record


class Changed(NamedTuple):
    """When something was published and last changed in substance: UTC instants, ``YYYY-MM-DDTHH:MM:SSZ``."""

    published: str
    updated: str


class Moments:
    """The dates of one record as instants.

    What is no time of its own begins at midnight in the site's time zone. A brief or a claim changes when the desk
    assesses it again, corrects it, or records an answer; not when its words are mended.
    """

    def __init__(self, record: Record) -> None:
        self._record = record
        self._zone = ZoneInfo(record.config.timezone)
        self._instants: dict[str, str] = {}
        self._briefs = kept(record, "moments of briefs", self._of_brief)
        self._claims = kept(record, "moments of claims", self._of_claim)

    def instant(self, date: Date) -> str:
        """The instant that a date begins at; that it ends at where the beginning is open; else ``BEGINNING``."""
        found = self._instants.get(date.text)
        if found is None:
            found = self._instants[date.text] = self._instant(date)
        return found

    def brief(self, key: str) -> Changed:
        """When a brief was published and last changed."""
        return self._briefs[key]

    def claim(self, key: str) -> Changed:
        """When a claim was published, with its brief, and last changed."""
        return self._claims[key]

    def latest(self) -> str:
        """When the record last changed; ``BEGINNING`` while it is empty."""
        return max((self.brief(key).updated for key in self._record.briefs), default=BEGINNING)

    def _of_brief(self, key: str) -> Changed:
        brief = self._record.briefs[key]
        published = self._published(brief)
        updated = self._latest(published, [note.meta.date for note in brief.corrections])
        return Changed(published, max([updated, *(self.claim(claim).updated for claim in brief.claims)]))

    def _of_claim(self, key: str) -> Changed:
        claim = self._record.claims[key]
        brief = self._record.briefs[claim.brief]
        published = self._published(brief)
        return Changed(published, self._latest(published, _changes(brief, claim)))

    def _published(self, brief: BriefEntity) -> str:
        dates = [brief.meta.date, *([brief.meta.publish_at] if brief.meta.publish_at else [])]
        return max(self.instant(date) for date in dates)

    def _latest(self, published: str, dates: Iterable[Date]) -> str:
        return max([published, *(self.instant(date) for date in dates)])

    def _instant(self, date: Date) -> str:
        start = date.earliest
        if date.open_start:
            start = BEGINNING if date.latest == END else date.latest
        if date.is_zoned or not BEGINNING < start < END:
            return start
        moment = datetime.fromisoformat(start.removesuffix("Z")).replace(tzinfo=self._zone)
        try:
            return f"{moment.astimezone(UTC).isoformat()[:19]}Z"
        except OverflowError:
            return start


def _changes(brief: BriefEntity, claim: ClaimEntity) -> Iterable[Date]:
    yield from (assessment.date for assessment in claim.assessments)
    yield from (response.date for response in claim.responses if response.date)
    yield from (note.meta.date for note in brief.corrections if note.claim == claim.key)
