"""Everything a build wants to publish, gathered beside the old site until all of it is there."""

from __future__ import annotations

import errno
import itertools
import os
import re
import secrets
import shutil
import stat
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from types import TracebackType

from onrecord import __version__
from onrecord.build.commit import Commit, Committed, beyond
from onrecord.build.failures import CollidingPaths, OutputError
from onrecord.build.lock import OutputLock
from onrecord.build.manifest import MANIFEST, UNFINISHED, Manifest, Sighting, Sightings, digest_of, sighting_of
from onrecord.build.manifest_text import ManifestText
from onrecord.build.paths import STATE, refuse_unsafe_path
from onrecord.content.slugs import caseless

__all__ = ["Committed", "Stage"]


@dataclass(frozen=True, slots=True)
class Left:
    """What a stage left in an output folder: its manifest, what was seen of each file, and of the manifest's own.

    Each file of the manifest was seen, with the digest that it has there. ``text`` is the manifest's, where it is at
    hand. ``noted``: what was seen is written down there for other processes.
    """

    manifest: Manifest
    known: Sightings
    sighting: Sighting
    text: ManifestText | None
    noted: bool = True


STAGE_NAME = re.compile(r"stage-[0-9a-f]{16}")
CHUNK = 1 << 20


class Stage:
    """The next state of an output folder.

    Say everything that the site consists of with ``put``, ``copy`` and ``keep``, then ``commit``: what was not said
    and was written by an earlier build is removed. Until then the folder is as it was, and ``abandon`` (or leaving the
    ``with`` block) leaves it so. Opening a stage makes the folder where it is missing, takes its lock (``OutputBusy``)
    and clears what a killed build left behind. All writing raises ``OutputError``.

    ``put`` and ``copy`` give the digest of the file (BLAKE2b-128, hexadecimal), to be remembered for ``keep``. After a
    commit, ``changed`` are the paths that it wrote, and those that are no longer wanted.

    ``left`` is what an earlier stage left in this process. Where nobody has committed to the folder since, its files
    are taken to be as they were left, without looking at each.
    """

    def __init__(self, output: Path, *, generator: str = __version__, left: Left | None = None) -> None:
        self.output = output
        self.generator = generator
        self.state = output / STATE
        self._within = os.path.join(output, "")
        self.made = [folder for folder in (self.state, output) if not folder.exists()]
        try:
            output.mkdir(parents=True, exist_ok=True)
            self.state.mkdir(exist_ok=True)
            if self.state.is_symlink():
                raise OutputError(self.state, "it is a symbolic link")
        except OSError as error:
            raise _refused(output, error) from error
        self.lock = OutputLock(output, self.state / "lock")
        self.lock.acquire()
        try:
            self._begin(left)
        except BaseException:
            self.lock.release()
            raise

    def _begin(self, left: Left | None) -> None:
        unfinished = os.path.lexists(self.state / UNFINISHED)
        self.trusted = left is not None and not unfinished and left.sighting == _sighted(self.state / MANIFEST)
        self.left: Left | None = None
        if left is not None and self.trusted:
            self.manifest, self.known, self._text = left.manifest, left.known, left.text
        else:
            self.manifest, self.known, self._text = Manifest.read(self.state), Sightings.read(self.state), None
        self.wanted: dict[str, str] = {}
        self.staged: dict[str, Path] = {}
        self.seen: dict[str, tuple[Sighting, str]] = {}
        self.numbers = itertools.count()
        self.changed: tuple[frozenset[str], frozenset[str]] = frozenset(), frozenset()
        self.open = True
        try:
            _clear_stages(self.state)
            self.folder = self.state / f"stage-{secrets.token_hex(8)}"
            self.folder.mkdir()
        except OSError as error:
            raise _refused(self.state, error) from error

    def put(self, path: str, data: bytes) -> str:
        """``data`` is to be published at ``path`` (POSIX, relative to the output folder)."""
        self._must_be_free(path)
        digest = self.wanted[path] = digest_of(data)
        if not self._stands(path, digest):
            staged = self._next_file()
            try:
                staged.write_bytes(data)
                self._took(path, staged, digest)
            except OSError as error:
                raise _refused(self.output / path, error) from error
        return digest

    def take(self, path: str, file: Path, digest: str) -> None:
        """``file``, which somebody wrote into the ``folder`` of the stage, is to be published at ``path``."""
        self._must_be_free(path)
        self.wanted[path] = digest
        try:
            if self._stands(path, digest):
                file.unlink()
            else:
                self._took(path, file, digest)
        except OSError as error:
            raise _refused(self.output / path, error) from error

    def copy(self, path: str, source: Path) -> str:
        """The bytes of ``source`` are to be published at ``path``; trouble with reading it raises ``OSError``."""
        self._must_be_free(path)
        if not stat.S_ISREG(source.stat().st_mode):
            raise OSError(errno.EINVAL, "not a regular file", str(source))
        with source.open("rb") as reader:
            if self._same_size(path, os.fstat(reader.fileno()).st_size):
                digest = _digest_of_file(source)
                if self._stands(path, digest):
                    self.wanted[path] = digest
                    return digest
            staged = self._next_file()
            fresh = blake2b(digest_size=16)
            try:
                writer = staged.open("wb")
            except OSError as error:
                raise _refused(self.output / path, error) from error
            with writer:
                while chunk := reader.read(CHUNK):
                    fresh.update(chunk)
                    self._write(path, writer.fileno(), chunk)
        self.wanted[path] = fresh.hexdigest()
        self._took(path, staged, fresh.hexdigest())
        return fresh.hexdigest()

    def keep(self, path: str, digest: str) -> bool:
        """Whether the file at ``path`` has this digest and stays; when not, it has to be ``put`` anew."""
        self._must_be_free(path)
        if path not in self.manifest.files or not self._stands(path, digest):
            return False
        self.wanted[path] = digest
        return True

    def keep_all(self, digests: dict[str, str]) -> list[str]:
        """Keep every file that has the digest given with its path; the paths of those that have to be ``put`` anew."""
        self._must_be_open()
        if twice := self.wanted.keys() & digests.keys():
            raise CollidingPaths(min(twice), min(twice))
        ours = self.manifest.files
        if not self.trusted:
            missing = [path for path, digest in digests.items() if path not in ours or not self._stands(path, digest)]
        elif digests.items() <= ours.items():
            missing = []
        else:
            missing = [path for path, digest in digests.items() if ours.get(path) != digest]
        self.wanted = self.wanted | digests if self.wanted else digests.copy()
        for path in missing:
            del self.wanted[path]
        return missing

    def note(self) -> None:
        """Write down for other processes what was left and not ``noted``; a convenience, so trouble is passed over."""
        if self.trusted:
            with suppress(OSError):
                self.known.write(self.state)

    def forget(self, path: str) -> None:
        """Nothing was said of ``path``."""
        self.wanted.pop(path, None)
        self.seen.pop(path, None)

    def is_foreign(self, path: str) -> bool:
        """Whether something stands at ``path`` that was not published by onrecord."""
        return path not in self.manifest.files and os.path.lexists(self.output / path)

    def commit(self, *, note: bool = True) -> Committed:
        """Move everything into place in one short step, then remove what is no longer wanted.

        Without ``note`` what was seen of the files is only ``left``. Raises ``ForeignFile`` and ``CollidingPaths``
        before anything changes.
        """
        self._must_be_open()
        try:
            seen = self._all_seen()
            commit = Commit(
                output=self.output,
                state=self.state,
                generator=self.generator,
                before=self.manifest,
                known=self.known,
                wanted=self.wanted,
                staged=self.staged,
                seen=seen,
                note=note,
                text=self._text,
            )
            committed = commit.run()
            self.changed = frozenset(self.staged), frozenset(commit.orphans)
            self.made = []
            if (sighting := _sighted(self.state / MANIFEST)) is not None:
                self.left = Left(commit.after, Sightings(seen), sighting, commit.text, note)
            return committed
        finally:
            self.abandon()

    def abandon(self) -> None:
        """Forget the stage; the output folder stays as it is, or goes if the stage made it. Nothing after a commit."""
        if self.open:
            self.open = False
            shutil.rmtree(self.folder, ignore_errors=True)
            with suppress(OSError):
                if self.state in self.made and list(self.state.iterdir()) == [self.lock.file]:
                    self.lock.file.unlink()
            self.lock.release()
            with suppress(OSError):  # something is in it that is to stay
                for folder in self.made:
                    folder.rmdir()

    def __enter__(self) -> Stage:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.abandon()

    def _must_be_open(self) -> None:
        if not self.open:
            raise ValueError("the stage is closed")

    def _must_be_free(self, path: str) -> None:
        self._must_be_open()
        refuse_unsafe_path(path)
        if path in self.wanted:
            raise CollidingPaths(path, path)

    def _all_seen(self) -> dict[str, tuple[Sighting, str]]:
        """What was seen of each file that is wanted: by this stage, or by the one that left it as it is."""
        if not self.trusted:
            return self.seen
        seen = self.known.files | self.seen
        if len(seen) > len(self.wanted):
            for path in beyond(seen.keys(), self.wanted.keys()):
                del seen[path]
        return seen

    def _stands(self, path: str, digest: str) -> bool:
        """Whether the output folder holds just these bytes at ``path``, under just this name."""
        if path not in self.manifest.files and caseless(path) in self._owned_caseless:
            return False
        if self.trusted and (known := self.known.files.get(path)):
            if known[1] == digest:
                self.seen[path] = known
            return known[1] == digest
        try:
            status = os.lstat(f"{self._within}{path}")
            if not stat.S_ISREG(status.st_mode):
                return False
            sighting = sighting_of(status)
            known = self.known.files.get(path)
            found = known[1] if known and known[0] == sighting else _digest_of_file(self.output / path)
        except OSError:
            return False
        if found == digest:
            self.seen[path] = sighting, digest
        return found == digest

    @cached_property
    def _owned_caseless(self) -> frozenset[str]:
        return frozenset(map(caseless, self.manifest.files))

    def _same_size(self, path: str, size: int) -> bool:
        try:
            return (self.output / path).lstat().st_size == size
        except OSError:
            return False

    def _next_file(self) -> Path:
        return self.folder / str(next(self.numbers))

    def _took(self, path: str, staged: Path, digest: str) -> None:
        self.staged[path] = staged
        self.seen[path] = sighting_of(staged.stat()), digest

    def _write(self, path: str, descriptor: int, chunk: bytes) -> None:
        rest = memoryview(chunk)
        try:
            while rest:
                rest = rest[os.write(descriptor, rest) :]
        except OSError as error:
            raise _refused(self.output / path, error) from error


def _sighted(file: Path) -> Sighting | None:
    try:
        return sighting_of(file.stat())
    except OSError:
        return None


def _clear_stages(state: Path) -> None:
    for entry in sorted(os.scandir(state), key=lambda entry: entry.name):
        if STAGE_NAME.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
            shutil.rmtree(entry.path)


def _digest_of_file(file: Path) -> str:
    digest = blake2b(digest_size=16)
    with file.open("rb") as reader:
        while chunk := reader.read(CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


def _refused(path: Path, error: OSError) -> OutputError:
    return OutputError(path, error.strerror or str(error))
