"""A browser for the tests that look at whole sites."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.whole.watched import started


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Browser]:
    """One browser for all tests; each takes a fresh profile of it."""
    with started(browser_path) as browser:
        yield browser
