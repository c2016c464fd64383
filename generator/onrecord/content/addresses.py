"""What the addresses in a body's HTML are: pages of the site, assets, places elsewhere."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal, NamedTuple
from urllib.parse import unquote, urlsplit

Where = Literal["page", "asset", "elsewhere", "remote", "here", "nowhere"]
"""A page or an asset of the site, an address that needs no request or is no file (``mailto:``), one at another host, a
part of the same page, or nothing at all."""

_FETCHED = frozenset({"http", "https", "ftp", "ws", "wss"})
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*+):")
_IGNORED_BY_BROWSERS = re.compile(r"[\t\n\r]")
_PLAIN = re.compile(r"https?://(?:[a-z0-9-]++\.)++[a-z]++(?:/[\w./~%?=&;,+!*':@$()-]*+)?+", re.ASCII)
"""What most addresses are: nothing is to be said against any of them."""
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b\ufeff]")
_AROUND = "".join(map(chr, range(33)))
_REMOTE_IN_STYLE = re.compile(r"""url\(\s*+["']?\s*+(?:[a-z][a-z0-9+.-]*+:)?[\\/]{2}|@import""", re.IGNORECASE)
_REMOTE_IN_LIST = re.compile(r"(?:^|[\s,])(?:[a-z][a-z0-9+.-]*+:)?[\\/]{2}", re.IGNORECASE)


class Address(NamedTuple):
    """Where an address leads. ``path`` is percent-decoded, with its query as written; ``fragment`` is decoded too."""

    where: Where
    path: str = ""
    fragment: str | None = None


def of_link(written: str) -> Address:
    """What the ``href`` of a link is.

    Relative addresses whose path ends in ``.md``, and those from the root, are pages; other relative ones are assets.
    """
    address = as_browsers_read(written)
    if not address:
        return Address("nowhere")
    if address.startswith(("#", "?")):
        return Address("here")
    if address.replace("\\", "/").startswith("//"):
        return Address("remote")
    scheme = _SCHEME.match(address)
    if scheme:
        return Address("remote" if scheme[1].lower() in ("http", "https") else "elsewhere")
    path, fragment = _split(address)
    page = path.startswith("/") or path.lower().endswith(".md")
    return Address("page" if page else "asset", path, fragment)


@lru_cache(maxsize=1 << 14)
def fault_of(address: str) -> tuple[str, str] | None:
    """Why ``address`` is not one of the web, as message and hint; ``None`` when it is."""
    if _PLAIN.fullmatch(address):
        return None
    if _UNSEEN.search(address):
        shown = " ".join(address.split())
        return f"the address '{shown}' holds a space or a line end", "delete it, or write %20 for a space"
    try:
        parts = urlsplit(address)
        is_whole = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        is_whole = False
    return None if is_whole else (f"'{address}' is not a web address", "write it whole, from https:// on")


def of_resource(written: str) -> Address:
    """What the address is of something that a page loads by itself, such as an image."""
    address = as_browsers_read(written)
    if not address:
        return Address("nowhere")
    if address.replace("\\", "/").startswith("//"):
        return Address("remote")
    scheme = _SCHEME.match(address)
    if scheme:
        return Address("remote" if scheme[1].lower() in _FETCHED else "elsewhere")
    path, fragment = _split(address)
    return Address("asset", path, fragment)


def loads_elsewhere(style: str) -> bool:
    """Whether a style sheet or a ``style`` attribute may load something from another host."""
    return bool(_REMOTE_IN_STYLE.search(style))


def lists_elsewhere(srcset: str) -> bool:
    """Whether one of the addresses of a ``srcset`` is at another host."""
    return bool(_REMOTE_IN_LIST.search(srcset))


def as_browsers_read(written: str) -> str:
    """An address without the characters that browsers drop before they look at it.

    Source: the URL standard, https://url.spec.whatwg.org/#concept-basic-url-parser, steps 1 to 3.
    """
    written = written.strip(_AROUND)
    return written if written.isprintable() else _IGNORED_BY_BROWSERS.sub("", written)


def _split(address: str) -> tuple[str, str | None]:
    address, mark, fragment = address.partition("#")
    path, question, query = address.partition("?")
    return unquote(path) + question + query, unquote(fragment) if mark else None
