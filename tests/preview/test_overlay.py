"""Mistakes show in the browser, over the last good page, and go when they are mended."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import BrowserContext, Dialog, Locator, Page, expect

from tests.preview.running import ACTOR, BRIEF, Desk, at_once, opened, previewed, sent
from tests.whole.sites import SMALL, site

HOSTILE = "<img src=x onerror=alert(1)>"


def panel_of(tab: Page) -> Locator:
    """The list of problems."""
    return tab.get_by_role("region", name="Problems")


def test_a_mistake_shows_its_place_line_and_hint_and_goes_when_it_is_mended(desk: Desk, tab: Page) -> None:
    opened(tab, f"{desk.home}briefs/first/")
    expect(panel_of(tab)).to_be_hidden()
    with desk.changed(BRIEF, lambda text: text.replace("by: ada", "by: adda").replace("[[Ada]]", "[[Ava]]")):
        panel = panel_of(tab)
        expect(panel.get_by_role("heading")).to_have_text("2 errors")
        first = panel.get_by_role("listitem").first
        expect(first).to_contain_text("error[unknown-actor]")
        expect(first.get_by_role("button")).to_have_text(f"{BRIEF}:7:38")
        expect(first.locator("pre")).to_have_text(
            "  - {id: flies, text: It flies., by: adda, said: 2025-05-24, sources: talk, status: unverified}"
        )
        expect(first.locator("pre mark")).to_have_text("a")
        expect(first).to_contain_text("Hint: did you mean 'Ada'?")
        expect(tab.get_by_text("It flies.").first).to_be_visible()
    expect(panel_of(tab)).to_be_hidden()
    expect(tab.get_by_role("button", name="2 errors")).to_be_hidden()


def test_it_shows_on_pages_that_are_opened_later(desk: Desk, tabs: BrowserContext) -> None:
    with desk.changed(ACTOR, lambda text: text.replace("kind: person", "kind: robot")):
        for path in ("", "briefs/first/", "no/such/page/"):
            tab = tabs.new_page()
            opened(tab, f"{desk.home}{path}")
            expect(panel_of(tab).get_by_role("heading")).to_have_text("1 error")


def test_it_is_reached_and_dismissed_by_keyboard(desk: Desk, tab: Page) -> None:
    opened(tab, f"{desk.home}briefs/first/")
    with desk.changed(ACTOR, lambda text: text.replace("kind: person", "kind: robot")):
        expect(panel_of(tab)).to_be_focused()
        tab.keyboard.press("Tab")
        expect(tab.get_by_role("button", name="Dismiss (Esc)")).to_be_focused()
        tab.keyboard.press("Tab")
        expect(panel_of(tab).get_by_role("button", name=ACTOR)).to_be_focused()
        tab.keyboard.press("Escape")
        expect(panel_of(tab)).to_be_hidden()
        badge = tab.get_by_role("button", name="1 error")
        expect(badge).to_be_focused()
        tab.reload()
        expect(badge).to_be_visible()
        expect(panel_of(tab)).to_be_hidden()
        badge.click()
        expect(panel_of(tab)).to_be_visible()
        panel_of(tab).get_by_role("button", name="Dismiss (Esc)").click()
        desk.write({"content/actors/eve.md": "---\nname: Eve\nkind: robot\n---\n"})
        expect(panel_of(tab).get_by_role("heading")).to_have_text("2 errors")
        desk.remove("content/actors/eve.md")
        expect(panel_of(tab).get_by_role("heading")).to_have_text("1 error")
    expect(panel_of(tab)).to_be_hidden()


def test_what_it_shows_never_becomes_a_part_of_the_page(desk: Desk, tab: Page) -> None:
    dialogs: list[Dialog] = []
    tab.on("dialog", lambda dialog: dialogs.append(dialog))
    opened(tab, f"{desk.home}briefs/first/")
    with desk.changed(BRIEF, lambda text: text.replace("by: ada", f"by: '{HOSTILE}'")):
        first = panel_of(tab).get_by_role("listitem").first
        expect(first).to_contain_text(HOSTILE)
        expect(first.locator("pre")).to_contain_text(HOSTILE)
        assert panel_of(tab).locator("img").count() == 0
    assert dialogs == []


def test_a_broken_template_and_a_broken_config_are_mistakes_like_any_other(desk: Desk, tab: Page) -> None:
    opened(tab, f"{desk.home}briefs/first/")
    desk.write({"templates/pages/brief.html": "{% if %}"})
    expect(panel_of(tab)).to_contain_text("templates/pages/brief.html:1")
    desk.remove("templates/pages/brief.html")
    expect(panel_of(tab)).to_be_hidden()
    with desk.changed("onrecord.yaml", lambda text: "title: [Desk\n"):
        expect(panel_of(tab)).to_contain_text("onrecord.yaml:")
        expect(tab.get_by_text("It flies.").first).to_be_visible()
    expect(panel_of(tab)).to_be_hidden()
    with desk.changed("onrecord.yaml", lambda text: text.replace("Desk", "The other desk")):
        expect(tab.get_by_role("link", name="The other desk")).to_be_visible()


def test_warnings_wait_to_be_asked_for(desk: Desk, tab: Page) -> None:
    opened(tab, f"{desk.home}briefs/first/")
    with desk.changed(BRIEF, lambda text: text.replace(", sources: talk", "")):
        badge = tab.get_by_role("button", name=re.compile(r"^\d+ warnings?$"))
        expect(badge).to_be_visible()
        expect(panel_of(tab)).to_be_hidden()
        badge.click()
        expect(panel_of(tab)).to_contain_text("warning[")


def test_a_site_that_starts_with_a_mistake_shows_it_and_then_the_page(tab: Page, tmp_path: Path) -> None:
    root = site(tmp_path, SMALL | {ACTOR: SMALL[ACTOR].replace("kind: person", "kind: robot")})
    with previewed(root) as preview:
        sent(tab, f"{preview.home}briefs/first/")
        expect(panel_of(tab)).to_contain_text("There is no page to show before they are mended.")
        with at_once(preview):
            site(root, SMALL)
        expect(tab.get_by_role("heading", level=1)).to_have_text("First")
        expect(panel_of(tab)).to_be_hidden()
