"""What counts as a silent change of a published claim, and what accounts for one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from onrecord.config import Config
from onrecord.content.history import History, PastBrief, PastClaim, Version
from onrecord.content.model import Assessment, Claim, Correction, Ignore
from onrecord.diagnostics import Diagnostic
from onrecord.record.rules import check_rules
from tests.record.sites import NOWHERE, actor, brief, day, record_of

TODAY = date(2025, 6, 30)
SINCE, UNTIL, NOW = (datetime(2025, month, 1, 12, tzinfo=UTC) for month in (5, 6, 7))

THEN = PastBrief(date=day("2025-05-01"), claims=(PastClaim("c", "It was red.", "unverified"),))
SAME = Claim(id="c", text="It was red.", by=("minister",), status="unverified")
BLUE = replace(SAME, text="It was blue.")


def version(then: PastBrief, **fields: Any) -> Version:
    given: dict[str, Any] = {"commit": "aaaa", "since": SINCE, "until": UNTIL, "ended_by": "bbbb"} | fields
    return Version(brief=then, **given)


def found(*claims: Claim, history: tuple[Version, ...] = (version(THEN),), **fields: Any) -> list[Diagnostic]:
    """What the rule says when ``b`` has these claims now and had this history."""
    config = Config(title="Desk", timezone=fields.pop("timezone", "UTC"))
    record = record_of([actor("minister"), brief("b", date=day("2025-05-01"), claims=claims, **fields)], config)
    known: History = {"b": history}
    return [it for it in check_rules(record, NOWHERE, TODAY, known) if it.code == "silent-change"]


def correction(claim: str | None = None, note: str = "We had said red.", when: str = "2025-05-20") -> Correction:
    return Correction(date=day(when), kind="correction", note=note, claim=claim)


def assessed(*statuses: str) -> Claim:
    dated = tuple(Assessment(date=day(f"2025-05-{number:02}"), status=it) for number, it in enumerate(statuses, 1))
    return replace(SAME, status=None, assessments=dated)


class TestText:
    def test_that_changed_is_told_with_what_it_was_and_the_commit_that_changed_it(self) -> None:
        (problem,) = found(BLUE)

        assert problem.message == "the text of 'c' was published as 'It was red.' until 2025-06-01 (commit bbbb)"
        assert problem.hint == "add a correction that says what changed, with 'claim: c'"

    def test_that_is_not_committed_yet_is_compared_with_the_last_commit(self) -> None:
        (problem,) = found(BLUE, history=(version(THEN, until=NOW, ended_by=None),))

        assert problem.message.endswith("published as 'It was red.' in the last commit (aaaa of 2025-05-01)")

    def test_that_is_the_same_but_for_its_line_breaks_did_not_change(self) -> None:
        assert found(replace(SAME, text="It was\n   red. ")) == []

    @pytest.mark.parametrize(("claim", "accounts"), [("c", True), (None, True), ("other", False)])
    def test_is_accounted_for_by_a_correction_of_the_claim_or_the_brief(
        self, claim: str | None, accounts: bool
    ) -> None:
        other = replace(SAME, id="other", text="It was there.")

        assert (found(BLUE, other, corrections=(correction(claim),)) == []) == accounts

    def test_is_not_accounted_for_by_a_correction_that_was_there_before(self) -> None:
        old = correction(note="Something\nelse.")
        then = replace(THEN, corrections=(("2025-05-20", "correction", "Something else."),))

        assert len(found(BLUE, history=(version(then),), corrections=(old,))) == 1
        assert found(BLUE, history=(version(then),), corrections=(old, old)) == []

    def test_is_not_accounted_for_by_an_assessment(self) -> None:
        assert len(found(replace(assessed("unverified", "refuted"), text="It was blue."))) == 1

    def test_is_told_once_with_the_last_version_that_differs(self) -> None:
        def said(text: str, commit: str) -> Version:
            return version(replace(THEN, claims=(PastClaim("c", text, None),)), ended_by=commit)

        (problem,) = found(
            BLUE, history=(said("It was grey.", "1"), said("It was red.", "2"), said("It was blue.", "3"))
        )

        assert "'It was red.'" in problem.message
        assert "(commit 2)" in problem.message

    def test_of_any_length_is_cut(self) -> None:
        then = replace(THEN, claims=(PastClaim("c", "x" * 1000, None),))

        (problem,) = found(BLUE, history=(version(then),))

        assert len(problem.message) < 200
        assert "xxx...'" in problem.message


class TestStatus:
    def test_that_was_overwritten_is_told(self) -> None:
        (problem,) = found(replace(SAME, status="refuted"))

        assert problem.message == "the status of 'c' was published as 'unverified' until 2025-06-01 (commit bbbb)"

    def test_that_was_taken_out_is_told(self) -> None:
        assert len(found(replace(SAME, status=None))) == 1

    def test_that_followed_another_is_its_history(self) -> None:
        assert found(assessed("unverified", "refuted")) == []

    def test_whose_last_assessment_was_taken_back_is_told(self) -> None:
        then = replace(THEN, claims=(PastClaim("c", "It was red.", "confirmed"),))

        assert len(found(assessed("unverified"), history=(version(THEN), version(then)))) == 1

    def test_is_accounted_for_by_a_correction(self) -> None:
        assert found(replace(SAME, status="refuted"), corrections=(correction("c"),)) == []

    def test_that_comes_for_the_first_time_is_no_change(self) -> None:
        then = replace(THEN, claims=(PastClaim("c", "It was red.", None),))

        assert found(SAME, history=(version(then),)) == []

    def test_and_text_are_two_changes(self) -> None:
        assert len(found(replace(BLUE, status="refuted"))) == 2


class TestClaimsThatWent:
    def test_are_told(self) -> None:
        (problem,) = found()

        assert (
            problem.message == "the claim 'c' ('It was red.') was published until 2025-06-01 (commit bbbb) and is gone"
        )

    def test_are_accounted_for_by_a_correction_of_the_brief(self) -> None:
        assert found(corrections=(correction(),)) == []

    def test_are_not_gone_when_their_text_has_another_id(self) -> None:
        assert found(replace(SAME, id="renamed")) == []


class TestPublished:
    @pytest.mark.parametrize(
        ("fields", "published"),
        [
            ({"draft": True}, False),
            ({"date": day("2025-05-31")}, True),
            ({"date": day("2025-06-01")}, True),
            ({"date": day("2025-06-02")}, False),
            ({"date": None}, True),
            ({"publish_at": day("2025-06-01T11:59:00Z")}, True),
            ({"publish_at": day("2025-06-01T12:01:00Z")}, False),
        ],
    )
    def test_is_what_a_reader_could_see_while_it_was_in_force(self, fields: dict[str, Any], published: bool) -> None:
        assert bool(found(BLUE, history=(version(replace(THEN, **fields)),))) == published

    @pytest.mark.parametrize(("timezone", "published"), [("Pacific/Kiritimati", True), ("UTC", False)])
    def test_is_by_the_clock_of_the_desk(self, timezone: str, published: bool) -> None:
        then = replace(THEN, publish_at=day("2025-06-02T01:00:00"))

        assert bool(found(BLUE, history=(version(then),), timezone=timezone)) == published

    def test_is_not_what_another_brief_said(self) -> None:
        record = record_of([actor("minister"), brief("b", claims=(BLUE,))])

        problems = check_rules(record, NOWHERE, TODAY, {"other": (version(THEN),)})

        assert "silent-change" not in {problem.code for problem in problems}


def test_a_claim_ignores_the_rule_with_a_reason() -> None:
    reason = (Ignore(rule="silent-change", reason="A slip of the keyboard."),)

    assert found(replace(BLUE, ignore=reason)) == []


def test_an_ignore_is_called_unused_only_where_there_is_a_history() -> None:
    ignoring = replace(SAME, ignore=(Ignore(rule="silent-change", reason="A slip of the keyboard."),))
    record = record_of([actor("minister"), brief("b", claims=(ignoring,))])

    def codes(history: History) -> set[str]:
        return {problem.code for problem in check_rules(record, NOWHERE, TODAY, history)}

    assert "unused-ignore" not in codes({})
    assert "unused-ignore" in codes({"b": (version(THEN),)})
