"""The sitemap: the addresses of all pages, for search engines (https://www.sitemaps.org/protocol.html)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from html import escape

from onrecord.record.record import Record
from onrecord.site.companion import Companion
from onrecord.site.moments import Moments
from onrecord.site.routes import Route, absolute

PATH = "sitemap.xml"

MOST = 20_000
"""Addresses in one file. The protocol allows 50,000 and 50 MB; an address may have 2,048 characters."""

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def sitemaps(record: Record, moments: Moments, pages: Sequence[Route]) -> list[Companion]:
    """One file, or an index and as many as it takes; ``record`` has a ``url``."""
    parts = [pages[start : start + MOST] for start in range(0, len(pages), MOST)]
    if len(parts) == 1:
        return [Companion(PATH, partial(_pages, record, moments, pages))]
    named = [(f"sitemap-{number}.xml", part) for number, part in enumerate(parts, 1)]
    index = Companion(PATH, partial(_index, record, [path for path, _ in named]))
    return [index, *(Companion(path, partial(_pages, record, moments, part)) for path, part in named)]


def _pages(record: Record, moments: Moments, pages: Iterable[Route]) -> bytes:
    lines = [f"{_HEAD}<urlset {_SPACE}>"]
    for page in pages:
        changed = _changed(moments, page)
        when = f"<lastmod>{changed}</lastmod>" if changed else ""
        lines.append(f"<url><loc>{escape(absolute(record.config, page.file) or '')}</loc>{when}</url>")
    lines.append("</urlset>\n")
    return "\n".join(lines).encode()


def _index(record: Record, paths: Iterable[str]) -> bytes:
    lines = [f"{_HEAD}<sitemapindex {_SPACE}>"]
    lines += [f"<sitemap><loc>{escape(absolute(record.config, path) or '')}</loc></sitemap>" for path in paths]
    lines.append("</sitemapindex>\n")
    return "\n".join(lines).encode()


def _changed(moments: Moments, page: Route) -> str | None:
    """When a page last changed in substance, for the kinds of page whose content has dates of its own."""
    match page.kind:
        case "brief":
            return moments.brief(page.key).updated
        case "claim":
            return moments.claim(page.key).updated
        case _:
            return None
