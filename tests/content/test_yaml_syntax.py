"""A syntax error says in plain words what is wrong, at the place that has to be changed, and what to write there."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from onrecord.content import strict_yaml, yaml_text

UNFINISHED = "this line is not of the form 'name: value'"
BEFORE_PROSE = "where the document's text starts here, put a line of '---' above it"
APOSTROPHE = "write an apostrophe inside single quotes twice, or use double quotes"

# text, place, message, what the hint says
FAULTS = [
    ("title: Visit: the day\n", "1:13", "': ' inside an unquoted value", "title: 'Visit: the day'"),
    ("title: Говорит: 😀 «да»\n", "1:15", "': ' inside an unquoted value", "title: 'Говорит: 😀 «да»'"),
    ("عنوان: قال: نعم\n", "1:11", "': ' inside an unquoted value", "عنوان: 'قال: نعم'"),
    ('claims:\n  - text: It\'s: "so"\n', "2:15", "': ' inside an unquoted value", 'text: "It\'s: \\"so\\""'),
    ("title:Visit\ndate: 2025\n", "1:6", "no space after the colon", "title: Visit"),
    ("date: 2025\ntitle:Visit\n", "2:6", "no space after the colon", "title: Visit"),
    ("a: b\n😀:c\nd: e\n", "2:2", "no space after the colon", "😀: c"),
    ("by: @desk\n", "1:5", "an unquoted value cannot start with '@'", "by: '@desk'"),
    ("- `code`\n", "1:3", "an unquoted value cannot start with '`'", "put the value in quotes"),
    ("share: %5\n", "1:8", "an unquoted value cannot start with '%'", "share: '%5'"),
    ("note: *bold* text\n", "1:7", "an unquoted value cannot start with '*'", "note: '*bold* text'"),
    ("note: & more\n", "1:7", "an unquoted value cannot start with '&'", "note: '& more'"),
    ("note: ? really\n", "1:7", "an unquoted value cannot start with '?'", "note: '? really'"),
    ("note: , then\n", "1:7", "an unquoted value cannot start with ','", "note: ', then'"),
    ("title: [Live] A visit\n", "1:15", "text after the closing ']'", "title: '[Live] A visit'"),
    ("title: {x} y\n", "1:12", "text after the closing '}'", "title: '{x} y'"),
    ("text: 'It's here'\nby: x\n", "1:11", "text after the closing quote '", APOSTROPHE),
    ('text: "So" he said\n', "1:12", 'text after the closing quote "', "use single quotes"),
    ('text: "so": he said\n', "1:11", 'text after the closing quote "', "use single quotes"),
    ('a: "x\nb: "y"\n', "2:5", 'text right after the quote " that closes a value', "on a line above is not closed"),
    ('a: b\ntext: "so\nby: x\n', "2:7", 'the quote " that starts here is never closed', 'add "'),
    ("text: 'so\n\nby: x\n", "1:7", "the quote ' that starts here is never closed", "add '"),
    ("topics: [a, b\ndate: 2025\n", "1:9", "the '[' that starts here is never closed", "add ']'"),
    ("- {a: b, c: d\n", "1:3", "the '{' that starts here is never closed", "add '}'"),
    ("a: [b: c: d]\n", "1:9", "',' or ']' is missing here", "put an item in quotes"),
    ("a: ['b' c]\n", "1:9", "',' or ']' is missing here", "separate the items"),
    ("a: [b,, c]\n", "1:7", "nothing stands before this ','", "delete ','"),
    ("a: b\n]\n", "2:1", "']' without an opening bracket", "delete it"),
    ("a: b\n: c\n", "2:1", "a colon without a name before it", "write 'name: value'"),
    ("sources:\n\t- id: a\n", "2:1", "a tab is used for indentation", "spaces"),
    ("a:\n  b: c\n\td: e\n", "3:1", "a tab is used for indentation", "spaces"),
    ("a: |\n  text\n\tmore\n", "3:1", "a tab is used for indentation", "spaces"),
    ("title: x\n  date: y\n", "2:3", "this line is indented further than the line above", "column 1, under 'title'"),
    ("a:\n  - b: c\n      d: e\n", "3:7", "this line is indented further than the line above", "column 5, under 'b'"),
    ("a:\n  - id: x\n   text: y\n", "3:4", "this line does not line up with the lines above", "column 5, under 'id'"),
    ("a:\n  b: c\n # c\n\n d: e\n", "5:2", "this line does not line up with the lines above", "column 3, under 'b'"),
    (
        "a:\n  b:\n     c: 'd'\n   e: f\n",
        "4:4",
        "this line does not line up with the lines above",
        "column 3, under 'b'",
    ),
    (
        "a:\n  - b:\n      - c: d\n    e: 'f'\n      g: h\n",
        "5:7",
        "this line does not line up with the lines above",
        "column 5, under 'e'",
    ),
    ("a:\n    - b\n  - c\n", "3:3", "this list item does not line up with the lines above", "column 5, under '-'"),
    ("a: b\n- c\n", "2:1", "this list item does not line up with the lines above", "either a value beside it or lines"),
    ("topics: - a\n", "1:9", "a list starts on the line of its key", "each item on a line of its own"),
    ("note: > 50 %\n", "1:7", "text right after '>'", "start the text on the next line"),
    ("note: | x\n", "1:7", "text right after '|'", "note: '| x'"),
    ('path: "C:\\data"\n', "1:10", "'\\d' is not a valid escape in double quotes", "or use single quotes"),
    ('path: "\\u00"\n', "1:8", "'\\u' is not a valid escape in double quotes", "or use single quotes"),
    ("a: b\nJust a line\nc: d\n", "2:1", UNFINISHED, "add the colon and the value"),
    ("a: b\nhttps://example.org/\nc: d\n", "2:1", UNFINISHED, "add the colon and the value"),
    ("a: b\n\nProse starts here.\nAnd goes on.\n", "3:1", UNFINISHED, BEFORE_PROSE),
    ("Prose only\nand: this\n", "1:1", UNFINISHED, BEFORE_PROSE),
    ("a: b\n...\nmore\n", "3:1", "text after the end of the YAML above", "delete it"),
]


def seen(text: str) -> tuple[str, str, str, str]:
    _, [diagnostic] = strict_yaml.load(text, "onrecord.yaml")
    place = f"{diagnostic.line}:{diagnostic.column}"
    return diagnostic.code, place, diagnostic.message, diagnostic.hint or ""


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
@pytest.mark.parametrize(("text", "place", "message", "hint"), FAULTS)
def test_faults(
    text: str, place: str, message: str, hint: str, line_end: str, loader: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yaml_text, "_Loader", getattr(yaml, loader))
    code, seen_place, seen_message, seen_hint = seen(text.replace("\n", line_end))
    assert (code, seen_place, seen_message) == ("yaml-syntax", place, message)
    assert hint in seen_hint


@pytest.mark.parametrize(("text", "place"), [("a: !b!c d\n", "1:4"), ("a: b\nc: !<d\n", "2:4")])
def test_a_tag_that_cannot_be_read_is_a_tag_all_the_same(text: str, place: str) -> None:
    assert seen(text)[:2] == ("yaml-tag", place)


@pytest.mark.parametrize(("text", "place", "message", "hint"), FAULTS)
@given(long=st.sampled_from(["ж", "x y ", "'", "😀"]))
def test_hints_stay_short(text: str, place: str, message: str, hint: str, long: str) -> None:
    _, diagnostics = strict_yaml.load(text.rstrip("\n") + long * 500, "onrecord.yaml")
    assert all(len(diagnostic.message) < 100 and len(diagnostic.hint or "") < 200 for diagnostic in diagnostics)


def test_what_the_hint_says_to_write_is_read() -> None:
    for text, *_ in FAULTS:
        _, _, _, hint = seen(text)
        advice, _, written = hint.partition("put the value in quotes: ")
        if written:
            value, diagnostics = strict_yaml.load(written, "onrecord.yaml")
            assert diagnostics == [], advice
            assert isinstance(value, dict)
            assert "".join(value.values()) in text  # type: ignore[arg-type]
