"""Pages that can be followed step by step: files to write, changes to make, commands with what they print.

A block is a file, or a change to one, when the paragraph above it starts with the file's path in bold code:

    **`content/actors/ana.md`**                          the file is the block
    **`content/actors/ana.md`**, below `name: Ana`:      the block goes below that line
    **`content/actors/ana.md`**, in place of `name: A`:  the block takes the place of that line
    **`content/actors/ana.md`**, at the end:             the block goes to the end

A ``console`` block holds commands, each on a line that starts with ``$``, and what they print: those of ``onrecord``,
``git``, ``mkdir`` and ``cd``. The day on which a page is followed shows as ``TODAY``.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from docs.making.fences import Fence, fences, with_texts

_CAPTION = re.compile(r"\*\*`([^`]+)`\*\*(?:(, below |, in place of )`([^`]+)`:|(, at the end:))?")
_SECONDS = re.compile(r"\b\d+(?:\.\d+)? s\b")
_SIZES = re.compile(r"\b\d+(?:\.\d+)? [kM]?B\b")
TODAY = "2025-06-04"

Run = Callable[[list[str], Path], str]
"""Runs ``onrecord`` with arguments in a folder and gives what it prints."""


@dataclass(frozen=True, slots=True)
class Walk:
    """A page that was followed: the page with what the commands really print, and how often each thing was done."""

    page: str
    files: int
    commands: int


def follow(page: str, folder: Path, run: Run) -> Walk:
    """Do what ``page`` says in ``folder``, which should be empty.

    Raises:
        ValueError: when a change names a line that the file does not have exactly once, or a command is not known.
    """
    here = folder
    texts: dict[int, str] = {}
    files = commands = 0
    for fence in fences(page):
        if fence.language == "console":
            told = []
            for command in _commands(fence):
                here, printed = _done(command, here, run)
                told.append(f"$ {command}\n{printed}")
                commands += 1
            texts[fence.first] = "".join(told)
        elif caption := _CAPTION.match(fence.caption):
            _write(here / caption[1], caption, fence.text)
            files += 1
    return Walk(with_texts(page, texts), files, commands)


def without_times(text: str) -> str:
    """``text`` with every duration as ``0.1 s`` and this day as ``TODAY``: what differs from run to run.

    Sizes of files are ``1.0 kB``: they change whenever anything about the theme does.
    """
    return _SIZES.sub("1.0 kB", _SECONDS.sub("0.1 s", text)).replace(date.today().isoformat(), TODAY)


def _commands(fence: Fence) -> list[str]:
    return [line.removeprefix("$ ") for line in fence.text.split("\n") if line.startswith("$ ")]


def _done(command: str, here: Path, run: Run) -> tuple[Path, str]:
    program, *arguments = shlex.split(command)
    match program, arguments:
        case "mkdir", ["-p", *names] if names:
            for name in names:
                (here / name).mkdir(parents=True, exist_ok=True)
            return here, ""
        case "mkdir", [name]:
            (here / name).mkdir()
            return here, ""
        case "cd", [name]:
            return here / name, ""
        case "onrecord", _:
            return here, without_times(run(arguments, here))
        case "git", _:
            someone = {f"GIT_{role}_{what}": "desk" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
            environment = os.environ | someone
            done = subprocess.run(
                ["git", *arguments], cwd=here, env=environment, stdout=subprocess.PIPE, text=True, check=True
            )
            return here, done.stdout
    raise ValueError(f"'{command}' is not a command that a page may use")


def _write(path: Path, caption: re.Match[str], block: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    _, how, line, at_end = caption.groups()
    if at_end:
        path.write_text(path.read_text(encoding="utf-8") + block, encoding="utf-8")
    elif how:
        lines = path.read_text(encoding="utf-8").split("\n")
        places = [number for number, found in enumerate(lines) if found.strip() == line.strip()]
        if len(places) != 1:
            raise ValueError(f"'{line}' stands {len(places)} times in {path.name}, not once")
        after = places[0] + 1
        lines[after - (how == ", in place of ") : after] = block.rstrip("\n").split("\n")
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        path.write_text(block, encoding="utf-8")
