"""The examples of ``diagnostics.md`` do what the page says."""

from __future__ import annotations

import pytest

from docs.making.examples import Section, sections, told
from docs.making.pages import DOCS, problems_with
from onrecord.content import characters, front_matter, git, markup, strict_yaml
from onrecord.diagnostics import Severity

SECTIONS = {section.code: section for section in sections((DOCS / "diagnostics.md").read_text(encoding="utf-8"))}

NOT_IN_A_TEXT_BLOCK = {
    "blocked-link",
    "cannot-read",
    "dead-link",
    "history-not-read",
    "file-too-large",
    "not-text",
    "not-utf-8",
    "too-many-marks",
    "unsure-link",
    "bad-file-name",
    "symlink-outside",
    "yaml-alias-bomb",
    "yaml-too-deep",
    "yaml-too-large",
    "yaml-too-many-errors",
    "ambiguous-source",
    "ambiguous-event",
    "ambiguous-brief",
    "ambiguous-page",
    "body-too-large",
    "markup-too-deep",
    "markup-too-complex",
    "markup-failed",
    "foreign-file",
    "search-failed",
}
"""Codes whose examples would be bytes, links, or pages long, or would say again what ``ambiguous-actor`` shows."""

LIMITS = {
    "history-not-read": [int(git.SECONDS)],
    "file-too-large": [front_matter.MAX_BYTES],
    "too-many-marks": [characters.MAX_MARKS],
    "body-too-large": [markup.MAX_CHARACTERS, markup.MAX_LINES],
    "yaml-too-deep": [strict_yaml.MAX_DEPTH],
    "yaml-too-large": [strict_yaml.MAX_CHARACTERS],
    "yaml-too-many-errors": [strict_yaml.MAX_FAULTS],
}
"""The bounds that sections name."""

SHOWN = [section for section in SECTIONS.values() if section.fragments[0]]
MENDED = [section for section in SHOWN if section.fragments[1]]


def errors(section: Section, *, mended: bool) -> set[str]:
    fragments = section.fragments[mended]
    return {problem.code for problem in problems_with(fragments) if problem.severity is Severity.ERROR}


@pytest.mark.parametrize("section", SHOWN, ids=lambda section: section.code)
def test_an_example_gives_its_code_and_no_other_error(section: Section) -> None:
    """And the page shows what is said about it."""
    said = told(problems_with(section.fragments[0]), section.code)
    assert f"```text\n{said}```\n" in section.text, "run: make docs"
    expected = {section.code} if section.severity == "error" else set()
    assert errors(section, mended=False) == expected
    assert said


@pytest.mark.parametrize("section", MENDED, ids=lambda section: section.code)
def test_a_mended_example_has_no_error(section: Section) -> None:
    assert not errors(section, mended=True)


def test_every_other_code_has_an_example() -> None:
    assert {code for code, section in SECTIONS.items() if not section.fragments[0]} == NOT_IN_A_TEXT_BLOCK


def test_every_section_says_what_to_do() -> None:
    brief = [code for code, section in SECTIONS.items() if len(section.text.split()) < 15]
    assert not brief


@pytest.mark.parametrize("code", LIMITS)
def test_a_section_names_the_bounds_that_hold(code: str) -> None:
    for limit in LIMITS[code]:
        assert f"{limit:,}" in SECTIONS[code].text


def test_the_small_site_itself_has_no_error() -> None:
    assert [it for it in problems_with([]) if it.severity is not Severity.NOTE] == []
