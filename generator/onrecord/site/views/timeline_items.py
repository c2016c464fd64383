"""One line of a timeline for each entry of the record's."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote

from msgspec.structs import replace

from onrecord.record.derivation import kept
from onrecord.record.record import Record
from onrecord.record.timeline import TimelineEntry
from onrecord.site.views.chronology import Chronology
from onrecord.site.views.claim_cards import ClaimCards
from onrecord.site.views.language import Language, quoted
from onrecord.site.views.links import Links
from onrecord.site.views.marks import Statuses
from onrecord.site.views.parts import ClaimCard, Link, Mark, Quote, TimelineItem
from onrecord.site.views.source_items import lineage_of


class TimelineItems:
    """The timeline items of one site, each made once."""

    def __init__(
        self,
        record: Record,
        chronology: Chronology,
        links: Links,
        language: Language,
        statuses: Statuses,
        cards: ClaimCards,
    ) -> None:
        self._record = record
        self._chronology = chronology
        self._links = links
        self._language = language
        self._words = language.words
        self._statuses = statuses
        self._cards = cards
        self._made = kept(record, "timeline items", self._item)

    def item(self, entry: TimelineEntry) -> TimelineItem:
        """The line of one entry."""
        return self._made[entry.key]

    def items(self, entries: Iterable[TimelineEntry]) -> tuple[TimelineItem, ...]:
        """The lines of several entries in their order."""
        return tuple([self.item(entry) for entry in entries])

    def _item(self, key: str) -> TimelineItem:
        entry = self._chronology.entry(key)
        match entry.kind:
            case "event":
                event = self._record.events[entry.target.key]
                return self._line(entry, detail=event.meta.summary)
            case "claim":
                card = self._cards.card(entry.target.key)
                what = Link(card.text, card.path, "claim", card.lang)
                return self._line(entry, who=card.claimants, what=what, quote=card.quote, mark=card.status)
            case "response":
                return self._response(entry)
            case "report":
                return self._report(entry)
            case "assessment":
                return self._assessment(entry)
            case "correction":
                correction = self._record.briefs[entry.target.key].corrections[entry.number or 0].meta
                return self._line(entry, detail=correction.note, mark=self._language.marks.corrections[correction.kind])
            case "publication":
                return self._line(entry, detail=self._record.briefs[entry.target.key].meta.summary)

    def _response(self, entry: TimelineEntry) -> TimelineItem:
        response = self._record.claims[entry.target.key].responses[entry.number or 0].meta
        return self._line(
            entry,
            who=self._links.all("actor", entry.by),
            verb=self._words.answered(response.stance),
            quote=quoted(response.quote, response.lang),
            detail=response.note,
            mark=self._language.marks.stances[response.stance],
        )

    def _report(self, entry: TimelineEntry) -> TimelineItem:
        source = self._record.sources[entry.target.key]
        outlet = self._links.outlet_of(source.key)
        who = (outlet,) if outlet else tuple([self._links.named(author) for author in source.authors])
        relayed = [self._record.sources[key].title for key in source.via or ()]
        detail = self._words.report_lineage(lineage_of(source), relayed)
        return self._line(entry, who=who, verb=self._words.verb("report", len(who)) if who else "", detail=detail)

    def _assessment(self, entry: TimelineEntry) -> TimelineItem:
        assessment = self._record.claims[entry.target.key].assessments[entry.number or 0]
        previous = self._statuses.mark(entry.previous)
        return self._line(
            entry,
            verb=self._words.assessed(previous.label if previous else None, changed=entry.previous != entry.status),
            detail=assessment.note,
            mark=self._statuses.mark(entry.status),
            previous=previous,
        )

    def _line(
        self,
        entry: TimelineEntry,
        *,
        who: tuple[Link, ...] = (),
        verb: str | None = None,
        what: Link | None = None,
        detail: str | None = None,
        quote: Quote | None = None,
        mark: Mark | None = None,
        previous: Mark | None = None,
    ) -> TimelineItem:
        return TimelineItem(
            kind=entry.kind,
            kind_label=self._words.timeline_kind(entry.kind),
            when=self._language.when(entry.date),
            who=who,
            verb=self._words.verb(entry.kind, len(who)) if verb is None else verb,
            what=what or self._links.to(entry.target.kind, entry.target.key),
            detail=detail,
            quote=quote,
            mark=mark,
            actors=entry.actors,
            topics=entry.topics,
            status=entry.status,
            sort=entry.date.earliest,
            until=entry.date.latest,
            previous=previous,
        )


def told_together(
    timeline: TimelineItems, entries: Iterable[TimelineEntry], cards: Iterable[ClaimCard]
) -> tuple[TimelineItem, ...]:
    """The lines of a brief's own page: entries that differ in nothing but the claim are one, which names its numbers.

    What the page says elsewhere is left out: the publication, notes on changes, and how each claim was assessed first.
    ``cards`` are the brief's claims, each of which stands on the page.
    """
    numbered = {card.key: Link(str(card.number), f"#{quote(card.anchor)}", "claim") for card in cards}
    lines: dict[object, list[tuple[TimelineItem, Link | None]]] = {}
    for entry in entries:
        first_assessed = entry.kind == "assessment" and entry.previous is None
        if entry.kind in ("publication", "correction") or first_assessed:
            continue
        item = timeline.item(entry)
        claim = numbered.get(entry.claim or "") if entry.kind in ("claim", "response", "assessment") else None
        alike = (item.when, item.kind, item.who, item.verb, item.mark, item.previous) if claim else entry.key
        lines.setdefault(alike, []).append((item, claim))
    return tuple([_together(*line) for line in lines.values()])


def _together(first: tuple[TimelineItem, Link | None], *others: tuple[TimelineItem, Link | None]) -> TimelineItem:
    item = first[0]
    claims = [claim for _, claim in (first, *others) if claim]
    return replace(item, claims=tuple(sorted(claims, key=lambda claim: int(claim.text)))) if others else item
