"""How far a build is, on a terminal, once it takes long enough for anybody to wonder."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.progress import Progress as Bars
    from rich.progress import TaskID

PATIENCE = 0.5
"""Seconds before anything is shown."""

REFRESH = 0.1
"""Seconds between two pictures."""


class DelayedProgress:
    """A ``Progress`` that draws on standard error; nothing when that is not a terminal.

    It draws only when it is told of a step: a thread for drawing would be in the way of worker processes.
    """

    def __init__(self) -> None:
        self.watched = sys.stderr.isatty()
        self.started = time.monotonic()
        self.drawn = 0.0
        self.name = ""
        self.total: int | None = None
        self.done = 0
        self.bars: Bars | None = None
        self.task: TaskID | None = None

    def stage(self, name: str, total: int | None) -> None:
        """A new stage begins."""
        self.name, self.total, self.done = name, total, 0
        if self.bars is not None and self.task is not None:
            self.bars.remove_task(self.task)
            self.task = self.bars.add_task(name, total=total)
        self._draw()

    def advance(self, n: int) -> None:
        """``n`` more steps are done."""
        self.done += n
        self._draw()

    def __enter__(self) -> DelayedProgress:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bars is not None:
            self.bars.stop()

    def _draw(self) -> None:
        now = time.monotonic()
        if not self.watched or now - self.started < PATIENCE or now - self.drawn < REFRESH:
            return
        self.drawn = now
        if self.bars is None or self.task is None:
            self.bars = _bars()
            self.bars.start()
            self.task = self.bars.add_task(self.name, total=self.total)
        self.bars.update(self.task, completed=self.done)
        self.bars.refresh()


def _bars() -> Bars:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        console=Console(stderr=True),
        auto_refresh=False,
        transient=True,
    )
