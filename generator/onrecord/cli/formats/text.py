"""Problems for people: the place, what is wrong, the line with a caret, and what to do."""

from __future__ import annotations

import os
from collections.abc import Sequence

import click

from onrecord.cli.console import plain
from onrecord.cli.formats import Look
from onrecord.content.source_lines import SourceLines
from onrecord.diagnostics import Diagnostic, Severity

COLORS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
TAB = 4
CUT = "..."
LEAST_WIDTH = 40
LONGEST_LINE = 20_000
"""Of a longer line only the part around the column is looked at, in characters."""


def formatted(diagnostics: Sequence[Diagnostic], look: Look) -> str:
    """All problems, a blank line between two."""
    lines = SourceLines(look.root)
    return "\n".join(_told(diagnostic, lines, look) for diagnostic in diagnostics)


def _told(diagnostic: Diagnostic, lines: SourceLines, look: Look) -> str:
    def style(text: str, **how: str | bool) -> str:
        return click.style(text, **how) if look.color else text  # type: ignore[arg-type]

    path = plain(look.path_from(os.getcwd(), diagnostic.file))
    place = ":".join([path, *(str(number) for number in (diagnostic.line, diagnostic.column) if number is not None)])
    color = COLORS[diagnostic.severity]
    kind = style(f"{diagnostic.severity}[{diagnostic.code}]", fg=color, bold=True)
    told = f"{style(place, bold=True)}: {kind} {plain(diagnostic.message)}\n"
    if diagnostic.line is not None and (line := lines.get(diagnostic.file, diagnostic.line)):
        gutter = f"{diagnostic.line:>5} | "
        shown, caret = with_caret(line, diagnostic.column, max(look.width, LEAST_WIDTH) - len(gutter) - 1)
        told += f"{style(gutter, dim=True)}{shown}\n"
        if caret is not None:
            bar = "| ".rjust(len(gutter))
            told += f"{style(bar, dim=True)}{' ' * caret}{style('^', fg=color, bold=True)}\n"
    if diagnostic.hint:
        told += f"  {style('hint:', fg='green')} {plain(diagnostic.hint)}\n"
    return told


def with_caret(line: str, column: int | None, width: int) -> tuple[str, int | None]:
    """A line as a terminal of ``width`` cells shows it, cut around the column, and the cell that the column is at.

    Tabs are expanded, and what could drive the terminal is escaped; wide and combining characters count as they show.
    """
    from rich.cells import cell_len

    index = None if column is None else max(min(column - 1, len(line)), 0)
    first = max((index or 0) - LONGEST_LINE // 2, 0)
    pieces = _pieces(line[first : first + LONGEST_LINE])
    if index is not None:
        index -= first
    widths = [cell_len(piece) for piece in pieces]
    start, end = 0, len(pieces)
    if sum(widths) > width or first or first + LONGEST_LINE < len(line):
        start, end = _window(widths, index or 0, width - 2 * len(CUT))
    before = CUT if start or first else ""
    after = CUT if end < len(pieces) or first + LONGEST_LINE < len(line) else ""
    shown = f"{before}{''.join(pieces[start:end])}{after}".rstrip()
    caret = None if index is None else cell_len(before + "".join(pieces[start:index]))
    return shown, caret


def _pieces(line: str) -> list[str]:
    """What is shown for each character of a line."""
    return [" " * TAB if character == "\t" else plain(character) for character in line]


def _window(widths: Sequence[int], index: int, width: int) -> tuple[int, int]:
    """The characters to show: two thirds of the width before ``index``, the rest from it on."""
    start, room = index, width * 2 // 3
    while start > 0 and widths[start - 1] <= room:
        start -= 1
        room -= widths[start]
    end, room = index, room + width - width * 2 // 3
    while end < len(widths) and widths[end] <= room:
        room -= widths[end]
        end += 1
    while start > 0 and widths[start - 1] <= room:
        start -= 1
        room -= widths[start]
    return start, end
