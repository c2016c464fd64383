"""Serving the built site as a static host would, with the preview's script in every page."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote_to_bytes

from tornado.web import HTTPError, RequestHandler, StaticFileHandler

from onrecord.build.paths import refuse_unsafe_path
from onrecord.preview.content_of_page import INDEX
from onrecord.preview.guard import Guard
from onrecord.preview.injection import with_script
from onrecord.preview.state import MISSING, State
from onrecord.site.media_types import media_type
from onrecord.site.theme import PUBLISHED, is_named_after

CLIENT = Path(__file__).resolve().parent / "client"


class Guarded(RequestHandler):
    """Answers only those who asked for this machine by its own name, and lets nobody keep what may change."""

    def initialize(self, guard: Guard) -> None:
        """``guard`` decides whom to answer."""
        self.guard = guard

    def set_default_headers(self) -> None:
        """What every answer carries."""
        self.set_header("Cache-Control", "no-store")
        self.set_header("Cross-Origin-Resource-Policy", "same-origin")
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Server", "onrecord")

    def prepare(self) -> None:
        """Turn strangers away."""
        if not self.guard.knows_host(self.request.host):
            self.refuse("This preview answers to localhost and to addresses. Start it with --host to add a name.")

    def refuse(self, reason: str) -> None:
        """End with 403 and a line of plain text."""
        self.set_status(403)
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{reason}\n")

    def write_error(self, status_code: int, **options: Any) -> None:
        """A line of plain text, with nothing in it that was asked for."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish(f"{status_code} {self._reason}\n")


class ClientFile(Guarded):
    """The preview's own script and style sheet."""

    def get(self, name: str) -> None:
        """A file of the client."""
        self.set_header("Content-Type", media_type(name))
        self.finish((CLIENT / name).read_bytes())


class Pages(Guarded, StaticFileHandler):
    """Every file of the output below the base path: pages with the script, everything else as it is."""

    def initialize(self, guard: Guard, state: State) -> None:  # type: ignore[override]
        """``state`` says what there is to serve."""
        Guarded.initialize(self, guard)
        StaticFileHandler.initialize(self, str(state.output))
        self.state = state

    def set_default_headers(self) -> None:
        """Those of every answer."""
        Guarded.set_default_headers(self)

    async def head(self, path: str) -> None:
        """The same as ``get`` without its body, which tornado leaves out."""
        await self.get(path)

    async def get(self, path: str, include_body: bool = True) -> None:
        """The file at an address, a way to it, the progress of the first build, or the site's own 404 page."""
        if not self.state.build:
            self._send_waiting()
            return
        wanted = self._wanted()
        file = self._file(wanted) if wanted is not None else None
        if wanted is None or file is None:
            self._send_away_or_missing(wanted)
        elif file.endswith((".html", ".htm")):
            self._send_page(file, file)
        else:
            await super().get(file, include_body)

    def _wanted(self) -> str | None:
        """What is asked for, below the base path and decoded; ``None`` where that is not below it or no text."""
        try:
            path = unquote_to_bytes(self.request.path).decode()
        except UnicodeDecodeError:
            return None
        return path[len(self.state.base) :] if path.startswith(self.state.base) else None

    def _file(self, wanted: str) -> str | None:
        """The file below the output folder, or ``None``."""
        file = f"{wanted}{INDEX}" if wanted == "" or wanted.endswith("/") else wanted
        try:
            refuse_unsafe_path(file)
        except ValueError:
            return None
        return file if self._is_ours(file) else None

    def _is_ours(self, file: str) -> bool:
        """Whether it is a file, and really lies where it seems to."""
        path = os.path.realpath(self.state.output / file)
        inside = os.path.join(os.path.realpath(self.state.output), "")
        return path.startswith(inside) and os.path.isfile(path)

    def _send_away_or_missing(self, wanted: str | None) -> None:
        query = f"?{self.request.query}" if self.request.query else ""
        if wanted is None and self.state.base.startswith(f"{self.request.path.rstrip('/')}/"):
            self.redirect(f"{self.state.base}{query}")
        elif wanted and not wanted.endswith("/") and self._file(f"{wanted}/"):
            self.redirect(f"{self.state.base}{quote(wanted)}/{query}")
        else:
            page = (wanted or "").removesuffix(INDEX)
            is_file = page.endswith((".html", ".htm"))
            self._send_page(MISSING, page if is_file else f"{page.rstrip('/')}/{INDEX}".lstrip("/"), status=404)

    def _send_page(self, file: str, page: str, status: int = 200) -> None:
        data = self.state.bytes_of(file)
        if data is None:
            data = b"<!doctype html><title>Not found</title><p>There is no such page."
            status = 404
        digest, _ = self.state.looks_of(page, data)
        self.set_status(status)
        self.set_header("Content-Type", media_type(INDEX))
        self.finish(with_script(data, self.state.facts_of(page, digest, missing=status == 404)))

    def _send_waiting(self) -> None:
        """There is no page yet: the first build is under way, or failed."""
        self.set_status(503)
        self.set_header("Content-Type", media_type(INDEX))
        self.finish(with_script((CLIENT / "waiting.html").read_bytes(), self.state.facts_of("", "")))

    def set_extra_headers(self, path: str) -> None:
        """A file that is named after its bytes may be kept: others will have another name."""
        file = path.replace(os.sep, "/")
        if file.startswith(f"{PUBLISHED}/") and is_named_after(file, self.state.bytes_of(file) or b""):
            self.set_header("Cache-Control", "max-age=31536000, immutable")

    def get_content_type(self) -> str:
        """By the file's name."""
        return media_type(self.absolute_path or "")

    def should_return_304(self) -> bool:
        """Never: what is on disk now is what is sent."""
        return False

    def compute_etag(self) -> None:
        """None."""
        return

    def get_modified_time(self) -> None:
        """Not told."""
        return

    def validate_absolute_path(self, root: str, absolute_path: str) -> str | None:
        """As ``get`` has found it to be, unless it has gone since."""
        if not os.path.isfile(absolute_path):
            raise HTTPError(404)
        return absolute_path
