"""Makes the pictures of ``docs/pictures/`` and the page that shows them: ``python -m docs.pictures``.

Every kind of page of this repository's own site, on a telephone, a laptop and a large screen, in the light, in the dark
and as printed, and every component by itself. Pictures depend on the fonts of the machine, so no test compares them.
"""

from __future__ import annotations

import base64
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Error, Page, sync_playwright

from onrecord.build.build import build_site
from onrecord.build.request import BuildRequest, NoProgress
from tests import chromium
from tests.whole.kinds import KINDS
from tests.whole.watched import served

DOCS = Path(__file__).resolve().parent
PICTURES = DOCS / "pictures"
WIDTHS = {375: 800, 1280: 900, 1920: 1080}
"""Widths of screens with their heights, in CSS pixels."""

PAPER = (794, 1123)
"""A4 at 96 dots per inch."""

QUALITY = 32
"""Of WebP, from 0 to 100: text stays legible, and all pictures together stay small."""

TRIES = 5
"""How often the browser is asked for one picture."""

COMPONENTS = {
    "claim card": ("partials/claims.html", "brief", ".claim"),
    "line of a claim": ("partials/claims.html", "actor", ".lines"),
    "register": ("partials/claims.html", "claims", ".register"),
    "sources": ("partials/sources.html", "brief", ".sources"),
    "chain behind a claim": ("partials/sources.html", "claim", ".tree"),
    "timeline": ("partials/timeline.html", "event", ".timeline"),
    "overview": ("partials/overview.html", "timeline", ".overview"),
    "choice from a timeline": ("partials/filters.html", "timeline", ".filters"),
    "who spoke when": ("partials/lanes.html", "topic", "section:has(> .lanes)"),
    "who holds what": ("partials/positions.html", "topic", ".matrix"),
    "actors around one": ("partials/graph.html", "actor", ".graph"),
    "briefs": ("partials/lists.html", "briefs", ".briefs"),
    "contents": ("partials/lists.html", "brief", ".contents"),
}
"""What pages are made of: the partial it is in, a page that shows it, and how to find it there."""


def main() -> None:
    """Build the site, take every picture, and write the page."""
    PICTURES.mkdir(exist_ok=True)
    for old in PICTURES.glob("*.webp"):
        old.unlink()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        output = Path(folder) / "output"
        request = BuildRequest(root=DOCS.parent, output=output, now=datetime(2025, 6, 1, tzinfo=UTC))
        if not build_site(request, NoProgress()).ok:
            raise SystemExit("the site does not build: onrecord check says why")
        browser = playwright.chromium.launch(executable_path=chromium.find())
        with served(output) as home:
            _take(browser, home)
        browser.close()
    (DOCS / "pictures.md").write_text(_page(), encoding="utf-8")


def _take(browser: Browser, home: str) -> None:
    for scheme in ("light", "dark"):
        for width, height in WIDTHS.items():
            for kind, page in _opened(browser, home, (width, height), scheme):
                _write(page, f"{kind}-{width}-{scheme}")
                if width == 1280 and scheme == "light":
                    _take_components(page, kind)
    for kind, page in _opened(browser, home, PAPER, "light", media="print"):
        _write(page, f"{kind}-print")


def _opened(
    browser: Browser, home: str, size: tuple[int, int], scheme: Any, media: Any = "screen"
) -> Iterator[tuple[str, Page]]:
    """A page of every kind in a window of a size."""
    page = browser.new_page(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, reduced_motion="reduce"
    )
    page.emulate_media(media=media)
    for kind, address in KINDS.items():
        page.goto(home + address)
        yield kind, page
    page.close()


def _take_components(page: Page, kind: str) -> None:
    for name, (_, shown_on, selector) in COMPONENTS.items():
        if shown_on == kind:
            page.locator(selector).first.scroll_into_view_if_needed()
            box = page.locator(selector).first.bounding_box()
            assert box is not None, f"{selector} is not on the page of a {kind}"
            top = page.evaluate("scrollY")
            clip = {
                "x": max(0, box["x"] - 16),
                "y": top + box["y"] - 16,
                "width": min(box["width"] + 32, 1280),
                "height": min(box["height"] + 32, 640),
                "scale": 1,
            }
            _write(page, f"component-{_slug(name)}", clip)


def _write(page: Page, name: str, clip: dict[str, float] | None = None) -> None:
    session: CDPSession = page.context.new_cdp_session(page)
    asked: dict[str, Any] = {"format": "webp", "quality": QUALITY}
    if clip:
        asked |= {"clip": clip, "captureBeyondViewport": True}
    for left in reversed(range(TRIES)):
        try:
            taken = session.send("Page.captureScreenshot", asked)
            break
        except Error:  # a browser that is behind with its work has no picture yet
            if not left:
                raise
            page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    (PICTURES / f"{name}.webp").write_bytes(base64.b64decode(taken["data"]))
    session.detach()


def _slug(name: str) -> str:
    return name.replace(" ", "-")


def _page() -> str:
    lines = [
        "# Pictures",
        "",
        "What the default theme looks like, on this repository's own site. Made by `make pictures`.",
        "",
        "## Components",
        "",
        "Each is a macro of a partial; [Templates](templates.md#partials) lists them with what they take.",
        "",
    ]
    for name, (partial, _, _) in COMPONENTS.items():
        lines += [f"### {name.capitalize()}", "", f"`{partial}`", ""]
        lines += [f"![{name.capitalize()}](pictures/component-{_slug(name)}.webp)", ""]
    lines += ["## Pages", "", "The first screen of each kind of page; the links lead to the other sizes.", ""]
    for kind in KINDS:
        title = kind.replace("-", " ").capitalize()
        names = [f"{width}-{scheme}" for scheme in ("light", "dark") for width in WIDTHS] + ["print"]
        others = [name for name in names if name != "1280-light"]
        lines += [f"### {title}", "", f"![{title}, 1280 px, light](pictures/{kind}-1280-light.webp)", ""]
        lines += [" · ".join(f"[{name.replace('-', ' ')}](pictures/{kind}-{name}.webp)" for name in others), ""]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
