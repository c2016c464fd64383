"""The rows of lists as pages show them, each part of a list made once."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from onrecord.record.derivation import Kept, kept
from onrecord.record.entities import TargetKind
from onrecord.record.record import Record
from onrecord.site.list_pages import ListPage, PageList
from onrecord.site.views.claim_cards import ClaimCards
from onrecord.site.views.listed import Listed
from onrecord.site.views.lists import Lists
from onrecord.site.views.pages import Answer
from onrecord.site.views.register import Register
from onrecord.site.views.source_items import SourceItems
from onrecord.site.views.timeline_items import TimelineItems

ENTITIES: Mapping[str, TargetKind] = {"actor": "actor", "event": "event", "topic": "topic", "place": "place"}
"""The kinds of page that show an item of the record, by the kind of the item."""

CLAIM_LISTS = ("made", "about", "unanswered", "claims")


def field_of(of: PageList) -> str:
    """The field of ``ListPageView`` that holds the rows of a list."""
    alone = {"claims": "rows", "year": "groups", "outlet": "details"}
    if of.kind in alone:
        return alone[of.kind]
    if of.kind in ENTITIES:
        return "claims" if of.name in CLAIM_LISTS else of.name
    return of.kind


class ListRows:
    """The rows of one site's lists, but for those that are made for a page: months of a year, sources of an outlet.

    The same rows are the very same tuple, so whoever wrote it or told it apart need not look at each.
    """

    def __init__(
        self,
        record: Record,
        lists: Lists,
        cards: ClaimCards,
        register: Register,
        listed: Listed,
        sources: SourceItems,
        timeline: TimelineItems,
    ) -> None:
        self._lists = lists
        self._cards = cards
        self._answers = kept(record, "answers in lists", self._answer, once=True)
        self._made: Kept[ListPage, tuple[Any, ...]] = kept(record, "parts of lists", self._rows, once=True)
        self._makers: Mapping[str, Callable[[Sequence[Any]], tuple[Any, ...]]] = {
            "rows": register.rows,
            "claims": cards.cards,
            "answers": lambda keys: tuple([self._answers[key] for key in keys]),
            "events": listed.events,
            "briefs": listed.briefs,
            "sources": sources.items,
            "timeline": timeline.items,
            "corrections": lambda notes: tuple(map(listed.correction, notes)),
        }

    def of(self, part: ListPage) -> tuple[Any, ...]:
        """The part of a list that stands on one page."""
        return self._made[part]

    def _rows(self, part: ListPage) -> tuple[Any, ...]:
        keys = self._lists.rows(part.list)
        return self._makers[field_of(part.list)](self._lists.cut(part.list, len(keys)).rows(keys, part.number))

    def _answer(self, key: tuple[str, int]) -> Answer:
        claim, number = key
        card = self._cards.card(claim)
        return Answer(card, card.responses[number])
