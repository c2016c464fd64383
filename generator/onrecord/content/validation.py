"""Front matter against the model: every fault with the position of its own value and the closest right thing."""

from __future__ import annotations

import copy
import dataclasses
import re
from collections.abc import Iterable
from functools import cache
from typing import Any, TypeVar, get_args, get_type_hints

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from onrecord.content import strict_yaml
from onrecord.declaration import LANGUAGE_TAG
from onrecord.diagnostics import Diagnostic, closest, did_you_mean

T = TypeVar("T")
Pointer = tuple[str | int, ...]

MANY = 12
"""The most words that a hint lists."""

_UNKNOWN = ("unexpected_keyword_argument", "extra_forbidden")
_MISSING = ("missing", "missing_argument", "missing_keyword_only_argument")

MAX_TOLD = 200
"""The most faults of one file that are told."""

MAX_SALVAGES = 4
"""How often faulty values are taken out before giving a file up: what is left may lack what was taken."""


def validate(
    model: type[T], values: strict_yaml.Value, file: str, text: str, first_line: int = 1
) -> tuple[T | None, list[Diagnostic]]:
    """``values`` as an instance of ``model`` and every fault.

    With faults, the instance is what can be made of the rest, or ``None``: it serves to find more faults, not to be
    published.

    ``text`` is the YAML that ``values`` came from and ``first_line`` its line in ``file``; they are looked at again
    only to place a fault.
    """
    if values is None:
        values = {}
    if not isinstance(values, dict):
        return None, [
            Diagnostic(
                "not-a-mapping",
                f"expected fields, found {_kind_of(values)}",
                file,
                first_line,
                1,
                "write one 'field: value' per line",
            )
        ]
    schema: Any = model
    adapter: TypeAdapter[T] = _adapter(schema)
    written = _without_empty(model, values)
    try:
        return adapter.validate_python(written), []
    except ValidationError as error:
        positions = strict_yaml.positions(text, first_line)
        faults = _without_misspelt(model, error.errors()[: MAX_TOLD + 1], values)
        found = [_diagnostic(model, details, values, file, positions) for details in faults]
        if error.error_count() > MAX_TOLD:
            more = f"and {error.error_count() - MAX_TOLD} more mistakes; the first {MAX_TOLD} are told"
            found[MAX_TOLD:] = [dataclasses.replace(found[-1], message=more, hint=None)]
        return _salvaged(adapter, written, error), found


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def _without_empty(model: type[Any], value: Any, location: Pointer = ()) -> Any:
    """``value`` without the fields that were left empty: an empty field is an absent one.

    One that there is not is kept: between braces, the part of a text after a comma is such a field.
    """
    if isinstance(value, dict):
        return {
            key: _without_empty(model, item, (*location, key))
            for key, item in value.items()
            if item is not None or _is_unknown(model, location, key)
        }
    if isinstance(value, list):
        return [_without_empty(model, item, location) for item in value]
    return value


def _is_unknown(model: type[Any], location: Pointer, field: str) -> bool:
    known = _fields(model, location)
    return bool(known) and field not in known


def _salvaged(adapter: TypeAdapter[T], values: Any, error: ValidationError) -> T | None:
    """What is left when faulty values are taken out, so that other mistakes in the file are found in the same run.

    ``None`` when too little is left. Whatever it is, the file has errors, so it is never published.
    """
    rest = copy.deepcopy(values)
    for _ in range(MAX_SALVAGES):
        _take_out(rest, error.errors())
        try:
            return adapter.validate_python(rest)
        except ValidationError as another:
            error = another
    return None


def _take_out(values: Any, faults: Iterable[ErrorDetails]) -> None:
    """Remove faulty values; a missing one is stood in for, or what misses it is removed."""
    gone: dict[tuple[int, str | int], Any] = {}
    for details in faults:
        steps = _pointer(details["loc"], values)
        if not steps:
            continue
        parents = [values]
        for step in steps[:-1]:
            parents.append(parents[-1][step])
        holder, last = parents[-1], steps[-1]
        if details["type"] not in _MISSING:
            gone[id(holder), last] = holder
        elif last in _STAND_INS and (len(parents) == 1 or "id" in holder):
            holder[last] = _STAND_INS[last]
        elif len(parents) > 1:
            gone[id(parents[-2]), steps[-2]] = parents[-2]
    for (_, step), holder in sorted(gone.items(), key=lambda item: str(item[0][1]).zfill(9), reverse=True):
        if isinstance(holder, dict):
            holder.pop(step, None)
        elif isinstance(holder, list) and isinstance(step, int) and step < len(holder):
            del holder[step]


_STAND_INS: dict[str | int, Any] = {
    "title": "untitled",
    "name": "unnamed",
    "date": "2000-01-01",
    "text": "no text",
    "by": [],
    "kind": "document",
}


def _diagnostic(
    model: type[Any], details: ErrorDetails, values: Any, file: str, positions: strict_yaml.Positions
) -> Diagnostic:
    pointer = _pointer(details["loc"], values)
    code, message, hint = _worded(model, details, pointer)
    place = positions.of_key(pointer) if code == "unknown-field" else positions.of(pointer)
    return Diagnostic(code, message, file, place[0], place[1], hint)


def _without_misspelt(model: type[Any], faults: list[ErrorDetails], values: Any) -> list[ErrorDetails]:
    """The faults without missing fields that stand there under a name that is nearly theirs: that is told already."""
    misspelt = set()
    for details in faults:
        *above, field = _pointer(details["loc"], values)
        if details["type"] in _UNKNOWN:
            misspelt.add((*above, closest(str(field), _fields(model, details["loc"][:-1]))))
    return [
        details
        for details in faults
        if details["type"] not in _MISSING or _pointer(details["loc"], values) not in misspelt
    ]


def _pointer(location: Iterable[str | int], values: Any) -> Pointer:
    """The part of pydantic's location that exists in what was written: short forms add steps that do not."""
    steps: list[str | int] = []
    for step in location:
        if isinstance(values, dict):
            steps.append(step)
            values = values.get(step)
        elif isinstance(values, list) and isinstance(step, int) and step < len(values):
            steps.append(step)
            values = values[step]
        elif isinstance(values, dict | list):
            steps.append(step)
            break
    return tuple(steps)


def _worded(model: type[Any], details: ErrorDetails, pointer: Pointer) -> tuple[str, str, str | None]:
    kind, value, context = details["type"], details["input"], details.get("ctx", {})
    field = next((str(step) for step in reversed(details["loc"]) if isinstance(step, str)), "")
    if kind in _UNKNOWN:
        known = _fields(model, details["loc"][:-1])
        if value is None and " " in field:
            return "unknown-field", f"unknown field '{_cut(field)}'", "put a text that holds a comma in quotes"
        hint = did_you_mean(field, known) or f"the fields here are {', '.join(known)}"
        return "unknown-field", f"unknown field '{field}'", hint
    if kind in _MISSING:
        return "missing-field", f"field '{field}' is missing", f"add '{field}: ...' here"
    if kind == "bad_date":
        return "bad-date", details["msg"], context.get("hint")
    if kind == "literal_error":
        allowed = [str(choice) for choice in _choices(context)]
        return "unknown-word", f"'{_cut(value)}' is not one of the words for '{field}'", _offer(str(value), allowed)
    if kind == "string_pattern_mismatch" and context.get("pattern") == LANGUAGE_TAG:
        return "bad-value", f"'{_cut(value)}' is not a language tag", _language_hint(str(value))
    if kind == "string_pattern_mismatch":
        return "bad-id", f"'{_cut(value)}' cannot be an id", "use letters, digits and single hyphens"
    if kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        return "out-of-range", f"'{value}' is out of range for '{field}'", _range(kind, context)
    if kind == "too_many":
        return "out-of-range", f"'{field}' has {details['msg']}", None
    if kind == "string_too_short":
        return "empty-field", f"'{field}' is empty", "write it out, or remove the field if it may be left out"
    expected = _EXPECTED.get(kind)
    if kind == "string_type" and isinstance(value, bool):
        return "wrong-type", f"'{field}' should be text, found {_kind_of(value)}", "put the word in quotes"
    if expected:
        advice = f"write {expected}" if expected == "true or false" else None
        return "wrong-type", f"'{field}' should be {expected}, found {_kind_of(value)}", advice
    return "bad-value", f"'{field}': {details['msg'][:1].lower()}{details['msg'][1:]}", None


_EXPECTED = {
    "string_type": "text",
    "int_parsing": "a whole number",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "float_parsing": "a number",
    "float_type": "a number",
    "finite_number": "a number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "list_type": "a list",
    "tuple_type": "a list",
    "dict_type": "fields",
    "mapping_type": "fields",
    "dataclass_type": "fields",
    "dataclass_exact_type": "fields",
    "model_type": "fields",
}


def _kind_of(value: Any) -> str:
    if isinstance(value, dict):
        return "fields"
    if isinstance(value, list):
        return "a list"
    if value is None:
        return "nothing"
    return f"'{_cut(str(value).lower() if isinstance(value, bool) else value)}'"


def _cut(value: Any) -> str:
    text = " ".join(str(value).split())
    return text if len(text) <= 60 else f"{text[:57]}..."


def _choices(context: dict[str, Any]) -> list[str]:
    """The words of a literal; pydantic hands them over as ``'a', 'b' or 'c'``."""
    return [part.strip().strip("'") for part in str(context["expected"]).replace(" or ", ", ").split(", ")]


def _offer(value: str, allowed: list[str]) -> str:
    match = closest(value, allowed)
    if match:
        return f"did you mean '{match}'?"
    if len(allowed) <= MANY:
        return f"use one of: {', '.join(allowed)}"
    return f"use one of: {', '.join(allowed[:MANY])} and {len(allowed) - MANY} more, listed in the reference of fields"


def _language_hint(written: str) -> str:
    """The tag that somebody may have meant: names of languages in English, and underscores, are common slips."""
    from babel import Locale

    names = Locale("en").languages
    folded = written.strip().casefold()
    meant = next((tag for tag, name in names.items() if str(name).casefold() == folded), written.replace("_", "-"))
    if meant != written and re.fullmatch(LANGUAGE_TAG, meant := meant.replace("_", "-")):
        return f"did you mean '{meant}'?"
    return "write a tag of BCP 47, such as en, pt-BR or zh-Hant"


def _range(kind: str, context: dict[str, Any]) -> str:
    words = {
        "greater_than_equal": ("ge", "at least"),
        "less_than_equal": ("le", "at most"),
        "greater_than": ("gt", "more than"),
        "less_than": ("lt", "less than"),
    }
    key, phrase = words[kind]
    return f"it must be {phrase} {context[key]:g}"


def _fields(model: type[Any], location: Iterable[str | int]) -> list[str]:
    """The field names of the dataclass at ``location`` below ``model``."""
    here: Any = model
    for step in location:
        if isinstance(step, str):
            dataclass: Any = _dataclass_in(here)
            if dataclass is not None:
                here = _hints(dataclass).get(step, here)
    dataclass = _dataclass_in(here)
    return [] if dataclass is None else list(_hints(dataclass))


@cache
def _hints(dataclass: Any) -> dict[str, Any]:
    """Type hints of a dataclass by the name that front matter uses."""
    hints = get_type_hints(dataclass)
    return {field.metadata.get("alias", field.name): hints[field.name] for field in dataclasses.fields(dataclass)}


def _dataclass_in(hint: Any) -> type[Any] | None:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return hint
    found = (_dataclass_in(argument) for argument in get_args(hint))
    return next((dataclass for dataclass in found if dataclass), None)
