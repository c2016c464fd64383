"""What changed since a page was sent, however long ago, so that no page misses a build that it slept through."""

from __future__ import annotations

from collections.abc import Iterable


class Journal:
    """By the file below the output folder: the latest turn that wrote it, and the latest that removed it."""

    def __init__(self) -> None:
        self._written: dict[str, int] = {}
        self._removed: dict[str, int] = {}
        self._assets: dict[int, list[str]] = {}

    def note(self, turn: int, written: Iterable[str], removed: Iterable[str]) -> None:
        """Files were written and removed."""
        assets: list[str] = []
        for file in written:
            self._written[file] = turn
            self._removed.pop(file, None)
            if not file.endswith(".html"):
                assets.append(file)
        for file in removed:
            self._removed[file] = turn
            self._written.pop(file, None)
            if not file.endswith(".html"):
                assets.append(file)
        if assets:
            self._assets[turn] = assets

    def was_written(self, file: str, since: int) -> bool:
        """Whether a turn after ``since`` wrote the file."""
        return self._written.get(file, 0) > since

    def was_removed(self, file: str, since: int) -> bool:
        """Whether a turn after ``since`` removed the file, and none wrote it again."""
        return self._removed.get(file, 0) > since

    def assets(self, since: int) -> list[str]:
        """The files that are no pages and that a turn after ``since`` wrote or removed."""
        return sorted({file for turn, files in self._assets.items() if turn > since for file in files})
