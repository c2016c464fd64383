"""A field of the front matter reads a date, and its JSON Schema helps an editor to write one."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from pydantic import TypeAdapter, ValidationError

from onrecord.content.dates import Date, parse_date
from tests.content.date_strategies import ANY_TEXT, date_or_error


@dataclass(frozen=True)
class Said:
    said: Date
    accessed: Date | None = None


SAID = TypeAdapter(Said)


def test_a_field_is_read_from_text_from_a_bare_year_and_from_a_date() -> None:
    assert SAID.validate_python({"said": "2025-05-20~"}).said == parse_date("2025-05-20~")
    assert SAID.validate_python({"said": 2025, "accessed": None}) == Said(parse_date("2025"))
    assert SAID.validate_python({"said": parse_date("2025"), "accessed": parse_date("2026")}).accessed == parse_date(
        "2026"
    )
    assert json.loads(SAID.dump_json(Said(parse_date("2025-05")))) == {"said": "2025-05", "accessed": None}


@pytest.mark.parametrize(
    ("value", "message", "hint"),
    [
        ("20.05.2025", "'20.05.2025' is not a date: expected a form such as", "write 2025-05-20"),
        ("{hint}", "'{hint}' is not a date: ", None),
        (20250520, "'20250520' is not a date: ", "write 2025-05-20"),
        (True, "expected a date", "write a date such as 2025-05-20"),
        ([2025], "expected a date", "write a date such as 2025-05-20"),
        (10**100, "expected a date", "write a date such as 2025-05-20"),
    ],
)
def test_a_field_that_is_no_date_is_an_error_with_its_hint(value: object, message: str, hint: str | None) -> None:
    with pytest.raises(ValidationError) as caught:
        SAID.validate_python({"said": value})
    [error] = caught.value.errors()
    assert error["type"] == "bad_date"
    assert error["loc"] == ("said",)
    assert error["msg"].startswith(message)
    assert error["ctx"]["hint"] == hint


@cache
def _date_schema() -> dict[str, Any]:
    schema = SAID.json_schema()
    properties: dict[str, Any] = schema["properties"]
    said: dict[str, Any] = properties["said"]
    return said if "$ref" not in said else schema["$defs"][said["$ref"].rpartition("/")[2]]


def test_the_json_schema_describes_a_date_and_its_examples_are_dates() -> None:
    schema = _date_schema()
    assert schema["type"] == ["string", "integer"]
    assert schema["description"]
    assert all(isinstance(date_or_error(example), Date) for example in schema["examples"])


@given(ANY_TEXT)
@settings(max_examples=200)
def test_the_pattern_of_the_json_schema_lets_every_date_pass(text: str) -> None:
    if isinstance(date_or_error(text), Date):
        assert re.search(_date_schema()["pattern"], text)


@pytest.mark.parametrize("text", ["20.05.2025", "May 2025", "2025-5-3", "2025-05-20x", "", "{}", "..", "-0050"])
def test_the_pattern_of_the_json_schema_stops_common_mistakes(text: str) -> None:
    assert not re.search(_date_schema()["pattern"], text)
