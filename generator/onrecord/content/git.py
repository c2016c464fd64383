"""What git remembers of the files of a folder, read without letting the repository run or fetch anything.

A repository is a stranger's input as much as its content is: its configuration can name programs for signatures, file
monitors, filters and transports. Only plumbing is called that runs none of them, and what could is switched off.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

SECONDS = 20.0
"""How long all that is asked of one repository may take."""

BATCH_BYTES = 16_000_000

MOST_RENAMED = 400
"""Files that came and went in one commit, up to which git looks for those that only got another name."""

_SWITCHED_OFF = {
    "core.fsmonitor": "false",
    "core.hooksPath": os.devnull,
    "core.pager": "cat",
    "diff.orderFile": os.devnull,
    "gc.auto": "0",
    "i18n.logOutputEncoding": "UTF-8",
    "log.follow": "false",
    "log.mailmap": "false",
    "log.showSignature": "false",
    "mailmap.file": os.devnull,
    "maintenance.auto": "false",
    "protocol.allow": "never",
    "safe.bareRepository": "explicit",
}
_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",  # outranks what the repository allows, and with it a lazy fetch of missing objects
    "GIT_LITERAL_PATHSPECS": "1",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_OF_ANOTHER_CALL = (
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_COMMON_DIR", "GIT_DIR", "GIT_EXTERNAL_DIFF", "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_NAMESPACE", "GIT_OBJECT_DIRECTORY", "GIT_PREFIX",
    "GIT_SHALLOW_FILE", "GIT_WORK_TREE",
)  # fmt: skip
"""What a hook finds in its environment; it would lead away from the folder that is asked about."""


class GitFailed(Exception):
    """There is no history to be had: no commit yet, a damaged repository, or one of another user."""


class GitTooSlow(Exception):
    """The history could not be read in ``SECONDS``."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a commit did to a file: ``blob`` is its new content, ``None`` where the file went.

    ``instant`` is when it was committed, in seconds since 1970, and ``author`` who wrote it, by the name that the
    repository's ``.mailmap`` gives; ``path`` is relative to the folder asked about. Where git takes the file for
    another one that went with the same commit, ``old_path`` and ``old_blob`` are what that was.
    """

    commit: str
    instant: int
    author: str
    path: str
    blob: str | None
    old_path: str | None = None
    old_blob: str | None = None


@dataclass(frozen=True, slots=True)
class Repository:
    """Where a repository keeps things: the folder asked about below its top (``""`` or ``desk/``), its objects, and
    the file that says where a shallow clone ends, if there is one.
    """

    prefix: str
    objects: Path
    shallow: Path


class Git:
    """The repository around ``folder``; one deadline holds for everything that is asked of it."""

    def __init__(self, folder: Path, program: str) -> None:
        self._folder = folder
        self._program = program
        self._deadline = time.monotonic() + SECONDS

    def check_time(self) -> None:
        """Raise ``GitTooSlow`` when the time is up."""
        if time.monotonic() > self._deadline:
            raise GitTooSlow

    def state(self) -> str:
        """What the history depends on: the commit that is checked out, the folder, and where a shallow clone ends."""
        told = os.fsdecode(self._run("rev-parse", "--show-prefix", "--git-path", "shallow", "HEAD^{commit}"))
        prefix, shallow, head = told.removesuffix("\n").rsplit("\n", 2)
        try:
            ends = (self._folder / shallow).read_text(encoding="ascii", errors="replace")
        except OSError:
            ends = ""
        return f"{head} {prefix} {' '.join(ends.split())}"

    def paths(self) -> Repository:
        """Where the repository keeps things."""
        told = os.fsdecode(self._run("rev-parse", "--show-prefix", "--git-path", "objects", "--git-path", "shallow"))
        prefix, objects, shallow = told.removesuffix("\n").rsplit("\n", 2)
        return Repository(prefix, Path(os.path.realpath(self._folder / objects)), self._folder / shallow)

    def parting(self, base: str) -> str | None:
        """The commit at which what is checked out parted from ``base``; ``None`` when there is no such commit."""
        try:
            told = self._run("rev-parse", "--verify", "--quiet", "--end-of-options", f"{base}^{{commit}}")
            return self._run("merge-base", told.decode("ascii").strip(), "HEAD").decode("ascii").strip()
        except GitFailed:
            return None

    def files(self, commit: str) -> Iterator[tuple[str, str]]:
        """The files that a commit has in the folder asked about: their paths below it, and their blobs."""
        for entry in self._run("ls-tree", "-r", "-z", commit).split(b"\0")[:-1]:
            about, _, path = entry.partition(b"\t")
            mode, _, blob = about.split(b" ")
            if mode.startswith(b"100"):
                yield os.fsdecode(path), blob.decode("ascii")

    def changes(self, below: str) -> Iterator[Change]:
        """What commits did to files in a folder, from the latest on.

        Of a merge only what it brought to the line that was merged into: what happened on a branch was not published.
        """
        try:
            told = self._log(below, "--find-renames=50%", f"-l{MOST_RENAMED}")
        except GitFailed:  # to compare files, git has to have them: a partial clone has not
            told = self._log(below, "--no-renames")
        tokens = iter(told.split(b"\0"))
        commit, instant, author = "", 0, ""
        for token in tokens:
            entry = token.lstrip(b"\n")
            if entry.startswith(b":"):
                _, mode, old_blob, blob, status = entry.decode("ascii").split(" ")
                path, old_path = os.fsdecode(next(tokens)), None
                if status.startswith("R"):
                    old_path, path = path, os.fsdecode(next(tokens))
                is_file = mode.startswith("100")
                yield Change(
                    commit, instant, author, path, blob if is_file else None, old_path, old_blob if old_path else None
                )
            elif entry:
                commit, seconds, author = entry.decode("utf-8", "replace").split(" ", 2)
                instant = int(seconds)

    def _log(self, below: str, *renames: str) -> bytes:
        form = ("--format=tformat:%H %ct %aN", "--raw", "--no-abbrev", "-z")
        plain = ("--no-show-signature", "--no-ext-diff", "--no-textconv", "--no-color", "--ignore-submodules=all")
        return self._run("log", "--first-parent", "-m", *form, *renames, *plain, "--relative", "--", below)

    def blobs(self, names: Sequence[str], most_bytes: int) -> Iterator[tuple[str, bytes]]:
        """The contents of blobs; those that are missing or have more than ``most_bytes`` are passed over."""
        for batch in self._batches(names, most_bytes):
            answer = self._run("cat-file", "--batch", given=batch)
            at = 0
            for name in batch:
                head = answer.index(b"\n", at)
                if answer[at:head].endswith(b" missing"):
                    at = head + 1
                    continue
                size = int(answer[at:head].rpartition(b" ")[2])
                yield name, answer[head + 1 : head + 1 + size]
                at = head + size + 2

    def _batches(self, names: Sequence[str], most_bytes: int) -> Iterator[list[str]]:
        batch: list[str] = []
        total = 0
        for name, size in self._sizes(names):
            if size <= most_bytes:
                if total + size > BATCH_BYTES and batch:
                    yield batch
                    batch, total = [], 0
                batch.append(name)
                total += size
        if batch:
            yield batch

    def _sizes(self, names: Sequence[str]) -> Iterator[tuple[str, int]]:
        if not names:
            return
        told = self._run("cat-file", "--batch-check=%(objecttype) %(objectsize)", given=names).decode()
        for name, line in zip(names, told.splitlines(), strict=True):
            kind, _, size = line.partition(" ")
            if kind == "blob":
                yield name, int(size)

    def _run(self, *arguments: str, given: Sequence[str] = ()) -> bytes:
        options = [part for name, value in _SWITCHED_OFF.items() for part in ("-c", f"{name}={value}")]
        try:
            done = subprocess.run(
                [self._program, "--no-pager", *options, *arguments],
                cwd=self._folder,
                env=_environment(os.environ),
                input="".join(f"{name}\n" for name in given).encode("ascii"),
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=max(self._deadline - time.monotonic(), 0),
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise GitTooSlow from None
        except OSError:
            raise GitFailed from None
        if done.returncode:
            raise GitFailed
        return done.stdout


def git_around(folder: Path) -> Git | None:
    """The repository that a folder lies in; ``None`` without one, or without git. Nothing is run to find out."""
    real = Path(os.path.realpath(folder))
    if not any(os.path.lexists(above / ".git") for above in (real, *real.parents)):
        return None
    program = shutil.which("git")
    if program is None or Path(os.path.realpath(program)).is_relative_to(real):
        return None  # Windows looks for programs in the current folder first
    return Git(real, os.path.abspath(program))


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    return {name: value for name, value in given.items() if name not in _OF_ANOTHER_CALL} | _ENVIRONMENT
