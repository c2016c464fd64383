"""Outward links against a server that misbehaves in every way there is."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from onrecord.build.request import BuildRequest, NoProgress
from onrecord.diagnostics import Diagnostic
from onrecord.editing.outward.asking import Answer, Manners, ask
from onrecord.editing.outward.check import ANSWERS, check_links
from onrecord.editing.outward.hosts import DAY, KeptAnswers, answers

STATUSES = {
    "/gone": 410,
    "/missing": 404,
    "/locked": 403,
    "/law": 451,
    "/fault": 500,
    "/odd": 418,
    "/é": 200,
    "/fine": 200,
    "/": 200,
}
LEADS = {"/moved": "/fine", "/home": "/", "/loop": "/loop", "/file": "file:///etc/passwd"}


@dataclass
class Host:
    """A server: its address, what it was asked, and what its robots.txt says."""

    address: str = ""
    asked: list[tuple[str, str]] = field(default_factory=list)
    robots: str | None = None
    busy: int = 0


@pytest.fixture
def host() -> Iterator[Host]:
    state = Host()

    class Handler(BaseHTTPRequestHandler):
        def do_HEAD(self) -> None:
            self.answer("HEAD")

        def do_GET(self) -> None:
            self.answer("GET")

        def answer(self, method: str) -> None:
            from urllib.parse import unquote

            path = unquote(self.path)
            state.asked.append((method, path))
            if path == "/robots.txt":
                self.give(200 if state.robots is not None else 404, (state.robots or "").encode())
            elif path in LEADS:
                self.send_response(302)
                self.send_header("Location", LEADS[path])
                self.end_headers()
            elif path == "/no-head":
                self.give(200 if method == "GET" else 405)
            elif path == "/liar":
                self.give(200 if method == "GET" else 404)
            elif path == "/busy":
                state.busy -= 1
                self.send_response(429 if state.busy >= 0 else 200)
                self.send_header("Retry-After", "7")
                self.end_headers()
            elif path == "/hangs-up":
                self.close_connection = True
            elif path == "/garbage":
                self.wfile.write(b"\x00\xff nonsense\r\n\r\n")
            elif path == "/endless":
                self.send_response(200)
                self.send_header("Content-Length", "1000000000000")
                self.end_headers()
            elif path == "/silent":
                release.wait(30)
            else:
                self.give(STATUSES.get(path, 404))

        def give(self, status: int, body: bytes = b"") -> None:
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Nothing."""

    release = threading.Event()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    state.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield state
    release.set()
    server.shutdown()
    server.server_close()


@dataclass
class Clock:
    """Notes for how long somebody would have waited."""

    waited: list[float] = field(default_factory=list)

    def manners(self, *, seconds: float = 5, robots: bool = True, private: bool = True) -> Manners:
        return Manners(self.waited.append, pause=1.0, seconds=seconds, private=private, robots=robots)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.mark.parametrize(
    ("path", "fate", "reason"),
    [
        ("/fine", "live", ""),
        ("/é", "live", ""),
        ("/moved", "live", ""),
        ("/no-head", "live", ""),
        ("/liar", "live", ""),
        ("/endless", "live", ""),
        ("/missing", "dead", "no such page (404)"),
        ("/gone", "dead", "no such page (410)"),
        ("/locked", "blocked", "does not let programs in (403)"),
        ("/law", "blocked", "(451)"),
        ("/odd", "unsure", "answers with 418"),
        ("/fault", "unsure", "has a fault (500)"),
        ("/home", "unsure", "home page of its host"),
        ("/loop", "unsure", "302"),
        ("/file", "unsure", ""),
        ("/hangs-up", "unsure", "breaks the connection"),
        ("/garbage", "unsure", "cannot be understood"),
    ],
)
def test_what_became_of_an_address(path: str, fate: str, reason: str, host: Host, clock: Clock) -> None:
    answer = ask(f"{host.address}{path}", clock.manners())
    assert (answer.fate, reason in answer.reason) == (fate, True), answer


def test_head_comes_first_and_get_only_where_it_does_not_settle_it(host: Host, clock: Clock) -> None:
    ask(f"{host.address}/fine", clock.manners())
    assert host.asked == [("HEAD", "/fine")]
    host.asked.clear()
    ask(f"{host.address}/no-head", clock.manners())
    assert host.asked == [("HEAD", "/no-head"), ("GET", "/no-head")]


def test_a_busy_host_is_asked_again_when_it_says(host: Host, clock: Clock) -> None:
    host.busy = 3
    assert ask(f"{host.address}/busy", clock.manners()).fate == "live"
    assert max(clock.waited) == 7.0
    host.busy = 100
    assert ask(f"{host.address}/busy", clock.manners()).fate == "blocked"


def test_a_silent_host_does_not_hold_up_the_check(host: Host, clock: Clock) -> None:
    answer = ask(f"{host.address}/silent", clock.manners(seconds=0.1))
    assert answer == Answer("unsure", "the host does not answer in time")


def test_a_port_where_nobody_listens(clock: Clock) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        assert ask(f"http://127.0.0.1:{taken.getsockname()[1]}/x", clock.manners()).fate == "unsure"


@pytest.mark.parametrize(("error", "fate"), [(socket.EAI_NONAME, "dead"), (socket.EAI_AGAIN, "unsure")])
def test_a_host_without_an_address(error: int, fate: str, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    def lookup(*_: object, **__: object) -> None:
        raise socket.gaierror(error, "no")

    monkeypatch.setattr(socket, "getaddrinfo", lookup)
    assert ask("https://example.org/x", clock.manners()).fate == fate


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:9/", "http://[::1]/", "http://10.0.0.1/", "http://169.254.169.254/"]
)
def test_private_networks_are_not_asked(address: str, clock: Clock) -> None:
    answer = ask(address, clock.manners(private=False))
    assert answer == Answer("unsure", "it is an address of a private network, which is not asked")


def test_a_host_is_asked_with_pauses_and_as_its_robots_say(host: Host, clock: Clock, tmp_path: Path) -> None:
    host.robots = "User-agent: *\nDisallow: /locked\n"
    addresses = [f"{host.address}{path}" for path in ("/fine", "/locked", "/moved")]
    kept = KeptAnswers(tmp_path / "kept", 0)
    told = answers(addresses, kept, clock.manners(), lambda _: None)
    assert [told[address].fate for address in addresses] == ["live", "blocked", "live"]
    assert "robots.txt" in told[addresses[1]].reason
    assert ("HEAD", "/locked") not in host.asked
    assert clock.waited == [1.0, 1.0]
    told = answers(addresses, KeptAnswers(tmp_path / "none", 0), clock.manners(robots=False), lambda _: None)
    assert "403" in told[addresses[1]].reason


def test_answers_are_kept_for_a_while(host: Host, clock: Clock, tmp_path: Path) -> None:
    addresses = [f"{host.address}/fine", f"{host.address}/missing"]

    def asked(now: float) -> list[str]:
        host.asked.clear()
        kept = KeptAnswers(tmp_path / "a/kept.json", now)
        answers(addresses, kept, clock.manners(robots=False), lambda _: None)
        kept.save(addresses)
        return [path for _, path in host.asked]

    assert asked(1_000) == ["/fine", "/missing", "/missing"]
    assert asked(1_000 + DAY / 2) == []
    assert asked(1_000 + 2 * DAY) == ["/missing", "/missing"]
    assert asked(500) == ["/fine", "/missing", "/missing"]
    (tmp_path / "a/kept.json").write_text('{"x": [1, "live"], "y": 3', encoding="utf-8")
    assert asked(1_000) == ["/fine", "/missing", "/missing"]


def test_a_site_is_told_where_its_links_are_dead_and_what_to_use_instead(
    host: Host, clock: Clock, tmp_path: Path
) -> None:
    a = host.address
    files = {
        "onrecord.yaml": "title: Desk\n",
        "content/actors/ana.md": f"---\nname: Ana\nkind: person\nurl: {a}/fine\n---\n\n[See]({a}/missing?a=1&b=2).\n",
        "content/briefs/2025-06-03-fire.md": f"""---
title: Fire
date: 2025-06-03
sources:
  - {{id: one, kind: post, url: "{a}/gone", published: 2025-06-02}}
  - {{id: two, kind: post, url: "{a}/missing", archive: "{a}/fine"}}
  - {{id: three, kind: post, url: "{a}/law", url_status: dead}}
  - {{id: four, kind: post, url: "{a}/locked"}}
---
""",
    }
    for path, text in files.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")

    found = check_links(BuildRequest(tmp_path, now=datetime(2025, 6, 30, tzinfo=UTC)), clock.manners(), NoProgress())

    def told(code: str) -> list[Diagnostic]:
        return [diagnostic for diagnostic in found if diagnostic.code == code]

    dead = {(it.file.rpartition("/")[2], it.line, it.column): it for it in told("dead-link")}
    assert list(dead) == [("2025-06-03-fire.md", 5, 32), ("2025-06-03-fire.md", 6, 32), ("ana.md", 7, 7)]
    one, two, body = dead.values()
    assert one.hint == f"add 'url_status: dead', and as 'archive' a copy: https://web.archive.org/web/20250602/{a}/gone"
    assert two.hint == "add 'url_status: dead', so that readers are led to the archived copy instead"
    assert body.hint == f"look for a copy: https://web.archive.org/web/2/{a}/missing?a=1&b=2"
    assert [it.line for it in told("blocked-link")] == [8]
    assert len(found) == 4
    assert "/law" not in {path for _, path in host.asked}
    assert set(json.loads((tmp_path / ANSWERS).read_text(encoding="utf-8"))) >= {f"{a}/fine", f"{a}/gone"}


def test_nothing_is_asked_while_the_content_is_wrong(host: Host, clock: Clock, tmp_path: Path) -> None:
    (tmp_path / "onrecord.yaml").write_text("title: Desk\n", encoding="utf-8")
    (tmp_path / "content/actors").mkdir(parents=True)
    (tmp_path / "content/actors/a.md").write_text(
        f"---\nkind: person\nurl: {host.address}/fine\n---\n", encoding="utf-8"
    )
    found = check_links(BuildRequest(tmp_path), clock.manners(), NoProgress())
    assert [it.code for it in found] == ["missing-field"]
    assert host.asked == []
