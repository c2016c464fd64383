"""YAML, read safely and strictly, in one pass over libyaml's events.

What a person wrote is what is read: every plain scalar stays a string, except ``true`` and ``false`` (in lower case
only) and ``null``, ``~`` and nothing. So ``no``, ``2025-05-20``, ``1_000`` and ``True`` are strings; a schema coerces.
Tags, merge keys, directives, duplicate keys and further documents are errors; aliases are allowed within bounds.
"""

from __future__ import annotations

import re
from typing import Any, NoReturn, TypeAlias

import yaml
from yaml.error import MarkedYAMLError
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

from onrecord.content.characters import MAX_MARKS, REFUSED, in_normal_form, too_many_marks, why_refused
from onrecord.content.yaml_positions import MAX_DEPTH, Path, Positions
from onrecord.content.yaml_syntax import Fault, explain
from onrecord.content.yaml_text import Events, YamlText
from onrecord.diagnostics import Diagnostic

__all__ = ["MAX_ALIAS_CHARACTERS", "MAX_DEPTH", "MAX_NODES", "Path", "Positions", "Value", "load", "positions"]

Value: TypeAlias = "dict[str, Value] | list[Value] | str | bool | None"

MAX_CHARACTERS = 1_000_000
"""The longest text that is read, in characters."""

MAX_FAULTS = 200
"""How many faults of one text are told before reading stops."""

MAX_NODES = 100_000
"""How many values a text with aliases may hold when they are written out."""

MAX_ALIAS_CHARACTERS = 1_000_000
"""How many characters of YAML the aliases of a text may stand for, in all."""

_WORDS: dict[str, bool | None] = {"true": True, "false": False, "null": None, "~": None, "": None}
_ODD_KEYS = frozenset(("<<", ""))
_DROPPED: Any = object()
_COLLECTION: Any = object()
_ANOTHER_DOCUMENT = re.compile(r"(?:[%#][^\n]*+\n|[ \t]*+\n)*+---")
_NOTHING_MORE = re.compile(r"(?:[ \t\n]+|#.*|^\.\.\.(?!\S))*", re.MULTILINE)


def load(text: str, file: str, first_line: int = 1) -> tuple[Value, list[Diagnostic]]:
    """The value of a YAML text, and all that is wrong with it in reading order.

    ``first_line`` is the file line on which ``text`` starts. The value is ``None`` for a text without one, and for a
    text that cannot be read to its end: after ``yaml-syntax``, ``yaml-too-large``, ``yaml-too-deep``,
    ``yaml-alias-bomb``, ``yaml-too-many-errors`` and a ``control-character`` that is not an escape. After any other
    error reading goes on: the first of duplicate keys counts (``duplicate-key``), a refused key goes with its value
    (``bad-key``, ``yaml-merge-key``), an alias of nothing is ``None`` (``yaml-alias``), tags, directives and further
    documents are passed over (``yaml-tag``, ``yaml-directive``, ``yaml-multiple-documents``).

    Values behind an alias are shared: do not change them in place. Whether the top level is a mapping is left to the
    caller. Escapes in double quotes meet the rules of ``characters``: normal form C, no controls.
    """
    reader = _Reader(YamlText(text, first_line))
    value = reader.read()
    if not reader.faults:
        return value, []
    place = reader.source.place
    faults = sorted(reader.faults, key=lambda fault: fault.index)
    return value, [Diagnostic(it.code, it.message, file, *place(it.index), it.hint) for it in faults]


def positions(text: str, first_line: int = 1) -> Positions:
    """Where the values of ``text`` stand; nothing is read before the first question."""
    return Positions(text, first_line)


class _Anchor:
    """What an anchor stands for, and how much that is when written out."""

    __slots__ = ("characters", "depth", "height", "is_open", "nodes", "start", "value")

    def __init__(self, event: Any, value: Any) -> None:
        self.start: int = event.start_mark.index
        self.value = value
        self.is_open = False
        self.depth = 0
        self.height = 0
        self.nodes = 1
        self.characters: int = event.end_mark.index - self.start


class _TooMuch(Exception):
    """Reading cannot go on; the fault is recorded."""


class _Reader:
    """One reading of one text. ``_values`` is the hot path; the other methods meet what is seldom written."""

    def __init__(self, source: YamlText) -> None:
        self.source = source
        self.faults: list[Fault] = []
        self._anchors: dict[str, _Anchor] = {}
        self._open: list[_Anchor] = []
        self._alias_nodes = 0
        self._alias_characters = 0

    def read(self) -> Value:
        try:
            if len(self.source.text) > MAX_CHARACTERS:
                message = f"the YAML is longer than {MAX_CHARACTERS} characters"
                self._stop("yaml-too-large", 0, message, "move part of it to files of its own")
            for index in self.source.directives:
                self._fault("yaml-directive", index, "a line that starts with '%', a YAML directive", "delete the line")
            return self._values(self.source.events())
        except MarkedYAMLError as error:
            self.faults.append(explain(error, self.source.text))
        except (yaml.YAMLError, ValueError):
            self.faults.append(self._unreadable())
        except _TooMuch:
            pass
        return None

    def _values(self, next_event: Events) -> Value:
        """The value of the first document, built on a stack: input never decides how deep Python calls itself."""
        stack: list[tuple[Any, Any, Any]] = []
        documents: list[Value] = []
        container: Any = documents
        keys: dict[str, Any] | None = None  # of a mapping, the event of each key; None in a list
        key: Any = None  # of a mapping, the key whose value comes next
        nodes = 0
        escapes = "\\" in self.source.text
        while True:
            event = next_event()
            kind = event.__class__
            if kind is ScalarEvent:
                nodes += 1
                value = event.value
                if escapes and event.style == '"':
                    value = self._unescaped(event)
                if event.tag is not None:
                    self._refuse_tag(event)
                if keys is not None and key is None:
                    if event.anchor is not None:
                        self._anchor_scalar(event, value)
                    if value in keys or value in _ODD_KEYS:
                        key = self._doubtful_key(value, event, keys)
                    else:
                        keys[value] = event
                        key = value
                    continue
                if value in _WORDS and not event.style:
                    value = _WORDS[value]
                if event.anchor is not None:
                    self._anchor_scalar(event, value)
            elif kind is MappingStartEvent or kind is SequenceStartEvent:
                nodes += 1
                if len(stack) == MAX_DEPTH:
                    self._refuse_depth(event)
                if event.tag is not None:
                    self._refuse_tag(event)
                if keys is not None and key is None:
                    self._refuse_collection_key(event, within_key=any(frame[2] is _COLLECTION for frame in stack))
                    key = _COLLECTION
                stack.append((container, keys, key))
                container, keys = ({}, {}) if kind is MappingStartEvent else ([], None)
                key = None
                if event.anchor is not None:
                    self._open_anchor(event, container, len(stack), nodes)
                elif self._open:
                    self._raise_height(len(stack))
                continue
            elif kind is MappingEndEvent or kind is SequenceEndEvent:
                value = container
                if keys is not None:
                    value.pop(_DROPPED, None)
                if self._open and self._open[-1].depth == len(stack):
                    self._close_anchor(event, nodes)
                container, keys, key = stack.pop()
                if key is _COLLECTION:
                    key = _DROPPED
                    continue
            elif kind is AliasEvent:
                value = self._behind_alias(event, len(stack), nodes)
                if keys is not None and key is None:
                    key = self._doubtful_key(value, event, keys)
                    continue
            elif kind is StreamEndEvent or (kind is DocumentEndEvent and self._ends_at(event.end_mark.index)):
                return documents[0] if documents else None
            else:
                continue
            if keys is None:
                container.append(value)
            else:
                container[key] = value
                key = None

    def _fault(self, code: str, index: int, message: str, hint: str) -> None:
        if len(self.faults) == MAX_FAULTS:
            more = f"more than {MAX_FAULTS} errors; the rest of the YAML is not read"
            self._stop("yaml-too-many-errors", index, more, "correct those above first")
        self.faults.append(Fault(code, index, message, hint))

    def _stop(self, code: str, index: int, message: str, hint: str) -> NoReturn:
        self.faults.append(Fault(code, index, message, hint))
        raise _TooMuch

    def _unreadable(self) -> Fault:
        """The parser stopped at a character, or at an escape for one, and does not say where."""
        text = self.source.text
        if refused := REFUSED.search(text):
            hint = "delete it, or type again what was meant"
            return Fault("control-character", refused.start(), why_refused(refused[0]), hint)
        index = max(text.find("\\U"), 0)
        return Fault("yaml-syntax", index, "an escape that stands for no character", "type the character itself")

    def _unescaped(self, event: Any) -> str:
        value: str = event.value
        start = event.start_mark.index
        if refused := REFUSED.search(value):
            message = f"{why_refused(refused[0])}, written as an escape"
            self._fault("control-character", start, message, "delete the escape")
            return REFUSED.sub("", value)
        if too_many_marks(value) is not None:
            message = f"more than {MAX_MARKS} combining marks in a row, written as escapes"
            self._fault("too-many-marks", start, message, "delete the accents piled on one character")
        return in_normal_form(value)

    def _refuse_tag(self, event: Any) -> None:
        message = f"the tag '{_as_written(event.tag)}' is not read"
        hint = "delete it; if the text starts with '!', put the value in quotes"
        self._fault("yaml-tag", event.start_mark.index, message, hint)

    def _refuse_collection_key(self, event: Any, *, within_key: bool) -> None:
        if within_key:
            return
        hint = "if it is text that starts with a bracket, put the whole value in quotes"
        self._fault("bad-key", event.start_mark.index, "a key must be text, not a list or a mapping", hint)

    def _refuse_depth(self, event: Any) -> None:
        message = f"lists and mappings within one another more than {MAX_DEPTH} deep"
        hint = "write it flatter; put text that holds brackets in quotes"
        self._stop("yaml-too-deep", event.start_mark.index, message, hint)

    def _doubtful_key(self, value: Any, event: Any, keys: dict[str, Any]) -> Any:
        """The key to use, or ``_DROPPED`` with a fault recorded."""
        start = event.start_mark.index
        plain = event.__class__ is ScalarEvent and not event.style
        if not isinstance(value, str):
            self._fault("bad-key", start, "an alias of something other than text as a key", "write the key out")
        elif plain and value == "<<":
            hint = "write the fields out; an alias may stand for a whole value"
            self._fault("yaml-merge-key", start, "the merge key '<<' is not read", hint)
        elif plain and not value:
            self._fault("bad-key", start, "a value without a key", "write 'name: value', or put the text in quotes")
        elif value in keys:
            line, _ = self.source.place(keys[value].start_mark.index)
            hint = "delete one of the two, or make them one"
            self._fault("duplicate-key", start, f"'{value}' is already on line {line}", hint)
        else:
            keys[value] = event
            return value
        return _DROPPED

    def _anchor_scalar(self, event: Any, value: Any) -> None:
        self._anchors[event.anchor] = _Anchor(event, value)

    def _open_anchor(self, event: Any, value: Any, depth: int, nodes: int) -> None:
        anchor = _Anchor(event, value)
        anchor.is_open = True
        anchor.depth = depth
        anchor.height = 1
        anchor.nodes = nodes + self._alias_nodes - 1
        anchor.characters = self._alias_characters
        self._anchors[event.anchor] = anchor
        self._open.append(anchor)

    def _close_anchor(self, event: Any, nodes: int) -> None:
        anchor = self._open.pop()
        anchor.is_open = False
        anchor.nodes = nodes + self._alias_nodes - anchor.nodes
        anchor.characters = event.end_mark.index - anchor.start + self._alias_characters - anchor.characters
        self._raise_height(anchor.depth + anchor.height - 1)

    def _raise_height(self, depth: int) -> None:
        """The innermost open anchor holds something that reaches down to ``depth``."""
        if self._open:
            anchor = self._open[-1]
            anchor.height = max(anchor.height, depth - anchor.depth + 1)

    def _behind_alias(self, event: Any, depth: int, nodes: int) -> Any:
        anchor = self._anchors.get(event.anchor)
        start = event.start_mark.index
        if anchor is None or anchor.is_open:
            what = "stands within what it repeats" if anchor else f"has no '&{event.anchor}' before it"
            hint = "write the value out; if it is text that starts with '*', put it in quotes"
            self._fault("yaml-alias", start, f"the alias '*{event.anchor}' {what}", hint)
            return None
        if depth + anchor.height > MAX_DEPTH:
            self._refuse_depth(event)
        self._alias_nodes += anchor.nodes
        self._alias_characters += anchor.characters
        if nodes + self._alias_nodes > MAX_NODES or self._alias_characters > MAX_ALIAS_CHARACTERS:
            message = "the aliases up to here stand for too much"
            self._stop("yaml-alias-bomb", start, message, "write fewer values behind aliases")
        self._raise_height(depth + anchor.height)
        return anchor.value

    def _ends_at(self, index: int) -> bool:
        """Whether nothing follows the first document; another one is a fault, and is not read."""
        rest = _NOTHING_MORE.match(self.source.text, index)
        end = rest.end() if rest else index
        if _ANOTHER_DOCUMENT.match(self.source.text, end):
            hint = "delete the line of '---', or move what is below it to a file of its own"
            self._fault("yaml-multiple-documents", end, "a second YAML document starts here", hint)
            return True
        if self.source.text.startswith("%", end):
            self._fault("yaml-directive", end, "a line that starts with '%'", "delete it, or put the text in quotes")
            return True
        return end == len(self.source.text)


def _as_written(tag: str) -> str:
    standard = "tag:yaml.org,2002:"
    return f"!!{tag.removeprefix(standard)}" if tag.startswith(standard) else tag
