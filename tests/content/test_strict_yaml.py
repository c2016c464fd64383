"""YAML is read as it was written; whatever else it could mean is an error with its place."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.content import strict_yaml, yaml_text
from onrecord.content.strict_yaml import MAX_DEPTH, Value
from onrecord.diagnostics import Diagnostic
from tests.content.dumped_yaml import dumped, layouts, trees

FILE = "content/briefs/2025-05-25-visit.md"


@pytest.fixture(params=["CSafeLoader", "SafeLoader"])
def parser(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run the test with libyaml's parser and with the one in Python that stands in for it."""
    monkeypatch.setattr(yaml_text, "_Loader", getattr(yaml, request.param))


def loaded(text: str) -> Value:
    value, diagnostics = strict_yaml.load(text, FILE)
    assert diagnostics == []
    return value


def faults(text: str, first_line: int = 1) -> list[str]:
    _, diagnostics = strict_yaml.load(text, FILE, first_line)
    assert all(diagnostic.file == FILE for diagnostic in diagnostics)
    assert all(diagnostic.hint for diagnostic in diagnostics)
    return [f"{it.line}:{it.column} {it.code}" for it in diagnostics]


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    "written",
    [
        *("no", "yes", "on", "off", "y", "True", "TRUE", "False", "Null", "NULL", "None"),
        *("2025-05-20", "2025-05-20T10:00:00Z", "2025", "1_000", "0x1F", "0o17", "017", "1e3", ".5", ".inf", ".nan"),
        *("12:30:45", "-1", "+1", "=", "true story", "~5", "a#b", "a:b", "https://example.org/a#b&c", "x - y", "Ünï"),
    ],
)
def test_a_plain_scalar_is_the_string_that_was_written(written: str) -> None:
    assert loaded(f"a: {written}\n") == {"a": written}
    assert loaded(f"[{written}]" if written[0] != "-" else f"- {written}") == [written]
    assert loaded(f"{written}: a\n") == {written: "a"}


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("# nothing\n", None),
        ("---\n...\n", None),
        ("---\na: b\n...\n# end\n", {"a": "b"}),
        ("a: true\nb: false\n", {"a": True, "b": False}),
        ("a:\nb: ~\nc: null\nd: # nothing\n", {"a": None, "b": None, "c": None, "d": None}),
        ("- \n- x\n-\n", [None, "x", None]),
        ("""a: "true"\nb: 'null'\nc: ""\nd: '~'\n""", {"a": "true", "b": "null", "c": "", "d": "~"}),
        ("true: a\nnull: b\n'': c\n'<<': d\n", {"true": "a", "null": "b", "": "c", "<<": "d"}),
        ("a: |\n  true\n", {"a": "true\n"}),
        ("a: >-\n  one\n  two\n\n  three\n", {"a": "one two\nthree"}),
        ("a: |+\n  one\n\nb: c\n", {"a": "one\n\n", "b": "c"}),
        ("a: one\n  two\n", {"a": "one two"}),
        ('a: "one\\n \\x41 \\u0416 \\U0001F600"\n', {"a": "one\n A Ж 😀"}),
        ('"cafe\\u0301": "e\\u0301"\n', {"café": "é"}),
        ("a: {b: [c, {d: e}], f: {}}\ng: []\n", {"a": {"b": ["c", {"d": "e"}], "f": {}}, "g": []}),
        ("? a\n: b\n", {"a": "b"}),
        ("[a: b, c]", [{"a": "b"}, "c"]),
        ("a: &x text\nb: *x\n", {"a": "text", "b": "text"}),
        ("a: &x [b, {c: d}]\ne: *x\n", {"a": ["b", {"c": "d"}], "e": ["b", {"c": "d"}]}),
        ("&x a: *x\n", {"a": "a"}),
        ("&k a: b\nc: {*k : d}\n", {"a": "b", "c": {"a": "d"}}),
        ("a: &x 1\nb: &x 2\nc: *x\n", {"a": "1", "b": "2", "c": "2"}),
        ("a: &x true\nb: *x\n", {"a": True, "b": True}),
        ("\ufeffa: b\nc: d\n", {"a": "b", "c": "d"}),
        ("a: b\r\nc:\r\n  - d\r\n", {"a": "b", "c": ["d"]}),
        ("a: |\r\n  one\r\n  two\r\n", {"a": "one\ntwo\n"}),
        ("a: one\u2028two\nb: c\u0085\n", {"a": "one two", "b": "c"}),
        ("a:\u2029b\n", {"a": "b"}),
        ("имя: Курск\nاسم: كورسك\n😀: 😀\n", {"имя": "Курск", "اسم": "كورسك", "😀": "😀"}),
        ("a: 100 % sure\n'%': '%'\nb: |\n  %YAML 1.1\n", {"a": "100 % sure", "%": "%", "b": "%YAML 1.1\n"}),
        ("a: 'one\n\n  %two'\n", {"a": "one\n%two"}),
    ],
)
def test_values(text: str, value: Value) -> None:
    assert loaded(text) == value


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: b\nc: d\na: e\n", ["3:1 duplicate-key"]),
        ("a: b\n'a': e\n\"\\x61\": f\n", ["2:1 duplicate-key", "3:1 duplicate-key"]),
        ("- {a: b, 😀: c, a: {d: e, d: f}, 😀: g}\n", [f"1:{column} duplicate-key" for column in (16, 26, 33)]),
        ("a: !x b\n", ["1:4 yaml-tag"]),
        ("a: !!str 5\nb: !!python/object:os.system {c: !d [e]}\n", ["1:4 yaml-tag", "2:4 yaml-tag", "2:34 yaml-tag"]),
        ("a: ! b\n", ["1:4 yaml-tag"]),
        ("a: !<x> b\n", ["1:4 yaml-tag"]),
        ("!!map\na: b\n", ["1:1 yaml-tag"]),
        ("!x a: b\n", ["1:1 yaml-tag"]),
        ("a: &x {b: c}\nd:\n  <<: *x\n  e: f\n", ["3:3 yaml-merge-key"]),
        ("[a, b]: c\n{d: e}: f\n", ["1:1 bad-key", "2:1 bad-key"]),
        ("? - a\n  - b\n: c\nd: e\nd: f\n", ["1:3 bad-key", "5:1 duplicate-key"]),
        ("a: {{ b }}\n", ["1:5 bad-key"]),
        ("a: {{{ [b]: c, d: e, d: f }}}\n{}: g\n", ["1:5 bad-key", "1:22 duplicate-key", "2:1 bad-key"]),
        ("? \n: a\n?\n: b\n", ["1:2 bad-key", "3:2 bad-key"]),
        ("a: {b: &x [c], *x : d}\n", ["1:16 bad-key"]),
        ("a: *b\n", ["1:4 yaml-alias"]),
        ("a: &b [c, *b]\nd: *b\n", ["1:11 yaml-alias"]),
        ("&a a: &b\n  c: *b\n", ["2:6 yaml-alias"]),
        ("a: b\n---\nc: d\n", ["2:1 yaml-multiple-documents"]),
        ("a: b\n...\n# more\n---\n", ["4:1 yaml-multiple-documents"]),
        ("a: b\n...\n%YAML 1.1\n---\n@\n", ["3:1 yaml-multiple-documents"]),
        ("--- a\n--- b\n--- c\n", ["2:1 yaml-multiple-documents"]),
        ("{a: b}\n% of all\n", ["2:1 yaml-directive"]),
        ("a: b\n...\n%FOO\n# c\n", ["3:1 yaml-directive"]),
        ("%YAML 1.1\n---\na: b\na: c\n", ["1:1 yaml-directive", "4:1 duplicate-key"]),
        ("# c\n\n%TAG !x! tag:x,2000:\n%FOO\n---\na: b\n", ["3:1 yaml-directive", "4:1 yaml-directive"]),
        ('a: "\\0"\n"\\uE000 \\a": b\n', ["1:4 control-character", "2:1 control-character"]),
        ('a: "b\\u0301' + "\\u0301" * 30 + '"\n', ["1:4 too-many-marks"]),
        ("a: b\nc: 😀\x07\n", ["2:5 control-character"]),
        ("a: b\r\nc: \ud800\r\n", ["2:4 control-character"]),
        ("a: b\na: c\nd: @\n", ["2:1 duplicate-key", "3:4 yaml-syntax"]),
        ("a: {b: c, b: d\n", ["1:4 yaml-syntax", "1:11 duplicate-key"]),
        ("имя: !x 😀\nكورسك: 😀\nимя: 1\n", ["1:6 yaml-tag", "3:1 duplicate-key"]),
        ("\ufeffa: !x b\r\nc: !y\r\n", ["1:4 yaml-tag", "2:4 yaml-tag"]),
        ("a: b\u2028\u2029\u0085!x\nc: !x\n", ["2:4 yaml-tag"]),
    ],
)  # fmt: skip
def test_what_else_yaml_could_mean_is_an_error_with_its_place(text: str, expected: list[str]) -> None:
    assert faults(text) == expected


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: b\na: c\nd: e\n", {"a": "b", "d": "e"}),
        ("a: b\na: {c: [d]}\ne: f\n", {"a": "b", "e": "f"}),
        ("a: !x b\nc: !y [d]\n", {"a": "b", "c": ["d"]}),
        ("<<: {a: b}\nc: d\n", {"c": "d"}),
        ("? [a, {b: c}]\n: d\ne: f\n", {"e": "f"}),
        ("a: *x\nb: c\n", {"a": None, "b": "c"}),
        ("a: b\n---\nc: d\n", {"a": "b"}),
        ("%YAML 1.1\n---\na: b\n", {"a": "b"}),
        ('a: "b\\0c"\n', {"a": "bc"}),
        ("a: b\nc: @\n", None),
    ],
)
def test_reading_goes_on_after_an_error_where_it_can(text: str, value: Value) -> None:
    read, diagnostics = strict_yaml.load(text, FILE)
    assert diagnostics
    assert read == value


def test_lines_are_the_files_own() -> None:
    assert faults("a: b\na: c\nd: *e\n", first_line=2) == ["3:1 duplicate-key", "4:4 yaml-alias"]
    [diagnostic] = strict_yaml.load("a: b\nc: d\na: e\n", FILE, 10)[1]
    assert diagnostic == Diagnostic(
        "duplicate-key", "'a' is already on line 10", FILE, 12, 1, "delete one of the two, or make them one"
    )


@pytest.fixture
def events(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The events that reading has asked the parser for."""
    seen: list[Any] = []
    give = yaml_text.YamlText.events

    def recorded(text: yaml_text.YamlText) -> Callable[[], Any]:
        next_event = give(text)

        def record() -> Any:
            seen.append(next_event())
            return seen[-1]

        return record

    monkeypatch.setattr(yaml_text.YamlText, "events", recorded)
    return seen


def nested_lists(depth: int) -> str:
    return "[" * depth + "]" * depth


@pytest.mark.usefixtures("parser")
def test_depth_has_a_limit() -> None:
    assert faults(nested_lists(MAX_DEPTH)) == []
    assert faults(nested_lists(MAX_DEPTH + 1)) == [f"1:{MAX_DEPTH + 1} yaml-too-deep"]
    assert faults("a: " + "{b: " * MAX_DEPTH)[-1].endswith("yaml-too-deep")
    assert faults("".join(f"{' ' * depth}a:\n" for depth in range(MAX_DEPTH + 1)))[-1].endswith("yaml-too-deep")


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("opening", ["[", "{", "- ", "? ", "{a: ", "[{"])
def test_reading_stops_at_the_limit_of_depth(opening: str, events: list[Any]) -> None:
    value, diagnostics = strict_yaml.load(opening * 100_000, FILE)
    assert value is None
    assert diagnostics[-1].code == "yaml-too-deep"
    assert {diagnostic.code for diagnostic in diagnostics[:-1]} <= {"bad-key"}
    assert len(diagnostics) <= 2
    assert len(events) < 4 * MAX_DEPTH


@pytest.mark.usefixtures("parser")
def test_depth_counts_through_aliases() -> None:
    def chain(length: int) -> str:
        links = [f"a{number}: &a{number} [*a{number - 1}]\n" for number in range(1, length)]
        return f"a0: &a0 [x]\n{''.join(links)}"

    assert faults(chain(MAX_DEPTH - 1)) == []
    assert faults(chain(MAX_DEPTH)) == [f"{MAX_DEPTH}:12 yaml-too-deep"]


@pytest.mark.parametrize("inner", ["[[[x]]]", "[&b [[x], y], z]", "[&c [&d [x]]]", "[x, {a: [y]}]"])
def test_depth_counts_what_stands_within_an_anchor(inner: str) -> None:
    def around(lists: int) -> str:
        return f"a: &a {inner}\nb: {'[' * lists}*a{']' * lists}\n"

    assert faults(around(MAX_DEPTH - 1 - 3)) == []
    assert faults(around(MAX_DEPTH - 3)) == [f"2:{3 + MAX_DEPTH - 3 + 1} yaml-too-deep"]


@pytest.mark.usefixtures("parser")
def test_an_alias_bomb_goes_off_nowhere(events: list[Any]) -> None:
    levels = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    levels += [f"a{number}: &a{number} [{', '.join([f'*a{number - 1}'] * 10)}]" for number in range(1, 20)]
    value, [diagnostic] = strict_yaml.load("\n".join(levels), FILE)
    assert (value, diagnostic.code, diagnostic.line) == (None, "yaml-alias-bomb", 5)
    assert len(events) < 100


def count(value: Value) -> int:
    if isinstance(value, dict):
        return 1 + sum(1 + count(held) for held in value.values())
    if isinstance(value, list):
        return 1 + sum(map(count, value))
    return 1


@pytest.mark.parametrize("inner", ["[x, y]", "{x: [y, y], z: {}}", "text"])
def test_values_behind_aliases_are_counted_exactly(inner: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"a: &a {inner}\nb: &b [*a, *a]\nc: [*b, {{d: *b}}, *a]\n"
    nodes = count(loaded(text))
    monkeypatch.setattr(strict_yaml, "MAX_NODES", nodes)
    assert faults(text) == []
    monkeypatch.setattr(strict_yaml, "MAX_NODES", nodes - 1)
    assert [fault.split()[1] for fault in faults(text)] == ["yaml-alias-bomb"]


def test_long_text_behind_aliases_counts_by_its_length() -> None:
    text = "x" * (strict_yaml.MAX_ALIAS_CHARACTERS // 10)
    assert faults(f"a: &a {text}\nb: [{', '.join(['*a'] * 9)}]\n") == []
    assert faults(f"a: &a ['{text}']\nb: [{', '.join(['*a'] * 9)}]\n") == []
    assert faults(f"a: &a {text}\nb: [{', '.join(['*a'] * 10)}]\n") == ["2:41 yaml-alias-bomb"]
    assert faults(f"a: &a {text}\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]\n") == ["3:13 yaml-alias-bomb"]


def test_a_text_without_aliases_may_be_long() -> None:
    assert count(loaded("- x\n" * (strict_yaml.MAX_NODES + 1))) == strict_yaml.MAX_NODES + 2


def test_length_has_a_limit(events: list[Any]) -> None:
    longest = f"a: {'x' * (strict_yaml.MAX_CHARACTERS - 3)}"
    assert faults(longest) == []
    events.clear()
    assert faults(f"{longest}x") == ["1:1 yaml-too-large"]
    assert events == []


@pytest.mark.parametrize("line", ["a:\n", "- !x\n", "%\n", "- *x\n"])
def test_the_number_of_errors_has_a_limit(line: str) -> None:
    found = faults(line * (strict_yaml.MAX_FAULTS * 2))
    assert len(found) == strict_yaml.MAX_FAULTS + 1
    assert found[-1].endswith("yaml-too-many-errors")
    assert not any(fault.endswith("yaml-too-many-errors") for fault in found[:-1])


@pytest.mark.usefixtures("parser")
@pytest.mark.parametrize("last", ["\x01", "@", "'"])
def test_the_error_that_stops_the_parser_comes_after_all_others(last: str) -> None:
    comments = 50_000  # more text than the parser reads ahead
    found = faults("- !x y\n" * strict_yaml.MAX_FAULTS + "- z\n" + "# c\n" * comments + last)
    assert len(found) in (1, strict_yaml.MAX_FAULTS + 1)  # the parser in Python looks at all characters first
    assert found[-1].startswith(f"{strict_yaml.MAX_FAULTS + 1 + comments + 1}:1 ")


def test_no_directive_reaches_the_parser() -> None:
    tags = "".join(f"%TAG !a{number}! x\n" for number in range(100))
    assert "%" not in yaml_text.YamlText(f"# 5\n{tags}---\na: b\n", 1).text
    assert faults(f"a: b\n...\n{tags}---\nc: d\n") == ["3:1 yaml-multiple-documents"]
    assert faults(f"{{a: b}}\n{tags}---\nc: d\n") == ["2:1 yaml-multiple-documents"]


@given(trees, layouts)
def test_strings_come_back_as_they_were_dumped(tree: Value, layout: dict[str, Any]) -> None:
    assert loaded(dumped(tree, layout)) == tree


FRAGMENTS = [
    *("a", "b", "é", "😀", ": ", ":", "- ", ", ", "[", "]", "{", "}", "'", '"', "&x ", "*x", "|", ">", "?", "<<"),
    *("\n", "\n  ", "\n    ", "\r\n", "\t", "\u2028", "\ufeff", "!t ", "!!str ", "# c", "---", "...", "%", "\\"),
    *("true", "null", "~", '"\\u0041"'),
]
fragments = st.lists(st.sampled_from(FRAGMENTS), max_size=30).map("".join)


def same(ours: Value, theirs: Any) -> bool:
    """Whether a value is what PyYAML reads when it keeps every scalar as a string."""
    if isinstance(ours, dict):
        return (
            isinstance(theirs, dict)
            and list(ours) == list(theirs)
            and all(same(ours[key], theirs[key]) for key in ours)
        )
    if isinstance(ours, list):
        return isinstance(theirs, list) and len(ours) == len(theirs) and all(map(same, ours, theirs))
    if isinstance(ours, bool):
        return bool(theirs == str(ours).lower())
    return theirs in ("", "~", "null", None) if ours is None else ours == theirs


@given(fragments)
@example("a: b\n...\n")
def test_what_is_read_without_an_error_is_what_pyyaml_reads(text: str) -> None:
    value, diagnostics = strict_yaml.load(text, FILE)
    if not diagnostics:
        plain = text.removeprefix("\ufeff").replace("\u2028", " ")
        assert same(value, yaml.load(plain, Loader=yaml.CBaseLoader))


@pytest.mark.parametrize("loader", ["CSafeLoader", "SafeLoader"])
@given(text=st.text(st.characters()) | fragments)
@example(text='"\\U7FFFFFFF"')
@example(text='"\\uD800"')
@example(text="\ud800")
@example(text="%")
@example(text="a: b\n...\n%")
def test_any_text_is_read_or_refused(loader: str, text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml_text, "_Loader", getattr(yaml, loader))
        value, diagnostics = strict_yaml.load(text, FILE, 5)
        end = 5 + text.replace("\r\n", "\n").replace("\r", "\n").count("\n")
        for diagnostic in diagnostics:
            assert diagnostic.line is not None
            assert 5 <= diagnostic.line <= end
            assert diagnostic.column
        assert diagnostics or count(value) <= len(text) + 1
        strict_yaml.positions(text).of(("a", 0))
