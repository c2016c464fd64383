"""Map 1 over all files: the cache gives what is known, the rest is parsed, by worker processes when it is much."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from functools import cache, partial
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.build.document_cache import DocumentCache, decoded, encoded
from onrecord.build.elsewhere import Elsewhere
from onrecord.build.manifest import RACY_NS
from onrecord.content.document import Document, digest_of
from onrecord.content.files import ContentFile
from onrecord.diagnostics import Diagnostic

if TYPE_CHECKING:
    from onrecord.content.markup import Renderer

SMALL = 100
"""Up to this many files to parse, starting worker processes costs more than it saves."""

CHUNK = 50

Signature = tuple[int, int, int, int]
"""Size in bytes, times of change of bytes and of the file's entry in nanoseconds, inode."""


class Parsed(NamedTuple):
    """What a worker sends back for one file: its encoded document, or why it could not be read."""

    file: ContentFile
    digest: str
    document: bytes
    unread: Diagnostic | None


class _Held(NamedTuple):
    file: ContentFile
    signature: Signature | None
    document: Document


class RememberedDocuments:
    """Documents of one process by the size, times and inode of their files, so that most need not be read again.

    A file is trusted to be the same only where its times are older than the moment at which it was read, by more than
    a tick of any clock that a file system may have.
    """

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}
        self._stamp: object = None

    def begin(self, stamp: object) -> None:
        """Forget what was parsed under another ``stamp``."""
        if stamp != self._stamp:
            self._held.clear()
            self._stamp = stamp

    def find_all(self, root: Path, files: Sequence[ContentFile]) -> list[Document | None]:
        """The documents of those among ``files`` that did not change, in their order."""
        if not self._held:
            return [None] * len(files)
        held = [self._held.get(file.path) for file in files]
        signatures = _signatures_of(f"{root}{os.sep}", files)
        return [
            found.document
            if found is not None and signature is not None and found.signature == signature and found.file == file
            else self._look(root, file)
            for file, found, signature in zip(files, held, signatures, strict=True)
        ]

    def _look(self, root: Path, file: ContentFile) -> Document | None:
        """The document of a file that is not known by its signature, if it has the bytes that it had."""
        held = self._held.get(file.path)
        if held is None or held.file != file:
            return None
        try:
            signature = signature_of(root / file.path)
            if digest_of((root / file.path).read_bytes()) != held.document.digest:
                return None
        except OSError:
            return None
        self.keep(file, signature, held.document)
        return held.document

    def keep(self, file: ContentFile, signature: Signature | None, document: Document) -> None:
        """Remember a document; its ``signature`` was taken before the file was read."""
        self._held[file.path] = _Held(file, signature, document)


def signature_of(path: str | Path) -> Signature | None:
    """What tells a file from a changed one; ``None`` when it changed a moment ago and may be changing."""
    trusted_before = time.time_ns() - RACY_NS
    signature = _signature_in(os.stat(path))
    return signature if max(signature[1:3]) <= trusted_before else None


def _signatures_of(folder: str, files: Sequence[ContentFile]) -> list[Signature | None]:
    """The signature of each file, as ``signature_of`` gives it; ``None`` also for what is not there."""
    trusted_before = time.time_ns() - RACY_NS  # too early for the later of them: that trusts less, never more
    paths = [folder + file.path for file in files]
    try:
        found = list(map(_signature_in, map(os.stat, paths)))
    except OSError:
        return [*map(_signature_if_any, paths)]
    return [it if it[1] <= trusted_before and it[2] <= trusted_before else None for it in found]


def _signature_if_any(path: str | Path) -> Signature | None:
    try:
        return signature_of(path)
    except OSError:
        return None


_signature_in: Callable[[os.stat_result], Signature] = attrgetter("st_size", "st_mtime_ns", "st_ctime_ns", "st_ino")


def parse_all(
    root: Path,
    files: Sequence[ContentFile],
    raw_html: bool,
    known: DocumentCache,
    workers: Callable[[], AbstractContextManager[Executor]] | None,
    advance: Callable[[int], None],
    *,
    anew: bool = False,
    remembered: RememberedDocuments | None = None,
    elsewhere: Elsewhere | None = None,
) -> tuple[list[Document], list[Diagnostic]]:
    """The documents of ``files``, in their order, and what is wrong with any of them; all parsed ``anew`` if so wished.

    ``workers`` gives processes to parse in, or ``None`` to stay in this one; it is asked only when there is much to do.
    ``remembered`` are those that this process parsed before. Workers ``elsewhere`` take the place of processes.
    """
    signatures: dict[str, Signature | None] = {}
    if remembered is not None:
        remembered.begin((root, raw_html))
    documents: list[Document | None] = [None] * len(files)
    if remembered is not None and not anew:
        documents = remembered.find_all(root, files)
    diagnostics: list[Diagnostic] = []
    open_files: list[ContentFile] = []
    places = {files[place].path: place for place, document in enumerate(documents) if document is None}
    for path, place in places.items():
        file = files[place]
        if remembered is not None:
            signatures[path] = _signature_if_any(root / path)
        documents[place] = None if anew else _known(root, file, known)
        if documents[place] is None:
            open_files.append(file)
    advance(len(files) - len(open_files))
    chunks = [open_files[start : start + CHUNK] for start in range(0, len(open_files), CHUNK)]
    if elsewhere:
        work = elsewhere.map(_renderer, raw_html, _parse_read, (_read_chunk(root, chunk) for chunk in chunks))
    else:
        work = _parsed(partial(_parse_chunk, root, raw_html), chunks, workers if len(open_files) > SMALL else None)
    for parsed in work:
        for file, digest, data, unread in parsed:
            if unread:
                diagnostics.append(unread)
            else:
                known.keep(file.path, file.kind, file.id, digest, data)
                documents[places[file.path]] = decoded(data)
        advance(len(parsed))
    if remembered is None or signatures:
        known.save([file.path for file in files], everywhere=remembered is None or len(signatures) > SMALL)
    for path, signature in signatures.items():
        if remembered is not None and (document := documents[places[path]]) is not None:
            remembered.keep(files[places[path]], signature, document)
    found = [document for document in documents if document is not None]
    diagnostics += chain.from_iterable(map(attrgetter("diagnostics"), found))
    return found, diagnostics


def _parsed(
    parse_chunk: Callable[[Sequence[ContentFile]], list[Parsed]],
    chunks: Sequence[Sequence[ContentFile]],
    workers: Callable[[], AbstractContextManager[Executor]] | None,
) -> Iterator[list[Parsed]]:
    if workers is None:
        yield from map(parse_chunk, chunks)
    else:
        with workers() as executor:
            yield from executor.map(parse_chunk, chunks)


def _known(root: Path, file: ContentFile, known: DocumentCache) -> Document | None:
    try:
        digest = digest_of((root / file.path).read_bytes())
    except OSError:
        return None
    return known.find(file.path, file.kind, file.id, digest)


def _parse_chunk(root: Path, raw_html: bool, files: Sequence[ContentFile]) -> list[Parsed]:
    return _parse_read(_renderer(raw_html), _read_chunk(root, files))


Read = tuple[ContentFile, bytes | Diagnostic]
"""A file and its bytes, or why it could not be read."""


def _read_chunk(root: Path, files: Sequence[ContentFile]) -> list[Read]:
    return [(file, _read(root, file)) for file in files]


def _read(root: Path, file: ContentFile) -> bytes | Diagnostic:
    try:
        return (root / file.path).read_bytes()
    except OSError as error:
        return Diagnostic("cannot-read", f"cannot be read: {error.strerror or error}", file.path)


def _parse_read(renderer: Renderer, files: Sequence[Read]) -> list[Parsed]:
    from onrecord.content.parse import parse

    found: list[Parsed] = []
    for file, data in files:
        if isinstance(data, Diagnostic):
            found.append(Parsed(file, "", b"", data))
        else:
            document = parse(file, data, renderer)
            found.append(Parsed(file, document.digest, encoded(document), None))
    return found


@cache
def _renderer(raw_html: bool) -> Renderer:
    """One per process: making one is dear, and it keeps nothing between documents."""
    from onrecord.content.markup import Renderer

    return Renderer(raw_html)
