"""Lists as a table for people, as JSON and as CSV for programs."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Sequence

from onrecord.cli.console import plain
from onrecord.cli.rows import Column, Row, Value

FORMATS = ("table", "json", "csv")
LEAST_TEXT = 24
"""Cells that a text column has at least on a terminal; before it gets fewer, another column is left out."""

GAP = 2
MANY = "; "
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def as_json(rows: Sequence[Row]) -> str:
    """A list of objects; ASCII only, like all JSON of the command line."""
    return json.dumps(rows, indent=2) + "\n"


def as_csv(rows: Sequence[Row], fields: Sequence[str]) -> str:
    """RFC 4180 with a heading, lists joined by a semicolon and a space.

    A text that a spreadsheet would run as a formula gets an apostrophe in front (OWASP, "CSV Injection").
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(fields)
    writer.writerows([_csv_value(row[field]) for field in fields] for row in rows)
    return out.getvalue()


def as_lines(rows: Sequence[Row], columns: Sequence[Column]) -> str:
    """A table whole, one item a line, for another program or a file."""
    from rich.cells import cell_len

    table = [[column.heading for column in columns], *([_shown(row[it.field]) for it in columns] for row in rows)]
    widths = [max(map(cell_len, cells)) for cells in zip(*table, strict=True)]
    lines = (
        "".join(cell + " " * (width - cell_len(cell) + GAP) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in table
    )
    return "".join(f"{line}\n" for line in lines)


def on_terminal(rows: Sequence[Row], columns: Sequence[Column], width: int, *, color: bool) -> str:
    """A table with only what fits into ``width`` cells; what a text column cannot hold is cut."""
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), show_edge=False, width=width)
    fitting = _fitting(rows, columns, width)
    for column in fitting:
        number = any(isinstance(row[column.field], int) for row in rows)
        table.add_column(
            Text(column.heading),
            no_wrap=True,
            overflow="ellipsis",
            ratio=1 if column.is_text else None,
            justify="right" if number else "left",
        )
    for row in rows:
        table.add_row(*(Text(_shown(row[column.field])) for column in fitting))
    out = io.StringIO()
    Console(
        file=out,
        width=width,
        force_terminal=color,
        color_system="standard" if color else None,
        legacy_windows=False,
        _environ={},
    ).print(table)
    return out.getvalue()


def _fitting(rows: Sequence[Row], columns: Sequence[Column], width: int) -> list[Column]:
    """The columns that have room beside one another: from the last one before the text on, some are left out."""
    from rich.cells import cell_len

    def needed(column: Column) -> int:
        longest = max((cell_len(_shown(row[column.field])) for row in rows), default=0)
        whole = max(longest, cell_len(column.heading))
        return (min(whole, LEAST_TEXT) if column.is_text else whole) + GAP + 1

    kept = list(columns)
    while len(kept) > 2 and sum(map(needed, kept)) > width:
        del kept[-2]
    return kept


def _shown(value: Value) -> str:
    """A value as a table shows it: on one line, and nothing that drives a terminal."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    text = ", ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return plain(" ".join(text.split()))


def _csv_value(value: Value) -> str | int:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return value
    if isinstance(value, list):
        return MANY.join(_unlike_a_formula(item) for item in value)
    return _unlike_a_formula(value or "")


def _unlike_a_formula(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
