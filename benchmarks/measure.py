"""One run of a program: how long, how much processor time, how much memory, all of its processes together."""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SAMPLE_EVERY = 0.02
"""Seconds between two looks at the memory."""


class FailedRun(Exception):
    """A program that did not succeed; the message holds what it said."""


@dataclass(frozen=True, slots=True)
class Run:
    """``wall`` and ``cpu`` in seconds; ``memory`` in bytes, where it was watched."""

    wall: float
    cpu: float
    memory: int | None = None


def run(command: Sequence[str | Path], folder: Path, env: Mapping[str, str], *, watch_memory: bool = False) -> Run:
    """Run a command in a folder and measure it.

    Memory is the highest sum, over all processes of the command, of what each holds with shared pages divided among
    those that share them (the kernel's proportional set size), sampled; no less than the largest process at its
    highest, which the kernel keeps exactly. Watching costs time: do not use ``wall`` of such a run.

    Raises:
        FailedRun: when the command fails.
    """
    log = folder / ".benchmark-log"
    with log.open("wb") as said:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=said, stderr=said, start_new_session=True
        )
        watcher = _Watcher(process.pid) if watch_memory else None
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    memory = max(watcher.stop(), usage.ru_maxrss * 1024) if watcher else None
    if process.returncode != 0:
        said_last = log.read_text("utf-8", "replace")[-2000:]
        raise FailedRun(f"{command[0]} ended with {process.returncode}:\n{said_last}")
    return Run(wall, usage.ru_utime + usage.ru_stime, memory)


class _Watcher:
    """Samples the memory of a session of processes from a thread of its own."""

    def __init__(self, session: int) -> None:
        self._session = session
        self._highest = 0
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()

    def stop(self) -> int:
        """The highest sum seen, in bytes."""
        self._ended.set()
        self._thread.join()
        return self._highest

    def _watch(self) -> None:
        while not self._ended.wait(SAMPLE_EVERY):
            self._highest = max(self._highest, sum(map(held, session_members(self._session))))


def session_members(session: int) -> list[int]:
    """The processes of a session."""
    found = []
    for name in os.listdir("/proc"):
        if name.isdigit():
            try:
                fields = Path("/proc", name, "stat").read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(fields[3]) == session:
                found.append(int(name))
    return found


def held(process: int) -> int:
    """The memory that a process holds, its share of shared pages included, in bytes; 0 when it has ended."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("Pss:")), 0)
