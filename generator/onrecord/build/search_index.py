"""The search index: Pagefind run over what can be found, its files put into one order, and kept while nothing changes.

Pagefind writes the values of a filter in an order that differs from run to run. The files that hold them are read,
ordered and named anew, so that the same site has the same bytes.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
from collections.abc import Iterable, Mapping
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from onrecord.build.checked_file import read_checked, write_checked
from onrecord.build.stage import Stage
from onrecord.site.routes import SEARCH

SIGNATURE = b"pagefind_dcd"
"""What the data of Pagefind's files begins with; its script takes them packed and unpacked."""

PARTS = ("*.pf_meta", "*.pagefind", "filter/*", "fragment/*", "index/*", "pagefind.js", "pagefind-worker.js")
"""What a page of ours needs of what Pagefind writes; the rest is its own interface."""

PATIENCE_S = 1800
"""How long an index may take."""

MOST_SAID = 400
"""Characters of what Pagefind said of its failure that are told."""


class SearchFailure(Exception):
    """Pagefind is missing or did not do its work; the message says what it said."""


class KnownIndex(msgspec.Struct, array_like=True, frozen=True, gc=False):
    """An index that was written: the digest of what it was made from, and the digests of its files by path."""

    made_from: bytes
    files: dict[str, str]


class SearchIndex:
    """The index of one output folder, whose state is kept in ``state``."""

    def __init__(self, state: Path) -> None:
        self._file = state / "search"
        self._known = _read(self._file)
        self._next = self._known

    def put(self, stage: Stage, documents: Iterable[tuple[str, str]], language: str, *, anew: bool) -> None:
        """Put the index of ``documents`` (names and HTML) on the stage; with ``anew`` without looking at the last one.

        Raises:
            SearchFailure: when Pagefind does.
        """
        found = dict(documents)
        made_from = _digest(found, language)
        kept: dict[str, str] = {}
        if self._known.made_from == made_from and not anew:
            kept = {path: digest for path, digest in self._known.files.items() if stage.keep(path, digest)}
            if len(kept) == len(self._known.files):
                return
        files = {f"{SEARCH}/{name}": data for name, data in made(found, language).items()}
        put = {path: stage.put(path, data) for path, data in files.items() if path not in kept}
        self._next = KnownIndex(made_from, kept | put)

    def save(self) -> None:
        """Remember the index of a finished build."""
        if self._next != self._known:
            write_checked(self._file, msgspec.msgpack.encode(self._next))


def made(documents: Mapping[str, str], language: str) -> dict[str, bytes]:
    """The files of an index by their names below its folder, none for no documents; ``language`` is an ISO 639-1 code.

    Raises:
        SearchFailure: when Pagefind is missing, fails, or writes what is not known here.
    """
    if not documents:
        return {}
    with TemporaryDirectory(prefix="onrecord-search-") as folder:
        site, index = Path(folder) / "site", Path(folder) / "index"
        site.mkdir()
        for name, html in documents.items():
            (site / f"{name}.html").write_text(html, encoding="utf-8")
        _run(site, index, language)
        found = {path.relative_to(index).as_posix(): path for pattern in PARTS for path in index.glob(pattern)}
        files = {name: found[name].read_bytes() for name in sorted(found)}
        try:
            entry = json.loads((index / "pagefind-entry.json").read_bytes())
            return _in_one_order(files, entry)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise SearchFailure(f"Pagefind wrote what this version of onrecord does not know ({error})") from error


def _run(site: Path, index: Path, language: str) -> None:
    try:
        from pagefind_bin import get_executable

        command = [str(get_executable()), "--site", str(site), "--output-path", str(index)]
        ran = subprocess.run(
            [*command, "--force-language", language, "--silent"],
            cwd=site.parent,
            env={name: value for name, value in os.environ.items() if not name.startswith("PAGEFIND_")},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=PATIENCE_S,
            check=False,
        )
    except (ImportError, OSError, subprocess.TimeoutExpired) as error:
        raise SearchFailure(f"Pagefind cannot be run: {error}") from error
    if ran.returncode:
        said = " ".join((ran.stderr or ran.stdout).decode("utf-8", "replace").split())[:MOST_SAID]
        raise SearchFailure(f"Pagefind failed: {said or f'it ended with {ran.returncode}'}")


def _in_one_order(files: dict[str, bytes], entry: dict[str, Any]) -> dict[str, bytes]:
    """The same index with the values of each filter in order, and with what names these files put right.

    The metadata of an index is a CBOR list (version, pages, chunks, filters, sorts, fields); a filter is one of its
    name and its values with their pages.
    """
    from cbor2 import dumps, loads

    for language in entry["languages"].values():
        name = f"pagefind.{language['hash']}.pf_meta"
        told, pages, chunks, filters, *others = loads(_unpacked(files.pop(name)))
        ordered: list[list[str]] = []
        for filter_name, filter_file in filters:
            held, values = loads(_unpacked(files.pop(f"filter/{filter_file}.pf_filter")))
            data = SIGNATURE + dumps([held, sorted(values)])
            ordered.append([filter_name, _named(language["hash"], data)])
            files[f"filter/{ordered[-1][1]}.pf_filter"] = data
        data = SIGNATURE + dumps([told, pages, chunks, sorted(ordered), *others])
        language["hash"] = _named(language["hash"], data)
        files[f"pagefind.{language['hash']}.pf_meta"] = data
    files["pagefind-entry.json"] = json.dumps(entry, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    return files


def _named(like: str, data: bytes) -> str:
    """The name of a file after its bytes, with the language as Pagefind puts it before."""
    return f"{like.partition('_')[0]}_{blake2b(data, digest_size=5).hexdigest()}"


def _unpacked(data: bytes) -> bytes:
    plain = gzip.decompress(data)
    if not plain.startswith(SIGNATURE):
        raise ValueError("a file without its signature")
    return plain[len(SIGNATURE) :]


def _digest(documents: Mapping[str, str], language: str) -> bytes:
    digest = blake2b(f"{version('pagefind_bin')} {language}".encode(), digest_size=16)
    for name, html in documents.items():
        digest.update(f"\0{name}\0{html}".encode())
    return digest.digest()


def _read(file: Path) -> KnownIndex:
    data = read_checked(file)
    try:
        return msgspec.msgpack.decode(data or b"", type=KnownIndex)
    except msgspec.MsgspecError:
        return KnownIndex(b"", {})
