"""Which fields of front matter refer to what."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from functools import cache
from typing import Any, get_args, get_type_hints

Field = tuple[str, str]
"""A declaration of the content model and a field of it."""

Pointer = tuple[str | int, ...]

_CLAIM, _SOURCE, _EVENT, _ACTOR = "claim", "source", "event", "actor"

REFERRING: dict[Field, str] = {
    ("Source", "outlet"): _ACTOR,
    ("Source", "authors"): _ACTOR,
    ("Source", "via"): _SOURCE,
    ("Evidence", "source"): _SOURCE,
    ("Response", "by"): _ACTOR,
    ("Response", "source"): _SOURCE,
    ("Claim", "by"): _ACTOR,
    ("Claim", "about"): _ACTOR,
    ("Claim", "event"): _EVENT,
    ("Claim", "sources"): _SOURCE,
    ("Claim", "contradicts"): _CLAIM,
    ("Claim", "supports"): _CLAIM,
    ("Claim", "repeats"): _CLAIM,
    ("Claim", "supersedes"): _CLAIM,
    ("Event", "actors"): _ACTOR,
    ("Event", "part_of"): _EVENT,
    ("Event", "sources"): _SOURCE,
    ("Correction", "claim"): _CLAIM,
    ("Brief", "actors"): _ACTOR,
    ("Role", "organization"): _ACTOR,
    ("Role", "source"): _SOURCE,
    ("Relation", "to"): _ACTOR,
    ("Relation", "source"): _SOURCE,
    ("Actor", "country"): _ACTOR,
    ("Place", "country"): _ACTOR,
}
"""What kind of item a field names, by id."""

ITEMS: dict[str, tuple[Field, ...]] = {"source": (("Source", "id"),)}
"""Fields in which an item of a kind says its own id."""


def fields_of(declaration: Any, values: Any, pointer: Pointer = ()) -> Iterator[tuple[Pointer, str, Field]]:
    """Every text in ``values``, what is written in the form of ``declaration``: where it stands, and in which field.

    A field that a declaration inherits is that of the declaration it comes from.
    """
    if not isinstance(values, dict):
        return
    for name, (owner, inner) in _fields(declaration).items():
        value = values.get(name)
        items = list(enumerate(value)) if isinstance(value, list) else [(None, value)]
        for number, item in items:
            here = (*pointer, name) if number is None else (*pointer, name, number)
            if isinstance(item, str):
                yield here, item, (owner, name)
            elif inner is not None:
                yield from fields_of(inner, item, here)


@cache
def _fields(declaration: Any) -> dict[str, tuple[str, type[Any] | None]]:
    """By the name in front matter: the declaration that a field comes from, and the one its values are of."""
    hints = get_type_hints(declaration)
    found = {}
    for field in dataclasses.fields(declaration):
        owners = [it for it in declaration.__mro__ if field.name in getattr(it, "__annotations__", {})]
        found[field.metadata.get("alias", field.name)] = (owners[-1].__name__, _inner(hints[field.name]))
    return found


def _inner(hint: Any) -> type[Any] | None:
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return hint
    return next((found for it in get_args(hint) if (found := _inner(it))), None)


def declared(declaration: Any, field: str) -> type[Any] | None:
    """The declaration that the values of a field are of, by the field's name in front matter."""
    return _fields(declaration).get(field, ("", None))[1]
