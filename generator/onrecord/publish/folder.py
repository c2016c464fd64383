"""A folder of this machine as a target. No link in it is followed, and every file is moved into place whole."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from onrecord.build.paths import STATE, parents
from onrecord.publish.failures import TargetFailure
from onrecord.publish.store import Kind, with_folders


class FolderStore:
    """The folder ``root``, called ``name``; it is made by the first write, the folder above it has to be there."""

    def __init__(self, root: Path, name: str | None = None) -> None:
        self.root = root
        self.name = f"'{name or root}'"
        self._incoming = root / STATE / "incoming"
        if root.exists():
            if not root.is_dir():
                raise TargetFailure(f"{self.name} is not a folder")
            if not os.access(root, os.W_OK | os.X_OK):
                raise TargetFailure(f"{self.name} cannot be written to: permission denied")
        elif not root.parent.is_dir():
            raise TargetFailure(f"there is no folder '{root.parent}' to make {self.name} in")

    def read(self, path: str) -> bytes | None:
        """See ``Store``."""
        if self._kind(path) != "file" or self._blocked(path):
            return None
        try:
            return (self.root / path).read_bytes()
        except OSError as error:
            raise TargetFailure(f"cannot read '{self.root / path}': {error.strerror or error}") from error

    def standing(self, paths: Collection[str]) -> dict[str, Kind]:
        """See ``Store``."""
        found: dict[str, Kind] = {}
        for path in with_folders(paths):
            above = path.rpartition("/")[0]
            if (not above or found.get(above) == "folder") and (kind := self._kind(path)):
                found[path] = kind
        return found

    def write(self, path: str, data: bytes) -> None:
        """See ``Store``."""
        try:
            self._make_folders(path)
            self._incoming.write_bytes(data)
            os.replace(self._incoming, self.root / path)
        except OSError as error:
            raise self._refused(path, error) from error

    def send(self, files: Mapping[str, Path]) -> None:
        """See ``Store``."""
        for path, source in files.items():
            try:
                self._make_folders(path)
                shutil.copyfile(source, self._incoming)
                os.replace(self._incoming, self.root / path)
            except OSError as error:
                raise self._refused(path, error) from error

    def remove(self, paths: Sequence[str]) -> None:
        """See ``Store``."""
        for path in paths:
            if self._kind(path) == "file" and not self._blocked(path):
                try:
                    (self.root / path).unlink(missing_ok=True)
                except OSError as error:
                    raise self._refused(path, error) from error

    def remove_folders(self, folders: Sequence[str]) -> None:
        """See ``Store``."""
        for folder in folders:
            if self._kind(folder) == "folder" and not self._blocked(folder):
                with suppress(OSError):  # somebody has put something there
                    (self.root / folder).rmdir()

    def _kind(self, path: str) -> Kind | None:
        try:
            mode = (self.root / path).lstat().st_mode
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise self._refused(path, error) from error
        return "folder" if stat.S_ISDIR(mode) else "file" if stat.S_ISREG(mode) else "other"

    def _blocked(self, path: str) -> str | None:
        """The first folder above ``path`` that stands but is none, such as a link that would lead elsewhere."""
        return next((above for above in parents(path) if self._kind(above) not in (None, "folder")), None)

    def _make_folders(self, path: str) -> None:
        if blocked := self._blocked(path):
            raise TargetFailure(f"'{self.root / blocked}' is no longer a folder; move it out of the way")
        for folder in ("", STATE, *parents(path)):
            (self.root / folder).mkdir(exist_ok=True)

    def _refused(self, path: str, error: OSError) -> TargetFailure:
        return TargetFailure(f"cannot write '{self.root / path}': {error.strerror or error}")
