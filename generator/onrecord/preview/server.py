"""The preview from start to end: livereload's server, with what watches, builds and tells put in the place of its own.

What livereload 2.7.1 does otherwise, and what stands against it here: it builds on the server's own thread, once for
each touched file (``Builder`` has a thread and waits out bursts); it drops a reload within three seconds of the last
one and tells all pages (``State`` knows what each page missed); it puts its script before a literal ``</head>`` only
(``injection``); its 404 has no script, its answers no ``Cache-Control``, its site no base path (``Pages``); it lets
pages of any origin in (``Guard``).
"""

from __future__ import annotations

import logging
import multiprocessing
import signal
import socket
import sys
import threading
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol, cast

from livereload import Server
from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop, PeriodicCallback
from tornado.platform.asyncio import BaseAsyncIOLoop
from tornado.web import Application

from onrecord.preview.builder import Attempt, Builder
from onrecord.preview.folder import PreviewFolder
from onrecord.preview.guard import Guard
from onrecord.preview.pages import ClientFile, Pages
from onrecord.preview.rebuild import SiteRebuild
from onrecord.preview.state import State
from onrecord.preview.talk import Editor, handlers, tell_everybody
from onrecord.preview.watching import Watching

PROGRESS_EVERY = 0.1
"""Seconds between two reports of how far the first build is."""

PATIENCE = 2.0
"""Seconds that a build under way has to let go when the preview ends."""


class Reporter(Protocol):
    """Whoever is told what the preview does; from several threads, one at a time."""

    def serving(self, path: str) -> None:
        """The site is served at a path from the root of the server; told again when the path changes."""

    def built(self, attempt: Attempt) -> None:
        """A build is over."""

    def warned(self, message: str) -> None:
        """Something is not as it should be, and the preview goes on."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a preview is asked for; ``socket`` listens already, ``base`` is as in ``SiteRebuild``."""

    root: Path
    socket: socket.socket
    host: str
    base: str | None = None
    drafts: bool = False
    poll: bool = False


def serve(wish: Wish, editor: Editor, reporter: Reporter, ready: Callable[[], None]) -> bool:
    """Serve until interrupted. ``ready`` is called once the server answers.

    Gives whether everything came to its end; otherwise a build was still under way that has to be left behind.
    """
    folder = PreviewFolder(wish.root)
    try:
        preview = _Preview(wish, folder.output, editor, reporter, ready)
        for kind in (signal.SIGINT, signal.SIGTERM):
            signal.signal(kind, lambda *_: preview.interrupt())
        with suppress(KeyboardInterrupt):
            preview.serve(host=wish.host)
        for again in (signal.SIGINT, signal.SIGTERM):
            signal.signal(again, signal.SIG_IGN)  # some send both, or one of them twice
        return preview.stop()
    finally:
        folder.release()


class _Preview(Server):  # type: ignore[misc]
    """livereload's server, which runs the event loop; it asks its ``watcher`` to start before."""

    def __init__(self, wish: Wish, output: Path, editor: Editor, reporter: Reporter, ready: Callable[[], None]) -> None:
        self.wish = wish
        self.state = State(wish.root, output)
        self.guard = Guard(wish.host)
        self.editor = editor
        self.reporter = reporter
        self.ready = ready
        self.loop = cast("BaseAsyncIOLoop", IOLoop.current())
        rebuild = SiteRebuild(wish.root, output, wish.base, wish.drafts, _Ahead(self))
        self.builder = Builder(wish.root, rebuild, self._told, _Progress(self))
        self.watching = Watching(wish.root, self.builder.changed, reporter.warned, poll=wish.poll)
        super().__init__(watcher=_Watcher(self))
        self.http: HTTPServer | None = None

    def application(self, *arguments: object, **options: object) -> None:
        """Answer on the sockets that are there already, with handlers of our own in the place of livereload's."""
        known = {"guard": self.guard, "state": self.state}
        application = Application(
            [
                *handlers(self.guard, self.state, self.editor),
                (r"/\.onrecord/(preview\.js|inplace\.js|preview\.css)", ClientFile, {"guard": self.guard}),
                (r"/(.*)", Pages, known),
            ],
            log_function=lambda handler: None,
            websocket_max_message_size=1 << 20,
        )
        self.http = HTTPServer(application)
        self.http.add_socket(self.wish.socket)
        LiveReloadHandler.watcher = self.watcher
        LiveReloadHandler.waiters.clear()
        LiveReloadHandler._last_reload_time = None
        if sys.platform == "win32":
            PeriodicCallback(lambda: None, 500).start()  # without it the loop would not hear Ctrl-C

    def begin(self) -> None:
        """Start watching and building; the server answers from now on."""
        self.ready()
        self.watching.start()
        self.builder.start(self.watching.wait)

    def interrupt(self) -> None:
        """End the event loop between two of its steps: within one, livereload may take an interruption for its own."""
        self.loop.asyncio_loop.call_soon_threadsafe(signal.default_int_handler, signal.SIGINT, None)

    def stop(self) -> bool:
        """End everything; whether the build under way let go in time."""
        self.watching.stop()
        self.builder.stop(0)
        threading.excepthook = lambda failed: None  # a pool's own thread fails loudly when its workers are taken away
        for worker in multiprocessing.active_children():
            worker.kill()
            worker.join()
        ended = self.builder.stop(PATIENCE)
        if self.http:
            self.http.stop()
        return ended

    def _setup_logging(self) -> None:
        """Nothing of livereload's and tornado's small talk."""
        for name in ("livereload", "tornado.general", "tornado.access"):
            logging.getLogger(name).addHandler(logging.NullHandler())
            logging.getLogger(name).propagate = False

    def take_ahead(self, pages: Mapping[str, bytes]) -> None:
        """Pages that a build under way has made, for those who look at them."""
        self.state.take_ahead(pages)
        tell_everybody()

    def _told(self, attempt: Attempt) -> None:
        """Called by the builder, in its thread."""
        self.loop.add_callback(self._take, attempt)
        self.reporter.built(attempt)

    def _take(self, attempt: Attempt) -> None:
        base = self.state.base
        self.state.take(attempt)
        if self.state.base != base:
            self.reporter.serving(self.state.base)
        tell_everybody()


class _Watcher(Watcher):  # type: ignore[misc]
    """What livereload takes for its watcher: it starts the preview's own and needs no polling."""

    def __init__(self, preview: _Preview) -> None:
        super().__init__()
        self.preview = preview
        self._tasks: dict[str, dict[str, object]] = {
            "": {}
        }  # without any, livereload would watch the folder that the command runs in

    def start(self, callback: Callable[[], None]) -> bool:
        """Begin; true, so that nobody polls."""
        self.preview.begin()
        return True


class _Ahead:
    """What is looked at, for the builds, and where they show it before they end; called in the builder's thread."""

    def __init__(self, preview: _Preview) -> None:
        self.preview = preview

    def wanted(self) -> frozenset[str]:
        """The pages that are open."""
        return self.preview.state.looked_at

    def show(self, pages: Mapping[str, bytes]) -> None:
        """What these pages will be."""
        self.preview.loop.add_callback(self.preview.take_ahead, pages)


class _Progress:
    """How far the first build is, for the pages that wait for it."""

    def __init__(self, preview: _Preview) -> None:
        self.preview = preview
        self.name, self.done = "", 0
        self.total: int | None = None
        self.told = 0.0

    def stage(self, name: str, total: int | None) -> None:
        """A new stage begins."""
        self.name, self.done, self.total = name, 0, total
        self._tell()

    def advance(self, n: int) -> None:
        """``n`` more steps are done."""
        self.done += n
        if time.monotonic() - self.told >= PROGRESS_EVERY:
            self._tell()

    def _tell(self) -> None:
        if not self.preview.state.build:
            self.told = time.monotonic()
            message = {"command": "progress", "stage": self.name, "done": self.done, "total": self.total}
            self.preview.loop.add_callback(self._take, message)

    def _take(self, message: dict[str, object]) -> None:
        self.preview.state.progress = message
        tell_everybody(message)
