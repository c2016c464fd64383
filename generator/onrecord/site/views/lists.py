"""The lists of every page that may grow without end: what is in them, in which order, and how many."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, TypeVar

from onrecord.record.derivation import derived, each
from onrecord.record.entities import CorrectionEntity
from onrecord.record.positions import silences
from onrecord.record.record import Record
from onrecord.record.standing import is_rejected
from onrecord.record.timeline import TimelineEntry
from onrecord.site.list_pages import ALONE, Cut, ListPage, PageList
from onrecord.site.views.chronology import Chronology
from onrecord.site.views.months import month_in

T = TypeVar("T")


class Lists:
    """The lists of one site, by the page that they stand on."""

    def __init__(self, record: Record, chronology: Chronology) -> None:
        self.chronology = chronology
        self._record = record
        claims = record.claims
        self._event_rank = derived(record, "order of events", self._ranked_events)
        self.statuses = each(record, "status of a claim", claims, lambda key: claims[key].status)
        """The current status of each claim."""
        silent = each(record, "who has not answered a claim", claims, self._silent)
        answers = each(record, "who answered a claim", claims, self._answering)
        events = each(record, "events of a brief", record.briefs, lambda key: record.briefs[key].events)
        unanswered = derived(record, "claims not answered by actors", lambda: grouped(_paired(silent)))
        answered = derived(record, "answers of actors", lambda: grouped(_flat(answers)))
        briefs = derived(record, "briefs of events", lambda: grouped(_paired(events)))
        corrections = derived(record, "corrections", lambda: {"": _corrections(record)})
        self._months = derived(record, "years by month", self._by_month)
        self._month_pages = derived(record, "list pages of months", self._pages_of_months)
        index = record.index
        self._mappings: Mapping[tuple[str, str], Callable[[], Mapping[Any, Sequence[Any]]]] = {
            ("briefs", ALONE): lambda: {"": tuple(record.briefs)},
            ("claims", ALONE): lambda: {"": tuple(claims)},
            ("sources", ALONE): lambda: {"": tuple(record.sources)},
            ("events", ALONE): lambda: {"": tuple(record.events)},
            ("corrections", ALONE): lambda: corrections,
            ("actor", "made"): lambda: index.claims_by,
            ("actor", "about"): lambda: index.claims_about,
            ("actor", "answers"): lambda: answered,
            ("actor", "unanswered"): lambda: unanswered,
            ("actor", "events"): lambda: index.events_with_actor,
            ("actor", "briefs"): lambda: index.briefs_with_actor,
            ("actor", "sources"): lambda: index.sources_of_outlet,
            ("actor", "timeline"): lambda: chronology.by_actor,
            ("year", ALONE): lambda: self._months,
            ("outlet", ALONE): lambda: index.sources_of_outlet,
            ("event", "claims"): lambda: index.claims_of_event,
            ("event", "briefs"): lambda: briefs,
            ("event", "timeline"): lambda: chronology.by_event,
            ("topic", "claims"): lambda: index.claims_of_topic,
            ("topic", "briefs"): lambda: index.briefs_of_topic,
            ("topic", "events"): lambda: index.events_of_topic,
            ("topic", "timeline"): lambda: chronology.by_topic,
            ("place", "claims"): lambda: index.claims_of_place,
            ("place", "briefs"): lambda: index.briefs_at_place,
            ("place", "events"): lambda: index.events_at_place,
            ("place", "sources"): lambda: index.sources_at_place,
            ("place", "timeline"): lambda: chronology.by_place,
        }
        self._lengths = derived(record, "lengths of lists", lambda: dict(self._long()))

    @property
    def lengths(self) -> Mapping[PageList, int]:
        """How many rows each list has that is cut into pages."""
        return self._lengths

    def rows(self, of: PageList) -> Sequence[Any]:
        """All of a list: keys; of answers the claim and the number of the response; entries, corrections.

        Of a year each entry has the month that it is listed under.
        """
        key = int(of.key) if of.kind == "year" else of.key
        found = self._mappings[of.kind, of.name]().get(key, ())
        return self.events_in_order(found) if "events" in (of.kind, of.name) else found

    def cut(self, of: PageList, total: int) -> Cut:
        """How a list of so many rows is cut."""
        in_time = of.name == "timeline" or of.kind == "year"
        return Cut(total, self._record.config.list_length, latest_first=not in_time)

    def events_in_order(self, keys: Iterable[str]) -> list[str]:
        """Events, the latest first, those without a date last."""
        return sorted(set(keys), key=self._event_rank.__getitem__)

    def page_of_month(self, year: int, month: int) -> ListPage | None:
        """The list page on which a month begins; ``None`` where that is the page of its year."""
        number = self._month_pages.get((year, month))
        return None if number is None else ListPage(PageList("year", str(year), ALONE), number)

    def _long(self) -> Iterator[tuple[PageList, int]]:
        least = 2 * self._record.config.list_length
        pages: Mapping[str, Iterable[Any]] = {
            "actor": self._record.actors,
            "year": self.chronology.years,
            "outlet": self._record.index.sources_of_outlet,
            "event": self._record.events,
            "topic": self._record.topics,
            "place": self._record.places,
        }
        for (kind, name), mapping in self._mappings.items():
            lists = mapping()
            for key in pages.get(kind, ("",)):
                if (number := len(lists.get(key, ()))) >= least:
                    yield PageList(kind, str(key), name), number

    def _silent(self, key: str) -> tuple[str, ...]:
        """Who has yet to answer a claim; one that was refuted or withdrawn calls for no answer any more."""
        if is_rejected(self._record.config, self._record.claims[key].status):
            return ()
        return tuple(silence.actor for silence in silences(self._record, key))

    def _answering(self, key: str) -> tuple[tuple[str, int], ...]:
        return tuple((response.by, number) for number, response in enumerate(self._record.claims[key].responses))

    def _ranked_events(self) -> dict[str, int]:
        events = self._record.events
        dated = [(event.meta.date, key) for key, event in events.items()]
        known = sorted([(date.sort_key, key) for date, key in dated if date], key=lambda item: item[0], reverse=True)
        order = [*(key for _, key in known), *(key for date, key in dated if date is None)]
        return {key: number for number, key in enumerate(order)}

    def _by_month(self) -> dict[int, tuple[tuple[int, TimelineEntry], ...]]:
        """The entries of each year in the order of its months; within one as in the timeline."""
        years = self.chronology.years
        placed = {year: [(month_in(entry.date, year), entry) for entry in entries] for year, entries in years.items()}
        return {year: tuple(sorted(entries, key=lambda item: item[0])) for year, entries in placed.items()}

    def _pages_of_months(self) -> dict[tuple[int, int], int]:
        found: dict[tuple[int, int], int] = {}
        for year, entries in self._months.items():
            cut = self.cut(PageList("year", str(year), ALONE), len(entries))
            for place, (month, _) in enumerate(entries if cut.pages > 1 else ()):
                if (number := cut.page_of(place)) < cut.pages:
                    found.setdefault((year, month), number)
        return found


def _corrections(record: Record) -> tuple[CorrectionEntity, ...]:
    """The latest first, those of one day by brief."""
    found = [note for brief in record.briefs.values() for note in reversed(brief.corrections)]
    return tuple(sorted(found, key=lambda note: note.meta.date.sort_key, reverse=True))


def _paired(forward: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, str]]:
    return ((other, key) for key, others in forward.items() for other in others)


def _flat(answers: Mapping[str, Iterable[tuple[str, int]]]) -> Iterator[tuple[str, tuple[str, int]]]:
    return ((actor, (claim, number)) for claim, found in answers.items() for actor, number in found)


def grouped(pairs: Iterable[tuple[str, T]]) -> Mapping[str, tuple[T, ...]]:
    """The values of pairs by their keys, in the order in which they come."""
    found: dict[str, list[T]] = {}
    for key, value in pairs:
        found.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in found.items()}
