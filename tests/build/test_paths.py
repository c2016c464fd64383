"""Folders that a build must not write into are refused before it starts, and paths that lead out of its own."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.build import paths
from onrecord.build.paths import refuse_unsafe_path, unsafe_output


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name in ("content/briefs", "templates", ".git"):
        (tmp_path / "site" / name).mkdir(parents=True)
    return tmp_path / "site"


@pytest.mark.parametrize(
    ("output", "reason"),
    [
        (".", "the output folder cannot be the site's own folder"),
        ("content", "the output folder cannot be 'content/' or lie inside it"),
        ("content/assets/site", "the output folder cannot be 'content/' or lie inside it"),
        ("templates/x", "the output folder cannot be 'templates/' or lie inside it"),
        ("..", "the output folder cannot contain 'content/'"),
        ("../..", "the output folder cannot contain 'content/'"),
        (".git/pages", "the output folder cannot lie inside '.git'"),
        ("content/../content/./x", "the output folder cannot be 'content/' or lie inside it"),
    ],
)
def test_unsafe(root: Path, output: str, reason: str) -> None:
    assert unsafe_output(root, root / output) == reason


@pytest.mark.parametrize("output", ["output", "public/site", "../elsewhere", "contents", "output/content"])
def test_safe(root: Path, output: str) -> None:
    assert unsafe_output(root, root / output) is None


def test_a_link_to_the_content_is_the_content(root: Path) -> None:
    (root / "output").symlink_to("content")
    assert unsafe_output(root, root / "output") == "the output folder cannot be 'content/' or lie inside it"


def test_content_that_is_a_link_is_where_it_leads(root: Path, tmp_path: Path) -> None:
    (root / "content/briefs").rmdir()
    (root / "content").rmdir()
    (tmp_path / "shared").mkdir()
    (root / "content").symlink_to(tmp_path / "shared")
    assert unsafe_output(root, tmp_path / "shared/x") == "the output folder cannot be 'content/' or lie inside it"


def test_a_file_is_no_folder(root: Path) -> None:
    (root / "output").write_text("x")
    assert unsafe_output(root, root / "output") == f"'{root}/output' is not a folder"


@given(
    st.lists(st.sampled_from(["a", "Ab", "é", ".", "..", "/", "\\", "c:", "-", "_", "\n", ".onrecord", ""])).map(
        "".join
    )
)
@example("a/b-c/index.html")
@example("a/.onrecord")
@example("a/../b")
@example("c:a")
def test_what_is_accepted_at_a_glance_is_accepted_at_length(path: str) -> None:
    told = _refused(path)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "_ORDINARY", re.compile(r"(?!)"))
        assert _refused(path) == told


def _refused(path: str) -> str | None:
    try:
        refuse_unsafe_path(path)
    except ValueError as error:
        return str(error)
    return None
