"""Make a site of made-up briefs: ``python benchmarks/corpus.py N DIR [--seed S] [--tool hugo]``.

N briefs of 300 to 700 words with 1 to 5 claims and 2 to 6 sources each, over five years. The same N and seed give the
same bytes on any machine.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.invent.briefs import add_briefs
from benchmarks.invent.cast import add_cast
from benchmarks.invent.corpus import Corpus
from benchmarks.write import eleventy, hugo, onrecord, pelican

WRITERS: dict[str, Callable[[Corpus, Path], None]] = {
    "onrecord": onrecord.write_site,
    "hugo": hugo.write_site,
    "eleventy": eleventy.write_site,
    "pelican": pelican.write_site,
}


def invented(briefs: int, seed: int = 1) -> Corpus:
    """A corpus of ``briefs`` briefs."""
    corpus = Corpus(
        config={
            "title": "A made-up desk",
            "description": "Briefs, claims and sources made from random numbers, to measure generators with.",
            "url": "https://desk.example/",
            "language": "en",
            "timezone": "UTC",
            "links": "clean",
            "feeds": False,
            "exports": False,
            "rules": {"no-response-sought": "off", "both-confirmed": "warning"},
        }
    )
    rng = Random(f"{seed}/{briefs}")
    add_cast(corpus, briefs, rng)
    add_briefs(corpus, briefs, rng)
    return corpus


def main(arguments: list[str] | None = None) -> int:
    """The command line."""
    parser = argparse.ArgumentParser(description=__doc__.partition(":")[0] + ".")
    parser.add_argument("briefs", metavar="N", type=int, help="number of briefs")
    parser.add_argument("folder", metavar="DIR", type=Path, help="a folder that is empty or does not exist yet")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--tool", choices=WRITERS, default="onrecord", help="whose input to write (onrecord)")
    options = parser.parse_args(arguments)
    if options.briefs < 1:
        parser.error("N must be at least 1")
    if options.folder.exists() and any(options.folder.iterdir()):
        parser.error(f"{options.folder} is not empty")
    WRITERS[options.tool](invented(options.briefs, options.seed), options.folder)
    return 0


if __name__ == "__main__":
    sys.exit(main())
