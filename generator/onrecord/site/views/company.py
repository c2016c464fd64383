"""Who appears with whom: the actors of the claims and events of an actor, a topic or a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal

from onrecord.record.derivation import each, kept
from onrecord.record.record import Keys, Record
from onrecord.site.views.links import Links
from onrecord.site.views.parts import Link

MOST = 20
"""How many of those an actor appears with a page names."""


class Company:
    """The company of one site's actors. ``rank`` orders actors by name."""

    def __init__(self, record: Record, links: Links, rank: Mapping[str, int]) -> None:
        claims, events = record.claims, record.events
        self._index = record.index
        self._links = links
        self._rank = rank
        self.concerned = each(
            record,
            "who a claim concerns",
            claims,
            lambda key: frozenset(
                (*claims[key].claimants, *claims[key].about, *(it.by for it in claims[key].responses))
            ),
        )
        """Everybody who made, answered or is the subject of each claim."""
        self._in_event = each(record, "who is in an event", events, lambda key: frozenset(events[key].actors))
        self._of_actors = kept(record, "company of actors", self._with, once=True)
        self._of_subjects = kept(record, "actors of topics and places", self._in, once=True)

    def of(self, actor: str) -> tuple[tuple[Link, int], ...]:
        """In how many claims and events others appear with an actor: the most frequent first, equals by name."""
        return self._of_actors[actor]

    def within(self, kind: Literal["topic", "place"], key: str) -> tuple[Link, ...]:
        """Everybody in the claims and events of a topic or a place, by name."""
        return self._of_subjects[kind, key]

    def _with(self, actor: str) -> tuple[tuple[Link, int], ...]:
        index = self._index
        claims = dict.fromkeys(
            (
                *index.claims_by.get(actor, ()),
                *index.claims_about.get(actor, ()),
                *index.claims_answered_by.get(actor, ()),
            )
        )
        times: Counter[str] = Counter()
        for others in self._found(claims, index.events_with_actor.get(actor, ())):
            times.update(others)
        del times[actor]
        ranked = sorted(times.items(), key=lambda item: (-item[1], self._rank[item[0]]))
        return tuple([(self._links.to("actor", other), number) for other, number in ranked[:MOST]])

    def _in(self, item: tuple[Literal["topic", "place"], str]) -> tuple[Link, ...]:
        kind, key = item
        index = self._index
        keys: tuple[Mapping[str, Keys], Mapping[str, Keys]] = (index.claims_of_place, index.events_at_place)
        if kind == "topic":
            keys = index.claims_of_topic, index.events_of_topic
        found: set[str] = set()
        found.update(*self._found(*(of.get(key, ()) for of in keys)))
        return self._links.all("actor", sorted(found, key=self._rank.__getitem__))

    def _found(self, claims: Iterable[str], events: Iterable[str]) -> list[frozenset[str]]:
        return [*(self.concerned[claim] for claim in claims), *(self._in_event[event] for event in events)]
