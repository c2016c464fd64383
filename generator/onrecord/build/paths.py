"""Which paths a build may write, and into which folders."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path

from onrecord.build.failures import CollidingPaths
from onrecord.content.slugs import caseless

STATE = ".onrecord"
"""The folder of an output folder in which onrecord keeps what it has to remember."""

CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_ORDINARY = re.compile(r"(?:[a-z0-9_-][a-z0-9_.-]*+/)*+[a-z0-9_-][a-z0-9_.-]*+")
"""What most paths are: nothing is to be said against any of them."""


def refuse_unsafe_path(path: str) -> None:
    """Raise ``ValueError`` unless ``path`` is relative, POSIX, plain and stays within the output folder."""
    if _ORDINARY.fullmatch(path):
        return
    if CONTROL.search(path):
        raise ValueError(f"control character or undecodable byte in output path {path!r}")
    if "\\" in path or re.match(r"[A-Za-z]:", path):
        raise ValueError(f"output path {path!r} is not a POSIX path")
    parts = path.split("/")
    if any(part in ("", ".", "..") for part in parts):
        raise ValueError(f"output path {path!r} is not a plain relative path")
    if caseless(parts[0]) == STATE:
        raise ValueError(f"output path {path!r} lies in the folder that onrecord keeps for itself")


def refuse_collisions(paths: Iterable[str]) -> None:
    """Raise ``CollidingPaths`` when two paths are one file, or one is a folder of another; case does not count."""
    by_caseless: dict[str, str] = {}
    for path in sorted(paths):
        if (other := by_caseless.setdefault(caseless(path), path)) != path:
            raise CollidingPaths(other, path)
    folders: dict[str, str] = {}
    for key, path in by_caseless.items():
        parent = key.rpartition("/")[0]
        while parent and parent not in folders:
            folders[parent] = path
            parent = parent.rpartition("/")[0]
    for key, path in by_caseless.items():
        if key in folders:
            raise CollidingPaths(path, folders[key])


def parents(path: str) -> list[str]:
    """The folders above ``path`` within the output folder, the outermost first."""
    parts = path.split("/")
    return ["/".join(parts[:n]) for n in range(1, len(parts))]


def unsafe_output(root: Path, output: Path) -> str | None:
    """Why ``output`` must not be the output folder of the site in ``root``, or ``None`` when it may be."""
    root, output = root.resolve(), output.resolve()
    if output.exists() and not output.is_dir():
        return f"'{output}' is not a folder"
    if _same(output, root):
        return "the output folder cannot be the site's own folder"
    if ".git" in (part.lower() for part in output.parts):
        return "the output folder cannot lie inside '.git'"
    for name in ("content", "templates"):
        folder = (root / name).resolve()
        if _holds(folder, output):
            return f"the output folder cannot be '{name}/' or lie inside it"
        if _holds(output, folder) or _holds(output, root):
            return f"the output folder cannot contain '{name}/'"
    return None


def _holds(folder: Path, path: Path) -> bool:
    return any(_same(folder, above) for above in (path, *path.parents))


def _same(one: Path, other: Path) -> bool:
    """The same folder, however it is spelled; a folder that does not exist is only like itself."""
    if one == other:
        return True
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
