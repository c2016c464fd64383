"""Measure a process that goes on: ``python benchmarks/going_on.py --sizes 1000 --rounds 20``.

What the preview does at a save, without watching, serving and a browser: from the edited file to all pages that show
the edit in the output folder, on a memory file system. A body and a claim in turn, each of another brief. Lists are as
they come, long ones cut into pages.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import sys
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
sys.path.insert(1, str(Path(__file__).resolve().parent.parent / "generator"))

from benchmarks import tools
from benchmarks.install import Peers, default_folder
from onrecord.build.request import NoProgress
from onrecord.preview.rebuild import SiteRebuild

EDITS = {
    "body": (r"(?s)(\A---\n.*?\n---\n\n)(?:Edited\d+x )?", "a body"),
    "claim": (r"(?s)(\nclaims:\n- id: \w+\n  text: '?)(?:Edited\d+x )?", "a claim"),
}


def measured(briefs: int, rounds: int, seed: int, work: Path) -> None:
    """Run everything for one size, and print it."""
    made = tools.tool(tools.CUT, work, Peers(default_folder()))
    tools.prepare(made, briefs, seed, Peers(default_folder()))
    rebuild = SiteRebuild(made.site, made.output)
    rebuild(NoProgress())
    rebuild.learn(NoProgress())
    chance = random.Random(seed)
    files = sorted((made.site / "content" / "briefs").glob("*.md"))
    seconds: dict[str, list[float]] = {kind: [] for kind in EDITS}
    written: dict[str, list[tuple[int, int]]] = {kind: [] for kind in EDITS}
    for number in range(rounds):
        for kind, (pattern, _) in EDITS.items():
            file = chance.choice(files)
            text, times = re.subn(pattern, rf"\g<1>Edited{number}x ", file.read_text("utf-8"), count=1)
            if times != 1:
                raise ValueError(f"nothing to edit in {file}")
            file.write_text(text, "utf-8")
            start = time.perf_counter()
            result = rebuild(NoProgress())
            seconds[kind].append(time.perf_counter() - start)
            written[kind].append(
                (len(result.written), sum((made.output / path).stat().st_size for path in result.written))
            )
            rebuild.learn(NoProgress())
    print(f"\n## {briefs} briefs, {rounds} rounds, {os.cpu_count()} cores\n")
    print("| edit | median | ninth decile | pages | MB |\n| :-- | --: | --: | --: | --: |")
    for kind, (_, name) in EDITS.items():
        pages, size = (median(values) for values in zip(*written[kind], strict=True))
        decile = quantiles(seconds[kind], n=10)[-1] if rounds > 1 else seconds[kind][0]
        times = f"{median(seconds[kind]) * 1e3:.0f} ms | {decile * 1e3:.0f} ms"
        print(f"| {name} | {times} | {pages:.0f} | {size / 1e6:.1f} |")


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description="Measure edits in a process that goes on.")
    parser.add_argument("--sizes", default="1000", help="numbers of briefs (%(default)s)")
    parser.add_argument("--rounds", type=int, default=20, help="how many edits of each kind (%(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the corpus (%(default)s)")
    parser.add_argument("--work", type=Path, help="where the site and the output go (a folder of its own in /dev/shm)")
    options = parser.parse_args(arguments)
    shared = Path("/dev/shm") if options.work is None and os.access("/dev/shm", os.W_OK) else options.work
    for briefs in map(int, options.sizes.split(",")):
        with tempfile.TemporaryDirectory(prefix="onrecord-going-on-", dir=shared) as work:
            measured(briefs, options.rounds, options.seed, Path(work))
    return 0


if __name__ == "__main__":
    sys.exit(main())
