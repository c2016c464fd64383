"""The command line as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from onrecord import __version__


def onrecord(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "onrecord", *arguments], cwd=cwd, capture_output=True, text=True, timeout=120
    )


def test_it_runs_as_a_module(tmp_path: Path) -> None:
    assert onrecord("--version", cwd=tmp_path).stdout == f"onrecord {__version__}\n"


def test_what_nobody_reads_is_no_failure_of_ours(tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m onrecord --help | true"
    ended = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert "Traceback" not in ended.stderr
    assert "Exception" not in ended.stderr


@pytest.mark.parametrize("heavy", ["pydantic", "markdown", "rich", "babel", "yaml", "jinja2", "nh3"])
def test_importing_it_is_cheap(tmp_path: Path, heavy: str) -> None:
    probe = f"import sys, onrecord.cli; sys.exit('{heavy}' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], cwd=tmp_path, timeout=120).returncode == 0
