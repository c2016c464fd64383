"""What a YAML syntax error means, in plain words, and where the fault is rather than where the parser noticed it.

The problems are those of libyaml's scanner and parser and of PyYAML's own, whose wording differs here and there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from yaml.error import MarkedYAMLError

_FIELD = re.compile(r"""(?P<lead>[ ]*(?:-[ ]+)*)(?P<key>[^\s:'"#\[\]{}&*!|>%@`,-][^:\n]*):(?P<gap>[ ]*)(?P<value>.*)""")
_AFTER_QUOTE = {
    "'": "write an apostrophe inside single quotes twice, or use double quotes",
    '"': 'write \\" for a double quote inside double quotes, or use single quotes',
}
_CLOSING = {"[": "]", "{": "}"}
_LONGEST_SHOWN = 60
_LINES_LOOKED_BACK = 200


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault at ``index`` (in characters, from 0) of a YAML text."""

    code: str
    index: int
    message: str
    hint: str | None


def explain(error: MarkedYAMLError, text: str) -> Fault:
    """The fault behind a parser's error, with what to do about it."""
    problem, context = error.problem or "", error.context or ""
    at = min(error.problem_mark.index, len(text)) if error.problem_mark else 0
    start = min(error.context_mark.index, len(text)) if error.context_mark else at
    if "tab character" in problem or (text[at : at + 1] == "\t" and "cannot start any token" in problem):
        return _syntax(_first_tab(text, at), "a tab is used for indentation", "indent with spaces")
    if "directive" in context or "directive" in problem:
        return Fault("yaml-directive", start, "a line that starts with '%'", "delete it, or put the text in quotes")
    if "tag" in context or "tag handle" in problem:
        return Fault("yaml-tag", start, _cannot_start("!"), _quote_hint(text, start))
    if "quoted scalar" in context:
        return _in_quotes(text, at, start, problem)
    if "block scalar" in context:
        hint = f"start the text on the next line, or {_quote_hint(text, start)}"
        return _syntax(start, f"text right after '{text[start : start + 1]}'", hint)
    if "scanning an alias" in context or "scanning an anchor" in context:
        return _syntax(start, _cannot_start(text[start : start + 1]), _quote_hint(text, start))
    if "expected ',' or" in problem:
        return _in_brackets(text, at, start)
    if "could not find expected ':'" in problem:
        return _no_space_after_colon(text, start) or _no_field(start)
    if "mapping values are not allowed" in problem:
        return _stray_colon(text, at)
    if "sequence entries are not allowed" in problem:
        hint = f"put each item on a line of its own below the key, or {_quote_hint(text, at)}"
        return _syntax(at, "a list starts on the line of its key", hint)
    if "cannot start any token" in problem or "mapping keys are not allowed" in problem:
        return _syntax(at, _cannot_start(text[at : at + 1]), _quote_hint(text, at))
    if "node content" in problem:
        return _no_value(text, at, within_brackets="flow" in context)
    if "expected key" in problem or "indicator" in problem or "<block end>" in problem:
        return _out_of_place(text, at)
    if "<document start>" in problem:
        return _syntax(at, "text after the end of the YAML above", "delete it, or make it part of a value")
    return _syntax(at, f"this is not YAML: {problem}", "check quotes and indentation here and on the line above")


def _syntax(index: int, message: str, hint: str | None) -> Fault:
    return Fault("yaml-syntax", index, message, hint)


def _cannot_start(character: str) -> str:
    return f"an unquoted value cannot start with '{character}'"


def _no_field(at: int) -> Fault:
    hint = "add the colon and the value; where the document's text starts here, put a line of '---' above it"
    return _syntax(at, "this line is not of the form 'name: value'", hint)


def _in_quotes(text: str, at: int, start: int, problem: str) -> Fault:
    quote = text[start : start + 1]
    if "end of stream" in problem or "document" in problem:
        message = f"the quote {quote} that starts here is never closed"
        return _syntax(start, message, f"add {quote} at the end of the value")
    backslash = max(text.rfind("\\", start, at + 1), start)
    message = f"'{text[backslash : backslash + 2]}' is not a valid escape in double quotes"
    return _syntax(backslash, message, "write \\\\ for a backslash, or use single quotes")


def _in_brackets(text: str, at: int, start: int) -> Fault:
    opening = text[start : start + 1]
    closing = _CLOSING.get(opening, "]")
    next_field = _FIELD.fullmatch(_line_at(text, at)) if _line_start(text, at) > start else None
    if next_field or not text[at:].strip():
        message = f"the '{opening}' that starts here is never closed"
        return _syntax(start, message, f"add '{closing}' after the last item")
    hint = "separate the items with ',', and put an item in quotes that contains a colon, a quote or a bracket"
    return _syntax(at, f"',' or '{closing}' is missing here", hint)


def _no_space_after_colon(text: str, at: int) -> Fault | None:
    line = _line_at(text, at)
    field = _FIELD.fullmatch(line)
    if not field or field["gap"] or not field["value"] or field["value"].startswith("//"):
        return None
    hint = f"put a space after it: {_cut(field['key'] + ': ' + field['value'])}"
    return _syntax(_line_start(text, at) + field.end("key"), "no space after the colon", hint)


def _stray_colon(text: str, at: int) -> Fault:
    line_start, line = _line_start(text, at), _line_at(text, at)
    field = _FIELD.fullmatch(line)
    if field and field["gap"] and line_start + field.end("key") < at:
        value_start = line_start + field.start("value")
        if field["value"][0] in _AFTER_QUOTE:
            return _after_quote(at, field["value"][0])
        return _syntax(at, "': ' inside an unquoted value", _quote_hint(text, value_start))
    before = _line_before(text, line_start)
    if before is None:
        return _syntax(at, "a colon that does not belong here", "put the text in quotes")
    before_start, before_line = before
    if unspaced := _no_space_after_colon(text, before_start):
        return unspaced
    if _indent(line) > _indent(before_line):
        field_before = _FIELD.fullmatch(before_line)
        hint = "start both in the same column"
        if field_before:
            hint = f"start it in column {field_before.start('key') + 1}, under '{_cut(field_before['key'].rstrip())}'"
        return _syntax(line_start + _indent(line), "this line is indented further than the line above", hint)
    return _no_field(before_start + _indent(before_line))


def _no_value(text: str, at: int, *, within_brackets: bool) -> Fault:
    character = text[at : at + 1]
    if within_brackets and character in (",", "]", "}"):
        return _syntax(at, f"nothing stands before this '{character}'", f"delete '{character}', or add what is missing")
    return _syntax(at, _cannot_start(character), _quote_hint(text, at))


def _out_of_place(text: str, at: int) -> Fault:
    line_start, line = _line_start(text, at), _line_at(text, at)
    column = at - line_start
    if line[:column].strip(" -"):
        return _after_value(text, at, line_start, line)
    character = text[at : at + 1]
    if character in ("]", "}"):
        return _syntax(at, f"'{character}' without an opening bracket", "delete it")
    if character == ":":
        return _syntax(at, "a colon without a name before it", "write 'name: value', or put the text in quotes")
    is_item = re.match(r"-(?:\s|\Z)", line[column:]) is not None
    what = "list item" if is_item else "line"
    nearest = min(_open_columns(text, line_start, is_item), key=lambda it: (abs(it[0] - column), -it[0]), default=None)
    if nearest is None or nearest[0] == column:
        hint = "a name has either a value beside it or lines below it; check the indentation"
    else:
        hint = f"start it in column {nearest[0] + 1}, under '{_cut(nearest[1])}'"
    return _syntax(at, f"this {what} does not line up with the lines above", hint)


def _after_value(text: str, at: int, line_start: int, line: str) -> Fault:
    field = _FIELD.fullmatch(line)
    value = field["value"] if field else line.lstrip(" -")
    value_start = line_start + (field.start("value") if field else len(line) - len(value))
    opening = value[:1]
    if opening in _AFTER_QUOTE:
        if value_start + 1 == at:
            hint = "a quote that starts on a line above is not closed"
            return _syntax(at, f"text right after the quote {opening} that closes a value", hint)
        return _after_quote(at, opening)
    if opening in _CLOSING:
        return _syntax(at, f"text after the closing '{_CLOSING[opening]}'", _quote_hint(text, value_start))
    return _syntax(at, "text that does not belong to the value before it", "put the whole value in quotes")


def _after_quote(at: int, quote: str) -> Fault:
    return _syntax(at, f"text after the closing quote {quote}", _AFTER_QUOTE[quote])


def _open_columns(text: str, line_start: int, is_item: bool) -> Iterator[tuple[int, str]]:
    """The columns (from 0) in which the lines above open a mapping or a list, innermost first, and the key there."""
    innermost: int | None = None
    for _, line in islice(_lines_above(text, line_start), _LINES_LOOKED_BACK):
        indent = _indent(line)
        if innermost is not None and indent >= innermost:
            continue
        innermost = indent
        field = _FIELD.fullmatch(line)
        if is_item and line[indent : indent + 2] == "- ":
            yield indent, "-"
        elif field and not is_item:
            yield field.start("key"), field["key"].rstrip()


def _quote_hint(text: str, at: int) -> str:
    """Advice to quote what starts at ``at``, written out where that is the short value of a plain field."""
    advice = "put the value in quotes"
    field = _FIELD.fullmatch(_line_at(text, at))
    if not field or field.start("value") != at - _line_start(text, at):
        return advice
    quoted = _in_suitable_quotes(field["value"].rstrip())
    return f"{advice}: {field['key']}: {quoted}" if len(quoted) <= _LONGEST_SHOWN else advice


def _in_suitable_quotes(value: str) -> str:
    if "'" not in value:
        return f"'{value}'"
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST_SHOWN else f"{words[:_LONGEST_SHOWN]}..."


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_at(text: str, at: int) -> str:
    end = text.find("\n", at)
    return text[_line_start(text, at) : end if end >= 0 else len(text)]


def _lines_above(text: str, line_start: int) -> Iterator[tuple[int, str]]:
    """The lines before ``line_start`` that hold more than a comment, upwards, each with its start."""
    while line_start > 0:
        end = line_start - 1
        line_start = _line_start(text, end)
        line = text[line_start:end]
        if line.strip() and not line.lstrip().startswith("#"):
            yield line_start, line


def _line_before(text: str, line_start: int) -> tuple[int, str] | None:
    return next(_lines_above(text, line_start), None)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _first_tab(text: str, at: int) -> int:
    start = _line_start(text, at)
    tab = _line_at(text, at).find("\t")
    return start + tab if tab >= 0 else at
