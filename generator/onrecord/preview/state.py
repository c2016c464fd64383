"""What the preview has to show and to tell, known to the server's own thread only."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from onrecord.build.request import BuildResult
from onrecord.preview.builder import Attempt
from onrecord.preview.content_of_page import INDEX, item_of, withheld
from onrecord.preview.injection import without_styles
from onrecord.preview.journal import Journal
from onrecord.preview.moves import moves
from onrecord.preview.problems import Problem, failure, problems_of
from onrecord.record.record import Record
from onrecord.site.routes import base_path

MISSING = "404.html"

Message = dict[str, Any]
"""What is sent to a browser: its ``command``, and what belongs to that."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A page in a browser: of which session and turn it is, and the digest of what it shows."""

    page: str
    session: str
    turn: int
    digest: str


class State:
    """The site in ``root`` as it was last built into ``output``, and what is wrong with it now.

    ``base`` is the path it is served below, from slash to slash. ``build`` counts the good builds; at 0 there is
    nothing to show yet. ``turn`` counts how often there was something new to show: good builds, and pages that a build
    under way has made. Such pages stand in the place of their files until it ends. ``looked_at`` are the pages that are
    open, for any thread to read.
    """

    def __init__(self, root: Path, output: Path) -> None:
        self.root = root
        self.output = output
        self.session = secrets.token_hex(8)
        self.base = "/"
        self.build = 0
        self.turn = 0
        self.looked_at: frozenset[str] = frozenset()
        self.record: Record | None = None
        self.problems: list[Problem] = []
        self.problem_count = 0
        self.progress: Message = {"command": "progress", "stage": "starting", "done": 0, "total": None}
        self._ahead: dict[str, bytes] = {}
        self._journal = Journal()
        self._went: dict[str, str] = {}
        self._gone: dict[str, str] = {}

    def take_ahead(self, pages: Mapping[str, bytes]) -> None:
        """A build that is under way has made these pages, and may yet fail."""
        if self.build:
            self.turn += 1
            self._ahead |= pages
            self._journal.note(self.turn, pages, ())

    def take(self, attempt: Attempt) -> None:
        """A build is over."""
        ahead, self._ahead = self._ahead, {}
        if ahead and not attempt.ok:
            self.turn += 1
            self._journal.note(self.turn, ahead, ())
        if attempt.result is None:
            hint = (
                "this is a fault of the program, not of the content; the terminal has more" if attempt.trace else None
            )
            self.problems, self.problem_count = [failure(attempt.failure or "", hint)], 1
            return
        self.problems, self.problem_count = problems_of(attempt.result.diagnostics, self.root)
        if attempt.result.ok and attempt.result.record:
            before = {file: self._withheld_for(file) for file in ahead}
            shown = {file for file, data in ahead.items() if self.bytes_of(file) == data}
            self._take_site(attempt.result, attempt.result.record, (attempt.result.written | ahead.keys()) - shown)
            self._journal.note(self.turn, [it for it in shown if self._withheld_for(it) != before[it]], ())

    def bytes_of(self, file: str) -> bytes | None:
        """A file of the site, or of what it will be; ``None`` where there is none."""
        if file in self._ahead:
            return self._ahead[file]
        try:
            return (self.output / file).read_bytes()
        except OSError:
            return None

    def _take_site(self, result: BuildResult, record: Record, news: Iterable[str]) -> None:
        self.build += 1
        self.turn += 1
        self.base = base_path(record.config)
        self._journal.note(self.turn, news, result.removed)
        if self.record and result.removed:
            went, gone = moves(self.record, record, result.removed)
            self._went = {old: went.get(new, new) for old, new in self._went.items()} | went
            self._gone |= gone
        for file in result.written:
            self._went.pop(file, None)
            self._gone.pop(file, None)
        self.record = record

    def told(self) -> Message:
        """What every page is told after each build, good or bad, and when a build under way has made pages."""
        return {
            "command": "state",
            "build": self.build,
            "turn": self.turn,
            "ahead": bool(self._ahead),
            "problems": self.problems,
            "count": self.problem_count,
            "root": str(self.root),
        }

    def news_for(self, visit: Visit) -> Message | None:
        """What a page that is open has to do about what changed since it was sent; ``None`` for nothing."""
        if not self.build:
            return self.progress
        if visit.session != self.session or not visit.turn:
            return {"command": "reload"}
        if self._journal.was_removed(visit.page, visit.turn):
            new = self._went.get(visit.page)
            return {"command": "moved", "to": self.address(new)} if new else {"command": "reload"}
        shown = visit.page if (self.output / visit.page).is_file() else MISSING
        if self._journal.was_written(visit.page, visit.turn) or self._journal.was_written(shown, visit.turn):
            digest, styles = self.looks_of(shown, self.bytes_of(shown) or b"")
            if digest == visit.digest:
                return {"command": "styles", "styles": styles}
            return {"command": "update", "digest": digest} if shown == visit.page else {"command": "reload"}
        assets = self._journal.assets(visit.turn)
        return {"command": "assets", "paths": [self.address(file) for file in assets]} if assets else None

    def looks_of(self, page: str, data: bytes) -> tuple[str, list[str]]:
        """A digest of what a page shows, the preview's own part of it too, and the addresses of its style sheets."""
        digest, styles = without_styles(data)
        reason = self._withheld_for(page)
        return f"{digest} {reason}" if reason else digest, styles

    def _withheld_for(self, page: str) -> str | None:
        item = item_of(self.record, page) if self.record else None
        return withheld(self.record, item) if self.record and item else None

    def facts_of(self, page: str, digest: str, *, missing: bool = False) -> dict[str, str]:
        """What the script in a page is told when the page is sent; ``missing`` where there is none at its address."""
        facts = {"page": page, "session": self.session, "turn": str(self.turn), "digest": digest}
        if missing:
            if new := self._went.get(page):
                facts["moved"] = self.address(new)
            elif old := self._gone.get(page):
                facts["gone"] = old
        elif self.record and (item := item_of(self.record, page)):
            facts["source"] = item.origin.path
            if reason := withheld(self.record, item):
                facts["withheld"] = reason
        return facts

    def address(self, file: str) -> str:
        """The path from the root of the server at which a file of the output is."""
        if file == INDEX or file.endswith(f"/{INDEX}"):
            file = file.removesuffix(INDEX)
        return f"{self.base}{quote(file, safe='/')}"
