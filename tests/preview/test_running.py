"""What the tests of the preview rely on: a tab comes where it is sent, whatever a page does by itself meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Error, Page, Route

from tests.preview.running import sent

RESTLESS = """<!doctype html><title>Restless</title><script>
  const times = Number(sessionStorage.getItem(location.href));
  sessionStorage.setItem(location.href, times + 1);
  if (times < 5) addEventListener("load", () => setTimeout(() => location.reload(), 1));
</script>"""


@pytest.fixture
def restless(tab: Page) -> Page:
    """A tab whose pages go by themselves a few times, as those of a preview do after builds."""

    def answered(route: Route) -> None:
        route.fulfill(content_type="text/html", body=RESTLESS)

    tab.route("http://desk.test/**", answered)
    return tab


def test_a_tab_comes_where_it_is_sent_while_its_page_goes_by_itself(restless: Page) -> None:
    for number in range(8):
        assert sent(restless, f"http://desk.test/{number}").status == 200
        assert restless.url == f"http://desk.test/{number}"


def test_a_tab_that_cannot_come_where_it_is_sent_says_why(tab: Page) -> None:
    with pytest.raises(Error, match="ERR_UNSAFE_PORT"):
        sent(tab, "http://127.0.0.1:9/")


def test_no_test_sends_a_tab_in_any_other_way() -> None:
    ways = [path.name for path in sorted(Path(__file__).parent.glob("*.py")) if ".goto(" in path.read_text("utf-8")]
    assert ways == ["running.py", Path(__file__).name]
