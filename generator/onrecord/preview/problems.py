"""Diagnostics as the overlay in the browser shows them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from onrecord.content.source_lines import SourceLines
from onrecord.diagnostics import Diagnostic, Severity

MOST = 200
"""Of more problems only the first are sent, errors first, and how many there are."""

AROUND = 100
"""How many characters of a line are shown to each side of the column."""

CUT = "…"

Problem = dict[str, Any]
"""``severity``, ``message``, and where known ``code``, ``file``, ``line``, ``column``, ``hint`` and ``excerpt``: the
line in three parts, before the column, the character there, and after it. Plain text: whoever shows it escapes it."""


def problems_of(diagnostics: Iterable[Diagnostic], root: Path) -> tuple[list[Problem], int]:
    """What to show, the gravest first, and how many problems there are in all. Notes are left to ``onrecord check``."""
    gravest = {severity: number for number, severity in enumerate(Severity)}
    told = [diagnostic for diagnostic in diagnostics if diagnostic.severity is not Severity.NOTE]
    told.sort(key=lambda diagnostic: gravest[diagnostic.severity])
    lines = SourceLines(root)
    return [_problem(diagnostic, lines) for diagnostic in told[:MOST]], len(told)


def failure(message: str, hint: str | None = None) -> Problem:
    """A problem that is not the content's: of the output folder, or of the program itself."""
    return {"severity": Severity.ERROR.value, "message": message, "hint": hint}


def _problem(diagnostic: Diagnostic, lines: SourceLines) -> Problem:
    line = None if diagnostic.line is None else lines.get(diagnostic.file, diagnostic.line)
    return {
        "severity": diagnostic.severity.value,
        "code": diagnostic.code,
        "message": diagnostic.message,
        "file": diagnostic.file,
        "line": diagnostic.line,
        "column": diagnostic.column,
        "hint": diagnostic.hint,
        "excerpt": _excerpt(line, diagnostic.column) if line else None,
    }


def _excerpt(line: str, column: int | None) -> list[str]:
    at = len(line) if column is None else min(max(column - 1, 0), len(line))
    start = max(at - AROUND, 0) if column is not None else 0
    end = (at if column is not None else start) + AROUND
    before = (CUT if start else "") + line[start:at][: 2 * AROUND]
    return [before, line[at : at + 1], line[at + 1 : end] + (CUT if end < len(line) else "")]
