"""Relations are read both ways, and what cannot be right about them is found."""

from __future__ import annotations

from typing import Any

from onrecord.content.model import Claim
from onrecord.record.record import Record
from onrecord.record.relations import contradiction_rings, disagreeing, loops, related, stating
from tests.record.sites import actor, brief, record_of


def claims(**relations: dict[str, Any]) -> Record:
    """One brief of claims; ``a={"contradicts": ("b",)}``."""
    listed = tuple(Claim(id=key, text=key, by=("minister",), **stated) for key, stated in relations.items())
    return record_of([actor("minister"), brief("x", claims=listed)])


def test_relations_are_shown_both_ways() -> None:
    record = claims(a={"contradicts": ("b",), "supports": ("c",)}, b={"supersedes": ("c",)}, c={"repeats": ("a",)})

    assert related(record, "x#a") == {"contradicts": ("x#b",), "supports": ("x#c",), "repeated-by": ("x#c",)}
    assert related(record, "x#b") == {"contradicts": ("x#a",), "supersedes": ("x#c",)}
    assert related(record, "x#c") == {"supported-by": ("x#a",), "repeats": ("x#a",), "superseded-by": ("x#b",)}


def test_a_contradiction_stated_on_both_sides_is_one() -> None:
    record = claims(a={"contradicts": ("b",)}, b={"contradicts": ("a",)})

    assert related(record, "x#a") == {"contradicts": ("x#b",)}


def test_rings_of_a_relation_leave_out_a_claim_related_to_itself() -> None:
    record = claims(a={"supersedes": ("b", "a")}, b={"supersedes": ("a",)}, c={"supersedes": ("c",)})

    assert loops(stating(record), "supersedes") == [("x#a", "x#b")]
    assert loops(stating(record), "repeats") == []


def test_a_pair_and_two_camps_are_no_ring_of_contradictions() -> None:
    pair = claims(a={"contradicts": ("b",)}, b={"contradicts": ("a",)})
    camps = claims(
        a={"contradicts": ("b",)}, b={"contradicts": ("c",)}, c={"contradicts": ("d",)}, d={"contradicts": ("a",)}
    )

    assert contradiction_rings(stating(pair)) == []
    assert contradiction_rings(stating(camps)) == []


def test_three_accounts_that_contradict_one_another_are_a_ring() -> None:
    stated = claims(a={"contradicts": ("b", "c")}, b={"contradicts": ("c",)}, c={}, d={"contradicts": ("c",)})

    (ring,) = contradiction_rings(stating(stated))

    assert set(ring) == {"x#a", "x#b", "x#c"}
    assert ring[0] == "x#a"


def test_a_claim_cannot_contradict_what_it_repeats_or_supports() -> None:
    record = claims(
        a={"repeats": ("b",), "contradicts": ("c",)}, b={}, c={"repeats": ("b",)}, d={"supports": ("e",)},
        e={"contradicts": ("d",)}, f={"contradicts": ("a",)},
    )  # fmt: skip

    assert list(disagreeing(stating(record))) == [("x#a", "x#c", "repeats"), ("x#e", "x#d", "supports")]
