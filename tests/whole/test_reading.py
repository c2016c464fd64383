"""What helps in reading: notes beside the text, the contents list that follows, copying, and previews of links."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Request, expect

from tests.whole.watched import Watched, served, watched

BRIEF = "briefs/kursk-helicopter/"


@pytest.fixture(scope="module")
def home(demo: Path) -> Iterator[str]:
    with served(demo, "/desk/") as address:
        yield address


@pytest.fixture
def reader(browser: Browser, home: str) -> Iterator[Watched]:
    with watched(browser, home) as reader:
        reader.page.goto(home + BRIEF)
        yield reader
        assert reader.trouble == []


def preview(page: Page) -> str:
    """What the preview says once it is there."""
    shown = page.get_by_role("tooltip")
    expect(shown).to_be_visible()
    return shown.inner_text()


def fetched(page: Page) -> list[str]:
    """The addresses that the page's script asks for from now on."""
    asked: list[str] = []

    def note(request: Request) -> None:
        if request.resource_type == "fetch":
            asked.append(request.url)

    page.on("request", note)
    return asked


def test_sources_stand_beside_the_text_where_there_is_room(reader: Watched) -> None:
    page = reader.page
    page.set_viewport_size({"width": 1280, "height": 900})
    notes = page.locator(".side:visible")
    sources = page.locator(".sources > li[value]").count()
    assert sources > 0
    expect(notes).to_have_count(sources)
    text, note = page.locator(".prose > p").first.bounding_box(), notes.first.bounding_box()
    assert text is not None
    assert note is not None
    assert note["x"] >= text["x"] + text["width"]
    for width in (375, 1000):
        page.set_viewport_size({"width": width, "height": 900})
        expect(notes).to_have_count(0)


def test_a_citation_leads_to_its_source_and_back(reader: Watched) -> None:
    page = reader.page
    page.locator("a.cite").first.click()
    expect(page.locator(".sources > li:target")).to_be_in_viewport()
    page.locator(":target .backrefs a").first.click()
    expect(page.locator("a.cite:target")).to_be_in_viewport()


def test_the_contents_list_follows(reader: Watched) -> None:
    page = reader.page
    page.emulate_media(reduced_motion="reduce")
    current = page.locator(".contents [aria-current]")
    expect(current).to_have_count(0)
    for anchor in ("the-words-we-have", "o-sources"):
        page.locator(f"#{anchor}").evaluate("head => head.scrollIntoView()")
        expect(current).to_have_attribute("href", f"#{anchor}")
        expect(current).to_have_count(1)


def test_the_address_of_a_claim_and_the_way_to_cite_are_copied(reader: Watched, home: str) -> None:
    page = reader.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator(".claim").first.get_by_role("button", name="Copy link").click()
    expect(page.locator(".claim").first.get_by_role("status")).to_contain_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{home}claims/kursk-helicopter/epicentre/"
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("status").last).to_contain_text("Copied")
    cited = page.evaluate("navigator.clipboard.readText()")
    assert cited.startswith("Commander puts Putin's helicopter")
    assert cited == page.locator(".cite-as").inner_text()


def test_a_link_to_an_actor_is_previewed_and_asked_for_once(reader: Watched) -> None:
    page = reader.page
    asked = fetched(page)
    link = page.locator(".prose a[href*='actors/yury-dashkin/']").first
    for _ in range(2):
        link.hover()
        assert "Yury Dashkin" in preview(page)
        assert link.get_attribute("aria-describedby") == "o-preview"
        page.mouse.move(0, 0)
        expect(page.get_by_role("tooltip")).to_have_count(0)
    assert len(asked) == 1


def test_a_preview_of_a_claim_says_who_said_it_and_what_became_of_it(reader: Watched) -> None:
    page = reader.page
    page.locator(".claim-text a").first.hover()
    words = preview(page)
    assert "Yury Dashkin said" in words
    assert "Unverified" in words


def test_a_preview_of_a_source_is_its_entry_and_not_its_outlet(reader: Watched) -> None:
    page = reader.page
    page.locator(".source-title a").first.hover()
    words = preview(page)
    assert words.startswith("Unattributed news report, dateline Moscow: the passages on Yury Dashkin")
    assert "Reliability F" in words


def test_a_preview_can_be_hovered_and_sent_away(reader: Watched) -> None:
    page = reader.page
    page.locator(".prose a[href*='actors/ukraine/']").first.hover()
    preview(page)
    page.get_by_role("tooltip").hover()
    expect(page.get_by_role("tooltip")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_have_count(0)


def test_a_link_reached_by_keyboard_is_previewed(reader: Watched) -> None:
    page = reader.page
    page.locator("a.cite").first.focus()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Tab")
    expect(page.locator(":focus")).to_have_attribute("href", "../../actors/ukrainian-forces/index.html")
    assert "Ukrainian forces" in preview(page)
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip")).to_have_count(0)


def test_links_to_lists_and_to_the_page_itself_have_no_preview(reader: Watched) -> None:
    page = reader.page
    asked = fetched(page)
    page.locator("nav[aria-label=Sections] a", has_text="Actors").hover()
    page.locator(".head a").first.hover()
    page.locator(".prose a[href*='actors/ukraine/']").first.hover()
    preview(page)
    assert len(asked) == 1


def test_under_a_finger_nothing_is_asked_for(browser: Browser, home: str) -> None:
    context = browser.new_context(has_touch=True, is_mobile=True, viewport={"width": 375, "height": 800})
    page = context.new_page()
    page.goto(home + BRIEF)
    assert page.locator("#o-preview").count() == 0
    context.close()
