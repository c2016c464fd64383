"""What gets published: the files of one finished build, each of them just as the build wrote it."""

from __future__ import annotations

import errno
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from onrecord.build.failures import OutputError
from onrecord.build.lock import OutputLock
from onrecord.build.manifest import MANIFEST, UNFINISHED, Manifest, Sightings, digest_of, sighting_of
from onrecord.build.paths import STATE
from onrecord.publish.failures import NotPublishable, named


@dataclass(frozen=True, slots=True)
class Release:
    """The files of a build in ``folder``, by path (POSIX, relative to it) with their digests (BLAKE2b-128)."""

    folder: Path
    files: Mapping[str, str]

    def file(self, path: str) -> Path:
        """Where a file of the release is read from."""
        return self.folder / path

    def size(self, path: str) -> int:
        """Bytes of a file."""
        return self.file(path).stat().st_size


@contextmanager
def release_of(output: Path) -> Iterator[Release]:
    """The build in an output folder, held so that no other build changes it meanwhile.

    Raises:
        NotPublishable: when there is none, it was interrupted, or a file is not what the build wrote.
        OutputBusy: while a build is writing to the folder.
    """
    state = output / STATE
    if not any((state / name).is_file() for name in (MANIFEST, UNFINISHED)):
        raise NotPublishable(f"there is no build in '{output}'; run onrecord build first")
    lock = OutputLock(output, state / "lock")
    try:
        lock.acquire()
    except OutputError as error:
        if not isinstance(error.__cause__, OSError) or error.__cause__.errno not in (errno.EACCES, errno.EROFS):
            raise
        # Where no lock can be made, no build can write either.
    try:
        manifest = Manifest.read(state)
        if not manifest.finished:
            raise NotPublishable(f"the last build in '{output}' was interrupted half-way; run onrecord build again")
        if changed := _changed(output, manifest):
            raise NotPublishable(f"'{output}' is not as it was built: {named(changed)}; run onrecord build again")
        yield Release(output, manifest.files)
    finally:
        lock.release()


def _changed(output: Path, manifest: Manifest) -> list[str]:
    """The files that are missing or hold other bytes than the build wrote."""
    known = Sightings.read(output / STATE).files
    return [path for path, digest in sorted(manifest.files.items()) if _found(output / path, known.get(path)) != digest]


def _found(file: Path, known: tuple[tuple[int, int, int], str] | None) -> str | None:
    try:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):
            return None
        return known[1] if known and known[0] == sighting_of(status) else digest_of(file.read_bytes())
    except OSError:
        return None
