"""The short step that turns the old site into the new one.

First a look at everything that stands in the way, which changes nothing; then a note beside the manifest names what is
to come; then the moves, the removals, the finished manifest, and the note goes. Killed anywhere, the next build finds
every file that either site owns named, and finishes the work.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
from collections.abc import Callable, Collection, Iterable, Iterator, Set
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.build.failures import ForeignFile, OutputError
from onrecord.build.manifest import Manifest, Sighting, Sightings
from onrecord.build.manifest_text import ManifestText, Redigested
from onrecord.build.paths import parents, refuse_collisions
from onrecord.content.slugs import caseless


@dataclass(frozen=True, slots=True)
class Committed:
    """How many files a commit wrote, found as they should be, and removed."""

    written: int
    unchanged: int
    removed: int


def beyond(some: Set[str], others: Set[str]) -> set[str]:
    """Those of ``some`` that are not among ``others``: of the files of a large site mostly none, which is told fast."""
    return set() if some is others or some <= others else set(some - others)


@dataclass(slots=True)
class Commit:
    """``wanted`` (path to digest) is the new site; ``staged`` holds those of its files that have to be moved in.

    Without ``note`` it is left to somebody else to write down what was ``seen``. ``text`` is that of the manifest
    before, where it is known that no file has another digest than it has there; and then of the one after.
    """

    output: Path
    state: Path
    generator: str
    before: Manifest
    known: Sightings
    wanted: dict[str, str]
    staged: dict[str, Path]
    seen: dict[str, tuple[Sighting, str]]
    note: bool = True
    text: ManifestText | None = None
    foreign: list[str] = field(default_factory=list)
    in_the_way: list[str] = field(default_factory=list)
    orphans: list[str] = field(default_factory=list)
    folders: list[str] = field(default_factory=list)
    missing: set[str] = field(default_factory=set)
    after: Manifest = field(default_factory=Manifest)
    _within: str = field(init=False)

    def __post_init__(self) -> None:
        self._within = os.path.join(self.output, "")

    def run(self) -> Committed:
        """All of it; ``ForeignFile``, ``CollidingPaths`` and most ``OutputError`` come before anything changed."""
        orphans = self.orphans = sorted(beyond(self.before.files.keys(), self.wanted.keys()))
        as_before = self.before.finished and not orphans and len(self.wanted) == len(self.before.files)
        if not as_before:
            refuse_collisions(self.wanted)
        self._survey(self.staged if as_before else self.wanted)
        if self.foreign:
            raise ForeignFile(self.output, tuple(sorted(self.foreign)))
        folders = self._folders_as_before() if as_before else self._folders_after()
        after = Manifest(self.generator, True, self.wanted, folders)
        if self.staged or orphans or not self.before.finished or after != self.before:
            under_way = self._under_way(after, as_before)
            self._write_manifest(under_way)
            removed = sum(self._clear(path) for path in self.in_the_way)
            self._make_folders()
            self._move()
            removed += sum(self._remove_file(path) for path in orphans)
            if not as_before:
                after.folders = self._remove_folders(after.folders)
            self.text = self._text_of(after, under_way.files, as_before)
            self._write_manifest(after, self.text)
        else:
            removed = 0
        self.after = after
        if self.note and self.seen != self.known.files:
            with contextlib.suppress(OSError):  # only a convenience for the next build
                Sightings(self.seen).write(self.state)
        return Committed(len(self.staged), len(self.wanted) - len(self.staged), removed)

    def _under_way(self, after: Manifest, as_before: bool) -> Manifest:
        before = self.before
        if not before.finished:  # what an interrupted commit added is named nowhere else
            return Manifest(self.generator, False, before.files | after.files, before.folders | after.folders)
        new = set() if as_before else beyond(after.files.keys(), before.files.keys())
        # Whatever else has another digest than before was found to stand as it is to be.
        paths = self.staged.keys() & after.files.keys() | new
        files = {path: after.files[path] for path in paths if before.files.get(path) != after.files[path]}
        return Manifest(self.generator, False, files, beyond(after.folders, before.folders))

    def _text_of(self, after: Manifest, changed: Collection[str], as_before: bool) -> ManifestText:
        """The text of the new manifest: the old one with other digests in it, where nothing else ``changed``."""
        before, text = self.before, None
        if self.text and as_before and after.folders is before.folders and after.generator == before.generator:
            digests = {path: Redigested(before.files[path], after.files[path]) for path in changed}
            text = self.text.after(after, digests)
        return text or ManifestText(after)

    def _survey(self, files: Iterable[str]) -> None:
        """Find what is missing, what is in the way, and what is not ours, on the way to ``files``."""
        device = self.output.stat().st_dev
        self.folders = sorted({folder for path in files for folder in parents(path)})
        blocked: set[str] = set()
        for folder in self.folders:
            above = folder.rpartition("/")[0]
            if above in blocked:
                blocked.add(folder)
                continue
            status = None if above in self.missing else self._status(folder)
            if status is None:
                self.missing.add(folder)
            elif stat.S_ISDIR(status.st_mode):
                self._must_be_writable(folder, status, device)
            elif stat.S_ISREG(status.st_mode) and folder in self.before.files:
                self.in_the_way.append(folder)
                self.missing.add(folder)
            else:
                self.foreign.append(folder)
                blocked.add(folder)
        new = any(path not in self.before.files for path in self.staged)
        owned_caseless = {caseless(path): path for path in self.before.files} if new else {}
        for path in sorted(self.staged):
            above = path.rpartition("/")[0]
            if above not in self.missing and above not in blocked:
                self._survey_file(path, owned_caseless.get(caseless(path)))

    def _survey_file(self, path: str, owned_name: str | None) -> None:
        status = self._status(path)
        if status is None:
            return
        if stat.S_ISDIR(status.st_mode):
            strangers = [found for found in self._inside(path) if not self._is_ours(found)]
            if strangers:
                self.foreign.extend(strangers)
            else:
                self.in_the_way.extend(self._inside(path))
        elif not stat.S_ISREG(status.st_mode):
            self.foreign.append(path)
        elif path not in self.before.files:
            owned = self._status(owned_name) if owned_name else None
            if owned_name and owned and os.path.samestat(owned, status):
                self.in_the_way.append(owned_name)  # the same file in other letters: its name has to change too
            else:
                self.foreign.append(path)

    def _inside(self, folder: str) -> Iterator[str]:
        """Everything in a folder, then the folder, links not followed."""
        for entry in sorted(os.scandir(self.output / folder), key=lambda entry: entry.name):
            inner = f"{folder}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield from self._inside(inner)
            else:
                yield inner
        yield folder

    def _is_ours(self, path: str) -> bool:
        status = self._status(path)
        if status is None or stat.S_ISDIR(status.st_mode):
            return path in self.before.folders
        return stat.S_ISREG(status.st_mode) and path in self.before.files

    def _status(self, path: str) -> os.stat_result | None:
        try:
            return os.lstat(f"{self._within}{path}")
        except (FileNotFoundError, NotADirectoryError):
            return None
        except OSError as error:
            raise self._refused(path, error) from error

    def _must_be_writable(self, folder: str, status: os.stat_result, device: int) -> None:
        if status.st_dev != device:
            raise OutputError(self.output / folder, "it is another file system, so files cannot be moved there")
        by_effective = os.access in os.supports_effective_ids
        if not os.access(self.output / folder, os.W_OK | os.X_OK, effective_ids=by_effective):
            raise OutputError(self.output / folder, os.strerror(errno.EACCES))

    def _folders_as_before(self) -> set[str]:
        before = self.before.folders
        return before | self.missing if self.missing else before

    def _folders_after(self) -> set[str]:
        """Needed folders that we made or are to make, and not those that stood before us."""
        return {folder for folder in self.folders if folder in self.missing or folder in self.before.folders}

    def _make_folders(self) -> None:
        for folder in sorted(self.missing):
            try:
                os.mkdir(f"{self._within}{folder}")
            except OSError as error:
                if not self._is(folder, stat.S_ISDIR):
                    raise self._refused(folder, error) from error

    def _move(self) -> None:
        """Assets first, so that no page is there before what it needs."""
        for path in sorted(self.staged, key=lambda path: (path.endswith(".html"), path)):
            try:
                os.replace(self.staged[path], f"{self._within}{path}")
            except OSError as error:
                raise self._refused(path, error) from error

    def _clear(self, path: str) -> bool:
        """Remove a file of ours (true) or an empty folder of ours that is in the way."""
        if self._remove_file(path):
            return True
        if path in self.before.folders:
            self._remove_folder(path)
        return False

    def _remove_file(self, path: str) -> bool:
        """Remove a file if it is one, and stands in real folders; what somebody put there in its stead stays."""
        if not all(self._is(above, stat.S_ISDIR) for above in parents(path)) or not self._is(path, stat.S_ISREG):
            return False
        try:
            (self.output / path).unlink()
        except OSError as error:
            raise self._refused(path, error) from error
        return True

    def _remove_folder(self, path: str) -> None:
        """Remove a folder if it is one, stands in real folders, and is empty."""
        if not all(self._is(above, stat.S_ISDIR) for above in (*parents(path), path)):
            return
        try:
            (self.output / path).rmdir()
        except OSError as error:
            if error.errno not in (errno.ENOTEMPTY, errno.EEXIST):
                raise self._refused(path, error) from error

    def _is(self, path: str, kind: Callable[[int], bool]) -> bool:
        status = self._status(path)
        return status is not None and kind(status.st_mode)

    def _remove_folders(self, needed: set[str]) -> set[str]:
        """Remove our folders that nothing needs, if nobody else put anything there; give those that stay ours."""
        ours = set(needed)
        for folder in sorted(self.before.folders - set(self.folders), reverse=True):
            self._remove_folder(folder)
            if self._is(folder, stat.S_ISDIR):
                ours.add(folder)
        return ours

    def _write_manifest(self, manifest: Manifest, text: ManifestText | None = None) -> None:
        try:
            manifest.write(self.state, text.data if text else None)
        except OSError as error:
            raise self._refused(".onrecord/manifest.json", error) from error

    def _refused(self, path: str, error: OSError) -> OutputError:
        return OutputError(self.output / path, error.strerror or str(error))
