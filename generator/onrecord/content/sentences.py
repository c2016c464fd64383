"""The sentence around a reference, in plain text."""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

LONGEST = 300
"""Characters of a sentence that are kept around a reference."""

_MARK = re.compile("\ue002(\\d+)\ue003")
_CUT_MARK = re.compile("^[^\ue002]*\ue003|\ue002[^\ue003]*$")
_TAGS = re.compile(r"""<(?:[^"'<>]++|"[^"]*+"|'[^']*+')*+>""")
_FOOTNOTE_MARK = re.compile(r'<sup id="fnref[^"]*+">[^<]*+<a [^>]*+>[^<]*+</a></sup>')
_BACK_LINK = "\xa0\u21a9"
_END = re.compile("([.!?\u2026\u061f\u06d4\u0964\u3002\uff01\uff1f])[\"')\\]\u2019\u201d\u00bb\u300d\u300f]*(\\s*)")
_ENDS_WITHOUT_SPACE = frozenset("\u3002\uff01\uff1f")
_LAST_WORD = re.compile(r"[^\W\d_]+$")

DROPPED = "\ue00f"
"""Stands for a reference that is left out of its sentence, such as a citation."""

_RUN = f"{DROPPED}(?:\\s*+[,;]?\\s*+{DROPPED})*+"
_DROPPED = re.compile(
    rf"\s*+(?:\(\s*+{_RUN}\s*+\)|\[\s*+{_RUN}\s*+\]|(?:,\s*+)?{_RUN}(?=\s*+(?:[,.;:!?\u2026]|$))|{_RUN}(?=[\s)\]]))"
    f"|{DROPPED}"
)

_BEFORE_NAMES = re.compile(
    "adm|brig|capt|cmdr|col|dr|gen|gov|lt|maj|mr|mrs|ms|mt|pres|prof|rep|rev|sen|sgt|st|vs", re.IGNORECASE
)
_BEFORE_NUMBERS = re.compile("approx|art|ca|ch|fig|max|min|nos?|pp?|paras?|sec|vol", re.IGNORECASE)


def plain_text(fragment: str) -> str:
    """The text of an HTML fragment: tags and marks of footnotes gone, entities undone, white space as single spaces."""
    if 'id="fnref' in fragment:
        fragment = _FOOTNOTE_MARK.sub("", fragment)
    text = html.unescape(_TAGS.sub("", fragment)).replace(_BACK_LINK, "")
    return " ".join(text.split())


def mark(number: int) -> str:
    """What stands for the reference of this number in a text."""
    return f"\ue002{number}\ue003"


def contexts(text: str, names: dict[int, str | None]) -> dict[int, str]:
    """The sentence around each reference marked in ``text``, by the number of the reference.

    ``names`` gives what is written in place of each mark; ``None`` keeps the mark.
    """
    borders = _borders(text)
    found: dict[int, str] = {}
    last = 0
    sentence: str | None = None
    for match in _MARK.finditer(text):
        while last + 2 < len(borders) and borders[last + 1] <= match.start():
            last += 1
            sentence = None
        start, end = borders[last], borders[last + 1]
        if end - start > LONGEST:
            found[int(match[1])] = _named(_window(text, start, end, *match.span()), names)
        else:
            sentence = sentence or _named(text[start:end], names)
            found[int(match[1])] = sentence
    return found


def _borders(text: str) -> Sequence[int]:
    """Where sentences start, and the end of the text."""
    borders = [0]
    for match in _END.finditer(text):
        stop, space = match.groups()
        if space or stop in _ENDS_WITHOUT_SPACE:
            following = text[match.end() : match.end() + 1]
            if following and not following.islower() and not (stop == "." and _abbreviated(text, match)):
                borders.append(match.end())
    borders.append(len(text))
    return borders


def _abbreviated(text: str, stop: re.Match[str]) -> bool:
    """Whether a full stop ends an abbreviation or an initial."""
    start = stop.start()
    word = _LAST_WORD.search(text, max(0, start - 12), start)
    if not word:
        return False
    if len(word[0]) == 1 and word[0].isupper():
        return True
    known = _BEFORE_NUMBERS if text[stop.end()].isdigit() else _BEFORE_NAMES
    return bool(known.fullmatch(word[0]))


def _window(text: str, start: int, end: int, mark_start: int, mark_end: int) -> str:
    """As much of a long sentence around the mark as is kept, cut at words."""
    left = max(start, min(mark_start - LONGEST // 2, end - LONGEST))
    right = min(end, max(mark_end, left + LONGEST))
    before = after = ""
    if left > start:
        space = text.find(" ", left, mark_start)
        left, before = space + 1 if space != -1 else left, "\u2026"
    if right < end:
        space = text.rfind(" ", mark_end, right)
        right, after = space if space != -1 else right, "\u2026"
    return before + _CUT_MARK.sub("", text[left:right].strip()) + after


def _named(sentence: str, names: dict[int, str | None]) -> str:
    def name(match: re.Match[str]) -> str:
        written = names.get(int(match[1]), "")
        return match[0] if written is None else written or DROPPED

    return without_dropped(_MARK.sub(name, sentence))


def without_dropped(sentence: str) -> str:
    """A sentence without the marks ``DROPPED``, the brackets and commas that held only them, and the space before."""
    if DROPPED not in sentence:
        return sentence.strip()
    return " ".join(_DROPPED.sub("", sentence).lstrip(",;:").split())
