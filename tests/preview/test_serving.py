"""The built site is served as a host would, to the person at the browser and to nobody else."""

from __future__ import annotations

import http.client
import json
import os
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.preview.running import BRIEF, Desk, desk_at, opened, sent
from tests.whole.sites import SMALL, Files

BASE = "/some/path/"
UNUSUAL = "bilder/ein bild, größer & 100 % – «neu».svg"
LARGE = "".join(f"\nParagraph {number} of a long text that goes on and on.\n" for number in range(4_500))

FILES: Files = SMALL | {
    f"content/assets/{UNUSUAL}": "<svg xmlns='http://www.w3.org/2000/svg'/>",
    "content/assets/notes.txt": "größer",
    "content/assets/data.json": "{}",
    "content/assets/film.mp4": bytes(range(256)) * 16,
    "content/actors/київ.md": "---\nname: Київ\nkind: group\n---\n",
    "content/briefs/2025-06-01-large.md": f"---\ntitle: Large\ndate: 2025-06-01\n---\n{LARGE}",
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that previews below a path."""
    with desk_at(tmp_path_factory.mktemp("served") / "site", FILES, "--base-path", BASE) as desk:
        yield desk


def asked(
    desk: Desk, path: str, method: str = "GET", body: str | None = None, **headers: str
) -> http.client.HTTPResponse:
    """The answer to one request; the path goes out as it is, and a header's name has ``_`` for ``-``."""
    connection = http.client.HTTPConnection(urlsplit(desk.home).netloc, timeout=30)
    try:
        connection.request(method, path, body, {name.replace("_", "-"): value for name, value in headers.items()})
        answer = connection.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]
        return answer
    finally:
        connection.close()


def body_of(answer: http.client.HTTPResponse) -> bytes:
    """What an answer held."""
    return bytes(answer.body)  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("", "text/html; charset=utf-8"),
        ("briefs/first/", "text/html; charset=utf-8"),
        ("briefs/first/index.html", "text/html; charset=utf-8"),
        (f"actors/{quote('київ')}/", "text/html; charset=utf-8"),
        (f"assets/{quote(UNUSUAL)}", "image/svg+xml"),
        ("assets/notes.txt", "text/plain; charset=utf-8"),
        ("assets/data.json", "application/json"),
        ("assets/film.mp4", "video/mp4"),
    ],
)
def test_everything_has_its_type_and_is_kept_by_nobody(desk: Desk, path: str, kind: str) -> None:
    for method in ("GET", "HEAD"):
        answer = asked(desk, BASE + path, method)
        assert (answer.status, answer.getheader("Content-Type")) == (200, kind)
        assert answer.getheader("Cache-Control") == "no-store"
        assert answer.getheader("Etag") is None
        assert answer.getheader("Last-Modified") is None
        assert bool(body_of(answer)) == (method == "GET")


def test_what_is_named_after_its_bytes_may_be_kept_while_it_is(desk: Desk) -> None:
    page = body_of(asked(desk, f"{BASE}briefs/first/")).decode()
    found = re.search(r"theme/style\.[0-9a-f]+\.css", page)
    assert found
    assert asked(desk, f"{BASE}{found[0]}").getheader("Cache-Control") == "max-age=31536000, immutable"
    (file,) = (desk.root / ".onrecord/preview").glob(f"*/{found[0]}")
    before = file.read_bytes()
    file.write_bytes(before + b"/* another */")
    try:
        assert asked(desk, f"{BASE}{found[0]}").getheader("Cache-Control") == "no-store"
    finally:
        file.write_bytes(before)


def test_a_film_can_be_wound(desk: Desk) -> None:
    answer = asked(desk, f"{BASE}assets/film.mp4", Range="bytes=256-511")
    assert (answer.status, body_of(answer)) == (206, bytes(range(256)))


def test_a_folder_without_its_slash_and_the_root_lead_to_the_right_place(desk: Desk) -> None:
    for path, target in {
        f"{BASE}briefs/first?x=1": f"{BASE}briefs/first/?x=1",
        f"{BASE}actors/{quote('київ')}": f"{BASE}actors/{quote('київ')}/",
        "/": BASE,
        "/some/path": BASE,
        "/some": BASE,
    }.items():
        answer = asked(desk, path)
        assert (answer.status, answer.getheader("Location")) == (302, target)


def test_a_large_page_comes_whole_and_follows(desk: Desk, tab: Page) -> None:
    answer = asked(desk, f"{BASE}briefs/large/")
    assert len(body_of(answer)) == int(answer.getheader("Content-Length") or 0) > 250_000
    opened(tab, f"{desk.home}briefs/large/")
    expect(tab.get_by_text("Paragraph 4499 of a long text")).to_be_attached()


def test_the_sites_own_404_page_is_shown_and_follows(desk: Desk, tab: Page) -> None:
    opened(tab, f"{desk.home}briefs/such/")
    expect(tab.get_by_role("heading", level=1)).to_have_text("Page not found")
    desk.write({"content/briefs/2025-06-03-such.md": "---\ntitle: Such\ndate: 2025-06-03\n---\n\nA page.\n"})
    expect(tab.get_by_role("heading", level=1)).to_have_text("Such")
    assert asked(desk, "/elsewhere/").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "../onrecord.yaml",
        "..%2fonrecord.yaml",
        "%2e%2e/%2e%2e/%2e%2e/onrecord.yaml",
        "..\\onrecord.yaml",
        "..%5conrecord.yaml",
        "briefs/../../../../onrecord.yaml",
        "/etc/passwd",
        "%2fetc/passwd",
        "//etc/passwd",
        "C:/Windows/win.ini",
        "file:///etc/passwd",
        ".onrecord/manifest.json",
        ".ONRECORD/manifest.json",
        "./.onrecord/manifest.json",
        "linked.txt",
        "linked/onrecord.yaml",
        "assets/notes.txt%00.html",
        "%ff",
    ],
)
def test_no_file_outside_the_output_is_served(desk: Desk, path: str) -> None:
    (output,) = (folder for folder in (desk.root / ".onrecord/preview").iterdir() if folder.is_dir())
    for name, target in {"linked.txt": desk.root / "onrecord.yaml", "linked": desk.root}.items():
        if not (output / name).is_symlink():
            os.symlink(target, output / name)
    for start in (BASE, "/"):
        answer = asked(desk, f"{start}{path}")
        assert answer.status in (400, 404)
        assert b"title: Desk" not in body_of(answer)
        assert b"root:" not in body_of(answer)
        assert b"generator" not in body_of(answer) or b"<meta" in body_of(answer)


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:80", "localhost.evil.example", "127.0.0.1.evil.example", "x.y"]
)
def test_a_name_that_was_made_to_lead_here_gets_nothing(desk: Desk, host: str) -> None:
    for path in (BASE, f"{BASE}assets/data.json", "/.onrecord/preview.js", "/.onrecord/who", "/.onrecord/places"):
        answer = asked(desk, path, Host=host)
        assert answer.status == 403
        assert len(body_of(answer)) < 200
    assert upgraded(desk, Host=host, Origin=f"http://{host}").status == 403


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "[::1]:8000", "desk.localhost:1", "192.0.2.7"])
def test_the_machines_own_names_and_addresses_are_answered(desk: Desk, host: str) -> None:
    assert asked(desk, BASE, Host=host).status == 200


def upgraded(desk: Desk, **headers: str) -> http.client.HTTPResponse:
    """The answer to somebody who wants to be told the news."""
    connection = http.client.HTTPConnection(urlsplit(desk.home).netloc, timeout=30)
    try:
        key = {"Connection": "Upgrade", "Upgrade": "websocket", "Sec-WebSocket-Version": "13"}
        sent = {"Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ=="} | key | headers
        connection.request("GET", "/.onrecord/socket", headers=sent)
        return connection.getresponse()
    finally:
        connection.close()


def test_only_pages_of_the_preview_are_told_the_news(desk: Desk) -> None:
    own = urlsplit(desk.home).netloc
    assert upgraded(desk, Origin=f"http://{own}").status == 101
    for origin in ("https://evil.example", "null", f"http://{own}.evil.example", "http://localhost:1", "file://"):
        assert upgraded(desk, Origin=origin).status == 403


def test_a_page_of_another_origin_can_neither_read_nor_trigger_anything(desk: Desk, tab: Page) -> None:
    """A real page of a stranger, in a real browser, tries all of it."""
    follower = tab.context.new_page()
    opened(follower, f"{desk.home}briefs/first/")
    follower.evaluate("window.stays = true")
    tab.route("http://stranger.test/", lambda route: route.fulfill(content_type="text/html", body="<p>A stranger."))
    sent(tab, "http://stranger.test/")
    tried = tab.evaluate(
        """async (home) => {
          const origin = new URL(home).origin;
          const socket = new Promise((done) => {
            const one = new WebSocket(origin.replace("http", "ws") + "/.onrecord/socket");
            one.onopen = () => done("open");
            one.onerror = () => done("refused");
          });
          const read = (path, options) => fetch(origin + path, options).then((it) => it.text(), () => "refused");
          const script = new Promise((done) => {
            const one = document.createElement("script");
            one.src = origin + "/.onrecord/preview.js";
            one.onload = () => done("loaded");
            one.onerror = () => done("refused");
            document.head.append(one);
          });
          const open = { method: "POST", body: JSON.stringify({ page: "briefs/first/index.html" }) };
          return [await socket, await read(new URL(home).pathname), await script, await read("/.onrecord/open", open)];
        }""",
        desk.home,
    )
    assert tried == ["refused", "refused", "refused", "refused"]
    assert [asked(desk, path).status for path in ("/forcereload", "/livereload", "/livereload.js")] == [404, 404, 404]
    assert follower.evaluate("window.stays")


def test_files_are_opened_for_pages_of_the_preview_only(desk: Desk) -> None:
    asking = json.dumps({"page": "briefs/first/index.html"})
    for headers in ({}, {"Origin": "https://evil.example"}, {"Origin": "null"}):
        assert asked(desk, "/.onrecord/open", "POST", asking, **headers).status == 403
    own = f"http://{urlsplit(desk.home).netloc}"
    for unknown in (
        "{}",
        "[]",
        "x",
        '{"page": "../onrecord.yaml"}',
        '{"problem": 0}',
        '{"file": "/etc/passwd"}',
        "9" * 999,
    ):
        assert asked(desk, "/.onrecord/open", "POST", unknown, Origin=own).status == 404


def test_where_claims_are_written_is_told(desk: Desk) -> None:
    answer = asked(desk, "/.onrecord/places?page=claims/first/flies/index.html&page=../onrecord.yaml&page=claims/")
    assert json.loads(body_of(answer)) == {"claims/first/flies/index.html": {"file": BRIEF, "line": 7}}


def test_the_path_of_the_configured_address_is_kept_and_followed(tmp_path: Path, tab: Page) -> None:
    files = SMALL | {"onrecord.yaml": "title: Desk\nurl: https://example.org/briefings/\n"}
    with desk_at(tmp_path / "site", files) as desk:
        desk.preview.said(r"serving http://localhost:\d+/briefings/ ")
        opened(tab, desk.home)
        tab.wait_for_url("**/briefings/")
        desk.write({"onrecord.yaml": "title: Desk\nurl: https://example.org/desk/\n"})
        desk.preview.said(r"serving http://localhost:\d+/desk/ ")
        opened(tab, desk.home)
        tab.wait_for_url("**/desk/")
