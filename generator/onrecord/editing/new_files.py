"""Files that are not there yet: written whole or not at all, never over what is there, never outside the site."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to write: ``path`` is POSIX and relative to the site's folder."""

    path: str
    text: str
    executable: bool = False


class NotNew(Exception):
    """Some of the files are there already; ``paths`` are relative to the site's folder. Nothing was written."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__(", ".join(paths))
        self.paths = tuple(paths)


class LeadsOutside(Exception):
    """A file would be written outside of the site's folder, through a link on its way. Nothing was written."""

    def __init__(self, path: str) -> None:
        super().__init__(path)
        self.path = path


def refuse_outside(root: Path, path: str) -> None:
    """Raise ``LeadsOutside`` when ``path`` below ``root`` is somewhere else, through a link on its way."""
    if not Path(os.path.realpath(root / path)).is_relative_to(os.path.realpath(root)):
        raise LeadsOutside(path)


def write_new(root: Path, files: Sequence[NewFile]) -> None:
    """Write ``files`` below ``root``, which is made if need be.

    Raises:
        NotNew: when one of them is there already, also as a link that leads nowhere.
        LeadsOutside: when a folder on the way is a link to somewhere else.
        OSError: when the system refuses.
    """
    there = [file.path for file in files if os.path.lexists(root / file.path)]
    if there:
        raise NotNew(there)
    for file in files:
        refuse_outside(root, file.path)
    for file in files:
        target = root / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        with open(target, "x", encoding="utf-8", newline="\n") as opened:
            opened.write(file.text)
        if file.executable:
            target.chmod(target.stat().st_mode | 0o111)
