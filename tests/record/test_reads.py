"""What is known to be as it was is as it would be made anew; and what could not have changed is not made anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.derivation import Kept, derived, each, kept
from onrecord.record.reads import OutOfOrder, Reads, Watched

Table = Mapping[str, int]
TABLES = ("prices", "stocks")
KEYS = "abcd"

tables = st.fixed_dictionaries({name: st.dictionaries(st.sampled_from(KEYS), st.integers(0, 2)) for name in TABLES})


@dataclass
class Shop:
    """A record of two tables, and pages that are made from them in all the ways in which views are."""

    reads: Reads | None
    prices: Table
    stocks: Table
    made: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parity = derived(self, "parity", lambda: {key: price % 2 for key, price in self.prices.items()})
        self.odd = derived(self, "odd", lambda: {"keys": tuple(key for key in self.parity if self.parity[key])})
        self.double = each(self, "double", self.prices, lambda key: self.prices[key] * 2)
        self.dear = derived(self, "dear", lambda: {"keys": tuple(key for key, it in self.double.items() if it > 2)})
        self.half: Kept[str, int] = kept(self, "half", lambda key: self.prices.get(key, 0) // 2)
        self.value: Kept[str, int] = kept(self, "value", lambda key: self.half[key] * self.stocks.get(key, 0))

    def page(self, name: str) -> object:
        self.made.append(name)
        match name:
            case "whole":
                return sorted(self.stocks.items())
            case "keys":
                return list(self.prices), len(self.stocks)
            case "odd":
                return self.odd["keys"]
            case "dear":
                return self.dear["keys"], self.double.get("a")
            case _:
                return self.value[name], self.parity.get(name), name in self.stocks


PAGES = ("whole", "keys", "odd", "dear", *KEYS)


def open_shop(reads: Reads, content: Mapping[str, Table]) -> Shop:
    reads.turn_to(content)
    shop = noted_shop(reads, content)
    assert shop.odd["keys"] == plain_pages(content)["odd"]  # a derived thing may be asked for before all are settled
    reads.settle()
    return shop


def noted_shop(reads: Reads, content: Mapping[str, Table]) -> Shop:
    prices, stocks = (Watched(name, content[name], reads) for name in TABLES)
    return Shop(reads, prices, stocks)


def plain_pages(content: Mapping[str, Table]) -> dict[str, object]:
    shop = Shop(None, content["prices"], content["stocks"])
    return {name: shop.page(name) for name in PAGES}


def bring_up_to_date(reads: Reads, shop: Shop, pages: dict[str, object]) -> None:
    for name in PAGES:
        number = reads.number("pages", name)
        held = reads.held.get(number)
        if held is None or (number in reads.suspect and not reads.stands(held)):
            pages[name] = reads.note(number, partial(shop.page, name))
    reads.finish()


@given(st.lists(tables, min_size=1, max_size=6))
def test_what_stands_is_what_would_be_made(contents: list[Mapping[str, Table]]) -> None:
    reads = Reads()
    pages: dict[str, object] = {}
    for content in contents:
        bring_up_to_date(reads, open_shop(reads, content), pages)
        assert pages == plain_pages(content)


@given(st.lists(tables, min_size=2, max_size=5))
def test_turns_that_nobody_looked_at_are_not_forgotten(contents: list[Mapping[str, Table]]) -> None:
    """A build that fails turns to a record and makes nothing of it."""
    reads = Reads()
    pages: dict[str, object] = {}
    bring_up_to_date(reads, open_shop(reads, contents[0]), pages)
    for content in contents[1:-1]:
        open_shop(reads, content)
    bring_up_to_date(reads, open_shop(reads, contents[-1]), pages)
    assert pages == plain_pages(contents[-1])


CONTENT: dict[str, Table] = {"prices": {"a": 2, "b": 3}, "stocks": {"a": 5, "b": 7}}


@pytest.mark.parametrize(
    ("change", "made"),
    [
        ({}, []),
        ({"stocks": {"a": 6, "b": 7}}, ["whole", "a"]),
        ({"prices": {"a": 4, "b": 3}}, ["dear", "a"]),  # another price, of the same parity
        ({"prices": {"a": 2, "b": 2}}, ["odd", "b"]),  # the same half
        ({"prices": {"b": 3, "a": 2}}, ["keys", "dear"]),
        ({"prices": {"a": 2, "b": 3, "c": 2}}, ["keys", "dear", "c"]),
        ({"stocks": {"a": 5}}, ["whole", "keys", "b"]),
    ],
)
def test_only_what_read_something_that_changed_is_made_anew(change: Mapping[str, Table], made: list[str]) -> None:
    reads = Reads()
    bring_up_to_date(reads, open_shop(reads, CONTENT), {})
    shop = open_shop(reads, {**CONTENT, **change})
    bring_up_to_date(reads, shop, {})
    assert shop.made == made


def test_what_is_kept_is_made_once() -> None:
    times: list[str] = []

    def made(key: str) -> str:
        times.append(key)
        return key.upper()

    values = kept(Shop(None, {}, {}), "values", made)
    assert (values["a"], values["a"], times) == ("A", "A", ["a"])


def test_nothing_kept_is_read_before_what_is_derived_is_settled() -> None:
    reads = Reads()
    reads.turn_to(CONTENT)
    shop = noted_shop(reads, CONTENT)
    with pytest.raises(OutOfOrder, match="half"):
        shop.half["a"]
    reads.settle()
    assert shop.half["a"] == 1
    wrong = derived(shop, "wrong", lambda: {"a": shop.half["b"]})
    with pytest.raises(OutOfOrder, match="half"):
        wrong["a"]


def test_nothing_derived_reads_what_is_derived_after_it() -> None:
    reads = Reads()
    reads.turn_to(CONTENT)
    shop = noted_shop(reads, CONTENT)
    later: list[Mapping[str, int]] = []
    early = derived(shop, "early", lambda: dict(later[0]))
    later.append(derived(shop, "late", lambda: {"a": 1}))
    with pytest.raises(OutOfOrder, match="late, by early"):
        early["a"]
    assert later[0]["a"] == 1
