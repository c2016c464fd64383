"""Targets of rsync (https://rsync.samba.org): a host reached by ssh, a server of its own, or a folder."""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from onrecord.publish.failures import BadTarget, TargetFailure
from onrecord.publish.store import Kind, with_folders

LISTED = re.compile(r"([-a-zA-Z])\S{9}\S?\s+[\d,.]+\s+\d{4}/\d\d/\d\d\s+\d\d:\d\d:\d\d\s(.+)")
ESCAPED = re.compile(r"\\#(\d{3})")
UNREACHED = (5, 10, 12, 30, 35, 255)
"""What rsync ends with when there is no connection, or no longer; 255 is what ssh says."""

PARTIAL = 23
"""The exit code of a run that could not do all it was told."""

MODES = "--chmod=D755,F644"


class RsyncStore:
    """``place`` as rsync writes it: ``user@host:/folder``, ``rsync://host/module/folder`` or ``/folder``.

    rsync itself moves each file into place whole.
    """

    def __init__(self, place: str) -> None:
        self.name = f"'{place}'"
        program = shutil.which("rsync")
        if program is None:
            raise BadTarget("rsync is not installed here; install it with your system's packages, or use sftp://")
        self._program = program
        self._place = f"{place.rstrip('/')}/"

    def read(self, path: str) -> bytes | None:
        """See ``Store``."""
        with tempfile.TemporaryDirectory() as folder:
            told = self._run((), f"{self._place}{path}", f"{folder}/found", allowed=(PARTIAL,))
            found = Path(folder) / "found"
            if found.is_file():
                return found.read_bytes()
            if told.returncode and "No such file or directory" not in told.stderr:
                raise self._refused(told.returncode, told.stderr)
            return None

    def standing(self, paths: Collection[str]) -> dict[str, Kind]:
        """See ``Store``."""
        told = self._run(("--recursive", "--links", "--list-only"), self._place, allowed=(PARTIAL,))
        if told.returncode and "No such file or directory" not in told.stderr:
            raise self._refused(told.returncode, told.stderr)
        wanted = frozenset(with_folders(paths))
        found: dict[str, Kind] = {}
        for line in told.stdout.splitlines():
            if listed := LISTED.fullmatch(line):
                kind: Kind = "folder" if listed[1] == "d" else "file" if listed[1] == "-" else "other"
                path = _unescaped(listed[2].partition(" -> ")[0] if listed[1] == "l" else listed[2])
                if path in wanted:
                    found[path] = kind
        return found

    def write(self, path: str, data: bytes) -> None:
        """See ``Store``."""
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            self._send([path], Path(folder))

    def send(self, files: Mapping[str, Path]) -> None:
        """See ``Store``; all files have to be of one folder, which holds them under their paths."""
        by_folder: dict[Path, list[str]] = {}
        for path, source in files.items():
            by_folder.setdefault(source.parents[path.count("/")], []).append(path)
        for folder, paths in by_folder.items():
            self._send(paths, folder)

    def remove(self, paths: Sequence[str]) -> None:
        """See ``Store``: to rsync, files to send that are not there are files to remove."""
        if paths:
            self._remove(paths, ())

    def remove_folders(self, folders: Sequence[str]) -> None:
        """See ``Store``: without ``--force``, rsync removes no folder that holds anything."""
        for folder in folders:
            self._remove([folder], (PARTIAL,))

    def _remove(self, paths: Sequence[str], allowed: Collection[int]) -> None:
        with tempfile.TemporaryDirectory() as folder:
            for path in paths:
                (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            options = ("--delete-missing-args", "--no-implied-dirs")
            self._run(options, f"{folder}/", self._place, given=paths, allowed=allowed)

    def _send(self, paths: Sequence[str], folder: Path) -> None:
        """Whole content decides, not size and time: ``--ignore-times`` sends what differs of every file named."""
        options = ("--times", "--perms", MODES, "--ignore-times", "--no-implied-dirs")
        self._run(options, f"{folder}/", self._place, given=paths)

    def _run(
        self, options: Sequence[str], *places: str, given: Sequence[str] = (), allowed: Collection[int] = ()
    ) -> subprocess.CompletedProcess[str]:
        """Run rsync; ``given`` are the paths that it reads, and an exit code of ``allowed`` is no failure."""
        if given:
            options = (*options, "--files-from=-", "--from0")
        try:
            told = subprocess.run(
                [self._program, "--no-motd", *options, "--", *places],
                input="".join(f"{path}\0" for path in given),
                capture_output=True,
                text=True,
                errors="surrogateescape",
                check=False,
            )
        except OSError as error:
            raise TargetFailure(f"rsync cannot be run: {error.strerror or error}") from error
        if told.returncode and told.returncode not in allowed:
            raise self._refused(told.returncode, told.stderr)
        return told

    def _refused(self, code: int, said: str) -> TargetFailure:
        lines = [line for line in said.splitlines() if line.strip()]
        reason = next((line for line in lines if not line.startswith("rsync error:")), "") or "rsync failed"
        unreached = " cannot be reached" if code in UNREACHED else ""
        return TargetFailure(f"{self.name}{unreached}: {reason.removeprefix('rsync: ')}")


def _unescaped(name: str) -> str:
    return ESCAPED.sub(lambda found: chr(int(found[1], 8)), name)
