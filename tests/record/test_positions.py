"""Positions: what each holds, who changed, who is silent."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from onrecord.content.model import Claim, Response
from onrecord.record.positions import (
    SIDES,
    Positions,
    is_unanswered,
    matrix,
    silences,
    unanswered,
)
from onrecord.record.record import Record
from tests.record.sites import actor, brief, day, record_of

ACTORS = ("minister", "spokesman", "general")


def site(*claims: Claim) -> Record:
    return record_of([*map(actor, ACTORS), brief("x", claims=claims)])


def claim(identity: str = "c", **fields: Any) -> Claim:
    given: dict[str, Any] = {"id": identity, "text": "It was.", "by": ("minister",)} | fields
    return Claim(**given)


def answer(by: str, stance: Any, date: str | None = None, **fields: Any) -> Response:
    return Response(by=by, stance=stance, date=day(date) if date else None, **fields)


def test_positions_run_from_the_earliest_and_undated_ones_come_last() -> None:
    record = site(
        claim("late", said=day("2025-06"), responses=(answer("spokesman", "denies"),)),
        claim("early", said=day("2025-05-01"), responses=(answer("spokesman", "supports", "2025-05-02"),)),
    )

    assert [(p.claim, p.stance) for p in Positions(record).of("minister")] == [
        ("x#early", "claims"),
        ("x#late", "claims"),
    ]
    assert [(p.claim, p.stance, p.response) for p in Positions(record).of("spokesman")] == [
        ("x#early", "supports", 0),
        ("x#late", "denies", 0),
    ]


def test_who_denies_and_then_partly_confirms_has_changed() -> None:
    answers = (answer("spokesman", "partly-confirms", "2025-05-20"), answer("spokesman", "denies", "2025-05-10"))

    (change,) = Positions(site(claim(responses=answers))).changed("spokesman")

    assert (change.kind, change.before.stance, change.after.stance) == ("stance", "denies", "partly-confirms")
    assert change.in_order


def test_to_break_a_silence_or_to_fall_silent_is_no_change() -> None:
    answers = (
        answer("spokesman", "no-response", "2025-05-10"),
        answer("spokesman", "denies", "2025-05-11"),
        answer("spokesman", "declines", "2025-05-12"),
        answer("spokesman", "disputes", "2025-05-13"),
    )

    assert Positions(site(claim(responses=answers))).changed("spokesman") == ()


def test_a_claimant_who_takes_it_back_has_changed() -> None:
    record = site(claim(responses=(answer("minister", "retracts"),)))

    (change,) = Positions(record).changed("minister")

    assert (change.before.stance, change.after.stance, change.in_order) == ("claims", "retracts", True)


def test_without_dates_nobody_says_which_came_first() -> None:
    answers = (answer("spokesman", "denies"), answer("spokesman", "confirms"))

    (change,) = Positions(site(claim(responses=answers))).changed("spokesman")

    assert not change.in_order


def test_who_claims_what_contradicts_an_own_claim_has_changed_once() -> None:
    record = site(
        claim("then", said=day("2025-05-01"), contradicts=("now",)),
        claim("now", said=day("2025-05-09"), contradicts=("then",)),
        claim("other", by=("general",), contradicts=("then",)),
    )

    (change,) = Positions(record).changed("minister")

    assert (change.kind, change.before.claim, change.after.claim) == ("contradicts", "x#then", "x#now")
    assert Positions(record).changed("general") == ()


def test_who_confirms_a_claim_and_makes_a_contradicting_one_has_changed() -> None:
    record = site(
        claim("theirs", responses=(answer("spokesman", "confirms", "2025-05-01"),)),
        claim("own", by=("spokesman",), said=day("2025-05-03"), contradicts=("theirs",)),
    )

    (change,) = Positions(record).changed("spokesman")

    assert (change.before.claim, change.after.claim) == ("x#theirs", "x#own")


def test_to_supersede_an_own_claim_is_a_change_whatever_the_dates() -> None:
    record = site(claim("new", supersedes=("old",), contradicts=("old",)), claim("old"))

    (change,) = Positions(record).changed("minister")

    assert (change.kind, change.before.claim, change.after.claim) == ("supersedes", "x#old", "x#new")


def test_nothing_recorded_is_told_apart_from_no_response() -> None:
    record = site(
        claim("asked", about=("general",), responses=(answer("general", "no-response", as_of=day("2025-05-26")),)),
        claim("not-asked", about=("general",)),
    )

    found = unanswered(record, "general")

    assert [(s.claim, s.asked, str(s.as_of)) for s in found] == [
        ("x#asked", True, "2025-05-26"),
        ("x#not-asked", False, "None"),
    ]


def test_to_decline_is_an_answer_and_an_answer_after_silence_ends_it() -> None:
    record = site(
        claim("declined", about=("general",), responses=(answer("general", "declines"),)),
        claim(
            "later",
            about=("general",),
            responses=(answer("general", "no-response", "2025-05-01"), answer("general", "denies", "2025-05-02")),
        ),
    )

    assert unanswered(record, "general") == ()
    assert not is_unanswered(record, "x#declined")
    assert not is_unanswered(record, "x#later")


def test_who_was_asked_is_silent_though_the_claim_is_not_about_them() -> None:
    record = site(claim(responses=(answer("spokesman", "no-response"),)))

    assert [silence.actor for silence in silences(record, "x#c")] == ["spokesman"]
    assert not is_unanswered(record, "x#c")


def test_a_claim_about_others_is_unanswered_until_anybody_answers() -> None:
    asked = answer("general", "no-response", as_of=day("2025-05-26"))

    assert is_unanswered(site(claim(about=("general",))), "x#c")
    assert is_unanswered(site(claim(about=("general",), responses=(asked,))), "x#c")
    assert not is_unanswered(site(claim(about=("general",), responses=(asked, answer("spokesman", "denies")))), "x#c")


def test_nobody_has_to_answer_themselves_or_what_was_rejected() -> None:
    assert not is_unanswered(site(claim()), "x#c")
    assert not is_unanswered(site(claim(about=("minister",))), "x#c")
    assert is_unanswered(site(claim(about=("minister", "general"))), "x#c")
    for status in ("refuted", "withdrawn"):
        assert not is_unanswered(site(claim(about=("general",), status=status)), "x#c")


def test_the_matrix_shows_positions_silence_and_subjects() -> None:
    record = site(
        claim("one", about=("general",), responses=(answer("spokesman", "denies"),)),
        claim("two", by=("spokesman",)),
    )

    table = matrix(record, ["x#one", "x#two", "x#one"])

    assert table.claims == ("x#one", "x#two")
    assert [row.actor for row in table.rows] == ["minister", "general", "spokesman"]
    minister, general, spokesman = (row.cells for row in table.rows)
    assert [cell.current.stance if cell.current else None for cell in minister] == ["claims", None]
    assert general[0].about
    assert general[0].silence is not None
    assert [cell.current.stance if cell.current else None for cell in spokesman] == ["denies", "claims"]


STANCES = st.sampled_from([stance for stance in SIDES if stance != "claims"])


@given(st.lists(st.tuples(st.sampled_from(ACTORS), STANCES, st.none() | st.sampled_from(["2025-05", "2025-06-01"]))))
def test_an_actor_is_silent_or_has_spoken_never_both(drawn: list[tuple[str, Any, str | None]]) -> None:
    record = site(claim(about=("general",), responses=tuple(answer(*one) for one in drawn)))
    quiet = {silence.actor for silence in silences(record, "x#c")}

    for name in ACTORS:
        spoken = [position for position in Positions(record).of(name) if position.stance != "no-response"]
        concerned = name == "general" or any(one[0] == name for one in drawn)
        assert (name in quiet) == (concerned and not spoken)
    assert is_unanswered(record, "x#c") == all(stance == "no-response" for _, stance, _ in drawn)
