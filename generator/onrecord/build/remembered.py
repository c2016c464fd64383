"""Documents that a process goes on with, known by what the file system says of their files."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Sequence, Set
from itertools import compress
from operator import attrgetter, ne
from pathlib import Path

from onrecord.build.document_cache import DocumentCache
from onrecord.build.manifest import RACY_NS
from onrecord.content.document import Document, digest_of
from onrecord.content.files import ContentFile

Signature = tuple[int, int, int, int]
"""Size in bytes, times of change of bytes and of the file's entry in nanoseconds, inode."""

MOST_UNSAVED = 50
"""Edits after which what was parsed is saved even if there was no quiet moment."""


class RememberedDocuments:
    """Documents of one process by the size, times and inode of their files, so that most need not be read again.

    A file is trusted to be the same only where its times are older than the moment at which it was read, by more than
    a tick of any clock that a file system may have.

    All lists are in the order of the files that were asked for last: of many thousand, few differ from one time to the
    next, and these are found without a look at each of the others.
    """

    def __init__(self) -> None:
        self._stamp: object = None
        self._files: tuple[ContentFile, ...] = ()
        self._paths: list[str] = []
        self._places: dict[str, int] = {}
        self._documents: list[Document | None] = []
        self._signatures: list[Signature | None] = []
        self._latest = 0
        self._to_save: list[DocumentCache] = []

    def begin(self, root: Path, files: Sequence[ContentFile], stamp: object) -> None:
        """These are the files that there are now; what was parsed under another ``stamp`` is forgotten."""
        stamp = (root, stamp)
        known = self._places if stamp == self._stamp else {}
        if known and files is self._files:
            return
        places = [known.get(file.path) for file in files]
        self._documents = [None if place is None else self._documents[place] for place in places]
        self._signatures = [None if place is None else self._signatures[place] for place in places]
        self._stamp = stamp
        self._files = tuple(files)
        self._paths = [f"{root}{os.sep}{file.path}" for file in files]
        self._places = {file.path: place for place, file in enumerate(files)}

    @property
    def paths(self) -> Set[str]:
        """The paths of all files that there are."""
        return self._places.keys()

    def find_all(self) -> list[Document | None]:
        """The documents of those files that did not change, in their order."""
        trusted_before = time.time_ns() - RACY_NS  # early for all but the first of them: that trusts less, never more
        try:
            now = list(map(_signature_in, map(os.stat, self._paths)))
        except OSError:  # one of them went since they were found
            now = []
        places: Iterable[int] = range(len(self._files))
        if now and self._latest <= trusted_before:
            places = [*compress(places, map(ne, now, self._signatures))]
        found = self._documents.copy()
        for place in places:
            found[place] = self._looked_at(place)
        return found

    def _looked_at(self, place: int) -> Document | None:
        """The document of a file that may have changed, if it has the bytes that it had."""
        document = self._documents[place]
        if document is None:
            return None
        try:
            signature = signature_of(self._paths[place])
            as_it_was = signature is not None and signature == self._signatures[place]
            if not as_it_was and digest_of(Path(self._paths[place]).read_bytes()) != document.digest:
                return None
        except OSError:
            return None
        self._keep(place, signature, document)
        return document

    def keep(self, path: str, signature: Signature | None, document: Document) -> None:
        """Remember the document of a file; its ``signature`` was taken before the file was read."""
        self._keep(self._places[path], signature, document)

    def _keep(self, place: int, signature: Signature | None, document: Document) -> None:
        self._signatures[place], self._documents[place] = signature, document
        if signature is not None:
            self._latest = max(self._latest, *signature[1:3])

    def save_later(self, cache: DocumentCache) -> None:
        """``cache`` holds what was parsed anew, for other processes; nobody waits for that."""
        self._to_save.append(cache)
        if len(self._to_save) > MOST_UNSAVED:
            self.save()

    def save(self) -> None:
        """Leave to other processes what was parsed meanwhile."""
        for cache in self._to_save:
            cache.save(self.paths, everywhere=False)
        self._to_save.clear()

    def digest(self, path: str) -> str | None:
        """The digest that a file had when it was parsed; ``None`` where it was not."""
        place = self._places.get(path)
        document = None if place is None else self._documents[place]
        return None if document is None else document.digest


def signature_of(path: str | Path) -> Signature | None:
    """What tells a file from a changed one; ``None`` when it changed a moment ago and may be changing."""
    trusted_before = time.time_ns() - RACY_NS
    signature = _signature_in(os.stat(path))
    return signature if max(signature[1:3]) <= trusted_before else None


_signature_in: Callable[[os.stat_result], Signature] = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")
