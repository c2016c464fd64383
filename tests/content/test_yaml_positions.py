"""A path of the value leads to the line and column where it was written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.content import strict_yaml
from onrecord.content.strict_yaml import Path
from tests.content.dumped_yaml import dumped, layouts, trees

BRIEF = """\
# a comment
title: Визит
"lang": ru
summary: |
  Two lines
  of text
note: "one
  two"
sources:
  - id: wire
    via: [local, "😀😀", {x: y}]
  - {id: other, kind: }
list:
- - a
  - b
empty:
lang: second
base: &base
  by: x
copies: [*base, *base]
none: {}
"""


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ((), "2:1"),
        (("title",), "2:8"),
        (("title", "below", 0), "2:8"),
        (("lang",), "3:9"),
        (("summary",), "4:10"),
        (("note",), "7:7"),
        (("sources",), "10:3"),
        (("sources", 0), "10:5"),
        (("sources", 0, "id"), "10:9"),
        (("sources", 0, "via"), "11:10"),
        (("sources", 0, "via", 0), "11:11"),
        (("sources", 0, "via", 1), "11:18"),
        (("sources", 0, "via", 2), "11:24"),
        (("sources", 0, "via", 2, "x"), "11:28"),
        (("sources", 0, "via", 9), "11:10"),
        (("sources", 0, "missing"), "10:5"),
        (("sources", 0, "missing", 0, "deeper"), "10:5"),
        (("sources", 1), "12:5"),
        (("sources", 1, "missing"), "12:6"),
        (("sources", 1, "kind"), "12:23"),
        (("sources", -1), "10:3"),
        (("sources", "0"), "10:3"),
        (("list", 0), "14:3"),
        (("list", 0, 1), "15:5"),
        (("empty",), "16:7"),
        (("missing",), "2:1"),
        ((0,), "2:1"),
        (("base",), "18:7"),
        (("base", "missing"), "19:3"),
        (("copies", 1), "20:17"),
        (("copies", 1, "by"), "19:7"),
        (("copies", 1, "missing"), "19:3"),
        (("none",), "21:7"),
        (("none", "missing"), "21:7"),
    ],
)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_values(path: Path, place: str, line_end: str) -> None:
    line, column = strict_yaml.positions(BRIEF.replace("\n", line_end)).of(path)
    assert f"{line}:{column}" == place


@pytest.mark.parametrize(
    ("path", "place"),
    [
        (("title",), "2:1"),
        (("lang",), "3:1"),
        (("sources", 0, "via"), "11:5"),
        (("sources", 1, "kind"), "12:17"),
        (("sources", 0, "via", 2, "x"), "11:25"),
        (("copies", 0, "by"), "19:3"),
        (("sources", 1), "12:5"),
        (("sources", 0, "missing"), "10:5"),
        (("sources", 7, "id"), "10:3"),
        (("title", "below"), "2:8"),
        ((), "2:1"),
    ],
)
def test_keys(path: Path, place: str) -> None:
    line, column = strict_yaml.positions(BRIEF).of_key(path)
    assert f"{line}:{column}" == place


@pytest.mark.parametrize(
    ("text", "path", "place"),
    [
        ("", (), (7, 1)),
        ("# nothing\n", ("a",), (7, 1)),
        ("\ufeffa: b\n", ("a",), (7, 4)),
        ("%YAML 1.1\n---\na: b\n", ("a",), (9, 4)),
        ("a: b\u2028c\nd: e\n", ("d",), (8, 4)),
        ('"e\\u0301": a\n', ("é",), (7, 12)),
        ("a: b\nc: @\n", ("a",), (7, 4)),
        ("a: b\nc: @\n", ("c",), (7, 1)),
        ("a: *b\n", ("a", "b"), (7, 4)),
        ("a: &b [*b]\n", ("a", 0, 0, 0), (7, 8)),
        ("a: b\n---\nc: d\n", ("c",), (7, 1)),
        ("- x\n- y\n", (1,), (8, 3)),
        ("text\n", (), (7, 1)),
        ("[" * 1000, (0,) * 1000, (7, 33)),
    ],
)
def test_odd_texts(text: str, path: Path, place: tuple[int, int]) -> None:
    assert strict_yaml.positions(text, 7).of(path) == place


def paths(value: Any, path: Path = ()) -> Iterator[Path]:
    yield path
    for step, inner in (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    ):
        yield from paths(inner, (*path, step))


def composed(node: Any, path: Path) -> Any:
    """The node at ``path`` as PyYAML's own composer, which is written in Python, has it."""
    for step in path:
        if isinstance(step, int):
            node = node.value[step]
        else:
            [node] = [value for key, value in node.value if key.value == step]
    return node


@given(trees, layouts, st.sampled_from(["\n", "\r\n"]))
@example({"ключ": ["😀", {"a": "b: c", "d": "# e"}]}, {"default_flow_style": True, "allow_unicode": True}, "\n")
def test_every_value_is_where_it_was_dumped(tree: Any, layout: dict[str, Any], line_end: str) -> None:
    text = dumped(tree, {"allow_unicode": False, **layout})
    positions = strict_yaml.positions(text.replace("\n", line_end))
    top = yaml.compose(text, Loader=yaml.SafeLoader)
    lines = text.split("\n")
    for path in paths(tree):
        line, column = positions.of(path)
        mark = composed(top, path).start_mark
        assert (line, column) == (mark.line + 1, mark.column + 1)
        begins = lines[line - 1][column - 1 :]
        scalar = composed(top, path).value
        if isinstance(scalar, str):
            assert begins[:1] in ("'", '"', "|", ">") or begins.startswith(scalar.split("\n")[0].split(" ")[0])


def test_nothing_is_read_before_the_first_question(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: object) -> None:
        raise AssertionError("the text was read")

    monkeypatch.setattr("onrecord.content.yaml_text.YamlText.events", fail)
    positions = strict_yaml.positions(BRIEF)
    with pytest.raises(AssertionError, match="the text was read"):
        positions.of(())
