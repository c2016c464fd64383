"""What the record holds: every item of content with its references resolved.

Keys. A brief, actor, place, topic or page is known by its id; a claim by ``brief#id``; a source or event by
``brief#id`` where a brief introduces it and by its id where it has a file of its own. Keys, not objects, join the
entities, so that any of them can be sent to another process.
"""

from __future__ import annotations

from dataclasses import dataclass
from sys import intern
from typing import Literal, NamedTuple

from onrecord.content import model
from onrecord.content.dates import Date

TargetKind = Literal["brief", "claim", "source", "event", "actor", "place", "topic", "page", "asset", "address"]
RelationKind = Literal["contradicts", "supports", "repeats", "supersedes"]
Pointer = tuple[str | int, ...]
"""Where in the front matter something stands: ``("claims", 0, "by", 1)``."""


class Target(NamedTuple):
    """What a reference leads to: a kind and a key, and an anchor in its page where one was named.

    ``asset`` keys are paths below ``content/assets/``; ``address`` keys are addresses from the root of the site.
    """

    kind: TargetKind
    key: str
    anchor: str | None = None


class Named(NamedTuple):
    """Somebody or something that may have a page: ``key`` is its id, or ``None`` for plain ``text``."""

    key: str | None
    text: str


class Origin(NamedTuple):
    """Where an entity was declared: the file and the place in its front matter."""

    path: str
    pointer: Pointer = ()


def key_in(brief: str, item: str) -> str:
    """The key of what a brief introduces; the same text each time, as many name it."""
    return intern(f"{brief}#{item}")


@dataclass(frozen=True, slots=True)
class SourceEntity:
    """A source. ``brief`` is the brief that introduces it, ``None`` for a file of its own.

    ``via`` are keys of the sources it relays, ``None`` when nobody recorded it. ``reliability`` is its own grade, else
    the grade its outlet held when it was published. ``place`` is where it was published or recorded.
    """

    key: str
    brief: str | None
    origin: Origin
    meta: model.Source
    outlet: Named | None
    authors: tuple[Named, ...]
    via: tuple[str, ...] | None
    reliability: str | None
    place: str | None = None

    @property
    def title(self) -> str:
        """Its title, or its id where it has none: that of a file of its own is the file's name."""
        return self.meta.title or self.key.rpartition("#")[2]


@dataclass(frozen=True, slots=True)
class ResponseEntity:
    """A response with the responder and its sources resolved. ``date`` is when, or as of when."""

    by: str
    date: Date | None
    sources: tuple[str, ...]
    meta: model.Response


@dataclass(frozen=True, slots=True)
class EvidenceEntity:
    """A piece of evidence with its source resolved."""

    source: str
    meta: model.Evidence


@dataclass(frozen=True, slots=True)
class ClaimEntity:
    """A claim. ``assessments`` run from the earliest to the latest; the last one is current.

    ``topics`` and ``places`` include those of its brief and its event. ``relations`` are the ones it states itself.
    """

    key: str
    brief: str
    origin: Origin
    meta: model.Claim
    claimants: tuple[str, ...]
    about: tuple[str, ...]
    event: str | None
    places: tuple[str, ...]
    topics: tuple[str, ...]
    sources: tuple[str, ...]
    evidence: tuple[EvidenceEntity, ...]
    responses: tuple[ResponseEntity, ...]
    assessments: tuple[model.Assessment, ...]
    relations: tuple[tuple[RelationKind, str], ...]

    @property
    def status(self) -> str | None:
        """The current status, ``None`` while the desk has not assessed the claim."""
        return self.assessments[-1].status if self.assessments else None


@dataclass(frozen=True, slots=True)
class EventEntity:
    """An event. ``brief`` is the brief that introduces it, ``None`` for a file of its own."""

    key: str
    brief: str | None
    origin: Origin
    meta: model.Event
    place: str | None
    actors: tuple[str, ...]
    topics: tuple[str, ...]
    part_of: str | None
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CorrectionEntity:
    """A correction of a brief; ``claim`` is the claim it concerns."""

    brief: str
    claim: str | None
    meta: model.Correction


@dataclass(frozen=True, slots=True)
class BriefEntity:
    """A brief. ``actors`` are all it concerns: its own list, then those of its claims, events and body."""

    id: str
    origin: Origin
    meta: model.Brief
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    events: tuple[str, ...]
    topics: tuple[str, ...]
    places: tuple[str, ...]
    actors: tuple[str, ...]
    corrections: tuple[CorrectionEntity, ...]


@dataclass(frozen=True, slots=True)
class RoleEntity:
    """A role with its organization and sources resolved."""

    organization: Named | None
    sources: tuple[str, ...]
    meta: model.Role


@dataclass(frozen=True, slots=True)
class RelationEntity:
    """A relation to another actor with its sources resolved."""

    to: str
    sources: tuple[str, ...]
    meta: model.Relation


@dataclass(frozen=True, slots=True)
class ActorEntity:
    """An actor with a file of its own."""

    id: str
    origin: Origin
    meta: model.Actor
    country: Named | None
    roles: tuple[RoleEntity, ...]
    relations: tuple[RelationEntity, ...]


@dataclass(frozen=True, slots=True)
class PlaceEntity:
    """A place; one that no file describes has the name it is called by and no body."""

    id: str
    origin: Origin
    meta: model.Place
    within: str | None
    country: Named | None


@dataclass(frozen=True, slots=True)
class TopicEntity:
    """A topic; one that no file describes has the name it is called by and no body."""

    id: str
    origin: Origin
    meta: model.Topic
    within: str | None


@dataclass(frozen=True, slots=True)
class PageEntity:
    """An ordinary page."""

    id: str
    origin: Origin
    meta: model.Page


class Backlink(NamedTuple):
    """A body that links here: which item, and the sentence that does."""

    source: Target
    sentence: str
