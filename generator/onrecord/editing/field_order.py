"""Fields of front matter put into the order in which they are declared, line by line, each with its comments.

What is moved is moved as text: nothing within a field is touched. A comment directly above a field goes with it, and so
do blank lines above that comment. Mappings between braces are left to ``canonical``.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

import yaml

from onrecord.editing.references import declared

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def in_order(text: str, declaration: type[Any]) -> str:
    """The YAML mapping ``text``, in the form of ``declaration``, with its fields in order. Sound YAML is expected."""
    lines = text.removesuffix("\n").split("\n")
    top = yaml.compose(text, Loader=_Loader)
    # From the innermost: to reorder one mapping leaves the lines of all others around it where they are.
    for node, known in reversed(list(_mappings(top, declaration))):
        if node is top or not node.flow_style:
            _reorder(lines, node, order_of(known), is_top=node is top)
    return "\n".join(lines) + "\n"


@cache
def order_of(declaration: Any) -> dict[str, int]:
    """The place of each field of a declaration, by its name in front matter."""
    fields = dataclasses.fields(declaration)
    return {field.metadata.get("alias", field.name): number for number, field in enumerate(fields)}


def _mappings(node: Any, declaration: Any) -> Iterator[tuple[Any, Any]]:
    """Every mapping in block style that a declaration describes, the outer before the inner."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            yield from _mappings(item, declaration)
    elif isinstance(node, yaml.MappingNode) and not node.flow_style:
        yield node, declaration
        for key, value in node.value:
            inner = declared(declaration, key.value)
            if inner is not None:
                yield from _mappings(value, inner)


def _reorder(lines: list[str], node: Any, order: dict[str, int], *, is_top: bool) -> None:
    keys = [key for key, _ in node.value]
    ranks = [order.get(key.value, len(order)) for key in keys]
    if ranks == sorted(ranks) or len({key.start_mark.line for key in keys}) < len(keys):
        return
    column = keys[0].start_mark.column
    starts = [_start(lines, key.start_mark.line, column) for key in keys]
    starts[0] = keys[0].start_mark.line
    if is_top:
        while starts[0] and _is_comment(lines[starts[0] - 1], column):
            starts[0] -= 1
    end = _end(lines, node, column, is_top=is_top)
    first = keys[0].start_mark.line
    before = lines[first][:column]
    lines[first] = " " * column + lines[first][column:]
    blocks = [lines[start:stop] for start, stop in zip(starts, (*starts[1:], end), strict=True)]
    blocks = [block for _, block in sorted(zip(ranks, blocks, strict=True), key=lambda it: it[0])]
    _put_blank_lines_between(blocks)
    moved = [line for block in blocks for line in block]
    top = next(number for number, line in enumerate(moved) if line.strip() and not _is_comment(line, column))
    moved[top] = before + moved[top][column:]
    lines[starts[0] : end] = moved


def _put_blank_lines_between(blocks: list[list[str]]) -> None:
    """A field that is the first now leaves the blank lines above it to the one that was."""
    first = blocks[0]
    blank = 0
    while not first[blank].strip():
        blank += 1
    if blank and len(blocks) > 1:
        blocks[1][:0] = first[:blank]
        del first[:blank]


def _start(lines: Sequence[str], line: int, column: int) -> int:
    """Where the block of a field starts whose key stands on ``line``: with the comment above it, and blank lines."""
    while line and _is_comment(lines[line - 1], column):
        line -= 1
    while line and not lines[line - 1].strip():
        line -= 1
    return line


def _end(lines: Sequence[str], node: Any, column: int, *, is_top: bool) -> int:
    """Where the last block of a mapping ends: what follows and is not deeper belongs to what is around the mapping."""
    mark = node.end_mark
    end: int = min(mark.line + (mark.column > 0 and mark.line == len(lines) - 1), len(lines))
    outer = column + is_top
    while not lines[end - 1].strip() or (lines[end - 1].lstrip().startswith("#") and _indent(lines[end - 1]) < outer):
        end -= 1
    return end


def _is_comment(line: str, column: int) -> bool:
    """Whether a line is a comment that stands no deeper than the fields around it."""
    return line.lstrip().startswith("#") and _indent(line) <= column


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
