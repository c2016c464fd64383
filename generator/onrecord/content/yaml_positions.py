"""Where the values of a YAML text stand in the file; read a second time, and only when somebody asks."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    DocumentEndEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from onrecord.content.characters import in_normal_form
from onrecord.content.yaml_text import YamlText

Path: TypeAlias = "tuple[str | int, ...]"
"""The keys and the indices (from 0) that lead from the top to a value."""

MAX_DEPTH = 32
"""How many mappings and lists may stand within one another, aliases written out."""


class _Node:
    """A value: where it starts, the text of a scalar, the keys of a mapping with their starts, what it holds."""

    __slots__ = ("items", "key", "keys", "start", "text", "values")

    def __init__(self, start: int, text: str = "") -> None:
        self.start = start
        self.text = text
        self.key: str | None = None
        self.keys: dict[str, int] | None = None
        self.values: dict[str, _Node] | None = None
        self.items: list[_Node] | None = None

    def become(self, other: _Node) -> None:
        """Hold what the other node holds, at a place of its own."""
        self.text, self.keys, self.values, self.items = other.text, other.keys, other.values, other.items

    def take(self, node: _Node) -> None:
        """Hold the next node: an item of a list; by turns a key and a value of a mapping, the first of equal keys."""
        if self.items is not None:
            self.items.append(node)
        elif self.keys is not None and self.values is not None:
            if self.key is None:
                self.key = node.text
                self.keys.setdefault(node.text, node.start)
            else:
                self.values.setdefault(self.key, node)
                self.key = None


class Positions:
    """The places of one text: ``(line, column)`` of the file, from 1, columns in characters.

    Paths are those of the value that ``strict_yaml.load`` gives; of duplicate keys the first counts, and a path may
    lead through aliases. Where a text breaks off with an error, what stands before it is known.
    """

    def __init__(self, text: str, first_line: int = 1) -> None:
        self._source = text
        self._first_line = first_line

    def of(self, path: Path) -> tuple[int, int]:
        """Where the value at ``path`` starts, with its quote, bracket, ``|`` or alias.

        A mapping in block style starts at its first key, a list at its first dash. Where the path leads nowhere: the
        first key of the deepest mapping that exists on it, or the start of the deepest list or scalar.
        """
        return self._text.place(self._follow(path).start)

    def of_key(self, path: Path) -> tuple[int, int]:
        """Where the key starts that ``path`` ends in; the place of the value for a list's item."""
        if path:
            keys, key = self._follow(path[:-1]).keys, path[-1]
            if keys is not None and isinstance(key, str) and key in keys:
                return self._text.place(keys[key])
        return self.of(path)

    def _follow(self, path: Path) -> _Node:
        """The node at ``path``, or one to show in its place."""
        node = self._top
        for step in path:
            if isinstance(step, str) and node.values is not None and step in node.values:
                node = node.values[step]
            elif isinstance(step, int) and node.items is not None and 0 <= step < len(node.items):
                node = node.items[step]
            elif node.keys:
                return _Node(next(iter(node.keys.values())))
            else:
                return node
        return node

    @cached_property
    def _text(self) -> YamlText:
        return YamlText(self._source, self._first_line)

    @cached_property
    def _top(self) -> _Node:
        top = _Node(0)
        top.items = []
        with suppress(yaml.YAMLError, ValueError):  # load reports the error; what stands before it has its places
            _read_into(top, self._text)
        return top.items[0] if top.items else _Node(0)


def _read_into(top: _Node, text: YamlText) -> None:
    next_event = text.events()
    stack: list[_Node] = []
    holder = top
    anchors: dict[str, _Node] = {}
    while True:
        event = next_event()
        kind = event.__class__
        if kind in (MappingEndEvent, SequenceEndEvent):
            holder = stack.pop()
        elif kind in (ScalarEvent, AliasEvent, MappingStartEvent, SequenceStartEvent):
            node = _Node(event.start_mark.index)
            if kind is ScalarEvent:
                node.text = in_normal_form(event.value) if event.style == '"' else event.value
            elif kind is AliasEvent and event.anchor in anchors:
                node.become(anchors[event.anchor])
            holder.take(node)
            if kind is not AliasEvent and event.anchor is not None:
                anchors[event.anchor] = node
            if kind is MappingStartEvent:
                node.keys, node.values = {}, {}
            elif kind is SequenceStartEvent:
                node.items = []
            if kind in (MappingStartEvent, SequenceStartEvent):
                if len(stack) == MAX_DEPTH:
                    return
                stack.append(holder)
                holder = node
        elif kind in (DocumentEndEvent, StreamEndEvent):
            return
