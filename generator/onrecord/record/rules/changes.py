"""Rules about what a brief said before: a published claim does not change without a word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from onrecord.content.history import PastBrief, PastClaim, Version
from onrecord.record.entities import BriefEntity, ClaimEntity
from onrecord.record.rules.facts import Facts, on_one_line
from onrecord.record.rules.items import Items
from onrecord.record.rules.rule import Finding, about_claim, assessment_steps, rule

LONGEST_QUOTE = 80


@rule(
    "silent-change",
    "warning",
    "A published claim changed, and nothing on the page says so",
    explanation="""Readers cite what they read. When the history in git shows that a brief was published with another
    text of a claim, another current status, or a claim that is gone, the brief has to say so: a changed text or a
    claim taken out by a correction of a later version, for the claim or for the brief as a whole; a changed status
    by keeping the earlier assessment beside the new one, or by such a correction. Drafts, briefs under embargo or
    dated ahead, and how lines are broken do not count; of a merged branch only the merge does. A brief whose file got
    another name stays the same brief while it keeps a claim. Changes that are not committed yet are compared with
    the last commit. Without git the rule has nothing to say, and in a shallow clone
    it sees as far back as the clone goes.""",
    published="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - {id: attack, text: The column was attacked by drones., by: minister, sources: speech}
    """,
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
      - {id: attack, text: The column was attacked., by: minister, sources: speech}
    corrections:
      - {date: 2025-05-27, kind: correction, claim: attack, note: The minister did not speak of drones.}
    """,
)
def silent_change(facts: Facts, items: Items) -> Iterator[Finding]:
    for brief in items.briefs if facts.published else ():
        versions = facts.published.get(brief.id, ())
        yield from _changes(facts, brief, versions[::-1])


def _changes(facts: Facts, brief: BriefEntity, latest_first: Sequence[Version]) -> Iterator[Finding]:
    """The last silent change of each kind of each claim."""
    claims = {claim.meta.id: claim for claim in map(facts.record.claims.__getitem__, brief.claims)}
    seen: set[tuple[str, str]] = set()
    for version in latest_first:
        corrected = _corrected_since(brief, version.brief)
        for then in version.brief.claims:
            now = claims.get(then.id)
            if None in corrected or (now and now.key in corrected):
                continue
            for kind, finding in _differences(facts, brief, now, then, version):
                if (then.id, kind) not in seen:
                    seen.add((then.id, kind))
                    yield finding


def _differences(
    facts: Facts, brief: BriefEntity, now: ClaimEntity | None, then: PastClaim, version: Version
) -> Iterator[tuple[str, Finding]]:
    if now is None:
        # Text that stands elsewhere was moved or got another id.
        if then.text not in facts.told:
            message = f"the claim '{then.id}' ('{_cut(then.text)}') was published {_when(version)} and is gone"
            hint = "bring it back, or add a correction that says why it went"
            yield "gone", Finding(message, brief.origin, ("claims",), hint)
        return
    if on_one_line(now.meta.text) != then.text:
        message = f"the text of '{then.id}' was published as '{_cut(then.text)}' {_when(version)}"
        hint = f"add a correction that says what changed, with 'claim: {then.id}'"
        yield "text", about_claim(now, message, "text", hint=hint)
    if then.status and then.status not in [assessment.status for assessment in now.assessments]:
        message = f"the status of '{then.id}' was published as '{then.status}' {_when(version)}"
        steps = assessment_steps(now, now.assessments[-1]) if now.assessments else ()
        hint = "keep that assessment and add one with the date of the change, or add a correction"
        yield "status", about_claim(now, message, *steps, hint=hint)


def _corrected_since(brief: BriefEntity, then: PastBrief) -> set[str | None]:
    """The claims of corrections that a version did not have yet; ``None`` for those of the brief as a whole."""
    had = Counter(then.corrections)
    found: set[str | None] = set()
    for correction in brief.corrections:
        meta = correction.meta
        same = (meta.date.text, meta.kind, on_one_line(meta.note))
        if had[same]:
            had[same] -= 1
        else:
            found.add(correction.claim)
    return found


def _when(version: Version) -> str:
    """When a version was in force: by the day and the commit that ended it, or since which commit it has been."""
    if version.ended_by is None:
        return f"in the last commit ({version.commit} of {version.since:%Y-%m-%d})"
    return f"until {version.until:%Y-%m-%d} (commit {version.ended_by})"


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 3].rstrip()}..."


RULES = (silent_change,)
