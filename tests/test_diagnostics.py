"""Suggestions: the closest right word, and none where the closest one would mislead."""

from __future__ import annotations

import pytest

from onrecord.config import DEFAULT_STATUSES
from onrecord.diagnostics import closest

SHAPES = ("ring", "half", "diamond", "double", "disc", "cross", "dash", "square", "triangle")


@pytest.mark.parametrize(
    ("written", "meant"),
    [("unverifed", "unverified"), ("confirmd", "confirmed"), ("disputted", "disputed"), ("Refuted", "refuted")],
)
def test_a_slip_is_told_from_its_word(written: str, meant: str) -> None:
    assert closest(written, DEFAULT_STATUSES) == meant


@pytest.mark.parametrize("written", ["unconfirmed", "verified", "uncorroborated", "not-confirmed", "unconfirmd"])
def test_a_word_is_never_offered_for_its_opposite(written: str) -> None:
    assert closest(written, DEFAULT_STATUSES) is None


def test_of_two_opposites_the_one_meant_is_offered() -> None:
    assert closest("unlikly", ["likely", "unlikely"]) == "unlikely"
    assert closest("likly", ["unlikely", "likely"]) == "likely"
    assert closest("likly", ["unlikely"]) is None


@pytest.mark.parametrize("written", ["star", "circle", "dot"])
def test_short_words_that_share_letters_by_chance_are_not_near(written: str) -> None:
    assert closest(written, SHAPES) is None


@pytest.mark.parametrize(("written", "meant"), [("vai", "via"), ("lnag", "lang"), ("titel", "title"), ("xy", None)])
def test_two_letters_swapped_in_a_short_word_are(written: str, meant: str | None) -> None:
    assert closest(written, ["via", "lang", "title", "by"]) == meant


def test_words_in_another_order_are_near() -> None:
    assert closest("Dashkin Yury", ["Yury Dashkin", "Other"]) == "Yury Dashkin"
