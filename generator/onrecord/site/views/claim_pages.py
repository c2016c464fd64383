"""Claims: the register, and the permanent page of one."""

from __future__ import annotations

from onrecord.record.entities import ClaimEntity, Target
from onrecord.record.relations import related
from onrecord.site.list_pages import ALONE
from onrecord.site.titles import claimants
from onrecord.site.views.grades import CLAIM_SCALES
from onrecord.site.views.language import quoted
from onrecord.site.views.material import Material
from onrecord.site.views.messages import CLAIM_NOTES, RELATIONS
from onrecord.site.views.pages import ClaimsView, ClaimView, Evidence
from onrecord.site.views.paging import ListsOfPage
from onrecord.site.views.parts import Backlink, Count, Relation


def claims_page(material: Material) -> ClaimsView:
    """``/claims/``, those of the latest brief first; what can be chosen counts all of them."""
    record, register = material.record, material.register
    lists = ListsOfPage(material, "claims", "")
    also, actors, topics = (register.numbers(what) for what in ("also", "actors", "topics"))
    single, unanswered = also["single"], also["unanswered"]
    return ClaimsView(
        rows=lists.rows(ALONE),
        count=material.words.count(len(record.claims), "claim"),
        statuses=material.statuses.counted(material.lists.statuses.values()),
        single_report=Count(single, material.words.single_report(single)),
        unanswered=Count(unanswered, material.words.unanswered(unanswered)),
        scales=material.grades.scales(CLAIM_SCALES),
        actors=tuple([(key, actor.meta.name, actors[key]) for key, actor in record.actors.items() if actors[key]]),
        topics=tuple([(key, topic.meta.name, topics[key]) for key, topic in record.topics.items() if topics[key]]),
        also=tuple([(key, material.words(text), also[key]) for key, text in CLAIM_NOTES.items() if also[key]]),
        paging=lists.paging,
    )


def claim_page(material: Material, key: str, address: str | None) -> ClaimView:
    """``/claims/<brief>/<id>/``; ``address`` is the one to cite it by, where the site's own is known."""
    claim = material.record.claims[key]
    brief = material.record.briefs[claim.brief]
    card = material.cards.card(key)
    behind = material.cards.provenance(key)
    entries = material.chronology.of_claim(key, claim.event, behind.reports)
    return ClaimView(
        card=card,
        provenance=material.sources.steps(behind.tree),
        earliest=material.language.when_known(behind.earliest),
        sources=material.sources.items([*behind.reports, *_beside(claim)]),
        evidence=_evidence(material, claim),
        responses=card.responses,
        assessments=material.cards.assessments(claim),
        relations=tuple(
            [
                Relation(kind, material.words(RELATIONS[kind], "relation"), material.cards.cards(others))
                for kind, others in related(material.record, key).items()
            ]
        ),
        event=None if claim.event is None else material.listed.event(claim.event),
        topics=material.links.all("topic", claim.topics),
        places=material.links.all("place", claim.places),
        corrections=tuple(
            [material.listed.correction(note) for note in reversed(brief.corrections) if note.claim == key]
        ),
        backlinks=_backlinks(material, claim),
        timeline=material.timeline.items(entries),
        cite=_cite(material, claim, address),
    )


def _beside(claim: ClaimEntity) -> list[str]:
    """The sources of evidence and responses."""
    found = [evidence.source for evidence in claim.evidence]
    for response in claim.responses:
        found += response.sources
    return found


def _evidence(material: Material, claim: ClaimEntity) -> tuple[Evidence, ...]:
    return tuple(
        [
            Evidence(
                stance=material.language.marks.evidence[evidence.meta.stance],
                source=material.links.to("source", evidence.source),
                locator=evidence.meta.locator,
                quote=quoted(evidence.meta.quote, evidence.meta.lang),
                note=evidence.meta.note,
            )
            for evidence in claim.evidence
        ]
    )


def _backlinks(material: Material, claim: ClaimEntity) -> tuple[Backlink, ...]:
    """What refers to a claim; that its own brief shows its card says nothing new."""
    own = material.links.to("brief", claim.brief)
    found = material.listed.backlinks(Target("claim", claim.key))
    return tuple([backlink for backlink in found if backlink.sentence or backlink.link != own])


def _cite(material: Material, claim: ClaimEntity, address: str | None) -> str:
    config = material.record.config
    brief = material.record.briefs[claim.brief].meta
    said = material.language.when_known(claim.meta.said)
    return material.words.cited(
        claimants(material.record, claim, material.words),
        " ".join(claim.meta.text.split()),
        said.words if said else None,
        brief.title,
        config.publisher or config.title,
        material.language.when(brief.date).words,
        address,
    )
