"""Map 1 over all files: the cache gives what is known, the rest is parsed, by worker processes when it is much."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager
from functools import cache, partial
from itertools import chain
from operator import attrgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from onrecord.build.document_cache import DocumentCache, Encoded, decoded, encoded
from onrecord.build.elsewhere import Elsewhere
from onrecord.build.remembered import RememberedDocuments, Signature, signature_of
from onrecord.content.document import Document, digest_of
from onrecord.content.files import ContentFile
from onrecord.diagnostics import Diagnostic

if TYPE_CHECKING:
    from onrecord.content.markup import Renderer

SMALL = 100
"""Up to this many files to parse, starting worker processes costs more than it saves."""

CHUNK = 50


class Parsed(NamedTuple):
    """What a worker sends back for one file: its encoded document, or why it could not be read."""

    file: ContentFile
    digest: str
    document: Encoded | None
    unread: Diagnostic | None


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
    documents: list[Document | None] = [None] * len(files)
    if remembered is not None:
        remembered.begin(root, files, raw_html)
        documents = documents if anew else remembered.find_all()
    is_edit = 0 < documents.count(None) <= min(SMALL, len(files) - 1)  # parsing costs less than to look for it
    diagnostics: list[Diagnostic] = []
    open_files: list[ContentFile] = []
    places = {files[place].path: place for place, document in enumerate(documents) if document is None}
    for path, place in places.items():
        file = files[place]
        if remembered is not None:
            signatures[path] = _signature(root / path)
        documents[place] = None if anew or is_edit else _known(root, file, known)
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
            elif data:
                known.keep(file.path, file.kind, file.id, digest, data)
                documents[places[file.path]] = decoded(data)
        advance(len(parsed))
    if remembered is None:
        known.save(frozenset(file.path for file in files))
    elif is_edit:
        remembered.save_later(known)
    elif signatures:
        known.save(remembered.paths)
    for path, signature in signatures.items():
        if remembered is not None and (document := documents[places[path]]) is not None:
            remembered.keep(path, signature, document)
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


def _signature(file: Path) -> Signature | None:
    try:
        return signature_of(file)
    except OSError:
        return None


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
            found.append(Parsed(file, "", None, data))
        else:
            document = parse(file, data, renderer)
            found.append(Parsed(file, document.digest, encoded(document), None))
    return found


@cache
def _renderer(raw_html: bool) -> Renderer:
    """One per process: making one is dear, and it keeps nothing between documents."""
    from onrecord.content.markup import Renderer

    return Renderer(raw_html)
