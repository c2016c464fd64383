"""When the site is made again: at once after a save, once after a burst, never twice for the same change."""

from __future__ import annotations

import signal
import threading
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onrecord.build.failures import ForeignFile, OutputFailure
from onrecord.build.request import BuildResult, Progress
from onrecord.preview.git_lock import is_git_at_work
from onrecord.preview.rebuild import Rebuild

HURRY = 1.0
"""Seconds after a change in which another one means that more may follow."""

QUIET = 0.25
"""Seconds without a change that end such a series."""

QUIET_AFTER_MANY = 0.1
"""The same for many files at once, which come from a program."""

FEW = 2
"""A save touches one file, or two where an editor writes another one and renames it."""

LONGEST_WAIT = 10.0
"""Seconds after which a series without end is built all the same."""

LOOK_AT_GIT = 0.05
"""How often to look whether git is done, in seconds."""


class Stopped(BaseException):
    """The preview ends while a build is under way; the build leaves its output as it was."""


class Interrupted(BaseException):
    """There is something else to build, or the preview ends."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One build: the ``result``, or the ``failure`` that kept it from having one, with the ``trace`` of a bug.

    ``changed`` are the paths that asked for it, none for the first one; ``seconds`` is how long it took.
    """

    result: BuildResult | None
    changed: frozenset[str]
    seconds: float
    failure: str | None = None
    trace: str | None = None

    @property
    def ok(self) -> bool:
        """Whether there is a new site to show."""
        return self.result is not None and self.result.ok


class Builder:
    """Builds in a thread of its own: at the start, and whenever ``changed`` was called.

    ``told`` gets every attempt, ``progress`` how far each is; both are called from that thread.
    """

    def __init__(self, root: Path, rebuild: Rebuild, told: Callable[[Attempt], None], progress: Progress) -> None:
        self._root = root
        self._rebuild = rebuild
        self._told = told
        self._progress = _Stoppable(progress, self._gives_way)
        self._news = threading.Condition()
        self._changed: frozenset[str] = frozenset()
        self._times = 0
        self._first = self._latest = self._taken = float("-inf")
        self._waiting_since: float | None = None
        self._has_built = False
        self._before: Callable[[], None] = lambda: None
        self._thread = threading.Thread(target=self._work, name="onrecord building", daemon=True)

    def start(self, wait: Callable[[], None]) -> None:
        """Begin with the first build, once ``wait`` is over."""
        self._before = wait
        self._thread.start()

    def stop(self, patience: float) -> bool:
        """End, within ``patience`` seconds if the build under way lets go; whether it did."""
        with self._news:
            self._progress.stopped = True
            self._news.notify()
        if self._thread.is_alive():
            self._thread.join(patience)
        return not self._thread.is_alive()

    @property
    def is_wanted(self) -> bool:
        """Whether something changed since the last build began, or the preview ends."""
        return bool(self._changed) or self._progress.stopped

    def changed(self, paths: frozenset[str]) -> None:
        """Files have changed."""
        with self._news:
            self._latest = time.monotonic()
            self._first = self._first if self._changed else self._latest
            self._changed |= paths
            self._times += 1
            self._news.notify()

    def _work(self) -> None:
        if hasattr(signal, "pthread_sigmask"):
            # Ctrl-C reaches every process of a terminal: the workers that start from here leave it to who ends them.
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT, signal.SIGTERM})
        changed: frozenset[str] = frozenset()
        self._before()
        try:
            while True:
                attempt = self._attempt(changed)
                if attempt is None:
                    changed |= self._next_changes()
                    continue
                self._waiting_since = None
                self._has_built |= attempt.ok
                self._told(attempt)
                self._learn()
                changed = self._next_changes()
        except Stopped:
            pass

    def _gives_way(self) -> bool:
        """Whether a build under way may be given up for one that takes in what has changed since.

        What was changed first does not wait longer than ``LONGEST_WAIT`` for that.
        """
        since = self._waiting_since
        return bool(self._changed) and self._has_built and since is not None and time.monotonic() < since + LONGEST_WAIT

    def _attempt(self, changed: frozenset[str]) -> Attempt | None:
        """One build; ``None`` when it gave way to the next one."""
        started = time.monotonic()
        self._waiting_since = self._waiting_since or started
        result, failure, trace = None, None, None
        try:
            result = self._rebuild(self._progress)
        except Interrupted:
            return None
        except ForeignFile as error:
            result = BuildResult(error.diagnostics(), ok=False)
        except OutputFailure as error:
            failure = str(error)
        except KeyboardInterrupt:
            raise Stopped from None  # it reached a worker
        except Exception as bug:
            if self._progress.stopped:
                raise Stopped from None  # its workers were taken away
            failure = _described(bug)
            trace = traceback.format_exc()
        return Attempt(result, changed, time.monotonic() - started, failure, trace)

    def _learn(self) -> None:
        """Use the time until the next change."""
        try:
            self._rebuild.learn(_UntilChanged(self))
        except Interrupted:
            return
        except Exception as bug:
            if not self._progress.stopped:
                self._told(Attempt(None, frozenset(), 0.0, _described(bug), traceback.format_exc()))

    def _next_changes(self) -> frozenset[str]:
        """Wait for changes, and until no more are to be expected."""
        with self._news:
            self._wait(lambda: bool(self._changed), None)
            begun = time.monotonic()
            while (now := time.monotonic()) - begun < LONGEST_WAIT:
                if is_git_at_work(self._root):
                    self._wait(lambda: False, LOOK_AT_GIT)
                    self._latest = time.monotonic()  # what git did last is still on its way
                    self._times += 1
                elif (more := self._quiet_until() - now) > 0:
                    times = self._times
                    self._wait(lambda: self._times != times, more)  # noqa: B023
                else:
                    break
            self._taken = self._latest
            changed, self._changed, self._times = self._changed, frozenset(), 0
            return changed

    def _quiet_until(self) -> float:
        """When the changes at hand are over, if no more come: at once after the one save of somebody who takes time."""
        if self._times > 1 or self._first - self._taken < HURRY:
            return self._latest + QUIET
        return self._latest + (QUIET_AFTER_MANY if len(self._changed) > FEW else 0)

    def _wait(self, over: Callable[[], bool], seconds: float | None) -> None:
        """Wait until something is over, or for some seconds; raises ``Stopped`` when the preview ends."""
        self._news.wait_for(lambda: over() or self._progress.stopped, seconds)
        if self._progress.stopped:
            raise Stopped


def _described(bug: Exception) -> str:
    return f"onrecord itself failed: {type(bug).__name__}: {bug}"


class _UntilChanged:
    """A ``Progress`` that gives up what is done in the meantime, as soon as something changed."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder

    def stage(self, name: str, total: int | None) -> None:
        """A new stage begins."""
        self.advance(0)

    def advance(self, n: int) -> None:
        """``n`` more steps are done."""
        if self._builder.is_wanted:
            raise Interrupted


class _Stoppable:
    """A ``Progress`` that gives a build up at its next step, once the preview has ended or another build is due."""

    def __init__(self, progress: Progress, gives_way: Callable[[], bool]) -> None:
        self._progress = progress
        self._gives_way = gives_way
        self.stopped = False

    def stage(self, name: str, total: int | None) -> None:
        """A new stage begins."""
        self._go_on()
        self._progress.stage(name, total)

    def advance(self, n: int) -> None:
        """``n`` more steps are done."""
        self._go_on()
        self._progress.advance(n)

    def _go_on(self) -> None:
        if self.stopped:
            raise Stopped
        if self._gives_way():
            raise Interrupted
