"""The timeline by what it concerns, so that every page finds its part without looking through the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Literal

from onrecord.record.derivation import derived, kept
from onrecord.record.record import Record
from onrecord.record.timeline import AnyHappening, Entries, Happening, Happenings, TimelineEntry, years


class Chronology:
    """Every dated entry of one record, from the earliest; what ``entries`` gives, if anything, was made of it before.

    The timeline as a whole is made when a page asks for it; most briefs and claims find their part without it.
    """

    def __init__(self, record: Record, entries: Callable[[], Entries] | None = None) -> None:
        found = Happenings(record)
        self._happenings = found
        self._lists = derived(record, "timeline", lambda: {"entries": (entries or found.timeline)()})
        self._changes = derived(record, "changes of status", lambda: {"all": found.status_changes()})
        self._undated = derived(record, "undated", lambda: {"all": found.undated()})
        self.years = derived(record, "timeline by year", lambda: years(self.entries))
        """By the years they touch, from the earliest year."""
        self._by_actor = derived(record, "timeline by actor", lambda: self._grouped(lambda entry: entry.actors))
        self._by_topic = derived(record, "timeline by topic", lambda: self._grouped(lambda entry: entry.topics))
        self._by_place = derived(record, "timeline by place", lambda: self._grouped(lambda entry: entry.places))
        self._by_event = derived(record, "timeline by event", lambda: self._grouped(lambda entry: entry.events))
        self._of_briefs: dict[str, Entries] = kept(
            record, "timeline of briefs", lambda key: _dated(found.of_brief(key))
        )
        self._of_claims: dict[str, Entries] = kept(
            record, "timeline of claims", lambda key: _dated(found.of_claim(key))
        )
        self._undated_by_topic = derived(
            record, "undated by topic", lambda: _grouped(self.undated, lambda happening: happening.topics)
        )
        self._undated_by_event = derived(
            record, "undated by event", lambda: _grouped(self.undated, lambda happening: happening.events)
        )

    @property
    def entries(self) -> Entries:
        """All entries."""
        return self._lists["entries"]

    @property
    def undated(self) -> tuple[Happening, ...]:
        """What would be an entry if its date were known."""
        return self._undated["all"]

    @property
    def changes(self) -> Entries:
        """The assessments that gave a claim another status than before, the latest first."""
        return tuple(entry for entry in self._changes["all"] if entry.previous is not None)

    def entry(self, key: str) -> TimelineEntry:
        """One of them."""
        found = self._happenings.entry(key)
        assert isinstance(found, TimelineEntry)
        return found

    def of_actor(self, key: str) -> Entries:
        """Those that concern an actor."""
        return self._by_actor.get(key, ())

    def of_topic(self, key: str) -> Entries:
        """Those of a topic."""
        return self._by_topic.get(key, ())

    def of_place(self, key: str) -> Entries:
        """Those at or about a place."""
        return self._by_place.get(key, ())

    def of_event(self, key: str) -> Entries:
        """The event, its parts, and what was said about any of them."""
        return self._by_event.get(key, ())

    def undated_of(self, kind: Literal["topic", "event"], key: str) -> tuple[Happening, ...]:
        """What has no known date of a topic or an event."""
        return (self._undated_by_topic if kind == "topic" else self._undated_by_event).get(key, ())

    def of_brief(self, key: str, events: Iterable[str], sources: Iterable[str]) -> Entries:
        """Those that a brief introduces, with the events it speaks of and the sources it uses."""
        return self._with(self._of_briefs[key], events, sources)

    def of_claim(self, key: str, event: str | None, sources: Iterable[str]) -> Entries:
        """What was said of a claim, with the event it speaks of and the sources behind it."""
        events = () if event is None else (event,)
        return self._with(self._of_claims[key], events, sources)

    def _with(self, entries: Entries, events: Iterable[str], sources: Iterable[str]) -> Entries:
        """``entries`` with those of events and of the appearance of sources, in order."""
        happenings = self._happenings
        others = _dated([*map(happenings.of_event, events), *map(happenings.of_source, sources)])
        found = {entry.key: entry for entry in (*entries, *others)}
        return tuple(sorted(found.values(), key=attrgetter("sort_key")))

    def _grouped(self, keys: Callable[[TimelineEntry], Iterable[str]]) -> Mapping[str, Entries]:
        return _grouped(self.entries, keys)


def _grouped(
    happenings: Iterable[AnyHappening], keys: Callable[[AnyHappening], Iterable[str]]
) -> Mapping[str, tuple[AnyHappening, ...]]:
    found: dict[str, list[AnyHappening]] = {}
    for happening in happenings:
        for key in keys(happening):
            found.setdefault(key, []).append(happening)
    return {key: tuple(group) for key, group in found.items()}


def _dated(happenings: Iterable[Happening]) -> Entries:
    return tuple(happening for happening in happenings if isinstance(happening, TimelineEntry))
