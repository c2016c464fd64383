"""A backlink shows the sentence that does the linking."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.content.sentences import LONGEST
from tests.content.markup_samples import render, rendered


def context(text: str, number: int = 0) -> str:
    return rendered(text).references[number].context


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("One. Two [[a|x]] three. Four.", "Two x three."),
        ("He said it [@a]. She did not.", "He said it."),
        ("*So* said [[a|Gen. A. Smith]] of No. 5 Corps. End.", "So said Gen. A. Smith of No. 5 Corps."),
        ("He met [[a|x]] on 3.5. and left. End.", "He met x on 3.5. and left."),
        ('He said "no." [[a|x]] said "yes." End.', 'x said "yes."'),
        ("これは一。これは[[a|二]]です。三。", "これは二です。"),
        ("Это раз. Это [[a|два]]. Три.", "Это два."),
        ("A & B < C: [[a|x]]", "A & B < C: x"),
        ("- one\n- see [[a|x]] now\n- three", "see x now"),
        ("| a | b |\n|---|---|\n| one. | see [[a|x]] |", "see x"),
        ("## About [[a|x]]", "About x"),
        ("Term\n:   See [[a|x]].", "See x."),
        ("One[^n] [[a|x]] two.[^n]\n\n[^n]: note", "One x two."),
        ("See `[[b]]` and [[a|x]].", "See [[b]] and x."),
        ("Read [the method](../m.md) first. Then go.", "Read the method first."),
        ("![[#c]]", ""),
        ("He said it [@a], she [@b], [@c]; all denied [@d] it [@e]!", "He said it, she; all denied it!"),
        ("[@a], he said so ([@b]).", "he said so."),
        ("He said so [@a] [@b]. She did.", "He said so."),
        ("He, who said so [@a], left, [@b], and came.", "He, who said so, left, and came."),
        ("So, [@a] [see](../m.md), [@b].", "So, see."),
    ],
)
def test_the_sentence_around_a_reference(text: str, sentence: str) -> None:
    assert context(text) == sentence


def test_an_open_name_is_marked_for_the_record_to_fill_in() -> None:
    body = rendered("First [@s]. Then [[a]] met [[b]].")

    assert [reference.context for reference in body.references] == [
        "First.",
        "Then \ue0021\ue003 met \ue0022\ue003.",
        "Then \ue0021\ue003 met \ue0022\ue003.",
    ]


@pytest.mark.parametrize("position", [0, 200, 399])
def test_a_long_sentence_is_cut_at_words_around_the_reference(position: int) -> None:
    words = ["word"] * 400
    words[position] = "[[target]]"
    sentence = context(" ".join(words))

    assert "\ue0020\ue003" in sentence
    assert len(sentence) <= LONGEST + 2
    assert sentence.startswith("…") == (position > 0)
    assert sentence.endswith("…") == (position < 399)
    assert set(sentence.strip("…").split()) <= {"word", "\ue0020\ue003"}


PIECES = ["a", " ", ". ", "[[b]]", "[[b|c d]]", "[@e]", "。", "(f.md)", "[g](h.md)"]


@given(st.lists(st.sampled_from(PIECES), max_size=300))
def test_marks_are_never_cut_in_two(pieces: list[str]) -> None:
    body, _ = render("".join(pieces))

    for reference in body.references:
        for piece in reference.context.split("\ue002")[1:]:
            number, close, _ = piece.partition("\ue003")
            assert close
            assert body.references[int(number)].kind == "link"
        assert reference.context.count("\ue002") == reference.context.count("\ue003")
