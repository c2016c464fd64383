"""Tables as JSON and CSV, and the data package that describes them (Frictionless Data, v1)."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from hashlib import sha256
from types import NoneType, UnionType
from typing import Annotated, Any, get_args, get_origin, get_type_hints

import msgspec

from onrecord.record.record import Record
from onrecord.site.exports.tables import TABLES, Table
from onrecord.site.routes import absolute

_TYPES = {"str": "string", "int": "integer", "float": "number", "tuple": "array"}

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet take a text for a formula."""

DISCLAIMER = "A claim is the statement of those who made it, not a finding of the publisher."

_row = msgspec.json.Encoder().encode


def as_json(rows: Iterable[msgspec.Struct]) -> bytes:
    """The rows as a list of objects, a row on each line."""
    return b"[\n" + b",\n".join([_row(row) for row in rows]) + b"\n]\n"


def as_csv(table: Table, rows: Iterable[msgspec.Struct]) -> bytes:
    """The rows in UTF-8 (RFC 4180). A list is a JSON list; text that a spreadsheet would run has a ``'`` before it."""
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(table.row.__struct_fields__)
    writer.writerows([_cell(value) for value in msgspec.structs.astuple(row)] for row in rows)
    return written.getvalue().encode()


def _cell(value: Any) -> Any:
    kind = type(value)
    if kind is str:
        return f"'{value}" if value.startswith(_FORMULA) else value
    if kind is tuple:
        return _row(value).decode() if value else "[]"
    return value


def data_package(record: Record, made: Mapping[str, bytes]) -> bytes:
    """``datapackage.json`` describes the CSV files; ``made`` are the bytes of the tables by file name."""
    config = record.config
    package: dict[str, Any] = {
        "name": "record",
        "profile": "data-package",
        "title": config.title,
        "description": f"{config.description or config.title}\n\n{DISCLAIMER}",
        "contributors": [{"title": config.publisher or config.title, "role": "publisher"}],
    }
    home = absolute(config, "index.html")
    if home:
        package["homepage"] = home
    package["resources"] = [_resource(table, made[f"{table.name}.csv"]) for table in TABLES]
    return msgspec.json.format(msgspec.json.encode(package), indent=1) + b"\n"


def _resource(table: Table, data: bytes) -> dict[str, Any]:
    return {
        "name": table.name,
        "path": f"{table.name}.csv",
        "profile": "tabular-data-resource",
        "title": table.name.capitalize(),
        "description": (table.row.__doc__ or "").strip(),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": f"sha256:{sha256(data).hexdigest()}",
        "schema": schema(table),
    }


def schema(table: Table) -> dict[str, Any]:
    """The table's schema (Table Schema, v1)."""
    found: dict[str, Any] = {
        "fields": [_field(name, hint, table) for name, hint in columns(table).items()],
        "primaryKey": list(table.key),
        "missingValues": [""],
    }
    if table.references:
        found["foreignKeys"] = [
            {"fields": column, "reference": {"resource": "" if other == table.name else other, "fields": "id"}}
            for column, other in table.references.items()
        ]
    return found


def columns(table: Table) -> dict[str, Any]:
    """The columns of a table with their annotations."""
    return get_type_hints(table.row, include_extras=True)


def column_type(hint: Any) -> tuple[str, str, bool]:
    """What a column holds (``string``, ``integer``, ``number``, ``array``), what it says, whether it may be empty."""
    assert get_origin(hint) is Annotated
    plain, meta = get_args(hint)
    optional = isinstance(plain, UnionType)
    kind = next(part for part in get_args(plain) if part is not NoneType) if optional else get_origin(plain) or plain
    return _TYPES[kind.__name__], meta.description, optional


def _field(name: str, hint: Any, table: Table) -> dict[str, Any]:
    kind, description, optional = column_type(hint)
    kind = "date" if name.endswith(("_from", "_to")) else kind
    required = not optional or name in table.key
    return {"name": name, "type": kind, "description": description, "constraints": {"required": required}}
