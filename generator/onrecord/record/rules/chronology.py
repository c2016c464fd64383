"""Rules about the order of things: what cannot have happened before what. Only what is certain is reported."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.content.dates import before
from onrecord.record.rules.facts import Facts
from onrecord.record.rules.items import Items
from onrecord.record.rules.rule import Finding, about_claim, assessment_steps, named, response_steps, rule


@rule(
    "said-after-published",
    "warning",
    "A claim was said after a source that carries it was published",
    explanation="""No report can carry what has not been said yet. One of the two dates is wrong, or the source carries
    another, earlier claim. Dates that overlap, or that are approximate or uncertain, are left alone.""",
    failing="""
    sources:
      - {id: report, kind: article-newspaper, outlet: daily, via: [], published: 2025-05-24}
    claims:
      - {id: attack, text: The column was attacked., by: minister, said: 2025-05-25, sources: report}
    """,
    mended="""
    sources:
      - {id: report, kind: article-newspaper, outlet: daily, via: [], published: 2025-05-25}
    claims:
      - {id: attack, text: The column was attacked., by: minister, said: 2025-05-25, sources: report}
    """,
)
def said_after_published(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        for key in claim.sources:
            published = facts.record.sources[key].meta.published
            if claim.meta.said and published and before(published, claim.meta.said):
                yield about_claim(
                    claim,
                    f"said '{claim.meta.said}', but '{key}' carried it before, on '{published}'",
                    "said",
                    hint="one of the two dates is wrong, or the source carries another claim",
                )


@rule(
    "answered-before-said",
    "warning",
    "A response came before the claim it answers",
    explanation="""A response dated before the claim was said is an answer to something else: an earlier claim, or a
    question. Or one of the dates is wrong.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        said: 2025-05-25
        sources: speech
        responses: {by: spokesman, stance: denies, date: 2025-05-23, source: speech}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        said: 2025-05-25
        sources: speech
        responses: {by: spokesman, stance: denies, date: 2025-05, source: speech}
    """,
)
def answered_before_said(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        for response in claim.responses:
            if claim.meta.said and response.date and before(response.date, claim.meta.said):
                yield about_claim(
                    claim,
                    f"'{response.by}' answered on '{response.date}', but the claim was said '{claim.meta.said}'",
                    *response_steps(claim, response),
                    hint="one of the two dates is wrong, or it answers another claim",
                )


@rule(
    "assessed-before-said",
    "warning",
    "A claim was assessed before it was said",
    explanation="""The desk cannot hold anything about a claim that nobody has made yet. The short form `status` is
    dated as the brief: where a claim was added later, write `assessments` with dates of their own.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - {id: attack, text: It was attacked., by: minister, said: 2025-05-27, sources: speech, status: unverified}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: attack
        text: It was attacked.
        by: minister
        said: 2025-05-27
        sources: speech
        assessments: {date: 2025-05-27, status: unverified}
    """,
)
def assessed_before_said(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        for assessment in claim.assessments:
            if claim.meta.said and before(assessment.date, claim.meta.said):
                yield about_claim(
                    claim,
                    f"assessed on '{assessment.date}', but the claim was said '{claim.meta.said}'",
                    *assessment_steps(claim, assessment),
                    hint="one of the two dates is wrong",
                )


@rule(
    "relayed-before-published",
    "warning",
    "A source relays another one that appeared later",
    explanation="""Nobody can pass on a report that has not appeared yet. Either a date is wrong, or it was the other
    way round, or both rest on something earlier that nobody recorded.""",
    failing="""
    sources:
      - {id: report, kind: article-newspaper, outlet: daily, via: dispatch, published: 2025-05-24}
      - {id: dispatch, kind: article, outlet: agency, via: [], published: 2025-05-25}
    """,
    mended="""
    sources:
      - {id: report, kind: article-newspaper, outlet: daily, via: dispatch, published: 2025-05-25}
      - {id: dispatch, kind: article, outlet: agency, via: [], published: 2025-05-25}
    """,
)
def relayed_before_published(facts: Facts, items: Items) -> Iterator[Finding]:
    for source in items.sources:
        for key in source.via or ():
            relayed = facts.record.sources[key].meta.published
            if source.meta.published and relayed and before(source.meta.published, relayed):
                yield Finding(
                    f"'{named(source)}' appeared on '{source.meta.published}' and relays '{key}' of '{relayed}'",
                    source.origin,
                    ("published",),
                    hint="one of the two dates is wrong, or the other one is the relay",
                    claims=facts.reliance.uses(source.key),
                )


@rule(
    "read-before-published",
    "warning",
    "A source was read, archived or retracted before it was published",
    explanation="""What the desk read, or an archive copied, or an outlet retracted, had been published. One of the
    dates is wrong; often day and month changed places.""",
    failing="""
    sources:
      - {id: report, kind: article-newspaper, outlet: daily, via: [], published: 2025-05-24, accessed: 2025-05-14}
    """,
    mended="""
    sources:
      - {id: report, kind: article-newspaper, outlet: daily, via: [], published: 2025-05-24, accessed: 2025-05-24}
    """,
)
def read_before_published(facts: Facts, items: Items) -> Iterator[Finding]:
    for source in items.sources:
        for field in ("accessed", "archived", "retracted"):
            date = getattr(source.meta, field)
            if date and source.meta.published and before(date, source.meta.published):
                yield Finding(
                    f"{field} '{date}', but published '{source.meta.published}'",
                    source.origin,
                    (field,),
                    hint="one of the two dates is wrong",
                    claims=facts.reliance.uses(source.key),
                )


@rule(
    "corrected-before-published",
    "warning",
    "A correction is dated before its brief",
    explanation="""Corrections are made to what was published. What changed before the brief's date needs none;
    otherwise one of the dates is wrong.""",
    failing="""
    date: 2025-05-25
    corrections:
      - {date: 2025-05-24, kind: correction, note: The rank was wrong.}
    """,
    mended="""
    date: 2025-05-25
    corrections:
      - {date: 2025-05-26, kind: correction, note: The rank was wrong.}
    """,
)
def corrected_before_published(facts: Facts, items: Items) -> Iterator[Finding]:
    for brief in items.briefs:
        for number, correction in enumerate(brief.meta.corrections):
            if before(correction.date, brief.meta.date):
                yield Finding(
                    f"corrected on '{correction.date}', but the brief is of '{brief.meta.date}'",
                    brief.origin,
                    ("corrections", number, "date"),
                    hint="one of the two dates is wrong",
                )


@rule(
    "later-than-brief",
    "note",
    "A brief has a claim that was said after its date, and no correction says so",
    explanation="""A published brief that grows without saying so misleads everybody who read it before. A claim said
    after the brief's date was added later: add a correction of the kind `update`, or put the claim in a brief of its
    own.""",
    failing="""
    date: 2025-05-25
    sources:
      - {id: speech, kind: speech}
    claims:
      - {id: attack, text: The column was attacked., by: minister, said: 2025-05-28, sources: speech}
    """,
    mended="""
    date: 2025-05-25
    sources:
      - {id: speech, kind: speech}
    claims:
      - {id: attack, text: The column was attacked., by: minister, said: 2025-05-28, sources: speech}
    corrections:
      - {date: 2025-05-28, kind: update, note: Added what the minister said., claim: attack}
    """,
)
def later_than_brief(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        brief, said = facts.record.briefs[claim.brief].meta, claim.meta.said
        if said is None or not before(brief.date, said):
            continue
        if all(before(correction.date, said) for correction in brief.corrections):
            yield about_claim(
                claim,
                f"said '{said}', after the brief's date '{brief.date}', and no correction says that it was added",
                "said",
                hint="add a correction: {date: ..., kind: update, note: ..., claim: ...}",
            )


@rule(
    "claim-without-date",
    "note",
    "It is not known when a claim was said",
    explanation="""A claim without `said` is in no timeline, and nobody can tell what came first. Any precision will do:
    a month, a year, `../2025-05-25` for no later than a day, a `~` for about.""",
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
      - {id: attack, text: The column was attacked., by: minister, said: ../2025-05-25, sources: speech}
    """,
)
def claim_without_date(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        if claim.meta.said is None:
            yield about_claim(
                claim,
                f"the claim '{claim.meta.id}' has no date",
                hint="add said: ..., such as 2025-05, or ../2025-05-25 for no later than that day",
            )


@rule(
    "event-without-date",
    "note",
    "It is not known when an event happened",
    explanation="""An event without a date is in no timeline. Any precision will do: a month, a season, a range, an open
    end.""",
    failing="""
    events:
      - {id: visit, title: The president is reported to have visited the region}
    """,
    mended="""
    events:
      - {id: visit, title: The president is reported to have visited the region, date: 2025-05-20/2025-05-22}
    """,
)
def event_without_date(facts: Facts, items: Items) -> Iterator[Finding]:
    for event in items.events:
        if event.meta.date is None:
            yield Finding(
                f"the event '{event.meta.id or event.key}' has no date",
                event.origin,
                hint="add date: ..., as precisely as it is known",
                claims=facts.record.index.claims_of_event.get(event.key, ()),
            )


RULES = (
    said_after_published,
    answered_before_said,
    assessed_before_said,
    relayed_before_published,
    read_before_published,
    corrected_before_published,
    later_than_brief,
    claim_without_date,
    event_without_date,
)
