"""Worker processes for the two maps, or any executor that stands in for them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from os import cpu_count
from threading import Thread


def worker_processes(
    jobs: int | None, first: Callable[..., None] | None = None, *arguments: object
) -> AbstractContextManager[Executor] | None:
    """As many processes as ``jobs``, or as there are cores; ``None`` where one process is to do everything.

    Each of them runs ``first`` with the ``arguments`` before anything else. Forked where that is safe, so that they
    start at once with everything imported.
    """
    number = _number(jobs)
    return _pool(number, first, arguments) if number > 1 else None


def worker_crew(
    jobs: int | None, first: Callable[..., None], *arguments: object
) -> AbstractContextManager[Sequence[Executor]] | None:
    """The same processes, each by itself, for whoever wants to say which of them does what."""
    number = _number(jobs)
    return _crew(number, first, arguments) if number > 1 else None


@contextmanager
def _crew(number: int, first: Callable[..., None], arguments: tuple[object, ...]) -> Iterator[Sequence[Executor]]:
    with ExitStack() as ends:
        yield [ends.enter_context(_pool(1, first, arguments)) for _ in range(number)]


def _number(jobs: int | None) -> int:
    return jobs or cpu_count() or 1


def _pool(number: int, first: Callable[..., None] | None, arguments: tuple[object, ...]) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("fork" if sys.platform == "linux" else "spawn")
    return ProcessPoolExecutor(number, context, _begin, (first, arguments))


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
