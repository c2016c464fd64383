"""One more old address in a field that lists them, whatever form the field has."""

from __future__ import annotations

from typing import Any

from onrecord.content import strict_yaml
from onrecord.content.front_matter import FrontMatter
from onrecord.editing.mentions import Edit
from onrecord.editing.plain_yaml import scalar


def with_old_address(text: str, parts: FrontMatter, field: str, address: str, known: Any) -> Edit:
    """What to replace in ``text`` so that ``field`` lists ``address`` too; ``known`` is what it holds now.

    ``parts`` is the front matter of ``text``.
    """
    start = text.index("\n") + 1
    new = scalar(address)
    if known is None:
        # An empty field may stand there: what is put at the end then takes its place.
        at = _line_of(parts.yaml, field)
        if at is not None:
            return Edit(start + at, f"{field}:", f"{field}: [{new}]")
        end = start + len(parts.yaml)
        return Edit(end, "", f"{field}: [{new}]\n")
    line, column = strict_yaml.positions(parts.yaml).of((field,))
    lines = parts.yaml.split("\n")
    at = start + sum(len(it) + 1 for it in lines[: line - 1]) + column - 1
    if text[at] == "[":
        return Edit(at, "[", f"[{new}, " if known else f"[{new}")
    if text[at] == "-":
        return Edit(at, "", f"- {new}\n{' ' * (column - 1)}")
    end = at + len(lines[line - 1][column - 1 :].partition(" #")[0].rstrip())
    return Edit(at, text[at:end], f"[{new}, {text[at:end]}]")


def _line_of(yaml: str, field: str) -> int | None:
    """Where the key of an empty field stands."""
    at = 0
    for line in yaml.split("\n"):
        if line.partition("#")[0].rstrip() == f"{field}:":
            return at
        at += len(line) + 1
    return None
