"""JSON Schemas (draft 2020-12) of every kind of file, from the declarations that files are validated against.

A schema knows the site's own words: its statuses and kinds of actor. What no schema can say, the parser says: whether a
day exists, and whether a reference leads anywhere.
"""

from __future__ import annotations

import json
from typing import Any

from pydantic import TypeAdapter

from onrecord.config import Config
from onrecord.content.date_schema import DATE_JSON_SCHEMA
from onrecord.content.document import FOLDERS
from onrecord.content.model import SLUG
from onrecord.content.parse import META
from onrecord.record.rules.register import RULES

DRAFT = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_WORD = r"[^\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00a0]+"
PORTABLE_SLUG = rf"^{_WORD}([-_.]{_WORD})*$"
"""``SLUG`` for any dialect: in ECMA-262 ``\\W`` holds the letters of all scripts but one."""


def schemas(config: Config) -> dict[str, Schema]:
    """The schemas by name: ``onrecord`` for the settings, ``brief``, ``actor``, ... for front matter."""
    rules = {rule.code: {"description": rule.title, "enum": ["error", "warning", "note", "off"]} for rule in RULES}
    words = {
        ("Assessment", "status"): {key: status.meaning for key, status in config.statuses.items()},
        ("Claim", "status"): {key: status.meaning for key, status in config.statuses.items()},
        ("Actor", "kind"): {key: kind.label for key, kind in config.actor_kinds.items()},
        ("Ignore", "rule"): {rule.code: rule.title for rule in RULES},
    }
    made = {"onrecord": _schema_of(Config, {})}
    made["onrecord"]["properties"]["rules"] |= {
        "anyOf": [{"type": "object", "properties": rules, "additionalProperties": False}, {"type": "null"}]
    }
    for kind in FOLDERS.values():
        made[kind] = _schema_of(META[kind], words)
    return made


def as_text(schema: object) -> str:
    """A schema as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _schema_of(model: type, words: dict[tuple[str, str], dict[str, str]]) -> Schema:
    schema: Schema = TypeAdapter(model).json_schema()
    parts = schema.setdefault("$defs", {})
    for name, part in {**parts, model.__name__: schema}.items():
        part["description"] = part["description"].replace("``", "'")
        for field, known in part["properties"].items():
            if (name, field) in words:
                _offer(known, words[name, field])
        required = part.get("required", [])
        part["properties"] = {
            field: _field(known, optional=field not in required) for field, known in part["properties"].items()
        }
    made: Schema = {"$schema": DRAFT, **_replaced(schema)}
    if "#/$defs/Date" in json.dumps(made):
        made["$defs"]["Date"] = DATE_JSON_SCHEMA
    return made


def _offer(field: Schema, words: dict[str, str]) -> None:
    """Have a field offer words with their meanings; no other will do."""
    choice = {"oneOf": [{"const": word, "description": meaning} for word, meaning in words.items()]}
    if "anyOf" in field:
        field["anyOf"] = [choice, {"type": "null"}]
    else:
        field.pop("type")
        field |= choice
    field.pop("examples", None)


def _field(field: Schema, *, optional: bool) -> Schema:
    """A field as somebody may write it: left empty it is left out."""
    kept = {key: value for key, value in field.items() if key not in ("title", "default")}
    if isinstance(kept.get("additionalProperties"), dict):
        kept["additionalProperties"] = _or_empty(kept["additionalProperties"])
    if "anyOf" in kept:
        kept["anyOf"] = [_field(choice, optional=False) for choice in kept["anyOf"]]
    return _or_empty(kept) if optional else kept


def _or_empty(field: Schema) -> Schema:
    if "anyOf" in field:
        others = [choice for choice in field["anyOf"] if choice != {"type": "null"}]
        return {**field, "anyOf": [*others, {"type": "null"}]}
    about: Schema = {key: field[key] for key in ("description", "examples") if key in field}
    choice = {key: value for key, value in field.items() if key not in about}
    return {**about, "anyOf": [choice, {"type": "null"}]}


def _replaced(schema: Any) -> Any:
    """A schema in which the form of dates is told once, and patterns are those that every dialect reads alike."""
    if isinstance(schema, list):
        return [_replaced(item) for item in schema]
    if not isinstance(schema, dict):
        return schema
    if schema.get("pattern") == DATE_JSON_SCHEMA["pattern"]:
        own = {key: schema[key] for key in ("description", "examples") if schema.get(key) != DATE_JSON_SCHEMA.get(key)}
        return {**{key: value for key, value in own.items() if value}, "$ref": "#/$defs/Date"}
    if schema.get("type") == "string" and "enum" not in schema:
        # To the parser a bare number is the text that it looks like; editors read it as a number.
        schema = {**schema, "type": ["string", "number"]}
    if schema.get("pattern") == SLUG:
        schema = {**schema, "pattern": PORTABLE_SLUG}
    return {key: _replaced(value) for key, value in schema.items()}
