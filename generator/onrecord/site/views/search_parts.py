"""What the search page is made of, beside the parts of all pages."""

from __future__ import annotations

from msgspec import Struct

from onrecord.site.views.parts import Link


class SearchOption(Struct, frozen=True, gc=False):
    """One choice of a filter: the value that stands in addresses, its words, and how many items have it.

    ``one`` is the word for a single item of a kind.
    """

    value: str
    label: str
    number: int
    lang: str | None = None
    one: str | None = None


class SearchFilter(Struct, frozen=True, gc=False):
    """What results can be narrowed by: ``name`` is kind, status, actor, topic or year."""

    name: str
    label: str
    options: tuple[SearchOption, ...]


class SearchView(Struct, frozen=True, gc=False):
    """``/search/``: what it can be narrowed by, and the lists that lead to everything without it.

    ``language`` is the one that the index is made for: an ISO 639-1 code.
    """

    filters: tuple[SearchFilter, ...]
    indexes: tuple[Link, ...]
    language: str
