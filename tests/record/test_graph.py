"""Loops are found whole, once, and however long the chain is."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from onrecord.record import graph

NODES = st.sampled_from("abcdefgh")
EDGES = st.dictionaries(NODES, st.lists(NODES, max_size=4, unique=True).map(tuple))


def reaches_itself(key: str, edges: graph.Edges) -> bool:
    seen: set[str] = set()
    waiting = list(edges.get(key, ()))
    while waiting:
        following = waiting.pop()
        if following not in seen:
            seen.add(following)
            waiting.extend(edges.get(following, ()))
    return key in seen


def test_a_chain_has_no_loop() -> None:
    assert graph.loops({"a": ("b",), "b": ("c",)}) == []


def test_a_key_that_points_to_itself_is_a_loop_of_one() -> None:
    assert graph.loops({"a": ("b", "a")}) == [("a",)]


def test_a_loop_starts_with_its_least_key_and_keeps_its_direction() -> None:
    assert graph.loops({"c": ("a",), "b": ("c",), "a": ("b",)}) == [("a", "b", "c")]
    assert graph.loops({"b": ("a",), "a": ("c",), "c": ("b",)}) == [("a", "c", "b")]


def test_two_loops_that_share_a_key_are_two() -> None:
    assert graph.loops({"a": ("b",), "b": ("a", "c"), "c": ("b",)}) == [("a", "b"), ("b", "c")]


def test_no_chain_is_too_long() -> None:
    keys = [f"{number:06}" for number in range(20_000)]
    chain = {one: (two,) for one, two in pairwise(keys)}

    assert graph.loops(chain) == []
    assert graph.loops(chain | {keys[-1]: (keys[0],)}) == [tuple(keys)]


@given(EDGES)
def test_every_key_in_a_loop_is_in_one_that_is_listed_and_no_other(edges: dict[str, tuple[str, ...]]) -> None:
    listed = {key for loop in graph.loops(edges) for key in loop}

    assert listed == {key for key in "abcdefgh" if reaches_itself(key, edges)}


@given(EDGES)
def test_what_is_listed_is_a_loop_and_listed_once(edges: dict[str, tuple[str, ...]]) -> None:
    loops = graph.loops(edges)

    assert len(set(loops)) == len(loops)
    for loop in loops:
        assert loop[0] == min(loop)
        assert len(set(loop)) == len(loop)
        assert all(two in edges[one] for one, two in pairwise((*loop, loop[0])))


@given(EDGES)
def test_the_order_of_writing_changes_no_component(edges: dict[str, tuple[str, ...]]) -> None:
    backwards = {key: edges[key][::-1] for key in reversed(edges)}

    assert {frozenset(part) for part in graph.strongly_connected(edges)} == {
        frozenset(part) for part in graph.strongly_connected(backwards)
    }
