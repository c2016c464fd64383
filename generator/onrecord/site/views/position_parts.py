"""Parts of pages that set statements against one another, or against the sources they rest on."""

from __future__ import annotations

from msgspec import Struct

from onrecord.site.views.parts import ClaimCard, Count, Link, Mark, When


class MatrixCell(Struct, frozen=True, gc=False):
    """What one actor holds about one claim.

    ``mark`` is the latest stance, ``when`` its date; ``changed``: an earlier one was on another side. ``about``: the
    claim is about the actor. ``silent``: it has not answered though it is about it or it was asked; ``as_of`` is when
    that was last known. A cell without any of them is empty.
    """

    mark: Mark | None
    when: When | None
    changed: bool
    about: bool
    silent: bool
    as_of: When | None


class MatrixRow(Struct, frozen=True, gc=False):
    """One actor; ``cells`` are in the order of the matrix's claims."""

    actor: Link
    cells: tuple[MatrixCell, ...]


class PositionMatrix(Struct, frozen=True, gc=False):
    """Who holds what: actors by claims.

    ``replaced_by`` are, in the order of the claims, the claims that replace each: it is no longer held as it stands.
    ``total`` is the number of all claims, shown or not.
    """

    claims: tuple[ClaimCard, ...]
    replaced_by: tuple[tuple[Link, ...], ...]
    rows: tuple[MatrixRow, ...]
    total: int


class Reliance(Struct, frozen=True, gc=False):
    """What still rests on a retracted source, through relays too; ``sole`` counts claims nothing else carries."""

    sources: tuple[Link, ...]
    claims: tuple[ClaimCard, ...]
    sole: Count
    briefs: tuple[Link, ...]
    actors: tuple[Link, ...]
