"""The made-up corpus: as large as asked, the same every time, and without a fault in onrecord's eyes."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest

from benchmarks.corpus import WRITERS, invented, main
from benchmarks.invent.body import LEAST_WORDS, MOST_WORDS
from benchmarks.invent.corpus import File
from benchmarks.same_work import check, expected_pages
from onrecord.build.build import build_site
from onrecord.build.request import BuildRequest, NoProgress
from onrecord.diagnostics import Severity


def written(folder: Path, briefs: int, *options: str) -> Path:
    """The folder, with a corpus in it as the command line writes it."""
    assert main([str(briefs), str(folder), *options]) == 0
    return folder


def digests(folder: Path) -> dict[str, str]:
    """Every file of a folder with the hash of its bytes."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def words_of(brief: File) -> int:
    """The words of a brief's prose, as a reader counts them."""
    prose = "\n".join(line for line in brief.body.splitlines() if not line.startswith("![["))
    return len(prose.split())


@pytest.mark.parametrize("tool", WRITERS)
def test_the_same_seed_gives_the_same_bytes(tool: str, tmp_path: Path) -> None:
    first, second = (digests(written(tmp_path / name, 12, "--tool", tool)) for name in ("first", "second"))
    assert first == second


def test_another_seed_gives_another_corpus(tmp_path: Path) -> None:
    assert digests(written(tmp_path / "1", 5)) != digests(written(tmp_path / "2", 5, "--seed", "2"))


@pytest.mark.parametrize("tool", WRITERS)
@pytest.mark.parametrize("briefs", [1, 7])
def test_there_are_as_many_briefs_as_asked(tool: str, briefs: int, tmp_path: Path) -> None:
    site = written(tmp_path / "site", briefs, "--tool", tool)
    assert len([path for path in (site / "content" / "briefs").glob("*.md") if path.stem != "_index"]) == briefs


def test_briefs_are_of_the_size_that_the_benchmark_states() -> None:
    corpus = invented(200)
    for brief in corpus.briefs():
        assert LEAST_WORDS <= words_of(brief) <= MOST_WORDS + 10
        assert 1 <= len(brief.meta["claims"]) <= 5
        assert 2 <= len(brief.meta["sources"]) <= 6
    assert {brief.meta["date"][:4] for brief in corpus.briefs()} == {"2020", "2021", "2022", "2023", "2024"}


def test_there_is_an_actor_for_twenty_briefs() -> None:
    assert len(invented(400).files["actors"]) == 20


def test_bodies_hold_everything_that_a_body_can() -> None:
    bodies = "\n".join(brief.body for brief in invented(60).briefs())
    for form in (
        r"^## ",
        r"^### ",
        r"^- ",
        r"^1\. ",
        r"^\|:--",
        r"^> ",
        r"!\[\[#",
        r"\[@[\w-]+; @",
        r"\[\[claim:",
        r"\[\^1\]",
    ):
        assert re.search(form, bodies, re.MULTILINE), form


def test_a_folder_that_is_not_empty_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine.txt").write_text("mine", "utf-8")
    with pytest.raises(SystemExit):
        main(["3", str(tmp_path)])
    assert "is not empty" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]


def test_onrecord_builds_it_without_errors_and_does_all_the_work(tmp_path: Path) -> None:
    site = written(tmp_path / "site", 20)
    output = tmp_path / "output"
    result = build_site(BuildRequest(root=site, output=output, jobs=1, search=False), NoProgress())
    assert [problem for problem in result.diagnostics if problem.severity in (Severity.ERROR, Severity.WARNING)] == []
    assert result.ok
    report = check(output, expected_pages(invented(20)))
    assert report.faults == []
    assert report.pages["brief"] == 20
    assert report.pages["claim"] == sum(len(brief.meta["claims"]) for brief in invented(20).briefs())
