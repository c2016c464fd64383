"""Measure onrecord beside Hugo, Eleventy and Pelican: ``python benchmarks/run.py --sizes 100,1000 --rounds 5``.

All do the same work on the same corpus (``same_work.py`` checks that), one after the other in every round, so that a
machine that slows down slows all of them. Sites and outputs lie on a memory file system. Figures are medians; a ratio
is the median of the rounds' ratios. Search indexes, feeds and sitemaps are off everywhere, and all pages show the whole
of their lists; ``onrecord-cut`` is onrecord with long lists cut into pages, as it does by itself.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Literal

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import measure, tools
from benchmarks.install import Peers, default_folder, install
from benchmarks.measure import Run
from benchmarks.tools import Edit, Tool

BASE = "hugo"
"""Whom the ratios compare with."""

STEPS = {
    "cold": "cold",
    "no-op": "nothing edited",
    "body": "one body edited",
    "claim": "one claim edited",
}
"""What is measured, in this order within a round. Latency in a running preview is a benchmark of its own."""


@dataclass(slots=True)
class Results:
    """The runs of one size, by step and tool, with peak memory and size of the output in bytes."""

    briefs: int
    runs: dict[str, dict[str, list[Run]]] = field(default_factory=dict)
    memory: dict[str, int] = field(default_factory=dict)
    size: dict[str, int] = field(default_factory=dict)
    pages: dict[str, int] = field(default_factory=dict)

    def add(self, step: str, name: str, run: Run) -> None:
        """Note a run."""
        self.runs.setdefault(step, {}).setdefault(name, []).append(run)


def measured(chosen: Sequence[Tool], briefs: int, rounds: int, steps: Sequence[str], *, memory: bool) -> Results:
    """Run everything for one size; the tools' sites are there already."""
    results = Results(briefs)
    edits = {made.name: {"body": tools.edit_of_body(made), "claim": tools.edit_of_claim(made)} for made in chosen}
    for number in range(rounds):
        order = list(chosen) if number % 2 == 0 else list(reversed(chosen))
        for step in STEPS if "cold" in steps else steps:
            for made in order:
                run = _run_step(made, step, edits[made.name], number + 1)
                if step in steps:
                    results.add(step, made.name, run)
                    _say(
                        f"{briefs} briefs, round {number + 1}, {step}, {made.name}: {run.wall:.2f} s, cpu {run.cpu:.2f}"
                    )
    for made in chosen:
        files = [path for path in made.output.rglob("*") if path.is_file() and ".onrecord" not in path.parts]
        results.size[made.name] = sum(path.stat().st_size for path in files)
        results.pages[made.name] = sum(path.suffix == ".html" for path in files)
        if memory:
            made.forget()
            watched = measure.run(made.command, made.site, made.environment(), watch_memory=True)
            results.memory[made.name] = watched.memory or 0
            _say(f"{briefs} briefs, memory, {made.name}: {results.memory[made.name] / 1e6:.0f} MB")
    return results


def _run_step(made: Tool, step: str, edits: dict[str, Edit], number: int) -> Run:
    if step == "cold":
        made.forget()
    elif step in edits:
        edits[step].make(number)
    run = measure.run(made.command, made.site, made.environment())
    if step in edits and not edits[step].is_shown(number):
        raise measure.FailedRun(f"{made.name} did not show the edit of a {step}")
    return run


def table(results: Results, names: Sequence[str], versions: dict[str, str]) -> str:
    """A Markdown table of one size: seconds of the clock, with processor seconds in brackets."""
    others = [name for name in names if name != BASE] if BASE in names else []
    head = ["work", *(f"{name} {versions[name]}" for name in names), *(f"{name} / {BASE}" for name in others)]
    rows = [head, [":--", *("--:" for _ in head[1:])]]
    for step, runs in results.runs.items():
        cells = [f"{median(r.wall for r in runs[n]):.2f} s ({median(r.cpu for r in runs[n]):.2f})" for n in names]
        ratios = [
            f"{_ratio(runs[n], runs[BASE], 'wall'):.2f} ({_ratio(runs[n], runs[BASE], 'cpu'):.2f})" for n in others
        ]
        rows.append([STEPS[step], *cells, *ratios])
    for label, values, unit in (("peak memory", results.memory, 1e6), ("output", results.size, 1e6)):
        if values:
            cells = [f"{values[name] / unit:.0f} MB" for name in names]
            rows.append([label, *cells, *(f"{values[name] / values[BASE]:.2f}" for name in others)])
    rows.append(["pages", *(str(results.pages[name]) for name in names), *("" for _ in others)])
    return "\n".join("| " + " | ".join(row) + " |" for row in rows)


def _ratio(runs: Sequence[Run], base: Sequence[Run], what: Literal["wall", "cpu"]) -> float:
    """The median, over the rounds, of one tool's figure by the other's."""
    return median(_figure(run, what) / _figure(other, what) for run, other in zip(runs, base, strict=True))


def _figure(run: Run, what: Literal["wall", "cpu"]) -> float:
    return run.wall if what == "wall" else run.cpu


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def _same_work(made: Sequence[Tool], briefs: int, seed: int) -> None:
    check: list[str | Path] = [
        sys.executable,
        tools.REPOSITORY / "benchmarks" / "same_work.py",
        str(briefs),
        "--seed",
        str(seed),
    ]
    _say(subprocess.run([*check, *(one.output for one in made)], check=True, capture_output=True, text=True).stdout)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure onrecord beside Hugo, Eleventy and Pelican.")
    parser.add_argument("--sizes", default="100,1000", help="numbers of briefs (%(default)s)")
    parser.add_argument("--rounds", type=int, default=5, help="how often everything is run (%(default)s)")
    parser.add_argument("--tools", default=",".join(tools.NAMES), help="which generators (%(default)s)")
    parser.add_argument("--steps", default=",".join(STEPS), help="which work (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the corpus (%(default)s)")
    parser.add_argument("--jobs", help="worker processes of onrecord")
    parser.add_argument("--peers", type=Path, default=default_folder(), help="where the others are (%(default)s)")
    parser.add_argument("--work", type=Path, help="where sites and outputs go (a folder of its own in /dev/shm)")
    parser.add_argument("--no-memory", action="store_true", help="leave out the runs that watch the memory")
    parser.add_argument("--check", action="store_true", help="first check that all outputs hold the same work")
    parser.add_argument("--json", type=Path, help="a file for all single runs")
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    options = _options(arguments)
    names = options.tools.split(",")
    peers = Peers(options.peers)
    if set(names) - {"onrecord", tools.CUT}:
        install(options.peers)
    shared = Path("/dev/shm") if options.work is None and os.access("/dev/shm", os.W_OK) else options.work
    work = Path(tempfile.mkdtemp(prefix="onrecord-benchmark-", dir=shared))
    onrecord_options = ["--jobs", options.jobs] if options.jobs else []
    everything = []
    try:
        for briefs in map(int, options.sizes.split(",")):
            folder = work / str(briefs)
            chosen = [tools.tool(name, folder, peers, onrecord_options) for name in names]
            for made in chosen:
                tools.prepare(made, briefs, options.seed, peers)
                if options.check:
                    measure.run(made.command, made.site, made.environment())
            if options.check:
                _same_work([made for made in chosen if made.name != tools.CUT], briefs, options.seed)
            results = measured(chosen, briefs, options.rounds, options.steps.split(","), memory=not options.no_memory)
            everything.append(results)
            versions = {made.name: tools.version(made) for made in chosen}
            print(f"\n## {briefs} briefs, {options.rounds} rounds, {os.cpu_count()} cores, {_machine()}\n")
            print(table(results, names, versions), flush=True)
            shutil.rmtree(folder)
    finally:
        shutil.rmtree(work, ignore_errors=True)
        if options.json:
            options.json.write_text(json.dumps([_plain(results) for results in everything], indent=1), "utf-8")
    return 0


def _plain(results: Results) -> dict[str, object]:
    runs = {
        step: {name: [{"wall": run.wall, "cpu": run.cpu} for run in runs] for name, runs in by_tool.items()}
        for step, by_tool in results.runs.items()
    }
    return {"briefs": results.briefs, "runs": runs, "memory": results.memory, "output": results.size}


def _machine() -> str:
    return f"Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main())
