"""Long lists, cut into pages: which rows stand on which page, and what these pages are called.

A list that is long grows at its late end. So its pages are counted from the earliest row on, and all but the latest are
full: what is added there moves no row to another page, and an address goes on showing what it showed. The latest stands
on the page that the list belongs to, with one to two pages' rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

T = TypeVar("T")

ALONE = "page"
"""The name of a list that is what its page is about."""


class PageList(NamedTuple):
    """A list on a page, by the kind and the key of the page's route."""

    kind: str
    key: str
    name: str


class ListPage(NamedTuple):
    """One of the pages that a long list goes on with, counted from 1, the earliest."""

    list: PageList
    number: int

    @property
    def key(self) -> str:
        """What its route is known by."""
        return f"{self.list.kind}/{self.list.name}/{self.number}/{self.list.key}"


def list_page(key: str) -> ListPage:
    """The list page that ``ListPage.key`` gave a key."""
    kind, name, number, of = key.split("/", 3)
    return ListPage(PageList(kind, of, name), int(number))


class Cut(NamedTuple):
    """How a list of ``total`` rows is cut into pages of ``length``; ``latest_first``: the latest row is the first."""

    total: int
    length: int
    latest_first: bool = True

    @property
    def pages(self) -> int:
        """On how many pages the list stands, that which it belongs to included."""
        return max(1, self.total // self.length)

    def rows(self, all_rows: Sequence[T], number: int) -> Sequence[T]:
        """The rows of a page, in the order of the list."""
        start = (number - 1) * self.length
        end = self.total if number == self.pages else start + self.length
        return all_rows[self.total - end : self.total - start] if self.latest_first else all_rows[start:end]

    def page_of(self, place: int) -> int:
        """The number of the page on which the row at ``place`` of the list stands."""
        from_earliest = self.total - 1 - place if self.latest_first else place
        return min(from_earliest // self.length + 1, self.pages)
