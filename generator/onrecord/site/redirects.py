"""Old addresses: what leads from them to what, and the files that they ask for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from onrecord.content.model import SharedEvent
from onrecord.content.slugs import MAX_BYTES, RESERVED_NAMES, caseless, component
from onrecord.record.entities import Origin, Target
from onrecord.record.record import Record

KEPT = ".onrecord"
"""The folder of the output that the generator keeps for itself."""

_OLD_BRIEF = re.compile(r"/briefs/([^/]+)/")
_FORBIDDEN = re.compile(r"""[\\?#%:*"<>|\x00-\x1f\x7f-\x9f]""")


def redirects(record: Record) -> Iterator[tuple[str, Target, Origin]]:
    """Old addresses: the address, what it leads to, and the value that asks for it.

    Where a brief had another id, its claims and events had other addresses too: ``/briefs/old/`` leads there as well.
    """
    for brief in record.briefs.values():
        for address, target, origin in _old_addresses(
            Target("brief", brief.id), brief.origin, "aliases", brief.meta.aliases
        ):
            yield address, target, origin
            if old := _OLD_BRIEF.fullmatch(address):
                for key in brief.claims:
                    yield f"/claims/{old[1]}/{component(key.partition('#')[2])}/", Target("claim", key), origin
                for key in (key for key, event in record.events.items() if event.brief == brief.id):
                    yield f"/events/{old[1]}/{component(key.partition('#')[2])}/", Target("event", key), origin
    for page in record.pages.values():
        yield from _old_addresses(Target("page", page.id), page.origin, "aliases", page.meta.aliases)
    for event in record.events.values():
        if isinstance(event.meta, SharedEvent):
            yield from _old_addresses(Target("event", event.key), event.origin, "aliases", event.meta.aliases)
    for actor in record.actors.values():
        yield from _old_addresses(Target("actor", actor.id), actor.origin, "redirects", actor.meta.redirects)
    for place in record.places.values():
        yield from _old_addresses(Target("place", place.id), place.origin, "redirects", place.meta.redirects)
    for topic in record.topics.values():
        yield from _old_addresses(Target("topic", topic.id), topic.origin, "redirects", topic.meta.redirects)


def _old_addresses(
    target: Target, origin: Origin, field: str, addresses: Iterable[str]
) -> Iterator[tuple[str, Target, Origin]]:
    for number, address in enumerate(addresses):
        yield address, target, Origin(origin.path, (field, number))


def redirect_file(address: str) -> str | None:
    """The output file of an old address, ``None`` when it is not an address within the site."""
    path = unicodedata.normalize("NFC", address)
    parts = path.removeprefix("/").removesuffix("/").split("/")
    if not path.startswith("/") or _FORBIDDEN.search(path) or any(part.strip(". ") == "" for part in parts):
        return None
    if caseless(parts[0]) == KEPT or any(_is_unusable(part) for part in parts):
        return None
    if parts[-1].endswith((".html", ".htm")):
        return "/".join(parts)
    return "/".join([*parts, "index.html"])


def _is_unusable(part: str) -> bool:
    """Whether a part of an address is too long for a file's name, git's own folder, or a device of Windows."""
    stem = part.partition(".")[0].strip().lower()
    return len(part.encode()) > MAX_BYTES or caseless(part) == ".git" or stem in RESERVED_NAMES
