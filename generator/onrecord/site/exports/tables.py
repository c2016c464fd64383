"""The tables of the exports: what each row holds. The schema of the data package and the documentation come from here.

Keys are those of the record: ``brief#id`` for what a brief introduces. Dates are EDTF as written, with the first and
the last day that they allow beside them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, NamedTuple

from msgspec import Meta, Struct

Key = Annotated[str, Meta(description="its key, which stays")]
Page = Annotated[str | None, Meta(description="the address of its page, where the site's is known")]
From = Annotated[str | None, Meta(description="the first day that the date allows; none where that is open")]
To = Annotated[str | None, Meta(description="the last day that the date allows; none where that is open")]
Topics = Annotated[tuple[str, ...], Meta(description="keys of topics")]
Places = Annotated[tuple[str, ...], Meta(description="keys of places")]
Sources = Annotated[tuple[str, ...], Meta(description="keys of sources that carry it")]
Note = Annotated[str | None, Meta(description="what a reader should know, in the desk's words")]
Quote = Annotated[str | None, Meta(description="verbatim words")]
Lang = Annotated[str | None, Meta(description="the language of the quote (BCP 47)")]
OfBrief = Annotated[str | None, Meta(description="the brief that introduces it; none for a file of its own")]
OfClaim = Annotated[str, Meta(description="the claim")]


class BriefRow(Struct, frozen=True, gc=False):
    """A published brief."""

    id: Key
    page: Page
    title: Annotated[str, Meta(description="its headline")]
    summary: Annotated[str | None, Meta(description="one or two sentences")]
    date: Annotated[str, Meta(description="when it was published (EDTF)")]
    updated: Annotated[str, Meta(description="when it last changed in substance (UTC)")]
    lang: Annotated[str, Meta(description="its language (BCP 47)")]
    authors: Annotated[tuple[str, ...], Meta(description="who wrote it")]
    topics: Topics
    places: Places


class ClaimRow(Struct, frozen=True, gc=False):
    """A claim: a statement somebody made. It is theirs and no finding of the desk; quote it with its claimants."""

    id: Key
    brief: Annotated[str, Meta(description="the brief that introduces it")]
    page: Page
    claimants: Annotated[tuple[str, ...], Meta(description="keys of the actors who made it")]
    attributed: Annotated[str, Meta(description="the claim with its claimants before it")]
    text: Annotated[str, Meta(description="what they said, in the desk's words; not without its claimants")]
    quote: Quote
    lang: Lang
    said: Annotated[str | None, Meta(description="when they said it (EDTF)")]
    said_from: From
    said_to: To
    about: Annotated[tuple[str, ...], Meta(description="keys of the actors that it is about")]
    event: Annotated[str | None, Meta(description="the event that it speaks of")]
    topics: Topics
    places: Places
    sources: Sources
    reports: Annotated[int, Meta(description="how many sources carry it, or are relayed by one that does")]
    origins: Annotated[int, Meta(description="how many of the reports are known to relay nothing: known origins")]
    unrecorded: Annotated[int, Meta(description="of how many reports nobody recorded what they relay")]
    status: Annotated[str | None, Meta(description="what the desk holds now; none while it has not assessed it")]
    assessed: Annotated[str | None, Meta(description="when it assessed that (EDTF)")]
    contradicts: Annotated[tuple[str, ...], Meta(description="keys of claims that cannot be true together with it")]
    supports: Annotated[tuple[str, ...], Meta(description="keys of claims that it makes likelier")]
    repeats: Annotated[tuple[str, ...], Meta(description="keys of claims that it says again")]
    supersedes: Annotated[tuple[str, ...], Meta(description="keys of claims that it replaces")]
    note: Note


class AssessmentRow(Struct, frozen=True, gc=False):
    """What the desk held about a claim from a date on."""

    claim: OfClaim
    number: Annotated[int, Meta(description="its place among those of the claim, from 1, the earliest first")]
    date: Annotated[str, Meta(description="when the desk assessed it (EDTF)")]
    status: Annotated[str, Meta(description="a status of the site's vocabulary")]
    credibility: Annotated[int | None, Meta(description="Admiralty credibility 1-6; 6: cannot be judged")]
    likelihood: Annotated[str | None, Meta(description="ICD 203 likelihood band")]
    confidence: Annotated[str | None, Meta(description="analytic confidence; not likelihood")]
    by: Annotated[str | None, Meta(description="who on the desk assessed it")]
    note: Note


class ResponseRow(Struct, frozen=True, gc=False):
    """What an actor said to a claim; 'no-response' as of a date is one too, and neither admission nor denial."""

    claim: OfClaim
    number: Annotated[int, Meta(description="its place among those of the claim, from 1, as written")]
    by: Annotated[str, Meta(description="the actor who answers")]
    stance: Annotated[str, Meta(description="what the answer says to the claim")]
    date: Annotated[str | None, Meta(description="when it was given; for 'no-response', as of when (EDTF)")]
    date_from: From
    date_to: To
    part: Annotated[str | None, Meta(description="which part of the claim it answers, when not the whole")]
    quote: Quote
    lang: Lang
    sources: Sources
    note: Note


class EvidenceRow(Struct, frozen=True, gc=False):
    """What a source adds for or against a claim, beyond carrying it."""

    claim: OfClaim
    number: Annotated[int, Meta(description="its place among those of the claim, from 1, as written")]
    source: Annotated[str, Meta(description="the source that holds it")]
    stance: Annotated[str, Meta(description="'supports', 'opposes' or 'context'")]
    locator: Annotated[str | None, Meta(description="page, timestamp or paragraph")]
    quote: Quote
    lang: Lang
    note: Note


class SourceRow(Struct, frozen=True, gc=False):
    """One document, broadcast, post or recording that carries a claim or evidence."""

    id: Key
    brief: OfBrief
    page: Page
    kind: Annotated[str, Meta(description="CSL item type, 'recording' or 'statement'")]
    title: Annotated[str, Meta(description="its title; its id where it has none")]
    outlet: Annotated[str | None, Meta(description="the actor that published it")]
    outlet_name: Annotated[str | None, Meta(description="who published it, by name")]
    authors: Annotated[tuple[str, ...], Meta(description="who wrote or spoke it, by name")]
    url: Annotated[str | None, Meta(description="its address")]
    url_status: Annotated[str | None, Meta(description="'dead', 'usurped' or 'unfit' where it must not be offered")]
    archive: Annotated[str | None, Meta(description="the address of an archived copy")]
    archived: Annotated[str | None, Meta(description="when that was made (EDTF)")]
    published: Annotated[str | None, Meta(description="when it was published (EDTF)")]
    published_from: From
    published_to: To
    accessed: Annotated[str | None, Meta(description="when the desk read it (EDTF)")]
    lang: Annotated[str | None, Meta(description="its language (BCP 47)")]
    lineage: Annotated[str, Meta(description="'relay' passes on others, 'origin' relays nothing, 'unknown'")]
    via: Annotated[tuple[str, ...], Meta(description="keys of the sources that it relays")]
    reliability: Annotated[str | None, Meta(description="Admiralty reliability A-F; F: cannot be judged")]
    retracted: Annotated[str | None, Meta(description="when its outlet retracted it (EDTF)")]
    note: Note


class ActorRow(Struct, frozen=True, gc=False):
    """A person, organization, government, military, state, outlet or group."""

    id: Key
    page: Page
    name: Annotated[str, Meta(description="the name that the site uses")]
    kind: Annotated[str, Meta(description="an actor kind of the site's vocabulary")]
    aliases: Annotated[tuple[str, ...], Meta(description="other names")]
    country: Annotated[str | None, Meta(description="its country, by name")]
    wikidata: Annotated[str | None, Meta(description="its item in Wikidata")]
    url: Annotated[str | None, Meta(description="its own site")]
    summary: Annotated[str | None, Meta(description="who it is, in a sentence")]


class EventRow(Struct, frozen=True, gc=False):
    """Something reported to have happened."""

    id: Key
    brief: OfBrief
    page: Page
    title: Annotated[str, Meta(description="what is reported")]
    date: Annotated[str | None, Meta(description="when (EDTF)")]
    date_from: From
    date_to: To
    place: Annotated[str | None, Meta(description="where")]
    actors: Annotated[tuple[str, ...], Meta(description="keys of actors reported to have taken part")]
    topics: Topics
    part_of: Annotated[str | None, Meta(description="the larger event")]
    sources: Sources
    summary: Annotated[str | None, Meta(description="one or two sentences")]
    note: Note


class PlaceRow(Struct, frozen=True, gc=False):
    """A place that the record names."""

    id: Key
    page: Page
    name: Annotated[str, Meta(description="the name that the site uses")]
    within: Annotated[str | None, Meta(description="the larger place")]
    country: Annotated[str | None, Meta(description="its country, by name")]
    lat: Annotated[float | None, Meta(description="latitude in degrees (WGS 84)")]
    lon: Annotated[float | None, Meta(description="longitude in degrees (WGS 84)")]
    precision_km: Annotated[float | None, Meta(description="radius in kilometres within which it lies")]


class TopicRow(Struct, frozen=True, gc=False):
    """A topic of the record."""

    id: Key
    page: Page
    name: Annotated[str, Meta(description="the name that the site uses")]
    within: Annotated[str | None, Meta(description="the larger topic")]


class CorrectionRow(Struct, frozen=True, gc=False):
    """A dated note on a published brief."""

    brief: Annotated[str, Meta(description="the brief")]
    number: Annotated[int, Meta(description="its place among those of the brief, from 1, as written")]
    date: Annotated[str, Meta(description="when it was made (EDTF)")]
    kind: Annotated[str, Meta(description="correction, clarification, update or retraction")]
    claim: Annotated[str | None, Meta(description="the claim that it concerns")]
    note: Annotated[str, Meta(description="what was wrong and what is right now")]


class Table(NamedTuple):
    """A table: its name, its row, the columns that tell rows apart, and those that name a row of another table."""

    name: str
    row: type[Struct]
    key: tuple[str, ...]
    references: Mapping[str, str]


TABLES = (
    Table("briefs", BriefRow, ("id",), {}),
    Table("claims", ClaimRow, ("id",), {"brief": "briefs", "event": "events"}),
    Table("assessments", AssessmentRow, ("claim", "number"), {"claim": "claims"}),
    Table("responses", ResponseRow, ("claim", "number"), {"claim": "claims", "by": "actors"}),
    Table("evidence", EvidenceRow, ("claim", "number"), {"claim": "claims", "source": "sources"}),
    Table("sources", SourceRow, ("id",), {"brief": "briefs", "outlet": "actors"}),
    Table("actors", ActorRow, ("id",), {}),
    Table("events", EventRow, ("id",), {"brief": "briefs", "place": "places", "part_of": "events"}),
    Table("places", PlaceRow, ("id",), {"within": "places"}),
    Table("topics", TopicRow, ("id",), {"within": "topics"}),
    Table("corrections", CorrectionRow, ("brief", "number"), {"brief": "briefs", "claim": "claims"}),
)
