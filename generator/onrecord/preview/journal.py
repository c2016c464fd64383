"""What changed since a page was sent, however long ago, so that no page misses a build that it slept through."""

from __future__ import annotations

from collections.abc import Iterable


class Journal:
    """By the file below the output folder: the latest build that wrote it, and the latest that removed it."""

    def __init__(self) -> None:
        self._written: dict[str, int] = {}
        self._removed: dict[str, int] = {}
        self._asset_builds: dict[int, list[str]] = {}

    def note(self, build: int, written: Iterable[str], removed: Iterable[str]) -> None:
        """A build has written and removed files."""
        assets: list[str] = []
        for file in written:
            self._written[file] = build
            self._removed.pop(file, None)
            if not file.endswith(".html"):
                assets.append(file)
        for file in removed:
            self._removed[file] = build
            self._written.pop(file, None)
            if not file.endswith(".html"):
                assets.append(file)
        if assets:
            self._asset_builds[build] = assets

    def was_written(self, file: str, since: int) -> bool:
        """Whether a build after ``since`` wrote the file."""
        return self._written.get(file, 0) > since

    def was_removed(self, file: str, since: int) -> bool:
        """Whether a build after ``since`` removed the file, and none wrote it again."""
        return self._removed.get(file, 0) > since

    def assets(self, since: int) -> list[str]:
        """The files that are no pages and that a build after ``since`` wrote or removed."""
        return sorted({file for build, files in self._asset_builds.items() if build > since for file in files})
