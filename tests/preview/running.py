"""A preview as a user runs it: the command in a process of its own, and a desk that edits the site meanwhile."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Error, Page, Response

from onrecord.content.files import CONTENT, TEMPLATES
from tests.whole.sites import SMALL, Files, site

PATIENCE = 60.0
"""Seconds that nothing here may take; a preview that does is told as hanging, with what it said."""

BRIEF = "content/briefs/2025-05-25-first.md"
ACTOR = "content/actors/ada.md"

INTERRUPTED = re.compile("is interrupted by another navigation|net::ERR_ABORTED")
"""What is said when a page went somewhere by itself while it was sent elsewhere."""

AGAIN_MS = 50
"""How long to let such a page go its own way before it is sent once more; at once, it would be on it still."""


class Preview:
    """``onrecord serve`` and everything that it says, on both streams."""

    def __init__(self, root: Path, *options: str, program: Sequence[str] = ("-m", "onrecord")) -> None:
        self.lines: list[str] = []
        self._more = threading.Condition()
        self._closed = False
        self.process = subprocess.Popen(
            [sys.executable, *program, "serve", str(root), "--port", "0", *options],
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=os.environ | {"PYTHONUNBUFFERED": "1"},
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            with self._more:
                self.lines.append(line.rstrip("\n"))
                self._more.notify_all()
        with self._more:
            self._closed = True
            self._more.notify_all()

    def said(self, pattern: str, *, after: int = 0) -> re.Match[str]:
        """Wait until a line matches, not counting the first ``after`` lines, and give the first that does."""

        def found() -> list[re.Match[str]]:
            return [match for line in self.lines[after:] if (match := re.search(pattern, line))]

        with self._more:
            self._more.wait_for(lambda: found() or self._closed, PATIENCE)
            assert found(), f"it never said {pattern!r} after line {after}:\n" + "\n".join(self.lines)
            return found()[0]

    @property
    def home(self) -> str:
        """The address of the site."""
        return self.said(r"serving (http://\S+)")[1]

    def interrupt(self, kind: int = signal.SIGINT) -> int:
        """End it as Ctrl-C does, in all of its processes, and give its exit code."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, kind)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        if self.process.stdout:
            self.process.stdout.close()
        return code


@contextmanager
def at_once(*previews: Preview) -> Iterator[None]:
    """Previews see what is done within as one change, as on a machine that does it in no time.

    They stand still meanwhile, or a busy machine might show them a half-written file, and one change as several.
    """
    for preview in previews:
        os.killpg(preview.process.pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for preview in previews:
            os.killpg(preview.process.pid, signal.SIGCONT)


@contextmanager
def previewed(root: Path, *options: str, built: bool = True) -> Iterator[Preview]:
    """A preview of a site, once its first build is over."""
    preview = Preview(root, *options)
    try:
        if built:
            preview.said(r"^built |; there is no page to show yet$")
        yield preview
    finally:
        preview.interrupt()


@dataclass(slots=True)
class Desk:
    """A site and its preview."""

    root: Path
    preview: Preview

    @property
    def home(self) -> str:
        """The address of the site."""
        return self.preview.home

    def write(self, files: Files) -> None:
        """Write files in place, until they were built."""
        with self.building(min(files)):
            site(self.root, files)

    def remove(self, path: str) -> None:
        """Remove a file, until the site was built without it."""
        with self.building(path):
            (self.root / path).unlink()

    @contextmanager
    def changed(self, path: str, change: Callable[[str], str]) -> Iterator[None]:
        """A file with a change that was built, which is taken back."""
        file = self.root / path
        before = file.read_bytes()
        with self.building(path):
            file.write_text(change(before.decode()), encoding="utf-8", newline="")
        try:
            yield
        finally:
            with self.building(path):
                file.write_bytes(before)

    @contextmanager
    def building(self, path: str) -> Iterator[None]:
        """What is done within, to a path among others, is one change; wait until it was built.

        So no build is under way when the next thing is done. A tab may still be on its way to what was built.
        """
        said = len(self.preview.lines)
        trees = self._trees()
        parts = path.split("/")
        names = ["/".join(parts[: number + 1]) for number in range(len(parts))]
        with at_once(self.preview):
            known = [name for name in names if not (self.root / name).exists()] or [path]
            yield
        if trees != (now := self._trees()) and now:
            # A watch that was set up anew asks for a build of its own, the last one.
            known = [f"{CONTENT}, {TEMPLATES}"]
        self.preview.said(f"^changed: .*({'|'.join(map(re.escape, known))})", after=said)

    def _trees(self) -> list[str]:
        return [name for name in (CONTENT, TEMPLATES) if (self.root / name).is_dir()]


@contextmanager
def desk_at(root: Path, files: Files = SMALL, *options: str) -> Iterator[Desk]:
    """A site of its own with a preview."""
    site(root, files)
    with previewed(root, *options) as preview:
        preview.said("^built ")
        yield Desk(root, preview)


def sent(tab: Page, address: str) -> Response:
    """Send a tab to an address, also one that just then goes by itself where the preview leads it."""
    end = time.monotonic() + PATIENCE
    while True:
        try:
            if answer := tab.goto(address):  # none where the page went by itself once more while it was loaded
                return answer
            reason = "the page went by itself"
        except Error as error:
            if not INTERRUPTED.search(error.message):
                raise
            reason = error.message
        assert time.monotonic() < end, f"the tab never came to {address}: {reason}"
        tab.wait_for_timeout(AGAIN_MS)


def opened(tab: Page, address: str) -> int:
    """Open a page, wait until it follows the preview, and give the number of its build."""
    sent(tab, address)
    return build_of(tab)


def build_of(tab: Page, *, after: int = 0) -> int:
    """The build that a page has heard of, once there is one later than ``after``."""
    number = tab.wait_for_function(
        """after => {
          const build = Number(document.querySelector("onrecord-preview")?.dataset.build ?? 0);
          return build > after ? build : false;
        }""",
        arg=after,
    )
    return int(number.json_value())


def marked(tab: Page) -> None:
    """Leave a mark on a page that a reload takes away."""
    tab.evaluate("window.stays = true")


def was_reloaded(tab: Page) -> bool:
    """Whether the mark is gone."""
    return not tab.evaluate("window.stays === true")


def learned(tab: Page, address: str) -> None:
    """Open a page, and wait until the preview's script knows how it was sent."""
    opened(tab, address)
    tab.wait_for_function("document.querySelector('onrecord-preview').hasAttribute('follows-in-place')")
    marked(tab)
