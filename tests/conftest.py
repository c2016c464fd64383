"""What all tests share: where the repository is, the browser's path, and an environment that is the same everywhere."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

from tests import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.register_profile("local", deadline=None, max_examples=50)
settings.register_profile("ci", parent=settings.get_profile("local"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "local")

PATIENCE_MS = 60_000
"""How long a page may take to show what a test expects of it, on machines that do much else."""

GIT_SETTINGS = {
    "commit.gpgsign": "false",
    "tag.gpgsign": "false",
    "core.autocrlf": "false",
    "core.hooksPath": os.devnull,
    "init.defaultBranch": "main",
}


@pytest.fixture(scope="session", autouse=True)
def _same_git_everywhere() -> Iterator[None]:
    """Tests that make commits work without an identity on the machine, and inside a git hook."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"):
            patch.delenv(name, raising=False)
        for role in ("AUTHOR", "COMMITTER"):
            patch.setenv(f"GIT_{role}_NAME", "Desk")
            patch.setenv(f"GIT_{role}_EMAIL", "desk@example.org")
        patch.setenv("GIT_TERMINAL_PROMPT", "0")
        patch.setenv("GIT_CONFIG_COUNT", str(len(GIT_SETTINGS)))
        for number, (key, value) in enumerate(GIT_SETTINGS.items()):
            patch.setenv(f"GIT_CONFIG_KEY_{number}", key)
            patch.setenv(f"GIT_CONFIG_VALUE_{number}", value)
        yield


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of this repository."""
    return Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def browser_path() -> str:
    """The path of Chromium or Chrome; a missing browser is a failure, never a skip."""
    path = chromium.find()
    assert path, "no browser: run `make browser`, or set CHROMIUM to the path of Chromium or Chrome"
    return path


@pytest.fixture(scope="session")
def browser(browser_path: str) -> Iterator[Browser]:
    """One browser for all tests of a process, which cannot run two; each test takes a fresh profile of it."""
    from playwright.sync_api import expect

    from tests.whole.watched import started

    expect.set_options(timeout=PATIENCE_MS)
    with started(browser_path) as browser:
        yield browser
