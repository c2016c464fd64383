"""References in the source of a body: ``[[...]]``, ``![[...]]`` and ``[@...]``, found and replaced by tokens.

A token is a run of private-use characters that no input may hold (``onrecord.content.characters``). It passes
through Markdown like a letter; which of the tokens stand in code is seen in the HTML, so that "what is code" is
Python-Markdown's own decision.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Literal

from onrecord.content.source_places import Places

OPEN, CLOSE = "\ue000", "\ue001"
_DIGITS = "\ue004\ue005\ue006\ue007\ue008\ue009\ue00a\ue00b\ue00c\ue00d"
TOKEN = rf"{OPEN}([{_DIGITS}]+){CLOSE}"
"""A token as a pattern, its number as the only group. The digits are not ASCII: an abbreviation or an emphasis must
not be able to match inside a token."""

_TO_DIGITS = str.maketrans("0123456789", _DIGITS)
_FROM_DIGITS = str.maketrans(_DIGITS, "0123456789")
_TOKEN = re.compile(TOKEN)

_INNER = r"[^\[\]\n]*+(?:\n(?![ \t>]*+(?:\n|\|))[^\[\]\n]*+)?+"
"""A line may end inside a reference once, unless a blank line or a row of a table follows."""

_LINK = rf"\[(?!\^){_INNER}\]\](?!\()"
_CITATION = rf"@{_INNER}\](?!\(|\[[^\[\]@^])"
_CANDIDATE = re.compile(rf"[\[!\\](?:(?<=\[)(?:{_LINK}|{_CITATION})|(?<=!)\[{_LINK}|(?<=\\).)", re.DOTALL)
"""Starts with a set of characters and no alternative, which is what the regex engine finds fast."""

_LINE_BREAK = re.compile(r"\s*\n[ \t>]*")
_KEY = re.compile(r"@([^\s,;@]+)\s*(?:,\s*(.*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Text that is a reference unless it stands in code.

    ``written`` is the source text. ``line`` and ``column`` are the file's own, from 1. ``alone`` says that nothing else
    stands on the line but quote marks and a list mark. ``fault`` says what is wrong with it, as a message.
    """

    kind: Literal["link", "citation", "embed"]
    written: str
    target: str
    line: int
    column: int
    label: str | None = None
    keys: tuple[tuple[str, str | None], ...] = ()
    alone: bool = False
    fault: str | None = None

    @property
    def place(self) -> tuple[int, int]:
        """Line and column."""
        return self.line, self.column

    @property
    def text(self) -> str:
        """What stands for it in plain text, such as an anchor: its label or target, nothing for the other kinds."""
        return self.label or self.target if self.kind == "link" else ""


def with_tokens(text: str, places: Places) -> tuple[str, list[Candidate]]:
    """``text`` with a token for each candidate, and the candidates by the number of their token.

    A backslash before the bracket (or before ``!``) leaves the text as it is. So does ``(`` after it, which makes a
    Markdown link (``[@handle](https://...)``), and ``[^`` within it, which makes a footnote.
    """
    if "[[" not in text and "[@" not in text:
        return text, []
    candidates: list[Candidate] = []
    pieces: list[str] = []
    end = 0
    for match in _CANDIDATE.finditer(text):
        written = match[0]
        if written[0] == "\\" or _escaped_mark(text, match.start(), written):
            continue
        candidate = _candidate(text, match.start(), written, places)
        if candidate is None:
            continue
        pieces += (text[end : match.start()], OPEN, str(len(candidates)).translate(_TO_DIGITS), CLOSE)
        candidates.append(candidate)
        end = match.end()
    pieces.append(text[end:])
    return "".join(pieces), candidates


def number(digits: str) -> int:
    """The number that the digits of a token stand for."""
    return int(digits.translate(_FROM_DIGITS))


def as_written(text: str, candidates: list[Candidate]) -> str:
    """``text`` with its tokens turned back to what they stand for."""
    return _TOKEN.sub(lambda match: candidates[number(match[1])].written, text) if OPEN in text else text


def as_text(fragment: str, candidates: list[Candidate]) -> str:
    """HTML with its tokens as plain text: labels or targets of links, nothing for citations."""
    if OPEN not in fragment:
        return fragment
    return _TOKEN.sub(lambda match: escape(candidates[number(match[1])].text), fragment)


def _escaped_mark(text: str, start: int, written: str) -> bool:
    """Whether the ``!`` of an embed was escaped: the scan takes ``\\!`` as a pair, so the brackets come up alone."""
    return start >= 2 and written.startswith("[[") and text[start - 2 : start] == "\\!"


def _candidate(text: str, start: int, written: str, places: Places) -> Candidate | None:
    if written.startswith("[@"):
        return _citation(written, *places.at(start))
    inner = written[written.index("[[") + 2 : -2]
    target, bar, label = inner.partition("|")
    target = _on_one_line(target.removesuffix("\\") if bar else target)
    label = _on_one_line(label.replace("\\|", "|"))
    if not target and not label:
        return None
    fault = None if target else f"'{written}' names nothing before '|'"
    embed = written.startswith("!")
    alone = embed and _alone(text, start, start + len(written))
    line, column = places.at(start)
    return Candidate("embed" if embed else "link", written, target, line, column, label or None, (), alone, fault)


def _citation(written: str, line: int, column: int) -> Candidate | None:
    inner = _on_one_line(written[1:-1])
    if not _KEY.match(inner):
        return None
    keys: list[tuple[str, str | None]] = []
    fault = None
    for part in inner.split(";"):
        match = _KEY.fullmatch(part.strip())
        if match:
            keys.append((match[1], match[2] or None))
        else:
            fault = f"'{part.strip()}' in '{_on_one_line(written)}' is no citation"
    return Candidate("citation", written, inner, line, column, keys=tuple(keys), fault=fault)


def _on_one_line(text: str) -> str:
    return _LINE_BREAK.sub(" ", text).strip()


_BEFORE_EMBED = re.compile(r"[ \t>]*(?:(?:[-+*:]|\d+[.)])[ \t]+)?")


def _alone(text: str, start: int, end: int) -> bool:
    line_end = text.find("\n", end)
    after = text[end : line_end if line_end != -1 else len(text)]
    return not after.strip() and bool(_BEFORE_EMBED.fullmatch(text, text.rfind("\n", 0, start) + 1, start))
