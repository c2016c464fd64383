"""Names are kept apart from what stands around them wherever one could turn the other."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from onrecord.site.isolation import isolating
from tests.site import sample_views as sample


@pytest.mark.parametrize("name", ["Yury Dashkin", "Юрий Дашкин", "O'Neill (4)", "東京", "Ελλάδα"])
def test_names_that_turn_nothing_stand_as_they_are(name: str) -> None:
    assert isolating(sample.SITE)(name) == name.replace("'", "&#39;")


@pytest.mark.parametrize("name", ["يوري داشكين", "יורי", "Agency (وكالة)", "a\u202eb"])
def test_names_that_could_turn_their_neighbours_are_isolated(name: str) -> None:
    assert isolating(sample.SITE)(name) == f"<bdi>{name}</bdi>"


@pytest.mark.parametrize("facts", [{"direction": "rtl"}, {"interface_direction": "rtl"}])
def test_on_a_site_that_runs_from_right_to_left_every_name_is(facts: dict[str, str]) -> None:
    assert isolating(replace(sample.SITE, **facts))("A & B") == "<bdi>A &amp; B</bdi>"
