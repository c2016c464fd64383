"""A page whose content was renamed, moved or deleted."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.preview.running import ACTOR, BRIEF, Desk, build_of, opened, sent

RENAMED = "content/briefs/2025-05-25-second.md"


@contextmanager
def renamed(desk: Desk, old: str, new: str) -> Iterator[Path]:
    """A file or folder under another name, and back; built in both places."""
    with desk.building(old):
        (desk.root / old).rename(desk.root / new)
    try:
        yield desk.root / new
    finally:
        with desk.building(old):
            (desk.root / new).rename(desk.root / old)


def test_a_renamed_brief_takes_its_page_along_and_back(desk: Desk, tab: Page) -> None:
    opened(tab, f"{desk.home}briefs/first/#o-claims")
    with renamed(desk, BRIEF, RENAMED):
        tab.wait_for_url(f"{desk.home}briefs/second/#o-claims")
        expect(tab.get_by_role("heading", level=1)).to_have_text("First")
    tab.wait_for_url(f"{desk.home}briefs/first/#o-claims")


def test_the_page_of_a_claim_goes_with_its_brief_or_under_its_own_new_id(desk: Desk, tab: Page) -> None:
    opened(tab, f"{desk.home}claims/first/flies/")
    with renamed(desk, BRIEF, RENAMED):
        tab.wait_for_url(f"{desk.home}claims/second/flies/")
    tab.wait_for_url(f"{desk.home}claims/first/flies/")
    with desk.changed(BRIEF, lambda text: text.replace("id: flies", "id: soars")):
        tab.wait_for_url(f"{desk.home}claims/first/soars/")


def test_a_page_that_was_renamed_meanwhile_says_where_it_is(desk: Desk, tab: Page) -> None:
    with renamed(desk, BRIEF, RENAMED):
        sent(tab, f"{desk.home}briefs/second/")
        expect(tab.get_by_role("heading", level=1)).to_have_text("First")
        assert sent(tab, f"{desk.home}briefs/first/").status == 404
        tab.get_by_role("note").get_by_role("link").click()
        tab.wait_for_url(f"{desk.home}briefs/second/")


def test_a_deleted_brief_leaves_a_page_that_says_so_until_it_is_back(desk: Desk, tab: Page) -> None:
    path = "content/briefs/2025-06-01-short.md"
    desk.write({path: "---\ntitle: Short-lived\ndate: 2025-06-01\n---\n\nNot for long.\n"})
    sent(tab, f"{desk.home}briefs/short/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Short-lived")
    before = (desk.root / path).read_bytes()
    desk.remove(path)
    expect(tab.get_by_role("note")).to_have_text(f"This page is gone: {path} was deleted, or no longer has it.")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Page not found")
    desk.write({path: before})
    expect(tab.get_by_role("heading", level=1)).to_have_text("Short-lived")
    desk.remove(path)


def test_an_old_address_that_is_kept_leads_on(desk: Desk, tab: Page) -> None:
    opened(tab, f"{desk.home}briefs/first/")
    with (
        desk.changed(BRIEF, lambda text: text.replace("title: First", "title: First\naliases: [/briefs/before/]")),
        renamed(desk, BRIEF, RENAMED),
    ):
        tab.wait_for_url(f"{desk.home}briefs/second/")
        sent(tab, f"{desk.home}briefs/before/")
        tab.wait_for_url(f"{desk.home}briefs/second/**")


def test_a_moved_folder_is_one_build_and_is_followed_to_its_new_place(desk: Desk, tab: Page) -> None:
    before = opened(tab, f"{desk.home}briefs/first/")
    with renamed(desk, "content/briefs", "away"):
        expect(tab.get_by_role("note")).to_contain_text("This page is gone")
        assert build_of(tab, after=before) == before + 1
        opened(tab, f"{desk.home}actors/ada/")
        with desk.changed(ACTOR, lambda text: text.replace("An engineer.", "A pilot.")):
            expect(tab.get_by_text("A pilot.")).to_be_visible()
    sent(tab, f"{desk.home}briefs/first/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("First")
    with desk.changed(BRIEF, lambda text: f"{text}\nAfter the move.\n"):
        expect(tab.get_by_text("After the move.")).to_be_visible()


def test_content_and_templates_may_go_and_come_back_as_wholes(desk: Desk, tab: Page) -> None:
    opened(tab, f"{desk.home}actors/ada/")
    with renamed(desk, "content", "away"):
        expect(tab.get_by_role("note")).to_contain_text("This page is gone")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Ada")
    with desk.changed(ACTOR, lambda text: text.replace("An engineer.", "A pilot.")):
        expect(tab.get_by_text("A pilot.")).to_be_visible()
    desk.write({"templates/pages/actor.html": "<!doctype html><title>x</title><p>Mine."})
    expect(tab.get_by_text("Mine.")).to_be_visible()
    with desk.building("templates"):
        (desk.root / "templates/pages/actor.html").unlink()
        (desk.root / "templates/pages").rmdir()
        (desk.root / "templates").rmdir()
    expect(tab.get_by_role("heading", level=1)).to_have_text("Ada")
