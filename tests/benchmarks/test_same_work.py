"""The comparison of outputs: it sees what is there in any form, and misses nothing that is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.corpus import invented
from benchmarks.same_work import Expected, Page, check, check_page, expected_pages

PAGE = """<!doctype html><title>A</title><main>
<h1>What <b>Ilse Ferenc</b> says &amp; what&nbsp;is known</h1>
<p>Text <a id="o-cite-1-1" class="cite" href="#o-source-a" role="doc-noteref">1</a>
<a class=cite id="c2" href="#o-source-b">2</a></p>
<a href="../../claims/x/y/index.html#o-top">claim</a> <a href='/actors/z/'>actor</a>
<a href="https://elsewhere.example/actors/q/">elsewhere</a>
<ol><li id="o-source-a">A</li><li id="o-source-b">B</li></ol>
<ol><li class="tl" data-kind="claim">one</li><li data-kind="event">two</li></ol></main>"""


def faults(html: str, **expected: object) -> list[str]:
    """What is wrong with a page at /briefs/x/."""
    return list(check_page(Page("/briefs/x/", html), Expected("brief", **expected)))  # type: ignore[arg-type]


def test_a_page_that_holds_everything_has_no_fault() -> None:
    texts = ["What Ilse Ferenc says & what is known", "claim"]
    links = ["/claims/x/y/", "/actors/z/"]
    assert faults(PAGE, texts=texts, links=links, citations=[1, 2], entries=2) == []


@pytest.mark.parametrize(
    ("expected", "fault"),
    [
        ({"texts": ["What Ilse knows"]}, "lacks the text 'What Ilse knows'"),
        ({"links": ["/actors/q/"]}, "has no link to /actors/q/"),
        ({"citations": [1, 2, 1]}, "has citations [1, 2] and not [1, 2, 1]"),
        ({"entries": 9}, "has 2 entries in its timeline and not 9"),
    ],
)
def test_what_is_missing_is_named(expected: dict[str, object], fault: str) -> None:
    assert faults(PAGE, **expected) == [fault]


def test_a_citation_must_lead_to_a_source_on_the_page() -> None:
    without = PAGE.replace('<li id="o-source-b">', "<li>")
    assert faults(without, citations=[1, 2]) == ["cites #o-source-b, which is not on it"]


def test_text_in_attributes_and_comments_does_not_count() -> None:
    assert faults('<p title="seen"><!-- seen --></p>', texts=["seen"]) == ["lacks the text 'seen'"]


def test_a_missing_page_is_named_with_its_kind(tmp_path: Path) -> None:
    report = check(tmp_path, {"/claims/x/y/": Expected("claim")})
    assert report.faults == ["/claims/x/y/: no such claim page"]
    assert not report.pages


def test_every_claim_is_expected_on_its_page_its_brief_its_actors_and_the_register() -> None:
    corpus = invented(6)
    pages = expected_pages(corpus)
    for brief in corpus.briefs():
        for claim in brief.meta["claims"]:
            address = f"/claims/{brief.id}/{claim['id']}/"
            assert claim["text"] in pages[address].texts
            assert claim["text"] in pages[f"/briefs/{brief.id}/"].texts
            assert address in pages["/claims/"].links
            for actor in [*claim["by"], *claim["about"]]:
                assert address in pages[f"/actors/{actor}/"].links
