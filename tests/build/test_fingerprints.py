"""A page's fingerprint is that of all it shows, however long its lists are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import msgspec
import pytest
from msgspec import Struct
from msgspec.structs import replace

from onrecord.build.fingerprints import LONG, ROWS, Fingerprints
from tests.site import sample_views as sample

KEY = b"the same site"


def long_lists() -> Iterator[tuple[str, str]]:
    """Every list of rows of every kind of page."""
    for kind, view in sample.FULL.items():
        for name in view.__struct_fields__:
            value = getattr(view, name)
            if isinstance(value, tuple) and value and isinstance(value[0], ROWS):
                yield kind, name
    yield "timeline", "groups"


def rows_of(view: Struct, name: str) -> list[Any]:
    value = getattr(view, name)
    return [*value[0].items] if name == "groups" else [*value]


def with_rows(view: Struct, name: str, rows: list[Any]) -> Struct:
    value = getattr(view, name)
    if name == "groups":
        return replace(view, groups=(replace(value[0], items=tuple(rows)), *value[1:]))
    return replace(view, **{name: tuple(rows)})


def saying(row: Any, text: str) -> Any:
    """A row with another text in it, or in the first item that it consists of."""
    for field in row.__struct_fields__:
        if isinstance(value := getattr(row, field), str):
            return replace(row, **{field: text})
        if isinstance(value, Struct):
            return replace(row, **{field: saying(value, text)})
    raise ValueError(row)


def anew(row: Any) -> Any:
    return msgspec.msgpack.decode(msgspec.msgpack.encode(row), type=type(row))


def test_every_kind_of_row_is_in_some_list() -> None:
    found = {type(rows_of(sample.FULL[kind], name)[0]) for kind, name in long_lists()}
    assert found == set(ROWS)


@pytest.mark.parametrize(("kind", "name"), [*long_lists()])
@pytest.mark.parametrize("number", [LONG - 1, LONG, LONG + 5])
def test_of_long_and_short_lists(kind: str, name: str, number: int) -> None:
    view, frame = sample.FULL[kind], sample.full_frame(kind)
    row = rows_of(view, name)[0]
    rows = [saying(row, f"row {place}") for place in range(number)]
    fingerprints = Fingerprints(KEY)

    def told(*others: Any) -> bytes:
        return fingerprints.of(frame, with_rows(view, name, list(others)))

    print_of_all = told(*rows)
    assert told(*map(anew, rows)) == print_of_all
    assert Fingerprints(KEY).of(frame, with_rows(view, name, rows)) == print_of_all
    others = [
        told(*rows[1:]),
        told(*rows, rows[0]),
        told(rows[1], rows[0], *rows[2:]),
        told(*rows[:-1], saying(rows[-1], "another")),
        Fingerprints(b"another site").of(frame, with_rows(view, name, rows)),
        fingerprints.of(replace(frame, title="Another"), with_rows(view, name, rows)),
    ]
    assert print_of_all not in others
    assert len(set(others)) == len(others)


def test_lists_that_come_again_are_told_as_they_are() -> None:
    view, frame, fingerprints = sample.FULL["actor"], sample.full_frame("actor"), Fingerprints(KEY)
    rows = [saying(rows_of(view, "made")[0], f"row {place}") for place in range(LONG)]
    of_one = [fingerprints.of(frame, with_rows(view, "made", rows))]
    fingerprints.goes_on = True
    same = with_rows(view, "made", rows)
    of_one += [fingerprints.of(frame, same) for _ in range(3)]
    assert len(set(of_one)) == 1
    others = {fingerprints.of(frame, with_rows(view, "made", [*rows[1:], rows[0]])) for _ in range(3)}
    assert len(others) == 1
    assert others.isdisjoint(of_one)


def test_rows_that_are_gone_are_not_taken_for_others() -> None:
    view, frame, fingerprints = sample.FULL["timeline"], sample.full_frame("timeline"), Fingerprints(KEY)
    row = rows_of(view, "groups")[0]
    found = {
        fingerprints.of(frame, with_rows(view, "groups", [replace(row, verb=f"{time}") for _ in range(LONG)]))
        for time in range(200)
    }
    assert len(found) == 200
