"""Which content file a page shows, and whether that is published yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from onrecord.content.locate import Locator
from onrecord.record.entities import BriefEntity, Origin
from onrecord.record.record import Record
from onrecord.site.routes import HasOrigin, Routes

INDEX = "index.html"
ROUTED = ("brief", "claim", "actor", "event", "topic", "place", "page")


@dataclass(frozen=True, slots=True)
class Item:
    """What a page is about: a route's kind and key, and where that was declared."""

    kind: str
    key: str
    origin: Origin


def tables(record: Record) -> dict[str, Mapping[str, HasOrigin]]:
    """The kinds of items that have pages of their own."""
    return {
        "brief": record.briefs,
        "claim": record.claims,
        "actor": record.actors,
        "event": record.events,
        "topic": record.topics,
        "place": record.places,
        "page": record.pages,
    }


def item_of(record: Record, file: str) -> Item | None:
    """The item that the page at ``file`` (below the output folder) is about; ``None`` for lists and unknown pages."""
    top, _, rest = file.removesuffix(f"/{INDEX}").partition("/")
    routes = Routes(record)
    kinds = [kind for kind in ROUTED if kind != "page" and f"{kind}s" == top] if rest else []
    for kind in (*kinds, "page"):
        table = tables(record)[kind]
        likely = f"{top}/{rest}" if kind == "page" and rest else top if kind == "page" else rest
        for key in (likely, likely.replace("/", "#", 1)):
            if key in table and routes.file(kind, key) == file:
                return Item(kind, key, table[key].origin)
    # An id that cannot be a file's name goes by another one.
    for kind in kinds:
        for key, entity in tables(record)[kind].items():
            if routes.file(kind, key) == file:
                return Item(kind, key, entity.origin)
    return None


def withheld(record: Record, item: Item) -> str | None:
    """Why what a page shows is not published yet, in a sentence; ``None`` for what is."""
    brief = _brief_of(record, item)
    if brief is None:
        return None
    name = "This" if item.kind == "brief" else f"“{brief.meta.title}”, which this is from,"
    if brief.meta.draft:
        return f"{name} is a draft. It is shown here only."
    if brief.id in record.embargoed and brief.meta.publish_at:
        return f"{name} is under embargo until {brief.meta.publish_at}. It is shown here only."
    return None


def place_of(root: Path, item: Item) -> tuple[str, int]:
    """The file, relative to ``root``, and the line at which an item is declared; reads the file."""
    line, _ = Locator(root).at(item.origin.path, item.origin.pointer) if item.origin.pointer else (1, 1)
    return item.origin.path, line or 1


def _brief_of(record: Record, item: Item) -> BriefEntity | None:
    if item.kind == "brief":
        return record.briefs.get(item.key)
    brief, hash_sign, _ = item.key.partition("#")
    return record.briefs.get(brief) if hash_sign else None
