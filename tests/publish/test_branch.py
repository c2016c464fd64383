"""A site goes to a branch of a bare repository: one commit of what changed, nothing of others lost."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from onrecord.publish.branch import SCRATCH, ToBranch
from onrecord.publish.failures import BadTarget, ForeignTarget, TargetFailure
from onrecord.publish.plan import Plan
from tests.build.trees import tree, write
from tests.publish.releases import NEW, OLD, THEIRS, Files, ignore, release


def git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, text=True).stdout.strip()


class Desk:
    """A checkout with a remote, which is a bare repository beside it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.root = folder / "desk"
        self.bare = folder / "host.git"
        self.root.mkdir()
        git(folder, "init", "--quiet", "--bare", str(self.bare))
        git(self.root, "init", "--quiet")
        write(self.root, {"onrecord.yaml": b"title: Desk\n"})
        git(self.root, "add", "-A")
        git(self.root, "commit", "--quiet", "-m", "Start")
        git(self.root, "remote", "add", "origin", str(self.bare))

    def publish(self, files: Files, *, replace: bool = False, branch: str = "gh-pages") -> Plan:
        site = release(self.folder / f"built-{len(list(self.folder.iterdir()))}", files)
        return ToBranch(self.root, "origin", branch, replace).publish(site, ignore)

    def held(self, branch: str = "gh-pages") -> dict[str, bytes]:
        """The files of the branch, read by a clone, without what onrecord keeps for itself."""
        clone = self.folder / "clone"
        subprocess.run(["rm", "-rf", str(clone)], check=True)
        git(self.folder, "clone", "--quiet", "--branch", branch, str(self.bare), str(clone))
        return {path: data for path, data in tree(clone).items() if not path.startswith(".git/")}

    def commit(self, files: Files) -> None:
        """Somebody else commits to the branch."""
        self.held()
        write(self.folder / "clone", files)
        git(self.folder / "clone", "add", "-A")
        git(self.folder / "clone", "commit", "--quiet", "-m", "By hand")
        git(self.folder / "clone", "push", "--quiet")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_branch_is_made_and_then_gets_what_changed(desk: Desk) -> None:
    assert len(desk.publish(OLD).sent) == len(OLD)
    assert desk.held() == OLD
    assert desk.publish(OLD).is_empty
    assert git(desk.bare, "rev-list", "--count", "gh-pages") == "1"

    desk.commit(THEIRS)
    assert len(desk.publish(NEW).sent) == 8
    assert desk.held() == {**NEW, **THEIRS}
    changed = git(desk.bare, "diff-tree", "-r", "--no-renames", "--name-status", "gh-pages^", "gh-pages").splitlines()
    assert len(changed) == 8 + 2 + 1
    assert "D\tbriefs/b/index.html" in changed
    assert git(desk.bare, "log", "-1", "--format=%s", "gh-pages") == (
        f"Publish the site of {git(desk.root, 'rev-parse', '--short', 'HEAD')}"
    )


def test_only_new_objects_are_pushed(desk: Desk) -> None:
    noise = b"".join(str(number * 7919).encode() for number in range(40_000))
    desk.publish({**OLD, "assets/large.bin": noise})
    before = set(_objects(desk.bare))
    desk.publish({**OLD, "assets/large.bin": noise, "briefs/a/index.html": b"<p>changed"})
    fresh = [size for name, size in _objects(desk.bare).items() if name not in before]
    assert len(fresh) == 7, "the page, what is published, a commit, and the folders: root, briefs, a, .onrecord"
    assert sum(fresh) < 3_000 < len(noise)


def _objects(bare: Path) -> dict[str, int]:
    told = git(bare, "cat-file", "--batch-all-objects", "--batch-check=%(objectname) %(objectsize)")
    return {line.split()[0]: int(line.split()[1]) for line in told.splitlines()}


def test_the_checkout_stays_as_it_was(desk: Desk) -> None:
    write(desk.root, {"unsaved.txt": b"x"})
    before = git(desk.root, "status", "--porcelain"), git(desk.root, "rev-parse", "HEAD")
    desk.publish(OLD)
    assert (git(desk.root, "status", "--porcelain"), git(desk.root, "rev-parse", "HEAD")) == before
    assert git(desk.root, "branch", "--format=%(refname:short)") == "main"
    assert git(desk.bare, "log", "-1", "--format=%s", "gh-pages").endswith(", with changes that were not committed")


def test_files_of_others_are_refused_and_may_be_replaced(desk: Desk) -> None:
    desk.publish({"x.html": b"x"})
    desk.commit({"index.html": b"by hand", "run.sh": b"#!/bin/sh"})
    with pytest.raises(ForeignTarget, match=r"branch 'gh-pages' of 'origin' already holds .*: 'index\.html'"):
        desk.publish(OLD)
    desk.publish(OLD, replace=True)
    assert desk.held() == {**OLD, "run.sh": b"#!/bin/sh"}


def test_what_cannot_be_kept_is_refused(desk: Desk) -> None:
    desk.publish(OLD)
    (desk.folder / "clone").mkdir()
    desk.held()
    (desk.folder / "clone/latest").symlink_to("index.html")
    git(desk.folder / "clone", "add", "-A")
    git(desk.folder / "clone", "commit", "--quiet", "-m", "A link")
    git(desk.folder / "clone", "push", "--quiet")
    with pytest.raises(TargetFailure, match="holds a link or a submodule, 'latest', which cannot be kept"):
        desk.publish(NEW)


def test_somebody_who_was_faster_is_not_overwritten(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.publish(OLD)
    push = ToBranch._push

    def pushing(self: ToBranch, commit: str) -> None:
        monkeypatch.undo()
        desk.commit({"CNAME": b"desk"})
        push(self, commit)

    monkeypatch.setattr(ToBranch, "_push", pushing)
    with pytest.raises(TargetFailure, match="somebody else published meanwhile; run it again"):
        desk.publish(NEW)
    assert desk.held() == {**OLD, "CNAME": b"desk"}
    desk.publish(NEW)
    assert desk.held() == {**NEW, "CNAME": b"desk"}


def test_killed_between_commit_and_push_the_next_run_publishes(desk: Desk) -> None:
    git(desk.root, "branch", SCRATCH)  # what a killed run leaves
    desk.publish(OLD)
    assert desk.held() == OLD
    assert git(desk.root, "branch", "--format=%(refname:short)") == "main"


def test_without_an_identity_the_commit_is_made_all_the_same(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.delenv(f"GIT_{role}_NAME")
        monkeypatch.delenv(f"GIT_{role}_EMAIL")
    monkeypatch.setenv("HOME", str(desk.folder))
    monkeypatch.setenv("GIT_CONFIG_COUNT", "1")
    monkeypatch.setenv("GIT_CONFIG_KEY_0", "user.useConfigOnly")
    monkeypatch.setenv("GIT_CONFIG_VALUE_0", "true")
    desk.publish(OLD)
    assert git(desk.bare, "log", "-1", "--format=%cn", "gh-pages") == "onrecord"


@pytest.mark.parametrize(
    ("remote", "branch", "told"),
    [
        ("origin", "main", "'main' is the branch that is checked out here"),
        ("origin", "a..b", "'a..b' cannot be the name of a branch"),
        ("upstream", "gh-pages", r"git knows no remote 'upstream' here \(there are origin\)"),
    ],
)
def test_a_branch_that_cannot_be_one_is_told(desk: Desk, remote: str, branch: str, told: str) -> None:
    with pytest.raises(BadTarget, match=told):
        ToBranch(desk.root, remote, branch)


def test_a_folder_outside_git_and_a_host_that_is_not_there_are_told(desk: Desk) -> None:
    with pytest.raises(BadTarget, match="is not in a git repository"):
        ToBranch(desk.folder, "origin", "gh-pages")
    with pytest.raises(TargetFailure, match=r"'\.\./nowhere\.git' cannot be reached: "):
        ToBranch(desk.root, "../nowhere.git", "gh-pages").plan(release(desk.folder / "x", OLD))
