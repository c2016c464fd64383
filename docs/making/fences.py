"""The fenced blocks of a page: their language, their text, and the caption above them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENING = re.compile(r"(`{3,})(\S*)[ \t]*(.*)")


@dataclass(frozen=True, slots=True)
class Fence:
    """A fenced block. ``first`` and ``last`` are the indexes of its fence lines; ``text`` ends with a line end.

    ``language`` is the first word after the opening fence, ``word`` the rest. ``caption`` is the paragraph above it, on
    one line.
    """

    language: str
    word: str
    text: str
    caption: str
    first: int
    last: int


def fences(page: str) -> Iterator[Fence]:
    """The fenced blocks of ``page`` in order; a fence that is never closed raises ``ValueError``."""
    lines = page.split("\n")
    at = 0
    while at < len(lines):
        opening = _OPENING.fullmatch(lines[at])
        if opening is None:
            at += 1
            continue
        closing = next((n for n in range(at + 1, len(lines)) if lines[n] == opening[1]), None)
        if closing is None:
            raise ValueError(f"the fence on line {at + 1} is never closed")
        text = "".join(f"{line}\n" for line in lines[at + 1 : closing])
        yield Fence(opening[2], opening[3], text, _paragraph_above(lines, at), at, closing)
        at = closing + 1


def with_texts(page: str, texts: dict[int, str]) -> str:
    """``page`` with the blocks whose opening fence is on the lines (indexes) in ``texts`` holding the given text."""
    lines = page.split("\n")
    for fence in reversed(list(fences(page))):
        if fence.first in texts:
            lines[fence.first + 1 : fence.last] = texts[fence.first].rstrip("\n").split("\n")
    return "\n".join(lines)


def _paragraph_above(lines: list[str], at: int) -> str:
    end = at
    while end > 0 and not lines[end - 1].strip():
        end -= 1
    start = end
    while start > 0 and lines[start - 1].strip():
        start -= 1
    return " ".join(line.strip() for line in lines[start:end])
