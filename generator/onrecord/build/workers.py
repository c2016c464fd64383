"""Worker processes for the two maps, or any executor that stands in for them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import AbstractContextManager
from os import cpu_count
from queue import SimpleQueue
from threading import Lock, Thread
from typing import Generic, TypeVar

Part = TypeVar("Part")
Done = TypeVar("Done")


def number_of_processes(jobs: int | None) -> int:
    """How many processes are to work at a time: ``jobs``, or as many as there are cores."""
    return jobs or cpu_count() or 1


def worker_processes(
    number: int, first: Callable[..., None] | None = None, *arguments: object
) -> AbstractContextManager[Executor]:
    """So many processes beside this one.

    Each of them runs ``first`` with the ``arguments`` before anything else. Forked where that is safe, so that they
    start at once with everything imported.
    """
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
    return ProcessPoolExecutor(number, context, _begin, (first, arguments))


def shared_out(
    executor: Executor, work: Callable[[Part], Done], parts: Sequence[Part], here: Callable[[Part], Done], ahead: int
) -> Generator[tuple[int, Done]]:
    """What comes of each part, with its number, as it comes.

    ``work`` is done in other processes, from the first part on, and ``here`` meanwhile in this one, from the last part
    back: so parts that have something in common are done by few processes. So many parts are ``ahead`` of what the
    others have done, so that none of them waits for this process.
    """
    sharing = _Sharing(executor, work, parts)
    try:
        for _ in range(ahead):
            sharing.submit()
        for _ in parts:
            own = None if sharing.has_done() else sharing.take()
            yield (own[0], here(own[1])) if own else sharing.await_one()
    finally:
        sharing.end()


class _Sharing(Generic[Part, Done]):
    """Parts that wait for a process, and those that are another's."""

    def __init__(self, executor: Executor, work: Callable[[Part], Done], parts: Iterable[Part]) -> None:
        self._given: dict[Future[Done], int] = {}
        self._done: SimpleQueue[Future[Done]] = SimpleQueue()
        self._executor = executor
        self._work = work
        self._waiting = deque(enumerate(parts))
        self._lock = Lock()

    def submit(self) -> None:
        """Give the first of the parts away; another one follows when it is done."""
        with self._lock:
            if not self._waiting:
                return
            try:
                future = self._executor.submit(self._work, self._waiting[0][1])
            except RuntimeError:  # whoever waits for a part that was given away is told what happened to the processes
                return
            self._given[future] = self._waiting.popleft()[0]
        future.add_done_callback(self._ended)

    def _ended(self, future: Future[Done]) -> None:
        self._done.put(future)
        self.submit()

    def has_done(self) -> bool:
        """Whether something comes back from another process."""
        return not self._done.empty()

    def await_one(self) -> tuple[int, Done]:
        """What comes back from another process, with the number of the part."""
        future = self._done.get()
        return self._given.pop(future), future.result()

    def take(self) -> tuple[int, Part] | None:
        """The last of the parts with its number, for this process."""
        with self._lock:
            return self._waiting.pop() if self._waiting else None

    def end(self) -> None:
        """Give nothing away any more."""
        with self._lock:
            self._waiting.clear()
        for future in list(self._given):
            future.cancel()


def _begin(first: Callable[..., None] | None, arguments: tuple[object, ...]) -> None:
    """Make a fresh worker ready; it ends with its parent, even when that is killed."""
    gc.disable()
    Thread(target=_end_with_parent, daemon=True).start()
    if first is not None:
        first(*arguments)


def _end_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
