"""Killed at random, a run leaves a whole site at a folder, an S3 server, an SFTP server, a host of rsync and a git
branch, and the next run completes it.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

import onrecord
from tests.build.trees import tree, write
from tests.publish.publishing import build_in, opened
from tests.publish.releases import NEW, OLD, faults, ignore, release
from tests.publish.servers import S3, Sftp

PACKAGES = os.pathsep.join([str(Path(onrecord.__file__).parent.parent), str(Path(__file__).parents[2])])
THEIRS = {"CNAME": b"desk.example.org\n", "briefs/a/notes.txt": b"mine"}
KILLS = 3


@dataclass
class Place:
    """A target in the words of a user, what is there, and how others put files there."""

    target: str
    held: Callable[[], dict[str, bytes]]
    put: Callable[[], None]


def git(folder: Path, *arguments: str) -> bytes:
    return subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True).stdout


@pytest.fixture(params=["folder", "s3", "sftp", "rsync", "git"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Place:
    www = tmp_path / "www"
    match request.param:
        case "folder":
            return Place(str(www), lambda: tree(www), lambda: write(www, THEIRS))
        case "rsync":
            host = request.getfixturevalue("remote_rsync")
            return Place(f"rsync:{host}:{www}", lambda: tree(www), lambda: write(www, THEIRS))
        case "sftp":
            sftp: Sftp = request.getfixturevalue("sftp")
            served = sftp.folder / "www"
            target = f"sftp://desk@127.0.0.1:{sftp.port}/www"
            return Place(target, lambda: tree(served), lambda: write(served, THEIRS))
        case "s3":
            s3: S3 = request.getfixturevalue("s3")

            def put() -> None:
                for path, data in THEIRS.items():
                    s3.client.put_object(Bucket=s3.bucket, Key=path, Body=data)

            return Place(f"s3://{s3.bucket}", s3.objects, put)
    return _branch(tmp_path)


def _branch(folder: Path) -> Place:
    desk, bare = folder / "site", folder / "host.git"
    desk.mkdir()
    git(folder, "init", "--quiet", "--bare", str(bare))
    git(desk, "init", "--quiet")
    git(desk, "remote", "add", "origin", str(bare))

    def held() -> dict[str, bytes]:
        paths = git(bare, "ls-tree", "-r", "-z", "--name-only", "pages").decode().split("\0")
        ours = [path for path in paths if path and not path.startswith(".onrecord/")]
        return {path: git(bare, "show", f"pages:{path}") for path in ours}

    def put() -> None:
        git(folder, "clone", "--quiet", "--branch", "pages", str(bare), "clone")
        write(folder / "clone", THEIRS)
        git(folder / "clone", "add", "-A")
        git(folder / "clone", "commit", "--quiet", "-m", "By hand")
        git(folder / "clone", "push", "--quiet")

    return Place("git:pages", held, put)


def test_at_random(place: Place, tmp_path: Path) -> None:
    chance = random.Random(20250525)
    (tmp_path / "site").mkdir(exist_ok=True)
    old, new = release(tmp_path / "old", OLD), release(tmp_path / "new", NEW)
    opened(place.target, tmp_path / "site").publish(old, ignore)
    place.put()
    for _ in range(KILLS):
        folders = (str(folder) for folder in (tmp_path / "site", new.folder, old.folder))
        command = [sys.executable, "-m", "tests.publish.publishing", place.target, *folders]
        environment = {**os.environ, "PYTHONPATH": PACKAGES, "PYTHONDONTWRITEBYTECODE": "1"}
        with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment) as process:
            assert process.stdout is not None
            for _ in range(chance.randrange(1, 16)):
                assert process.stdout.readline() == b"batch\n"
            process.kill()
        held = place.held()
        assert held.items() >= THEIRS.items()
        assert faults(held, {"index.html": b""}, OLD, NEW, THEIRS) == []
    opened(place.target, tmp_path / "site").publish(build_in(new.folder), ignore)
    assert place.held() == {**NEW, **THEIRS}
    assert opened(place.target, tmp_path / "site").plan(new).is_empty
