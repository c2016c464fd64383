"""Claims with everything they name resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from onrecord.content import model
from onrecord.content.document import Document
from onrecord.diagnostics import Severity, did_you_mean
from onrecord.record.entities import (
    ClaimEntity,
    EventEntity,
    EvidenceEntity,
    Origin,
    RelationKind,
    ResponseEntity,
    key_in,
)
from onrecord.record.joining import Joining, brief_of, is_first, merged

RELATIONS: tuple[RelationKind, ...] = ("contradicts", "supports", "repeats", "supersedes")


def claims_of(join: Joining, events: Mapping[str, EventEntity]) -> dict[str, ClaimEntity]:
    return {claim.key: claim for document in join.briefs for claim in claims_in(join, document, events)}


def claims_in(join: Joining, document: Document, events: Mapping[str, EventEntity]) -> Iterator[ClaimEntity]:
    """The claims of a brief."""
    brief = brief_of(document)
    topics = join.resolver.topics(brief.topics, Origin(document.path), "topics")
    places = join.resolver.places(brief.places, Origin(document.path), "places")
    for number, claim in enumerate(brief.claims):
        key, origin = key_in(document.id, claim.id), Origin(document.path, ("claims", number))
        if is_first(join.known.claims, key, origin):
            yield _claim(join, key, document.id, origin, claim, brief, topics, places, events)


def _claim(
    join: Joining,
    key: str,
    brief_id: str,
    origin: Origin,
    meta: model.Claim,
    brief: model.Brief,
    topics: tuple[str, ...],
    places: tuple[str, ...],
    events: Mapping[str, EventEntity],
) -> ClaimEntity:
    resolver = join.resolver
    if not meta.by and brief_id not in join.known.faulty:
        join.problems.add(
            "empty-field",
            f"nobody is named who made the claim '{meta.id}'",
            origin,
            "by",
            hint="name the actor, if only the outlet that reports it: a claim is always somebody's",
        )
    event = resolver.event(meta.event, brief_id, resolver.at(origin, "event")) if meta.event else None
    spoken_of = events.get(event) if event else None
    event_topics = spoken_of.topics if spoken_of else ()
    event_place = spoken_of.place if spoken_of else None
    own_topics = resolver.topics(meta.topics, origin, "topics")
    own_places = resolver.places(meta.places, origin, "places")
    return ClaimEntity(
        key=key,
        brief=brief_id,
        origin=origin,
        meta=meta,
        claimants=resolver.actors(meta.by, origin, "by"),
        about=resolver.actors(meta.about, origin, "about"),
        event=event,
        places=merged(own_places, (event_place,) if event_place else (), places),
        topics=merged(own_topics, event_topics, topics),
        sources=resolver.sources(meta.sources, brief_id, origin, "sources"),
        evidence=_evidence(join, meta, brief_id, origin),
        responses=_responses(join, meta, brief_id, origin),
        assessments=_assessments(join, meta, brief, origin),
        relations=_relations(join, meta, brief_id, origin),
    )


def _evidence(join: Joining, meta: model.Claim, brief: str, origin: Origin) -> tuple[EvidenceEntity, ...]:
    found = []
    for number, evidence in enumerate(meta.evidence):
        source = join.resolver.source(evidence.source, brief, join.resolver.at(origin, "evidence", number, "source"))
        if source is not None:
            found.append(EvidenceEntity(source, evidence))
    return tuple(found)


def _responses(join: Joining, meta: model.Claim, brief: str, origin: Origin) -> tuple[ResponseEntity, ...]:
    found = []
    for number, response in enumerate(meta.responses):
        here = Origin(origin.path, (*origin.pointer, "responses", number))
        by = join.resolver.actor(response.by, join.resolver.at(here, "by"))
        sources = join.resolver.sources(response.source, brief, here, "source")
        _check_as_of(join, response, here)
        if by is not None:
            found.append(ResponseEntity(by, response.date or response.as_of, sources, response))
    return tuple(found)


def _check_as_of(join: Joining, response: model.Response, here: Origin) -> None:
    """``as_of`` says up to when nothing was heard; what was said has a date."""
    if response.as_of is None or (response.stance == "no-response" and response.date is None):
        return
    if response.stance == "no-response":
        message, hint = "a response has 'date' or 'as_of', not both", "for 'no-response', keep as_of"
    else:
        message = f"'as_of' says up to when nobody answered, but '{response.stance}' is an answer"
        hint = "take as_of out" if response.date else f"write date: {response.as_of}, if that is when it was given"
    join.problems.add("misplaced-as-of", message, here, "as_of", hint=hint, severity=Severity.WARNING)


def _assessments(join: Joining, meta: model.Claim, brief: model.Brief, origin: Origin) -> tuple[model.Assessment, ...]:
    for number, assessment in enumerate(meta.assessments):
        _check_status(join, assessment.status, origin, "assessments", number, "status")
    if meta.status is None:
        # Of one date, the one written last is the later one.
        return tuple(sorted(meta.assessments, key=lambda assessment: assessment.date.sort_key))
    _check_status(join, meta.status, origin, "status")
    if meta.assessments:
        join.problems.add(
            "status-twice",
            "the claim has both a status and assessments",
            origin,
            "status",
            hint="keep the assessments; the latest one is current",
        )
    return (model.Assessment(date=brief.date, status=meta.status),)


def _check_status(join: Joining, status: str, origin: Origin, *steps: str | int) -> None:
    known = join.config.statuses
    if status not in known:
        hint = did_you_mean(status, known) or f"use one of: {', '.join(known)}"
        join.problems.add("unknown-status", f"'{status}' is not a status of this site", origin, *steps, hint=hint)


def _relations(join: Joining, meta: model.Claim, brief: str, origin: Origin) -> tuple[tuple[RelationKind, str], ...]:
    found: list[tuple[RelationKind, str]] = []
    for kind in RELATIONS:
        for number, written in enumerate(getattr(meta, kind)):
            key = join.resolver.claim(written, brief, join.resolver.at(origin, kind, number))
            if key is not None:
                found.append((kind, key))
    return tuple(dict.fromkeys(found))
