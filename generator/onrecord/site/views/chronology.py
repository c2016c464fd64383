"""The timeline by what it concerns, so that every page finds its part without looking through the whole."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from operator import attrgetter
from typing import Literal

from onrecord.record.derivation import derived, kept
from onrecord.record.record import Record
from onrecord.record.timeline import (
    AnyHappening,
    Entries,
    Happening,
    Happenings,
    Timeline,
    TimelineEntry,
    status_changes,
    years,
)


class Chronology:
    """Every dated entry of one record, from the earliest; ``whole`` gives all of them, where they are at hand.

    Otherwise the timeline is made when a page asks for it; most briefs and claims find their part without it.
    """

    def __init__(self, record: Record, whole: Callable[[], Timeline] | None = None) -> None:
        self._parts = parts = _Told(record, Happenings(record)) if whole is None else _Listed(record, whole)
        self._lists = derived(record, "timeline", lambda: {"entries": parts.entries()})
        self._changes = derived(record, "changes of status", lambda: {"all": parts.status_changes()})
        self._undated = derived(record, "undated", lambda: {"all": parts.undated()})
        self.years = derived(record, "timeline by year", lambda: years(self.entries))
        """By the years they touch, from the earliest year."""
        self.by_actor = derived(record, "timeline by actor", lambda: self._grouped(lambda entry: entry.actors))
        self.by_topic = derived(record, "timeline by topic", lambda: self._grouped(lambda entry: entry.topics))
        self.by_place = derived(record, "timeline by place", lambda: self._grouped(lambda entry: entry.places))
        self.by_event = derived(record, "timeline by event", lambda: self._grouped(lambda entry: entry.events))
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
    def whole(self) -> Timeline:
        """All of it."""
        return Timeline(self.entries, self.undated)

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
        found = self._parts.entry(key)
        assert found
        return found

    def of_actor(self, key: str) -> Entries:
        """Those that concern an actor."""
        return self.by_actor.get(key, ())

    def of_topic(self, key: str) -> Entries:
        """Those of a topic."""
        return self.by_topic.get(key, ())

    def of_place(self, key: str) -> Entries:
        """Those at or about a place."""
        return self.by_place.get(key, ())

    def of_event(self, key: str) -> Entries:
        """The event, its parts, and what was said about any of them."""
        return self.by_event.get(key, ())

    def undated_of(self, kind: Literal["topic", "event"], key: str) -> tuple[Happening, ...]:
        """What has no known date of a topic or an event."""
        return (self._undated_by_topic if kind == "topic" else self._undated_by_event).get(key, ())

    def of_brief(self, key: str, events: Iterable[str], sources: Iterable[str]) -> Entries:
        """Those that a brief introduces, with the events it speaks of and the sources it uses."""
        return self._with(self._parts.of_brief(key), events, sources)

    def of_claim(self, key: str, event: str | None, sources: Iterable[str]) -> Entries:
        """What was said of a claim, with the event it speaks of and the sources behind it."""
        events = () if event is None else (event,)
        return self._with(self._parts.of_claim(key), events, sources)

    def _with(self, entries: Entries, events: Iterable[str], sources: Iterable[str]) -> Entries:
        """``entries`` with those of events and of the appearance of sources, in order."""
        keys = (*(f"event:{key}" for key in events), *(f"report:{key}" for key in sources))
        found = {entry.key: entry for entry in (*entries, *map(self._parts.entry, keys)) if entry}
        return tuple(sorted(found.values(), key=attrgetter("sort_key")))

    def _grouped(self, keys: Callable[[TimelineEntry], Iterable[str]]) -> Mapping[str, Entries]:
        return _grouped(self.entries, keys)


class _Told:
    """Parts of the timeline made of what the items of the record tell, without the whole."""

    def __init__(self, record: Record, happenings: Happenings) -> None:
        self._happenings = happenings
        self.entries, self.undated = happenings.timeline, happenings.undated
        self.status_changes = happenings.status_changes
        self._of_briefs: dict[str, Entries] = kept(
            record, "timeline of briefs", lambda key: _dated(happenings.of_brief(key))
        )
        self._of_claims: dict[str, Entries] = kept(
            record, "timeline of claims", lambda key: _dated(happenings.of_claim(key))
        )

    def entry(self, key: str) -> TimelineEntry | None:
        """One entry; ``None`` where its date is not known."""
        found = self._happenings.entry(key)
        return found if isinstance(found, TimelineEntry) else None

    def of_brief(self, key: str) -> Entries:
        """What a brief introduces."""
        return self._of_briefs[key]

    def of_claim(self, key: str) -> Entries:
        """What was said of a claim."""
        return self._of_claims[key]


class _Listed:
    """The same parts of a timeline that is at hand as a whole."""

    def __init__(self, record: Record, whole: Callable[[], Timeline]) -> None:
        def entries() -> Entries:
            return whole().entries

        self.entries, self.undated = entries, lambda: whole().undated
        self.status_changes = lambda: status_changes(entries())
        self._by_key = derived(record, "timeline by key", lambda: {entry.key: entry for entry in entries()})
        self._by_brief = derived(record, "timeline by brief", lambda: _grouped(entries(), lambda it: _one(it.brief)))
        self._by_claim = derived(record, "timeline by claim", lambda: _grouped(entries(), lambda it: _one(it.claim)))

    def entry(self, key: str) -> TimelineEntry | None:
        """One entry; ``None`` where its date is not known."""
        return self._by_key.get(key)

    def of_brief(self, key: str) -> Entries:
        """What a brief introduces."""
        return self._by_brief.get(key, ())

    def of_claim(self, key: str) -> Entries:
        """What was said of a claim."""
        return self._by_claim.get(key, ())


def _grouped(
    happenings: Iterable[AnyHappening], keys: Callable[[AnyHappening], Iterable[str]]
) -> Mapping[str, tuple[AnyHappening, ...]]:
    found: dict[str, list[AnyHappening]] = {}
    for happening in happenings:
        for key in keys(happening):
            found.setdefault(key, []).append(happening)
    return {key: tuple(group) for key, group in found.items()}


def _one(key: str | None) -> tuple[str, ...]:
    return () if key is None else (key,)


def _dated(happenings: Iterable[Happening]) -> Entries:
    return tuple(happening for happening in happenings if isinstance(happening, TimelineEntry))
