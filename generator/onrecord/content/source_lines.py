"""The lines of content files, as diagnostics count them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

LONGEST_FILE = 5_000_000
"""Of a larger file only the start is looked at, in bytes."""


class SourceLines:
    """The lines of the files of the site in ``root``; each file is read once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.files: dict[str, list[str]] = {}

    def get(self, file: str, line: int) -> str | None:
        """A line by its number, from 1; ``None`` where there is none, or no such file."""
        if file not in self.files:
            self.files[file] = self._read(self.root / file)
        lines = self.files[file]
        return lines[line - 1] if 0 < line <= len(lines) else None

    def _read(self, path: Path) -> list[str]:
        try:
            if not path.is_file():
                return []
            with path.open("rb") as reader:
                data = reader.read(LONGEST_FILE)
        except (OSError, ValueError):
            return []
        text = data.decode("utf-8", "replace").removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
        return unicodedata.normalize("NFC", text).split("\n")
