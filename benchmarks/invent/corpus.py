"""What a corpus is made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

Meta = dict[str, Any]
"""Front matter as plain values, its fields in their canonical order."""

FOLDERS = ("briefs", "actors", "sources", "events", "places", "topics", "pages")


@dataclass(slots=True)
class File:
    """One Markdown file of a site: ``body`` is in onrecord's Markdown, ``name`` the file's stem."""

    folder: str
    name: str
    id: str
    meta: Meta
    body: str = ""


@dataclass(slots=True)
class Corpus:
    """A made-up site. ``outlets`` and ``states`` are ids of actors of these kinds."""

    config: Meta = field(default_factory=dict)
    files: dict[str, list[File]] = field(default_factory=lambda: {folder: [] for folder in FOLDERS})
    outlets: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)

    def all_files(self) -> Iterator[File]:
        """Every file, folder by folder."""
        for folder in FOLDERS:
            yield from self.files[folder]

    def briefs(self) -> list[File]:
        """The briefs, in the order of their making."""
        return self.files["briefs"]

    def ids(self, folder: str) -> list[str]:
        """The ids of a folder's files."""
        return [file.id for file in self.files[folder]]

    def name_of(self, folder: str, key: str) -> str:
        """The name or title of a file's item."""
        meta = next(file.meta for file in self.files[folder] if file.id == key)
        return str(meta.get("name") or meta["title"])
