"""Rules about keeping the record in order as time goes by."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from onrecord.content.dates import Date
from onrecord.record.entities import Origin, Pointer, Target
from onrecord.record.record import Record
from onrecord.record.rules.facts import Facts
from onrecord.record.rules.items import Items
from onrecord.record.rules.rule import Finding, named, rule


@rule(
    "review-overdue",
    "warning",
    "The date on which a brief was to be looked at again has passed",
    explanation="""`review_by` is the desk's promise to itself. Once the day is over, read the brief again, assess its
    claims as of today where anything changed, and set the next date or take the field out.""",
    failing="""
    review_by: 2025-06-15
    """,
    mended="""
    review_by: 2025-09-15
    """,
)
def review_overdue(facts: Facts, items: Items) -> Iterator[Finding]:
    today = f"{facts.today.isoformat()}T00:00:00Z"
    for brief in items.briefs:
        due = brief.meta.review_by
        if due and not due.open_end and due.latest < today:
            yield Finding(
                f"this brief was to be reviewed by '{due}'",
                brief.origin,
                ("review_by",),
                hint="review it, and set the next date",
            )


@rule(
    "future-date",
    "warning",
    "Something is dated in the future that cannot be",
    explanation="""Briefs without an embargo, claims, responses, assessments, corrections and what happened to sources
    lie in the past; a future date is a slip of the keyboard. Events may lie ahead. A day is allowed for the difference
    between time zones, and approximate dates are left alone.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - {id: attack, text: The column was attacked., by: minister, said: 2052-05-25, sources: speech}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - {id: attack, text: The column was attacked., by: minister, said: 2025-05-25, sources: speech}
    """,
)
def future_date(facts: Facts, items: Items) -> Iterator[Finding]:
    limit = f"{(facts.today + timedelta(days=1)).isoformat()}T23:59:59Z"
    for date, origin, steps, claims in _dates(items):
        if date is not None and not date.is_qualified and date.earliest > limit:
            yield Finding(f"'{date}' lies in the future", origin, steps, hint="mend the date", claims=claims)


@rule(
    "unused-source",
    "note",
    "A brief introduces a source that nothing refers to",
    explanation="""A source that carries no claim, holds no evidence or response, is cited nowhere and relayed by
    nothing does not support anything on the page. Cite it where it belongs, or take it out.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - {id: attack, text: The column was attacked., by: minister, sources: speech}
    """,
)
def unused_source(facts: Facts, items: Items) -> Iterator[Finding]:
    record = facts.record
    for source in items.sources:
        if facts.reliance.uses(source.key) or source.key in facts.cited:
            continue
        if record.index.relays_of_source.get(source.key) or Target("source", source.key) in record.backlinks:
            continue
        if _is_cited(record, source.brief, source.key):
            continue
        yield Finding(
            f"nothing refers to the source '{named(source)}'",
            source.origin,
            hint="cite it with [@id], or take it out",
        )


def _is_cited(record: Record, brief: str | None, source: str) -> bool:
    """Whether the brief that introduces a source cites it."""
    meanings = record.resolved.get(Target("brief", brief), ()) if brief is not None else ()
    return any(
        source in meaning if not isinstance(meaning, Target) else meaning[:2] == ("source", source)
        for meaning in meanings
        if meaning is not None
    )


Dated = tuple[Date | None, Origin, Pointer, tuple[str, ...]]


def _dates(items: Items) -> Iterator[Dated]:
    """Every date that has to lie in the past, its place, and the claims it is about."""
    for brief in items.briefs:
        if brief.meta.publish_at is None:
            yield brief.meta.date, brief.origin, ("date",), ()
        for number, correction in enumerate(brief.meta.corrections):
            yield correction.date, brief.origin, ("corrections", number, "date"), ()
    for claim in items.claims:
        concerned = (claim.key,)
        yield claim.meta.said, claim.origin, ("said",), concerned
        for number, response in enumerate(claim.meta.responses):
            for field in ("date", "as_of"):
                yield getattr(response, field), claim.origin, ("responses", number, field), concerned
        for number, assessment in enumerate(claim.meta.assessments):
            yield assessment.date, claim.origin, ("assessments", number, "date"), concerned
    for source in items.sources:
        for field in ("published", "accessed", "archived", "retracted"):
            yield getattr(source.meta, field), source.origin, (field,), ()


RULES = (review_overdue, future_date, unused_source)
