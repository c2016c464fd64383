"""Addresses of the web, as front matter gives them."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.content import addresses
from onrecord.content.addresses import fault_of


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org",
        "HTTP://Example.ORG:8080/a?b=c#d",
        "https://пример.рф/путь",
        "https://[2001:db8::1]/",
        "https://web.archive.org/web/2025/https://example.org/a",
    ],
)
def test_an_address_of_the_web(address: str) -> None:
    assert fault_of(address) is None


@pytest.mark.parametrize(
    "address", ["", "example.org", "javascript:alert(1)", "ftp://a.example/", "https://", "https:///x", "https://[a/"]
)
def test_no_address_of_the_web(address: str) -> None:
    assert fault_of(address) == (f"'{address}' is not a web address", "write it whole, from https:// on")


@pytest.mark.parametrize("space", [" ", "\n", "\t", "\xa0", "\u200b", "\x7f"])
def test_an_address_holds_no_space(space: str) -> None:
    fault = fault_of(f"https://example.org/a{space}b")
    assert fault
    assert fault[0].endswith("holds a space or a line end")


PARTS = [
    "https://",
    "http://",
    "ftp://",
    "a",
    "example.org",
    ".",
    "..",
    "-",
    "/",
    ":",
    "@",
    "[",
    "]",
    "?b=c",
    "#d",
    "%20",
    " ",
    "é",
]


@given(st.lists(st.sampled_from(PARTS)).map("".join))
@example("https://archive.example/2025/https://a.example:80/b?c=d,(e)")
@example("http://a.b-.c/")
def test_what_is_accepted_at_a_glance_is_accepted_at_length(address: str) -> None:
    told = fault_of.__wrapped__(address)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(addresses, "_PLAIN", re.compile(r"(?!)"))
        assert fault_of.__wrapped__(address) == told
