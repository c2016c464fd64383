"""Worker processes end with the build that started them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

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
