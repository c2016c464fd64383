"""The part of a long list that one page shows, and the way to the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from onrecord.site.list_pages import Cut, ListPage, PageList
from onrecord.site.views.material import Material
from onrecord.site.views.paging_parts import Paging
from onrecord.site.views.parts import Link, Mark

CLAIMS = frozenset({"made", "about", "claims"})
"""The lists of claims that say how many of them hold each status."""

NEAR, ENDS = 4, 1
"""How many pages the way to others names next to the latest, and at the earliest end."""


class ListsOfPage:
    """The lists of one page: of the long ones the latest rows. ``paging`` has those that were asked for by name."""

    def __init__(self, material: Material, kind: str, key: str) -> None:
        self._material = material
        self._kind = kind
        self._key = key
        self.paging: dict[str, Paging] = {}
        self._totals: dict[str, int] = {}

    def rows(self, name: str) -> tuple[Any, ...]:
        """What the page shows of a list."""
        cut, _ = self._cut(name)
        return self._material.rows.of(ListPage(self._list(name), cut.pages))

    def keys(self, name: str) -> Sequence[Any]:
        """The same as the list has it."""
        cut, keys = self._cut(name)
        return cut.rows(keys, cut.pages)

    def _list(self, name: str) -> PageList:
        return PageList(self._kind, self._key, name)

    def _cut(self, name: str) -> tuple[Cut, Sequence[Any]]:
        of = self._list(name)
        keys = self._material.lists.rows(of)
        cut = self._material.lists.cut(of, len(keys))
        self._totals[name] = len(keys)
        if cut.pages > 1:
            self.paging[name] = _of_latest(self._material, of, cut, keys)
        return cut, keys

    def total(self, name: str) -> int:
        """How many rows a list has whose rows were asked for."""
        return self._totals[name]


def keys_of(material: Material, page: ListPage) -> tuple[Sequence[Any], Paging]:
    """What stands on a list page, as the list has it."""
    keys = material.lists.rows(page.list)
    cut = material.lists.cut(page.list, len(keys))
    number = page.number
    own = Link("", material.routes.page(page.list.kind, page.list.key), page.list.kind)
    shown = cut.rows(keys, number)
    first = (number - 1) * cut.length + 1
    return shown, Paging(
        first=first,
        last=first + len(shown) - 1,
        number=number,
        earlier=_link(material, page.list, number - 1) if number > 1 else None,
        later=_link(material, page.list, number + 1) if number + 1 < cut.pages else own,
        earliest=_link(material, page.list, 1) if number > 1 else None,
        latest=own,
    )


def _of_latest(material: Material, of: PageList, cut: Cut, keys: Sequence[Any]) -> Paging:
    others = range(cut.pages - 1, 0, -1)
    named: list[int | None] = [*others]
    if len(others) > NEAR + ENDS + 1:
        named = [*others[:NEAR], None, *others[-ENDS:]]
    return Paging(
        first=(cut.pages - 1) * cut.length + 1,
        last=cut.total,
        number=None,
        earlier=_link(material, of, cut.pages - 1),
        later=None,
        earliest=_link(material, of, 1),
        latest=None,
        total=cut.total,
        pages=cut.pages,
        others=tuple([None if number is None else _link(material, of, number) for number in named]),
        statuses=_statuses(material, keys) if of.name in CLAIMS else (),
    )


def _statuses(material: Material, claims: Sequence[str]) -> tuple[tuple[Mark | None, int], ...]:
    status = material.lists.statuses
    numbers = Counter(status[claim] for claim in claims)
    known = [(mark, numbers[mark.id]) for mark in material.statuses.all if numbers[mark.id]]
    return (*known, *([(None, numbers[None])] if numbers[None] else []))


def _link(material: Material, of: PageList, number: int) -> Link:
    return Link(material.words.catalogue.number(number), material.links.list_page(ListPage(of, number)), "list")
