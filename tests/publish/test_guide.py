"""The commands of the publishing guide, run one after another against servers of this machine."""

from __future__ import annotations

import shlex
import subprocess
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path

import pytest

from docs.making.fences import fences
from onrecord.cli import main
from tests.build.trees import tree
from tests.publish.servers import S3, Sftp
from tests.whole.sites import SMALL, site

SERVER = "desk@example.org"
FOLDER = "/srv/www/briefings"
SCHEDULER = "tcp://192.0.2.7:8786"


def commands(repository: Path) -> list[str]:
    """Every line of the guide that a reader would type."""
    page = (repository / "docs/publishing.md").read_text(encoding="utf-8")
    return [line for fence in fences(page) if fence.language == "sh" for line in fence.text.splitlines()]


@pytest.fixture
def desk(tmp_path: Path) -> Path:
    """A site with the brief of the guide, in a git repository with a remote."""
    brief = "---\ntitle: A fire\ndate: 2025-06-03\n---\n\nA fire broke out in the depot.\n"
    root = site(tmp_path / "desk", SMALL | {"content/briefs/2025-06-03-depot-fire.md": brief})
    for arguments in (("init", "--quiet", "--bare", "../host.git"), ("init", "--quiet"), ("add", "-A"),
                      ("commit", "--quiet", "-m", "Start"), ("remote", "add", "origin", "../host.git")):  # fmt: skip
        subprocess.run(["git", *arguments], cwd=root, check=True)
    return root


@pytest.fixture
def dask() -> Iterator[str]:
    """The address of a scheduler with a worker."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=1, processes=False, protocol="tcp", dashboard_address="127.0.0.1:0") as cluster:
        yield cluster.scheduler_address


def test_every_command_does_what_the_guide_says(
    repository: Path,
    desk: Path,
    tmp_path: Path,
    s3: S3,
    sftp: Sftp,
    remote_rsync: str,
    dask: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    s3.client.create_bucket(Bucket="example-desk")
    (sftp.folder / "srv/www").mkdir(parents=True)
    (tmp_path / "by-rsync").mkdir()
    ran = 0
    for command in commands(repository):
        program, *arguments = shlex.split(command)
        if program == "pip":
            assert arguments[0] == "install"
            assert arguments[1] in ("onrecord[s3]", "onrecord[sftp]", "onrecord[cluster]")
            continue
        if program == "dask":
            assert arguments[0] in ("scheduler", "worker")
            continue
        assert program == "onrecord"
        local = [
            argument.replace(f"sftp://{SERVER}", f"sftp://desk@127.0.0.1:{sftp.port}").replace(
                f"rsync:{SERVER}:{FOLDER}", f"rsync:{remote_rsync}:{tmp_path}/by-rsync/www"
            )
            for argument in arguments
        ]
        local = [argument.replace(SCHEDULER, dask) for argument in local]
        with chdir(desk), pytest.raises(SystemExit) as ended:
            main(local)
        assert not ended.value.code, f"{command}: {capsys.readouterr().err}"
        ran += 1
    assert ran >= 12
    built = tree(desk / "output")
    beyond = {path for path in built if path.endswith(("sitemap.xml", "feed.xml", "feed.json"))}
    assert tree(tmp_path / "copy") == built
    for held in (sftp.folder / FOLDER.lstrip("/"), tmp_path / "by-rsync/www"):
        assert built.keys() - tree(held).keys() == beyond, "what needs the address that only the last build was given"
    assert (desk / "depot-fire.zip").is_file()
    assert (desk / "depot-fire-evidence/index.html").is_file()
