"""Lists in every form, of values that somebody else chose."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from onrecord.cli.rows import Column, Row
from onrecord.cli.tables import as_csv, as_json, as_lines, on_terminal

COLUMNS = (Column("id", "claim"), Column("number", "reports"), Column("text", "text", is_text=True))

ROWS = st.lists(
    st.fixed_dictionaries({"id": st.text(max_size=12), "number": st.integers(0, 99), "text": st.text(max_size=60)}),
    min_size=1,
    max_size=4,
)


def rows_of(*texts: str) -> list[Row]:
    return [{"id": f"b#{number}", "number": number, "text": text} for number, text in enumerate(texts)]


@given(ROWS)
def test_every_item_is_one_line_and_nothing_drives_the_terminal(rows: list[Row]) -> None:
    for table in (as_lines(rows, COLUMNS), on_terminal(rows, COLUMNS, 80, color=False)):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202e]", table)
    assert as_lines(rows, COLUMNS).count("\n") == len(rows) + 1


@given(ROWS, st.integers(30, 140))
def test_a_table_fits_the_terminal(rows: list[Row], width: int) -> None:
    table = on_terminal(rows, COLUMNS, width, color=False)
    assert max(map(cell_len, table.splitlines())) <= width


@given(ROWS)
def test_json_loses_nothing(rows: list[Row]) -> None:
    assert json.loads(as_json(rows)) == rows


@given(ROWS)
def test_csv_can_be_read_back_and_starts_no_cell_with_a_formula(rows: list[Row]) -> None:
    told = as_csv(rows, ("id", "number", "text"))
    _, *lines = csv.reader(io.StringIO(told, newline=""), strict=True)
    for line, row in zip(lines, rows, strict=True):
        assert [cell.removeprefix("'") for cell in line] == [str(row[it.field]).removeprefix("'") for it in COLUMNS]
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for cell in line)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "\n=1", "＝1", "－1"])
def test_formulas_are_text_alone_and_in_lists(text: str) -> None:
    row: Row = {"alone": text, "many": ["a", text], "number": -1, "flag": True, "none": None}
    _, line = csv.reader(io.StringIO(as_csv([row], list(row)), newline=""))
    assert line == [f"'{text}", f"a; '{text}", "-1", "true", ""]


def test_columns_stand_under_one_another_in_any_script() -> None:
    lines = as_lines([{"id": "研究", "number": 1, "text": "x"}, {"id": "b", "number": 2, "text": "y"}], COLUMNS)
    assert lines == "claim  reports  text\n研究   1        x\nb      2        y\n"


def test_a_narrow_terminal_leaves_out_what_matters_less() -> None:
    rows = rows_of("A text that is long enough to be cut.", "Short.")
    assert "reports" in on_terminal(rows, COLUMNS, 60, color=False)
    narrow = on_terminal(rows, COLUMNS, 30, color=False)
    assert "reports" not in narrow
    assert "b#0     A text that is long e…" in narrow


def test_colour_is_there_when_it_is_wanted() -> None:
    assert "\x1b[" in on_terminal(rows_of("x"), COLUMNS, 60, color=True)
    assert "\x1b" not in on_terminal(rows_of("[bold]x[/bold] :smile:"), COLUMNS, 60, color=False)
    assert "[bold]x[/bold] :smile:" in on_terminal(rows_of("[bold]x[/bold] :smile:"), COLUMNS, 60, color=True)
