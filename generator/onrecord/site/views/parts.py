"""What pages are made of: plain, immutable, serialisable values. Templates see nothing else but the site's facts.

Addresses. A ``path`` is relative to the root of the site and percent-encoded (``briefs/x/index.html`` or
``briefs/x/``, with ``#anchor`` where it leads into a page); ``""`` is the home page. Templates turn it into an address
with the ``href`` filter, which knows how deep the page lies.

HTML. Only ``Prose`` holds HTML, which is safe and written with the ``prose`` filter; all else is plain text.
"""

from __future__ import annotations

from msgspec import Struct


class Link(Struct, frozen=True, gc=False):
    """Text that leads somewhere; ``path`` is ``None`` for a name without a page. ``kind`` is what it leads to."""

    text: str
    path: str | None
    kind: str
    lang: str | None = None


class When(Struct, frozen=True, gc=False):
    """A date: as words in the site's language, for ``<time datetime>`` where HTML has a form, and how precise.

    ``precision`` is ``day``, ``month``, ``year``, ``range``, ``before``, ``after``, ``around`` ... (see
    ``onrecord.site.date_words.precision_class``). ``edtf`` is the date as written.
    """

    words: str
    machine: str | None
    precision: str
    edtf: str


class Quote(Struct, frozen=True, gc=False):
    """Verbatim words with their language and direction (``ltr`` or ``rtl``), where known."""

    text: str
    lang: str | None
    direction: str | None


class Mark(Struct, frozen=True, gc=False):
    """A word, a shape and a colour role: a status, a stance, a kind of correction; ``id`` is as in front matter."""

    id: str
    label: str
    shape: str
    colour: str
    meaning: str = ""


class Grade(Struct, frozen=True, gc=False):
    """A grade of a published scale: ``scale`` is reliability, credibility, likelihood or confidence.

    ``value`` is the short form ("C", "6", "55-80 %"), ``meaning`` its words, ``path`` where the scale is explained.
    """

    scale: str
    value: str
    meaning: str
    path: str | None


class Scale(Struct, frozen=True, gc=False):
    """A published scale of grades, explained: ``anchor`` is its id on the page that does so."""

    id: str
    label: str
    anchor: str
    about: str
    grades: tuple[Grade, ...]


class Lineage(Struct, frozen=True, gc=False):
    """What stands behind a claim, counted: ``words`` say it whole ("3 reports, 1 origin")."""

    carriers: int
    reports: int
    origins: int
    unknown: int
    words: str


class Address(Struct, frozen=True, gc=False):
    """Where a source can be read. ``url`` is ``None`` when the address must not be offered; ``archive`` is the copy."""

    url: str | None
    archive: str | None
    archived: When | None
    state: str | None
    host: str | None


class SourceItem(Struct, frozen=True, gc=False):
    """A source in a list. ``lineage`` is ``first-hand``, ``relays`` or ``not-recorded``.

    ``number`` and ``uses`` (anchors of the citations) are set where a page numbers its citations.
    """

    key: str
    anchor: str
    link: Link
    kind: str
    outlet: Link | None
    authors: tuple[Link, ...]
    published: When | None
    accessed: When | None
    address: Address
    lineage: str
    via: tuple[Link, ...]
    reliability: Grade | None
    reliability_reason: str | None
    retracted: When | None
    retraction_note: str | None
    quote: Quote | None
    note: str | None
    claims: int
    brief: Link | None
    place: Link | None = None
    number: int | None = None
    uses: tuple[str, ...] = ()


class ResponseItem(Struct, frozen=True, gc=False):
    """A response: "``by`` ``stance.label`` ..., ``when``"; ``as_of`` says that ``when`` is "as of"."""

    by: Link
    stance: Mark
    when: When | None
    as_of: bool
    quote: Quote | None
    part: str | None
    sources: tuple[Link, ...]
    note: str | None


class AssessmentItem(Struct, frozen=True, gc=False):
    """What the desk held about a claim on a date. Likelihood and confidence are never shown in one phrase."""

    when: When
    status: Mark
    credibility: Grade | None
    likelihood: Grade | None
    confidence: Grade | None
    by: str | None
    note: str | None
    changed: bool


class ClaimCard(Struct, frozen=True, gc=False):
    """A claim wherever it appears, always with its attribution.

    ``anchor`` is its id on a page that holds the card, the same on every page and unlike that of any other claim; where
    a card stands on a page a second time it is ``""``, and there is no id. ``lang`` is the language of ``text``, where
    it is not the site's. ``unanswered``: it is about others than its claimants, is not rejected, and nobody is known to
    have answered. ``retracted`` are the retracted sources among those it rests on. ``number`` is its place in its
    brief, from 1.
    """

    key: str
    anchor: str
    path: str
    claimants: tuple[Link, ...]
    text: str
    quote: Quote | None
    said: When | None
    about: tuple[Link, ...]
    status: Mark | None
    assessed: When | None
    lineage: Lineage
    responses: tuple[ResponseItem, ...]
    unanswered: bool
    event: Link | None
    brief: Link
    note: str | None
    source_position: str | None = None
    lang: str | None = None
    retracted: tuple[Link, ...] = ()
    number: int = 0


class Statement(Struct, frozen=True, gc=False):
    """What an actor said to a claim: ``response``, or, without one, that it made the claim. ``when`` is when."""

    claim: ClaimCard
    response: ResponseItem | None
    when: When | None


class PositionChange(Struct, frozen=True, gc=False):
    """Two statements of one actor that do not go together.

    ``kind`` is ``stance`` (on one claim, another side than before), ``contradicts`` (it stands for two claims that
    contradict one another) or ``supersedes`` (it replaced a claim of its own); ``label`` says so. ``in_order``: the
    dates tell that ``before`` came first.
    """

    kind: str
    label: str
    before: Statement
    after: Statement
    in_order: bool


class EventItem(Struct, frozen=True, gc=False):
    """An event in a list."""

    key: str
    anchor: str
    link: Link
    when: When | None
    place: Link | None
    actors: tuple[Link, ...]
    summary: str | None
    note: str | None
    claims: int


class BriefItem(Struct, frozen=True, gc=False):
    """A brief in a list, with the first of its topics; ``more_topics`` says how many there are beside them."""

    link: Link
    when: When
    summary: str | None
    topics: tuple[Link, ...]
    claims: int
    sources: int
    corrections: int
    draft: bool
    more_topics: int = 0


class SubjectItem(Struct, frozen=True, gc=False):
    """A topic or place in a list."""

    link: Link
    summary: str | None
    briefs: int
    claims: int
    events: int


class Point(Struct, frozen=True, gc=False):
    """Coordinates with their precision in kilometres, and as words ("51.7° N, 36.2° E, within 150 km")."""

    lat: float
    lon: float
    precision_km: float
    words: str


class Name(Struct, frozen=True, gc=False):
    """Another name: with language, script (its name in words) and how it is used."""

    name: Quote
    script: str | None
    note: str | None


class TimelineItem(Struct, frozen=True, gc=False):
    """One line of a timeline: "``who`` ``verb`` ``what``". ``kind`` and the filter lists (ids) drive the filters.

    ``kind`` is event, claim, response, assessment, correction, publication or report. ``previous`` is the status that
    an assessment follows, ``mark`` the one it gives; ``sort`` and ``until`` are the earliest and the latest instant of
    the date. Where the timeline of a brief tells several entries in one line, ``claims`` are those they concern, by
    their numbers in the brief, and ``what`` is the first.
    """

    kind: str
    kind_label: str
    when: When
    who: tuple[Link, ...]
    verb: str
    what: Link
    detail: str | None
    quote: Quote | None
    mark: Mark | None
    actors: tuple[str, ...]
    topics: tuple[str, ...]
    status: str | None
    sort: str
    until: str
    previous: Mark | None = None
    claims: tuple[Link, ...] = ()


class TimelineGroup(Struct, frozen=True, gc=False):
    """The timeline of one year, or of one month where ``label`` says so."""

    label: str
    anchor: str
    path: str | None
    items: tuple[TimelineItem, ...]


class Backlink(Struct, frozen=True, gc=False):
    """Something that links here, and the sentence that does."""

    link: Link
    sentence: str


class CorrectionItem(Struct, frozen=True, gc=False):
    """A dated, typed note on a brief."""

    kind: Mark
    when: When
    note: str
    brief: Link
    claim: Link | None


class Contents(Struct, frozen=True, gc=False):
    """One line of a page's contents list: level 2 to 6, anchor, text."""

    level: int
    anchor: str
    text: str


class Relation(Struct, frozen=True, gc=False):
    """Claims that stand in one relation to a claim; ``label`` reads from it ("contradicts", "is repeated by")."""

    kind: str
    label: str
    claims: tuple[ClaimCard, ...]


class ProvenanceStep(Struct, frozen=True, gc=False):
    """A source in a provenance tree and the sources that it relays.

    ``role`` is ``relay``, ``origin`` or ``unknown``; ``repeated`` says that its own chain is drawn above already,
    ``cut`` that the chain goes on but is too long to draw.
    """

    source: Link
    outlet: Link | None
    kind: str
    published: When | None
    reliability: Grade | None
    role: str
    repeated: bool
    loop: bool
    children: tuple[ProvenanceStep, ...]
    cut: bool = False
    retracted: bool = False


class Count(Struct, frozen=True, gc=False):
    """A number that a page shows, with its words ("3 claims") and where the counted are listed."""

    number: int
    words: str
    path: str | None = None


class Prose(Struct, frozen=True, gc=False):
    """A body: pieces of safe HTML, with a claim card placed after each but the last.

    ``{{ view.body|prose }}`` writes it; an empty one is false.
    """

    html: tuple[str, ...] = ("",)
    cards: tuple[ClaimCard, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.cards) or any(self.html)
