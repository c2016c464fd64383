"""What a page shows of a list that stands on several pages."""

from __future__ import annotations

from msgspec import Struct

from onrecord.site.views.actor_parts import Answer
from onrecord.site.views.parts import (
    BriefItem,
    ClaimCard,
    CorrectionItem,
    EventItem,
    Link,
    Mark,
    SourceItem,
    TimelineGroup,
    TimelineItem,
)
from onrecord.site.views.row_parts import RegisterRow, SourceDetail


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


class ListPageView(Struct, frozen=True, gc=False):
    """``/actors/<id>/made/1/``, ``/claims/page/1/`` ...: a page that a long list goes on with, of one of its kinds.

    ``of`` is the page that the list stands on. ``rows`` are claims of the register, ``details`` sources of an outlet;
    ``groups`` are months of a year, ``timeline`` are entries of what has a timeline of its own. ``brief``: what the
    page that the list stands on says already is left out.
    """

    of: Link
    name: str
    title: str
    paging: Paging
    brief: bool = False
    claims: tuple[ClaimCard, ...] = ()
    answers: tuple[Answer, ...] = ()
    events: tuple[EventItem, ...] = ()
    briefs: tuple[BriefItem, ...] = ()
    sources: tuple[SourceItem, ...] = ()
    details: tuple[SourceDetail, ...] = ()
    timeline: tuple[TimelineItem, ...] = ()
    groups: tuple[TimelineGroup, ...] = ()
    rows: tuple[RegisterRow, ...] = ()
    corrections: tuple[CorrectionItem, ...] = ()
