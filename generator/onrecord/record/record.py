"""The record: all content joined, every reference resolved, both ways. Read-only once linked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from onrecord.config import Config
from onrecord.content.document import HeldBody
from onrecord.record.brief_changes import BriefRevision
from onrecord.record.entities import (
    ActorEntity,
    Backlink,
    BriefEntity,
    ClaimEntity,
    EventEntity,
    PageEntity,
    PlaceEntity,
    RelationKind,
    SourceEntity,
    Target,
    TopicEntity,
)
from onrecord.record.reads import Reads

Citation = tuple[str, ...]
"""Keys of the sources that one ``[@...]`` cites, in its order."""

Resolved = Target | Citation
"""What an open reference of a body turned out to mean."""

Keys = tuple[str, ...]

HistoryState = Literal["whole", "shallow", "none", "off"]
"""How much of the history in git is known: all of it, what a shallow clone has, nothing, or nobody wants to tell."""


@dataclass(frozen=True, slots=True)
class Index:
    """The references of the record read backwards: from an item to the keys of what names it."""

    claims_by: Mapping[str, Keys] = field(default_factory=dict)
    claims_about: Mapping[str, Keys] = field(default_factory=dict)
    claims_answered_by: Mapping[str, Keys] = field(default_factory=dict)
    claims_of_event: Mapping[str, Keys] = field(default_factory=dict)
    claims_of_source: Mapping[str, Keys] = field(default_factory=dict)
    claims_of_topic: Mapping[str, Keys] = field(default_factory=dict)
    claims_of_place: Mapping[str, Keys] = field(default_factory=dict)
    relations_to: Mapping[str, tuple[tuple[RelationKind, str], ...]] = field(default_factory=dict)
    """For a claim: which relation another claim states to it, and that claim's key."""
    sources_of_outlet: Mapping[str, Keys] = field(default_factory=dict)
    """By the outlet's actor id, or by ``text:`` and the slug of a plain name; ``""`` holds those without outlet."""
    relays_of_source: Mapping[str, Keys] = field(default_factory=dict)
    sources_at_place: Mapping[str, Keys] = field(default_factory=dict)
    events_with_actor: Mapping[str, Keys] = field(default_factory=dict)
    events_at_place: Mapping[str, Keys] = field(default_factory=dict)
    events_of_topic: Mapping[str, Keys] = field(default_factory=dict)
    events_within: Mapping[str, Keys] = field(default_factory=dict)
    briefs_with_actor: Mapping[str, Keys] = field(default_factory=dict)
    briefs_of_topic: Mapping[str, Keys] = field(default_factory=dict)
    briefs_at_place: Mapping[str, Keys] = field(default_factory=dict)
    actors_related_to: Mapping[str, Keys] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Record:
    """Everything the site knows.

    Mappings run in a fixed order: briefs from the latest to the earliest, actors, places and topics by name, the others
    as their briefs do. ``bodies`` are those of the items with a file of their own; they stand apart from the items, as
    nothing but the page of each shows one. ``resolved`` holds, per item with a body, what each of its open references
    means, ``None`` where that is an error.
    """

    config: Config
    briefs: Mapping[str, BriefEntity]
    claims: Mapping[str, ClaimEntity]
    sources: Mapping[str, SourceEntity]
    events: Mapping[str, EventEntity]
    actors: Mapping[str, ActorEntity]
    places: Mapping[str, PlaceEntity]
    topics: Mapping[str, TopicEntity]
    pages: Mapping[str, PageEntity]
    bodies: Mapping[Target, HeldBody]
    resolved: Mapping[Target, tuple[Resolved | None, ...]]
    backlinks: Mapping[Target, tuple[Backlink, ...]]
    index: Index
    assets: tuple[str, ...] = ()
    embargoed: Keys = ()
    """Briefs that are shown before their embargo has passed, for those who ask for drafts."""
    revisions: Mapping[str, tuple[BriefRevision, ...]] = field(default_factory=dict)
    """The published versions of each brief in git, from the first."""
    history: HistoryState = "off"
    reads: Reads | None = field(default=None, compare=False)
    """Who read what, where somebody wants to know."""
