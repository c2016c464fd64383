"""Parsed documents, kept between builds by the digest of their bytes.

A cache is a convenience: what is missing, damaged, or made by another generator is made anew without a word. It holds
data, never code, so one that came with a stranger's site can at worst be wrong, and its checksums make that a feat.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path

import msgspec

from onrecord.build.alike import share
from onrecord.build.checked_file import read_checked, write_checked
from onrecord.content.document import Body, Document, Kind
from onrecord.content.model import Actor, Brief, Meta, Page, Place, SharedEvent, SharedSource, Topic
from onrecord.diagnostics import Diagnostic

SHARDS = 64
"""Into how many files the cache is cut: an edit rewrites one of them."""

_META: dict[Kind, type] = {
    "brief": Brief,
    "actor": Actor,
    "source": SharedSource,
    "event": SharedEvent,
    "place": Place,
    "topic": Topic,
    "page": Page,
}


@dataclass(frozen=True, slots=True)
class PackedBody:
    """A body as bytes, a third of the size: few are looked at at a time, and most of them once."""

    data: bytes

    def opened(self) -> Body:
        """The body."""
        return _BODY.decode(self.data)


class Encoded(msgspec.Struct, array_like=True, frozen=True):
    """A document as bytes, to be kept or sent to another process; its body by itself."""

    document: msgspec.Raw
    body: bytes


class _Stored(msgspec.Struct, array_like=True):
    """A document whose front matter is still to be decoded: what it is depends on the kind."""

    path: str
    kind: Kind
    id: str
    digest: str
    meta: msgspec.Raw
    diagnostics: tuple[Diagnostic, ...]
    frame: str
    sentences: bytes


class _Entry(msgspec.Struct, array_like=True):
    digest: str
    kind: Kind
    id: str
    encoded: Encoded


class _Shard(msgspec.Struct, array_like=True):
    stamp: str
    entries: dict[str, _Entry]


class DocumentCache:
    """Documents in ``folder`` made under the same ``stamp`` (the generator's, and whatever setting shapes parsing)."""

    def __init__(self, folder: Path, stamp: str) -> None:
        self._folder = folder
        self._stamp = stamp
        self._shards: dict[int, dict[str, _Entry]] = {}
        self._fresh: dict[str, _Entry] = {}

    def find(self, path: str, kind: Kind, document_id: str, digest: str) -> Document | None:
        """The document of a file with these bytes, when it is known."""
        entry = self._shard(_shard_of(path)).get(path)
        if entry is None or (entry.digest, entry.kind, entry.id) != (digest, kind, document_id):
            return None
        return decoded(entry.encoded)

    def keep(self, path: str, kind: Kind, document_id: str, digest: str, document: Encoded) -> None:
        """Remember an ``encoded`` document, for good once it is saved."""
        self._fresh[path] = _Entry(digest, kind, document_id, document)

    def save(self, paths: Set[str], *, everywhere: bool = True) -> None:
        """Write what changed, and forget files that are not among ``paths``; or look only where something changed."""
        self._keep_out_of_git()
        changed = {_shard_of(path) for path in self._fresh}
        for path, entry in self._fresh.items():
            self._shard(_shard_of(path))[path] = entry
        for number in range(SHARDS) if everywhere else sorted(changed):
            entries = self._shard(number)
            gone = [path for path in entries if path not in paths]
            for path in gone:
                del entries[path]
            if gone or number in changed:
                data = _WRITER.encode(_Shard(self._stamp, entries))
                if not write_checked(self._file(number), data):
                    return
        self._fresh.clear()

    def _shard(self, number: int) -> dict[str, _Entry]:
        if number not in self._shards:
            self._shards[number] = self._read(number)
        return self._shards[number]

    def _read(self, number: int) -> dict[str, _Entry]:
        data = read_checked(self._file(number))
        if data is None:
            return {}
        try:
            shard = _SHARD_READER.decode(data)
        except msgspec.MsgspecError:
            return {}
        return shard.entries if shard.stamp == self._stamp else {}

    def _keep_out_of_git(self) -> None:
        """A site made by hand may not ignore this folder; so it ignores itself."""
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            ignore = self._folder / ".gitignore"
            if not ignore.exists():
                ignore.write_text("*\n", encoding="utf-8")
        except OSError:
            return

    def _file(self, number: int) -> Path:
        return self._folder / f"{number:02}.documents"


def encoded(document: Document) -> Encoded:
    """A document as bytes."""
    known = (document.path, document.kind, document.id, document.digest, document.meta)
    told = (*known, document.diagnostics, document.frame, document.sentences)
    return Encoded(msgspec.Raw(_WRITER.encode(told)), _WRITER.encode(document.body.opened()))


def decoded(data: Encoded) -> Document:
    """The document that ``encoded`` made bytes of, its body still packed."""
    stored = _STORED.decode(data.document)
    meta: Meta | None = _METAS[stored.kind].decode(stored.meta)
    if meta is not None:
        share(meta)
    known = (stored.path, stored.kind, stored.id, stored.digest)
    return Document(*known, meta, PackedBody(data.body), stored.diagnostics, stored.frame, stored.sentences)


def _shard_of(path: str) -> int:
    return blake2b(path.encode(), digest_size=1).digest()[0] % SHARDS


_WRITER = msgspec.msgpack.Encoder()
_SHARD_READER = msgspec.msgpack.Decoder(_Shard)
_STORED = msgspec.msgpack.Decoder(_Stored)
_BODY = msgspec.msgpack.Decoder(Body)
_METAS = {kind: msgspec.msgpack.Decoder(meta | None) for kind, meta in _META.items()}
