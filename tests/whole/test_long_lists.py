"""Long lists in the browser: they go on on other pages, and what is chosen from them is chosen from the whole."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.whole.axe import violations
from tests.whole.pages import Site
from tests.whole.sites import built, site
from tests.whole.watched import Watched, served, watched

CLAIMS = 23
LENGTH = 4
SITE_PATH = "/some/path/"


def brief(number: int) -> str:
    """A claim of one of three actors; some were answered, some are about others and were not."""
    by, day = f"a{number % 3}", f"2025-{number // 5 + 1:02}-{number % 5 + 1:02}"
    status = ("unverified", "disputed", "refuted")[number % 3]
    answer = f"responses: [{{by: a3, stance: denies, date: {day}}}]" if number % 4 == 0 else "note: Nothing more."
    return f"""---
title: Brief {number}
date: {day}
topics: [drones]
sources:
  - {{id: post, kind: report, title: Post {number}, outlet: The Wire, published: {day}, via: []}}
claims:
  - id: seen
    text: It was seen {number} times.
    by: {by}
    about: a3
    said: {day}
    sources: post
    status: {status}
    {answer}
---

See [@post].
"""


def files(length: int) -> dict[str, str]:
    """The site, with lists of a length."""
    made = {f"content/briefs/2025-01-01-b{number}.md": brief(number) for number in range(CLAIMS)}
    made |= {f"content/actors/a{number}.md": f"---\nname: Actor {number}\nkind: person\n---\n" for number in range(4)}
    return made | {"onrecord.yaml": f"title: Desk\nlist_length: {length}\nlinks: clean\nurl: https://desk.example/\n"}


@pytest.fixture(scope="module")
def cut(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(site(tmp_path_factory.mktemp("cut"), files(LENGTH)))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(site(tmp_path_factory.mktemp("whole"), files(1000)))


@pytest.fixture(scope="module")
def homes(cut: Path, whole: Path) -> Iterator[tuple[str, str]]:
    """Both sites, with the policy that hosts are asked to send."""
    rules = (cut / "_headers").read_text(encoding="utf-8")
    policy = rules.split("Content-Security-Policy: ")[1].partition("\n")[0]
    with served(cut, SITE_PATH, policy=policy) as one, served(whole, SITE_PATH, policy=policy) as other:
        yield one, other


@pytest.fixture
def reader(browser: Browser, homes: tuple[str, str]) -> Iterator[Watched]:
    with watched(browser, homes[0]) as reader:
        yield reader
        assert reader.trouble == []


def told(page: Page) -> str:
    return page.locator("#o-filters output").inner_text()


def lines(page: Page) -> list[str]:
    """What is shown of the register or the timeline, in order."""
    return page.locator(".register tbody tr:visible, .tl:visible").all_inner_texts()


def facets(page: Page) -> list[str]:
    return page.locator("#o-filters li span > .n").all_text_contents()


def test_every_page_of_a_cut_site_can_be_reached_and_no_link_is_broken(cut: Path) -> None:
    found = Site(cut)
    assert found.broken() == []
    assert set(found.pages) - found.reached() == {"404.html"}
    assert {"claims/page/4/index.html", "actors/a3/unanswered/1/index.html", "timeline/2025/page/1/index.html"} <= set(
        found.pages
    )


@pytest.mark.parametrize("address", ["claims/", "timeline/2025/"])
def test_before_anything_is_chosen_the_page_says_what_it_shows_of_how_many(
    reader: Watched, browser: Browser, homes: tuple[str, str], address: str
) -> None:
    page = reader.page
    page.goto(f"{reader.home}{address}")
    shown = len(lines(page))
    with watched(browser, homes[1]) as other:
        other.page.goto(f"{homes[1]}{address}")
        total = len(lines(other.page))
        assert facets(page) == facets(other.page)
    assert LENGTH <= shown < 2 * LENGTH < total
    assert told(page).startswith(f"{shown} of {total} ")
    expect(page.locator(".pager")).to_be_visible()


@pytest.mark.parametrize(
    "asked",
    [
        "claims/?order=who",
        "claims/?order=-said",
        "claims/?actor=a1&order=what",
        "claims/?also=unanswered",
        "claims/?from=2025-02-01&to=2025-02-28",
        "timeline/2025/?kind=response",
        "timeline/2025/?kind=claim,report&actor=a2",
        "timeline/2025/?status=disputed",
    ],
)
def test_what_the_address_asks_for_is_what_a_whole_page_gives(
    reader: Watched, browser: Browser, homes: tuple[str, str], asked: str
) -> None:
    page = reader.page
    page.goto(f"{reader.home}{asked}")
    expect(page.locator(".pager")).to_have_count(0)
    with watched(browser, homes[1]) as other:
        other.page.goto(f"{homes[1]}{asked}")
        assert lines(page) == lines(other.page)
        assert told(page) == told(other.page)
        assert facets(page) == facets(other.page)
        heads = ".tl-group:visible h2, .register th[aria-sort]"
        assert page.locator(heads).all_inner_texts() == other.page.locator(heads).all_inner_texts()


def test_a_choice_fetches_the_other_pages_once(reader: Watched) -> None:
    page = reader.page
    asked: list[str] = []
    page.goto(f"{reader.home}claims/")
    page.on("request", lambda request: asked.append(request.url.removeprefix(reader.home)))
    page.get_by_role("button", name="Who said", exact=True).click()
    expect(page.locator(".register tbody tr")).to_have_count(CLAIMS)
    page.locator("#o-filters input[value=disputed] + span").click()
    expect(page.locator("#o-filters output")).to_have_text("8 of 23 claims")
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#o-filters output")).to_have_text("23 of 23 claims")
    assert sorted(url for url in asked if "theme/" not in url) == [f"claims/page/{number}/" for number in range(1, 5)]


@pytest.mark.parametrize("asked", ["claims/?order=who", "timeline/2025/?kind=claim"])
def test_what_was_fetched_leads_where_it_leads_on_its_own_page(reader: Watched, cut: Path, asked: str) -> None:
    page = reader.page
    page.goto(f"{reader.home}{asked}")
    expect(page.locator(".pager")).to_have_count(0)
    links: list[str] = page.eval_on_selector_all("main a", "all => all.map((link) => link.href)")
    files = [link.removeprefix(reader.home).partition("#")[0].partition("?")[0] for link in links]
    assert len(set(files)) > CLAIMS
    assert [file for file in files if not (cut / file / "index.html").is_file()] == []
    drawn: list[str] = page.eval_on_selector_all("main use", "all => all.map((use) => use.getAttribute('href'))")
    missing = "all => all.filter((id) => !document.querySelector(id))"
    assert page.evaluate(missing, list(dict.fromkeys(drawn))) == []


def test_where_a_page_cannot_be_fetched_that_is_said_and_the_rest_works(
    browser: Browser, homes: tuple[str, str]
) -> None:
    with watched(browser, homes[0]) as reader:
        page = reader.page
        page.route("**/claims/page/2/", lambda route: route.abort())
        page.goto(f"{homes[0]}claims/")
        shown = len(lines(page))
        page.get_by_role("button", name="Who said", exact=True).click()
        output = page.locator("#o-filters output")
        expect(output).to_contain_text("The other pages could not be fetched")
        expect(output).to_contain_text(f"{shown} of {shown} claims")
        who = page.locator(".register tbody .who").all_inner_texts()
        assert who == sorted(who)
        expect(page.locator(".pager")).to_be_visible()


def test_from_disk_the_page_itself_can_be_chosen_from(browser: Browser, cut: Path) -> None:
    with watched(browser, cut.as_uri()) as reader:
        page = reader.page
        page.goto((cut / "claims/index.html").as_uri())
        page.get_by_role("button", name="Who said", exact=True).click()
        expect(page.locator("#o-filters output")).to_contain_text("this is a choice from this page alone")
        assert reader.trouble == []


def test_without_scripts_the_pages_of_a_list_lead_through_all_of_it(browser: Browser, homes: tuple[str, str]) -> None:
    with watched(browser, homes[0], scripts=False) as reader:
        page = reader.page
        page.goto(f"{homes[0]}actors/a3/")
        about = page.locator("section", has=page.get_by_role("heading", name="Claims about this actor"))
        found = about.locator(".lines .line-text a[href*=claims]").all_inner_texts()
        about.get_by_role("link", name="Earlier").click()
        while True:
            found += page.locator("main .lines .line-text a[href*=claims]").all_inner_texts()
            earlier = page.locator(".pager").get_by_role("link", name="Earlier", exact=True)
            if earlier.count() == 0:
                break
            earlier.click()
        assert found == [f"It was seen {number} times." for number in reversed(range(CLAIMS))]
        page.locator(".pager").get_by_role("link", name="Latest").click()
        expect(page).to_have_url(f"{homes[0]}actors/a3/")


@pytest.mark.parametrize(
    "address",
    [
        "actors/a3/",
        "actors/a3/about/1/",
        "claims/page/2/",
        "timeline/2025/page/1/",
        "sources/the-wire/page/2/",
        "claims/",
    ],
)
def test_axe_finds_nothing_on_pages_of_lists(reader: Watched, address: str) -> None:
    reader.page.goto(f"{reader.home}{address}")
    assert violations(reader.page) == {}
