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


def test_it_runs_where_there_is_no_output(tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m onrecord --version >&- 2>errors"
    assert subprocess.run(["sh", "-c", command], cwd=tmp_path, timeout=120).returncode == 0
    assert (tmp_path / "errors").read_text() == ""


def test_what_nobody_reads_is_no_failure_of_ours(tmp_path: Path) -> None:
    command = f"'{sys.executable}' -m onrecord --help | true"
    ended = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert "Traceback" not in ended.stderr
    assert "Exception" not in ended.stderr


@pytest.mark.parametrize(
    ("ending", "code", "said"),
    [
        ("raise SystemExit(3)", 3, ""),
        ("raise SystemExit", 0, ""),
        ("raise SystemExit('why')", 1, ""),
        ("threading.Thread(target=print, args=['from a thread']).start(); raise SystemExit(0)", 0, "from a thread\n"),
    ],
)
def test_it_ends_with_its_code_once_all_is_said_and_done(tmp_path: Path, ending: str, code: int, said: str) -> None:
    program = (
        "import atexit, threading\n"
        "from onrecord import cli\n"
        f"def main():\n    print('said')\n    {ending}\n"
        "cli.main = main\n"
        "atexit.register(print, 'done')\n"
        "cli.run()\n"
    )
    ended = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, timeout=120)
    assert (ended.returncode, ended.stdout) == (code, f"said\n{said}done\n")


@pytest.mark.parametrize("heavy", ["pydantic", "markdown", "rich", "babel", "yaml", "jinja2", "nh3"])
def test_importing_it_is_cheap(tmp_path: Path, heavy: str) -> None:
    probe = f"import sys, onrecord.cli; sys.exit('{heavy}' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], cwd=tmp_path, timeout=120).returncode == 0
