"""How a file of the site is to be served: its type, and how long a browser may keep it."""

from __future__ import annotations

import mimetypes
import re

from onrecord.site.theme import PUBLISHED

TYPES = {
    ".atom": "application/atom+xml",
    ".bib": "application/x-bibtex",
    ".csv": "text/csv",
    ".html": "text/html",
    ".ics": "text/calendar",
    ".js": "text/javascript",
    ".json": "application/json",
    ".md": "text/markdown",
    ".mjs": "text/javascript",
    ".svg": "image/svg+xml",
    ".txt": "text/plain",
    ".wasm": "application/wasm",
    ".webmanifest": "application/manifest+json",
    ".webp": "image/webp",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
"""What the site consists of, so that it does not depend on the tables of the machine that publishes."""

NAMED_BY_CONTENT = re.compile(rf"{PUBLISHED}/.*\.[0-9a-f]{{10}}(?:\.[^./]+)?")
FOR_EVER = "public, max-age=31536000, immutable"
ASK_EACH_TIME = "no-cache"


def content_type(path: str) -> str:
    """The media type, with UTF-8 for text."""
    name = path.rpartition("/")[2]
    suffix = f".{name.rpartition('.')[2].lower()}" if "." in name else ""
    found = TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{found}; charset=utf-8" if found.startswith("text/") else found


def cache_control(path: str) -> str:
    """For ever what is named after its bytes; the rest is asked for anew each time, and sent only when it changed."""
    return FOR_EVER if NAMED_BY_CONTENT.fullmatch(path) else ASK_EACH_TIME
