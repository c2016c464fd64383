"""What is not to be published yet is nowhere in the site: no page, no link, no title, no name that only it brings."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.build.trees import tree
from tests.whole.sites import SMALL, attempted, built, codes, errors, run, site

SECRET = "Sphinx"
AT = datetime(2025, 6, 1, 9, 0, tzinfo=UTC)


def withheld(line: str) -> dict[str, str | bytes]:
    """A site with a brief that ``line`` keeps out, and everything that such a brief can bring."""
    brief = f"""---
title: {SECRET} title
date: 2025-05-30
summary: {SECRET} summary
{line}
topics: [{SECRET} topic]
places: [{SECRET} place]
sources:
  - {{id: s, kind: broadcast, title: {SECRET} source, outlet: {SECRET} radio, published: 2019-01-01}}
claims:
  - {{id: c, text: {SECRET} claim., by: ada, said: 2019-01-01, sources: s, contradicts: first#flies, status: disputed}}
events:
  - {{id: e, title: {SECRET} event, date: 2019-01-02, actors: ada, place: {SECRET} ground}}
corrections:
  - {{date: 2025-05-31, kind: update, note: {SECRET} note}}
aliases: [/sphinx/]
---

{SECRET} body about [[ada]] and [[first]].
"""
    return {**SMALL, "content/briefs/2025-05-30-sphinx.md": brief}


def mentions(output: Path) -> list[str]:
    """Files of the site that hold a word of the brief, in name or content, the manifest of the output too."""
    files = {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*") if path.is_file()}
    return [path for path, data in files.items() if b"sphinx" in data.lower() or "sphinx" in path.lower()]


@pytest.mark.parametrize("line", ["draft: true", "publish_at: 2025-06-01T09:00:01Z", "publish_at: 2025-06-02"])
def test_nothing_of_a_withheld_brief_is_published(tmp_path: Path, line: str) -> None:
    output = built(site(tmp_path / "with", withheld(line)), now=AT)
    assert mentions(output) == []
    assert tree(output) == tree(built(site(tmp_path / "without", SMALL), now=AT))


@pytest.mark.parametrize("line", ["draft: true", "publish_at: 2025-06-02"])
def test_with_drafts_it_is_there_and_marked(tmp_path: Path, line: str) -> None:
    output = built(site(tmp_path, withheld(line)), now=AT, drafts=True)
    assert {"briefs/sphinx/index.html", "index.html", "actors/ada/index.html"} <= set(mentions(output))
    words = (output / "briefs/sphinx/index.html").read_text(encoding="utf-8")
    assert ("Draft" in words) == (line == "draft: true")
    assert ("embargo" in words) == (line != "draft: true")


def test_an_embargo_ends_at_its_instant_in_the_desks_time_zone(tmp_path: Path) -> None:
    line = "publish_at: 2025-06-01T12:00"
    site(tmp_path, withheld(line) | {"onrecord.yaml": "title: Desk\ntimezone: Europe/Kyiv\n"})
    assert mentions(built(tmp_path, now=AT - timedelta(seconds=1))) == []
    assert mentions(built(tmp_path, now=AT))
    assert mentions(built(tmp_path, now=AT - timedelta(seconds=1))) == [], "taken back"


def test_a_build_with_drafts_before_does_not_leak_into_the_next(tmp_path: Path) -> None:
    output = built(site(tmp_path, withheld("draft: true")), now=AT, drafts=True)
    assert mentions(output)
    built(tmp_path, now=AT)
    assert mentions(output) == []


@pytest.mark.parametrize(
    ("where", "line"),
    [
        ("content/actors/ada.md", "See [[sphinx]]."),
        ("content/actors/ada.md", "See [[claim:sphinx#c]]."),
        ("content/actors/ada.md", "[so](../briefs/2025-05-30-sphinx.md)"),
        ("content/actors/ada.md", "Said [@sphinx#s]."),
    ],
)
def test_a_link_to_a_withheld_brief_is_an_error_at_its_place(tmp_path: Path, where: str, line: str) -> None:
    files = withheld("draft: true")
    before = files[where]
    assert isinstance(before, str)
    site(tmp_path, files | {where: f"{before}\n{line}\n"})
    result = attempted(tmp_path, now=AT)
    (fault,) = errors(result)
    assert (fault.file, fault.line) == (where, 8)
    assert "not published" in f"{fault.message} {fault.hint}" or "draft" in f"{fault.message} {fault.hint}"
    assert attempted(tmp_path, now=AT, drafts=True).ok


def test_a_review_that_is_due_is_told_and_stops_a_strict_build(tmp_path: Path) -> None:
    brief = SMALL["content/briefs/2025-05-25-first.md"].replace("date:", "review_by: 2025-05-31\ndate:", 1)
    site(tmp_path, SMALL | {"content/briefs/2025-05-25-first.md": brief})
    due = attempted(tmp_path, now=AT)
    found = [it for it in due.diagnostics if "review" in it.code]
    assert [(it.file, it.line, it.severity) for it in found] == [("content/briefs/2025-05-25-first.md", 3, "warning")]
    assert due.ok
    assert not attempted(tmp_path, now=AT, strict=True).ok
    early = attempted(tmp_path, now=AT - timedelta(days=2))
    assert [it for it in early.diagnostics if "review" in it.code] == []
    assert codes(early) == set()


def test_the_command_says_what_it_left_out_and_takes_it_in_when_asked(tmp_path: Path) -> None:
    site(tmp_path, withheld("draft: true"))
    with_draft, without = run("build", tmp_path, "--drafts"), run("build", tmp_path)
    assert (with_draft.returncode, without.returncode) == (0, 0)
    assert "left out" not in with_draft.stdout
    assert " s; left out: 1 draft (--drafts takes it in)\n" in without.stdout
    assert mentions(tmp_path / "output") == []
