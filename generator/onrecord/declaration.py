"""How what a file may hold is declared: plain frozen dataclasses whose fields carry their own documentation.

The declarations cost nothing at run time: validation reads them only when a file has to be parsed, and the JSON
Schema and the reference in the docs are made from the same descriptions.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Any, TypeVar, dataclass_transform, get_args

T = TypeVar("T")

LANGUAGE_TAG = (
    r"^[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|[0-9]{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|[0-9][A-Za-z0-9]{3}))*(?:-[A-WY-Za-wy-z0-9](?:-[A-Za-z0-9]{2,8})+)*"
    r"(?:-[Xx](?:-[A-Za-z0-9]{1,8})+)?$"
)
"""The form of a language tag: ``langtag`` of RFC 5646 (BCP 47), section 2.1, for languages with a code of their own."""


def described(
    description: str,
    *,
    default: Any = dataclasses.MISSING,
    examples: tuple[Any, ...] = (),
    **constraints: Any,
) -> Any:
    """A field with its description; without ``default`` it is required.

    ``constraints`` are pydantic's field constraints (``ge``, ``le``, ``pattern``, ``strict``, ``alias``).
    """
    metadata: dict[str, Any] = {"description": description, **constraints}
    if examples:
        metadata["examples"] = list(examples)
    if default is dataclasses.MISSING:
        return dataclasses.field(metadata=metadata)
    return dataclasses.field(default=default, metadata=metadata)


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(described,))
def entry(cls: type[T]) -> type[T]:
    """A frozen, slotted, keyword-only dataclass that refuses unknown fields when it is validated."""
    cls.__pydantic_config__ = {"extra": "forbid"}  # type: ignore[attr-defined]
    return dataclass(frozen=True, slots=True, kw_only=True)(cls)


MOST = 1000
"""The most entries of a list: each of them may show on the page of every other."""


@dataclass(frozen=True, slots=True)
class OneOrMany:
    """``by: x`` for ``by: [x]``, and a mapping for a list of one mapping; at most ``MOST`` entries."""

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import PydanticCustomError, core_schema

        many_words = get_args(source)[:1] == (str,)
        alone = str if many_words else (str, dict)

        def as_list(value: Any) -> Any:
            if isinstance(value, list) and len(value) > MOST:
                raise PydanticCustomError(
                    "too_many", "{number} entries; at most {most} are allowed", {"number": len(value), "most": MOST}
                )
            return [value] if isinstance(value, alone) else value

        return core_schema.no_info_before_validator_function(as_list, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        many = handler(schema)
        return {"anyOf": [many["items"], {**many, "maxItems": MOST}]}


@dataclass(frozen=True, slots=True)
class WordFor:
    """``en`` for ``{key: en}``: a plain word stands for a mapping that has only ``key``."""

    key: str

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        from pydantic_core import core_schema

        return core_schema.no_info_before_validator_function(self._in_mapping, handler(source))

    def __get_pydantic_json_schema__(self, schema: Any, handler: Any) -> Any:
        return {"anyOf": [{"type": "string"}, handler(schema)]}

    def _in_mapping(self, value: Any) -> Any:
        return {self.key: value} if isinstance(value, str) else value
