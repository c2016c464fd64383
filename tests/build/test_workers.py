"""Worker processes share the work with the build that started them, and end with it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Event

import pytest

from onrecord.build.workers import shared_out

PARTS = range(9)

PROGRAM = """
import os, sys, time
from onrecord.build.workers import worker_processes

def told():
    print(os.getpid(), flush=True)

with worker_processes(2, told) as pool:
    list(pool.map(len, ["a", "b", "c", "d"]))
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGKILL")
def test_workers_do_not_outlive_a_killed_build(tmp_path: Path) -> None:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM, encoding="utf-8")
    with subprocess.Popen([sys.executable, str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as build:
        assert build.stdout is not None
        assert build.stdout.readline().strip().isdigit()
        os.kill(build.pid, signal.SIGKILL)
        # The pipe closes when the last process that holds it has ended.
        build.communicate(timeout=60)


def test_this_process_goes_on_from_the_end_while_another_is_held_up() -> None:
    done_here: list[int] = []
    go_on = Event()

    def work(part: int) -> str:
        go_on.wait()
        return "there"

    def here(part: int) -> str:
        done_here.append(part)
        if len(done_here) == len(PARTS) - 2:
            go_on.set()
        return "here"

    with ThreadPoolExecutor(1) as others:
        found = list(shared_out(others, work, PARTS, here, ahead=2))
    assert sorted(found) == [(part, "there" if part < 2 else "here") for part in PARTS]
    assert done_here == [*reversed(PARTS[2:])]


def test_another_goes_on_while_this_process_is_held_up() -> None:
    done: list[int] = []
    begun_here, all_else_done = Event(), Event()

    def work(part: int) -> int:
        begun_here.wait()
        done.append(part)
        if len(done) == len(PARTS) - 1:
            all_else_done.set()
        return part

    def here(part: int) -> int:
        begun_here.set()
        all_else_done.wait()
        return part

    with ThreadPoolExecutor(1) as others:
        assert sorted(shared_out(others, work, PARTS, here, ahead=2)) == [(part, part) for part in PARTS]
    assert len(done) == len(PARTS) - 1


def test_a_fault_of_another_is_raised_here_and_nothing_is_given_away_after_it() -> None:
    begun: list[int] = []
    given_up = Event()

    def work(part: int) -> int:
        begun.append(part)
        if part == 0:
            raise ValueError("no page")
        given_up.wait()
        return part

    with ThreadPoolExecutor(1) as others:
        found = shared_out(others, work, PARTS, lambda part: part, ahead=1)
        with closing(found), pytest.raises(ValueError, match="no page"):
            list(found)
        given_up.set()
    assert len(begun) <= 2


def test_what_nobody_waits_for_any_more_is_not_begun() -> None:
    begun: list[int] = []
    here_too, given_up = Event(), Event()

    def work(part: int) -> int:
        begun.append(part)
        here_too.wait()
        if part:
            given_up.wait()
        return part

    def here(part: int) -> int:
        here_too.set()
        return part

    with ThreadPoolExecutor(1) as others:
        found = shared_out(others, work, PARTS, here, ahead=2)
        assert next(found) == (PARTS[-1], PARTS[-1])
        found.close()
        given_up.set()
    assert len(begun) <= 2
