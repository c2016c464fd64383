"""Rows of tables: claims in the register, outlets among the sources."""

from __future__ import annotations

from msgspec import Struct

from onrecord.site.views.parts import ClaimCard, Link


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
