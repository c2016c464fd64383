"""Rules about where a claim comes from, and how many stand behind it."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record import provenance
from onrecord.record.entities import SourceEntity
from onrecord.record.index import outlet_key
from onrecord.record.rules.facts import Facts
from onrecord.record.rules.items import Items
from onrecord.record.rules.rule import Finding, Place, about_claim, assessment_steps, in_a_row, listed, named, rule

SHOWN = 12
"""How many sources of one ring a message names."""


@rule(
    "claim-without-source",
    "warning",
    "A claim has no source",
    explanation="""Every claim needs at least one source that carries it: without one, no reader can check that it was
    made at all. Evidence does not take the place of a source; it speaks for or against what was said.""",
    failing="""
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: speech
    """,
)
def claim_without_source(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        if not claim.meta.sources:
            yield about_claim(
                claim,
                f"no source carries the claim '{claim.meta.id}'",
                hint="name the document, post or recording in which it was made: sources: [...]",
            )


@rule(
    "single-origin",
    "warning",
    "A claim is corroborated or confirmed on fewer than two origins",
    explanation="""Six reports that pass on one agency's dispatch are one origin. A status that says that a claim holds
    needs two that are independent: origins behind the sources that carry it, behind evidence that supports it, or
    behind a confirmation by somebody who did not make it. Sources whose lineage nobody recorded count for none.""",
    failing="""
    sources:
      - {id: dispatch, kind: article-newspaper, outlet: agency, via: []}
      - {id: report, kind: article-newspaper, outlet: daily, via: dispatch}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: [dispatch, report]
        status: corroborated
    """,
    mended="""
    sources:
      - {id: dispatch, kind: article-newspaper, outlet: agency, via: []}
      - {id: images, kind: dataset, outlet: daily}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: dispatch
        evidence: {source: images, stance: supports, note: Burnt vehicles on the road.}
        status: corroborated
    """,
)
def single_origin(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        if not facts.is_established(claim.status):
            continue
        behind = facts.provenance.supporting(claim.key)
        if len(behind.origins) >= 2:
            continue
        rests = f"on one known origin, '{behind.origins[0]}'" if behind.origins else "on no known origin"
        hint = "add a source or evidence of another origin, or lower the status"
        if behind.unknown:
            hint = f"record what {listed(behind.unknown[:SHOWN])} relay: via: [...], or via: [] for first-hand"
        steps = assessment_steps(claim, claim.assessments[-1])
        yield about_claim(claim, f"the claim is '{claim.status}' {rests}", *steps, hint=hint)


@rule(
    "single-publisher",
    "note",
    "A claim is corroborated or confirmed by one publisher alone",
    explanation="""Two origins of one outlet share its editors, its access and its interests. They may both be right; a
    reader should still know that nobody else stands behind the claim. It is asked of claims whose status says that they
    hold.""",
    failing="""
    sources:
      - {id: interview, kind: interview, outlet: daily}
      - {id: images, kind: dataset, outlet: daily}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: [interview, images]
        status: confirmed
    """,
    mended="""
    sources:
      - {id: interview, kind: interview, outlet: daily}
      - {id: images, kind: dataset, outlet: agency}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: [interview, images]
        status: confirmed
    """,
)
def single_publisher(facts: Facts, items: Items) -> Iterator[Finding]:
    for claim in items.claims:
        if not facts.is_established(claim.status):
            continue
        origins = [facts.record.sources[key] for key in facts.provenance.supporting(claim.key).origins]
        publishers = {outlet_key(source) for source in origins}
        if len(origins) >= 2 and len(publishers) == 1 and "" not in publishers:
            outlet = origins[0].outlet
            yield about_claim(
                claim,
                f"all {len(origins)} origins behind the claim are of '{outlet.text if outlet else ''}'",
                "sources",
                hint="look for somebody else who knows it at first hand",
            )


@rule(
    "circular-reporting",
    "error",
    "Sources relay one another in a ring",
    explanation="""When each of several reports gives another of them for its source, nothing stands behind any of them.
    Either that is so, and then the report has no origin and the lineage of one of them is wrong as written, or somebody
    mixed up what came first. The message names every step with its place.""",
    failing="""
    sources:
      - {id: paper, kind: article-newspaper, outlet: daily, via: blog}
      - {id: blog, kind: post-weblog, via: paper}
    """,
    mended="""
    sources:
      - {id: paper, kind: article-newspaper, outlet: daily, via: []}
      - {id: blog, kind: post-weblog, via: paper}
    """,
    of_all=True,
)
def circular_reporting(facts: Facts, items: Items) -> Iterator[Finding]:
    for loop in provenance.loops(facts.lineage):
        members = [facts.record.sources[key] for key in loop]
        following = (*loop[1:], loop[0])
        steps: list[tuple[str | Place, ...]] = [
            (f"'{source.key}' relays '{relayed}' (", Place(source.origin, _via_steps(source, relayed)), ")")
            for source, relayed in zip(members[:SHOWN], following, strict=False)
        ]
        if len(members) > SHOWN:
            steps.append((f"and {len(members) - SHOWN} more",))
        yield Finding(
            ("circular reporting: ", *in_a_row(steps)),
            members[0].origin,
            _via_steps(members[0], following[0]),
            hint="find out which of them came first, and what it rests on: via: [] for first-hand",
        )


@rule(
    "lineage-not-recorded",
    "note",
    "Nobody recorded what a source relays",
    explanation="""Whether a report is first-hand decides how many origins a claim has. Until `via` says what a source
    relays, or that it relays nothing, the site says that its lineage is not recorded and counts it for none. Kinds that
    are their own origin, such as a post, an interview or a recording, need no `via`.""",
    failing="""
    sources:
      - {id: report, kind: article-newspaper, outlet: daily}
    claims:
      - {id: attack, text: The column was attacked., by: minister, sources: report}
    """,
    mended="""
    sources:
      - {id: report, kind: article-newspaper, outlet: daily, via: []}
    claims:
      - {id: attack, text: The column was attacked., by: minister, sources: report}
    """,
)
def lineage_not_recorded(facts: Facts, items: Items) -> Iterator[Finding]:
    for source in items.sources:
        if source.via is None:
            yield Finding(
                f"nobody recorded what '{named(source)}' relays",
                source.origin,
                hint="add via: [] when it is first-hand, or the sources that it relays",
                claims=facts.reliance.uses(source.key),
            )


@rule(
    "retracted-source",
    "warning",
    "A retracted source is still relied on",
    explanation="""When an outlet retracts a report, everything that rests on it has to be looked at again: the claims
    it carries, at first hand or through relays, their briefs, and the actors whose record they are. The message names
    them all. A claim is dealt with once it is refuted or withdrawn, or assessed after the retraction as anything less
    than corroborated.""",
    failing="""
    sources:
      - {id: report, kind: article-newspaper, outlet: daily, via: [], retracted: 2025-05-28}
    claims:
      - {id: attack, text: The column was attacked., by: minister, sources: report, status: plausible}
    """,
    mended="""
    sources:
      - {id: report, kind: article-newspaper, outlet: daily, via: [], retracted: 2025-05-28}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: report
        assessments:
          - {date: 2025-05-25, status: plausible}
          - {date: 2025-05-29, status: unverified, note: The only report of it was retracted.}
    """,
)
def retracted_source(facts: Facts, items: Items) -> Iterator[Finding]:
    claims = facts.record.claims
    for source in items.sources:
        if source.meta.retracted is None:
            continue
        reliance = facts.reliance.relying_on(source.key)
        relying = tuple(key for key in reliance.claims if not _dealt_with(facts, source, key))
        if not relying:
            continue
        places = ((f"'{key}' (", Place(claims[key].origin), ")") for key in relying)
        yield Finding(
            (
                f"'{named(source)}' was retracted ({source.meta.retracted}) and is still relied on: claims ",
                *in_a_row(places),
                f"; briefs {listed(reliance.briefs)}; actors {listed(reliance.actors)}",
            ),
            source.origin,
            ("retracted",),
            hint="assess these claims again, or replace the source",
            claims=relying,
        )


@rule(
    "reliability-without-reason",
    "warning",
    "A source's grade differs from its outlet's without a reason",
    explanation="""An outlet's reliability applies to what it publishes. A single source may deserve another grade,
    better or worse; why is part of the grade, or the next editor will undo it.""",
    failing="""
    sources:
      - {id: report, kind: article-newspaper, outlet: daily, via: [], reliability: D}
    """,
    mended="""
    sources:
      - id: report
        kind: article-newspaper
        outlet: daily
        via: []
        reliability: D
        reliability_reason: Unsigned, and taken down the same day.
    """,
)
def reliability_without_reason(facts: Facts, items: Items) -> Iterator[Finding]:
    for source in items.sources:
        own = source.meta.reliability
        outlet = facts.record.actors.get(source.outlet.key) if source.outlet and source.outlet.key else None
        if own is None or outlet is None or source.meta.reliability_reason or not outlet.meta.reliability:
            continue
        if own not in (grade.grade for grade in outlet.meta.reliability):
            yield Finding(
                f"'{named(source)}' has the reliability '{own}', its outlet '{outlet.meta.reliability[-1].grade}'",
                source.origin,
                ("reliability",),
                hint="say why in reliability_reason",
                claims=facts.reliance.uses(source.key),
            )


@rule(
    "source-without-publisher",
    "note",
    "A source names neither an outlet nor an author",
    explanation="""Who published or wrote a source is the first thing a reader asks, and what its reliability and the
    independence of two sources depend on. Plain text will do where there is no actor.""",
    failing="""
    sources:
      - {id: report, kind: article-newspaper, via: []}
    """,
    mended="""
    sources:
      - {id: report, kind: article-newspaper, outlet: A leaflet without imprint, via: []}
    """,
)
def source_without_publisher(facts: Facts, items: Items) -> Iterator[Finding]:
    for source in items.sources:
        if source.outlet is None and not source.authors:
            yield Finding(
                f"nobody is named who published or wrote '{named(source)}'",
                source.origin,
                hint="add outlet: ... or authors: ...",
                claims=facts.reliance.uses(source.key),
            )


def _via_steps(source: SourceEntity, relayed: str) -> tuple[str | int, ...]:
    written, resolved = source.meta.via or (), source.via or ()
    return ("via", resolved.index(relayed)) if len(written) == len(resolved) else ("via",)


def _dealt_with(facts: Facts, source: SourceEntity, claim_key: str) -> bool:
    claim = facts.record.claims[claim_key]
    if not claim.assessments or source.meta.retracted is None:
        return False
    since = claim.assessments[-1].date.latest >= source.meta.retracted.earliest
    return facts.is_rejected(claim.status) or (since and not facts.is_established(claim.status))


RULES = (
    claim_without_source,
    single_origin,
    single_publisher,
    circular_reporting,
    lineage_not_recorded,
    retracted_source,
    reliability_without_reason,
    source_without_publisher,
)
