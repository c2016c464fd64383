"""What livereload 2.7.1 does when it is left alone, and what the preview does in its place.

Each test asks the same of the plain package and of the preview. Were the package mended, its half would fail and could
go, and perhaps with it what stands against the fault here.
"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from playwright.sync_api import Page, expect

from tests.preview.running import BRIEF, Desk, build_of, opened

PLAIN = "import sys; from livereload import Server; Server().serve(port=int(sys.argv[1]), root=sys.argv[2])"
LONG = "x" * 70_000
LATE = f"<!doctype html><html><head><title>Late</title><style>/*{LONG}*/</style></head><body>A page.</body></html>"
HEADLESS = "<!doctype html><title>Short</title><p>A page."
STRANGER = {
    "Origin": "https://evil.example",
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}


class Told:
    """A page that is open, as livereload knows it, and what it was told."""

    def __init__(self) -> None:
        self.messages: list[object] = []

    def write_message(self, message: object) -> None:
        """Keep it."""
        self.messages.append(message)


@pytest.fixture
def told(monkeypatch: pytest.MonkeyPatch) -> Told:
    """A page that follows the plain package, which has reloaded it just now, as it will think for a while."""
    page = Told()
    monkeypatch.setattr(LiveReloadHandler, "watcher", Watcher())
    monkeypatch.setattr(LiveReloadHandler, "waiters", {page})
    monkeypatch.setattr(LiveReloadHandler, "live_css", True)
    monkeypatch.setattr(LiveReloadHandler, "_last_reload_time", time.time() + 3600)
    return page


def touched(file: Path, seconds: int) -> None:
    """A file that was changed so many seconds from now, so that no clock is too coarse to tell."""
    file.touch()
    os.utime(file, (time.time() + seconds,) * 2)


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Host and port at which the plain package serves two pages."""
    root = tmp_path_factory.mktemp("plain")
    (root / "late.html").write_text(LATE)
    (root / "headless.html").write_text(HEADLESS)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-c", PLAIN, str(port), str(root)]
    with subprocess.Popen(command, cwd=root, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert any("Start watching" in line for line in process.stderr)
        yield f"127.0.0.1:{port}"
        process.kill()


def asked(place: str, path: str, headers: Mapping[str, str] | None = None) -> tuple[int, dict[str, str], str]:
    """Status, headers and, unless it goes on as a socket, body of an answer."""
    connection = http.client.HTTPConnection(place, timeout=30)
    try:
        connection.request("GET", path, headers=dict(headers or {}))
        answer = connection.getresponse()
        body = "" if answer.status == 101 else answer.read().decode()
        return answer.status, dict(answer.getheaders()), body
    finally:
        connection.close()


def place_of(desk: Desk) -> str:
    """Host and port of the preview."""
    return urlsplit(desk.home).netloc


def test_a_reload_within_three_seconds_of_the_last_one_is_not_dropped(
    told: Told, tmp_path: Path, desk: Desk, tab: Page
) -> None:
    watcher = LiveReloadHandler.watcher
    watcher.watch(str(tmp_path / "page.html"))
    touched(tmp_path / "page.html", -10)
    watcher.examine()
    touched(tmp_path / "page.html", 10)
    for _ in range(3):
        LiveReloadHandler.poll_tasks()
    assert told.messages == []

    opened(tab, f"{desk.home}briefs/first/")
    with desk.changed(BRIEF, lambda text: f"{text}\nOnce.\n"):
        expect(tab.get_by_text("Once.")).to_be_visible()
        with desk.changed(BRIEF, lambda text: f"{text}\nTwice.\n"):
            expect(tab.get_by_text("Twice.")).to_be_visible()


def test_five_touched_files_are_not_five_builds(tmp_path: Path, desk: Desk, tab: Page) -> None:
    files = [tmp_path / f"{number}.md" for number in range(5)]
    for file in files:
        touched(file, -10)
    builds: list[int] = []
    watcher = Watcher()
    watcher.watch(str(tmp_path), lambda: builds.append(1))
    watcher.examine()
    assert builds == []
    for file in files:
        touched(file, 10)
    for _ in range(10):
        watcher.examine()
    assert len(builds) == 5

    before = opened(tab, f"{desk.home}actors/")
    people = {f"content/actors/p{n}.md": f"---\nname: Person {n}\nkind: person\n---\n" for n in range(5)}
    desk.write(people)
    expect(tab.get_by_role("link", name="Person 4")).to_be_visible()
    assert build_of(tab, after=before) == before + 1
    with desk.building(min(people)):
        for path in people:
            (desk.root / path).unlink()
    expect(tab.get_by_role("link", name="Person 4")).to_have_count(0)


def test_a_page_that_is_not_there_follows_too(plain: str, desk: Desk) -> None:
    status, _, body = asked(plain, "/no-such-page.html")
    assert (status, "livereload" in body) == (404, False)

    status, _, body = asked(place_of(desk), "/no-such-page.html")
    assert (status, "/.onrecord/preview.js" in body) == (404, True)


def test_a_page_with_a_late_head_or_none_follows_too(plain: str, desk: Desk, tab: Page) -> None:
    for name in ("late", "headless"):
        status, _, body = asked(plain, f"/{name}.html")
        assert (status, "A page." in body, "livereload" in body) == (200, True, False)

    opened(tab, f"{desk.home}actors/ada/")
    for template in (LATE, HEADLESS, f"{HEADLESS}<!-- not closed", f"{HEADLESS}<textarea>"):
        desk.write({"templates/pages/actor.html": template.replace("A page.", "A page of its own.")})
        expect(tab.get_by_text("A page of its own.")).to_be_visible()
        desk.remove("templates/pages/actor.html")
        expect(tab.get_by_role("heading", level=1)).to_have_text("Ada")


def test_nobody_keeps_an_answer(plain: str, desk: Desk) -> None:
    assert "Cache-Control" not in asked(plain, "/late.html")[1]

    assert asked(place_of(desk), "/")[1]["Cache-Control"] == "no-store"


def test_a_page_of_another_origin_hears_nothing(plain: str, desk: Desk) -> None:
    assert asked(plain, "/livereload", STRANGER)[0] == 101
    assert asked(plain, "/forcereload", {"Origin": "https://evil.example"})[2] == "ok"

    assert asked(place_of(desk), "/.onrecord/socket", STRANGER)[0] == 403
    assert asked(place_of(desk), "/forcereload")[0] == 404
