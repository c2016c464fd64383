"""Searching as a reader does: in any script, narrowed, below a path, with a strict policy, and where it cannot work."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.whole.sites import built
from tests.whole.watched import Watched, served, watched

POLICY = (
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'"
)
WITHOUT_WASM = POLICY.replace(" 'wasm-unsafe-eval'", "")


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Path:
    return built(repository / "tests/worked/site", output=tmp_path_factory.mktemp("worked") / "output", search=True)


@pytest.fixture
def reader(browser: Browser, output: Path) -> Iterator[Watched]:
    """A reader of the site below a path, which sends the strictest policy that it works under."""
    with served(output, "/some/path/", policy=POLICY) as home, watched(browser, home) as reader:
        yield reader
        assert reader.trouble == []


def titles(page: Page) -> list[str]:
    """The results with their attributions, once they are there."""
    while True:
        expect(page.locator(".found li").first).to_be_visible()
        if found := page.locator(".found-title").all_inner_texts():  # none while a new answer takes the place of one
            return [title.strip() for title in found]


def asked(page: Page) -> dict[str, list[str]]:
    """What the address asks."""
    return parse_qs(urlsplit(page.url).query)


def search(reader: Watched, words: str, **by: str) -> Page:
    page = reader.page
    page.goto(f"{reader.home}search/index.html")
    if words:  # or the page would take it for a question of its own
        page.get_by_label("Search the record").fill(words)
    for name, value in by.items():
        page.get_by_label(name.capitalize(), exact=True).select_option(value)
    return page


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sirens five", "Olm Water said The sirens sounded five minutes before the gates opened."),
        ("Кметът", "Вестник Треска Кметът обвинява дружеството"),
        ("вестник тре", "Вестник Треска"),
        ("ناصف", "Karim Nasif"),
        ("林海", "Linhai Hydraulics Institute"),
        ("Marta", "Marta Velin said The ministry never read the readings of its own gauges."),
    ],
)
def test_words_are_found_in_every_script_and_claims_have_their_claimants(
    reader: Watched, words: str, found: str
) -> None:
    assert found in titles(search(reader, words))


def test_a_result_tells_status_and_reports_and_leads_to_its_page(reader: Watched) -> None:
    page = search(reader, "gates without a warning", kind="claim")
    result = page.locator(".found li", has_text="Marta Velin said Olm Water opened the gates without a warning.")
    expect(result).to_contain_text("Disputed")
    expect(result).to_contain_text("5 reports, 1 origin")
    expect(result.locator("mark").first).to_be_visible()
    result.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Olm Water opened the gates without a warning.")


def test_filters_narrow_count_and_stand_in_the_address(reader: Watched) -> None:
    page = search(reader, "gates", status="disputed")
    expect(page.locator("#o-by-status option:checked")).to_have_text("Disputed (2)")
    expect(page.locator("#o-by-kind option[value=claim]")).to_have_text("Claims (2)")
    expect(page.locator("#o-by-kind option[value=brief]")).to_have_text("Briefs (0)")
    page.get_by_label("Actor", exact=True).select_option("river-ministry")
    expect(page.get_by_role("heading", name="Results")).to_have_text("Results 1")
    assert asked(page) == {"q": ["gates"], "status": ["disputed"], "actor": ["river-ministry"]}

    page.reload()
    expect(page.get_by_role("heading", name="Results")).to_have_text("Results 1")
    expect(page.get_by_label("Search the record")).to_have_value("gates")
    page.go_back()
    expect(page.get_by_role("heading", name="Results")).to_have_text("Results 2")
    expect(page.get_by_label("Actor", exact=True)).to_have_value("")


def test_a_filter_alone_lists_the_latest_first(reader: Watched) -> None:
    page = search(reader, "", kind="brief")
    assert len(titles(page)) == 3
    dates = [found.split(" · ")[0] for found in page.locator(".found-about").all_inner_texts()]
    assert dates == ["20 May 2025", "10 March 2025", "2 March 2025"]


def test_more_results_come_by_keyboard(reader: Watched) -> None:
    page = search(reader, "", kind="source")
    assert len(titles(page)) == 10
    page.get_by_role("button", name="Show more").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".found li")).to_have_count(18)
    expect(page.locator(".found li").nth(10).get_by_role("link")).to_be_focused()
    expect(page.get_by_role("button", name="Show more")).to_be_hidden()


def test_nothing_found_is_said(reader: Watched) -> None:
    page = search(reader, "zzzzqqq")
    expect(page.get_by_role("status")).to_have_text("nothing found")


def test_the_field_on_the_home_page_leads_to_results(reader: Watched) -> None:
    page = reader.page
    page.goto(f"{reader.home}index.html")
    page.get_by_label("Search the record").fill("Вестник")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/index.html?q=*")
    assert "Вестник Треска" in titles(page)


def test_words_are_never_markup(reader: Watched) -> None:
    page = reader.page
    page.goto(f"{reader.home}search/index.html?q=<img src=x onerror=alert(1)> gates&kind=<b>&status=no-such")
    assert titles(page)
    expect(page.get_by_label("Kind", exact=True)).to_have_value("")
    assert page.locator("main img").count() == 0


def offered(page: Page, words: str) -> None:
    """The page says ``words`` and nothing else, and leads to the lists."""
    expect(page.locator(".search-note:visible")).to_contain_text(words)
    expect(page.locator(".search-note:visible")).to_have_count(1)
    expect(page.get_by_role("main").get_by_role("link", name=re.compile("Claims|Briefs|Actors"))).to_have_count(3)


def test_opened_from_disk_it_says_so_and_leads_on(browser: Browser, output: Path) -> None:
    with watched(browser, f"{output.as_uri()}/") as reader:
        reader.page.goto(f"{reader.home}search/index.html?q=gates")
        offered(reader.page, "opened from disk")
        expect(reader.page.get_by_label("Search the record")).to_be_hidden()
        reader.page.get_by_role("main").get_by_role("link", name="Claims").click()
        expect(reader.page.get_by_role("heading", level=1)).to_have_text("Claims")
        assert reader.trouble == []


def test_without_scripts_it_says_so_and_leads_on(browser: Browser, output: Path) -> None:
    with served(output) as home, watched(browser, home, scripts=False) as reader:
        reader.page.goto(f"{home}search/index.html?q=gates")
        offered(reader.page, "needs JavaScript")
        expect(reader.page.get_by_label("Search the record")).to_be_hidden()
        assert reader.trouble == []


def test_where_the_index_cannot_be_read_it_says_so_and_leads_on(browser: Browser, output: Path) -> None:
    with served(output, policy=WITHOUT_WASM) as home, watched(browser, home) as reader:
        reader.page.goto(f"{home}search/index.html?q=gates")
        offered(reader.page, "could not be read")
