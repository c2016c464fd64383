"""Rules about assessments: what the desk holds has to agree with itself, and say why."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from onrecord.content.model import Assessment
from onrecord.record.entities import ClaimEntity
from onrecord.record.positions import SIDES
from onrecord.record.relations import related
from onrecord.record.rules.facts import Facts
from onrecord.record.rules.items import Items
from onrecord.record.rules.rule import Finding, Place, about_claim, assessment_steps, listed, rule

UNLIKELY = ("almost-no-chance", "very-unlikely", "unlikely")
LIKELY = ("likely", "very-likely", "almost-certain")


@rule(
    "not-assessed",
    "note",
    "The desk has not assessed a claim",
    explanation="""A claim without an assessment is shown as it was made, and a reader may take that for the desk's own
    view. `status: unverified` says that the desk looked and could not tell.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - {id: attack, text: The column was attacked., by: minister, sources: speech}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - {id: attack, text: The column was attacked., by: minister, sources: speech, status: unverified}
    """,
)
def not_assessed(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        if claim.status is None:
            yield about_claim(claim, f"the claim '{claim.meta.id}' has no status", hint="add status: unverified")


@rule(
    "change-without-reason",
    "warning",
    "A claim's status changed without a note",
    explanation="""The history of a claim is worth as much as the reasons in it. An assessment that gives another status
    than the one before says in its `note` what became known in between.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: speech
        assessments:
          - {date: 2025-05-25, status: unverified}
          - {date: 2025-05-27, status: refuted}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: speech
        assessments:
          - {date: 2025-05-25, status: unverified}
          - {date: 2025-05-27, status: refuted, note: The footage shows another road.}
    """,
)
def change_without_reason(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        for before, after in pairwise(claim.assessments):
            if after.status != before.status and not after.note:
                yield about_claim(
                    claim,
                    f"the status went from '{before.status}' to '{after.status}' without a reason",
                    *assessment_steps(claim, after),
                    hint="add note: with what became known",
                )


@rule(
    "grades-disagree",
    "warning",
    "A claim's grades say something else than its status",
    explanation="""Status, Admiralty credibility (1 confirmed by other sources to 5 improbable, 6 cannot be judged) and
    ICD 203 likelihood are three ways to put one judgement. A claim that is confirmed but improbable, or refuted but
    very likely, was changed in one place only.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
      - {id: images, kind: dataset}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: [speech, images]
        assessments: {date: 2025-05-25, status: confirmed, credibility: 5}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
      - {id: images, kind: dataset}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: [speech, images]
        assessments: {date: 2025-05-25, status: confirmed, credibility: 1}
    """,
)
def grades_disagree(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        for assessment in claim.assessments:
            for field, value in _against_status(facts, assessment):
                yield about_claim(
                    claim,
                    f"the claim is '{assessment.status}', but its {field} is '{value}'",
                    *assessment_steps(claim, assessment),
                    field,
                    hint="make the two agree",
                )


@rule(
    "likelihood-without-confidence",
    "note",
    "An assessment gives a likelihood but no confidence",
    explanation="""How likely a claim is and how good the ground is for saying so are two things. A likelihood alone
    hides whether it rests on three sources or on a hunch; `confidence` is the second half, in a field and a sentence of
    its own.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: speech
        assessments: {date: 2025-05-25, status: plausible, likelihood: likely}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: speech
        assessments: {date: 2025-05-25, status: plausible, likelihood: likely, confidence: low}
    """,
)
def likelihood_without_confidence(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        for assessment in claim.assessments:
            if assessment.likelihood and not assessment.confidence:
                yield about_claim(
                    claim,
                    f"the likelihood '{assessment.likelihood}' comes without a confidence",
                    *assessment_steps(claim, assessment),
                    "likelihood",
                    hint="add confidence: low, moderate or high",
                )


@rule(
    "denial-not-weighed",
    "warning",
    "A claim is corroborated or confirmed over a standing denial that the assessment does not mention",
    explanation="""Somebody denies or disputes the claim and has not come round, and the desk holds it for true. That
    may well be right; the assessment's `note` has to say why the denial does not stand against it.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
      - {id: images, kind: dataset}
      - {id: briefing, kind: speech}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: [speech, images]
        responses: {by: spokesman, stance: denies, date: 2025-05-25, source: briefing}
        status: confirmed
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
      - {id: images, kind: dataset}
      - {id: briefing, kind: speech}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: [speech, images]
        responses: {by: spokesman, stance: denies, date: 2025-05-25, source: briefing}
        assessments: {date: 2025-05-26, status: confirmed, note: The denial came before the images.}
    """,
)
def denial_not_weighed(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        if not facts.is_established(claim.status) or claim.assessments[-1].note:
            continue
        deniers = _standing_denials(claim)
        if deniers:
            yield about_claim(
                claim,
                f"the claim is '{claim.status}' though {listed(deniers)} denied it, and no note says why",
                *assessment_steps(claim, claim.assessments[-1]),
                hint="use assessments: and say in its note: why the denial does not stand",
            )


@rule(
    "both-confirmed",
    "error",
    "Two claims that contradict one another are both held for true",
    explanation="""Claims that contradict one another cannot both be corroborated or confirmed. Either one of the
    statuses is wrong, or the two do not exclude one another after all and the relation is.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
      - {id: images, kind: dataset}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: [speech, images]
        status: confirmed
        contradicts: accident
      - id: accident
        text: The vehicles collided.
        by: spokesman
        sources: [speech, images]
        status: corroborated
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
      - {id: images, kind: dataset}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: [speech, images]
        status: confirmed
        contradicts: accident
      - id: accident
        text: The vehicles collided.
        by: spokesman
        sources: [speech, images]
        status: refuted
    """,
)
def both_confirmed(facts: Facts, items: Items) -> Iterator[Finding]:
    claims = facts.record.claims
    for claim in items.claims:
        if not facts.is_established(claim.status):
            continue
        for other in related(facts.record, claim.key).get("contradicts", ()):
            if claim.key < other and facts.is_established(claims[other].status):
                yield Finding(
                    (
                        f"the claim is '{claim.status}', and so is '{other}', which contradicts it "
                        f"('{claims[other].status}', ",
                        Place(claims[other].origin),
                        ")",
                    ),
                    claim.origin,
                    assessment_steps(claim, claim.assessments[-1]),
                    hint="lower one of them, or take back the contradiction",
                    claims=(claim.key,),
                )


def _against_status(facts: Facts, assessment: Assessment) -> Iterator[tuple[str, str | int]]:
    """The grades of an assessment that its status does not go with."""
    credibility, likelihood = assessment.credibility, assessment.likelihood
    if facts.is_established(assessment.status):
        if credibility is not None and credibility >= 4:
            yield "credibility", credibility
        if likelihood in UNLIKELY:
            yield "likelihood", likelihood
    elif assessment.status != "withdrawn" and facts.is_rejected(assessment.status):
        if credibility in (1, 2):
            yield "credibility", credibility
        if likelihood in LIKELY:
            yield "likelihood", likelihood


def _standing_denials(claim: ClaimEntity) -> list[str]:
    """Who denied or disputed a claim last; responses without a date count as listed."""
    latest: dict[str, str] = {}
    dated = sorted(claim.responses, key=lambda response: response.date.earliest if response.date else "")
    for response in dated:
        if response.by not in claim.claimants and SIDES[response.meta.stance] != "silent":
            latest[response.by] = SIDES[response.meta.stance]
    return [actor for actor, side in latest.items() if side == "against"]


RULES = (
    not_assessed,
    change_without_reason,
    grades_disagree,
    likelihood_without_confidence,
    denial_not_weighed,
    both_confirmed,
)
