"""Where things stand in the source of a body: lines and columns, code, addresses and tags.

Everything is read off the source at most once and only when somebody asks, in time linear in its length.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate

_FENCE = re.compile(r"^[ \t>]*(`{3,}|~{3,})(.*)$", re.MULTILINE)
_TICKS = re.compile(r"(?<![\\`])`+")
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_LINKED = re.compile(r"\](?:\(|:)[ \t]*+\n?[ \t]*+(?:<([^<>\n]*+)>|((?:[^\s<>()]++|\([^\s<>()]*+\))++))")
_IN_TAG = re.compile(
    r"""(?<=[\s"'])(?:href|src|poster|srcset|data)[ \t]*+=[ \t]*+(?:"([^"\n]*+)"|'([^'\n]*+)'|([^\s"'<>]++))""",
    re.IGNORECASE,
)
_TAG = re.compile(r"(<)([a-zA-Z][\w:-]*+)")
_ESCAPED = re.compile(r"\\([^\w\s])")

_ENDS_ADDRESS = frozenset(")\n\t ")

MOST_LOOKED_AT = 100
"""How many places of one text are looked at before it is taken for not found."""


class Places:
    """The places of one body's source.

    ``first_line`` is the file's line on which ``text`` starts. Places are (line, column) of the file, from 1. What is
    asked for again is found at its next place; code does not count. What is not found is placed on the first line.
    """

    def __init__(self, text: str, first_line: int) -> None:
        self.text = text
        self.first_line = first_line
        self._asked: dict[str, int] = {}
        self._last_address = 0

    def at(self, offset: int) -> tuple[int, int]:
        """The place of a character."""
        line = bisect_right(self._line_starts, offset) - 1
        return self.first_line + line, offset - self._line_starts[line] + 1

    def of_address(self, address: str) -> tuple[int, int]:
        """The place of the address of a link or an image, as it reads once entities and escapes are undone."""
        start = self.text.find(f"]({address}", self._last_address)
        if start != -1 and self.text[start + len(address) + 2 :][:1] in _ENDS_ADDRESS and not self.in_code(start):
            self._last_address = start + 2
            return self.at(start + 2)
        return self._next(address, self._addresses)

    def of_tag(self, name: str) -> tuple[int, int]:
        """The place of an HTML tag, by its name in lower case."""
        return self._next(f"<{name}", self._tags)

    def of_text(self, text: str) -> tuple[int, int] | None:
        """The first place of a text outside code and without a backslash before it, if it has one."""
        offset = self.text.find(text)
        for _ in range(MOST_LOOKED_AT):
            if offset == -1:
                break
            if not self.in_code(offset) and self.text[offset - 1 : offset] != "\\":
                return self.at(offset)
            offset = self.text.find(text, offset + 1)
        return None

    def in_code(self, offset: int) -> bool:
        """Whether a character stands in fenced code or a code span, as far as the source alone tells."""
        before = bisect_right(self._code, (offset, len(self.text)))
        return before > 0 and offset < self._code[before - 1][1]

    def _next(self, wanted: str, known: dict[str, list[int]]) -> tuple[int, int]:
        offsets = known.get(wanted)
        if not offsets:
            return self.first_line, 1
        turn = self._asked.get(wanted, 0)
        self._asked[wanted] = turn + 1
        return self.at(offsets[min(turn, len(offsets) - 1)])

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *accumulate(len(line) + 1 for line in self.text.split("\n"))]

    @cached_property
    def _addresses(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        matches = [*_LINKED.finditer(self.text), *(_IN_TAG.finditer(self.text) if "<" in self.text else ())]
        for match in sorted(matches, key=re.Match.start):
            group = match.lastindex
            if group and not self.in_code(match.start()):
                written = html.unescape(_ESCAPED.sub(r"\1", match[group]))
                found.setdefault(written, []).append(match.start(group))
        return found

    @cached_property
    def _tags(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for match in _TAG.finditer(self.text):
            if not self.in_code(match.start()):
                found.setdefault(f"<{match[2].lower()}", []).append(match.start())
        return found

    @cached_property
    def _code(self) -> list[tuple[int, int]]:
        """Fenced blocks and code spans, as (start, end) in order."""
        fenced = self._fenced_blocks() if "```" in self.text or "~~~" in self.text else []
        return sorted(fenced + self._code_spans(fenced)) if "`" in self.text else fenced

    def _fenced_blocks(self) -> list[tuple[int, int]]:
        found = []
        opened: re.Match[str] | None = None
        for match in _FENCE.finditer(self.text):
            if opened is None:
                opened = match
            elif match[1] == opened[1] and not match[2].strip():
                found.append((opened.start(), match.end()))
                opened = None
        return found

    def _code_spans(self, fenced: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """Two runs of backticks of one length in one paragraph, and what stands between them."""
        borders = sorted([start for start, _ in fenced] + [m.start() for m in _BLANK_LINE.finditer(self.text)])
        runs = [match.span() for match in _TICKS.finditer(self.text) if not _within(match.start(), fenced)]
        closing: list[int | None] = [None] * len(runs)
        last_of: dict[tuple[int, int], int] = {}
        for number in range(len(runs) - 1, -1, -1):
            start, end = runs[number]
            alike = (bisect_right(borders, start), end - start)
            closing[number] = last_of.get(alike)
            last_of[alike] = number
        found = []
        number = 0
        while number < len(runs):
            close = closing[number]
            if close is not None:
                found.append((runs[number][0], runs[close][1]))
                number = close
            number += 1
        return found


def _within(offset: int, spans: list[tuple[int, int]]) -> bool:
    before = bisect_right(spans, (offset + 1,))
    return before > 0 and offset < spans[before - 1][1]
