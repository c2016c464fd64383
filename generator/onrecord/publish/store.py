"""A place that holds files, as publishing needs it: what stands there, sending, removing."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Literal, Protocol

from onrecord.build.paths import parents

Kind = Literal["file", "folder", "other"]
"""``other`` is a link, a device, anything that is neither a plain file nor a folder."""


class Store(Protocol):
    """All paths are POSIX and relative to the root of the target. All methods raise ``TargetFailure``.

    A file is replaced whole or not at all: who reads it meanwhile gets the old bytes or the new ones.
    """

    name: str
    """What people call it, in quotes."""

    def read(self, path: str) -> bytes | None:
        """The bytes of a file, ``None`` when there is none."""

    def standing(self, paths: Collection[str]) -> dict[str, Kind]:
        """What stands at these paths and at the folders above them, the root left out."""

    def write(self, path: str, data: bytes) -> None:
        """Put ``data`` into a file."""

    def send(self, files: Mapping[str, Path]) -> None:
        """Put local files in their places, in any order; folders are made."""

    def remove(self, paths: Sequence[str]) -> None:
        """Remove files; what is not there, or is no plain file any more, is passed over."""

    def remove_folders(self, folders: Sequence[str]) -> None:
        """Remove those folders that are empty, in this order; the others stay."""


def with_folders(paths: Collection[str]) -> list[str]:
    """The paths and all folders above them, a folder before what is in it."""
    return sorted({*paths, *(above for path in paths for above in parents(path))})
