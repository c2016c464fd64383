"""Which HTML a body may hold, and what an author is told about the rest.

Sanitising is done by nh3 (Ammonia), which parses as browsers do and writes balanced HTML. What it takes away is found
beforehand, in the HTML that Markdown made: there, what stands in code is already escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

import nh3

from onrecord.content.body_problems import BodyProblems
from onrecord.content.characters import REFUSED
from onrecord.content.html_elements import CLOSED_BY_OTHERS, PROSE, WITHOUT_CONTENT
from onrecord.content.source_places import Places
from onrecord.diagnostics import Diagnostic, Severity

EVERYWHERE = frozenset({"id", "class", "lang", "dir", "title", "role", "aria-label", "aria-hidden"})
_CELL = frozenset({"align", "colspan", "rowspan", "headers", "scope", "abbr"})
_MEDIA = frozenset({"src", "controls", "loop", "muted", "preload"})
_NONE: frozenset[str] = frozenset()

ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(sorted(PROSE), _NONE),
    "a": frozenset({"href", "hreflang"}),
    "audio": _MEDIA,
    "blockquote": frozenset({"cite"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "del": frozenset({"cite", "datetime"}),
    "details": frozenset({"open"}),
    "img": frozenset({"src", "alt", "width", "height", "loading"}),
    "ins": frozenset({"cite", "datetime"}),
    "li": frozenset({"value"}),
    "ol": frozenset({"start", "reversed", "type"}),
    "q": frozenset({"cite"}),
    "source": frozenset({"src", "type"}),
    "td": _CELL,
    "th": _CELL,
    "time": frozenset({"datetime"}),
    "track": frozenset({"src", "kind", "srclang", "label", "default"}),
    "video": _MEDIA | {"poster", "width", "height"},
}
"""The tags a body may hold, each with its attributes beside those that stand everywhere."""

SCHEMES = frozenset({"http", "https", "mailto", "tel"})

MAX_OPEN = 100
"""How many HTML elements may be open at once. Browsers stop at 512, and open formatting elements multiply."""

MOST_READINGS = 3
"""How often HTML is read again until it stays the same."""

TAG = r"""<(/?)([a-zA-Z][^\s/<>"']*+)((?:[^"'<>]++|"[^"]*+"|'[^']*+')*+)>"""
"""A tag: slash, name, attributes. Linear on any input: the three states of quoting are only ever permuted."""

ATTRIBUTE = r"""([^\s=/"'<>]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'<>]++)))?"""

_TAG = re.compile(TAG)
_ATTRIBUTE = re.compile(ATTRIBUTE)
_SCHEME = re.compile(r"""="(?:(?<=href=")|(?<=src="))\s*+([a-zA-Z][a-zA-Z0-9+.-]*+):""")
_CHARACTER = re.compile(r"&#(?:x([0-9a-f]++)|([0-9]++));?", re.IGNORECASE)
_WRITES_TAGS = re.compile(r"<[a-zA-Z]|\{[:a-zA-Z.#]")

_CLEANER = nh3.Cleaner(
    tags=set(ALLOWED),
    clean_content_tags=set(WITHOUT_CONTENT),
    attributes={"*": set(EVERYWHERE), **{tag: set(attributes) for tag, attributes in ALLOWED.items() if attributes}},
    url_schemes=set(SCHEMES),
    link_rel=None,
    strip_comments=True,
)


def sanitised(html: str) -> str:
    """``html`` with nothing but what ``ALLOWED`` and ``SCHEMES`` hold: balanced, comments gone."""
    return str(_CLEANER.clean(html))


def settled(html: str) -> str:
    """Sanitised HTML that reads the same once more, which that of stray tags in tables and lists need not."""
    for _ in range(MOST_READINGS):
        again = sanitised(html)
        if again == html:
            break
        html = again
    return html


def without_hidden_characters(html: str) -> str:
    """``html`` without references such as ``&#xE000;`` to characters that no source may hold."""
    if "&#" not in html:
        return html
    return _CHARACTER.sub(_readable_character, html)


def without_comments(html: str) -> str:
    """``html`` without comments; an unclosed one stays as it is."""
    pieces = []
    end = 0
    start = html.find("<!--")
    while start != -1:
        close = html.find("-->", start + 2)
        if close == -1:
            break
        pieces.append(html[end:start])
        end = close + 3
        start = html.find("<!--", end)
    pieces.append(html[end:])
    return "".join(pieces)


def open_at_once(html: str) -> int:
    """The most elements that are open at one time, leaving out those that close by themselves."""
    most = depth = 0
    open_by_name: dict[str, int] = {}
    for match in _TAG.finditer(html):
        name = match[2].lower()
        if name in CLOSED_BY_OTHERS:
            continue
        count = open_by_name.get(name, 0)
        if not match[1]:
            open_by_name[name] = count + 1
            depth += 1
            most = max(most, depth)
        elif count:
            open_by_name[name] = count - 1
            depth -= 1
    return most


def writes_tags(text: str) -> bool:
    """Whether a source may hold HTML tags or attribute lists of its own."""
    return ("<" in text or "{" in text) and bool(_WRITES_TAGS.search(text))


def removals(html: str, places: Places, file: str) -> list[Diagnostic]:
    """A warning for each tag, attribute and kind of address that ``sanitised`` takes out of ``html``."""
    problems = BodyProblems(places, file)
    for written, message, hint in _removed(html, writes_tags(places.text)):
        find = partial(places.of_tag, written[1:]) if written.startswith("<") else partial(places.of_text, written)
        problems.add("html-removed", message, find, hint, Severity.WARNING)
    return problems.diagnostics


def _removed(html: str, has_tags: bool) -> Iterator[tuple[str, str, str | None]]:
    """What is removed as (text to find, message, hint)."""
    if not has_tags:
        for scheme in _SCHEME.findall(html):
            if scheme.lower() not in SCHEMES:
                yield _scheme_removed(scheme)
        return
    for match in _TAG.finditer(html):
        if match[1]:
            continue
        name = match[2].lower()
        if name not in ALLOWED:
            hint = f"write it in Markdown, or as '&lt;{name}>' when it is text"
            yield f"<{name}", f"the HTML tag '{name}' is not allowed and was left out", hint
        elif match[3]:
            yield from _attributes_removed(name, match[3])


def _attributes_removed(tag: str, attributes: str) -> Iterator[tuple[str, str, str | None]]:
    allowed = ALLOWED[tag]
    for match in _ATTRIBUTE.finditer(attributes):
        name = match[1].lower()
        if name not in allowed and name not in EVERYWHERE:
            yield match[1], f"the HTML attribute '{name}' is not allowed on '{tag}' and was left out", None
        elif name in ("href", "src", "poster"):
            scheme, colon, _ = (match[2] or match[3] or match[4] or "").strip().partition(":")
            if colon and scheme.isalnum() and scheme.lower() not in SCHEMES:
                yield _scheme_removed(scheme)


def _scheme_removed(scheme: str) -> tuple[str, str, str | None]:
    allowed = ", ".join(f"'{known}:'" for known in sorted(SCHEMES))
    return f"{scheme}:", f"an address that starts with '{scheme}:' is not allowed and was left out", f"use {allowed}"


def _readable_character(match: re.Match[str]) -> str:
    digits = match[1] or match[2]
    if len(digits) > 12:
        return "\ufffd"
    code = int(digits, 16 if match[1] else 10)
    if code > 0x10FFFF:
        return "\ufffd"
    # browsers read 128 to 159 as Windows-1252, as old documents mean them
    return "\ufffd" if REFUSED.match(chr(code)) and not 0x80 <= code <= 0x9F else match[0]
