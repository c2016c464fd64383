"""What is not published says so, and every page leads to its source."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.preview.running import ACTOR, BRIEF, PATIENCE, Desk, desk_at, opened, sent
from tests.whole.sites import SMALL

DRAFT = "content/briefs/2025-06-01-secret.md"
EMBARGOED = "content/briefs/2025-06-02-later.md"
EDITOR = """import socket, sys
with socket.create_connection(("127.0.0.1", int(sys.argv[1]))) as told:
    told.sendall(" ".join(sys.argv[2:]).encode())
"""

FILES = SMALL | {
    DRAFT: SMALL[BRIEF].replace("title: First", "title: Secret\ndraft: true").replace("flies", "sinks"),
    EMBARGOED: "---\ntitle: Later\ndate: 2025-06-02\npublish_at: 2999-01-01\n---\n\nNot before.\n",
}


@pytest.fixture(scope="module")
def opening() -> Iterator[socket.socket]:
    """Where the editor says what it was to open."""
    with socket.create_server(("127.0.0.1", 0)) as told:
        told.settimeout(PATIENCE)
        yield told


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, opening: socket.socket) -> Iterator[Desk]:
    """A desk that asked for drafts, with an editor that only says what it was to open."""
    folder = tmp_path_factory.mktemp("drafts")
    (folder / "editor.py").write_text(EDITOR, encoding="utf-8")
    editor = f"{sys.executable} {folder / 'editor.py'} {opening.getsockname()[1]} {{file}} {{line}}"
    with desk_at(folder / "site", FILES, "--drafts", "--editor", editor) as desk:
        yield desk


def opened_place(opening: socket.socket) -> str:
    """What the editor was to open next: the file and the line."""
    connection, _ = opening.accept()
    with connection:
        return connection.makefile().read()


def test_a_draft_and_what_comes_from_it_say_so(desk: Desk, tab: Page) -> None:
    opened(tab, f"{desk.home}briefs/secret/")
    expect(tab.get_by_role("note")).to_have_text("This is a draft. It is shown here only.")
    opened(tab, f"{desk.home}claims/secret/sinks/")
    expect(tab.get_by_role("note")).to_have_text("“Secret”, which this is from, is a draft. It is shown here only.")
    opened(tab, f"{desk.home}briefs/later/")
    expect(tab.get_by_role("note")).to_have_text("This is under embargo until 2999-01-01. It is shown here only.")


def test_what_is_published_does_not(desk: Desk, tab: Page) -> None:
    for page in ("", "briefs/first/", "claims/first/flies/", "actors/ada/"):
        opened(tab, f"{desk.home}{page}")
        expect(tab.get_by_role("note")).to_have_count(0)


def test_a_draft_that_is_published_loses_its_banner(desk: Desk, tab: Page) -> None:
    opened(tab, f"{desk.home}briefs/secret/")
    with desk.changed(DRAFT, lambda text: text.replace("draft: true", "draft: false")):
        expect(tab.get_by_role("note")).to_have_count(0)
    expect(tab.get_by_role("note")).to_have_count(1)


def test_a_page_leads_to_its_source_and_a_claim_to_its_line(desk: Desk, tab: Page, opening: socket.socket) -> None:
    opened(tab, f"{desk.home}actors/ada/")
    tab.get_by_role("button", name=f"Edit {ACTOR}").click()
    assert opened_place(opening) == f"{desk.root / ACTOR} 1"
    opened(tab, f"{desk.home}claims/first/flies/")
    tab.get_by_role("button", name=f"{BRIEF}:7", exact=True).click()
    assert opened_place(opening) == f"{desk.root / BRIEF} 7"
    opened(tab, f"{desk.home}briefs/first/")
    expect(tab.get_by_role("button", name=f"Edit {BRIEF}")).to_be_visible()
    expect(tab.get_by_role("button", name=f"{BRIEF}:7", exact=True)).to_be_visible()
    with desk.changed(BRIEF, lambda text: text.replace("by: ada", "by: adda")):
        tab.get_by_role("button", name=f"{BRIEF}:7:38").click()
        assert opened_place(opening) == f"{desk.root / BRIEF} 7"


def test_a_list_has_no_source_to_edit(desk: Desk, tab: Page) -> None:
    opened(tab, f"{desk.home}claims/")
    expect(tab.get_by_role("button", name="Edit")).to_have_count(0)


def test_without_being_asked_for_drafts_are_not_there(tmp_path: Path, tab: Page) -> None:
    with desk_at(tmp_path / "site", FILES) as desk:
        assert sent(tab, f"{desk.home}briefs/secret/").status == 404
