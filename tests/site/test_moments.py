"""When something changed: on the dates that the content gives, and not when its words are mended."""

from __future__ import annotations

import pytest

from onrecord.content.dates import parse_date
from onrecord.site.moments import Changed, Moments
from tests.site.view_sites import desk

ADA = {"actors/ada.md": "---\nname: Ada\nkind: person\n---\n"}


def moments(text: str = "It flies.", claim: str = "", brief: str = "", **config: str) -> Moments:
    files = ADA | {
        "briefs/2025-05-25-first.md": (
            f"---\ntitle: First\ndate: 2025-05-25\n{brief}claims:\n"
            f"  - id: flies\n    text: {text}\n    by: ada\n{claim}  - {{id: other, text: So., by: ada}}\n---\n"
        )
    }
    return Moments(desk(files, **config).record)


UNCHANGED = Changed("2025-05-25T00:00:00Z", "2025-05-25T00:00:00Z")


def test_what_nobody_assessed_or_corrected_changed_when_it_was_published() -> None:
    assert moments().brief("first") == moments().claim("first#flies") == UNCHANGED


def test_mended_words_change_nothing() -> None:
    assert moments("It flies, and well.").brief("first") == UNCHANGED


@pytest.mark.parametrize(
    "line",
    [
        "assessments: [{date: 2025-06-02, status: disputed}]",
        "responses: [{by: ada, stance: retracts, date: 2025-06-02}]",
    ],
)
def test_an_assessment_or_an_answer_changes_the_claim_and_its_brief_and_no_other_claim(line: str) -> None:
    found = moments(claim=f"    {line}\n")
    assert found.claim("first#flies") == found.brief("first") == UNCHANGED._replace(updated="2025-06-02T00:00:00Z")
    assert found.claim("first#other") == UNCHANGED


def test_a_correction_changes_the_brief_and_the_claim_that_it_concerns() -> None:
    found = moments(brief="corrections: [{date: 2025-06-03T10:00+02:00, kind: update, note: x, claim: flies}]\n")
    assert found.brief("first").updated == found.claim("first#flies").updated == "2025-06-03T08:00:00Z"
    assert found.claim("first#other") == UNCHANGED


def test_a_brief_under_embargo_is_published_when_that_ends() -> None:
    assert moments(brief="publish_at: 2025-05-26T06:00:00Z\n").claim("first#other").published == "2025-05-26T06:00:00Z"


@pytest.mark.parametrize(
    ("date", "instant"),
    [
        ("2025-05-25", "2025-05-24T21:00:00Z"),
        ("2025-01", "2024-12-31T22:00:00Z"),
        ("2025-05-25T10:00:00Z", "2025-05-25T10:00:00Z"),
        ("../2025-05-25", "2025-05-25T20:59:59Z"),
        ("2025-05-25/..", "2025-05-24T21:00:00Z"),
        ("0001-01-01", "0001-01-01T00:00:00Z"),
        ("XXXX", "0001-01-01T00:00:00Z"),
    ],
)
def test_a_date_begins_at_midnight_where_the_desk_is(date: str, instant: str) -> None:
    assert moments(timezone="Europe/Kyiv").instant(parse_date(date)) == instant
