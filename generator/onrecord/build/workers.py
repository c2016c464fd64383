"""Worker processes for the two maps, or any executor that stands in for them."""

from __future__ import annotations

import gc
import multiprocessing
import os
import sys
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager
from os import cpu_count
from threading import Thread


def worker_processes(
    jobs: int | None, first: Callable[..., None] | None = None, *arguments: object
) -> AbstractContextManager[Executor] | None:
    """As many processes as ``jobs``, or as there are cores; ``None`` where one process is to do everything.

    Each of them runs ``first`` with the ``arguments`` before anything else. Forked where that is safe, so that they
    start at once with everything imported.
    """
    number = jobs or cpu_count() or 1
    if number < 2:
        return None
    method = "fork" if sys.platform == "linux" else "spawn"
    context = multiprocessing.get_context(method)
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
