"""Tabs of a browser for the tests of the preview, and a desk whose site is being previewed."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.preview.running import PATIENCE, Desk, desk_at


@pytest.fixture
def tabs(browser: Browser) -> Iterator[BrowserContext]:
    """A fresh profile, for as many tabs as a test wants."""
    context = browser.new_context()
    context.set_default_timeout(PATIENCE * 1000)
    try:
        yield context
    finally:
        context.close()


@pytest.fixture
def tab(tabs: BrowserContext) -> Page:
    """A tab at nothing yet."""
    return tabs.new_page()


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """One previewed site for the tests of a module; each of them leaves it as it found it, or adds to it."""
    with desk_at(tmp_path_factory.mktemp("desk") / "site") as desk:
        yield desk
