"""Rules about responses: whether those concerned were heard, and whether a reader can check what they said."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record.positions import is_unanswered
from onrecord.record.rules.facts import Facts
from onrecord.record.rules.items import Items
from onrecord.record.rules.rule import Finding, about_claim, listed, response_steps, rule


@rule(
    "no-response-sought",
    "note",
    "A claim about somebody has no response at all",
    explanation="""Who is accused has to be heard. A claim about somebody needs at least one response: an answer, a
    refusal to comment, or `no-response` as of a date, which says that somebody looked. Claims about their own claimant,
    and claims that were withdrawn or refuted, are left alone.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - {id: order, text: The president gave the order., by: minister, about: president, sources: speech}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: order
        text: The president gave the order.
        by: minister
        about: president
        sources: speech
        responses: {by: president, stance: no-response, as_of: 2025-05-25}
    """,
)
def no_response_sought(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        if is_unanswered(facts.record, claim.key) and not claim.meta.responses:
            others = [actor for actor in claim.about if actor not in claim.claimants]
            yield about_claim(
                claim,
                f"the claim is about {listed(others)}, and no response is recorded",
                "about",
                hint="add what they said, or {by: ..., stance: no-response, as_of: ...}",
            )


@rule(
    "response-without-date",
    "warning",
    "A response has no date",
    explanation="""A denial before the evidence and a denial after it are two things. Without a date a response cannot
    stand in the timeline, and nobody can tell whether its author changed position. Any precision will do: a month, a
    year.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: order
        text: The president gave the order.
        by: minister
        about: president
        sources: speech
        responses: {by: president, stance: denies, source: speech}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: order
        text: The president gave the order.
        by: minister
        about: president
        sources: speech
        responses: {by: president, stance: denies, date: 2025-05, source: speech}
    """,
)
def response_without_date(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        for response in claim.responses:
            if response.date is None and response.meta.stance != "no-response":
                yield about_claim(
                    claim,
                    f"the response of '{response.by}' has no date",
                    *response_steps(claim, response),
                    hint="add date: ..., as precisely as it is known",
                )


@rule(
    "silence-without-date",
    "warning",
    "A 'no-response' does not say up to when",
    explanation="""That somebody has not answered is true only up to the day somebody last looked. `as_of` says which
    day that was; without it the site would go on accusing people of a silence they may have broken.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: order
        text: The president gave the order.
        by: minister
        about: president
        sources: speech
        responses: {by: president, stance: no-response}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: order
        text: The president gave the order.
        by: minister
        about: president
        sources: speech
        responses: {by: president, stance: no-response, as_of: 2025-05-25}
    """,
)
def silence_without_date(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        for response in claim.responses:
            if response.date is None and response.meta.stance == "no-response":
                yield about_claim(
                    claim,
                    f"'{response.by}' has not responded, but up to when is not said",
                    *response_steps(claim, response),
                    hint="add as_of: with the day somebody last looked for an answer",
                )


@rule(
    "response-without-source",
    "warning",
    "A response has no source",
    explanation="""A denial is a statement like any other: a reader has to be able to find it. `source` names the
    document, post or recording that carries it. `no-response` and `declines` are what the desk itself found, and need
    none.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: order
        text: The president gave the order.
        by: minister
        about: president
        sources: speech
        responses: {by: president, stance: denies, date: 2025-05-25}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
      - {id: briefing, kind: broadcast, outlet: daily, via: []}
    claims:
      - id: order
        text: The president gave the order.
        by: minister
        about: president
        sources: speech
        responses: {by: president, stance: denies, date: 2025-05-25, source: briefing}
    """,
)
def response_without_source(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        for response in claim.responses:
            if not response.meta.source and response.meta.stance not in ("no-response", "declines"):
                yield about_claim(
                    claim,
                    f"no source carries the response of '{response.by}'",
                    *response_steps(claim, response),
                    hint="name the document, post or recording: source: ...",
                )


@rule(
    "response-to-own-claim",
    "warning",
    "A claimant responds to the own claim other than by retracting it",
    explanation="""Who made a claim can take it back (`retracts`); everything else they say about it is another claim,
    which may repeat, supersede or contradict this one. As a response it would count as somebody else's voice.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
      - {id: interview, kind: interview}
    claims:
      - id: order
        text: The president gave the order.
        by: minister
        sources: speech
        responses: {by: minister, stance: confirms, date: 2025-05-26, source: interview}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
      - {id: interview, kind: interview}
    claims:
      - {id: order, text: The president gave the order., by: minister, sources: speech}
      - {id: again, text: The president gave the order., by: minister, sources: interview, repeats: order}
    """,
)
def response_to_own_claim(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        for response in claim.responses:
            if response.by in claim.claimants and response.meta.stance != "retracts":
                yield about_claim(
                    claim,
                    f"'{response.by}' made this claim, and here '{response.meta.stance}' it",
                    *response_steps(claim, response),
                    hint="make it a claim of its own: repeats, supersedes or contradicts this one",
                )


@rule(
    "retraction-by-another",
    "warning",
    "Somebody retracts a claim who did not make it",
    explanation="""Only who made a claim can take it back. An outlet that withdraws its report of a claim retracts the
    source (`retracted`), not the claim; somebody else who says that it is not so denies or disputes it.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
      - {id: briefing, kind: speech}
    claims:
      - id: order
        text: The president gave the order.
        by: minister
        sources: speech
        responses: {by: spokesman, stance: retracts, date: 2025-05-26, source: briefing}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
      - {id: briefing, kind: speech}
    claims:
      - id: order
        text: The president gave the order.
        by: minister
        sources: speech
        responses: {by: spokesman, stance: denies, date: 2025-05-26, source: briefing}
    """,
)
def retraction_by_another(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        for response in claim.responses:
            if response.meta.stance == "retracts" and response.by not in claim.claimants:
                yield about_claim(
                    claim,
                    f"'{response.by}' retracts a claim of {listed(claim.claimants)}",
                    *response_steps(claim, response),
                    "stance",
                    hint="use denies or disputes; a report that was withdrawn has retracted: on its source",
                )


RULES = (
    no_response_sought,
    response_without_date,
    silence_without_date,
    response_without_source,
    response_to_own_claim,
    retraction_by_another,
)
