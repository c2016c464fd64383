"""One view per kind of page. Each holds all that its template shows; see ``parts`` for what they are made of."""

from __future__ import annotations

from msgspec import Struct

from onrecord.site.views.actor_parts import ActorGraph as ActorGraph
from onrecord.site.views.actor_parts import ActorItem as ActorItem
from onrecord.site.views.actor_parts import Answer as Answer
from onrecord.site.views.actor_parts import GraphNode as GraphNode
from onrecord.site.views.actor_parts import RelationItem as RelationItem
from onrecord.site.views.actor_parts import RoleItem as RoleItem
from onrecord.site.views.lane_parts import ActorLanes as ActorLanes
from onrecord.site.views.map_parts import LocatorMap as LocatorMap
from onrecord.site.views.overview_parts import Overview as Overview
from onrecord.site.views.paging_parts import ListPageView as ListPageView
from onrecord.site.views.paging_parts import Paging as Paging
from onrecord.site.views.parts import (
    AssessmentItem,
    Backlink,
    BriefItem,
    ClaimCard,
    Contents,
    CorrectionItem,
    Count,
    EventItem,
    Grade,
    Link,
    Mark,
    Prose,
    ProvenanceStep,
    Quote,
    Relation,
    ResponseItem,
    Scale,
    SourceItem,
    TimelineGroup,
    TimelineItem,
    When,
)
from onrecord.site.views.parts import Name as Name
from onrecord.site.views.parts import Point as Point
from onrecord.site.views.parts import PositionChange as PositionChange
from onrecord.site.views.parts import Statement as Statement
from onrecord.site.views.parts import SubjectItem as SubjectItem
from onrecord.site.views.position_parts import PositionMatrix as PositionMatrix
from onrecord.site.views.revision_parts import BriefHistory as BriefHistory
from onrecord.site.views.revision_parts import RevisionItem as RevisionItem
from onrecord.site.views.row_parts import Evidence as Evidence
from onrecord.site.views.row_parts import OutletItem as OutletItem
from onrecord.site.views.row_parts import RegisterRow as RegisterRow
from onrecord.site.views.row_parts import SourceDetail as SourceDetail
from onrecord.site.views.search_parts import SearchView as SearchView


class Frame(Struct, frozen=True, gc=False):
    """What every page has around its own content.

    ``path`` is the page's file below the output folder, ``address`` its path as links write it, ``root`` the way from
    the page to the root of the site (``../../``; absolute for the 404 page). ``kind`` names the template. ``feeds``
    are those of the site and of the page; the ``kind`` of each link is its media type. ``published`` and ``updated``
    are UTC instants, for briefs and claims. ``structured`` is JSON-LD, for the filter ``data_block``. ``image`` is the
    whole address of the page's card image, where it has one.
    """

    kind: str
    path: str
    address: str
    root: str
    title: str
    description: str
    lang: str
    direction: str
    breadcrumbs: tuple[Link, ...] = ()
    canonical: str | None = None
    edit: str | None = None
    source_file: str | None = None
    feeds: tuple[Link, ...] = ()
    published: str | None = None
    updated: str | None = None
    structured: str | None = None
    image: str | None = None


class SiteFacts(Struct, frozen=True, gc=False):
    """What is the same on every page; ``home`` is the site path of the home page.

    ``as_of`` is set on a site built as the desk knew it on a day. ``search`` is the site path of the search page, where
    the site has one; ``data`` is that of the data package, where the record is exported. ``interface`` is the language
    of the theme's words: the site's, or English where there are no others.
    """

    title: str
    description: str
    language: str
    direction: str
    publisher: str
    url: str | None
    sections: tuple[Link, ...]
    menu: tuple[Link, ...]
    generator: str
    styles: tuple[str, ...]
    scripts: tuple[str, ...]
    statuses: tuple[Mark, ...]
    as_of: When | None = None
    home: str = ""
    interface: str = "en"
    interface_direction: str = "ltr"
    search: str | None = None
    data: str | None = None


class HomeView(Struct, frozen=True, gc=False):
    """``/``; ``open_total`` and ``unanswered_total`` say how many there are beside those listed."""

    counts: tuple[Count, ...]
    briefs: tuple[BriefItem, ...]
    briefs_total: int
    changes: tuple[TimelineItem, ...]
    open_questions: tuple[ClaimCard, ...]
    unanswered: tuple[ClaimCard, ...]
    statuses: tuple[tuple[Mark, int], ...]
    timeline: tuple[TimelineItem, ...]
    body: Prose = Prose()
    open_total: Count | None = None
    unanswered_total: Count | None = None


class BriefView(Struct, frozen=True, gc=False):
    """``/briefs/<id>/``; ``body`` holds numbered citations and placed claim cards.

    ``claims`` are all claims of the brief in its order; ``embedded`` are the keys of those placed in the prose.
    ``cite`` is how to cite it, as plain text.
    """

    when: When
    summary: str | None
    authors: tuple[str, ...]
    draft: bool
    embargo: When | None
    review_by: When | None
    topics: tuple[Link, ...]
    places: tuple[Link, ...]
    body: Prose
    contents: tuple[Contents, ...]
    claims: tuple[ClaimCard, ...]
    embedded: tuple[str, ...]
    events: tuple[EventItem, ...]
    sources: tuple[SourceItem, ...]
    actors: tuple[Link, ...]
    corrections: tuple[CorrectionItem, ...]
    backlinks: tuple[Backlink, ...]
    timeline: tuple[TimelineItem, ...]
    words: int
    counts: tuple[Count, ...]
    cite: str
    history: BriefHistory


class ChangesView(Struct, frozen=True, gc=False):
    """``/briefs/<id>/changes/``; ``history`` is ``whole`` or, where there may have been more, ``shallow``."""

    brief: Link
    revisions: tuple[RevisionItem, ...]
    history: str


class BriefsView(Struct, frozen=True, gc=False):
    """``/briefs/``"""

    briefs: tuple[BriefItem, ...]
    count: Count
    paging: dict[str, Paging] = {}


class ClaimsView(Struct, frozen=True, gc=False):
    """``/claims/``, the register; ``actors``, ``topics`` and ``also`` are what can be chosen, with their numbers."""

    rows: tuple[RegisterRow, ...]
    count: Count
    statuses: tuple[tuple[Mark, int], ...]
    single_report: Count
    unanswered: Count
    scales: tuple[Scale, ...] = ()
    actors: tuple[tuple[str, str, int], ...] = ()
    topics: tuple[tuple[str, str, int], ...] = ()
    also: tuple[tuple[str, str, int], ...] = ()
    paging: dict[str, Paging] = {}


class ClaimView(Struct, frozen=True, gc=False):
    """``/claims/<brief>/<id>/``; ``cite`` is how to cite it, as plain text."""

    card: ClaimCard
    provenance: tuple[ProvenanceStep, ...]
    earliest: When | None
    sources: tuple[SourceItem, ...]
    evidence: tuple[Evidence, ...]
    responses: tuple[ResponseItem, ...]
    assessments: tuple[AssessmentItem, ...]
    relations: tuple[Relation, ...]
    event: EventItem | None
    topics: tuple[Link, ...]
    places: tuple[Link, ...]
    corrections: tuple[CorrectionItem, ...]
    backlinks: tuple[Backlink, ...]
    timeline: tuple[TimelineItem, ...]
    cite: str


class ActorsView(Struct, frozen=True, gc=False):
    """``/actors/``, grouped by kind (its plural label)."""

    groups: tuple[tuple[str, tuple[ActorItem, ...]], ...]
    count: Count


class ActorView(Struct, frozen=True, gc=False):
    """``/actors/<id>/``; ``together`` are actors it appears with, and in how many claims and events.

    ``unanswered`` are the claims of others about it that it has not answered itself.
    """

    kind: str
    name: Quote
    summary: str | None
    aliases: tuple[Name, ...]
    country: Link | None
    identifiers: tuple[Link, ...]
    url: str | None
    roles: tuple[RoleItem, ...]
    relations: tuple[RelationItem, ...]
    reliability: tuple[tuple[Grade, When | None, str | None], ...]
    body: Prose
    contents: tuple[Contents, ...]
    cited: tuple[SourceItem, ...]
    made: tuple[ClaimCard, ...]
    about: tuple[ClaimCard, ...]
    answers: tuple[Answer, ...]
    unanswered: tuple[ClaimCard, ...]
    events: tuple[EventItem, ...]
    briefs: tuple[BriefItem, ...]
    sources: tuple[SourceItem, ...]
    outlet_page: Link | None
    together: tuple[tuple[Link, int], ...]
    backlinks: tuple[Backlink, ...]
    timeline: tuple[TimelineItem, ...]
    changes: tuple[PositionChange, ...] = ()
    overview: Overview | None = None
    graph: ActorGraph | None = None
    paging: dict[str, Paging] = {}


class TimelineView(Struct, frozen=True, gc=False):
    """``/timeline/`` (all years) and ``/timeline/<year>/`` (``year`` set, ``groups`` are its months).

    ``shown`` is set where the page of all years holds only the latest entries, and says so; the filter lists count what
    the page holds.
    """

    year: int | None
    groups: tuple[TimelineGroup, ...]
    count: Count
    years: tuple[tuple[Link, int], ...]
    actors: tuple[tuple[str, str, int], ...]
    topics: tuple[tuple[str, str, int], ...]
    statuses: tuple[tuple[Mark, int], ...]
    kinds: tuple[tuple[str, str, int], ...]
    undated: int
    shown: Count | None = None
    overview: Overview | None = None
    paging: dict[str, Paging] = {}


class SourcesView(Struct, frozen=True, gc=False):
    """``/sources/``"""

    outlets: tuple[OutletItem, ...]
    sources: tuple[SourceItem, ...]
    count: Count
    scales: tuple[Scale, ...] = ()
    paging: dict[str, Paging] = {}


class OutletView(Struct, frozen=True, gc=False):
    """``/sources/<outlet>/``: what it carried, and what became of it."""

    actor: Link | None
    reliability: tuple[tuple[Grade, When | None, str | None], ...]
    sources: tuple[SourceDetail, ...]
    statuses: tuple[tuple[Mark, int], ...]
    counts: tuple[Count, ...]
    paging: dict[str, Paging] = {}


class EventsView(Struct, frozen=True, gc=False):
    """``/events/``"""

    events: tuple[EventItem, ...]
    count: Count
    paging: dict[str, Paging] = {}


class EventView(Struct, frozen=True, gc=False):
    """``/events/<id>/``"""

    event: EventItem
    part_of: Link | None
    parts: tuple[EventItem, ...]
    body: Prose
    contents: tuple[Contents, ...]
    cited: tuple[SourceItem, ...]
    sources: tuple[Link, ...]
    topics: tuple[Link, ...]
    claims: tuple[ClaimCard, ...]
    briefs: tuple[BriefItem, ...]
    backlinks: tuple[Backlink, ...]
    timeline: tuple[TimelineItem, ...]
    positions: PositionMatrix | None = None
    overview: Overview | None = None
    lanes: ActorLanes | None = None
    paging: dict[str, Paging] = {}


class SubjectsView(Struct, frozen=True, gc=False):
    """``/topics/`` and ``/places/``"""

    items: tuple[SubjectItem, ...]
    count: Count


class SubjectView(Struct, frozen=True, gc=False):
    """``/topics/<id>/`` and ``/places/<id>/``: the record, cut by topic or place."""

    name: str
    summary: str | None
    aliases: tuple[Name, ...]
    within: Link | None
    parts: tuple[Link, ...]
    country: Link | None
    identifiers: tuple[Link, ...]
    point: Point | None
    body: Prose
    contents: tuple[Contents, ...]
    cited: tuple[SourceItem, ...]
    briefs: tuple[BriefItem, ...]
    claims: tuple[ClaimCard, ...]
    events: tuple[EventItem, ...]
    actors: tuple[Link, ...]
    backlinks: tuple[Backlink, ...]
    timeline: tuple[TimelineItem, ...]
    positions: PositionMatrix | None = None
    overview: Overview | None = None
    sources: tuple[SourceItem, ...] = ()
    map: LocatorMap | None = None
    lanes: ActorLanes | None = None
    paging: dict[str, Paging] = {}


class CorrectionsView(Struct, frozen=True, gc=False):
    """``/corrections/``"""

    corrections: tuple[CorrectionItem, ...]
    count: Count
    paging: dict[str, Paging] = {}


class PageView(Struct, frozen=True, gc=False):
    """An ordinary page."""

    summary: str | None
    body: Prose
    contents: tuple[Contents, ...]
    cited: tuple[SourceItem, ...]
    backlinks: tuple[Backlink, ...]


class NotFoundView(Struct, frozen=True, gc=False):
    """``/404.html``"""

    suggestions: tuple[Link, ...]


class RedirectView(Struct, frozen=True, gc=False):
    """An old address that leads elsewhere."""

    target: Link
