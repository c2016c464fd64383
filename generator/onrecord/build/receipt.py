"""What the last build was made from and what it said: while both stand, a build has nothing to do.

A receipt holds one digest of everything that a build looks at: every byte of the site's folder that can matter, the
theme, the commit that is checked out, the day, the request, and the generator with what it is made of. It is kept in
the output folder, beside what it speaks of, and counts only while every file of the output is as it was left.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from datetime import UTC, datetime
from hashlib import blake2b
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import msgspec

from onrecord.build.checked_file import read_checked, write_checked
from onrecord.build.paths import STATE
from onrecord.build.request import BuildRequest, BuildResult
from onrecord.build.stage import STAGE_NAME
from onrecord.build.stamp import generator_stamp
from onrecord.build.untouched import untouched_files
from onrecord.content.files import CONTENT
from onrecord.content.git import GitFailed, GitTooSlow, git_around
from onrecord.content.site_file import SITE_FILE
from onrecord.diagnostics import Diagnostic
from onrecord.site.theme_folders import default_templates, own_templates

NAME = "receipt"
CHUNK = 1 << 20

UNREAD = "history-not-read"
"""Said where something was not read that may be read the next time, though nothing is edited."""

USED_AT_NEED = ("pagefind_bin", "pillow", "font-source-sans-pro", "font-source-serif-pro")
"""Packages that make files beside the pages, where they are installed."""


class Receipt(msgspec.Struct, array_like=True, frozen=True):
    """A finished build: the digest of ``inputs_of``, and what it said.

    ``strangers`` are the paths at which it found files of the desk's own and let them be.
    """

    made_from: bytes
    counts: dict[str, int]
    diagnostics: list[Diagnostic]
    remarks: tuple[str, ...]
    strangers: tuple[str, ...]


def inputs_of(request: BuildRequest) -> bytes | None:
    """BLAKE2b-128 of everything that a build would look at; ``None`` when something of it cannot be read.

    Also ``None`` for a build that must not be spared, or whose outcome depends on more than the day.
    """
    if request.clean or request.check_only or request.as_of:
        return None
    digest = blake2b(digest_size=16)
    now = request.now or datetime.now(UTC)
    asked = (request.base_url, request.drafts, request.strict, request.search, now.astimezone(UTC).date().isoformat())
    digest.update(repr((generator_stamp(), *map(_version, USED_AT_NEED), *asked)).encode())
    try:
        _add_site(digest, request.root)
        git = git_around(request.root)
        digest.update(b"" if git is None else git.state().encode())
    except GitFailed:
        digest.update(b"no commit")
    except (OSError, GitTooSlow, _Linked):
        return None
    return digest.digest()


def finished_before(request: BuildRequest, output: Path, made_from: bytes) -> BuildResult | None:
    """What the last build said, when it was made from the same and all that it wrote still stands."""
    receipt = _read(output / STATE / NAME)
    if receipt is None or receipt.made_from != made_from:
        return None
    files = untouched_files(output)
    if files is None or not all(os.path.lexists(output / path) for path in receipt.strangers):
        return None
    if any(STAGE_NAME.fullmatch(name) for name in os.listdir(output / STATE)):
        return None  # a killed build left something to be cleared
    counts = receipt.counts | {"written": 0, "unchanged": files, "removed": 0}
    return BuildResult(receipt.diagnostics, counts, remarks=receipt.remarks)


def leave_receipt(output: Path, made_from: bytes | None, result: BuildResult, strangers: Iterable[str]) -> None:
    """Keep what a finished build said, or see that an older receipt is gone."""
    file = output / STATE / NAME
    unread = any(diagnostic.code == UNREAD for diagnostic in result.diagnostics)
    if made_from is None or not result.ok or unread or result.counts.get("embargoed"):
        # An embargo ends at a minute of its own, and what was not read may be read the next time.
        file.unlink(missing_ok=True)
        return
    receipt = Receipt(made_from, result.counts, result.diagnostics, result.remarks, tuple(strangers))
    write_checked(file, _ENCODER.encode(receipt))


class _Linked(Exception):
    """A symbolic link: what it leads to may be anywhere, so such a site is built each time."""


def _add_site(digest: blake2b, root: Path) -> None:
    """Every file below the folders that a build reads, hidden ones and all."""
    _add_file(digest, SITE_FILE, root / SITE_FILE)
    for folder in (root / CONTENT, own_templates(root), default_templates()):
        if folder is not None:
            digest.update(f"\0{folder.is_dir()}".encode())
            _add_folder(digest, folder)


def _add_folder(digest: blake2b, folder: Path) -> None:
    waiting = [str(folder)] if os.path.lexists(folder) else []
    while waiting:
        here = waiting.pop()
        if os.path.islink(here):
            raise _Linked(here)
        with os.scandir(here) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            if entry.is_symlink():
                raise _Linked(entry.path)
            if entry.is_dir():
                waiting.append(entry.path)
            elif entry.is_file():
                _add_file(digest, entry.path[len(str(folder)) :], entry.path)
            else:
                digest.update(b"\0neither a file nor a folder\0" + os.fsencode(entry.path))


def _add_file(digest: blake2b, name: str, file: str | Path) -> None:
    with open(file, "rb", buffering=0) as reader:
        digest.update(b"\0%s\0%d\0" % (os.fsencode(name), os.fstat(reader.fileno()).st_size))
        while chunk := reader.read(CHUNK):
            digest.update(chunk)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _read(file: Path) -> Receipt | None:
    data = read_checked(file)
    if data is None:
        return None
    try:
        return _DECODER.decode(data)
    except msgspec.MsgspecError:
        return None


_ENCODER = msgspec.msgpack.Encoder()
_DECODER = msgspec.msgpack.Decoder(Receipt)
