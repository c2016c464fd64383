"""The shapes of a page: of all that the theme can draw, those that the page uses. HTML is told in UTF-8."""

from __future__ import annotations

import re

_START = b'<svg class="symbols"'
_END = b"</svg>"
_SYMBOL = re.compile(rb'<symbol id="([^"]+)".*?</symbol>\n?', re.DOTALL)
_USE = b'<use href="#'


def symbols_used(html: bytes) -> frozenset[bytes]:
    """The ids of the shapes that a piece of HTML refers to."""
    return frozenset(part.partition(b'"')[0] for part in html.split(_USE)[1:])


def holds_symbols(html: bytes) -> bool:
    """Whether the shapes themselves are in a piece of HTML."""
    return _START in html


def only_symbols(html: bytes, used: frozenset[bytes]) -> bytes:
    """``html`` without the symbols in its ``<svg class="symbols">`` that are not among ``used``."""
    start = html.find(_START)
    if start < 0:
        return html
    end = html.index(_END, start)
    kept = _SYMBOL.sub(lambda symbol: symbol[0] if symbol[1] in used else b"", html[start:end])
    return html[:start] + kept + html[end:]
