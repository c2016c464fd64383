"""Where the pages of renamed content went."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from onrecord.preview.content_of_page import Item, item_of, tables
from onrecord.record.record import Record
from onrecord.site.routes import Routes


def moves(before: Record, after: Record, removed: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """Of the removed pages, by file: those that went elsewhere and where to, and those whose content is gone and whose.

    An item is known again by its name (a brief by its title, a claim by its text, an actor by its name), when nothing
    else that is new has the same. Claims and events go with their brief.
    """
    fresh = _Fresh(before, after)
    routes = Routes(after)
    went: dict[str, str] = {}
    gone: dict[str, str] = {}
    for file in removed:
        item = item_of(before, file)
        if item is None:
            continue
        key = fresh.key_of(item)
        if key is None:
            gone[file] = item.origin.path
        else:
            went[file] = routes.file(item.kind, key)
    return went, gone


class _Fresh:
    """The items of ``after`` that ``before`` did not have, by name."""

    def __init__(self, before: Record, after: Record) -> None:
        self._before = tables(before)
        self._after = tables(after)
        self._by_name: dict[str, dict[str, list[str]]] = {}

    def key_of(self, item: Item) -> str | None:
        """The key that an item of ``before`` has in ``after``."""
        table = self._after[item.kind]
        if item.key in table:
            return item.key
        brief, hash_sign, inner = item.key.partition("#")
        if hash_sign and (entity := self._before["brief"].get(brief)):
            new_brief = self.key_of(Item("brief", brief, entity.origin))
            if new_brief and new_brief != brief and f"{new_brief}#{inner}" in table:
                return f"{new_brief}#{inner}"
        candidates = self._named(item.kind).get(_name(self._before[item.kind][item.key]), [])
        return candidates[0] if len(candidates) == 1 else None

    def _named(self, kind: str) -> Mapping[str, list[str]]:
        if kind not in self._by_name:
            found: dict[str, list[str]] = {}
            for key, entity in self._after[kind].items():
                if key not in self._before[kind]:
                    found.setdefault(_name(entity), []).append(key)
            self._by_name[kind] = found
        return self._by_name[kind]


def _name(entity: Any) -> str:
    """What its readers know an item by."""
    meta = entity.meta
    return str(getattr(meta, "title", None) or getattr(meta, "name", None) or getattr(meta, "text", None) or "")
