"""What a change brings in: a site in git, a change, and which of its problems are new."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from onrecord.build.request import BuildRequest, NoProgress
from onrecord.diagnostics import Diagnostic
from onrecord.editing.changed import CannotCompare, brought_in, check_change

NOW = datetime(2025, 6, 30, tzinfo=UTC)
FILES = {
    "onrecord.yaml": "title: Desk\n",
    "content/actors/ana.md": "---\nname: Ana\nkind: person\n---\n",
    "content/actors/bad.md": "---\nname: Bad\nkind: robot\n---\n",
    "content/assets/map.txt": "x\n",
    "content/briefs/2025-06-03-fire.md": "---\ntitle: Fire\ndate: 2025-06-03\nclaims:\n"
    "  - {id: a, text: One., by: ana}\n---\n\n[Map](../assets/map.txt) [[ana]]\n",
}


def git(root: Path, *arguments: str) -> None:
    subprocess.run(["git", *arguments], cwd=root, check=True, capture_output=True)


def write(root: Path, files: dict[str, str]) -> None:
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site below the top of a repository, with an error and two weaknesses, committed."""
    root = tmp_path / "repository/desk"
    write(root, FILES)
    git(tmp_path, "init", "-q", "repository")
    git(root, "add", "-A")
    git(root, "commit", "-qm", "Start")
    return root


def new(site: Path, base: str = "HEAD", *, strict: bool = False) -> list[str]:
    result = check_change(BuildRequest(site, now=NOW, strict=strict), base, NoProgress())
    assert result.ok == (
        not any(it.severity == "error" or (strict and it.severity == "warning") for it in result.diagnostics)
    )
    return [f"{diagnostic.file}: {diagnostic.code}" for diagnostic in result.diagnostics]


def test_what_was_wrong_before_is_passed_over_wherever_it_stands_now(site: Path) -> None:
    assert new(site) == []
    write(site, {"content/actors/bad.md": "---\n# a comment\n\nname: Bad\nkind: robot\n---\n"})
    assert new(site) == []


def test_the_whole_record_counts(site: Path) -> None:
    """The brief did not change, but what it names is gone."""
    (site / "content/actors/ana.md").unlink()
    assert new(site) == [
        "content/briefs/2025-06-03-fire.md: unknown-actor",
        "content/briefs/2025-06-03-fire.md: unknown-link",
    ]


def test_one_more_of_the_same_is_new(site: Path) -> None:
    write(site, {"content/actors/worse.md": "---\nname: Worse\nkind: robot\n---\n"})
    assert new(site) == ["content/actors/worse.md: unknown-kind"]


def test_a_file_with_another_name_brings_its_problems_along(site: Path) -> None:
    git(site, "mv", "content/actors/bad.md", "content/actors/badder.md")
    assert new(site) == []


def test_a_branch_is_compared_with_where_it_began(site: Path) -> None:
    git(site, "branch", "-m", "main")
    git(site, "checkout", "-qb", "work")
    write(site, {"content/actors/worse.md": "---\nname: Worse\nkind: robot\n---\n"})
    git(site, "add", "-A")
    git(site, "commit", "-qm", "Work")
    git(site, "checkout", "-q", "main")
    (site / "content/actors/bad.md").unlink()
    git(site, "commit", "-qam", "Mend")
    git(site, "checkout", "-q", "work")

    assert new(site, "HEAD") == []
    assert new(site, "main") == ["content/actors/worse.md: unknown-kind"]


def test_a_silent_change_that_was_published_before_is_none_of_this_change(site: Path) -> None:
    brief = "content/briefs/2025-06-03-fire.md"
    (site / "content/actors/bad.md").unlink()
    write(site, {brief: FILES[brief].replace("One.", "Two.")})
    git(site, "add", "-A")
    git(site, "commit", "-qm", "Reword")
    assert new(site) == []
    assert f"{brief}: silent-change" in new(site, "HEAD~1")
    write(site, {brief: FILES[brief].replace("One.", "Three.")})
    assert new(site) == [f"{brief}: silent-change"]


def test_everything_is_new_in_a_new_site(site: Path) -> None:
    other = site.parent / "other"
    write(other, FILES)
    assert "content/actors/bad.md: unknown-kind" in new(other)


def test_the_repository_and_the_site_are_only_read(site: Path) -> None:
    def files() -> dict[Path, int]:
        found = (path for path in site.parent.rglob("*") if ".onrecord" not in path.parts and path.is_file())
        return {path: path.stat().st_mtime_ns for path in found}

    before = files()
    new(site)
    assert files() == before


@pytest.mark.parametrize("base", ["nothing", "--help", "HEAD:desk", ""])
def test_a_base_that_is_none_is_told(base: str, site: Path) -> None:
    with pytest.raises(CannotCompare, match="there is no commit"):
        new(site, base)


def test_without_a_repository_there_is_nothing_to_compare_with(tmp_path: Path) -> None:
    write(tmp_path, FILES)
    with pytest.raises(CannotCompare, match="not in a git repository"):
        new(tmp_path)


def test_problems_are_counted() -> None:
    one = Diagnostic("x", "'a' is taken (b.md:3:4)", "a.md", 3, 1)
    moved = Diagnostic("x", "'a' is taken (b.md:9:4)", "a.md", 7, 1)
    assert brought_in([moved], [one]) == []
    assert brought_in([one, moved], [one]) == [moved]
    assert brought_in([one], []) == [one]
