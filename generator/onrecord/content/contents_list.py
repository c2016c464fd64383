"""The table of contents that ``[TOC]`` stands for."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from onrecord.content.document import Heading

MARKER = "[TOC]"


def contents_list(headings: Sequence[Heading]) -> str:
    """Links to the headings, in lists that nest as the headings do; a heading that skips a level nests once."""
    pieces = ['<div class="toc">']
    levels: list[int] = []
    for heading in headings:
        if not levels or heading.level > levels[-1]:
            pieces.append("<ul>")
            levels.append(heading.level)
        else:
            while len(levels) > 1 and heading.level <= levels[-2]:
                levels.pop()
                pieces.append("</li></ul>")
            pieces.append("</li>")
            levels[-1] = min(levels[-1], heading.level)
        pieces.append(f'<li><a href="#{escape(heading.anchor)}">{escape(heading.text)}</a>')
    pieces += ["</li></ul>"] * len(levels)
    pieces.append("</div>")
    return "".join(pieces)
