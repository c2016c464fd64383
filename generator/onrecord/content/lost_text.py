"""Text that YAML takes for a comment and its author most likely did not: ``title: Fire in ward #3``."""

from __future__ import annotations

import re
from typing import Any

from yaml.events import ScalarEvent, StreamEndEvent

from onrecord.content.yaml_text import YamlText
from onrecord.diagnostics import Diagnostic, Severity

MAX_TOLD = 20
"""How many are told in one text."""

_POSSIBLE = re.compile(r"[^\s#][ \t]+#[^\s#]")
_COMMENT = re.compile(r"[ \t]+(#[^\s#].*)")


def lost_text(text: str, file: str, first_line: int = 1) -> list[Diagnostic]:
    """Warnings of values without quotes after which a ``#`` starts a word, and with it a comment.

    ``text`` is YAML that can be read; ``first_line`` its line in ``file``. A comment that is meant has a space after
    its ``#``.
    """
    if (" #" not in text and "\t#" not in text) or not _POSSIBLE.search(text):
        return []
    source = YamlText(text, first_line)
    next_event = source.events()
    found: list[Diagnostic] = []
    while len(found) < MAX_TOLD:
        event: Any = next_event()
        if event.__class__ is StreamEndEvent:
            break
        plain = event.__class__ is ScalarEvent and not event.style
        comment = _COMMENT.match(source.text, event.end_mark.index) if plain else None
        if comment:
            written = comment[1].strip()
            told = written if len(written) <= 60 else f"{written[:57]}..."
            message = f"'{told}' is a comment and not part of the text before it"
            hint = "put the whole text in quotes; a comment that is meant has a space after '#'"
            line, column = source.place(comment.start(1))
            found.append(Diagnostic("comment-in-text", message, file, line, column, hint, Severity.WARNING))
    return found
