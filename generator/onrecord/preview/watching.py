"""What changes in a site's folder, in bursts, without looking at what is of no concern.

Two watches: one of the folder itself, for the settings and for ``content`` and ``templates`` that come and go; one of
everything in these two. Neither sees the output, git's own files or anything else beside them.
"""

from __future__ import annotations

import os
import platform
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from watchfiles._rust_notify import RustNotify

from onrecord.content.files import CONTENT, TEMPLATES, is_passed_over
from onrecord.content.site_file import SITE_FILE

TREES = (CONTENT, TEMPLATES)
TREE_STEP_MS = 20
FOLDER_STEP_MS = 100
"""How often a watch looks whether something came in; a burst ends with the first look that finds nothing new."""

LONGEST_BURST_MS = 3000
POLL_EVERY_MS = 500
UNTIL_STOPPED = 0
POLL_AGAIN_MS = 1200
"""Polling knows a file by the second in which it changed: one that was saved twice in a second is looked at again."""

MISSING_SECONDS = 0.2
"""How long to wait before looking again for a folder that was there a moment ago."""


@dataclass(frozen=True, slots=True)
class _Watch:
    """One of the two: what it looks at, which paths count, and whom it tells that it looks and what it saw."""

    folders: tuple[Path, ...]
    recursive: bool
    step_ms: int
    wanted: Callable[[str], bool]
    armed: Callable[[], None]
    told: Callable[[frozenset[str]], None]


class Watching:
    """Calls ``found`` with the changed paths of each burst (POSIX, relative to ``root``), from threads of its own.

    With ``poll`` files are looked at again and again: for file systems that tell nobody what changed. Where the system
    refuses to watch, polling takes over and ``warned`` is told.
    """

    def __init__(
        self,
        root: Path,
        found: Callable[[frozenset[str]], None],
        warned: Callable[[str], None],
        *,
        poll: bool = False,
    ) -> None:
        self._root = root
        self._found = found
        self._warned = warned
        self._poll = poll or _tells_nobody(root)
        self._ended = threading.Event()
        self._trees_moved = threading.Event()
        self._armed = [threading.Event(), threading.Event()]
        self._threads = [
            threading.Thread(target=work, name=f"onrecord watching {what}", daemon=True)
            for work, what in ((self._watch_folder, "the folder"), (self._watch_trees, "the trees"))
        ]

    def start(self) -> None:
        """Begin to watch."""
        for thread in self._threads:
            thread.start()

    def wait(self) -> None:
        """Come back when no change can be missed any more."""
        for armed in self._armed:
            armed.wait()

    def stop(self) -> None:
        """End the watches."""
        self._ended.set()
        self._trees_moved.set()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _watch_folder(self) -> None:
        def told(paths: frozenset[str]) -> None:
            if paths & set(TREES):
                self._trees_moved.set()
            self._found(paths)

        def wanted(path: str) -> bool:
            return path in (SITE_FILE, *TREES)

        watch = _Watch((self._root,), False, FOLDER_STEP_MS, wanted, self._armed[0].set, told)
        while not self._ended.is_set() and self._follow(watch, self._ended):
            self._ended.wait(MISSING_SECONDS)

    def _watch_trees(self) -> None:
        def armed() -> None:
            if self._armed[1].is_set():
                # What happened while no watch was there goes into the build that this asks for.
                self._found(frozenset(TREES))
            self._armed[1].set()

        def wanted(path: str) -> bool:
            return not is_passed_over(path)

        while not self._ended.is_set():
            self._trees_moved.clear()
            folders = tuple(folder for name in TREES if (folder := self._root / name).is_dir())
            if not folders:
                self._armed[1].set()
                if not self._ended.is_set():
                    self._trees_moved.wait()
            elif not self._ended.is_set():
                if not self._follow(_Watch(folders, True, TREE_STEP_MS, wanted, armed, self._found), self._trees_moved):
                    return
                if not self._trees_moved.is_set():
                    self._trees_moved.wait(MISSING_SECONDS)

    def _follow(self, watch: _Watch, stop: threading.Event) -> bool:
        """Tell what a watch sees until ``stop``, or until a folder is gone; false when it will never see anything."""
        try:
            with RustNotify(
                [str(folder) for folder in watch.folders], False, self._poll, POLL_EVERY_MS, watch.recursive, True
            ) as notify:
                doubtful = _just_changed(watch) if self._poll else {}
                watch.armed()
                while True:
                    patience = POLL_AGAIN_MS if doubtful else UNTIL_STOPPED
                    changes = notify.watch(LONGEST_BURST_MS, watch.step_ms, patience, stop)
                    if changes == "timeout":
                        names = [name for name, state in doubtful.items() if _state(name) != state]
                        doubtful = {}
                    elif isinstance(changes, str):
                        break
                    else:
                        names = [name for _, name in changes]
                    if self._poll:
                        doubtful |= {name: _state(name) for name in names}
                    paths = frozenset(path for name in names if watch.wanted(path := self._named(name)))
                    if paths:
                        watch.told(paths)
        except FileNotFoundError:
            watch.armed()
        except (OSError, RuntimeError) as error:
            if self._poll:
                watch.armed()
                self._warned(f"changes can no longer be seen ({error}): start the preview again")
                return False
            self._poll = True
            self._warned(f"the system refuses to watch files ({error}): they are looked at twice a second instead")
        return True

    def _named(self, path: str) -> str:
        return os.path.relpath(path, self._root).replace(os.sep, "/")


def _just_changed(watch: _Watch) -> dict[str, tuple[int, int] | None]:
    """The files below a watch that may change again within the second of their last change, and their states."""
    found: dict[str, tuple[int, int] | None] = {}
    since = time.time_ns() - POLL_AGAIN_MS * 1_000_000
    for top in watch.folders:
        for folder, folders, files in os.walk(top):
            if not watch.recursive:
                folders.clear()
            for name in files:
                path = os.path.join(folder, name)
                if (state := _state(path)) and state[0] > since:
                    found[path] = state
    return found


def _state(path: str) -> tuple[int, int] | None:
    """When a file changed last, in nanoseconds, and its size; ``None`` when it is not there."""
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_mtime_ns, status.st_size


def _tells_nobody(root: Path) -> bool:
    """Whether a site lies on a drive of Windows as WSL mounts it, which reports no changes."""
    return "microsoft" in platform.release().lower() and root.as_posix().startswith("/mnt/")
