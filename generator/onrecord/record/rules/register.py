"""The register of editorial rules, in the order in which the documentation lists them."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record.rules import addresses, answers, changes, chronology, grading, relating, sourcing, upkeep, wording
from onrecord.record.rules.facts import Facts
from onrecord.record.rules.items import Items
from onrecord.record.rules.rule import Finding, Rule, rule


@rule(
    "unused-ignore",
    "note",
    "A claim ignores a rule that does not object to anything in it",
    explanation="""`ignore` takes a claim out of one rule and says why. Once the reason is gone it only hides the next
    mistake. Rules that the site has turned off are not counted.""",
    failing="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        sources: speech
        ignore: {rule: claim-without-source, reason: Heard by the whole desk.}
    """,
    mended="""
    sources:
      - {id: speech, kind: speech}
    claims:
      - id: attack
        text: The column was attacked.
        by: minister
        ignore: {rule: claim-without-source, reason: Heard by the whole desk.}
    """,
)
def UNUSED_IGNORE(facts: Facts, items: Items) -> Iterator[Finding]:
    """Found when all other rules have been checked."""
    return iter(())


RULES: tuple[Rule, ...] = (
    *sourcing.RULES,
    *addresses.RULES,
    *answers.RULES,
    *grading.RULES,
    *chronology.RULES,
    *relating.RULES,
    *wording.RULES,
    *upkeep.RULES,
    *changes.RULES,
    UNUSED_IGNORE,
)

BY_CODE: dict[str, Rule] = {rule.code: rule for rule in RULES}
