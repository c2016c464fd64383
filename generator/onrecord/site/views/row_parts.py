"""Rows that one kind of page has: claims in the register, outlets, the sources of one, the evidence for a claim."""

from __future__ import annotations

from msgspec import Struct

from onrecord.site.views.parts import Backlink, ClaimCard, Link, Mark, Prose, Quote, SourceItem
from onrecord.site.views.position_parts import Reliance


class RegisterRow(Struct, frozen=True, gc=False):
    """A claim in the register, with what it is chosen and ordered by.

    ``actors`` are its claimants; ``also`` holds ``single`` (a single report carries it), ``unanswered`` and
    ``retracted``; ``sort`` and ``until`` are the earliest and the latest instant at which it can have been said.
    """

    card: ClaimCard
    actors: tuple[str, ...]
    topics: tuple[str, ...]
    status: str
    also: tuple[str, ...]
    sort: str | None
    until: str | None


class OutletItem(Struct, frozen=True, gc=False):
    """An outlet in a list."""

    link: Link
    sources: int
    first_hand: int
    relayed: int
    unknown: int
    claims: int


class SourceDetail(Struct, frozen=True, gc=False):
    """A source with everything that rests on it; ``reliance`` is set for a retracted one."""

    item: SourceItem
    body: Prose
    claims: tuple[ClaimCard, ...]
    relayed_by: tuple[Link, ...]
    briefs: tuple[Link, ...]
    backlinks: tuple[Backlink, ...]
    reliance: Reliance | None = None


class Evidence(Struct, frozen=True, gc=False):
    """A piece of evidence for or against a claim."""

    stance: Mark
    source: Link
    locator: str | None
    quote: Quote | None
    note: str | None
