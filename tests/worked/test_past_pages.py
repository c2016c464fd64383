"""The worked site as the desk knew it on 5 March 2025: what came later is nowhere, and every page says so."""

from __future__ import annotations

import re

import pytest

from tests.worked.built_site import Built, texts, with_class, words

LATER = (
    *("Did the sirens sound", "Zander", "What the inquiry heard", "inquiry", "Ostrow", "Commission on the Olm"),
    *("letterhead", "forg", "2025-04", "2025-05", "April 2025", "May 2025"),
    *("The company admits", "The company still says", "We were taken in", "Weir Watch took it back"),
    *("The company denied that gates were opened and not", "no longer stand by", "sent its inspectors"),
    *("nine sirens", "One siren", "hid a broken gate", "18 March 2025", "20 March 2025", "10 March 2025"),
    *("Statement on the sirens", "Transcript of the hearings", "Letter of Weir Watch", "Note on the licence"),
    *("Не чухме", "Една.", "سمعت", "警报", "https://guard.example", "archive.example/inquiry"),
)
"""Words of what the desk learned after that day, each in one place of the content."""


def test_the_whole_site_holds_every_one_of_those_words(site: Built) -> None:
    everything = "".join(site.texts().values())
    missing = [word for word in LATER if word not in everything]

    assert missing == []


@pytest.mark.parametrize("word", LATER)
def test_what_came_later_is_nowhere_in_the_output(past: Built, word: str) -> None:
    assert past.result.ok
    holding = [path for path, text in past.texts().items() if word in text or word in path]

    assert holding == []


def test_every_page_says_that_this_is_not_the_present_state(past: Built) -> None:
    pages = past.pages()
    paths = [page.path for page in pages]

    assert {"404.html", "index.html", "old/gates/index.html", "methodology/index.html"} <= set(paths)
    for page in pages:
        (banner,) = with_class(page.tree, "banner")
        assert "This is the record as the desk knew it on 5 March 2025." in words(banner), page.path


def test_the_present_site_says_no_such_thing(site: Built) -> None:
    assert [page.path for page in site.pages() if with_class(page.tree, "banner")] == []


def test_what_was_known_is_shown_as_it_was(past: Built) -> None:
    claim = past.page("claims/gates/no-warning/")

    assert texts(with_class(claim.section("o-assessments"), "verdict")) == ["Unverified 2 March 2025 current"]
    assert [entry.split(",")[0] for entry in texts(claim.section("o-responses").findall("./ul/li"))] == [
        "Olm Water denies",
        "Ministry of Rivers has not responded",
    ]
    assert words(with_class(claim.tree, "lineage")[0]) == "5 reports, 1 origin"
    assert list(claim.section("o-related").iter("h3")) != []
    assert [words(head) for head in claim.section("o-related").iter("h3")] == ["This claim is supported by 1"]


def test_a_source_is_not_retracted_before_it_was(past: Built) -> None:
    page = past.page("sources/north-post/")

    assert with_class(page.tree, "alert") == with_class(page.tree, "reliance") == []
    assert texts(with_class(page.section("o-reliability"), "grade")) == ["Reliability D (not usually reliable)"]
    assert "archived copy of 4 March 2025" in page.text
    assert "Rests on a retracted source" not in past.page("claims/gates/broken-gate/").text


def test_nobody_has_changed_position_yet(past: Built) -> None:
    for actor in ("marta-velin", "olm-water", "weir-watch"):
        assert not past.page(f"actors/{actor}/").has_section("o-changes")
    assert not past.page("").has_section("o-changes")


def test_corrections_are_those_of_that_day(past: Built) -> None:
    found = texts(past.page("corrections/").tree.findall(".//main/ol/li"))

    assert [re.sub(r" In .*", "", note) for note in found] == [
        "Correction 3 March 2025 We had written that the weir has six gates. It has seven."
    ]


def test_there_is_no_page_for_what_did_not_exist(past: Built) -> None:
    for address in ("briefs/sirens", "claims/sirens", "briefs/inquiry", "sources/commission-on-the-olm"):
        assert not (past.output / address).exists()
    assert texts(with_class(past.page("timeline/").tree, "total"))[0].startswith("37 entries")
