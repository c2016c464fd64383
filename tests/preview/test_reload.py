"""Saving a file shows in the browser: on the pages that it concerns, and on no other."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import BrowserContext, Page, WebSocketRoute, expect

from tests.preview.running import ACTOR, BRIEF, Desk, build_of, marked, opened, sent, was_reloaded
from tests.whole.sites import built


def test_a_save_shows_on_the_pages_that_it_concerns_and_leaves_the_others(desk: Desk, tabs: BrowserContext) -> None:
    brief, actor = tabs.new_page(), tabs.new_page()
    opened(brief, f"{desk.home}briefs/first/")
    before = opened(actor, f"{desk.home}places/")
    marked(actor)
    with desk.changed(BRIEF, lambda text: f"{text}\nA further paragraph.\n"):
        expect(brief.get_by_text("A further paragraph.")).to_be_visible()
        assert build_of(actor, after=before) > before
        assert not was_reloaded(actor)
    expect(brief.get_by_text("A further paragraph.")).to_have_count(0)


def test_a_claim_shows_on_the_page_of_who_made_it(desk: Desk, tab: Page) -> None:
    opened(tab, f"{desk.home}actors/ada/")
    with desk.changed(BRIEF, lambda text: text.replace("It flies.", "It soars.")):
        expect(tab.get_by_text("It soars.").first).to_be_visible()


def test_two_tabs_follow_together(desk: Desk, tabs: BrowserContext) -> None:
    pages = [tabs.new_page(), tabs.new_page()]
    for page in pages:
        opened(page, f"{desk.home}actors/ada/")
    with desk.changed(ACTOR, lambda text: text.replace("An engineer.", "A pilot.")):
        for page in pages:
            expect(page.get_by_text("A pilot.")).to_be_visible()


def test_style_sheets_are_swapped_without_a_reload(desk: Desk, tab: Page) -> None:
    desk.write({"templates/assets/tokens.css": ":root { --paper: rgb(1, 2, 3) }"})
    opened(tab, desk.home)
    expect(tab.locator("body")).to_have_css("background-color", "rgb(1, 2, 3)")
    marked(tab)
    with desk.changed("templates/assets/tokens.css", lambda text: text.replace("1, 2, 3", "4, 5, 6")):
        expect(tab.locator("body")).to_have_css("background-color", "rgb(4, 5, 6)")
        assert not was_reloaded(tab)
        assert tab.locator("link[rel=stylesheet]").count() > 0
    expect(tab.locator("body")).to_have_css("background-color", "rgb(1, 2, 3)")
    assert not was_reloaded(tab)


def test_the_page_stays_where_it_was_scrolled_to(desk: Desk, tab: Page) -> None:
    lines = "".join(f"\nParagraph {number}.\n" for number in range(200))
    with desk.changed(BRIEF, lambda text: text + lines):
        opened(tab, f"{desk.home}briefs/first/")
        expect(tab.get_by_text("Paragraph 199.")).to_be_attached()
        tab.evaluate("window.scrollTo(0, 1500)")
        with desk.changed(BRIEF, lambda text: f"{text}\nThe last one.\n"):
            expect(tab.get_by_text("The last one.")).to_be_attached()
            tab.wait_for_function("window.scrollY === 1500")


def test_a_page_that_slept_through_builds_catches_up(desk: Desk, tabs: BrowserContext) -> None:
    """A page whose socket is dead, as on a laptop that was closed: what changes meanwhile is told to nobody."""
    tab, awake = tabs.new_page(), tabs.new_page()
    asleep: list[WebSocketRoute] = []

    def fall_asleep(socket: WebSocketRoute) -> None:
        if asleep:
            socket.connect_to_server()
        asleep.append(socket)

    tab.route_web_socket("**/.onrecord/socket", fall_asleep)
    sent(tab, f"{desk.home}briefs/first/")
    tab.wait_for_function("performance.getEntriesByName(`${location.origin}/.onrecord/preview.css`).length > 0")
    with desk.changed(BRIEF, lambda text: f"{text}\nWritten meanwhile.\n"):
        sent(awake, f"{desk.home}briefs/first/")
        expect(awake.get_by_text("Written meanwhile.")).to_be_visible()
        expect(tab.get_by_text("Written meanwhile.")).to_have_count(0)
        asleep[0].close()
        expect(tab.get_by_text("Written meanwhile.")).to_be_visible()


def test_what_is_built_is_not_what_is_published(desk: Desk) -> None:
    assert not (desk.root / "output").exists()
    pages = list((desk.root / ".onrecord").rglob("index.html"))
    assert pages
    assert not any("/.onrecord/" in page.read_text(encoding="utf-8") for page in pages)


def test_the_file_of_a_page_is_left_as_it_is_published(desk: Desk, tmp_path: Path) -> None:
    (output,) = (desk.root / ".onrecord/preview").glob("*/index.html")
    published = built(desk.root, output=tmp_path / "output", now=None)
    assert output.read_bytes() == (published / "index.html").read_bytes()
