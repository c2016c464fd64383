"""Events, briefs, corrections and backlinks as they stand in lists."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.record.derivation import derived, kept
from onrecord.record.entities import Backlink as RecordedLink
from onrecord.record.entities import CorrectionEntity, Target
from onrecord.record.record import Record
from onrecord.site.routes import event_anchor
from onrecord.site.views.language import Language
from onrecord.site.views.links import Links
from onrecord.site.views.lists import Lists
from onrecord.site.views.parts import Backlink, BriefItem, CorrectionItem, EventItem

MAX_BACKLINKS = 50
"""How many backlinks a page shows."""

MAX_TOPICS = 12
"""How many topics a brief in a list shows."""

BACKLINK_ORDER = {"brief": 0, "event": 1, "actor": 2, "source": 3, "place": 4, "topic": 5, "page": 6}


class Listed:
    """The list items of one site, each made once."""

    def __init__(self, record: Record, links: Links, language: Language, lists: Lists) -> None:
        self._record = record
        self._links = links
        self._language = language
        self._lists = lists
        self.brief_rank = derived(
            record, "order of briefs", lambda: {key: number for number, key in enumerate(record.briefs)}
        )
        """The place of each brief among all, the latest first."""
        self._briefs = kept(record, "briefs in lists", self._brief)
        self._events = kept(record, "events in lists", self._event)

    def brief(self, key: str) -> BriefItem:
        """A brief in a list."""
        return self._briefs[key]

    def briefs(self, keys: Iterable[str]) -> tuple[BriefItem, ...]:
        """Several briefs in the order of ``keys``."""
        return tuple([self.brief(key) for key in keys])

    def sources_of_brief(self, key: str) -> tuple[str, ...]:
        """The sources that a brief introduces, and those that its claims and events rest on."""
        record = self._record
        brief = record.briefs[key]
        found = dict.fromkeys(brief.sources)
        for claim in [record.claims[claim] for claim in brief.claims]:
            found |= dict.fromkeys(claim.sources)
            found |= dict.fromkeys([evidence.source for evidence in claim.evidence])
            for response in claim.responses:
                found |= dict.fromkeys(response.sources)
        for event in brief.events:
            if record.events[event].brief == key:
                found |= dict.fromkeys(record.events[event].sources)
        return tuple(found)

    def event(self, key: str) -> EventItem:
        """An event in a list."""
        return self._events[key]

    def events(self, keys: Iterable[str]) -> tuple[EventItem, ...]:
        """Several events, the latest first, those without a date last."""
        return tuple([self.event(key) for key in self._lists.events_in_order(keys)])

    def correction(self, correction: CorrectionEntity) -> CorrectionItem:
        """A correction in a list."""
        meta = correction.meta
        return CorrectionItem(
            kind=self._language.marks.corrections[meta.kind],
            when=self._language.when(meta.date),
            note=meta.note,
            brief=self._links.to("brief", correction.brief),
            claim=None if correction.claim is None else self._links.to("claim", correction.claim),
        )

    def backlinks(self, target: Target) -> tuple[Backlink, ...]:
        """What links to an item: briefs first, the latest of them first, each with the sentence that does."""
        found = sorted(dict.fromkeys(self._record.backlinks.get(target, ())), key=self._place)
        quoted = {source for source, sentence in found if sentence}
        kept = [link for link in found if link.sentence or link.source not in quoted]
        return tuple(
            [Backlink(self._links.to(source.kind, source.key), sentence) for source, sentence in kept[:MAX_BACKLINKS]]
        )

    def _place(self, backlink: RecordedLink) -> tuple[int, int, str]:
        source = backlink.source
        return BACKLINK_ORDER[source.kind], self.brief_rank.get(source.key, 0), source.key

    def _brief(self, key: str) -> BriefItem:
        brief = self._record.briefs[key]
        return BriefItem(
            link=self._links.to("brief", key),
            when=self._language.when(brief.meta.date),
            summary=brief.meta.summary,
            topics=self._links.all("topic", brief.topics[:MAX_TOPICS]),
            claims=len(brief.claims),
            sources=len(self.sources_of_brief(key)),
            corrections=len(brief.corrections),
            draft=brief.meta.draft,
            more_topics=max(0, len(brief.topics) - MAX_TOPICS),
        )

    def _event(self, key: str) -> EventItem:
        event = self._record.events[key]
        return EventItem(
            key=key,
            anchor=event_anchor(key),
            link=self._links.to("event", key),
            when=self._language.when_known(event.meta.date),
            place=None if event.place is None else self._links.to("place", event.place),
            actors=self._links.all("actor", event.actors),
            summary=event.meta.summary,
            note=event.meta.note,
            claims=len(self._record.index.claims_of_event.get(key, ())),
        )
