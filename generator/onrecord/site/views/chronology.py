"""The timeline by what it concerns, so that every page finds its part without looking through the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import Literal

from onrecord.record.record import Record
from onrecord.record.timeline import AnyHappening, Happening, TimelineEntry, status_changes, timeline, undated, years

Entries = tuple[TimelineEntry, ...]


class Chronology:
    """Every dated entry of one record, from the earliest."""

    def __init__(self, record: Record, entries: Entries | None = None) -> None:
        self._record = record
        self._entries = entries

    @cached_property
    def entries(self) -> Entries:
        """All entries."""
        return timeline(self._record) if self._entries is None else self._entries

    @cached_property
    def undated(self) -> tuple[Happening, ...]:
        """What would be an entry if its date were known."""
        return undated(self._record)

    @cached_property
    def changes(self) -> Entries:
        """The assessments that gave a claim another status than before, the latest first."""
        return tuple(entry for entry in status_changes(self._record) if entry.previous is not None)

    @cached_property
    def years(self) -> Mapping[int, Entries]:
        """By the years they touch, from the earliest year."""
        return years(self.entries)

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
        return self._with(self._by_brief.get(key, ()), events, sources)

    def of_claim(self, key: str, event: str | None, sources: Iterable[str]) -> Entries:
        """What was said of a claim, with the event it speaks of and the sources behind it."""
        events = () if event is None else (event,)
        return self._with(self._by_claim.get(key, ()), events, sources)

    @cached_property
    def _by_actor(self) -> Mapping[str, Entries]:
        return _grouped(self.entries, lambda entry: entry.actors)

    @cached_property
    def _by_topic(self) -> Mapping[str, Entries]:
        return _grouped(self.entries, lambda entry: entry.topics)

    @cached_property
    def _by_place(self) -> Mapping[str, Entries]:
        return _grouped(self.entries, lambda entry: entry.places)

    @cached_property
    def _by_event(self) -> Mapping[str, Entries]:
        return _grouped(self.entries, lambda entry: entry.events)

    @cached_property
    def _undated_by_topic(self) -> Mapping[str, tuple[Happening, ...]]:
        return _grouped(self.undated, lambda entry: entry.topics)

    @cached_property
    def _undated_by_event(self) -> Mapping[str, tuple[Happening, ...]]:
        return _grouped(self.undated, lambda entry: entry.events)

    @cached_property
    def _by_brief(self) -> Mapping[str, Entries]:
        return _grouped(self.entries, lambda entry: () if entry.brief is None else (entry.brief,))

    @cached_property
    def _by_claim(self) -> Mapping[str, Entries]:
        return _grouped(self.entries, lambda entry: () if entry.claim is None else (entry.claim,))

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """The place of each entry among all."""
        return {entry.key: place for place, entry in enumerate(self.entries)}

    def _with(self, entries: Entries, events: Iterable[str], sources: Iterable[str]) -> Entries:
        """``entries`` with those of events and of the appearance of sources, in order."""
        places = self._places
        found = {places[entry.key] for entry in entries}
        found.update(place for key in events if (place := places.get(f"event:{key}")) is not None)
        found.update(place for key in sources if (place := places.get(f"report:{key}")) is not None)
        return tuple([self.entries[place] for place in sorted(found)])


def _grouped(
    entries: tuple[AnyHappening, ...], keys: Callable[[AnyHappening], Iterable[str]]
) -> Mapping[str, tuple[AnyHappening, ...]]:
    found: dict[str, list[AnyHappening]] = {}
    for entry in entries:
        for key in keys(entry):
            found.setdefault(key, []).append(entry)
    return {key: tuple(group) for key, group in found.items()}
