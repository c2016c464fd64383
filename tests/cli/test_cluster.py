"""``onrecord build --cluster``: the workers of a Dask cluster, and what stands in the way of using them."""

from __future__ import annotations

import shutil
import socket
import sys
from pathlib import Path

import pytest

from onrecord.cli import cluster, main
from tests.broken.sites import BASE
from tests.build.trees import tree, write


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = Path(shutil.copytree(BASE, tmp_path / "site"))
    own = b"{% extends 'theme/pages/page.html' %}{% block main %}{{ super() }}<p>Ours.</p>{% endblock %}"
    write(site, {"templates/pages/page.html": own})
    return site


def build(site: Path, *options: str) -> int:
    with pytest.raises(SystemExit) as ended:
        main(["build", str(site), "--no-search", *options])
    assert isinstance(ended.value.code, int)
    return ended.value.code


def test_a_cluster_makes_the_same_bytes(site: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    from distributed import LocalCluster

    assert build(site, "--output", str(tmp_path / "here")) == 0
    shutil.rmtree(site / ".onrecord")
    with LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0") as workers:
        capfd.readouterr()
        assert build(site, "--output", str(tmp_path / "there"), "--cluster", workers.scheduler_address) == 0
        said = capfd.readouterr()
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    assert said.err == ""
    assert "built 1 brief" in said.out


def test_without_the_package_it_says_what_to_install(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert build(site, "--cluster", "tcp://127.0.0.1:8786") == 2
    assert "pip install 'onrecord[cluster]'" in capsys.readouterr().err
    assert not (site / "output").exists()


@pytest.mark.parametrize("address", ["scheduler", "http://127.0.0.1:8786", "tcp://127.0.0.1:{deaf}"])
def test_a_wrong_address_is_told(
    address: str, site: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cluster, "PATIENCE", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        address = address.format(deaf=deaf.getsockname()[1])
        assert build(site, "--cluster", address) == 2
    said = capfd.readouterr().err
    assert said.startswith(f"Error: there is no cluster at '{address}': ")
    assert "Traceback" not in said
    assert not (site / "output").exists()


def test_a_cluster_without_workers_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from distributed import LocalCluster

    monkeypatch.setattr(cluster, "UNTIL_WORKERS", 0.1)
    with LocalCluster(n_workers=0, processes=False, protocol="tcp", dashboard_address="127.0.0.1:0") as empty:
        assert build(site, "--cluster", empty.scheduler_address) == 2
    assert "has no workers\nStart some with: dask worker tcp://" in capfd.readouterr().err


def test_a_cluster_without_onrecord_is_told(
    site: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    from distributed import LocalCluster, versions

    version_of = versions._version_cached

    def nothing_found(package: str) -> object:
        return None if package == "onrecord" else version_of(package)

    with LocalCluster(n_workers=1, processes=False, protocol="tcp", dashboard_address="127.0.0.1:0") as bare:
        monkeypatch.setattr(versions, "_version_cached", nothing_found)
        assert build(site, "--cluster", bare.scheduler_address) == 2
    assert "Error: the scheduler has no onrecord\nInstall onrecord " in capfd.readouterr().err
