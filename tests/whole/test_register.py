"""The register of claims, in the browser: choosing, ordering, the address, the keyboard, and without scripts."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.whole.sites import built
from tests.whole.watched import Watched, served, watched

ALL = 18
"""Claims of this repository's own site."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Iterator[str]:
    with served(built(repository, output=tmp_path_factory.mktemp("demo") / "output"), "/desk/") as address:
        yield address


@pytest.fixture
def reader(browser: Browser, home: str) -> Iterator[Watched]:
    with watched(browser, home) as reader:
        reader.page.goto(f"{home}claims/")
        yield reader
        assert reader.trouble == []


def column(page: Page, name: str) -> list[str]:
    return page.locator(f".register tbody tr:visible .{name}").all_inner_texts()


def head(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def order(page: Page) -> dict[str, str]:
    """The columns that say how they are ordered."""
    heads = page.locator(".register th[aria-sort]").all()
    return {head.inner_text(): str(head.get_attribute("aria-sort")) for head in heads}


def test_a_column_orders_the_claims_one_way_and_the_other(reader: Watched) -> None:
    page = reader.page
    assert order(page) == {}
    first = column(page, "what")

    head(page, "Who said")
    assert column(page, "who") == sorted(column(page, "who"), key=str.casefold)
    assert order(page) == {"Who said": "ascending"}
    expect(page).to_have_url(f"{reader.home}claims/?order=who")

    head(page, "Who said")
    assert column(page, "who") == sorted(column(page, "who"), key=str.casefold, reverse=True)
    assert order(page) == {"Who said": "descending"}
    expect(page).to_have_url(f"{reader.home}claims/?order=-who")

    page.get_by_role("button", name="Show all").click()
    expect(page).to_have_url(f"{reader.home}claims/")
    assert (column(page, "what"), order(page)) == (first, {})


def test_what_has_no_date_comes_last_in_either_order(reader: Watched) -> None:
    page = reader.page
    for first in ("May 2023", "possibly 20 May 2025 or later"):
        head(page, "When")
        said = column(page, "said")
        assert (said[0], said[-1]) == (first, "not recorded")


def test_statuses_stand_in_the_order_of_the_vocabulary(reader: Watched) -> None:
    page = reader.page
    head(page, "Status")
    shown = page.locator(".register tbody .mark").all_inner_texts()
    assert list(dict.fromkeys(shown)) == ["Unverified", "Plausible", "Refuted", "Opinion"]


def test_claims_are_ordered_by_what_carries_them(reader: Watched) -> None:
    page = reader.page
    head(page, "Carried by")
    head(page, "Carried by")
    carried = column(page, "lin")
    assert carried[0] == "2 reports, 1 origin"
    assert carried[-1] == "1 report, origin not recorded"


def test_choice_and_order_stand_in_the_address_together(reader: Watched) -> None:
    page = reader.page
    page.locator("#o-filters input[value=unanswered] + span").click()
    page.locator("summary", has_text="Claimant").click()
    page.locator("#o-filters input[value=yury-dashkin] + span").click()
    page.keyboard.press("Escape")
    head(page, "What")
    kept = column(page, "what")
    assert kept == sorted(kept)
    assert set(column(page, "who")) == {"Yury Dashkin said"}
    expect(page).to_have_url(f"{reader.home}claims/?also=unanswered&actor=yury-dashkin&order=what")

    page.goto("about:blank")
    page.goto(f"{reader.home}claims/?also=unanswered&actor=yury-dashkin&order=what")
    assert column(page, "what") == kept
    assert order(page) == {"What": "ascending"}
    assert page.locator("#o-filters output").inner_text() == f"{len(kept)} of {ALL} claims"


def test_claims_without_a_date_lie_in_no_period(reader: Watched) -> None:
    page = reader.page
    page.fill("input[name=from]", "2023-05-01")
    page.fill("input[name=to]", "2023-12-31")
    assert column(page, "said") == ["May 2023"]


def test_by_keyboard_alone(reader: Watched) -> None:
    page = reader.page
    page.get_by_role("button", name="Who said").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert order(page) == {"What": "ascending"}
    page.keyboard.press("Space")
    assert order(page) == {"What": "descending"}
    expect(page.get_by_role("button", name="What")).to_be_focused()


def test_on_a_narrow_screen_the_order_can_be_chosen_too(reader: Watched) -> None:
    page = reader.page
    page.set_viewport_size({"width": 375, "height": 800})
    page.get_by_role("button", name="Status").click()
    assert order(page) == {"Status": "ascending"}


@pytest.mark.parametrize("asked", ["nonsense", "__proto__", "-", "constructor"])
def test_an_order_that_nobody_offers_changes_nothing(reader: Watched, asked: str) -> None:
    page = reader.page
    first = column(page, "what")
    page.goto(f"{reader.home}claims/?order={asked}")
    assert (column(page, "what"), order(page)) == (first, {})
    expect(page).to_have_url(f"{reader.home}claims/")


def test_without_scripts_every_claim_is_there_and_nothing_to_press(browser: Browser, home: str) -> None:
    with watched(browser, home, scripts=False) as reader:
        reader.page.goto(f"{home}claims/?order=who")
        expect(reader.page.locator(".register tbody tr:visible")).to_have_count(ALL)
        expect(reader.page.locator("#o-filters")).to_be_hidden()
        expect(reader.page.locator(".register button")).to_have_count(0)
