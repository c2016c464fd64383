"""The shapes of a page: of all that the theme can draw, those that the page uses."""

from __future__ import annotations

import re

_START = '<svg class="symbols"'
_END = "</svg>"
_SYMBOL = re.compile(r'<symbol id="([^"]+)".*?</symbol>\n?', re.DOTALL)
_USE = '<use href="#'


def symbols_used(html: str) -> frozenset[str]:
    """The ids of the shapes that a piece of HTML refers to."""
    return frozenset(part.partition('"')[0] for part in html.split(_USE)[1:])


def holds_symbols(html: str) -> bool:
    """Whether the shapes themselves are in a piece of HTML."""
    return _START in html


def only_symbols(html: str, used: frozenset[str]) -> str:
    """``html`` without the symbols in its ``<svg class="symbols">`` that are not among ``used``."""
    start = html.find(_START)
    if start < 0:
        return html
    end = html.index(_END, start)
    kept = _SYMBOL.sub(lambda symbol: symbol[0] if symbol[1] in used else "", html[start:end])
    return html[:start] + kept + html[end:]
