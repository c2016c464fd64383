"""Every code that the program can give has its section in ``diagnostics.md``, and no other has."""

from __future__ import annotations

from pathlib import Path

import pytest

from docs.making.examples import Section, sections
from docs.making.pages import DOCS
from onrecord.record.rules import RULES
from tests.docs.codes import NotUnderstood, Use, in_sources, uses


@pytest.fixture(scope="module")
def used(repository: Path) -> list[Use]:
    return uses(repository / "generator" / "onrecord")


@pytest.fixture(scope="module")
def documented() -> list[Section]:
    return sections((DOCS / "diagnostics.md").read_text(encoding="utf-8"))


def mismatches(used: list[Use], documented: list[Section]) -> list[str]:
    """What the sections say otherwise than the source."""
    codes = {use.code for use in used}
    names = [section.code for section in documented]
    found = [f"'{code}' has no section" for code in sorted(codes - set(names))]
    found += [f"nothing gives '{name}'" for name in sorted(set(names) - codes)]
    found += [f"'{name}' has {names.count(name)} sections" for name in sorted(set(names)) if names.count(name) > 1]
    for section in documented:
        stated = {use.severity for use in used if use.code == section.code and use.severity}
        if stated and section.severity not in stated:
            found.append(f"'{section.code}' is {' or '.join(sorted(stated))}, not {section.severity}")
    return found


def test_codes_and_sections_are_the_same(used: list[Use], documented: list[Section]) -> None:
    assert not mismatches(used, documented)


def test_no_code_is_a_rule_as_well(used: list[Use]) -> None:
    assert not {rule.code for rule in RULES} & {use.code for use in used}


def test_a_missing_section_is_noticed() -> None:
    assert mismatches([Use("bad-date", "error", "x.py:1")], []) == ["'bad-date' has no section"]


@pytest.mark.parametrize(
    ("sections", "noticed"),
    [
        ([Section("bad-mood", "**Error.**"), Section("bad-date", "**Error.**")], ["nothing gives 'bad-mood'"]),
        ([Section("bad-date", "**Note.**")], ["'bad-date' is error, not note"]),
        ([Section("bad-date", "It is an error.")], ["'bad-date' is error, not None"]),
        ([Section("bad-date", "**Error.**")] * 2, ["'bad-date' has 2 sections"]),
        ([Section("bad-date", "**Error.** It is none.")], []),
    ],
)
def test_a_wrong_section_is_noticed(sections: list[Section], noticed: list[str]) -> None:
    assert mismatches([Use("bad-date", "error", "x.py:1")], sections) == noticed


def found_in(source: str) -> list[tuple[str, str | None]]:
    package = "class Diagnostic:\n    code: str\n\n\n"
    return [(use.code, use.severity) for use in in_sources({"content/x.py": package + source})]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("Diagnostic('bad-x', message, file)", [("bad-x", "error")]),
        ("Diagnostic('bad-x', message, file, severity=Severity.NOTE)", [("bad-x", "note")]),
        ("Diagnostic('bad-x', message, file, severity=severity)", [("bad-x", None)]),
        ("report('bad-x', message, None)", [("bad-x", "error")]),
        ("def told(code, text):\n    Diagnostic(code, text)\n\n\ntold('bad-x', 'y')", [("bad-x", "error")]),
        ("def exit_with(code, text):\n    exit(code)\n\n\nexit_with('bad-x', 'y')", []),
        ("def f() -> tuple[str, str, str | None]:\n    return 'bad-x', 'y', None", [("bad-x", "error")]),
        ("Diagnostic('one-x' if a else 'two-x', message, file)", [("one-x", "error"), ("two-x", "error")]),
    ],
)
def test_codes_are_found_however_they_are_handed_over(source: str, found: list[tuple[str, str | None]]) -> None:
    assert found_in(source) == found


def test_a_code_put_together_is_spelt_out() -> None:
    assert ("unknown-actor", "error") in found_in("report(f'unknown-{kind}', message, None)")


@pytest.mark.parametrize("code", ["f'bad-{kind}'", "CODES[kind]", "code_of(kind)"])
def test_a_code_that_cannot_be_followed_fails(code: str) -> None:
    with pytest.raises(NotUnderstood):
        found_in(f"Diagnostic({code}, message, file)")
