"""Tables and code of a text in boxes that scroll by themselves, within reach of the keyboard.

Source: WCAG 2.2, success criterion 2.1.1, and the rule ``scrollable-region-focusable`` of axe-core.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from markupsafe import escape

from onrecord.content.html_elements import RAW_TEXT
from onrecord.site.views.words import Words

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/<>"']*+)((?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)>""")


def with_scroll_boxes(pieces: Sequence[str], words: Words) -> list[str]:
    """The pieces of a text's HTML with a box around each outermost table, and with each ``pre`` as one.

    HTML whose tables do not balance is left as it is.
    """
    if not any("<table" in piece or "<pre" in piece for piece in pieces):
        return list(pieces)
    writer = _Writer(words)
    written = [_TAG.sub(writer.tag, piece) for piece in pieces]
    return list(pieces) if writer.depth else written


class _Writer:
    def __init__(self, words: Words) -> None:
        self._words = words
        self.depth = 0
        self._tables = 0
        self._codes = 0
        self._text_of: str | None = None

    def tag(self, match: re.Match[str]) -> str:
        slash, name, attributes = match[1], match[2].lower(), match[3]
        if self._text_of is not None:
            if slash and name == self._text_of:
                self._text_of = None
        elif not slash and name in RAW_TEXT:
            self._text_of = name
        elif name == "table":
            return self._table(match[0], closes=bool(slash))
        elif name == "pre" and not slash and "tabindex" not in attributes:
            self._codes += 1
            return f"<pre{attributes}{_reach(self._words.code_box(self._codes))}>"
        return match[0]

    def _table(self, tag: str, *, closes: bool) -> str:
        self.depth += -1 if closes else 1
        if closes:
            return f"{tag}</div>" if self.depth == 0 else tag
        if self.depth > 1:
            return tag
        self._tables += 1
        return f'<div class="scroll"{_reach(self._words.table_box(self._tables))}>{tag}'


def _reach(name: str) -> str:
    """The attributes by which a keyboard and a screen reader come to a box: regions differ by their names."""
    return f' role="region" tabindex="0" aria-label="{escape(name)}"'
