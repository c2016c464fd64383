"""Every kind of page for every reader: axe-core, keyboard, reduced motion, weight, and nothing that jumps."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, Response, Route, expect

from onrecord.site.render import PageRenderer
from onrecord.site.theme import Theme
from onrecord.site.theme_folders import default_templates
from tests.site import sample_views as sample
from tests.whole.axe import violations
from tests.whole.kinds import KINDS
from tests.whole.watched import served, watched

FULL = sorted(set(sample.FULL) - {"redirect"})


@pytest.fixture(scope="module")
def home(demo: Path) -> Iterator[str]:
    with served(demo) as address:
        yield address


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """One tab for the many pages that axe-core looks at."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.mark.parametrize("kind", KINDS)
def test_axe_finds_nothing_on_any_kind_of_page(page: Page, home: str, kind: str) -> None:
    page.goto(home + KINDS[kind])
    assert violations(page) == {}


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A page of every kind, with all that it can show."""
    root = tmp_path_factory.mktemp("full")
    theme = Theme(None, default_templates())
    renderer = PageRenderer(theme, sample.SITE, {name: f"theme/{name}" for name in theme.assets()}, root)
    shutil.copytree(default_templates() / "assets", root / "theme")
    for kind in FULL:
        folder = root / kind / "sample"
        folder.mkdir(parents=True)
        html = renderer.render(sample.full_frame(kind), sample.FULL[kind]).html.decode()
        (folder / "index.html").write_text(html, encoding="utf-8")
    return root


@pytest.mark.parametrize("kind", FULL)
def test_axe_finds_nothing_where_a_page_shows_all_it_can(page: Page, full: Path, kind: str) -> None:
    page.goto((full / kind / "sample/index.html").as_uri())
    assert violations(page) == {}


def test_axe_sees_what_is_wrong(page: Page) -> None:
    """What the other tests rely on: once what looks the same, however often it is there; and in both lights."""
    page.set_content(
        """<html lang=en><title>x</title><style>
          .faint, p.x i { color: #666 } li.last b { color: #777 }
          @media (prefers-color-scheme: dark) { .night { color: #999 } }
        </style><main><h1>x</h1>
        <p class=faint>Too faint.</p><p class=faint>Too faint.</p><p class=night>By night.</p>
        <p>An <i>ant</i>.</p><p class=x>An <i>ant</i>.</p><ul><li><b>Bee</b><li><b>Bee</b><li class=last><b>Bee</b></ul>
        <img src=x></main>"""
    )
    by_day = [
        *("color-contrast-enhanced: <i>ant</i>", 'color-contrast-enhanced: <p class="faint">Too faint.</p>'),
        *("color-contrast: <b>Bee</b>", 'image-alt: <img src="x">'),
    ]
    found = violations(page)
    assert sorted(found["light"]) == by_day
    assert sorted(found["dark"]) == [*by_day[:3], 'color-contrast: <p class="night">By night.</p>']


def test_the_first_key_leads_past_the_head_of_the_page(browser: Browser, home: str) -> None:
    with watched(browser, home) as reader:
        page = reader.page
        page.goto(f"{home}briefs/kursk-helicopter/")
        page.keyboard.press("Tab")
        skip = page.get_by_role("link", name="Skip to content")
        expect(skip).to_be_focused()
        expect(skip).to_be_in_viewport()
        page.keyboard.press("Enter")
        expect(page.locator("main")).to_be_focused()
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('main') !== null")


def test_focus_goes_through_a_page_in_the_order_it_is_read_and_is_seen_everywhere(browser: Browser, home: str) -> None:
    """On a narrow screen, where all stands in one column: never up the page, and never without a mark."""
    context = browser.new_context(viewport={"width": 375, "height": 800}, reduced_motion="reduce")
    page = context.new_page()
    for kind in ("home", "claim", "timeline", "actor"):
        page.goto(home + KINDS[kind])
        places = []
        for _ in range(40):
            page.keyboard.press("Tab")
            places.append(
                page.evaluate(
                    """() => {
                        const at = document.activeElement;
                        // The contents list stands in columns, which are read one after the other.
                        const box = (at.closest(".contents") ?? at).getBoundingClientRect();
                        const seen = at.matches("input[type=checkbox]") ? at.nextElementSibling : at;
                        const marksItsParts = at.matches("input[type=date]");
                        const mark = marksItsParts ? "part" : getComputedStyle(seen).outlineStyle;
                        return [Math.round(box.top + scrollY), mark, at.outerHTML.slice(0, 120)];
                    }"""
                )
            )
        assert [place for place in places if place[1] == "none"] == []
        lines = [place[0] for place in places[1:]]
        assert [places[at + 1] for at, (one, two) in enumerate(pairwise(lines), 1) if two < one - 24] == []
    context.close()


@pytest.mark.parametrize(("motion", "behaviour"), [("reduce", "auto"), ("no-preference", "smooth")])
def test_nothing_moves_for_who_asked_for_stillness(browser: Browser, home: str, motion: Any, behaviour: str) -> None:
    context = browser.new_context(reduced_motion=motion)
    page = context.new_page()
    page.goto(home + KINDS["brief"])
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == behaviour
    moving = """[...document.querySelectorAll("*")].filter((element) => {
        const style = getComputedStyle(element);
        return style.animationName !== "none" || parseFloat(style.transitionDuration) > 0;
    }).length"""
    assert page.evaluate(moving) == 0
    context.close()


def test_every_page_works_under_a_strict_policy_and_asks_nobody_else_for_anything(browser: Browser, home: str) -> None:
    policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'"
    with watched(browser, home) as reader:
        reader.page.route("**/*", lambda route: _answered_with(route, policy))
        for address in KINDS.values():
            reader.page.goto(home + address)
        assert reader.trouble == []


def _answered_with(route: Route, policy: str) -> None:
    answer = route.fetch()
    route.fulfill(response=answer, headers={**answer.headers, "content-security-policy": policy})


@pytest.mark.parametrize("width", [320, 1280, 2560])
def test_no_page_is_wider_than_the_screen_or_shifts(browser: Browser, home: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    page.add_init_script(
        """window.shifts = 0;
        new PerformanceObserver((list) => { for (const it of list.getEntries()) shifts += it.value; })
            .observe({ type: "layout-shift", buffered: true });"""
    )
    measured = {}
    for kind, address in KINDS.items():
        page.goto(home + address, wait_until="load")
        page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        over = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        measured[kind] = (page.evaluate(over), page.evaluate("shifts"))
    context.close()
    assert {kind: found for kind, found in measured.items() if found != (0, 0)} == {}


def test_home_and_briefs_are_light_with_everything_they_ask_for(browser: Browser, home: str, demo: Path) -> None:
    """In bytes, uncompressed and without images."""
    briefs = [path.relative_to(demo).as_posix() for path in sorted((demo / "briefs").glob("*/index.html"))]
    assert len(briefs) == 5
    weights = {address: _weight(browser, home, address) for address in ("index.html", *briefs)}
    assert {address: weight for address, weight in weights.items() if weight > 60_000} == {}


def _weight(browser: Browser, home: str, address: str) -> int:
    got: list[Response] = []
    with watched(browser, home) as reader:
        reader.page.on("response", lambda answer: got.append(answer))
        reader.page.goto(home + address, wait_until="networkidle")
        return sum(
            len(answer.body()) for answer in got if not (answer.header_value("content-type") or "").startswith("image/")
        )
