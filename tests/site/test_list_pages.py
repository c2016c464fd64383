"""How long lists are cut into pages: nothing lost, nothing twice, and what is full stays as it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.site.list_pages import Cut, ListPage, PageList, list_page

LENGTHS = st.integers(1, 12)
TOTALS = st.integers(0, 120)


def pages_of(rows: list[int], length: int, *, latest_first: bool) -> list[list[int]]:
    """The rows of each page, from that with the earliest on."""
    cut = Cut(len(rows), length, latest_first)
    return [list(cut.rows(rows, number)) for number in range(1, cut.pages + 1)]


def listed(total: int, *, latest_first: bool) -> list[int]:
    """Rows by their place in time."""
    return [*range(total)][::-1] if latest_first else [*range(total)]


@given(TOTALS, LENGTHS, st.booleans())
def test_every_row_stands_on_one_page_in_the_order_of_the_list(total: int, length: int, latest_first: bool) -> None:
    rows = listed(total, latest_first=latest_first)
    pages = pages_of(rows, length, latest_first=latest_first)
    in_order = pages[::-1] if latest_first else pages
    assert [row for page in in_order for row in page] == rows


@given(TOTALS, LENGTHS, st.booleans())
def test_pages_are_full_and_the_latest_has_one_to_two_pages_rows(total: int, length: int, latest_first: bool) -> None:
    *full, latest = pages_of(listed(total, latest_first=latest_first), length, latest_first=latest_first)
    assert {len(page) for page in full} <= {length}
    assert len(latest) < 2 * length
    assert not full or len(latest) >= length


@given(TOTALS, LENGTHS, st.booleans(), st.integers(0, 40))
def test_what_is_added_leaves_full_pages_as_they_are(total: int, length: int, latest_first: bool, more: int) -> None:
    before = pages_of(listed(total, latest_first=latest_first), length, latest_first=latest_first)
    after = pages_of(listed(total + more, latest_first=latest_first), length, latest_first=latest_first)
    assert after[: len(before) - 1] == before[:-1]


@given(st.integers(1, 120), LENGTHS, st.booleans())
def test_a_row_is_found_on_its_page(total: int, length: int, latest_first: bool) -> None:
    rows = listed(total, latest_first=latest_first)
    pages = pages_of(rows, length, latest_first=latest_first)
    cut = Cut(total, length, latest_first)
    assert all(row in pages[cut.page_of(place) - 1] for place, row in enumerate(rows))


@pytest.mark.parametrize("key", ["", "ada", "text:some-blog", "brief#event", "2025"])
def test_a_list_page_is_known_by_its_key(key: str) -> None:
    page = ListPage(PageList("outlet", key, "page"), 12)
    assert list_page(page.key) == page
