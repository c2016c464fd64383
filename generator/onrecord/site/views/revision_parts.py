"""What pages tell of the history in git."""

from __future__ import annotations

from msgspec import Struct

from onrecord.site.views.parts import Link, Mark, When


class BriefHistory(Struct, frozen=True, gc=False):
    """How often a published brief changed; ``page`` says what, where there is something to say.

    ``state`` is ``whole``, ``shallow`` (there may have been more before ``first``), ``none`` (the site was built
    without its history) or ``off`` (the site does not tell).
    """

    state: str
    revisions: int
    first: When | None
    last: When | None
    page: Link | None


class Change(Struct, frozen=True, gc=False):
    """One thing that a revision changed.

    ``kind`` is ``published``, ``claim-added``, ``claim-removed``, ``claim-reworded``, ``status``, ``correction`` or
    ``other``. ``claim`` leads to the claim where it still is one; of one that is gone only the id is told. ``before``
    and ``after`` are statuses, of a correction ``after`` is its kind; without a status they are ``None``.
    """

    kind: str
    claim: Link | None
    before: Mark | None
    after: Mark | None


class RevisionItem(Struct, frozen=True, gc=False):
    """A published version: the commit that made it, its ``address`` at the repository's host where there is one,
    when it was made, by whom where the site tells, and what it changed.
    """

    commit: str
    address: str | None
    when: When
    author: str | None
    changes: tuple[Change, ...]
