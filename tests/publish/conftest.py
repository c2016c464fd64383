"""Servers to publish to, started once for all tests, and a home without anybody's keys."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.publish.servers import S3, Sftp, s3_server, sftp_server

KEYS = {"ACCESS_KEY_ID": "desk", "SECRET_ACCESS_KEY": "not-told", "DEFAULT_REGION": "us-east-1"}


@pytest.fixture(scope="session")
def _s3() -> Iterator[S3]:
    with pytest.MonkeyPatch.context() as patch:
        for name, value in KEYS.items():
            patch.setenv(f"AWS_{name}", value)
        with s3_server("desk") as server:
            yield server


@pytest.fixture
def s3(_s3: S3, monkeypatch: pytest.MonkeyPatch) -> S3:
    """An S3 server whose bucket is empty; keys and endpoint are in the environment, as a CI has them."""
    for name, value in KEYS.items():
        monkeypatch.setenv(f"AWS_{name}", value)
    monkeypatch.setenv("AWS_ENDPOINT_URL", _s3.endpoint)
    for entry in _s3.client.list_objects_v2(Bucket=_s3.bucket).get("Contents", []):
        _s3.client.delete_object(Bucket=_s3.bucket, Key=entry["Key"])
    _s3.forget()
    return _s3


@pytest.fixture
def home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of nobody, with an empty ``.ssh``."""
    folder = tmp_path_factory.mktemp("home")
    (folder / ".ssh").mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return folder


@pytest.fixture
def sftp(home: Path, tmp_path: Path) -> Iterator[Sftp]:
    """An SFTP server that is known to the user, who holds a key for it."""
    folder = tmp_path / "served"
    folder.mkdir()
    with sftp_server(folder, home / ".ssh" / "id_ed25519") as server:
        (home / ".ssh" / "known_hosts").write_text(server.known_host)
        yield server


@pytest.fixture
def remote_rsync(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A host that rsync reaches as it reaches any by ssh, but for the ssh: the command runs here."""
    assert shutil.which("rsync"), "no rsync: run `make rsync`"
    shell = tmp_path / "ssh"
    shell.write_text('#!/bin/sh\nwhile [ "$1" != desk.example ]; do shift; done; shift\nexec sh -c "$*"\n')
    shell.chmod(0o755)
    monkeypatch.setenv("RSYNC_RSH", str(shell))
    return "desk.example"
