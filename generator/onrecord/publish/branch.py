"""A branch of a git repository as a target, such as GitHub's ``gh-pages``.

ghp-import writes the commit. It makes a branch hold one folder and nothing else, so the folder that it is given holds
the release and whatever others keep on the branch. One push moves the branch from the old site to the new one;
nobody sees anything in between, and the branches of the checkout stay as they are.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from onrecord.build.paths import parents
from onrecord.publish.failures import BadTarget, ForeignTarget, TargetFailure
from onrecord.publish.plan import Plan, plan_of
from onrecord.publish.published import PUBLISHED, Published
from onrecord.publish.release import Release

SCRATCH = "onrecord-publishing"
"""The local branch that a commit is made on; it is there only while a run is under way."""

PLAIN, EXECUTABLE = "100644", "100755"
NOBODY = {"GIT_COMMITTER_NAME": "onrecord", "GIT_COMMITTER_EMAIL": "onrecord@localhost"}
"""Who committed, on a machine where git was not told."""


@dataclass(frozen=True, slots=True)
class _Tip:
    """What a branch holds: its commit (``None`` when there is no branch), and mode and blob by path."""

    commit: str | None
    entries: dict[str, tuple[str, str]]


@dataclass(slots=True)
class ToBranch:
    """Publishing to ``branch`` of ``remote``, a name or an address, from the checkout around ``root``.

    ``replace`` overwrites files of the branch that onrecord did not publish; ``resend`` commits even when nothing
    changed.
    """

    root: Path
    remote: str
    branch: str
    replace: bool = False
    resend: bool = False

    def __post_init__(self) -> None:
        if shutil.which("git") is None:
            raise BadTarget("git is not installed here")
        if self._git("rev-parse", "--git-dir", check=False).returncode:
            raise BadTarget(
                f"'{self.root}' is not in a git repository, so it has no branch to publish to; run git init"
            )
        if self._git("check-ref-format", "--branch", self.branch, check=False).returncode:
            raise BadTarget(f"'{self.branch}' cannot be the name of a branch")
        if self._git("symbolic-ref", "--short", "--quiet", "HEAD", check=False).stdout.strip() == self.branch:
            raise BadTarget(
                f"'{self.branch}' is the branch that is checked out here; publish to one of its own, such as gh-pages"
            )
        known = self._git("remote").stdout.split()
        is_address = any(sign in self.remote for sign in ":/\\.")
        if self.remote not in known and not is_address:
            advice = f"git remote add {self.remote} ADDRESS" if not known else f"there are {', '.join(known)}"
            raise BadTarget(f"git knows no remote '{self.remote}' here ({advice})")

    @property
    def name(self) -> str:
        """The target as people call it."""
        return f"branch '{self.branch}' of '{self.remote}'"

    def plan(self, release: Release) -> Plan:
        """What there is to do; the branch is fetched, and nothing of it changed."""
        return self._look(release)[2]

    def publish(self, release: Release, advance: Callable[[int], None]) -> Plan:
        """Do it, and give what was done."""
        tip, published, plan = self._look(release)
        if plan.is_empty:
            return plan
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            self._lay_out(Path(folder), release, tip, published)
            commit = self._commit(Path(folder), tip, release)
        self._push(commit)
        advance(len(plan.sent) + len(plan.gone))
        return plan

    def _look(self, release: Release) -> tuple[_Tip, Published, Plan]:
        tip = self._tip()
        _, blob = tip.entries.get(PUBLISHED, ("", None))
        data = self._read(blob) if blob else None
        published = Published.read(data, None, self.name)
        published.files = {path: digest for path, digest in published.files.items() if path in tip.entries}
        foreign = tip.entries.keys() - published.files.keys()
        folders = {above for path in foreign for above in parents(path)}
        fresh = release.files.keys() - published.files.keys()
        blocking = sorted({path for path in fresh if path in folders or not foreign.isdisjoint(parents(path))})
        same = sorted(fresh & foreign)
        if blocking or (same and not self.replace):
            raise ForeignTarget(self.name, blocking or same, replaceable=not blocking)
        return tip, published, plan_of(release, published, resend=self.resend)

    def _tip(self) -> _Tip:
        told = self._git("ls-remote", "--heads", "--", self.remote, f"refs/heads/{self.branch}", check=False)
        if told.returncode:
            raise TargetFailure(f"'{self.remote}' cannot be reached: {_reason(told.stderr)}")
        commit = told.stdout.partition("\t")[0].strip()
        if not commit:
            return _Tip(None, {})
        if self._git("cat-file", "-e", f"{commit}^{{commit}}", check=False).returncode:
            self._git("fetch", "--quiet", "--no-tags", "--no-write-fetch-head", "--", self.remote, commit)
        entries = {}
        for entry in self._git("ls-tree", "-r", "-z", "--full-tree", commit).stdout.split("\0"):
            if entry:
                facts, _, path = entry.partition("\t")
                mode, _, blob = facts.split(" ")
                entries[path] = mode, blob
        return _Tip(commit, entries)

    def _lay_out(self, folder: Path, release: Release, tip: _Tip, published: Published) -> None:
        """The tree of the next commit. Files of the release are links, which ghp-import reads through."""
        kept = tip.entries.keys() - published.files.keys() - release.files.keys() - {PUBLISHED}
        odd = sorted(path for path in kept if tip.entries[path][0] not in (PLAIN, EXECUTABLE))
        if odd:
            raise TargetFailure(f"{self.name} holds a link or a submodule, '{odd[0]}', which cannot be kept; remove it")
        for path in release.files:
            _make_room(folder / path).symlink_to(release.file(path).resolve())
        for path in sorted(kept):
            mode, blob = tip.entries[path]
            _make_room(folder / path).write_bytes(self._read(blob))
            (folder / path).chmod(0o755 if mode == EXECUTABLE else 0o644)
        _make_room(folder / PUBLISHED).write_bytes(Published(files=dict(release.files)).published_bytes())

    def _commit(self, folder: Path, tip: _Tip, release: Release) -> str:
        scratch = f"refs/heads/{SCRATCH}"
        if tip.commit:
            self._git("update-ref", scratch, tip.commit)
        else:
            self._git("update-ref", "-d", scratch)
        try:
            arguments = ("--branch", SCRATCH, "--remote", SCRATCH, "--message", self._message(), str(folder))
            told = self._run(sys.executable, "-m", "ghp_import", *arguments, environment=self._identity())
            commit = self._git("rev-parse", "--verify", "--quiet", scratch, check=False).stdout.strip()
            if told.returncode or not commit or commit == tip.commit:
                raise TargetFailure(f"git could not commit the site: {_reason(told.stderr)}")
            held = self._git("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit).stdout.split("\0")
            if missing := release.files.keys() - set(held):
                raise TargetFailure(f"git could not commit '{min(missing)}'")
            return commit
        finally:
            self._git("update-ref", "-d", scratch)

    def _push(self, commit: str) -> None:
        told = self._git("push", "--quiet", "--", self.remote, f"{commit}:refs/heads/{self.branch}", check=False)
        if told.returncode:
            again = "somebody else published meanwhile; run it again: " if "rejected" in told.stderr else ""
            raise TargetFailure(f"{again}{self.name} was not moved: {_reason(told.stderr)}")

    def _message(self) -> str:
        head = self._git("rev-parse", "--short", "--verify", "--quiet", "HEAD", check=False).stdout.strip()
        changed = self._git("status", "--porcelain", "--untracked-files=normal", "--", ".", check=False).stdout.strip()
        if not head:
            return "Publish the site"
        return f"Publish the site of {head}{', with changes that were not committed' if changed else ''}"

    def _identity(self) -> dict[str, str]:
        told = self._git("var", "GIT_COMMITTER_IDENT", check=False)
        if told.returncode:
            return NOBODY
        person, _, rest = told.stdout.partition(" <")
        return {"GIT_COMMITTER_NAME": person, "GIT_COMMITTER_EMAIL": rest.partition(">")[0]}

    def _read(self, blob: str) -> bytes:
        told = subprocess.run(["git", "cat-file", "blob", blob], cwd=self.root, capture_output=True, check=False)
        if told.returncode:
            raise TargetFailure(
                f"a file of {self.name} cannot be read: {_reason(told.stderr.decode(errors='replace'))}"
            )
        return told.stdout

    def _git(self, *arguments: str, check: bool = True) -> subprocess.CompletedProcess[str]:
        told = self._run("git", *arguments)
        if check and told.returncode:
            raise TargetFailure(f"git {arguments[0]} failed: {_reason(told.stderr)}")
        return told

    def _run(self, *command: str, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            command,
            cwd=self.root,
            env={**os.environ, "LC_ALL": "C.UTF-8", "GIT_TERMINAL_PROMPT": "0", **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="surrogateescape",
            check=False,
        )


def _make_room(file: Path) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _reason(said: str) -> str:
    """What git says is wrong, on one line."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("fatal:", "error:", "!"))] or lines
    return telling[0].removeprefix("fatal: ").removeprefix("error: ") if telling else "git failed"
