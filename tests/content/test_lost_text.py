"""Text after a ``#`` that YAML drops is told where it looks like text."""

from __future__ import annotations

import pytest

from onrecord.content.lost_text import MAX_TOLD, lost_text


@pytest.mark.parametrize(
    ("text", "place", "lost"),
    [
        ("title: Fire in ward #3", (5, 21), "#3"),
        ("a: x\ntext: We said #NotInOurName, again", (6, 15), "#NotInOurName, again"),
        ("list:\n  - one #two", (6, 9), "#two"),
        ("claims:\n  - id: c\n    text: He\n      said #so", (8, 12), "#so"),
        ("a: [b,\n  c #d\n  ]", (6, 5), "#d"),
    ],
)
def test_a_word_after_a_hash_is_told_with_its_place(text: str, place: tuple[int, int], lost: str) -> None:
    (warning,) = lost_text(text, "a.md", 5)
    assert (warning.code, warning.severity, warning.line, warning.column) == ("comment-in-text", "warning", *place)
    assert f"'{lost}'" in warning.message


@pytest.mark.parametrize(
    "text",
    [
        "a: b # meant",
        "a: 'b #c'",
        'a: "b #c"',
        "a: |\n  b #c",
        "a: >-\n  b #c",
        "a: b#c",
        "a: https://a.test/#part",
        "#a: b",
        "# b #c",
        "a: # b #c",
        "a: b ## c",
        "a: [b] #c",
    ],
)
def test_what_is_meant_or_kept_is_let_be(text: str) -> None:
    assert lost_text(text, "a.md") == []


def test_a_flood_is_told_up_to_a_point() -> None:
    assert len(lost_text("\n".join(f"a{n}: b #c" for n in range(1000)), "a.md")) == MAX_TOLD
