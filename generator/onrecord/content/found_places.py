"""Places that were found in content files, kept while the files are as they were."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from onrecord.content.document import digest_of
from onrecord.content.locate import Locator, Place, Pointer


class FoundPlaces:
    """Places that were found in files, from one time that somebody looks to the next; those of each file by its digest.

    Digests are those of ``digest_of``.
    """

    def __init__(self) -> None:
        self._by_path: dict[str, tuple[str, dict[Pointer, Place]]] = {}

    def of(self, path: str, digest: str) -> dict[Pointer, Place]:
        """The places in a file while it has a ``digest``; those that it had with another are forgotten."""
        held = self._by_path.get(path)
        if held is None or held[0] != digest:
            held = self._by_path[path] = (digest, {})
        return held[1]


class RememberingLocator(Locator):
    """A locator that looks up no place again that was ``found`` in a file with the same digest.

    ``parsed`` gives the digest that a file had when it was parsed; one that was saved since has another, and what is
    found in it then is not kept.
    """

    def __init__(self, root: Path, parsed: Callable[[str], str | None], found: FoundPlaces) -> None:
        super().__init__(root)
        self._parsed = parsed
        self._found = found
        self._read_as: dict[str, str] = {}

    def at(self, path: str, pointer: Pointer, key: bool = False) -> Place:
        """The place of a value, or of its key; see ``Locator``."""
        digest = None if key else self._parsed(path)
        if digest is None:
            return super().at(path, pointer, key)
        known = self._found.of(path, digest)
        place = known.get(pointer)
        if place is None:
            place = super().at(path, pointer)
            if self._read_as.get(path) == digest:
                known[pointer] = place
        return place

    def _bytes(self, path: str) -> bytes:
        data = super()._bytes(path)
        self._read_as[path] = digest_of(data)
        return data
