"""Map 1 over all files: in this process for a small site, in worker processes for a large one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from functools import cache, partial
from os import cpu_count
from pathlib import Path

from onrecord.content.document import Document
from onrecord.content.files import ContentFile
from onrecord.content.markup import Renderer
from onrecord.content.parse import parse
from onrecord.diagnostics import Diagnostic

SMALL = 200
"""Up to this many files, starting worker processes costs more than it saves."""

CHUNK = 50


def parse_all(
    root: Path,
    files: Sequence[ContentFile],
    raw_html: bool,
    jobs: int | None,
    advance: Callable[[int], None],
) -> tuple[list[Document], list[Diagnostic]]:
    """The documents of ``files``, in their order, and what is wrong with any of them."""
    workers = min(jobs or cpu_count() or 1, len(files) // CHUNK + 1)
    if workers < 2 or (jobs is None and len(files) <= SMALL):
        read = [_parse_chunk(root, raw_html, files[start : start + CHUNK]) for start in range(0, len(files), CHUNK)]
        advance(len(files))
    else:
        with ProcessPoolExecutor(workers) as pool:
            read = _parse_in(pool, root, files, raw_html, advance)
    documents = [document for chunk, _ in read for document in chunk]
    diagnostics = [diagnostic for _, found in read for diagnostic in found]
    diagnostics += [diagnostic for document in documents for diagnostic in document.diagnostics]
    return documents, diagnostics


def _parse_in(
    pool: Executor, root: Path, files: Sequence[ContentFile], raw_html: bool, advance: Callable[[int], None]
) -> list[tuple[list[Document], list[Diagnostic]]]:
    chunks = [files[start : start + CHUNK] for start in range(0, len(files), CHUNK)]
    read = []
    for result in pool.map(partial(_parse_chunk, root, raw_html), chunks):
        read.append(result)
        advance(len(result[0]))
    return read


def _parse_chunk(root: Path, raw_html: bool, files: Sequence[ContentFile]) -> tuple[list[Document], list[Diagnostic]]:
    documents: list[Document] = []
    unread: list[Diagnostic] = []
    for file in files:
        try:
            data = (root / file.path).read_bytes()
        except OSError as error:
            unread.append(Diagnostic("cannot-read", f"cannot be read: {error.strerror or error}", file.path))
        else:
            documents.append(parse(file, data, _renderer(raw_html)))
    return documents, unread


@cache
def _renderer(raw_html: bool) -> Renderer:
    """One per process: making one is dear, and it keeps nothing between documents."""
    return Renderer(raw_html)
