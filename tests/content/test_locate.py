"""A problem found after parsing is shown at its place in the file."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.content.locate import Locator

BRIEF = """---
title: x
claims:
  - id: one
    by: nobody
---
body: no yaml
"""


@pytest.fixture
def locator(tmp_path: Path) -> Locator:
    (tmp_path / "brief.md").write_text(BRIEF)
    (tmp_path / "crlf.md").write_bytes(b"\xef\xbb\xbf" + BRIEF.replace("\n", "\r\n").encode())
    (tmp_path / "onrecord.yaml").write_text("title: x\nurl: y\n")
    (tmp_path / "bytes.md").write_bytes(b"---\n\xff\n---\n")
    (tmp_path / "no-front-matter.md").write_text("# x\n")
    (tmp_path / "broken.md").write_text("---\ntitle: x\nclaims: [\n---\n")
    return Locator(tmp_path)


@pytest.mark.parametrize("file", ["brief.md", "crlf.md"])
def test_values_and_keys_are_found(locator: Locator, file: str) -> None:
    assert locator.at(file, ("claims", 0, "by")) == (5, 9)
    assert locator.at(file, ("claims", 0, "by"), key=True) == (5, 5)


def test_the_site_s_own_file_is_yaml_as_a_whole(locator: Locator) -> None:
    assert locator.at("onrecord.yaml", ("url",)) == (2, 6)


def test_a_pointer_that_leads_nowhere_gets_the_nearest_place(locator: Locator) -> None:
    assert locator.at("brief.md", ("claims", 0, "said")) == (4, 5)


def test_what_stands_before_an_error_is_found(locator: Locator) -> None:
    assert locator.at("broken.md", ("title",)) == (2, 8)


@pytest.mark.parametrize("file", ["none.md", "bytes.md", "no-front-matter.md", "", "a\0b", "\udcff.md"])
def test_a_file_that_cannot_be_read_has_no_places(locator: Locator, file: str) -> None:
    assert locator.at(file, ("title",)) == (None, None)


def test_a_file_is_read_once(locator: Locator, tmp_path: Path) -> None:
    assert locator.at("brief.md", ("title",)) == (2, 8)
    (tmp_path / "brief.md").unlink()
    assert locator.at("brief.md", ("title",)) == (2, 8)
