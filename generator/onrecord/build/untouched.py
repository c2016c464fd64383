"""Whether an output folder is just as the last build left it, told without reading but the youngest of its files."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec

from onrecord import __version__
from onrecord.build.manifest import MANIFEST, RACY_NS, SIGHTINGS, UNFINISHED, digest_of
from onrecord.build.paths import STATE


class _Manifest(msgspec.Struct):
    generator: str
    finished: bool
    files: dict[str, str]


def untouched_files(output: Path) -> int | None:
    """How many files the manifest names, when all of them have the size, time and inode that they were left with.

    ``None`` otherwise, and whenever there is any doubt.
    """
    state = output / STATE
    try:
        manifest = msgspec.json.decode((state / MANIFEST).read_bytes(), type=_Manifest)
        sightings = state / SIGHTINGS
        trusted_before = sightings.stat().st_mtime_ns - RACY_NS
        seen = msgspec.json.decode(sightings.read_bytes(), type=dict[str, tuple[int, int, int, str]])
    except (OSError, msgspec.MsgspecError):
        return None
    if (state / UNFINISHED).exists() or not manifest.finished or manifest.generator != __version__:
        return None
    before = f"{output}{os.sep}"
    lstat, missing = os.lstat, (0, 0, 0, "")
    for path, digest in manifest.files.items():
        size, time, inode, known = seen.get(path, missing)
        try:
            status = lstat(before + path)
        except OSError:
            return None
        if (status.st_size, status.st_mtime_ns, status.st_ino) != (size, time, inode) or known != digest:
            return None
        if time >= trusted_before and not _holds(before + path, digest):
            return None
    return len(manifest.files)


def _holds(file: str, digest: str) -> bool:
    """Whether a file that is too young to be told by its time has these bytes."""
    try:
        return digest_of(Path(file).read_bytes()) == digest
    except OSError:
        return False
