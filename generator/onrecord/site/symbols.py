"""The shapes of a page: of all that the theme can draw, those that the page uses."""

from __future__ import annotations

import re

_START = '<svg class="symbols"'
_END = "</svg>"
_SYMBOL = re.compile(r'<symbol id="([^"]+)".*?</symbol>\n?', re.DOTALL)
_USE = re.compile(r'<use href="#([^"]+)"')


def used_symbols(html: str) -> str:
    """``html`` without the symbols in its ``<svg class="symbols">`` that nothing on it refers to."""
    start = html.find(_START)
    if start < 0:
        return html
    end = html.index(_END, start)
    used = set(_USE.findall(html))
    kept = _SYMBOL.sub(lambda symbol: symbol[0] if symbol[1] in used else "", html[start:end])
    return html[:start] + kept + html[end:]
