"""The content model: every field of every kind of file, as plain frozen dataclasses.

Field order is the canonical order of front matter. References are kept as written; ``onrecord.record.link`` resolves
them. Importing this module costs only the standard library.
"""

from __future__ import annotations

from typing import Annotated

from onrecord.content.dates import Date
from onrecord.content.vocabulary import (
    Confidence,
    CorrectionKind,
    EvidenceStance,
    Likelihood,
    Reliability,
    SourceKind,
    Stance,
    UrlStatus,
)
from onrecord.declaration import LANGUAGE_TAG, OneOrMany, WordFor, described, entry

Names = Annotated[tuple[str, ...], OneOrMany()]
"""One reference or a list of them."""

SLUG = r"^[^\W_]+(?:[-_.][^\W_]+)*$"
"""An id inside a file: letters and digits of any script, joined by single hyphens, underscores or dots."""


@entry
class ReliabilityGrade:
    """A reliability grade an outlet held from a date on."""

    grade: Reliability = described("Admiralty reliability A-F; F means that it cannot be judged")
    date: Date | None = described("since when the desk holds this grade", default=None)
    reason: str | None = described("why", default=None)


@entry
class Source:
    """One document, broadcast, post or recording that carries a claim or evidence."""

    id: str = described("id, unique in its file; cited as [@id]", pattern=SLUG)
    kind: SourceKind = described("CSL-JSON item type, or 'recording' or 'statement'", examples=("article-newspaper",))
    title: str | None = described("title as published, or the desk's own description where there is none", default=None)
    outlet: str | None = described("the actor that published it, by id or name, or plain text", default=None)
    authors: Names = described("who wrote or spoke it: actors, or plain text", default=())
    url: str | None = described("its address (http or https)", default=None)
    url_status: UrlStatus | None = described(
        "'dead', 'usurped' or 'unfit' when the address must no longer be offered", default=None
    )
    archive: str | None = described("address of an archived copy", default=None)
    archived: Date | None = described("when the archived copy was made", default=None)
    published: Date | None = described("when it was published (EDTF)", default=None)
    accessed: Date | None = described("when the desk read it (EDTF)", default=None)
    lang: str | None = described("language of the source (BCP 47)", default=None, pattern=LANGUAGE_TAG)
    place: str | None = described("where it was published or recorded", default=None)
    via: Names | None = described(
        "sources that this one relays; [] means first-hand; leave it out when nobody recorded it", default=None
    )
    reliability: Reliability | None = described(
        "Admiralty reliability A-F, when it differs from the outlet's", default=None
    )
    reliability_reason: str | None = described("why it differs from the outlet's", default=None)
    retracted: Date | None = described("when the outlet retracted it", default=None)
    retraction_note: str | None = described("what the retraction says, in the desk's words", default=None)
    quote: str | None = described("a verbatim passage, in the source's language", default=None)
    note: str | None = described("what a reader should know about it", default=None)


@entry
class Evidence:
    """What a source adds for or against a claim, beyond carrying it."""

    source: str = described("the source that holds it")
    stance: EvidenceStance = described("'supports', 'opposes' or 'context'", default="context")
    note: str | None = described("what it shows, in the desk's words", default=None)
    quote: str | None = described("a verbatim passage", default=None)
    lang: str | None = described("language of the quote (BCP 47)", default=None, pattern=LANGUAGE_TAG)
    locator: str | None = described("page, timestamp or paragraph", default=None)


@entry
class Response:
    """What an actor said to a claim; 'no-response' as of a date is a response too."""

    by: str = described("the actor who answers")
    stance: Stance = described("what the answer says to the claim")
    date: Date | None = described("when it was given (EDTF)", default=None)
    as_of: Date | None = described("for 'no-response': up to when the desk knows of none (EDTF)", default=None)
    quote: str | None = described("the answer, verbatim", default=None)
    lang: str | None = described("language of the quote (BCP 47)", default=None, pattern=LANGUAGE_TAG)
    source: Names = described("the sources that carry the answer", default=())
    part: str | None = described("which part of the claim it answers, when not the whole", default=None)
    note: str | None = described("what a reader should know about it", default=None)


@entry
class Assessment:
    """What the desk holds about a claim on a date; the latest is current, earlier ones are kept."""

    date: Date = described("the date of the assessment (EDTF)")
    status: str = described("a status of the site's vocabulary", examples=("unverified", "disputed"))
    credibility: int | None = described(
        "Admiralty credibility 1-6; 6 means that it cannot be judged", default=None, ge=1, le=6
    )
    likelihood: Likelihood | None = described("ICD 203 likelihood band", default=None)
    confidence: Confidence | None = described("analytic confidence: low, moderate or high", default=None)
    by: str | None = described("who on the desk assessed it", default=None)
    note: str | None = described("why, in the desk's words", default=None)


@entry
class Ignore:
    """An editorial rule that does not apply to a claim, with the reason."""

    rule: str = described("code of the rule, such as 'no-archive'")
    reason: str = described("why it does not apply here", min_length=1)


@entry
class Claim:
    """A statement somebody made; never stated as fact."""

    id: str = described("id, unique among the claims of its brief", pattern=SLUG)
    text: str = described("the claim in the desk's words", min_length=1)
    quote: str | None = described("the claim verbatim", default=None)
    lang: str | None = described("language of the quote (BCP 47)", default=None, pattern=LANGUAGE_TAG)
    by: Names = described("claimant(s): actors by id, name or alias")
    said: Date | None = described("when it was said (EDTF)", default=None)
    about: Names = described("actors that the claim is about", default=())
    event: str | None = described("the event that the claim speaks of", default=None)
    places: Names = described("places that the claim speaks of", default=())
    topics: Names = described("topics, beside those of the brief", default=())
    sources: Names = described("sources that carry the claim", default=())
    evidence: Annotated[tuple[Evidence, ...], OneOrMany()] = described("what sources add for or against it", default=())
    responses: Annotated[tuple[Response, ...], OneOrMany()] = described("what others said to it", default=())
    assessments: Annotated[tuple[Assessment, ...], OneOrMany()] = described("what the desk holds, by date", default=())
    status: str | None = described("short form of one assessment, dated as the brief", default=None)
    contradicts: Names = described("claims that cannot be true together with this one", default=())
    supports: Names = described("claims that this one makes likelier", default=())
    repeats: Names = described("claims that this one says again", default=())
    supersedes: Names = described("claims that this one replaces", default=())
    note: str | None = described("what a reader should know about it", default=None)
    ignore: Annotated[tuple[Ignore, ...], OneOrMany()] = described(
        "rules that do not apply here, with reasons", default=()
    )


@entry
class Event:
    """Something reported to have happened, with whatever precision is known."""

    id: str = described("id, unique in its file", pattern=SLUG)
    title: str = described("what is reported, attributed where it is only claimed", min_length=1)
    date: Date | None = described("when (EDTF)", default=None)
    place: str | None = described("where: a place by id or name, or plain text", default=None)
    actors: Names = described("who is reported to have taken part", default=())
    topics: Names = described("topics, beside those of the brief", default=())
    part_of: str | None = described("the larger event it belongs to", default=None)
    sources: Names = described("sources that report it", default=())
    summary: str | None = described("one or two sentences", default=None)
    note: str | None = described("what a reader should know about it", default=None)


@entry
class Correction:
    """A dated, typed note on a published brief."""

    date: Date = described("when it was made (EDTF)")
    kind: CorrectionKind = described("correction, clarification, update or retraction")
    note: str = described("what was wrong and what is right now", min_length=1)
    claim: str | None = described("the claim it concerns", default=None)


@entry
class Brief:
    """One Markdown document: prose plus the claims, sources and events it introduces."""

    title: str = described("headline", min_length=1)
    date: Date = described("publication date", examples=("2025-05-25",))
    summary: str | None = described("one or two sentences for lists and search", default=None)
    lang: str | None = described(
        "language of the brief (BCP 47), when not the site's", default=None, pattern=LANGUAGE_TAG
    )
    authors: Names = described("who wrote it", default=())
    topics: Names = described("topics by id or name", default=())
    places: Names = described("places by id or name", default=())
    actors: Names = described("actors it concerns beside those its claims and events name", default=())
    sources: tuple[Source, ...] = described("sources it introduces", default=())
    claims: tuple[Claim, ...] = described("claims it introduces", default=())
    events: tuple[Event, ...] = described("events it introduces", default=())
    corrections: tuple[Correction, ...] = described("dated notes on what changed after publication", default=())
    draft: bool = described("kept out of the site unless drafts are asked for", default=False, strict=True)
    publish_at: Date | None = described("embargo: kept out of the site before this instant", default=None)
    review_by: Date | None = described("when the desk wants to look at it again", default=None)
    aliases: Names = described("old addresses that lead here", default=(), examples=("/old/path/",))


@entry
class SharedSource(Source):
    """A file in ``content/sources/``: a source that several briefs cite. Its id is the file's name."""

    id: str = described("id; the file's name when left out", default="", pattern=SLUG)


@entry
class SharedEvent(Event):
    """A file in ``content/events/``: an event that several briefs speak of. Its id is the file's name."""

    id: str = described("id; the file's name when left out", default="", pattern=SLUG)
    aliases: Names = described("old addresses that lead here", default=())


@entry
class Alias:
    """Another name of an actor or place."""

    name: str = described("the name", min_length=1)
    lang: str | None = described("its language (BCP 47)", default=None, pattern=LANGUAGE_TAG)
    script: str | None = described("its script (ISO 15924)", default=None, examples=("Cyrl",))
    note: str | None = described("where or how it is used", default=None)


Aliases = Annotated[tuple[Annotated[Alias, WordFor("name")], ...], OneOrMany()]


@entry
class Role:
    """An office or function an actor holds or held."""

    title: str = described("the role", min_length=1)
    organization: str | None = described("in which actor, or plain text", default=None)
    from_: Date | None = described("since when (EDTF)", default=None, alias="from")
    until: Date | None = described("until when (EDTF)", default=None)
    source: Names = described("sources for it", default=())
    note: str | None = described("what a reader should know about it", default=None)


@entry
class Relation:
    """How an actor stands to another."""

    to: str = described("the other actor")
    kind: str = described("what the relation is, read from this actor", min_length=1, examples=("head of state of",))
    from_: Date | None = described("since when (EDTF)", default=None, alias="from")
    until: Date | None = described("until when (EDTF)", default=None)
    source: Names = described("sources for it", default=())
    note: str | None = described("what a reader should know about it", default=None)


@entry
class Actor:
    """A person, organization, government, military, state, outlet or group."""

    name: str = described("the name the site uses", min_length=1)
    kind: str = described("an actor kind of the site's vocabulary", examples=("person", "state"))
    sort_name: str | None = described("the name to sort by", default=None)
    aliases: Aliases = described("other names, in any script", default=())
    roles: tuple[Role, ...] = described("offices and functions, with dates", default=())
    relations: tuple[Relation, ...] = described("how it stands to other actors", default=())
    country: str | None = described("the actor that is its country, or plain text", default=None)
    identifiers: dict[str, str] | None = described(
        "identifiers in other registers, such as 'wikidata: Q212'", default=None, examples=({"wikidata": "Q212"},)
    )
    summary: str | None = described("who it is, in a sentence", default=None)
    url: str | None = described("its own site", default=None)
    reliability: Annotated[tuple[Annotated[ReliabilityGrade, WordFor("grade")], ...], OneOrMany()] = described(
        "for outlets: Admiralty reliability, one letter or a dated history", default=()
    )
    lang: str | None = described(
        "language of the name (BCP 47), when not the site's", default=None, pattern=LANGUAGE_TAG
    )
    redirects: Names = described("old addresses that lead here", default=())


@entry
class Coordinates:
    """A point and how precisely it is meant (WGS 84)."""

    lat: float = described("latitude in degrees, north positive", ge=-90, le=90)
    lon: float = described("longitude in degrees, east positive", ge=-180, le=180)
    precision_km: float = described("radius in kilometres within which the place lies", gt=0, le=20_000)


@entry
class Place:
    """A page for a place."""

    name: str = described("the name the site uses", min_length=1)
    aliases: Aliases = described("other names, in any script", default=())
    coordinates: Coordinates | None = described("where it lies, with a stated precision", default=None)
    within: str | None = described("the larger place", default=None)
    country: str | None = described("the actor that is its country, or plain text", default=None)
    identifiers: dict[str, str] | None = described("identifiers in other registers", default=None)
    summary: str | None = described("one sentence", default=None)
    redirects: Names = described("old addresses that lead here", default=())


@entry
class Topic:
    """A page for a topic."""

    name: str = described("the name the site uses", min_length=1)
    aliases: Aliases = described("other names", default=())
    within: str | None = described("the larger topic", default=None)
    summary: str | None = described("one sentence", default=None)
    redirects: Names = described("old addresses that lead here", default=())


@entry
class Page:
    """An ordinary page."""

    title: str = described("headline", min_length=1)
    menu: int | None = described(
        "its place among the links at the foot of every page; left out: not linked", default=None
    )
    summary: str | None = described("one sentence", default=None)
    lang: str | None = described(
        "language of the page (BCP 47), when not the site's", default=None, pattern=LANGUAGE_TAG
    )
    aliases: Names = described("old addresses that lead here", default=())


Meta = Brief | SharedSource | SharedEvent | Actor | Place | Topic | Page
