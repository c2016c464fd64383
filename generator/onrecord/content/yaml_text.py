"""A YAML text made ready for the parser, the parser's events, and the places of the file they came from.

Lines count as editors count them, columns in characters. U+2028, U+2029 and U+0085, which YAML 1.1 takes as line ends
and editors do not, become spaces.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import Any, TypeAlias

import yaml

Events: TypeAlias = "Callable[[], Any]"
"""Gives the next event of ``yaml.events`` at each call; raises ``yaml.YAMLError`` or ``ValueError`` where it cannot."""

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_YAML_1_1_LINE_ENDS = "\x85\u2028\u2029"
_PREAMBLE = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n|%[^\n]*\n?)*")
_DIRECTIVE = re.compile(r"^%", re.MULTILINE)


class YamlText:
    """One text. ``text`` is what the parser reads: line by line and column by column what was given.

    Directives, ``directives`` being where they stand, are turned into comments: the parser takes time that grows with
    the square of their number.
    """

    def __init__(self, text: str, first_line: int) -> None:
        self._first_line = first_line
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if not text.isascii():
            text = text.removeprefix("\ufeff")
            for line_end in _YAML_1_1_LINE_ENDS:
                text = text.replace(line_end, " ")
        self.directives: list[int] = []
        if "%" in text:
            preamble = _PREAMBLE.match(text)
            end = preamble.end() if preamble else 0
            self.directives = [directive.start() for directive in _DIRECTIVE.finditer(text, 0, end)]
            text = _DIRECTIVE.sub("#", text[:end]) + text[end:]
        self.text = text

    def events(self) -> Events:
        """The text's events, from its start."""
        next_event: Events = _Loader(self.text).get_event
        return next_event

    def place(self, index: int) -> tuple[int, int]:
        """The file's line and column, from 1, of an index of ``text``."""
        line = bisect_right(self._line_starts, index) - 1
        return self._first_line + line, index - self._line_starts[line] + 1

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(at for at, character in enumerate(self.text, 1) if character == "\n")]
