"""What a build under way has made is shown, and taken back when the build fails."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from onrecord.build.request import BuildResult
from onrecord.preview.builder import Attempt
from onrecord.preview.state import State, Visit
from tests.preview.running import BRIEF, desk_at, opened
from tests.whole.sites import SMALL, attempted, site

PAGE = "briefs/first/index.html"
AHEAD = b"<!doctype html><title>First</title><p>As it will be."


@dataclass
class Shown:
    """A preview's state after its first build, and a page that is open since."""

    state: State
    built: BuildResult
    visit: Visit

    def over(self, result: BuildResult) -> None:
        self.state.take(Attempt(result, frozenset({BRIEF}), 0.0))

    def told(self, visit: Visit) -> Visit | None:
        """The visit after it was told the news, ``None`` for no news."""
        news = self.state.news_for(visit)
        if news is None:
            return None
        assert news["command"] == "update"
        return replace(visit, turn=self.state.turn, digest=news["digest"])


@pytest.fixture
def shown(tmp_path: Path) -> Shown:
    root = site(tmp_path / "site", SMALL)
    built = attempted(root)
    state = State(root, root / "output")
    state.take(Attempt(built, frozenset(), 0.0))
    digest, _ = state.looks_of(PAGE, state.bytes_of(PAGE) or b"")
    return Shown(state, built, Visit(PAGE, state.session, state.turn, digest))


def test_a_page_ahead_is_told_once(shown: Shown) -> None:
    shown.state.take_ahead({PAGE: AHEAD})
    assert shown.state.bytes_of(PAGE) == AHEAD
    seen = shown.told(shown.visit)
    assert seen
    (shown.state.output / PAGE).write_bytes(AHEAD)
    shown.over(replace(shown.built, written=frozenset({PAGE, "index.html"})))
    assert shown.told(seen) is None
    assert shown.told(shown.visit) == replace(seen, turn=shown.state.turn)
    assert shown.told(replace(seen, page="index.html"))


def test_a_page_that_came_out_otherwise_is_told_again(shown: Shown) -> None:
    shown.state.take_ahead({PAGE: AHEAD})
    seen = shown.told(shown.visit)
    assert seen
    (shown.state.output / PAGE).write_bytes(AHEAD + b" Nearly.")
    shown.over(replace(shown.built, written=frozenset({PAGE})))
    assert shown.told(seen)


@pytest.mark.parametrize("failed", [BuildResult(ok=False), None], ids=["a mistake", "a fault of ours"])
def test_what_was_ahead_of_a_build_that_fails_goes_back(shown: Shown, failed: BuildResult | None) -> None:
    before = (shown.state.output / PAGE).read_bytes()
    shown.state.take_ahead({PAGE: AHEAD})
    seen = shown.told(shown.visit)
    assert seen
    shown.state.take(Attempt(failed, frozenset({BRIEF}), 0.0, failure=None if failed else "it broke"))
    assert shown.state.bytes_of(PAGE) == before
    back = shown.told(seen)
    assert back
    assert back.digest == shown.visit.digest


def test_a_build_that_gave_way_leaves_what_it_showed_to_the_next(shown: Shown) -> None:
    shown.state.take_ahead({PAGE: AHEAD})
    shown.state.take_ahead({"index.html": AHEAD})
    assert shown.state.bytes_of(PAGE) == shown.state.bytes_of("index.html") == AHEAD


def test_before_the_first_build_there_is_nothing_to_be_ahead_of(tmp_path: Path) -> None:
    state = State(tmp_path, tmp_path / "output")
    state.take_ahead({PAGE: AHEAD})
    assert (state.build, state.turn, state.bytes_of(PAGE)) == (0, 0, None)


def test_a_claim_that_a_rule_refuses_is_not_left_on_its_page(tmp_path: Path, tab: Page) -> None:
    strict = SMALL | {"onrecord.yaml": "title: Desk\nrules: {claim-without-source: error}\n"}
    with desk_at(tmp_path / "site", strict) as desk:
        opened(tab, f"{desk.home}briefs/first/")
        with desk.changed(BRIEF, lambda text: text.replace("It flies.", "It soars.").replace("sources: talk, ", "")):
            expect(tab.get_by_role("region", name="Problems")).to_contain_text("claim-without-source")
            expect(tab.locator("main").get_by_text("It flies.").first).to_be_visible()
            expect(tab.locator("main").get_by_text("It soars.")).to_have_count(0)
        expect(tab.get_by_role("region", name="Problems")).to_be_hidden()
        expect(tab.locator("main").get_by_text("It flies.").first).to_be_visible()
