"""Pages taken out of their site: links within what was taken work from disk, the others name the site or go."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection
from urllib.parse import quote, unquote, urlsplit

from onrecord.build.page_links import ATTRIBUTE, LINKING, TAG


def relinked(page: str, file: str, taken: Collection[str], site: str | None, base: str) -> str:
    """A page with its links rewritten.

    ``file`` is where it stands in the site, ``taken`` are the files that go with it. What leads to any other page leads
    to that page on ``site``, the address where it is published; without one the address is taken away and the words
    stay. ``base`` is the path that the site lies below, from slash to slash.
    """

    def attribute(found: re.Match[str]) -> str:
        name, value = found[1], found[2]
        if name.lower() not in LINKING or value is None:
            return found[0]
        address = html.unescape(value.strip("\"'")).strip()
        target = _target(address, file, base)
        if target is None:
            return found[0]
        path, fragment = target
        if path in taken:
            return f'{name}="{html.escape(_way(file, path) + fragment)}"'
        if site is None:
            return ""
        return f'{name}="{html.escape(_on(site, path) + fragment)}"'

    def tag(found: re.Match[str]) -> str:
        group = 2 if found[2] else 5
        attributes = found[group]
        if not attributes:
            return found[0]
        start, end = found.span(group)
        text = found[0]
        return text[: start - found.start()] + ATTRIBUTE.sub(attribute, attributes) + text[end - found.start() :]

    return TAG.sub(tag, page)


def file_of(address: str, file: str, base: str) -> str | None:
    """The file of the site that an address on the page ``file`` leads to; ``None`` for other hosts' addresses."""
    target = _target(address, file, base)
    return target[0] if target else None


def _target(address: str, file: str, base: str) -> tuple[str, str] | None:
    """The file and the fragment (with its ``#``); ``None`` for what leads out of the site or stays here."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme or parts.netloc or not parts.path:
        return None
    path = unquote(parts.path)
    if path.startswith("/"):
        if not path.startswith(base):
            return None
        whole = path[len(base) :]
    else:
        whole = posixpath.join(posixpath.dirname(file), path)
    is_folder = whole == "" or whole.endswith(("/", "/.", "/.."))
    found = posixpath.normpath(whole) if whole else "."
    if found.startswith(".."):
        return None
    if is_folder or found == ".":
        found = "index.html" if found == "." else f"{found}/index.html"
    return found, f"#{parts.fragment}" if parts.fragment else ""


def _way(file: str, path: str) -> str:
    return quote(posixpath.relpath(path, posixpath.dirname(file) or "."), safe="/")


def _on(site: str, path: str) -> str:
    is_folder = path == "index.html" or path.endswith("/index.html")
    return f"{site.rstrip('/')}/{quote(path.removesuffix('index.html') if is_folder else path, safe='/')}"
