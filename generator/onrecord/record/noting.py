"""A record whose readers are noted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from onrecord.record.reads import Reads, Watched
from onrecord.record.record import Record


def noted(record: Record, reads: Reads) -> Record:
    """The record with mappings that tell ``reads`` who reads of them; it is the one that is read from now on."""
    mappings = dict(_mappings_of(record))
    of_index = {f"index.{name}": mapping for name, mapping in _mappings_of(record.index)}
    reads.turn_to(mappings | of_index)
    index: Any = {name: Watched(f"index.{name}", mapping, reads) for name, mapping in _mappings_of(record.index)}
    watched: Any = {name: Watched(name, mapping, reads) for name, mapping in mappings.items()}
    return replace(record, index=replace(record.index, **index), reads=reads, **watched)


def _mappings_of(holder: Any) -> Iterator[tuple[str, Mapping[Any, Any]]]:
    for field in fields(holder):
        value = getattr(holder, field.name)
        if isinstance(value, Mapping):
            yield field.name, value
