"""How pydantic and JSON Schema see a date. Imported only when a schema is built."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from onrecord.content.date_bounds import DateError

_POINT = r"[?~%]?[0-9X]{4}[?~%]?(-[?~%]?[0-9X]{2}[?~%]?(-[?~%]?[0-9X]{2}[?~%]?)?)?"
_INSTANT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2}(\.[0-9]{1,9})?)?(Z|[+-][0-9]{2}(:[0-9]{2})?)?"
_END = rf"(\.\.|{_POINT})?"
_MEMBER = rf"((\.\. *)?{_POINT}( *\.\.)?|{_POINT} *\.\. *{_POINT})"

PATTERN = rf"^\s*({_POINT}|{_INSTANT}|{_END} */ *{_END}|[\[{{] *{_MEMBER}( *, *{_MEMBER})* *[\]}}])\s*$"
"""What an editor can check while typing (ECMA-262 syntax): the shape of a date, not the calendar."""

DATE_JSON_SCHEMA: dict[str, object] = {
    "type": ["string", "integer"],  # YAML reads a bare year as a number
    "description": (
        "A date with only the precision that is known, in EDTF (ISO 8601-2): 2025-05-20, 2025-05, 2025, "
        "2025-05-20~ (around), 2025-05? (possibly), 2025-05-20/2025-05-22 (between), ../2025 (2025 or earlier)."
    ),
    "examples": ["2025-05-20", "2025-05", "2025-05-20~", "2025-05-20/2025-05-22", "../2025", "202X"],
    "pattern": PATTERN,
    "minimum": 1000,
    "maximum": 9999,
}


_LONGEST_NUMBER = 10**20  # Python refuses to write very long numbers as text

Value = TypeVar("Value")


def date_core_schema(kind: type[Value], parse: Callable[[str], Value]) -> CoreSchema:
    """Text for ``parse``, a bare year that YAML read as a number, or a value of the kind; to JSON as the text.

    A text that is no date is an error of type ``bad_date``, with the hint, if any, at ``ctx["hint"]``.
    """

    def validated(value: object) -> Value:
        if isinstance(value, kind):
            return value
        if isinstance(value, int) and not isinstance(value, bool) and abs(value) < _LONGEST_NUMBER:
            value = str(value)
        try:
            if not isinstance(value, str):
                raise DateError("expected a date", "write a date such as 2025-05-20")
            return parse(value)
        except DateError as error:
            # The reason comes last: pydantic fills the template key by key, and the reason quotes what somebody wrote.
            raise PydanticCustomError("bad_date", "{reason}", {"hint": error.hint, "reason": str(error)}) from None

    return core_schema.no_info_plain_validator_function(
        validated, serialization=core_schema.to_string_ser_schema(when_used="json")
    )
