"""Rules are graded by the site and ignored by a claim that says why; what neither knows is an error."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.config import Config
from onrecord.content.model import Claim, Ignore, Source
from onrecord.diagnostics import Diagnostic, Severity
from onrecord.record.rules import check_rules
from tests.record.sites import NOWHERE, Site, actor, brief, day, record_of

TODAY = date(2025, 6, 30)
BARE = Claim(id="bare", text="It was.", by=("minister",), said=day("2025-05-25"), status="unverified")


def check(*claims: Claim, rules: dict[str, Any] | None = None, **fields: Any) -> list[Diagnostic]:
    record = record_of([actor("minister"), brief("b", claims=claims, **fields)], Config(title="Desk", rules=rules))
    return check_rules(record, NOWHERE, TODAY)


def codes(problems: list[Diagnostic]) -> list[str]:
    return [problem.code for problem in problems]


def ignoring(claim: Claim, *rules: str) -> Claim:
    return replace(claim, ignore=tuple(Ignore(rule=rule, reason="Known.") for rule in rules))


def test_a_rule_has_its_own_severity() -> None:
    (problem,) = check(BARE)

    assert (problem.code, problem.severity) == ("claim-without-source", Severity.WARNING)


@pytest.mark.parametrize("level", ["error", "warning", "note"])
def test_a_site_grades_a_rule_anew(level: str) -> None:
    (problem,) = check(BARE, rules={"claim-without-source": level})

    assert problem.severity == Severity(level)


def test_a_site_turns_a_rule_off() -> None:
    assert check(BARE, rules={"claim-without-source": "off"}) == []


def test_a_claim_ignores_a_rule_for_itself_alone() -> None:
    other = replace(BARE, id="other", text="It was not.")

    (problem,) = check(ignoring(BARE, "claim-without-source"), other)

    assert "'other'" in problem.message


def test_a_source_is_passed_over_when_all_claims_that_use_it_ignore_the_rule() -> None:
    source = Source(id="s", kind="webpage", outlet="x", via=(), url="https://example.org/")
    one = replace(BARE, sources=("s",))
    two = replace(one, id="two", text="It was not.")

    assert codes(check(one, two, sources=(source,))) == ["no-archive"]
    assert codes(check(ignoring(one, "no-archive"), two, sources=(source,))) == ["no-archive"]
    assert check(ignoring(one, "no-archive"), ignoring(two, "no-archive"), sources=(source,)) == []


def test_a_source_that_no_claim_uses_cannot_be_ignored() -> None:
    source = Source(id="s", kind="webpage", outlet="x", via=(), url="https://example.org/")

    assert "no-archive" in codes(check(ignoring(BARE, "claim-without-source", "no-archive"), sources=(source,)))


def test_an_ignore_that_hides_nothing_is_noted_unless_its_rule_is_off() -> None:
    claim = ignoring(BARE, "claim-without-source", "single-origin")

    (problem,) = check(claim)
    assert (problem.code, problem.severity) == ("unused-ignore", Severity.NOTE)
    assert "'single-origin'" in problem.message
    assert check(claim, rules={"single-origin": "off"}) == []
    assert check(claim, rules={"unused-ignore": "off"}) == []


def test_an_unknown_code_is_an_error_with_the_closest_one() -> None:
    found = check(ignoring(BARE, "claim-without-sources", "claim-without-source"), rules={"no-archives": "off"})

    assert [(problem.code, problem.severity, problem.file) for problem in found] == [
        ("unknown-rule", Severity.ERROR, "content/briefs/b.md"),
        ("unknown-rule", Severity.ERROR, "onrecord.yaml"),
    ]
    assert [problem.hint for problem in found] == [
        "did you mean 'claim-without-source'?",
        "did you mean 'no-archive'?",
    ]


def test_an_unknown_code_that_is_like_nothing_lists_the_rules() -> None:
    (problem,) = check(rules={"xyzzy": "off"})

    assert problem.hint is not None
    assert "circular-reporting" in problem.hint


def test_a_problem_stands_at_its_value(tmp_path: Path) -> None:
    site = Site(tmp_path).write({
        "actors/minister.md": "---\nname: Minister\nkind: person\n---\n",
        "briefs/2025-05-25-b.md": """
            ---
            title: B
            date: 2025-05-25
            sources:
              - {id: talk, kind: speech}
            claims:
              - id: c
                text: It was.
                by: minister
                sources: talk
                status: unverified
                responses:
                  - by: minister
                    stance: retracts
            ---
        """,
    })  # fmt: skip
    record, problems = site.record()
    assert problems == []

    found = {problem.code: problem for problem in check_rules(record, site.locator(), TODAY)}

    assert (found["response-without-date"].line, found["response-without-date"].column) == (13, 9)


def test_the_order_of_files_changes_nothing() -> None:
    documents = [actor("minister"), brief("a", claims=(BARE,)), brief("b", claims=(replace(BARE, text="No."),))]

    assert check_rules(record_of(documents), NOWHERE, TODAY) == check_rules(record_of(documents[::-1]), NOWHERE, TODAY)
