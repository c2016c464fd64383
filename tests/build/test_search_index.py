"""The search index: the same bytes for the same site, made anew when something changed that can be found."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pagefind_bin
import pytest

from onrecord.build import search_index
from onrecord.build.request import BuildResult
from onrecord.build.search_index import SearchFailure, made
from tests.broken.sites import BASE
from tests.build.test_incremental import BRIEF, changed, files
from tests.whole.sites import attempted, codes, errors, told


def documents(number: int) -> dict[str, str]:
    """Documents with so many values of a filter that no two runs would put them into one order by chance."""
    page = (
        '<html><body data-pagefind-body data-pagefind-meta="title[data-title]" data-title="Title {n}">'
        '<i data-pagefind-filter="actor[data-is]" data-is="actor-{n}"></i>'
        '<i data-pagefind-filter="year[data-is]" data-is="{year}"></i><p>words of document {n}</p></body></html>'
    )
    return {f"{n:03}": page.format(n=n, year=1990 + n % 30) for n in range(number)}


def test_the_same_documents_are_the_same_bytes() -> None:
    first = made(documents(60), "en")
    assert made(documents(60), "en") == first
    assert {name.partition("/")[0] for name in first if "/" in name} == {"filter", "fragment", "index"}
    assert not [name for name in first if "ui" in name], "Pagefind's own interface is not ours"


def test_a_site_with_nothing_to_find_has_a_page_that_says_so(tmp_path: Path) -> None:
    (tmp_path / "onrecord.yaml").write_text("title: Desk\n")
    built(tmp_path)
    found = files(tmp_path / "output")
    assert [path for path in found if path.startswith("search/")] == ["search/index.html"]
    assert b"Nothing is on record yet." in found["search/index.html"]


def test_titles_without_a_letter_are_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "content/pages").mkdir(parents=True)
    (tmp_path / "content/pages/dots.md").write_text("---\ntitle: …\n---\n")
    (tmp_path / "onrecord.yaml").write_text("title: Desk\n")
    built(tmp_path)
    assert (tmp_path / "output/search/pagefind.js").is_file()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "site"))


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """One entry for each time that Pagefind ran: how many documents it was given."""
    seen: list[int] = []

    def counting(documents: Any, language: str, real: Callable[..., dict[str, bytes]] = search_index.made) -> Any:
        seen.append(len(documents))
        return real(documents, language)

    monkeypatch.setattr(search_index, "made", counting)
    return seen


def built(site: Path, **request: Any) -> BuildResult:
    result = attempted(site, **({"search": True} | request))
    assert result.ok, "\n".join(told(errors(result)))
    return result


def test_the_index_is_kept_until_something_changes_that_can_be_found(site: Path, runs: list[int]) -> None:
    built(site)
    index = [path for path in files(site / "output") if path.startswith("search/") and path != "search/index.html"]
    assert len(index) > 10
    assert len(runs) == 1

    assert built(site).counts["written"] == 0
    (site / "onrecord.yaml").write_text(f"{(site / 'onrecord.yaml').read_text()}publisher: Another desk\n")
    assert built(site).counts["written"] > 10
    assert len(runs) == 1, "every page changed, and nothing that a search finds"

    changed(site, BRIEF, "## What was said", "## What they said")
    built(site)
    assert len(runs) == 2
    edited = files(site / "output")
    built(site, output=site / "clean", clean=True)
    assert files(site / "clean") == edited


def test_a_damaged_index_is_mended(site: Path, runs: list[int]) -> None:
    built(site)
    before = files(site / "output")
    (site / "output/search/pagefind.js").write_text("nothing")
    (site / "output/search/pagefind-entry.json").unlink()
    built(site)
    assert files(site / "output") == before


@pytest.mark.parametrize("how", ["option", "setting"])
def test_a_site_without_search_has_no_trace_of_it(site: Path, how: str) -> None:
    built(site)
    if how == "option":
        built(site, search=False)
    else:
        (site / "onrecord.yaml").write_text(f"{(site / 'onrecord.yaml').read_text()}search: false\n")
        built(site)
    after = files(site / "output")
    assert not [path for path in after if "search" in path]
    assert not [path for path, data in after.items() if path.endswith(".html") and b"search/" in data]


@pytest.mark.parametrize(
    ("program", "said"),
    [
        (None, "cannot be run"),
        ("echo 'no room left' >&2; exit 3", "Pagefind failed: no room left"),
        ("exit 4", "Pagefind failed: it ended with 4"),
        ("exit 0", "wrote what this version of onrecord does not know"),
    ],
)
def test_where_pagefind_fails_the_old_site_stands(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str | None, said: str
) -> None:
    built(site, search=False)
    before = files(site / "output")
    broken = tmp_path / "pagefind"
    if program is not None:
        broken.write_text(f"#!/bin/sh\n{program}\n")
        broken.chmod(0o755)
    monkeypatch.setattr(pagefind_bin, "get_executable", lambda: broken)
    result = attempted(site, search=True)
    assert codes(result) == {"search-failed"}
    assert said in errors(result)[0].message
    assert files(site / "output") == before
    with pytest.raises(SearchFailure):
        made(documents(1), "en")


def test_a_check_makes_no_index(site: Path, runs: list[int]) -> None:
    assert attempted(site, search=True, check_only=True).ok
    assert runs == []
