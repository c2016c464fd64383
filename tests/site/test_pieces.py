"""Pieces by number: what is put away comes back as it was, and what finds no room is forgotten, not wrong."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.site.fragments import MARK, SHORT, Fragments
from onrecord.site.pieces import NotedLinks, Piece, Pieces

LONG = "x" * SHORT
NOTED: st.SearchStrategy[NotedLinks | None] = st.none() | st.tuples(st.binary(), st.binary(), st.binary())
PIECE = st.tuples(st.binary(), NOTED, st.none() | st.frozensets(st.binary(max_size=2), max_size=2), st.booleans())


def told(piece: Piece) -> tuple[object, ...]:
    return piece.number, piece.text, piece.links, piece.symbols, piece.holds


def noting(asked: list[str]) -> Callable[[str], str]:
    """A macro that notes in ``asked`` what it is asked to write."""

    def write(value: str) -> str:
        asked.append(value)
        return f"{value}{LONG}"

    return write


@given(st.lists(PIECE | st.just("away") | st.integers(0, 30), max_size=30))
def test_what_is_put_away_comes_back_as_it_was(steps: list[Any]) -> None:
    pieces = Pieces()
    expected: list[tuple[object, ...]] = []
    for step in steps:
        if step == "away":
            assert pieces.put_away()
            assert pieces.size == 0
        elif isinstance(step, int):
            numbers = [step] if step < len(expected) else []
            assert [told(piece) for piece in pieces.all(numbers)] == [expected[number] for number in numbers]
        else:
            text, links, symbols, holds = step
            number = pieces.add(text)
            [piece] = pieces.all([number])
            piece.links, piece.symbols, piece.holds = links, symbols, holds
            expected.append((number, text, links, symbols, holds))
    assert [told(piece) for piece in pieces.all(range(len(expected)))] == expected
    assert pieces.size == sum(len(piece.text) for piece in pieces.all(range(len(expected))))


def test_what_is_forgotten_never_comes_back_as_another() -> None:
    pieces = Pieces()
    for text in (b"one", b"two"):
        pieces.add(text)
        pieces.put_away()
    pieces.clear()
    three = pieces.add(b"three")
    assert pieces.put_away()
    assert [piece.text for piece in pieces.all([three])] == [b"three"]
    with pytest.raises(OSError, match="no piece 1"):
        pieces.all([1])


def test_what_does_not_come_back_whole_is_no_piece() -> None:
    pieces = Pieces()
    number = pieces.add(b"whole")
    assert pieces.put_away()
    assert pieces._file is not None
    pieces._file.truncate(pieces._file.seek(0, os.SEEK_END) - 1)
    with pytest.raises(OSError, match="cut off"):
        pieces.all([number])


def test_without_room_elsewhere_everything_is_written_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tempfile, "TemporaryFile", full)
    fragments = Fragments()
    asked: list[str] = []
    macro = fragments.remembered(noting(asked))
    value = "a"
    for times in (1, 2):
        assert fragments.whole(macro(value), "").html.decode() == f"a{LONG}"
        assert asked == ["a"] * times
        fragments.limit(0)
        assert fragments.size == 0


def test_where_pages_are_made_once_a_piece_is_written_once_however_little_is_in_memory() -> None:
    fragments = Fragments()
    asked: list[str] = []
    inner = fragments.remembered(noting(asked))
    outer = fragments.remembered(lambda value: f"<li>{inner(value)}</li>")
    values = [str(number) for number in range(3)]
    for _ in range(2):
        for value in values:
            page = fragments.whole(f"{outer(value)} {inner(value)}", "")
            assert page.html.decode() == f"<li>{value}{LONG}</li> {value}{LONG}"
            assert MARK not in page.own
            fragments.limit(0)
    assert asked == values
