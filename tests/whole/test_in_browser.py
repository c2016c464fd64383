"""The same bytes work from disk, at the root of a host and below a path, with scripts and without."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.whole.sites import built
from tests.whole.watched import Watched, served, watched

PLACES = {"disk": None, "root": "/", "below a path": "/some/path/"}


@pytest.fixture(params=PLACES)
def home(request: pytest.FixtureRequest, demo: Path) -> Iterator[str]:
    """The address of the built site at each kind of place."""
    base = PLACES[request.param]
    if base is None:
        yield f"{demo.as_uri()}/"
    else:
        with served(demo, base) as address:
            yield address


def walk(reader: Watched) -> None:
    """From home to a brief, its claim, the claimant, the timeline and back, as a reader does."""
    page = reader.page
    page.goto(f"{reader.home}index.html")
    expect(page).to_have_title("On Record")
    page.get_by_role("main").locator("a[href*='briefs/kursk-helicopter/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("helicopter")
    page.get_by_role("main").locator("a[href*='claims/kursk-helicopter/epicentre/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Yury Dashkin")
    page.get_by_role("main").get_by_role("link", name="Yury Dashkin").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Yury Dashkin")
    page.get_by_role("navigation", name="Sections").get_by_role("link", name="Timeline").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Timeline")
    page.get_by_role("banner").get_by_role("link", name="On Record").click()
    expect(page.locator("body.k-home")).to_be_visible()


def is_styled(reader: Watched) -> bool:
    """Whether the style sheets arrived: unstyled, a page stands in the browser's own serif letters or margins."""
    sheets = reader.page.locator("link[rel=stylesheet]").count()
    margin = reader.page.evaluate("getComputedStyle(document.body).margin")
    return sheets > 0 and margin == "0px"


def test_a_reader_walks_from_home_and_back(browser: Browser, home: str) -> None:
    with watched(browser, home) as reader:
        walk(reader)
        assert is_styled(reader)
        assert reader.trouble == []


def test_a_reader_without_scripts_walks_the_same_way(browser: Browser, demo: Path) -> None:
    with watched(browser, f"{demo.as_uri()}/", scripts=False) as reader:
        walk(reader)
        assert reader.trouble == []


def test_a_redirect_leads_on(browser: Browser, home: str) -> None:
    with watched(browser, home, scripts=False) as reader:
        reader.page.goto(f"{home}kursk-helicopter/index.html")
        reader.page.wait_for_url("**/briefs/kursk-helicopter/index.html")
        assert reader.trouble == []


@pytest.mark.parametrize("base", ["/", "/some/path/"])
@pytest.mark.parametrize("links", ["portable", "clean"])
def test_a_wrong_address_anywhere_finds_the_way_home(
    browser: Browser, tmp_path: Path, repository: Path, base: str, links: str
) -> None:
    (tmp_path / "onrecord.yaml").write_text(f"title: Desk\nlinks: {links}\nurl: https://site.test{base}\n")
    with served(built(tmp_path), base) as home, watched(browser, home) as reader:
        reader.page.goto(f"{home}no/such/page/")
        expect(reader.page.get_by_role("heading", level=1)).to_have_text("Page not found")
        assert is_styled(reader)
        reader.page.get_by_role("banner").get_by_role("link", name="Desk").click()
        expect(reader.page.locator("body.k-home")).to_be_visible()
        assert [words for words in reader.trouble if "no/such/page/" not in words and "404" not in words] == []


def test_trouble_is_seen(browser: Browser, tmp_path: Path) -> None:
    """What the other tests rely on."""
    (tmp_path / "index.html").write_text(
        "<script src='gone.js'></script><img src='http://127.0.0.2:9/x.png'><script>alert(1); throw 'x'</script>"
    )
    with served(tmp_path) as home, watched(browser, home) as reader:
        with (
            reader.page.expect_event("requestfailed"),
            reader.page.expect_console_message(lambda said: said.type == "error"),
            reader.page.expect_event("pageerror"),
        ):
            reader.page.goto(f"{home}index.html")
        seen = " ".join(reader.trouble)
        for kind in (
            *("404: ", "gone.js", "asked for http://127.0.0.2:9/x.png", "failed: http://127.0.0.2:9/x.png"),
            *("dialog: 1", "script: x", "console: "),
        ):
            assert kind in seen
