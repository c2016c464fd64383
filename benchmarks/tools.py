"""The generators: how each one builds a site, what it keeps between builds, and how its content is edited."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from benchmarks.install import Peers

REPOSITORY = Path(__file__).resolve().parent.parent
NAMES = ("onrecord", "hugo", "eleventy", "pelican")

CUT = "onrecord-cut"
"""onrecord as it comes: long lists go on on further pages, which is not the same work as the others do."""

WHOLE_LISTS = "list_length: 1000000\n"
"""The setting with which a page shows all of each of its lists, as those of the others do."""


@dataclass(frozen=True, slots=True)
class Tool:
    """A generator with a site of its own in ``site`` that it builds into ``output``."""

    name: str
    site: Path
    output: Path
    command: tuple[str | Path, ...]

    def forget(self) -> None:
        """Take away the output and whatever the generator keeps, so that the next build is a first one."""
        shutil.rmtree(self.output, ignore_errors=True)
        for kept in (".onrecord", "resources", ".cache", "cache"):
            shutil.rmtree(self.site / kept, ignore_errors=True)

    def environment(self) -> dict[str, str]:
        """The variables to run with."""
        env = dict(os.environ)
        if self.name in ("onrecord", CUT) and find_spec("onrecord") is None:
            env["PYTHONPATH"] = str(REPOSITORY / "generator")
        return env


def tool(name: str, folder: Path, peers: Peers, onrecord_options: Sequence[str] = ()) -> Tool:
    """A generator whose site and output lie in ``folder``."""
    site, output = folder / f"{name}-site", folder / f"{name}-output"
    commands: dict[str, tuple[str | Path, ...]] = {}
    if name in ("onrecord", CUT):
        commands[name] = (
            *(sys.executable, "-m", "onrecord", "build", site, "--output", output, "--no-search"),
            *onrecord_options,
        )
    elif name == "hugo":
        cache = site / ".cache"
        commands[name] = (peers.hugo, "--destination", output, "--cacheDir", cache, "--noBuildLock", "--quiet")
    elif name == "eleventy":
        commands[name] = (shutil.which("node") or "node", peers.eleventy, f"--output={output}", "--quiet")
    elif name == "pelican":
        commands[name] = (peers.pelican, "-s", "pelicanconf.py", "-o", output, "--quiet", "--fatal", "errors")
    return Tool(name, site, output, commands[name])


def prepare(made: Tool, briefs: int, seed: int, peers: Peers) -> None:
    """Write the generator's site, in a process of its own as that takes memory."""
    corpus: list[str | Path] = [sys.executable, REPOSITORY / "benchmarks" / "corpus.py", str(briefs), made.site]
    subprocess.run([*corpus, "--seed", str(seed), "--tool", made.name.removesuffix("-cut")], check=True)
    if made.name == "onrecord":
        with (made.site / "onrecord.yaml").open("a", encoding="utf-8") as settings:
            settings.write(WHOLE_LISTS)
    if made.name == "eleventy":
        (made.site / "node_modules").symlink_to(peers.node_modules)


def version(made: Tool) -> str:
    """What the generator calls itself."""
    asked = ("version",) if made.name == "hugo" else ("--version",)
    start = made.command[:3] if made.name in ("onrecord", CUT) else made.command[: 2 if made.name == "eleventy" else 1]
    said = subprocess.run([*start, *asked], capture_output=True, text=True, check=True, env=made.environment()).stdout
    found = re.search(r"\d+\.\d+[\w.]*", said)
    return found[0] if found else said.strip()


@dataclass(frozen=True, slots=True)
class Edit:
    """An edit that can be made again and again: a mark at the start of a text, and the pages that must show it."""

    file: Path
    pattern: str
    pages: tuple[Path, ...]

    def make(self, number: int) -> str:
        """Write the mark of this number, in place of the one before, and give it."""
        text = self.file.read_text("utf-8")
        mark = _mark(number)
        changed, times = re.subn(self.pattern, lambda found: f"{found[1]}{mark} ", text, count=1)
        if times != 1:
            raise ValueError(f"nothing to edit in {self.file}")
        self.file.write_text(changed, "utf-8")
        return mark

    def is_shown(self, number: int) -> bool:
        """Whether all pages show the mark of this number."""
        return all(_mark(number) in page.read_text("utf-8") for page in self.pages)


def _mark(number: int) -> str:
    return f"Edited{number}x"


def edit_of_body(made: Tool) -> Edit:
    """An edit of the first words of a brief in the middle of the corpus."""
    brief, key = _middle_brief(made)
    pattern = r"(?s)(\A---\n.*?\n---\n\n)(?:Edited\d+x )?"
    return Edit(brief, pattern, (made.output / "briefs" / key / "index.html",))


def edit_of_claim(made: Tool) -> Edit:
    """An edit of the text of that brief's first claim."""
    brief, key = _middle_brief(made)
    text = brief.read_text("utf-8")
    if made.name == "hugo":
        found = re.search(r"^claims: \[(\w+)", text, re.MULTILINE)
        pattern = r"(?m)(^title: '?)(?:Edited\d+x )?"
    else:
        found = re.search(r"^claims:\n- id: (\w+)", text, re.MULTILINE)
        pattern = r"(?s)(\nclaims:\n- id: \w+\n  text: '?)(?:Edited\d+x )?"
    if found is None:
        raise ValueError(f"no claim in {brief}")
    claim = found[1]
    file = made.site / "content" / "claims" / key / f"{claim}.md" if made.name == "hugo" else brief
    pages = (made.output / "briefs" / key / "index.html", made.output / "claims" / key / claim / "index.html")
    return Edit(file, pattern, pages)


def _middle_brief(made: Tool) -> tuple[Path, str]:
    briefs = sorted(
        (made.site / "content" / "briefs").glob("*-*.md"), key=lambda path: int(path.stem.rpartition("-")[2])
    )
    brief = briefs[len(briefs) // 2]
    return brief, re.sub(r"^\d{4}-\d\d-\d\d-", "", brief.stem)
