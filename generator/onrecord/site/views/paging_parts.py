"""What a page shows of a list that stands on several pages."""

from __future__ import annotations

from msgspec import Struct

from onrecord.site.views.parts import Link, Mark


class Paging(Struct, frozen=True, gc=False):
    """The rows that a page shows of a long list: ``first`` to ``last`` of ``total``, counted from the earliest.

    ``number`` is that of the page, from the earliest on, and ``None`` on the page that the list belongs to, which shows
    the latest rows. ``total``, ``others`` and ``statuses`` are told only there: so whatever is added to the list leaves
    its full pages as they are. ``others`` are pages to jump to, the latest first; ``None`` stands for some left out.
    ``statuses`` is how many claims of the list hold each status, in the vocabulary's order; ``None``: not assessed.
    """

    first: int
    last: int
    number: int | None
    earlier: Link | None
    later: Link | None
    earliest: Link | None
    latest: Link | None
    total: int | None = None
    pages: int | None = None
    others: tuple[Link | None, ...] = ()
    statuses: tuple[tuple[Mark | None, int], ...] = ()
