"""References are found in the source with their exact places, and nothing else is taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.content.references import Candidate, as_written, with_tokens
from onrecord.content.source_places import Places


def found(text: str) -> list[Candidate]:
    return with_tokens(text, Places(text, 1))[1]


@pytest.mark.parametrize(
    ("written", "kind", "target", "label"),
    [
        ("[[yury-dashkin]]", "link", "yury-dashkin", None),
        ("[[Юрій Дашкін]]", "link", "Юрій Дашкін", None),
        ("[[ Yury Dashkin | the commander ]]", "link", "Yury Dashkin", "the commander"),
        ("[[claim:brief#id]]", "link", "claim:brief#id", None),
        ("[[#id]]", "link", "#id", None),
        ("[[a|]]", "link", "a", None),
        ("[[a|b|c]]", "link", "a", "b|c"),
        (r"[[a\|b]]", "link", "a", "b"),
        ("[[Yury\nDashkin]]", "link", "Yury Dashkin", None),
        ("[[a|the\n> commander]]", "link", "a", "the commander"),
        ("![[#epicentre]]", "embed", "#epicentre", None),
    ],
)
def test_links_and_embeds(written: str, kind: str, target: str, label: str | None) -> None:
    (candidate,) = found(f"x {written} y")

    assert (candidate.kind, candidate.target, candidate.label) == (kind, target, label)
    assert candidate.written == written
    assert candidate.fault is None


@pytest.mark.parametrize(
    ("written", "keys"),
    [
        ("[@a]", (("a", None),)),
        ("[@a; @b]", (("a", None), ("b", None))),
        ("[@a, p. 3]", (("a", "p. 3"),)),
        ("[@a, pp. 3, 5; @brief#b, 12:40]", (("a", "pp. 3, 5"), ("brief#b", "12:40"))),
        ("[@a;\n   @b]", (("a", None), ("b", None))),
        ("[@звіт-1]", (("звіт-1", None),)),
    ],
)
def test_citations(written: str, keys: tuple[tuple[str, str | None], ...]) -> None:
    (candidate,) = found(written)

    assert (candidate.kind, candidate.keys, candidate.fault) == ("citation", keys, None)


@pytest.mark.parametrize(
    "text",
    [
        r"\[[a]]",
        r"\[@a]",
        r"\![[a]]",
        r"!\[[a]]",
        "[[]]",
        "[[ ]]",
        "[[a]](https://example.org)",
        "[@handle](https://example.org/handle)",
        "[@handle][1]",
        "[[^1]]",
        "[a@example.org]",
        "[@ 5 pm]",
        "[[a\n\nb]]",
        "| [[a |\n| b]] |",
        "[[a [b]]",
        "[[a",
    ],
)
def test_what_is_no_reference_stays_as_it_is(text: str) -> None:
    assert with_tokens(text, Places(text, 1)) == (text, [])


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (r"\\[[a]]", ["link"]),
        ("[@a][@b]", ["citation", "citation"]),
        ("[@a][[b]]", ["citation", "link"]),
        ("[@a][^1]", ["citation"]),
        ("[@a]: he said", ["citation"]),
        ("[see [[a]] and [@b]](c.md)", ["link", "citation"]),
    ],
)
def test_neighbours_do_not_hide_a_reference(text: str, kinds: list[str]) -> None:
    assert [candidate.kind for candidate in found(text)] == kinds


@pytest.mark.parametrize("written", ["[[|label]]", "[@a; b]", "[@a; ]", "[@a, p. 3; see @b]"])
def test_a_faulty_reference_says_so(written: str) -> None:
    (candidate,) = found(written)

    assert candidate.fault
    assert "'" in candidate.fault


def test_places_are_those_of_the_file() -> None:
    text = "é [[a]]\n\n> - [@b]\n\n\N{GRINNING FACE}![[#c]]"
    candidates = with_tokens(text, Places(text, 10))[1]

    assert [(candidate.line, candidate.column) for candidate in candidates] == [(10, 3), (12, 5), (14, 2)]


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("![[#a]]", True),
        ("  ![[#a]]  ", True),
        ("> ![[#a]]", True),
        ("- ![[#a]]", True),
        ("text\n![[#a]]\ntext", True),
        ("see ![[#a]]", False),
        ("![[#a]] and", False),
        ("![[#a]] ![[#b]]", False),
    ],
)
def test_an_embed_knows_whether_it_has_its_line_to_itself(text: str, alone: bool) -> None:
    assert {candidate.alone for candidate in found(text)} == {alone}


@given(st.text(alphabet="[]@!|\\; ,a\n#^()`>", max_size=60))
def test_tokens_turn_back_into_what_was_written(text: str) -> None:
    tokenised, candidates = with_tokens(text, Places(text, 1))

    assert as_written(tokenised, candidates) == text
    for candidate in candidates:
        line = text.split("\n")[candidate.line - 1]
        assert line[candidate.column - 1 :].startswith(candidate.written.split("\n")[0])
