"""Equal short texts and dates of front matter as one object: ids, names, kinds and days come again and again.

What comes out of a file or another process is a copy each time. Of ten thousand briefs such copies take up more memory
than all the rest of their front matter.
"""

from __future__ import annotations

from dataclasses import fields, is_dataclass
from functools import cache
from sys import intern
from typing import Any

from onrecord.content.dates import Date
from onrecord.content.model import Meta

SHORT = 40
"""Texts of more characters are hardly ever those of another."""

MOST_DATES = 1 << 14


def share(meta: Meta) -> None:
    """Let ``meta``, which nobody else holds yet, have its short texts and its dates in common with all others."""
    if len(_dates) > MOST_DATES:
        _dates.clear()
    _share(meta)


def _share(item: Any) -> None:
    for name in _fields_of(item.__class__):
        value = getattr(item, name)
        kind = type(value)
        if kind is str:
            if len(value) <= SHORT:
                object.__setattr__(item, name, intern(value))
        elif kind is Date:
            object.__setattr__(item, name, _dates.setdefault(value.text, value))
        elif kind is tuple and value:
            if type(value[0]) is str:
                object.__setattr__(item, name, tuple(map(intern, value)))
            else:
                for part in value:
                    _share(part)


@cache
def _fields_of(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()


_dates: dict[str, Date] = {}
"""By their text, which tells all of a date."""
