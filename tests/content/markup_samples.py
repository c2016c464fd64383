"""What the tests of markup share: one renderer, bodies put together again, HTML read as browsers read it."""

from __future__ import annotations

from html import escape
from typing import Any

import html5lib

from onrecord.content.document import Body, Reference
from onrecord.content.markup import Renderer
from onrecord.diagnostics import Diagnostic

FIRST_LINE = 7
_RENDERERS = {raw: Renderer(raw_html=raw) for raw in (False, True)}


def render(text: str, *, raw: bool = False) -> tuple[Body, list[Diagnostic]]:
    return _RENDERERS[raw].render(text, "content/briefs/a.md", FIRST_LINE)


def rendered(text: str, *, raw: bool = False) -> Body:
    """The body of a text that has nothing wrong with it."""
    body, diagnostics = render(text, raw=raw)
    assert diagnostics == []
    return body


def codes(text: str, *, raw: bool = False) -> list[str]:
    return [diagnostic.code for diagnostic in render(text, raw=raw)[1]]


def whole(body: Body) -> str:
    """The HTML with ``{kind target}`` for each reference."""
    pieces = [body.html[0]]
    for reference, html in zip(body.references, body.html[1:], strict=True):
        pieces += (shown(reference), html)
    return "".join(pieces)


def shown(reference: Reference) -> str:
    return escape(f"{{{reference.kind} {reference.target}}}")


def with_elements(body: Body) -> str:
    """The HTML with elements where the pages put them: blocks for claim cards, text for the rest."""
    pieces = [body.html[0]]
    for reference, html in zip(body.references, body.html[1:], strict=True):
        pieces += ("<article></article>" if reference.kind == "embed" else "x", html)
    return "".join(pieces)


def elements(html: str) -> list[tuple[str, dict[str, str]]]:
    """Every element of an HTML fragment with its attributes, read by the rules that browsers follow."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    return [(node.tag, dict(node.attrib)) for node in tree.iter() if isinstance(node.tag, str)][1:]


def parse_errors(html: str) -> list[Any]:
    """What a strict HTML parser finds wrong with a fragment."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    parser.parseFragment(html)
    return [error for error in parser.errors if error[1] != "invalid-codepoint"]
