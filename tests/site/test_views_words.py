"""Words that views put together: exact, and no more than is known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.config import Config, Status, Vocabulary
from onrecord.content.vocabulary import CorrectionKind, EvidenceStance, Likelihood, Reliability, SourceKind, Stance
from onrecord.record.positions import SIDES
from onrecord.record.relations import RELATIONS
from onrecord.record.timeline import KINDS
from onrecord.site.routes import SEARCH, SECTIONS
from onrecord.site.views import messages, words
from onrecord.site.views.grades import CREDIBILITY, LIKELIHOOD, RELIABILITY
from onrecord.site.views.language import direction_of, quoted, script_name
from onrecord.site.views.marks import CORRECTIONS, EVIDENCE, STANCES, Statuses
from onrecord.site.views.words import Words


@pytest.mark.parametrize(
    ("reports", "origins", "unknown", "expected"),
    [
        (0, 0, 0, "no source"),
        (1, 1, 0, "1 report, first-hand"),
        (1, 0, 1, "1 report, origin not recorded"),
        (2, 0, 1, "2 reports, origin not recorded"),
        (2, 0, 0, "2 reports, no origin"),
        (3, 1, 0, "3 reports, 1 origin"),
        (2, 2, 0, "2 reports, 2 origins"),
        (5, 1, 2, "5 reports, 1 origin; of 2 the lineage is not recorded"),
        (1200, 1100, 0, "1,200 reports, 1,100 origins"),
    ],
)
def test_lineage_never_counts_what_is_not_recorded(reports: int, origins: int, unknown: int, expected: str) -> None:
    assert Words().lineage(reports, origins, unknown) == expected


@given(st.integers(1, 50), st.integers(0, 50), st.integers(0, 50))
def test_unknown_lineage_is_always_said(reports: int, origins: int, unknown: int) -> None:
    said = Words().lineage(reports, origins, unknown) if reports >= origins + unknown else "not recorded"

    assert ("not recorded" in said) == (unknown > 0 or reports < origins + unknown)


def test_every_word_of_front_matter_has_a_mark_or_a_meaning() -> None:
    assert set(STANCES) == set(Stance.__args__)  # type: ignore[attr-defined]
    assert set(STANCES) | {"claims"} == set(SIDES)
    assert set(EVIDENCE) == set(EvidenceStance.__args__)  # type: ignore[attr-defined]
    assert set(CORRECTIONS) == set(CorrectionKind.__args__)  # type: ignore[attr-defined]
    assert set(RELIABILITY) == set(Reliability.__args__)  # type: ignore[attr-defined]
    assert set(LIKELIHOOD) == set(Likelihood.__args__)  # type: ignore[attr-defined]
    assert list(CREDIBILITY) == [1, 2, 3, 4, 5, 6]
    assert set(messages.RELATIONS) == set(RELATIONS)
    assert set(messages.TIMELINE_KINDS) == set(messages.VERBS) == set(KINDS)
    assert set(messages.SECTION_TITLES) == {*SECTIONS, SEARCH}
    assert set(messages.SOURCE_KINDS) < set(SourceKind.__args__)  # type: ignore[attr-defined]


def test_a_kind_of_source_reads_as_words() -> None:
    assert Words().source_kind("article-newspaper") == "Newspaper article"
    assert Words().source_kind("speech") == "Speech"
    assert not [kind for kind in SourceKind.__args__ if "_" in Words().source_kind(kind)]  # type: ignore[attr-defined]


def test_likelihood_and_confidence_are_never_one_phrase() -> None:
    assert LIKELIHOOD["likely"] == ("55–80 %", "likely")
    assert not [phrase for _, phrase in LIKELIHOOD.values() if "confiden" in phrase]


@pytest.mark.parametrize(
    ("lat", "lon", "precision", "expected"),
    [
        (51.7, 36.2, 150, "51.7° N, 36.2° E, within 150 km"),
        (-33.5, -70.0, 0.5, "33.5° S, 70° W, within 0.5 km"),
    ],
)
def test_coordinates_come_with_their_precision(lat: float, lon: float, precision: float, expected: str) -> None:
    assert Words().coordinates(lat, lon, precision) == expected


@pytest.mark.parametrize(
    ("previous", "changed", "expected"),
    [
        (None, True, "Assessed:"),
        ("Disputed", True, "Reassessed, until then disputed:"),
        ("Disputed", False, "Assessed again, unchanged:"),
    ],
)
def test_an_assessment_says_what_it_changed(previous: str | None, changed: bool, expected: str) -> None:
    assert Words().assessed(previous, changed=changed) == expected


@given(st.text(max_size=400), st.integers(2, 200))
def test_shortened_text_is_one_line_within_the_limit(text: str, limit: int) -> None:
    short = words.shortened(text, limit)

    assert len(short) <= limit
    assert short.split() == short.split(" ") or short == ""
    assert short == " ".join(text.split()) or short.endswith("…")


def test_a_shortened_text_is_cut_between_words() -> None:
    assert words.shortened("one two three", 9) == "one two…"
    assert words.shortened("onetwothree", 5) == "onet…"


@pytest.mark.parametrize(
    ("tag", "expected"),
    [("en", "ltr"), ("ar", "rtl"), ("fa-IR", "rtl"), ("ar-Latn", "ltr"), ("uz-Arab", "rtl"), ("en-x-arab", "ltr")],
)
def test_direction_follows_the_script_before_the_language(tag: str, expected: str) -> None:
    assert direction_of(tag) == expected


def test_a_quotation_of_unknown_language_has_no_direction() -> None:
    assert quoted("  Words. ", None) == words_of("Words.", None, None)
    assert quoted("שלום", "he") == words_of("שלום", "he", "rtl")
    assert quoted("الوزير", None, "Arab") == words_of("الوزير", None, "rtl")
    assert quoted(" ", "he") is None


def words_of(text: str, lang: str | None, direction: str | None) -> object:
    from onrecord.site.views.parts import Quote

    return Quote(text, lang, direction)


def test_scripts_have_names() -> None:
    assert script_name("Cyrl", "en") == "Cyrillic"
    assert script_name("Cyrl", "de-AT") == "Kyrillisch"
    assert script_name("Zzzx", "en") == "Zzzx"
    assert script_name("Cyrl", "xx-unknown") == "Cyrl"
    assert script_name(None, "en") is None


def test_statuses_are_counted_in_the_order_of_the_vocabulary() -> None:
    opinion = Status(label="Opinion", meaning="Not rated.", colour="muted")
    statuses = Statuses(Config(title="Desk", vocabulary=Vocabulary(statuses={"opinion": opinion})), Words())

    counted = statuses.counted(["opinion", None, "unverified", "opinion"])

    assert [(mark.label, number) for mark, number in counted] == [
        ("Unverified", 1),
        ("Opinion", 2),
        ("Not assessed", 1),
    ]
