"""The bytes of a manifest, kept between the commits of one process: most change a few digests, which all have a length.

To encode the manifest of a large site takes longer than to make the page that was edited.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import accumulate
from typing import NamedTuple

import msgspec

from onrecord.build.manifest import Manifest

FILES = b'\n "files": {'
"""What stands before the lines of the files."""


class Redigested(NamedTuple):
    """The digests that a file had and has."""

    old: str
    new: str


class ManifestText:
    """The ``data`` of a manifest, as its ``to_bytes`` gives it."""

    def __init__(self, manifest: Manifest, data: bytes | None = None) -> None:
        """``data`` is known where it was made from that of another manifest."""
        self.data = manifest.to_bytes() if data is None else data
        self._manifest = manifest
        self._places: dict[str, int] | None = None

    def after(self, manifest: Manifest, changed: Mapping[str, Redigested]) -> ManifestText | None:
        """That of a manifest in which nothing else ``changed``; ``None`` where it does not fit this one."""
        if self._places is None:
            self._places = self._found_places()
        data = bytearray(self.data)
        for path, (old, new) in changed.items():
            place, line, fresh = self._places.get(path), _line(path, old), _line(path, new)
            if place is None or len(line) != len(fresh) or not data.startswith(line, place):
                return None
            data[place : place + len(line)] = fresh
        found = ManifestText(manifest, bytes(data))
        found._places = self._places
        return found

    def _found_places(self) -> dict[str, int]:
        """Where the line of each file begins."""
        files = self._manifest.files
        paths = sorted(files)
        lengths = (len(_line(path, files[path])) + 1 for path in paths)
        return dict(zip(paths, accumulate(lengths, initial=self.data.find(FILES) + len(FILES)), strict=False))


def _line(path: str, digest: str) -> bytes:
    return b"\n  " + _json(path) + b": " + _json(digest)


_json = msgspec.json.encode
