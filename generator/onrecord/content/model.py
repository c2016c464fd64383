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
from onrecord.declaration import OneOrMany, WordFor, described, entry

Names = Annotated[tuple[str, ...], OneOrMany()]
"""One reference or a list of them."""

SLUG = r"^[^\W_]+(?:[-_.][^\W_]+)*$"
"""An id inside a file: letters and digits of any script, joined by single hyphens, underscores or dots."""


@entry
class ReliabilityGrade:
    """A reliability grade an outlet held from a date on."""

    grade: Reliability = described("Admiralty reliability A-F; F means that it cannot be judged")
    date: Date | None = described("since when the desk holds this grade", None)
    reason: str | None = described("why", None)


@entry
class Source:
    """One document, broadcast, post or recording that carries a claim or evidence."""

    id: str = described("id, unique in its file; cited as [@id]", pattern=SLUG)
    kind: SourceKind = described("CSL-JSON item type, or 'recording' or 'statement'", examples=("article-newspaper",))
    title: str | None = described("title as published, or the desk's own description where there is none", None)
    outlet: str | None = described("the actor that published it, by id or name, or plain text", None)
    authors: Names = described("who wrote or spoke it: actors, or plain text", ())
    url: str | None = described("its address (http or https)", None)
    url_status: UrlStatus | None = described(
        "'dead', 'usurped' or 'unfit' when the address must no longer be offered", None
    )
    archive: str | None = described("address of an archived copy", None)
    archived: Date | None = described("when the archived copy was made", None)
    published: Date | None = described("when it was published (EDTF)", None)
    accessed: Date | None = described("when the desk read it (EDTF)", None)
    lang: str | None = described("language of the source (BCP 47)", None)
    place: str | None = described("where it was published or recorded", None)
    via: Names | None = described(
        "sources that this one relays; [] means first-hand; leave it out when nobody recorded it", None
    )
    reliability: Reliability | None = described("Admiralty reliability A-F, when it differs from the outlet's", None)
    reliability_reason: str | None = described("why it differs from the outlet's", None)
    retracted: Date | None = described("when the outlet retracted it", None)
    retraction_note: str | None = described("what the retraction says, in the desk's words", None)
    quote: str | None = described("a verbatim passage, in the source's language", None)
    note: str | None = described("what a reader should know about it", None)


@entry
class Evidence:
    """What a source adds for or against a claim, beyond carrying it."""

    source: str = described("the source that holds it")
    stance: EvidenceStance = described("'supports', 'opposes' or 'context'", "context")
    note: str | None = described("what it shows, in the desk's words", None)
    quote: str | None = described("a verbatim passage", None)
    lang: str | None = described("language of the quote (BCP 47)", None)
    locator: str | None = described("page, timestamp or paragraph", None)


@entry
class Response:
    """What an actor said to a claim; 'no-response' as of a date is a response too."""

    by: str = described("the actor who answers")
    stance: Stance = described("what the answer says to the claim")
    date: Date | None = described("when it was given (EDTF)", None)
    as_of: Date | None = described("for 'no-response': up to when the desk knows of none (EDTF)", None)
    quote: str | None = described("the answer, verbatim", None)
    lang: str | None = described("language of the quote (BCP 47)", None)
    source: Names = described("the sources that carry the answer", ())
    part: str | None = described("which part of the claim it answers, when not the whole", None)
    note: str | None = described("what a reader should know about it", None)


@entry
class Assessment:
    """What the desk holds about a claim on a date; the latest is current, earlier ones are kept."""

    date: Date = described("the date of the assessment (EDTF)")
    status: str = described("a status of the site's vocabulary", examples=("unverified", "disputed"))
    credibility: int | None = described("Admiralty credibility 1-6; 6 means that it cannot be judged", None, ge=1, le=6)
    likelihood: Likelihood | None = described("ICD 203 likelihood band", None)
    confidence: Confidence | None = described("analytic confidence: low, moderate or high", None)
    by: str | None = described("who on the desk assessed it", None)
    note: str | None = described("why, in the desk's words", None)


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
    quote: str | None = described("the claim verbatim", None)
    lang: str | None = described("language of the quote (BCP 47)", None)
    by: Names = described("claimant(s): actors by id, name or alias")
    said: Date | None = described("when it was said (EDTF)", None)
    about: Names = described("actors that the claim is about", ())
    event: str | None = described("the event that the claim speaks of", None)
    places: Names = described("places that the claim speaks of", ())
    topics: Names = described("topics, beside those of the brief", ())
    sources: Names = described("sources that carry the claim", ())
    evidence: Annotated[tuple[Evidence, ...], OneOrMany()] = described("what sources add for or against it", ())
    responses: Annotated[tuple[Response, ...], OneOrMany()] = described("what others said to it", ())
    assessments: Annotated[tuple[Assessment, ...], OneOrMany()] = described("what the desk holds, by date", ())
    status: str | None = described("short form of one assessment, dated as the brief", None)
    contradicts: Names = described("claims that cannot be true together with this one", ())
    supports: Names = described("claims that this one makes likelier", ())
    repeats: Names = described("claims that this one says again", ())
    supersedes: Names = described("claims that this one replaces", ())
    note: str | None = described("what a reader should know about it", None)
    ignore: Annotated[tuple[Ignore, ...], OneOrMany()] = described("rules that do not apply here, with reasons", ())


@entry
class Event:
    """Something reported to have happened, with whatever precision is known."""

    id: str = described("id, unique in its file", pattern=SLUG)
    title: str = described("what is reported, attributed where it is only claimed", min_length=1)
    date: Date | None = described("when (EDTF)", None)
    place: str | None = described("where: a place by id or name, or plain text", None)
    actors: Names = described("who is reported to have taken part", ())
    topics: Names = described("topics, beside those of the brief", ())
    part_of: str | None = described("the larger event it belongs to", None)
    sources: Names = described("sources that report it", ())
    summary: str | None = described("one or two sentences", None)
    note: str | None = described("what a reader should know about it", None)


@entry
class Correction:
    """A dated, typed note on a published brief."""

    date: Date = described("when it was made (EDTF)")
    kind: CorrectionKind = described("correction, clarification, update or retraction")
    note: str = described("what was wrong and what is right now", min_length=1)
    claim: str | None = described("the claim it concerns", None)


@entry
class Brief:
    """One Markdown document: prose plus the claims, sources and events it introduces."""

    title: str = described("headline", min_length=1)
    date: Date = described("publication date", examples=("2025-05-25",))
    summary: str | None = described("one or two sentences for lists and search", None)
    lang: str | None = described("language of the brief (BCP 47), when not the site's", None)
    authors: Names = described("who wrote it", ())
    topics: Names = described("topics by id or name", ())
    places: Names = described("places by id or name", ())
    actors: Names = described("actors it concerns beside those its claims and events name", ())
    sources: tuple[Source, ...] = described("sources it introduces", ())
    claims: tuple[Claim, ...] = described("claims it introduces", ())
    events: tuple[Event, ...] = described("events it introduces", ())
    corrections: tuple[Correction, ...] = described("dated notes on what changed after publication", ())
    draft: bool = described("kept out of the site unless drafts are asked for", False, strict=True)
    publish_at: Date | None = described("embargo: kept out of the site before this instant", None)
    review_by: Date | None = described("when the desk wants to look at it again", None)
    aliases: Names = described("old addresses that lead here", (), examples=("/old/path/",))


@entry
class SharedSource(Source):
    """A file in ``content/sources/``: a source that several briefs cite. Its id is the file's name."""

    id: str = described("id; the file's name when left out", "", pattern=SLUG)


@entry
class SharedEvent(Event):
    """A file in ``content/events/``: an event that several briefs speak of. Its id is the file's name."""

    id: str = described("id; the file's name when left out", "", pattern=SLUG)
    aliases: Names = described("old addresses that lead here", ())


@entry
class Alias:
    """Another name of an actor or place."""

    name: str = described("the name", min_length=1)
    lang: str | None = described("its language (BCP 47)", None)
    script: str | None = described("its script (ISO 15924)", None, examples=("Cyrl",))
    note: str | None = described("where or how it is used", None)


Aliases = Annotated[tuple[Annotated[Alias, WordFor("name")], ...], OneOrMany()]


@entry
class Role:
    """An office or function an actor holds or held."""

    title: str = described("the role", min_length=1)
    organization: str | None = described("in which actor, or plain text", None)
    from_: Date | None = described("since when (EDTF)", None, alias="from")
    until: Date | None = described("until when (EDTF)", None)
    source: Names = described("sources for it", ())
    note: str | None = described("what a reader should know about it", None)


@entry
class Relation:
    """How an actor stands to another."""

    to: str = described("the other actor")
    kind: str = described("what the relation is, read from this actor", min_length=1, examples=("head of state of",))
    from_: Date | None = described("since when (EDTF)", None, alias="from")
    until: Date | None = described("until when (EDTF)", None)
    source: Names = described("sources for it", ())
    note: str | None = described("what a reader should know about it", None)


@entry
class Actor:
    """A person, organization, government, military, state, outlet or group."""

    name: str = described("the name the site uses", min_length=1)
    kind: str = described("an actor kind of the site's vocabulary", examples=("person", "state"))
    sort_name: str | None = described("the name to sort by", None)
    aliases: Aliases = described("other names, in any script", ())
    roles: tuple[Role, ...] = described("offices and functions, with dates", ())
    relations: tuple[Relation, ...] = described("how it stands to other actors", ())
    country: str | None = described("the actor that is its country, or plain text", None)
    identifiers: dict[str, str] | None = described(
        "identifiers in other registers, such as 'wikidata: Q212'", None, examples=({"wikidata": "Q212"},)
    )
    summary: str | None = described("who it is, in a sentence", None)
    url: str | None = described("its own site", None)
    reliability: Annotated[
        tuple[Annotated[ReliabilityGrade, WordFor("grade")], ...], OneOrMany()
    ] = described("for outlets: Admiralty reliability, one letter or a dated history", ())
    lang: str | None = described("language of the name (BCP 47), when not the site's", None)
    redirects: Names = described("old addresses that lead here", ())


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
    aliases: Aliases = described("other names, in any script", ())
    coordinates: Coordinates | None = described("where it lies, with a stated precision", None)
    within: str | None = described("the larger place", None)
    country: str | None = described("the actor that is its country, or plain text", None)
    identifiers: dict[str, str] | None = described("identifiers in other registers", None)
    summary: str | None = described("one sentence", None)
    redirects: Names = described("old addresses that lead here", ())


@entry
class Topic:
    """A page for a topic."""

    name: str = described("the name the site uses", min_length=1)
    aliases: Aliases = described("other names", ())
    within: str | None = described("the larger topic", None)
    summary: str | None = described("one sentence", None)
    redirects: Names = described("old addresses that lead here", ())


@entry
class Page:
    """An ordinary page."""

    title: str = described("headline", min_length=1)
    menu: int | None = described("its place among the links at the foot of every page; left out: not linked", None)
    summary: str | None = described("one sentence", None)
    lang: str | None = described("language of the page (BCP 47), when not the site's", None)
    aliases: Names = described("old addresses that lead here", ())


Meta = Brief | SharedSource | SharedEvent | Actor | Place | Topic | Page
