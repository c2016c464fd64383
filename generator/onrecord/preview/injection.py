"""What a page gets on its way to the browser: the preview's script. The file on disk stays as it will be published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import blake2b
from html import escape, unescape

OWN = "/.onrecord/"
"""The address below which everything of the preview's own lies; no page of a site can have it."""

SCRIPT = f"{OWN}preview.js"

_START = re.compile(rb"(?:\xef\xbb\xbf)?(?:\s|<!--.*?-->)*<!doctype[^>]*>", re.IGNORECASE | re.DOTALL)
_LINK = re.compile(r"<link\b[^>]*>", re.IGNORECASE)
_STYLESHEET = re.compile(r"""\brel\s*=\s*["']?(?:[\w-]+\s+)*stylesheet\b""", re.IGNORECASE)
_HREF = re.compile(r"""\bhref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))""", re.IGNORECASE)


def with_script(page: bytes, facts: Mapping[str, str]) -> bytes:
    """The page with the script in front of everything but the doctype, so that nothing in the page can hide it.

    ``facts`` are handed to the script as its ``data-`` attributes.
    """
    told = "".join(f' data-{name}="{escape(value)}"' for name, value in facts.items())
    script = f'<script src="{SCRIPT}" defer{told}></script>'.encode("utf-8", "surrogateescape")
    start = _START.match(page)
    at = start.end() if start else 0
    return page[:at] + script + page[at:]


def without_styles(page: bytes) -> tuple[str, list[str]]:
    """A digest of everything in a page but its links to style sheets, and their addresses in order.

    Two pages with the same digest differ in nothing but how they look.
    """
    styles: list[str] = []

    def note(link: re.Match[str]) -> str:
        if not _STYLESHEET.search(link[0]) or not (href := _HREF.search(link[0])):
            return link[0]
        styles.append(unescape(href[1] or href[2] or href[3] or ""))
        return link[0].replace(href[0], "")

    rest = _LINK.sub(note, page.decode("utf-8", "surrogateescape"))
    return blake2b(rest.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest(), styles
