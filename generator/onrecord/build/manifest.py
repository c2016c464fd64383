"""What onrecord owns in an output folder, and what it saw of it last.

Files in ``.onrecord``: the manifest names every file and folder that the generator made, the same bytes for the same
site; while a commit is under way, another one names what that adds and changes. The sightings remember size, time and
inode of each file, so that a digest need not be taken anew.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field
from hashlib import blake2b
from pathlib import Path
from typing import Any

import msgspec

from onrecord.build.failures import OutputError
from onrecord.build.paths import refuse_unsafe_path

FORMAT = 1
MANIFEST = "manifest.json"
UNFINISHED = "unfinished.json"
SIGHTINGS = "seen.json"
RACY_NS = 50_000_000
"""A file changed this shortly before the sightings were written may have changed again within one clock tick."""

Sighting = tuple[int, int, int]
"""Size in bytes, time of change in nanoseconds, inode."""


def digest_of(data: bytes) -> str:
    """BLAKE2b-128 in hexadecimal."""
    return blake2b(data, digest_size=16).hexdigest()


def sighting_of(status: os.stat_result) -> Sighting:
    """What tells a file apart from a changed one; a rename within a file system keeps all of it."""
    return status.st_size, status.st_mtime_ns, status.st_ino


@dataclass(slots=True)
class Manifest:
    """The files (by digest) and folders that the generator made. ``finished`` is false while a commit is under way:
    files are then the old ones and the new ones (of which only those that differ need be written), and each digest only
    what the file is to become.
    """

    generator: str = ""
    finished: bool = True
    files: dict[str, str] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)

    @classmethod
    def read(cls, state: Path) -> Manifest:
        """The manifest of a state folder, empty when there is none; ``OutputError`` when it is not readable."""
        before, under_way = cls._in(state / MANIFEST) or cls(), cls._in(state / UNFINISHED)
        if under_way is None:
            return before
        return cls(under_way.generator, False, before.files | under_way.files, before.folders | under_way.folders)

    @classmethod
    def _in(cls, file: Path) -> Manifest | None:
        try:
            found = json.loads(file.read_bytes())
        except FileNotFoundError:
            return None
        except (OSError, ValueError, RecursionError) as error:
            raise OutputError(file, f"{error}; empty the output folder, or choose another --output") from error
        try:
            return cls._checked(found)
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            reason = "it is not a manifest of this version of onrecord; empty the output folder and build again"
            raise OutputError(file, reason) from error

    @classmethod
    def _checked(cls, found: dict[str, Any]) -> Manifest:
        if found["format"] != FORMAT:
            raise ValueError(found["format"])
        files, folders = dict(found["files"]), set(found["folders"])
        for path in (*files, *folders):
            refuse_unsafe_path(path)
        return cls(str(found["generator"]), found["finished"] is True, files, folders)

    def to_bytes(self) -> bytes:
        """Canonical JSON."""
        form = {
            "format": FORMAT,
            "generator": self.generator,
            "finished": self.finished,
            "folders": sorted(self.folders),
            "files": {path: self.files[path] for path in sorted(self.files)},
        }
        return msgspec.json.format(msgspec.json.encode(form), indent=1) + b"\n"

    def write(self, state: Path, data: bytes | None = None) -> None:
        """Replace the manifest on disk in one step, or say what is under way; raises ``OSError``.

        ``data`` is what ``to_bytes`` gives, where it is at hand.
        """
        data = self.to_bytes() if data is None else data
        if not self.finished:
            replace_file(state / UNFINISHED, data)
            return
        replace_file(state / MANIFEST, data)
        (state / UNFINISHED).unlink(missing_ok=True)


@dataclass(slots=True)
class Sightings:
    """The last known state and digest of each file. A convenience: lost or garbled, files are read anew."""

    files: dict[str, tuple[Sighting, str]] = field(default_factory=dict)

    @classmethod
    def read(cls, state: Path) -> Sightings:
        """The sightings of a state folder; those too young to be trusted are left out."""
        file = state / SIGHTINGS
        try:
            trusted_before = file.stat().st_mtime_ns - RACY_NS
            found = json.loads(file.read_bytes())
            return cls(
                {
                    str(path): ((int(size), int(time), int(inode)), str(digest))
                    for path, (size, time, inode, digest) in found.items()
                    if time < trusted_before
                }
            )
        except (OSError, ValueError, TypeError, AttributeError, RecursionError):
            return cls()

    def write(self, state: Path) -> None:
        """Replace the sightings on disk in one step; raises ``OSError``."""
        form = {path: (*sighting, digest) for path, (sighting, digest) in sorted(self.files.items())}
        replace_file(state / SIGHTINGS, msgspec.json.encode(form))


def replace_file(file: Path, data: bytes) -> None:
    """Write ``data`` beside ``file`` and move it there; never half a file."""
    fresh = file.with_name(f"{file.name}.new")
    fresh.unlink(missing_ok=True)
    try:
        fresh.write_bytes(data)
        os.replace(fresh, file)
    except OSError:
        fresh.unlink(missing_ok=True)
        raise
