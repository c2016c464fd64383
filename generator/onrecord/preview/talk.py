"""What the preview's script and the preview say to each other."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from livereload.handlers import LiveReloadHandler
from tornado.ioloop import IOLoop
from tornado.web import RequestHandler

from onrecord import __version__
from onrecord.preview.content_of_page import item_of, place_of
from onrecord.preview.guard import Guard, is_loopback
from onrecord.preview.pages import Guarded
from onrecord.preview.state import Message, State, Visit

MOST_PLACES = 500
LONGEST_MESSAGE = 10_000

Editor = Callable[[str, int], str | None]
"""Opens a file (relative to the site's folder) at a line; gives what went wrong, or ``None``."""


class Socket(LiveReloadHandler):  # type: ignore[misc]
    """A page that is open in a browser."""

    def initialize(self, guard: Guard, state: State) -> None:
        """``state`` knows the news."""
        self.guard = guard
        self.state = state
        self.visit: Visit | None = None

    def prepare(self) -> None:
        """Turn strangers away, by whatever name they came."""
        if not self.guard.knows_host(self.request.host):
            self.set_status(403)
            self.finish()

    def check_origin(self, origin: str) -> bool:
        """Only pages of this preview."""
        return self.guard.knows_origin(origin, self.request.host)

    def on_message(self, message: str | bytes) -> None:
        """A page says which one it is; everything else is passed over."""
        try:
            told = json.loads(message[:LONGEST_MESSAGE])
            visit = Visit(str(told["page"]), str(told["session"]), int(told["turn"]), str(told["digest"]))
        except (ValueError, TypeError, KeyError, RecursionError):
            return
        self.visit = visit
        LiveReloadHandler.waiters.add(self)
        self._note_pages()
        self.tell_news()

    def on_close(self) -> None:
        """Nobody looks at the page any more."""
        super().on_close()
        self._note_pages()

    def _note_pages(self) -> None:
        visits = [waiter.visit for waiter in LiveReloadHandler.waiters]
        self.state.looked_at = frozenset(visit.page for visit in visits if visit)

    def tell_news(self) -> None:
        """Say what the page has to do, and how things stand."""
        if self.visit is None:
            return
        news = self.state.news_for(self.visit)
        if news is not None:
            self.send_message(news)
        if self.state.build:
            digest = news.get("digest") if news else None
            self.visit = Visit(self.visit.page, self.visit.session, self.state.turn, digest or self.visit.digest)
        self.send_message(self.state.told())


def tell_everybody(message: Message | None = None) -> None:
    """Send a message to every open page, or to each its news."""
    for waiter in list(LiveReloadHandler.waiters):
        if message is None:
            waiter.tell_news()
        else:
            waiter.send_message(message)


class WhoIsThere(Guarded):
    """Says that this is a preview and of what, for another one that finds its port taken."""

    def initialize(self, guard: Guard, state: State) -> None:  # type: ignore[override]
        """``state`` knows the site."""
        super().initialize(guard)
        self.state = state

    def get(self) -> None:
        """The program and the site."""
        self.finish({"onrecord": __version__, "site": str(self.state.root)})


class Places(Guarded):
    """Where the claims of a page are written down."""

    def initialize(self, guard: Guard, state: State) -> None:  # type: ignore[override]
        """``state`` knows the record."""
        super().initialize(guard)
        self.state = state

    async def get(self) -> None:
        """For each ``page`` of the query that shows content, its file and line; read aside, as it takes a while."""
        record = self.state.record
        pages = self.get_query_arguments("page")[:MOST_PLACES]
        items = {page: item for page in pages if record and (item := item_of(record, page))}
        found = await IOLoop.current().run_in_executor(
            None, lambda: {page: place_of(self.state.root, item) for page, item in items.items()}
        )
        self.finish({page: {"file": file, "line": line} for page, (file, line) in found.items()})


class OpenSource(Guarded):
    """Opens a content file in the editor of the person at this machine."""

    def initialize(self, guard: Guard, state: State, editor: Editor) -> None:  # type: ignore[override]
        """``editor`` opens files."""
        super().initialize(guard)
        self.state = state
        self.editor = editor

    async def post(self) -> None:
        """Open the source of the ``page``, or of the problem with this number, that the body names."""
        origin = self.request.headers.get("Origin")
        if origin is None or not self.guard.knows_origin(origin, self.request.host):
            self.refuse("Only a page of this preview may open files.")
            return
        if not is_loopback(self.request.remote_ip or ""):
            self.refuse("Files are opened for a browser on the same machine only.")
            return
        place = self._place()
        if place is None:
            self.set_status(404)
            self.finish({"error": "nothing is known of this page's source"})
            return
        file, line = place
        error = await IOLoop.current().run_in_executor(None, self.editor, file, line)
        self.finish({"file": file, "line": line, "error": error})

    def _place(self) -> tuple[str, int] | None:
        try:
            asked: Any = json.loads(self.request.body[:LONGEST_MESSAGE])
            if "problem" in asked:
                problem = self.state.problems[int(asked["problem"])]
                return (problem["file"], problem.get("line") or 1) if problem.get("file") else None
            record = self.state.record
            item = item_of(record, str(asked["page"])) if record else None
            return place_of(self.state.root, item) if item else None
        except (ValueError, TypeError, KeyError, IndexError, RecursionError):
            return None


def handlers(guard: Guard, state: State, editor: Editor) -> list[tuple[str, type[RequestHandler], dict[str, Any]]]:
    """Everything below the preview's own address, but for its files."""
    known = {"guard": guard, "state": state}
    return [
        (r"/\.onrecord/socket", Socket, known),
        (r"/\.onrecord/who", WhoIsThere, known),
        (r"/\.onrecord/places", Places, known),
        (r"/\.onrecord/open", OpenSource, known | {"editor": editor}),
    ]
