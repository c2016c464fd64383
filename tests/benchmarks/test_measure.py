"""Measuring: what a run takes is seen for all of its processes, and edits are made and looked for."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE

import pytest

from benchmarks import tools
from benchmarks.corpus import main as write_corpus
from benchmarks.install import Peers
from benchmarks.measure import FailedRun, Run, held, run, session_members
from benchmarks.run import Results, table

MEGABYTE = 1_000_000
TWO_PROCESSES = """
import os, sys
block = b"x" * 40_000_000
child = os.fork()
own = b"y" * 60_000_000 if child == 0 else b""
if child == 0:
    print("ready", flush=True)
sys.stdin.read()
"""


def test_memory_is_that_of_all_processes_together() -> None:
    command = [sys.executable, "-c", TWO_PROCESSES]
    with subprocess.Popen(command, stdin=PIPE, stdout=PIPE, start_new_session=True) as process:
        assert process.stdout is not None
        process.stdout.readline()
        members = session_members(process.pid)
        together = sum(map(held, members))
        process.communicate()
    assert len(members) == 2
    assert 100 * MEGABYTE < together < 135 * MEGABYTE
    assert held(process.pid) == 0


def test_the_highest_memory_is_seen_even_when_a_run_is_short(tmp_path: Path) -> None:
    seen = run([sys.executable, "-c", "b'x' * 300_000_000"], tmp_path, os.environ, watch_memory=True)
    assert seen.memory is not None
    assert seen.memory > 300 * MEGABYTE


def test_processor_time_is_part_of_a_run(tmp_path: Path) -> None:
    seen = run([sys.executable, "-c", "sum(range(3_000_000))"], tmp_path, os.environ)
    assert seen.cpu > 0
    assert seen.wall > 0
    assert seen.memory is None


def test_a_command_that_fails_says_why(tmp_path: Path) -> None:
    with pytest.raises(FailedRun, match="no such brief"):
        run([sys.executable, "-c", "raise SystemExit('no such brief')"], tmp_path, os.environ)


@pytest.mark.parametrize("name", ["onrecord", "hugo", "eleventy", "pelican"])
def test_edits_change_one_text_and_nothing_else(name: str, tmp_path: Path) -> None:
    site = tmp_path / "site"
    write_corpus(["9", str(site), "--tool", name])
    made = tools.Tool(name, site, tmp_path / "output", ())
    for edit in (tools.edit_of_body(made), tools.edit_of_claim(made)):
        before = edit.file.read_text("utf-8")
        edit.make(1)
        edit.make(2)
        after = edit.file.read_text("utf-8")
        assert after.replace("Edited2x ", "") == before
        for page in edit.pages:
            page.parent.mkdir(parents=True, exist_ok=True)
            page.write_text("<p>Edited1x</p>", "utf-8")
        assert edit.is_shown(1)
        assert not edit.is_shown(2)
        edit.file.write_text(before, "utf-8")


def test_missing_generators_are_named_with_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(Exception, match=r"run python benchmarks/install\.py"):
        _ = Peers(tmp_path).hugo


def test_the_table_has_medians_and_the_median_of_the_rounds_ratios() -> None:
    results = Results(10, size={"onrecord": 4_000_000, "hugo": 2_000_000}, pages={"onrecord": 5, "hugo": 5})
    for ours, theirs in ((1.0, 2.0), (6.0, 4.0), (3.0, 3.0)):
        results.add("cold", "onrecord", Run(ours, ours))
        results.add("cold", "hugo", Run(theirs, theirs))
    rows = table(results, ["onrecord", "hugo"], {"onrecord": "1", "hugo": "2"}).splitlines()
    assert rows[2] == "| cold | 3.00 s (3.00) | 3.00 s (3.00) | 1.00 (1.00) |"
    assert rows[3] == "| output | 4 MB | 2 MB | 2.00 |"
