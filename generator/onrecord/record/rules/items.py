"""The items of a record that editorial rules look at: all of them, or those that one file introduces."""

from __future__ import annotations

from collections.abc import Collection
from functools import cached_property
from typing import Protocol

from onrecord.record.entities import BriefEntity, ClaimEntity, EventEntity, SourceEntity, Target
from onrecord.record.record import Record


class Items(Protocol):
    """Items of a record, in its order."""

    @property
    def briefs(self) -> Collection[BriefEntity]:
        """The briefs among them."""

    @property
    def claims(self) -> Collection[ClaimEntity]:
        """The claims among them."""

    @property
    def sources(self) -> Collection[SourceEntity]:
        """The sources among them."""

    @property
    def events(self) -> Collection[EventEntity]:
        """The events among them."""


class AllItems:
    """Every item of a record."""

    def __init__(self, record: Record) -> None:
        self._record = record

    @property
    def briefs(self) -> Collection[BriefEntity]:
        """All briefs."""
        return self._record.briefs.values()

    @property
    def claims(self) -> Collection[ClaimEntity]:
        """All claims."""
        return self._record.claims.values()

    @property
    def sources(self) -> Collection[SourceEntity]:
        """All sources."""
        return self._record.sources.values()

    @property
    def events(self) -> Collection[EventEntity]:
        """All events."""
        return self._record.events.values()


class FileItems:
    """What one file introduces: a brief with what is in it, or a source or an event with a file of its own."""

    def __init__(self, record: Record, file: Target) -> None:
        self._record = record
        self._file = file

    @cached_property
    def briefs(self) -> Collection[BriefEntity]:
        """The brief, where it is one."""
        return [self._record.briefs[self._file.key]] if self._file.kind == "brief" else []

    @cached_property
    def claims(self) -> Collection[ClaimEntity]:
        """The claims of the brief."""
        return [self._record.claims[key] for brief in self.briefs for key in brief.claims]

    @cached_property
    def sources(self) -> Collection[SourceEntity]:
        """The sources of the brief, or the one source."""
        if self._file.kind == "source":
            return [self._record.sources[self._file.key]]
        return [self._record.sources[key] for brief in self.briefs for key in brief.sources]

    @cached_property
    def events(self) -> Collection[EventEntity]:
        """The events of the brief, without those of others that it speaks of, or the one event."""
        if self._file.kind == "event":
            return [self._record.events[self._file.key]]
        named = (self._record.events[key] for brief in self.briefs for key in brief.events)
        return [event for event in named if event.brief == self._file.key]


def files_of(record: Record) -> tuple[Target, ...]:
    """The files whose items are together all that rules look at: briefs, then sources and events with their own."""
    return (
        *(Target("brief", key) for key in record.briefs),
        *(Target("source", key) for key, source in record.sources.items() if source.brief is None),
        *(Target("event", key) for key, event in record.events.items() if event.brief is None),
    )
