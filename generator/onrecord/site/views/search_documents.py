"""What the search index is made of: one small HTML document for each thing that can be found.

Pagefind reads them (https://pagefind.app/docs/): words of the body are found and quoted, metadata is found with more
weight, filters narrow. The ids of a document's elements come along with a result and are not searched: the first one
holds what a result shows beside its title, as a JSON list: the site path, the attribution, what else tells it from
others, the language of the title, and whether there is anything to quote. A document without words would be left out;
one that has none of its own says its title and its key.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from hashlib import blake2b
from html import escape

from onrecord.site.views.findable import Findable, findables, words_of
from onrecord.site.views.material import Material

_SPACE = re.compile(r"\s")
"""Pagefind leaves no space in an id."""

NEVER = "-"
"""Sorts before every date: what has none comes last when the latest is first."""


def search_documents(material: Material) -> Iterator[tuple[str, str]]:
    """The name of each document, the same from build to build, and its HTML."""
    for found in findables(material):
        name = blake2b(f"{found.kind} {found.key}".encode(), digest_size=10).hexdigest()
        yield name, _document(found, words_of(material, found))


def _document(found: Findable, words: tuple[str, ...]) -> str:
    about = [found.link.path, found.who, found.about, found.link.lang, bool(words)]
    shown = _SPACE.sub(
        lambda space: f"\\u{ord(space[0]):04x}", json.dumps(about, ensure_ascii=False, separators=(",", ":"))
    )
    filters: list[tuple[str, str]] = [("kind", found.kind)]
    filters += [("status", found.status)] if found.status else []
    filters += [("actor", key) for key in found.actors]
    filters += [("topic", key) for key in found.topics]
    filters += [("year", str(year)) for year in found.years]
    written = [
        "<!doctype html><html><body data-pagefind-body ",
        f'data-pagefind-sort="since[data-since]" data-since="{escape(found.since or NEVER)}" ',
        f'data-pagefind-meta="title[data-title], names[data-names]" data-title="{escape(found.link.text)}" ',
        f'data-names="{escape(" · ".join((found.who, *found.names)))}"><i id="{escape(shown)}"></i>',
        *(f'<i data-pagefind-filter="{name}[data-is]" data-is="{escape(value)}"></i>' for name, value in filters),
        *(f"<p>{escape(text)}</p>" for text in words or (found.link.text, found.key)),
        "</body></html>",
    ]
    return "".join(written)
