"""A preview as a user runs it: the command in a process of its own, and a desk that edits the site meanwhile."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.whole.sites import SMALL, Files, site

PATIENCE = 30.0
"""Seconds that nothing here may take; a preview that does is told as hanging, with what it said."""

BRIEF = "content/briefs/2025-05-25-first.md"
ACTOR = "content/actors/ada.md"

expect.set_options(timeout=PATIENCE * 1000)


class Preview:
    """``onrecord serve`` and everything that it says, on both streams."""

    def __init__(self, root: Path, *options: str, cwd: Path | None = None) -> None:
        self.lines: list[str] = []
        self._more = threading.Condition()
        self._closed = False
        self.process = subprocess.Popen(
            [sys.executable, "-m", "onrecord", "serve", str(root), "--port", "0", *options],
            cwd=cwd or root,
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

    def said(self, pattern: str, times: int = 1) -> re.Match[str]:
        """Wait until so many lines match, and give the last of them."""

        def found() -> list[re.Match[str]]:
            return [match for line in self.lines if (match := re.search(pattern, line))]

        with self._more:
            self._more.wait_for(lambda: len(found()) >= times or self._closed, PATIENCE)
            assert len(found()) >= times, f"it never said {pattern!r}:\n" + "\n".join(self.lines)
            return found()[times - 1]

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
        """Write files as an editor does that writes in place."""
        site(self.root, files)

    @contextmanager
    def changed(self, path: str, change: Callable[[str], str]) -> Iterator[None]:
        """A file with a change, which is taken back."""
        file = self.root / path
        before = file.read_bytes()
        file.write_text(change(before.decode()), encoding="utf-8", newline="")
        try:
            yield
        finally:
            with self.building(path):
                file.write_bytes(before)

    @contextmanager
    def building(self, path: str) -> Iterator[None]:
        """Wait until what is done here to a path was built."""
        pattern = f"^changed: .*{re.escape(path)}"
        before = sum(bool(re.search(pattern, line)) for line in self.preview.lines)
        yield
        self.preview.said(pattern, times=before + 1)


@contextmanager
def desk_at(root: Path, files: Files = SMALL, *options: str) -> Iterator[Desk]:
    """A site of its own with a preview."""
    site(root, files)
    with previewed(root, *options) as preview:
        preview.said("^built ")
        yield Desk(root, preview)


def opened(tab: Page, address: str) -> int:
    """Open a page, wait until it follows the preview, and give the number of its build."""
    tab.goto(address)
    return build_of(tab)


def build_of(tab: Page, *, after: int = 0) -> int:
    """The build that a page has heard of, once there is one later than ``after``."""
    tab.wait_for_function(
        "after => Number(document.querySelector('onrecord-preview')?.dataset.build ?? 0) > after", arg=after
    )
    return int(tab.evaluate("document.querySelector('onrecord-preview').dataset.build"))


def marked(tab: Page) -> None:
    """Leave a mark on a page that a reload takes away."""
    tab.evaluate("window.stays = true")


def was_reloaded(tab: Page) -> bool:
    """Whether the mark is gone."""
    return not tab.evaluate("window.stays === true")
