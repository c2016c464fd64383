"""Names: any spelling of one actor leads to it, two actors of one name to neither."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.names import Names, folded


@pytest.fixture
def names() -> Names:
    known = Names()
    known.add("yury-dashkin", ["Yury Dashkin", "Юрий Дашкин", "يوري داشكين", "尤里·达什金"])
    known.add("andré", ["André Müller"])
    known.add("deputy", ["A. Müller"])
    known.add("other-deputy", ["a müller"])
    return known


@pytest.mark.parametrize(
    "written",
    ["yury-dashkin", "Yury Dashkin", "YURY  DASHKIN", "юрий дашкин", "ЮРИЙ ДАШКИН", "يوري داشكين", "尤里·达什金"],
)
def test_a_name_is_found_in_any_script_case_and_spacing(names: Names, written: str) -> None:
    assert names.find(written) == ("yury-dashkin",)


def test_a_name_is_found_in_any_normal_form(names: Names) -> None:
    assert names.find(unicodedata.normalize("NFD", "ANDRÉ MÜLLER")) == ("andré",)


def test_a_name_of_two_finds_both(names: Names) -> None:
    assert names.find("A Müller") == ("deputy", "other-deputy")


def test_an_id_outranks_the_names_of_others(names: Names) -> None:
    names.add("ghost", ["Deputy"])
    assert names.find("deputy") == ("deputy",)


def test_the_nearest_name_is_offered(names: Names) -> None:
    assert names.nearest("Yuri Dashkin") == "Yury Dashkin"
    assert names.nearest("Quite Another") is None


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert folded(folded(text)) == folded(text)
