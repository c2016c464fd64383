"""Bytes become text or an error with its place; text becomes front matter and body with their file lines."""

from __future__ import annotations

import codecs
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.content import characters, front_matter
from onrecord.content.front_matter import FrontMatter

FILE = "content/briefs/2025-05-25-visit.md"

Seen = tuple[str, int | None, int | None]


def decoded(data: bytes) -> str:
    text, diagnostics = front_matter.decode(data, FILE)
    assert diagnostics == []
    assert text is not None
    return text


def refusals(data: bytes) -> list[Seen]:
    text, diagnostics = front_matter.decode(data, FILE)
    assert text is None
    assert all(diagnostic.file == FILE for diagnostic in diagnostics)
    return [(diagnostic.code, diagnostic.line, diagnostic.column) for diagnostic in diagnostics]


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b"a\nb\n", "a\nb\n"),
        (b"a\r\nb\r\n", "a\nb\n"),
        (b"a\rb\r", "a\nb\n"),
        (b"a\r\r\nb", "a\n\nb"),
        (b"a\tb", "a\tb"),
        (codecs.BOM_UTF8 + "---\nназвание: Курск\n".encode(), "---\nназвание: Курск\n"),
        ("العربية 😀\n".encode(), "العربية 😀\n"),
        ("cafe\u0301".encode(), "café"),
        ("И\u0306".encode(), "Й"),
        ("\u1112\u1161\u11ab".encode(), "한"),
        ("line\u2028separator".encode(), "line\u2028separator"),
        ("\u200fright to left".encode(), "\u200fright to left"),
        ("\ue010 beyond what is kept".encode(), "\ue010 beyond what is kept"),
    ],
)
def test_text_is_read_in_every_form_that_editors_save(data: bytes, text: str) -> None:
    assert decoded(data) == text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("title".encode("utf-16"), [("not-utf-8", None, None)]),
        (codecs.BOM_UTF16_BE + "title".encode("utf-16-be"), [("not-utf-8", None, None)]),
        ("title: x".encode("utf-16-le"), [("not-text", None, None)]),
        (b"title\0", [("not-text", None, None)]),
        (b"\x01\x02\x03\x04abc", [("not-text", None, None)]),
        (b"\xe9", [("not-utf-8", 1, 1)]),
        ("---\nназвание: ".encode() + "Курск".encode("cp1251"), [("not-utf-8", 2, 11)]),
        ("a\r\n😀é".encode() + b"\xff", [("not-utf-8", 2, 3)]),
        ("e\u0301".encode() + b"\xff\xfe", [("not-utf-8", 1, 2)]),
        (codecs.BOM_UTF8 + b"ab\xc3", [("not-utf-8", 1, 3)]),
        (b"surrogate \xed\xa0\x80", [("not-utf-8", 1, 11)]),
        (b"title: a\x0bbell, a long line\n", [("control-character", 1, 9)]),
        (b"one\x07 of\n\x1b two in this text", [("control-character", 1, 4), ("control-character", 2, 1)]),
        ("😀\x7f".encode(), [("control-character", 1, 2)]),
        ("Windows\x93 quotes".encode(), [("control-character", 1, 8)]),
        ("cafe\u0301 \ue000".encode(), [("control-character", 1, 6)]),
        ("\r\nlast \ue00f".encode(), [("control-character", 2, 6)]),
        ("a\ufeffb".encode(), [("control-character", 1, 2)]),
        (codecs.BOM_UTF8 * 2, [("control-character", 1, 1)]),
        ("a\n" + "b" + "\u0301" * 31, [("too-many-marks", 2, 2)]),
    ],
)
def test_what_is_not_text_is_refused_with_its_place(data: bytes | str, expected: list[Seen]) -> None:
    assert refusals(data.encode() if isinstance(data, str) else data) == expected


def test_a_file_that_is_too_large_is_not_read() -> None:
    assert decoded(b"a" * front_matter.MAX_BYTES)
    assert refusals(b"\xff" * (front_matter.MAX_BYTES + 1)) == [("file-too-large", None, None)]


def test_refused_characters_are_reported_one_by_one_up_to_a_limit() -> None:
    text = "four words of text\x01\n" * (front_matter.MAX_REPORTED + 5)
    assert refusals(text.encode()) == [
        ("control-character", line, 19) for line in range(1, front_matter.MAX_REPORTED + 2)
    ]


def test_a_message_names_the_character() -> None:
    _, [bell, kept, mark] = front_matter.decode("text \x07 and \ue00a and \ufeff".encode(), FILE)
    assert bell.message == "'U+0007' is a control character, not text"
    assert kept.message == "'U+E00A' is a private-use character that is kept for the generator"
    assert mark.message == "'U+FEFF', an invisible byte-order mark, within the text"


def test_no_character_that_is_refused_is_taken_for_plain() -> None:
    refused = characters.REFUSED.findall("".join(map(chr, range(sys.maxunicode + 1))))
    assert len(refused) > 2000
    assert not [character for character in refused if characters.is_surely_plain(f"a{character}b")]
    assert characters.is_surely_plain("plain – “quoted”,\tключ\n")


@given(st.binary() | st.text(st.characters(exclude_categories=["Cs"])).map(str.encode))
@example("a\u0344".encode())
def test_text_that_is_accepted_is_clean_and_stays_as_it_is(data: bytes) -> None:
    text, diagnostics = front_matter.decode(data, FILE)
    assert (text is None) == bool(diagnostics)
    if text is not None:
        assert "\r" not in text
        assert unicodedata.is_normalized("NFC", text)
        assert not characters.REFUSED.search(text)
        assert decoded(text.encode()) == text


def longest_run_of_marks(text: str) -> int:
    longest = run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        longest = max(longest, run)
    return longest


@given(
    st.lists(st.tuples(st.sampled_from(["a", "ж", "😀", "\u200d", "\u2014", ""]), st.integers(0, 34)), max_size=5),
    st.text(st.sampled_from("\u0301\u0327\u0651\u093c\u3099"), min_size=1),
)
def test_long_runs_of_combining_marks_are_found_wherever_they_start(runs: list[tuple[str, int]], marks: str) -> None:
    text = "".join(base + (marks * length)[:length] for base, length in runs)
    at = characters.too_many_marks(text)
    assert (at is not None) == (longest_run_of_marks(text) > characters.MAX_MARKS)
    if at is not None:
        assert longest_run_of_marks(text[at : at + characters.MAX_MARKS + 1]) == characters.MAX_MARKS + 1


def test_every_combining_mark_of_unicode_counts_as_one() -> None:
    marks = [character for character in map(chr, range(sys.maxunicode + 1)) if unicodedata.combining(character)]
    missed = [mark for mark in marks if characters.too_many_marks(mark * (characters.MAX_MARKS + 1)) != 0]
    assert len(marks) > 800
    assert missed == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("---\na: b\n---\nBody\n", FrontMatter("a: b\n", 2, "Body\n", 4)),
        ("---\na: b\nc: d\n...\n\nBody", FrontMatter("a: b\nc: d\n", 2, "\nBody", 5)),
        ("--- \t\na: b\n---  \nBody", FrontMatter("a: b\n", 2, "Body", 4)),
        ("---\n---\n", FrontMatter("", 2, "", 3)),
        ("---\n---", FrontMatter("", 2, "", 3)),
        ("---\na: b\n---\nBody\n\n---\n\nMore\n", FrontMatter("a: b\n", 2, "Body\n\n---\n\nMore\n", 4)),
        ("---\na: |\n  text\n  ---\n---\n", FrontMatter("a: |\n  text\n  ---\n", 2, "", 6)),
        ("---\na: x --- y\n---- \n--- z\n---\n", FrontMatter("a: x --- y\n---- \n--- z\n", 2, "", 6)),
    ],
)
def test_front_matter_and_body_keep_their_file_lines(text: str, expected: FrontMatter) -> None:
    assert front_matter.split(text, FILE) == (expected, [])


@pytest.mark.parametrize(
    ("text", "code", "hint"),
    [
        ("", "empty-file", "start it with a line of '---'"),
        (" \n\n", "empty-file", "start it with a line of '---'"),
        ("Just prose.\n", "no-front-matter", "start the file with a line of '---'"),
        ("\n\n---\na: b\n---\n", "no-front-matter", "line 3 is '---': delete the lines above it"),
        ("title: A visit\n---\n", "no-front-matter", "put a line of '---' above line 1"),
        ("\u2014\ntitle: x\n", "no-front-matter", "start the file with a line of '---'"),
        ("\u2014-\ntitle: x\n", "no-front-matter", "line 1 is '\u2014-': make it exactly '---'"),
        ("----\ntitle: x\n----\n", "no-front-matter", "line 1 is '----': make it exactly '---'"),
        (" ---\ntitle: x\n---\n", "no-front-matter", "line 1 is '---': make it start in column 1"),
        ("+++\ntitle = 'x'\n+++\n", "no-front-matter", "TOML front matter is not read"),
        ("---\ntitle: x\n\nBody of: text\n", "front-matter-not-closed", "put a line of '---' below line 2"),
        ("---\na: b\nc:\n  - d\n- e\n\nProse, here.\n", "front-matter-not-closed", "below line 5"),
        ("---\na: b\n# comment\nc: d\n\n# Heading\n", "front-matter-not-closed", "below line 4"),
        ("---\na: b\n", "front-matter-not-closed", "below line 2"),
        ("---\n", "front-matter-not-closed", "below line 1"),
        ("---\na: b\n----\nBody\n", "front-matter-not-closed", "line 3 is '----': make it exactly '---'"),
        ("---\na: b\n ---\nBody\n", "front-matter-not-closed", "line 3 is ' ---': make it exactly '---'"),
    ],
)
def test_front_matter_that_is_not_there_is_an_error_with_advice(text: str, code: str, hint: str) -> None:
    parts, [diagnostic] = front_matter.split(text, FILE)
    assert parts is None
    assert (diagnostic.code, diagnostic.line, diagnostic.column) == (code, 1, 1)
    assert hint in (diagnostic.hint or "")


@given(st.lists(st.sampled_from(["---", "...", "--- ", "----", "a: b", "- c", "", " ---", "# d", "Prose"])))
def test_yaml_and_body_are_the_lines_that_the_numbers_name(lines: list[str]) -> None:
    text = "\n".join(["---", *lines])
    parts, diagnostics = front_matter.split(text, FILE)
    assert (parts is None) == bool(diagnostics)
    if parts is not None:
        of_file = text.split("\n")
        closing = parts.body_line - 2
        assert parts.yaml == "".join(f"{line}\n" for line in of_file[parts.yaml_line - 1 : closing])
        assert of_file[closing].rstrip() in ("---", "...")
        assert parts.body == "\n".join(of_file[closing + 1 :])


@given(st.text())
def test_any_text_is_split_or_refused(text: str) -> None:
    parts, diagnostics = front_matter.split(text, FILE)
    assert (parts is None) == bool(diagnostics)
