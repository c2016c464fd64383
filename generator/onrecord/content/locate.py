"""Where a value of a content file stands; looked up only for values that somebody has a problem with."""

from __future__ import annotations

from pathlib import Path

from onrecord.content.yaml_positions import Positions

Pointer = tuple[str | int, ...]

Place = tuple[int | None, int | None]
"""Line and column, from 1."""


class Locator:
    """Finds the places of values in the files of one site; each file is read once, when it is first asked about."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._positions: dict[str, Positions | None] = {}

    def at(self, path: str, pointer: Pointer, key: bool = False) -> Place:
        """Line and column (from 1) of the front-matter value at ``pointer``, or of its key.

        ``path`` is relative to the site's folder; in a ``.yaml`` file the whole is YAML. Where the pointer leads
        nowhere, the deepest place on its way; ``(None, None)`` when the file cannot be read. Never raises.
        """
        if path not in self._positions:
            self._positions[path] = self._read(path)
        positions = self._positions[path]
        if positions is None:
            return None, None
        return positions.of_key(pointer) if key else positions.of(pointer)

    def _read(self, path: str) -> Positions | None:
        from onrecord.content import front_matter, strict_yaml

        try:
            data = self._bytes(path)
        except (OSError, ValueError):
            return None
        text, _ = front_matter.decode(data, path)
        if text is None:
            return None
        if path.lower().endswith((".yaml", ".yml")):
            return strict_yaml.positions(text)
        parts, _ = front_matter.split(text, path)
        return strict_yaml.positions(parts.yaml, parts.yaml_line) if parts else None

    def _bytes(self, path: str) -> bytes:
        return (self._root / path).read_bytes()
