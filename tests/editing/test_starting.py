"""A new site builds as it is, says whose it is, and takes nothing from what is there."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.build.build import build_site
from onrecord.build.request import BuildRequest, NoProgress
from onrecord.editing.new_files import LeadsOutside, NewFile, NotNew, write_new
from onrecord.editing.starting import HOSTS, Host, recipe, starting_files

DAY = "2025-06-03"
NOW = datetime(2025, 6, 3, 12, tzinfo=UTC)


@pytest.mark.parametrize("title", ["Harbour desk", 'The "Desk": #1', "Пресцентър", "yes", "2025", "[x]", "a: b", "- x"])
def test_a_new_site_builds_without_a_word_whatever_its_title(title: str, tmp_path: Path) -> None:
    write_new(tmp_path, starting_files(title, DAY))
    result = build_site(BuildRequest(tmp_path, now=NOW), NoProgress())

    assert result.diagnostics == []
    assert result.counts["briefs"] == 1
    assert result.counts["claims"] == 1


def test_the_sample_goes_as_it_says(tmp_path: Path) -> None:
    write_new(tmp_path, starting_files("Harbour desk", DAY))
    (tmp_path / f"content/briefs/{DAY}-sample.md").unlink()
    (tmp_path / "content/actors/sample-reader.md").unlink()
    result = build_site(BuildRequest(tmp_path, now=NOW), NoProgress())

    assert result.diagnostics == []
    assert "sample" not in (tmp_path / "output/index.html").read_text(encoding="utf-8").casefold()


def test_the_sample_is_marked_as_one(tmp_path: Path) -> None:
    write_new(tmp_path, starting_files("Harbour desk", DAY))
    build_site(BuildRequest(tmp_path, now=NOW), NoProgress())

    page = (tmp_path / "output/briefs/sample/index.html").read_text(encoding="utf-8")
    assert "Sample: what a brief is made of</h1>" in page
    assert "Harbour desk" in page


@pytest.mark.parametrize("host", HOSTS)
def test_a_recipe_has_files_of_its_own(host: Host) -> None:
    site = {file.path for file in starting_files("x", DAY)}
    files = recipe(host)

    assert files
    assert not site & {file.path for file in files}
    assert [file.path for file in files if file.executable] == [
        file.path for file in files if file.path.endswith(".sh")
    ]


class TestWritingNewFiles:
    FILES = (NewFile("a/b.md", "new\n"), NewFile("c.sh", "#!/bin/sh\n", executable=True))

    def test_writes_them_with_their_folders(self, tmp_path: Path) -> None:
        write_new(tmp_path / "site", self.FILES)
        assert (tmp_path / "site/a/b.md").read_bytes() == b"new\n"
        assert os.access(tmp_path / "site/c.sh", os.X_OK)
        assert not os.access(tmp_path / "site/a/b.md", os.X_OK)

    def test_writes_nothing_when_one_is_there(self, tmp_path: Path) -> None:
        (tmp_path / "c.sh").write_text("mine")
        with pytest.raises(NotNew) as refused:
            write_new(tmp_path, self.FILES)
        assert refused.value.paths == ("c.sh",)
        assert not (tmp_path / "a").exists()
        assert (tmp_path / "c.sh").read_text() == "mine"

    def test_a_link_that_leads_nowhere_is_there_too(self, tmp_path: Path) -> None:
        (tmp_path / "c.sh").symlink_to(tmp_path / "elsewhere")
        with pytest.raises(NotNew):
            write_new(tmp_path, self.FILES)

    def test_writes_nothing_through_a_link_out_of_the_folder(self, tmp_path: Path) -> None:
        (tmp_path / "outside").mkdir()
        (tmp_path / "site").mkdir()
        (tmp_path / "site/a").symlink_to(tmp_path / "outside")
        with pytest.raises(LeadsOutside):
            write_new(tmp_path / "site", self.FILES)
        assert list((tmp_path / "outside").iterdir()) == []
        assert not (tmp_path / "site/c.sh").exists()
