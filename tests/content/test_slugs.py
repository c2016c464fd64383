"""Slugs keep every script, are the same however a name is typed, and are safe as a part of a path."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.content.slugs import MAX_BYTES, RESERVED_NAMES, caseless, component, slug


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Yury Dashkin", "yury-dashkin"),
        ("  The  Élysée (Paris)!  ", "the-élysée-paris"),
        ("Юрий_Дашкин", "юрий-дашкин"),
        ("ΟΔΥΣΣΕΥΣ", "οδυσσευς"),
        ("हिन्दी भाषा", "हिन्दी-भाषा"),
        ("新华社（北京）", "新华社-北京"),
        ("می\u200cخواهم", "میخواهم"),
        ("O’Brien & Sons, Ltd.", "o-brien-sons-ltd"),
        ("T-90M", "t-90m"),
        ("e\u0301tat", "état"),
        ("x\ufe0f\u200b\u00ad\u202ey", "xy"),
        ("- \u0301x", "x"),
        ("🚁", ""),
        ("---", ""),
        ("", ""),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@given(st.text())
def test_a_slug_is_safe_stable_and_in_normal_form(text: str) -> None:
    form = slug(text)
    assert slug(form) == form
    assert unicodedata.is_normalized("NFC", form)
    assert form == form.strip("-")
    assert "--" not in form
    assert all(character == "-" or unicodedata.category(character)[0] in "LNM" for character in form)


@given(st.characters())
def test_every_character_by_itself_is_stable(character: str) -> None:
    assert slug(slug(f"a{character}b")) == slug(f"a{character}b")


@given(st.text())
def test_the_way_a_name_is_typed_does_not_matter(text: str) -> None:
    assert slug(unicodedata.normalize("NFD", text)) == slug(text)
    assert slug(f"  {text}.") == slug(text)


@given(st.text())
def test_names_equal_without_case_are_equal_however_they_are_typed(text: str) -> None:
    assert caseless(unicodedata.normalize("NFD", text)) == caseless(text)
    assert caseless(caseless(text)) == caseless(text)


def test_names_that_a_file_system_may_confuse() -> None:
    assert caseless("Straße") == caseless("STRASSE")
    assert caseless("A") == caseless("a")
    assert caseless("a") != caseless("b")


@given(st.text(max_size=400) | st.sampled_from(sorted(RESERVED_NAMES)))
def test_a_component_of_a_path_is_never_empty_reserved_or_too_long(text: str) -> None:
    form = component(text)
    assert 0 < len(form.encode()) <= MAX_BYTES
    assert form not in RESERVED_NAMES
    assert "/" not in form
