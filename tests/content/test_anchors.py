"""Anchors are those that git hosts make, in every script, and never those of the pages themselves."""

from __future__ import annotations

import pytest

from onrecord.content.anchors import free, heading_anchor


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("How it reached us", "how-it-reached-us"),
        ("Relays & origins: what counts?", "relays--origins-what-counts"),
        ("  A   b ", "a-b"),
        ("snake_case 1.2", "snake_case-12"),
        ("Курська область", "курська-область"),
        ("Café", "café"),
        ("Cafe\u0301", "café"),
        ("ما حدث", "ما-حدث"),
        ("हिन्दी में", "हिन्दी-में"),
        ("攻撃について", "攻撃について"),
        ("…", "section"),
        ("", "section"),
        ("O-ring failure", "section-o-ring-failure"),
    ],
)
def test_the_anchor_of_a_heading(heading: str, anchor: str) -> None:
    assert heading_anchor(heading) == anchor


def test_a_taken_anchor_is_numbered() -> None:
    taken, counts = {"a", "a-1"}, dict[str, int]()
    made = []
    for _ in range(3):
        made.append(free("a", taken, counts))
        taken.add(made[-1])

    assert made == ["a-2", "a-3", "a-4"]
