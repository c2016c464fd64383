"""Folders of files as plain values, to compare and to write."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from onrecord.build.paths import STATE
from onrecord.build.stage import Committed, Stage

Tree = dict[str, bytes]


def tree(folder: Path) -> Tree:
    """Every file below ``folder`` by POSIX path, links as their targets, without what onrecord keeps for itself."""
    found: Tree = {}
    for above, folders, names in os.walk(folder):
        if Path(above) == folder and STATE in folders:
            folders.remove(STATE)
        for name in [*names, *(name for name in folders if (Path(above) / name).is_symlink())]:
            file = Path(above) / name
            path = file.relative_to(folder).as_posix()
            found[path] = os.readlink(file).encode() if file.is_symlink() else file.read_bytes()
    return found


def folders(folder: Path) -> set[str]:
    """Every folder below ``folder``, without what onrecord keeps for itself."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_dir() and path.relative_to(folder).parts[0] != STATE
    }


def write(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files as a user would."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)


def publish(output: Path, files: Mapping[str, bytes]) -> Committed:
    """One whole build."""
    with Stage(output) as stage:
        for path, data in files.items():
            stage.put(path, data)
        return stage.commit()
