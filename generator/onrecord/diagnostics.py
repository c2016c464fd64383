"""Diagnostics: what is wrong, where, and the closest right thing.

A diagnostic is collected, never raised, so that one run shows every problem. The text, JSON, GitHub and SARIF forms
are made from this one type by the command line.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

ALIKE = 0.6
ALIKE_WHEN_SHORT = 0.66
SHORT = 6
"""How alike two words must be (``difflib``'s ratio, 0 to 1) for one to be offered instead of the other. Two words of
at most ``SHORT`` letters share some by chance; two letters swapped in a word of three make 0.667."""

SAME_STEM = 0.85

_NEGATION = re.compile(r"^(?:un|in|im|il|ir|dis|non|not|mis)[ _-]?(?=\w{3})")


class Severity(StrEnum):
    """How much a diagnostic weighs: errors stop a build, warnings only under ``--strict``, notes never."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One problem at one place.

    ``file`` is a POSIX path relative to the site's folder. ``line`` and ``column`` count from 1, columns in
    characters; both are ``None`` when the problem is the file's as a whole. ``code`` is a key of the documented
    register (``docs/diagnostics.md``). ``hint`` says what to do, with the closest right thing where there is one.
    """

    code: str
    message: str
    file: str
    line: int | None = None
    column: int | None = None
    hint: str | None = None
    severity: Severity = Severity.ERROR

    @property
    def place(self) -> str:
        """``file:line:column``, as far as it is known."""
        parts = [self.file, *(str(number) for number in (self.line, self.column) if number is not None)]
        return ":".join(parts)


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics without repeats, by file, line, column and code."""
    return sorted(
        dict.fromkeys(diagnostics), key=lambda d: (d.file, d.line or 0, d.column or 0, d.code, d.message, d.hint or "")
    )


def closest(wanted: str, known: Iterable[str]) -> str | None:
    """The known word most like ``wanted``, in any case and order of parts, or ``None`` when nothing is near.

    A word that says the opposite (``confirmed`` for ``unconfirmed``) is not near, however alike the two look.
    """
    by_folded = {word.casefold(): word for word in known}
    folded = wanted.casefold()
    cutoff = ALIKE if len(folded) > SHORT else ALIKE_WHEN_SHORT
    for near in difflib.get_close_matches(folded, by_folded, n=3, cutoff=cutoff):
        if not _are_opposite(folded, near):
            return by_folded[near]
    by_parts = {_parts(word): word for word in by_folded.values()}
    return by_parts.get(_parts(wanted))


def _are_opposite(one: str, other: str) -> bool:
    """Whether one word is, but for a slip, the other with a prefix that denies it."""
    stems = [_NEGATION.sub("", word) for word in (one, other)]
    denied = [stem != word for stem, word in zip(stems, (one, other), strict=True)]
    return denied[0] != denied[1] and difflib.SequenceMatcher(None, stems[0], stems[1]).ratio() >= SAME_STEM


def _parts(word: str) -> tuple[str, ...]:
    """The words within a word, in whatever order they were put."""
    return tuple(sorted(re.findall(r"\w+", word.casefold().replace("_", " "))))


def did_you_mean(wanted: str, known: Iterable[str]) -> str | None:
    """A hint that offers the closest known word, or ``None``."""
    match = closest(wanted, known)
    return f"did you mean '{match}'?" if match else None
