"""What the pages of actors are made of, beside the parts of all pages."""

from __future__ import annotations

from msgspec import Struct

from onrecord.site.views.parts import ClaimCard, Link, ResponseItem, When


class ActorItem(Struct, frozen=True, gc=False):
    """An actor in a list."""

    link: Link
    summary: str | None
    made: int
    about: int
    responses: int
    unanswered: int


class RoleItem(Struct, frozen=True, gc=False):
    """A role over time."""

    title: str
    organization: Link | None
    since: When | None
    until: When | None
    sources: tuple[Link, ...]
    note: str | None


class RelationItem(Struct, frozen=True, gc=False):
    """A relation to another actor; ``inverse`` when the other states it ("``other`` is ``kind``" this one)."""

    kind: str
    other: Link
    inverse: bool
    since: When | None
    until: When | None
    sources: tuple[Link, ...]
    note: str | None


class Answer(Struct, frozen=True, gc=False):
    """A response together with the claim it answers."""

    claim: ClaimCard
    response: ResponseItem


class GraphNode(Struct, frozen=True, gc=False):
    """An actor around another, at ``x`` and ``y``: ``related`` by a stated relation, or only appearing with it.

    ``weight``, from 1 to 5, grows with the number of claims and events that hold both.
    """

    link: Link
    label: str
    x: int
    y: int
    related: bool
    weight: int


class ActorGraph(Struct, frozen=True, gc=False):
    """The actors around one, ``label``, in a drawing of its own units; the lists of the page hold them all."""

    width: int
    height: int
    label: str
    nodes: tuple[GraphNode, ...]
