"""In a browser: open pages show what a build under way has made, before it ends and whatever becomes of it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.preview.running import ACTOR, BRIEF, Preview, at_once, learned, opened, was_reloaded
from tests.whole.sites import SMALL, site

FIRST = "briefs/first/"

HELD = """import sys
from pathlib import Path
from onrecord.build.failures import OutputFailure
from onrecord.cli import main
from onrecord.preview import builder, server

class Held(server._Ahead):
    def show(self, pages):
        super().show(pages)
        match Path(sys.argv[2]).with_name("become").read_text():
            case "fail":
                raise OutputFailure("the disk is full")
            case "give way":
                raise builder.Interrupted

server._Ahead = Held
main(sys.argv[1:])
"""
"""A preview whose builds, once they have shown pages, wait at a pipe for what shall become of them."""


@dataclass(slots=True)
class HeldDesk:
    """A site and its preview, of which a build that shows pages is held."""

    root: Path
    preview: Preview

    @property
    def home(self) -> str:
        """The address of the site."""
        return self.preview.home

    def save(self, path: str, old: str, new: str) -> None:
        """Put something in the place of something in a file, in one save."""
        file = self.root / path
        text = file.read_text(encoding="utf-8")
        assert old in text
        with at_once(self.preview):
            file.write_text(text.replace(old, new), encoding="utf-8")

    def let(self, become: str, said: str) -> None:
        """Let the build that is held ``go on``, ``fail`` or ``give way``, until the preview says so."""
        lines = len(self.preview.lines)
        (self.root.parent / "become").write_text(become, encoding="utf-8")
        self.preview.said(said, after=lines)

    def go_on(self) -> None:
        """Let the build that is held come to its end."""
        self.let("go on", "^built ")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[HeldDesk]:
    """A desk of its own for a test."""
    os.mkfifo(tmp_path / "become")
    preview = Preview(site(tmp_path / "site", SMALL), program=("-c", HELD))
    try:
        preview.said("^built ")
        yield HeldDesk(tmp_path / "site", preview)
    finally:
        preview.interrupt()


def asked_of(tab: Page) -> list[str]:
    """The addresses that a tab asks for from now on, one after the other."""
    asked: list[str] = []
    tab.on("request", lambda request: asked.append(request.url))
    return asked


def follows(tab: Page, build: int) -> None:
    """Wait until a tab has heard of a build, and has done all that it was told before."""
    tab.wait_for_function(
        "build => document.querySelector('onrecord-preview')?.dataset.build === build", arg=str(build)
    )


def around_a_save(desk: HeldDesk, tabs: BrowserContext) -> tuple[Page, Page]:
    """A tab that was shown a save ahead, and one that was opened while its build is held."""
    early, late = tabs.new_page(), tabs.new_page()
    learned(early, f"{desk.home}{FIRST}")
    desk.save(BRIEF, "said so", "wrote so")
    expect(early.get_by_text("wrote so")).to_be_visible()
    learned(late, f"{desk.home}{FIRST}")
    return early, late


def test_what_was_shown_ahead_is_not_shown_twice(desk: HeldDesk, tabs: BrowserContext) -> None:
    early, late = around_a_save(desk, tabs)
    expect(late.get_by_text("wrote so")).to_be_visible()
    asked = [asked_of(tab) for tab in (early, late)]
    desk.go_on()
    for tab in (early, late):
        follows(tab, 2)
        assert not was_reloaded(tab)
    assert not any(address.endswith(FIRST) for addresses in asked for address in addresses)
    desk.save(BRIEF, "wrote so", "sang so")
    for tab in (early, late):
        expect(tab.get_by_text("sang so")).to_be_visible()
        assert not was_reloaded(tab)
    desk.go_on()


def test_what_a_build_that_fails_has_shown_is_taken_back(desk: HeldDesk, tabs: BrowserContext) -> None:
    early, late = around_a_save(desk, tabs)
    desk.let("fail", "the disk is full")
    for tab in (early, late):
        expect(tab.get_by_text("said so")).to_be_visible()
        expect(tab.get_by_role("region", name="Problems")).to_contain_text("the disk is full")
        assert not was_reloaded(tab)
    opened(late, f"{desk.home}{FIRST}")
    expect(late.get_by_text("said so")).to_be_visible()


def test_what_a_build_has_shown_that_gave_way_is_taken_back_if_the_next_has_it_no_more(
    desk: HeldDesk, tab: Page
) -> None:
    learned(tab, f"{desk.home}{FIRST}")
    desk.save(BRIEF, "said so", "wrote so")
    expect(tab.get_by_text("wrote so")).to_be_visible()
    (desk.root.parent / "become").write_text("give way", encoding="utf-8")
    lines = len(desk.preview.lines)
    desk.save(BRIEF, "wrote so", "said so")
    desk.preview.said("^built ", after=lines)
    expect(tab.get_by_text("said so")).to_be_visible()
    assert not was_reloaded(tab)


def test_a_page_that_is_opened_while_others_are_shown_ahead_follows_at_the_end(
    desk: HeldDesk, tabs: BrowserContext
) -> None:
    early, other = tabs.new_page(), tabs.new_page()
    learned(early, f"{desk.home}{FIRST}")
    desk.save(BRIEF, "It flies.", "It soars.")
    expect(early.locator("main").get_by_text("It soars.").first).to_be_visible()
    learned(other, f"{desk.home}actors/ada/")
    expect(other.locator("main").get_by_text("It flies.").first).to_be_visible()
    desk.go_on()
    expect(other.locator("main").get_by_text("It soars.").first).to_be_visible()


def test_a_missing_page_that_is_open_comes_with_the_end_of_the_build(desk: HeldDesk, tabs: BrowserContext) -> None:
    early, missing = tabs.new_page(), tabs.new_page()
    learned(early, f"{desk.home}{FIRST}")
    opened(missing, f"{desk.home}claims/first/sinks/")
    expect(missing.get_by_role("heading", level=1)).to_have_text("Page not found")
    claim = "  - {id: sinks, text: It sinks., by: ada, said: 2025-05-24, sources: talk, status: unverified}\n"
    desk.save(BRIEF, "---\n\n[[Ada]]", f"{claim}---\n\n[[Ada]]")
    expect(early.locator("main").get_by_text("It sinks.").first).to_be_visible()
    expect(missing.get_by_role("heading", level=1)).to_have_text("Page not found")
    desk.go_on()
    expect(missing.locator("main").get_by_text("It sinks.").first).to_be_visible()


def test_a_claim_that_is_shown_ahead_has_its_place_at_the_end(desk: HeldDesk, tab: Page) -> None:
    learned(tab, f"{desk.home}{FIRST}")
    places = tab.locator("onrecord-place button")
    expect(places).to_have_text([f"{BRIEF}:7"])
    claim = "  - {id: sinks, text: It sinks., by: ada, said: 2025-05-24, sources: talk, status: unverified}\n"
    desk.save(BRIEF, "---\n\n[[Ada]]", f"{claim}---\n\n[[Ada]]")
    expect(tab.locator("main").get_by_text("It sinks.").first).to_be_visible()
    desk.go_on()
    expect(places).to_have_text([f"{BRIEF}:7", f"{BRIEF}:8"])


def test_a_page_that_nobody_has_open_is_not_waited_for(desk: HeldDesk, tab: Page) -> None:
    opened(tab, f"{desk.home}claims/")
    lines = len(desk.preview.lines)
    desk.save(ACTOR, "An engineer.", "A pilot.")
    desk.preview.said("^built ", after=lines)
    opened(tab, f"{desk.home}actors/ada/")
    expect(tab.get_by_text("A pilot.").first).to_be_visible()
