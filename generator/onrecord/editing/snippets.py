"""Completion of front matter in VS Code: its snippets work in Markdown without any extension."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from onrecord.editing.schemas import Schema


def snippets(schemas: Mapping[str, Schema]) -> dict[str, dict[str, Any]]:
    """Snippets for every field of front matter, with its words to choose from, and for every entry of a list.

    They are offered when completion is asked for; the prefix of a field is its name, that of an entry its kind.
    """
    found: dict[str, dict[str, Any]] = {}
    for kind, schema in schemas.items():
        if kind == "onrecord":
            continue
        parts: Mapping[str, Schema] = schema.get("$defs", {})
        for name, part in {kind: schema, **parts}.items():
            if "properties" not in part:
                continue
            shown = name.lower()
            for field, known in part["properties"].items():
                found[f"{field} ({shown})"] = _snippet(field, f"{field}: {_value(known, 1)}", _told(known))
            if name in parts:
                found[shown] = _snippet(shown, "\n".join(_entry(part)), part["description"])
    return found


def _snippet(prefix: str, body: str, description: str) -> dict[str, Any]:
    return {"scope": "markdown", "prefix": prefix, "body": body.split("\n"), "description": description}


def _entry(part: Schema) -> Iterator[str]:
    """An entry of a list with the fields that it cannot do without."""
    for number, field in enumerate(part.get("required", ()), 1):
        yield f"{'- ' if number == 1 else '  '}{field}: {_value(part['properties'][field], number)}"


def _value(field: Schema, number: int) -> str:
    """Where the value goes: a choice where there are words for it, else an example, else nothing."""
    words = [str(word) for word in _words(field)]
    if words:
        return f"${{{number}|{','.join(words)}|}}"
    example = next((it for it in field.get("examples", ()) if isinstance(it, str) and not set(it) & set("$}\\")), None)
    return f"${{{number}:{example}}}" if example else f"${number}"


def _words(field: Schema) -> Iterator[Any]:
    yield from field.get("enum", ())
    for choice in (*field.get("oneOf", ()), *field.get("anyOf", ())):
        yield from ([choice["const"]] if "const" in choice else _words(choice))


def _told(field: Schema) -> str:
    return str(field.get("description", ""))
