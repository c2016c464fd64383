"""Choosing from a timeline, in the browser: chips, counts, the address, the keyboard, and five thousand entries."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from onrecord.site.render import PageRenderer
from onrecord.site.theme import Theme
from onrecord.site.theme_folders import default_templates
from tests.site.view_sites import desk
from tests.whole.watched import Watched, served, watched

ALL = 61
"""Entries on the timeline of this repository's own site."""


@pytest.fixture(scope="module")
def home(demo: Path) -> Iterator[str]:
    with served(demo, "/desk/") as address:
        yield address


@pytest.fixture
def reader(browser: Browser, home: str) -> Iterator[Watched]:
    with watched(browser, home) as reader:
        reader.page.goto(f"{home}timeline/")
        yield reader
        assert reader.trouble == []


def chip(page: Page, name: str, value: str) -> None:
    """Turn a choice on or off as a reader does: by what is seen of it."""
    page.locator(f"#o-filters input[name={name}][value='{value}'] + span").click()


def shown(page: Page) -> int:
    return page.locator(".tl:visible").count()


def number_of(page: Page, name: str, value: str) -> int:
    return int(page.locator(f"#o-filters input[name={name}][value='{value}'] + span .n").inner_text())


def told(page: Page) -> str:
    return page.locator("#o-filters output").inner_text()


def test_a_kind_is_chosen_and_let_go(reader: Watched) -> None:
    page = reader.page
    assert (shown(page), told(page)) == (ALL, f"{ALL} of {ALL} entries")
    responses = number_of(page, "kind", "response")

    chip(page, "kind", "response")

    assert shown(page) == responses == page.locator(".tl[data-kind=response]").count()
    assert told(page) == f"{responses} of {ALL} entries"
    chip(page, "kind", "response")
    assert shown(page) == ALL


def test_counts_say_what_each_choice_would_leave(reader: Watched) -> None:
    page = reader.page
    chip(page, "kind", "claim")
    left = {value: number_of(page, "status", value) for value in ("unverified", "plausible", "refuted")}
    for status, number in left.items():
        chip(page, "status", status)
        assert shown(page) == number
        chip(page, "status", status)
    assert number_of(page, "kind", "response") == page.locator(".tl[data-kind=response]").count()


def test_choices_of_one_sort_add_up_and_of_several_narrow_down(reader: Watched) -> None:
    page = reader.page
    claims, responses = number_of(page, "kind", "claim"), number_of(page, "kind", "response")
    chip(page, "kind", "claim")
    chip(page, "kind", "response")
    assert shown(page) == claims + responses

    page.locator("summary", has_text="Actor").click()
    chip(page, "actor", "yury-dashkin")

    lines = page.locator(".tl:visible")
    assert 0 < shown(page) < claims + responses
    assert all("yury-dashkin" in (line.get_attribute("data-actor") or "").split() for line in lines.all())
    assert page.locator("[data-name=actor] summary .n").inner_text() == "1"


def test_what_is_chosen_stands_in_the_address_and_comes_back_with_it(reader: Watched) -> None:
    page = reader.page
    chip(page, "kind", "claim")
    chip(page, "status", "plausible")
    page.fill("input[name=from]", "2025-01-01")
    number = shown(page)
    expect(page).to_have_url(f"{reader.home}timeline/?kind=claim&status=plausible&from=2025-01-01")

    page.goto("about:blank")
    page.goto(f"{reader.home}timeline/?kind=claim&status=plausible&from=2025-01-01")

    assert shown(page) == number
    assert page.locator("#o-filters :checked").count() == 2
    page.get_by_role("button", name="Show all").click()
    expect(page.locator("#o-filters output")).to_have_text(f"{ALL} of {ALL} entries")
    expect(page).to_have_url(f"{reader.home}timeline/")


def test_a_period_holds_whatever_may_lie_in_it(reader: Watched) -> None:
    """An entry of May 2023 may lie on the tenth of May; one that is "20 May 2025 or later" may lie in 2030."""
    page = reader.page
    page.fill("input[name=from]", "2023-05-10")
    page.fill("input[name=to]", "2023-05-11")
    assert shown(page) == page.locator("[aria-labelledby=o-2023] .tl").count() == 3
    page.fill("input[name=to]", "")
    page.fill("input[name=from]", "2030-01-01")
    assert shown(page) == page.locator("time.t-after:visible").count() > 0


def test_years_without_an_entry_are_left_out_and_the_others_count_anew(reader: Watched) -> None:
    page = reader.page
    chip(page, "kind", "correction")
    expect(page.locator("[aria-labelledby=o-2023]")).to_be_hidden()
    assert page.locator("[aria-labelledby=o-2025] h2 .n").inner_text() == "3"


def test_every_entry_that_is_shown_says_its_date_once_in_a_row(reader: Watched) -> None:
    page = reader.page
    chip(page, "kind", "assessment")
    dates = page.locator(".tl:visible time").all_text_contents()
    drawn = [line.get_attribute("class") == "tl" for line in page.locator(".tl:visible").all()]
    assert drawn == [not at or dates[at - 1] != date for at, date in enumerate(dates)]


def test_by_keyboard_alone(reader: Watched) -> None:
    page = reader.page
    page.locator("#o-filters input[name=kind][value=event]").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?kind=claim$"))
    page.locator("summary", has_text="Topic").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(page).to_have_url(re.compile(r"\?kind=claim&topic=[a-z-]+$"))
    page.keyboard.press("Escape")
    expect(page.locator("details[open]")).to_have_count(0)
    expect(page.locator("summary", has_text="Topic")).to_be_focused()


def test_a_choice_that_nobody_offers_leaves_the_page_whole(reader: Watched) -> None:
    reader.page.goto(f"{reader.home}timeline/?kind=nonsense&actor=%3Cscript%3E&from=yesterday")
    assert shown(reader.page) == ALL


def test_without_scripts_everything_is_there_and_nothing_to_choose(browser: Browser, home: str) -> None:
    with watched(browser, home, scripts=False) as reader:
        reader.page.goto(f"{home}timeline/?kind=claim")
        assert shown(reader.page) == ALL
        expect(reader.page.locator("#o-filters")).to_be_hidden()


def test_from_disk(browser: Browser, demo: Path) -> None:
    with watched(browser, demo.as_uri()) as reader:
        reader.page.goto((demo / "timeline/index.html").as_uri())
        chip(reader.page, "kind", "correction")
        assert shown(reader.page) == 3
        assert reader.trouble == []


def brief(number: int) -> str:
    """Ten claims, one a day."""
    claims = "".join(
        f"- {{id: c{n}, text: Claim {n} of {number}., by: a{n % 7}, said: 2025-{number % 12 + 1:02}-{n + 1:02}}}\n"
        for n in range(10)
    )
    return f"---\ntitle: Brief {number}\ndate: 2025-{number % 12 + 1:02}-15\nclaims:\n{claims}---\n\nText.\n"


def test_five_thousand_entries_are_chosen_from(browser: Browser, tmp_path: Path) -> None:
    files = {f"briefs/2025-01-01-b{n}.md": brief(n) for n in range(460)}
    large = desk(files | {f"actors/a{n}.md": f"---\nname: Actor {n}\nkind: person\n---\n" for n in range(7)})
    theme = Theme(None, default_templates())
    assets = {name: f"theme/{name}" for name in theme.assets()}
    renderer = PageRenderer(theme, large.maker.facts(), assets, tmp_path)
    year = [route for route in large.routes if route.file.startswith("timeline/2025/")]
    assert len(year) == 101
    for frame, view in map(large.maker.page, year):
        page = tmp_path / frame.path
        page.parent.mkdir(parents=True)
        page.write_bytes(renderer.render(frame, view).html)
    shutil.copytree(default_templates() / "assets", tmp_path / "theme")
    (tmp_path / "theme/site.js").touch()
    with served(tmp_path) as home, watched(browser, home) as reader:
        reader.page.goto(f"{home}timeline/2025/")
        assert told(reader.page) == "60 of 5,060 entries"
        assert number_of(reader.page, "kind", "claim") == 4_600
        chip(reader.page, "kind", "claim")
        expect(reader.page.locator("#o-filters output")).to_have_text("4,600 of 5,060 entries")
        assert shown(reader.page) == 4_600
        assert reader.trouble == []
