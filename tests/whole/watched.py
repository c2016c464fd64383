"""Built sites in a real browser, which tells everything that a reader or a stranger should not see happen."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from playwright.sync_api import Browser, Page, Request, sync_playwright


class _Handler(SimpleHTTPRequestHandler):
    """Serves a folder below a path as static hosts do, with 404.html for what is not there."""

    def __init__(self, *arguments: Any, base: str, policy: str | None, **options: Any) -> None:
        self.base = base
        self.policy = policy
        super().__init__(*arguments, **options)

    def translate_path(self, path: str) -> str:
        if not unquote(urlsplit(path).path).startswith(self.base):
            return str(Path(self.directory) / "no-such-file")
        return super().translate_path("/" + path[len(self.base) :])

    def end_headers(self) -> None:
        if self.policy:
            self.send_header("Content-Security-Policy", self.policy)
        super().end_headers()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        page = Path(self.directory) / "404.html"
        if code != 404 or not page.is_file():
            super().send_error(code, message, explain)
            return
        body = page.read_bytes()
        self.send_response(404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: Any) -> None:
        """Nothing: what matters is seen by the browser."""


@contextmanager
def served(output: Path, base: str = "/", policy: str | None = None) -> Iterator[str]:
    """The address at which ``output`` is served, below ``base`` (from slash to slash).

    ``policy`` is the Content-Security-Policy that all answers carry.
    """
    handler = partial(_Handler, base=base, policy=policy, directory=str(output))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}{base}"
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def started(path: str) -> Iterator[Browser]:
    """The browser at ``path``."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path)
        try:
            yield browser
        finally:
            browser.close()


class Watched:
    """A page whose trouble is written down: ``trouble`` stays empty while all is well.

    ``home`` is where the site is; whatever is asked of any other place is trouble.
    """

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        self.trouble: list[str] = []
        page.on("console", lambda said: self._note(said.type == "error", f"console: {said.text}"))
        page.on("pageerror", lambda error: self._note(True, f"script: {error}"))
        page.on("request", lambda asked: self._note(not asked.url.startswith(home), f"asked for {asked.url}"))
        page.on("requestfailed", self._failed)
        page.on("response", lambda given: self._note(given.status >= 400, f"{given.status}: {given.url}"))
        page.on("dialog", self._dismiss)

    def _note(self, bad: bool, words: str) -> None:
        if bad:
            self.trouble.append(words)

    def _failed(self, asked: Request) -> None:
        """Leaving a page before it is loaded drops what it had still asked for; that is no fault of the page."""
        self._note(asked.failure != "net::ERR_ABORTED", f"failed: {asked.url}")

    def _dismiss(self, dialog: Any) -> None:
        self.trouble.append(f"dialog: {dialog.message}")
        dialog.dismiss()


@contextmanager
def watched(browser: Browser, home: str, *, scripts: bool = True) -> Iterator[Watched]:
    """A fresh page of a fresh profile, at nothing yet."""
    context = browser.new_context(java_script_enabled=scripts)
    try:
        yield Watched(context.new_page(), home)
    finally:
        context.close()
