"""Where a value of front matter stands in its file, found by reading the file again when somebody asks."""

from __future__ import annotations

from pathlib import Path

from onrecord.content import front_matter, strict_yaml

Pointer = tuple[str | int, ...]


class Locator:
    """Looks positions up in the files of the site in ``root``; each file is read at most once."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._positions: dict[str, strict_yaml.Positions | None] = {}

    def at(self, path: str, pointer: Pointer, *, key: bool = False) -> tuple[int | None, int | None]:
        """Line and column, from 1, of the value at ``pointer`` in the file, or of its key.

        ``(None, None)`` when the file has no front matter to look in, or none any more.
        """
        if path not in self._positions:
            self._positions[path] = self._read(path)
        positions = self._positions[path]
        if positions is None:
            return None, None
        return positions.of_key(pointer) if key else positions.of(pointer)

    def _read(self, path: str) -> strict_yaml.Positions | None:
        try:
            data = (self._root / path).read_bytes()
        except OSError:
            return None
        text, _ = front_matter.decode(data, path)
        if text is None:
            return None
        if not path.endswith((".md", ".markdown")):
            return strict_yaml.positions(text) if path.endswith((".yaml", ".yml")) else None
        parts, _ = front_matter.split(text, path)
        return strict_yaml.positions(parts.yaml, parts.yaml_line) if parts else None
