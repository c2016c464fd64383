"""The register: every rule has what the documentation shows, and its examples do what they say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from onrecord.diagnostics import Diagnostic, Severity
from onrecord.record.rules import BY_CODE, RULES, Rule, check_rules
from onrecord.record.rules.examples import BRIEF, TODAY, history, site
from tests.record.sites import Site

CODES = [rule.code for rule in RULES]


def problems_of(root: Path, rule: Rule, fields: str) -> list[Diagnostic]:
    files = {path.removeprefix("content/"): text for path, text in site(fields).items()}
    example = Site(root).write(files)
    record, problems = example.record()
    assert problems == []
    return check_rules(record, example.locator(), TODAY, history(rule.published))


def test_a_desk_has_rules_enough_and_each_has_one_code() -> None:
    assert len(RULES) >= 18
    assert len(BY_CODE) == len(RULES)


def test_an_ordinary_site_is_stopped_only_by_what_cannot_be_right() -> None:
    assert {rule.code for rule in RULES if rule.severity == "error"} == {
        "circular-reporting",
        "related-to-itself",
        "relation-ring",
        "relations-disagree",
        "both-confirmed",
        "nesting-ring",
    }


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_a_rule_is_written_up(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(?:-[a-z]+)+", rule.code)
    assert not rule.title.endswith(".")
    assert rule.explanation.endswith(".")
    assert len(rule.explanation.split()) >= 20
    assert "\n" not in rule.explanation


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_the_failing_example_fails_at_a_place(rule: Rule, tmp_path: Path) -> None:
    found = [problem for problem in problems_of(tmp_path, rule, rule.failing) if problem.code == rule.code]

    assert found
    for problem in found:
        assert problem.severity == Severity(rule.severity)
        assert problem.file == BRIEF
        assert problem.line is not None
        assert problem.line > 1
        assert problem.hint
        assert problem.message[:1] in "'" or problem.message[:1].islower()
        assert not problem.message.endswith(".")


@pytest.mark.parametrize("rule", RULES, ids=CODES)
def test_the_mended_example_keeps_the_rule_and_breaks_none_that_weighs_as_much(rule: Rule, tmp_path: Path) -> None:
    found = {problem.code for problem in problems_of(tmp_path, rule, rule.mended)}
    before = {problem.code for problem in problems_of(tmp_path, rule, rule.failing)}

    assert rule.code not in found
    worse = {code for code in found - before if BY_CODE[code].severity != "note"}
    assert worse == set()
