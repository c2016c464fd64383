"""Everything the command line says, in one place: problems to standard error, summaries to standard output.

A machine's format goes to standard output instead, and the summary then to standard error.
"""

from __future__ import annotations

import os
import shutil
import sys
import unicodedata
from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

import click

from onrecord.diagnostics import Diagnostic, Severity, in_reading_order

FILES = ("written", "unchanged", "removed")
LEFT_OUT = ("drafts", "embargoed")
WHOLE = ("json", "sarif")
"""Formats in which no problems are something to tell too."""

DIRECTIONS = frozenset(map(chr, (0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A))))


def plain(text: str, keep: str = "") -> str:
    """The text with everything escaped that could drive a terminal or turn the direction of what it shows."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(c if c in keep or not _drives_a_terminal(c) else _escaped(c) for c in text)


def _drives_a_terminal(character: str) -> bool:
    return character in DIRECTIONS or unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp")


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode()


def wants_color(choice: bool | None, stream: TextIO) -> bool:
    """The user's choice; without one, colour on a terminal, unless NO_COLOR (https://no-color.org) is set."""
    if choice is not None:
        return choice
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


class Console:
    """What a command has to say about the site in ``root``, in the format ``form``."""

    def __init__(self, root: Path, color: bool | None = None, form: str = "text") -> None:
        self.root = root
        self.form = form
        self.color = wants_color(color, sys.stderr)
        self.shown: list[Diagnostic] = []

    def show(self, diagnostics: Iterable[Diagnostic], *, notes: bool = True) -> None:
        """Tell the problems, in reading order, without the ``notes`` if so wished; call it once."""
        self.shown = in_reading_order(diagnostics)
        told = [diagnostic for diagnostic in self.shown if notes or diagnostic.severity is not Severity.NOTE]
        if told or self.form in WHOLE:
            from onrecord.cli.formats import Look, formatted

            width = shutil.get_terminal_size((120, 24)).columns
            text = formatted(self.form, told, Look(self.root, self.color, width))
            click.echo(text, nl=False, err=self.form == "text", color=self.color)

    def summarise_failure(self, outcome: str) -> None:
        """How many problems, and what that meant."""
        self._say(f"{problems(self.shown)}; {outcome}")

    def summarise_check(self, counts: dict[str, int]) -> None:
        """How many problems, or what was found to be without any."""
        told = problems(self.shown) if self.shown else f"no problems in {counted(counts)}"
        self._say(f"{told}{left_out(counts)}")

    def summarise_build(self, counts: dict[str, int], seconds: float, remarks: Iterable[str] = ()) -> None:
        """What was built, how many files that changed, how long it took, and what the site is without."""
        if self.shown:
            only_notes = all(diagnostic.severity is Severity.NOTE for diagnostic in self.shown)
            self._say(f"{problems(self.shown)}{': onrecord check shows them' if only_notes else ''}")
        pages = f": {_number('pages', counts['pages'])}" if "pages" in counts else ""
        changes = ", ".join(f"{counts[name]} {name}" for name in FILES if name in counts)
        files = f" (files: {changes})" if changes else ""
        self._say(f"built {counted(counts)}{pages}{files} in {seconds:.2f} s{left_out(counts)}")
        for remark in remarks:
            self._say(remark)

    def _say(self, line: str) -> None:
        click.echo(line, err=self.form != "text")


def problems(diagnostics: Iterable[Diagnostic]) -> str:
    """``3 errors, 1 warning in 2 files``."""
    shown = list(diagnostics)
    parts = [
        _number(f"{severity}s", times)
        for severity in Severity
        if (times := sum(diagnostic.severity is severity for diagnostic in shown))
    ]
    return f"{', '.join(parts)} in {_number('files', len({diagnostic.file for diagnostic in shown}))}"


def counted(counts: dict[str, int]) -> str:
    """``12 briefs, 40 claims, 1 actor``: what there is, without pages and files."""
    others = (*FILES, *LEFT_OUT, "pages")
    things = [_number(name, number) for name, number in counts.items() if number and name not in others]
    return ", ".join(things) or "an empty site"


def left_out(counts: dict[str, int]) -> str:
    """``; left out: 1 draft, 2 under embargo (--drafts takes them in)``, or nothing where nothing was."""
    drafts, embargoed = (counts.get(name, 0) for name in LEFT_OUT)
    if not drafts and not embargoed:
        return ""
    told = [_number("drafts", drafts)] if drafts else []
    told += [f"{embargoed} under embargo"] if embargoed else []
    return f"; left out: {', '.join(told)} (--drafts takes {'it' if drafts + embargoed == 1 else 'them'} in)"


def _number(plural: str, number: int) -> str:
    return f"{number} {plural if number != 1 else plural.removesuffix('s')}"
