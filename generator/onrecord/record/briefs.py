"""Briefs, with what their claims, events and bodies bring to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from onrecord.content import model
from onrecord.content.document import Document
from onrecord.record.absent import Absent
from onrecord.record.entities import (
    BriefEntity,
    ClaimEntity,
    CorrectionEntity,
    EventEntity,
    Origin,
    SourceEntity,
    Target,
    key_in,
)
from onrecord.record.joining import Joining, brief_of, merged
from onrecord.record.record import Resolved


def briefs_of(
    join: Joining,
    sources: Mapping[str, SourceEntity],
    claims: Mapping[str, ClaimEntity],
    events: Mapping[str, EventEntity],
    resolved: Mapping[Target, tuple[Resolved | None, ...]],
    unknown: Absent,
) -> dict[str, BriefEntity]:
    """The briefs by id, from the latest to the earliest."""
    known = (document for document in join.briefs if not unknown.has_brief(document.id))
    return {document.id: brief_in(join, document, sources, claims, events, resolved) for document in known}


def brief_in(
    join: Joining,
    document: Document,
    sources: Mapping[str, SourceEntity],
    claims: Mapping[str, ClaimEntity],
    events: Mapping[str, EventEntity],
    resolved: Mapping[Target, tuple[Resolved | None, ...]],
) -> BriefEntity:
    """The brief of a document."""
    meta = brief_of(document)
    origin = Origin(document.path)
    own_claims = [key for key in _keys(document.id, meta.claims) if key in claims]
    own_events = [key for key in _keys(document.id, meta.events) if key in events]
    about_events = merged(own_events, [e for key in own_claims if (e := claims[key].event) in events and e])
    mentioned = [target.key for target in _targets(resolved.get(Target("brief", document.id), ()), "actor")]
    return BriefEntity(
        id=document.id,
        origin=origin,
        meta=meta,
        claims=tuple(own_claims),
        sources=tuple(key for key in _keys(document.id, meta.sources) if key in sources),
        events=about_events,
        topics=merged(join.resolver.topics(meta.topics, origin, "topics"), *(claims[key].topics for key in own_claims)),
        places=merged(join.resolver.places(meta.places, origin, "places"), *(claims[key].places for key in own_claims)),
        actors=merged(
            join.resolver.actors(meta.actors, origin, "actors"),
            *(_actors_of(claims[key]) for key in own_claims),
            *(events[key].actors for key in about_events),
            mentioned,
        ),
        corrections=_corrections(join, meta, document, origin, claims),
    )


def _corrections(
    join: Joining, meta: model.Brief, document: Document, origin: Origin, claims: Mapping[str, ClaimEntity]
) -> tuple[CorrectionEntity, ...]:
    found = []
    for number, correction in enumerate(meta.corrections):
        report = join.resolver.at(origin, "corrections", number, "claim")
        claim = join.resolver.claim(correction.claim, document.id, report) if correction.claim else None
        found.append(CorrectionEntity(document.id, claim if claim in claims else None, correction))
    return tuple(sorted(found, key=lambda correction: correction.meta.date.sort_key))


def _keys(brief: str, items: Iterable[model.Claim | model.Event | model.Source]) -> list[str]:
    return list(dict.fromkeys(key_in(brief, item.id) for item in items))


def _actors_of(claim: ClaimEntity) -> tuple[str, ...]:
    return (*claim.claimants, *claim.about, *(response.by for response in claim.responses))


def _targets(resolved: Iterable[Resolved | None], kind: str) -> list[Target]:
    return [item for item in resolved if isinstance(item, Target) and item.kind == kind]
