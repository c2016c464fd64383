"""The reference of front matter and configuration, from the declarations that files are validated against."""

from __future__ import annotations

import dataclasses
import inspect
import re
from collections.abc import Iterator
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin, get_type_hints

from docs.making.blocks import table
from onrecord import config
from onrecord.content import model, vocabulary
from onrecord.content.dates import Date
from onrecord.content.document import FOLDERS
from onrecord.content.parse import META
from onrecord.declaration import LANGUAGE_TAG, OneOrMany, WordFor

_FILE_TITLES = {model.SharedSource: "Source file", model.SharedEvent: "Event file"}

WORDS: dict[str, tuple[Any, str]] = {
    "Kind of source": (vocabulary.SourceKind, "CSL-JSON 1.0.2 item types, and two words of our own."),
    "Stance of a response": (vocabulary.Stance, "What a response says to a claim."),
    "Stance of evidence": (vocabulary.EvidenceStance, "What a source does to a claim beyond carrying it."),
    "Likelihood": (vocabulary.Likelihood, "The bands of ICD 203."),
    "Confidence": (vocabulary.Confidence, "Analytic confidence, ICD 203. It is not likelihood."),
    "Reliability": (vocabulary.Reliability, "NATO Admiralty code, from A to E; F means that it cannot be judged."),
    "Kind of correction": (vocabulary.CorrectionKind, "What a note on a published brief does."),
    "State of an address": (vocabulary.UrlStatus, "In the words of Wikipedia's citation templates."),
}
"""The closed lists of words, by the heading that they have in the reference."""

_NOTES = {
    "no-response": "as of a date, nothing is known; this is a response too",
    "declines": "answers without taking a position, or refuses to comment",
    "almost-no-chance": "1-5 %",
    "very-unlikely": "5-20 %",
    "unlikely": "20-45 %",
    "roughly-even-chance": "45-55 %",
    "likely": "55-80 %",
    "very-likely": "80-95 %",
    "almost-certain": "95-99 %",
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "cannot be judged",
    "dead": "the page is gone",
    "usurped": "somebody else holds the address now",
    "unfit": "the address must not be offered",
    "live": "the address works",
}


def front_matter_reference() -> str:
    """Every kind of file, then the parts that they are made of, then the closed lists of words."""
    files: list[type] = [META[kind] for kind in FOLDERS.values()]
    parts = [part for part in _parts_of(files) if part not in files]
    sections = ["## Kinds of file", *(_section(file, _place_of(file)) for file in files)]
    sections += ["## Parts", *(_section(part) for part in parts)]
    sections += ["## Words", *(_word_list(title) for title in WORDS)]
    return "\n\n".join(sections)


def configuration_reference() -> str:
    """``onrecord.yaml`` and its parts."""
    parts = [part for part in _parts_of([config.Config]) if part is not config.Config]
    return "\n\n".join([_table_of(config.Config), *(_section(part) for part in parts)])


def default_statuses() -> str:
    """The statuses that every site starts from."""
    rows = [
        (f"`{key}`", it.label, it.meaning, it.shape, it.colour, str(it.rating or ""))
        for key, it in config.DEFAULT_STATUSES.items()
    ]
    return table(("Id", "Label", "Meaning", "Shape", "Colour", "Rating"), rows)


def default_actor_kinds() -> str:
    """The kinds of actor that every site starts from."""
    rows = [(f"`{key}`", it.label, it.plural) for key, it in config.DEFAULT_ACTOR_KINDS.items()]
    return table(("Id", "Label", "Plural"), rows)


def file_kinds(reference: str = "") -> str:
    """Which folder holds which kind of file; ``reference`` is the address of the page of fields from the table's."""
    rows = [
        (
            f"`content/{folder}/`",
            f"[{_title(META[kind])}]({reference}#{_anchor(_title(META[kind]))})",
            _sentence(META[kind]),
        )
        for folder, kind in FOLDERS.items()
    ]
    return table(("Folder", "Kind", "What it is"), rows)


def _section(cls: type, place: str = "") -> str:
    title = f"### {_title(cls)}"
    return "\n\n".join(part for part in (title, _sentence(cls), place, _table_of(cls)) if part)


def _table_of(cls: type) -> str:
    hints = get_type_hints(cls, include_extras=True)
    rows = []
    for field in dataclasses.fields(cls):
        name = field.metadata.get("alias", field.name)
        value = _value(hints[field.name], field.metadata)
        rows.append((f"`{name}`", value, _default(field), _meaning(field)))
    return table(("Field", "Value", "Default", "What it says"), rows)


def _meaning(field: dataclasses.Field[Any]) -> str:
    description: str = field.metadata["description"]
    text = f"{description[:1].upper()}{description[1:]}."
    examples = field.metadata.get("examples", ())
    if not examples:
        return text
    listed = ", ".join(f"`{_yaml(example)}`" for example in examples)
    return f"{text} {'Examples' if len(examples) > 1 else 'Example'}: {listed}."


def _default(field: dataclasses.Field[Any]) -> str:
    if field.default is dataclasses.MISSING:
        return "**required**"
    if field.default in (None, (), "") or dataclasses.is_dataclass(field.default):
        return "none"
    return f"`{_yaml(field.default)}`"


def _yaml(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {item}" for key, item in value.items()) + "}"
    return str(value)


def _value(hint: Any, metadata: Any) -> str:
    """What may be written, in words."""
    origin, arguments = get_origin(hint), get_args(hint)
    if origin is Annotated:
        return _annotated(arguments[0], arguments[1:], metadata)
    if origin in (Union, UnionType):
        (only,) = (argument for argument in arguments if argument is not NoneType)
        return _value(only, metadata)
    if origin is tuple:
        return f"list of {_plural(_value(arguments[0], {}))}"
    if origin is dict:
        return f"fields, each holding {_value(arguments[1], {})}"
    if origin is Literal:
        return _one_of(hint)
    if dataclasses.is_dataclass(hint) and hint is not Date:
        assert isinstance(hint, type)
        return f"[{_title(hint).lower()}](#{_anchor(_title(hint))})"
    if hint is Date:
        return "[date](../dates.md)"
    if hint is str:
        return {None: "text", LANGUAGE_TAG: "language tag"}.get(metadata.get("pattern"), "id")
    return {int: "whole number", float: "number", bool: "`true` or `false`"}[hint] + _bounds(metadata)


def _annotated(hint: Any, notes: tuple[Any, ...], metadata: Any) -> str:
    for note in notes:
        if isinstance(note, OneOrMany):
            item = get_args(hint)[0]
            one = _value(item, metadata)
            return f"{one}, or a list of {_plural(one)}" if item is str else f"{one}, or a list of them"
        if isinstance(note, WordFor):
            return f"{_value(hint, metadata)} (or its `{note.key}` alone)"
    return _value(hint, metadata)


def _bounds(metadata: Any) -> str:
    low, high = metadata.get("ge", metadata.get("gt")), metadata.get("le", metadata.get("lt"))
    if low is None or high is None:
        return ""
    return f", {'above ' if 'gt' in metadata else ''}{low} to {high:,}"


def _one_of(hint: Any) -> str:
    for title, (words, _) in WORDS.items():
        if words == hint:
            return f"[{title.lower()}](#{_anchor(title)})"
    return "one of " + ", ".join(f"`{word}`" for word in get_args(hint))


def _word_list(title: str) -> str:
    words, meaning = WORDS[title]
    listed = [f"`{word}`" + (f" ({_NOTES[word]})" if word in _NOTES else "") for word in get_args(words)]
    extra = ""
    if words is vocabulary.SourceKind:
        own = ", ".join(f"`{kind}`" for kind in sorted(vocabulary.ORIGIN_KINDS))
        extra = f"\n\nFirst-hand without saying so, because they are their own origin: {own}."
    return f"### {title}\n\n{meaning}\n\n{', '.join(listed)}.{extra}"


def _place_of(file: type) -> str:
    folder = next(folder for folder, kind in FOLDERS.items() if META[kind] is file)
    if file is model.Brief:
        return "Kept in `content/briefs/<date>-<id>.md`; the date in the name is not part of the id."
    return f"Kept in `content/{folder}/<id>.md`."


def _parts_of(classes: list[type]) -> Iterator[type]:
    """The dataclasses that ``classes`` are made of, these included, in the order in which they come up."""
    found: dict[type, None] = {}
    waiting = list(classes)
    while waiting:
        cls = waiting.pop(0)
        if cls not in found:
            found[cls] = None
            hints = get_type_hints(cls, include_extras=True)
            waiting += [part for field in dataclasses.fields(cls) for part in _in_hint(hints[field.name])]
    return iter(found)


def _in_hint(hint: Any) -> list[type]:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return [] if hint is Date else [hint]
    return [part for argument in get_args(hint) for part in _in_hint(argument)]


def _title(cls: type) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", cls.__name__)
    return _FILE_TITLES.get(cls, f"{words[:1]}{words[1:].lower()}")


def _anchor(title: str) -> str:
    return title.lower().replace(" ", "-")


def _plural(words: str) -> str:
    if words == "text":
        return "texts"
    return re.sub(r"^\[([^\]]+)\]", r"[\1s]", words)


def _sentence(cls: type) -> str:
    first = (inspect.getdoc(cls) or "").split("\n\n")[0]
    return " ".join(first.replace("``", "`").split())
