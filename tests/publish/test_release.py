"""Only a whole, finished build is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.build.failures import OutputBusy
from onrecord.build.manifest import Manifest
from onrecord.build.paths import STATE
from onrecord.build.stage import Stage
from onrecord.publish.failures import NotPublishable
from onrecord.publish.release import release_of
from tests.build.trees import publish, write

FILES = {"index.html": b"home", "briefs/a/index.html": b"a"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    publish(tmp_path / "output", FILES)
    return tmp_path / "output"


def test_a_build_is_its_files_and_no_others(output: Path) -> None:
    write(output, {"CNAME": b"theirs", "briefs/draft.txt": b"theirs"})
    with release_of(output) as release:
        assert {path: release.file(path).read_bytes() for path in release.files} == FILES
        assert release.size("index.html") == 4


def test_no_build_is_refused(tmp_path: Path) -> None:
    write(tmp_path / "output", {"index.html": b"by hand"})
    with pytest.raises(NotPublishable, match="there is no build in"), release_of(tmp_path / "output"):
        pass


def test_a_half_finished_build_is_refused(output: Path) -> None:
    manifest = Manifest.read(output / STATE)
    manifest.finished = False
    manifest.write(output / STATE)
    with pytest.raises(NotPublishable, match="was interrupted half-way"), release_of(output):
        pass
    publish(output, FILES)
    with release_of(output) as release:
        assert set(release.files) == set(FILES)


@pytest.mark.parametrize("change", ["changed", "missing", "a link"])
def test_a_build_that_somebody_changed_is_refused(output: Path, change: str) -> None:
    page = output / "briefs/a/index.html"
    page.unlink()
    if change == "changed":
        page.write_bytes(b"tampered")
    elif change == "a link":
        page.symlink_to(output / "index.html")
    with pytest.raises(NotPublishable, match=r"is not as it was built: 'briefs/a/index\.html'"), release_of(output):
        pass


def test_a_build_under_way_is_waited_for_by_nobody(output: Path) -> None:
    with Stage(output), pytest.raises(OutputBusy), release_of(output):
        pass
    with release_of(output), pytest.raises(OutputBusy):
        Stage(output)
    Stage(output).abandon()
