"""The files of a site: which documents and assets there are, and what lies where it cannot be used."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from onrecord.content.document import FOLDERS, Kind
from onrecord.content.slugs import MAX_BYTES, RESERVED_NAMES, slug
from onrecord.diagnostics import Diagnostic, Severity, closest

CONTENT = "content"
ASSETS = f"{CONTENT}/assets"

_MARKDOWN = (".md", ".markdown")
_DATE_PREFIX = re.compile(r"\d{4}-\d{2}-\d{2}[-_ ]+(?=.)", re.ASCII)
_BACKUP = re.compile(r"~$|^#.*#$|\.sw[a-p]$|\.bak$|\.orig$|^Thumbs\.db$|^desktop\.ini$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A Markdown file: its POSIX path relative to the site's folder, its kind and its id."""

    path: str
    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class ContentFiles:
    """The files of a site in the order of their paths; ``assets`` are paths too, below ``content/assets/``."""

    documents: tuple[ContentFile, ...] = ()
    assets: tuple[str, ...] = ()


def discover(root: Path) -> tuple[ContentFiles, list[Diagnostic]]:
    """The content files of the site in ``root``, and what is wrong with where they lie or how they are called.

    Hidden files and editors' backups are passed over. A site without ``content/`` is empty.
    """
    search = _Search(root)
    documents: list[ContentFile] = []
    assets: list[str] = []
    taken: dict[tuple[Kind, str], str] = {}
    for path in search.files(CONTENT):
        if path.startswith(f"{ASSETS}/"):
            assets.append(path)
        elif path.lower().endswith(_MARKDOWN):
            document = search.document(path)
            if document is not None:
                first = taken.setdefault((document.kind, document.id), path)
                if first == path:
                    documents.append(document)
                else:
                    search.report(
                        "duplicate-id",
                        f"'{document.id}' is also the id of {first}",
                        path,
                        "rename one of the two files",
                    )
        else:
            search.unused(path)
    return ContentFiles(tuple(documents), tuple(assets)), search.diagnostics


class _Search:
    """One walk through the content of a site."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.diagnostics: list[Diagnostic] = []
        self._real_root = os.path.realpath(root)

    def report(self, code: str, message: str, path: str, hint: str | None, severity: Severity = Severity.ERROR) -> None:
        self.diagnostics.append(Diagnostic(code, message, path, hint=hint, severity=severity))

    def files(self, folder: str, above: tuple[str, ...] = ()) -> Iterator[str]:
        """Regular files below ``folder``, by path; ``above`` are the real folders on the way, to notice loops."""
        real = os.path.realpath(self.root / folder)
        if real in above:
            return
        try:
            names = sorted(os.listdir(self.root / folder))
        except FileNotFoundError:
            return
        except OSError as error:
            self.report("cannot-read", f"cannot be read: {error.strerror or error}", folder, None)
            return
        for name in names:
            if not name.startswith(".") and not _BACKUP.search(name):
                yield from self._entry(f"{folder}/{name}", (*above, real))

    def _entry(self, path: str, above: tuple[str, ...]) -> Iterator[str]:
        try:
            path.encode()
        except UnicodeEncodeError:
            shown = path.encode(errors="backslashreplace").decode()
            self.report("bad-id", "the file's name is not valid Unicode", shown, "rename the file")
            return
        full = self.root / path
        try:
            if full.is_symlink() and not self._stays_inside(full):
                self.report(
                    "symlink-outside",
                    "links to something outside the site",
                    path,
                    "copy the file instead of linking it",
                )
                return
            mode = full.stat().st_mode
        except OSError as error:
            self.report("cannot-read", f"cannot be read: {error.strerror or error}", path, None)
            return
        if stat.S_ISDIR(mode):
            yield from self.files(path, above)
        elif stat.S_ISREG(mode):
            yield path
        else:
            self.report("cannot-read", "is neither a file nor a folder", path, "move it out of content/")

    def _stays_inside(self, link: Path) -> bool:
        real = os.path.realpath(link)
        return os.path.commonpath([real, self._real_root]) == self._real_root

    def document(self, path: str) -> ContentFile | None:
        """The document in the file ``path``, or ``None`` when its place or its name does not allow one."""
        _, _, below = path.partition("/")
        folder, slash, name = below.partition("/")
        kind = FOLDERS.get(folder) if slash else None
        if kind is None:
            self._unplaced(path, folder if slash else None)
            return None
        stem = name.rpartition("/")[2].rpartition(".")[0]
        if kind == "brief":
            stem = _DATE_PREFIX.sub("", stem, count=1)
        document_id = slug(stem)
        fault = _fault(document_id)
        if fault:
            message, hint = fault
            self.report("bad-id", f"'{stem}' cannot be an id: {message}", path, hint)
            return None
        return ContentFile(path, kind, document_id)

    def _unplaced(self, path: str, folder: str | None) -> None:
        match = closest(folder, FOLDERS) if folder else None
        hint = f"did you mean 'content/{match}/'?" if match else f"the folders are {', '.join(FOLDERS)}"
        message = f"'{folder}' is not a folder of content" if folder else "the file lies in none of the content folders"
        self.report("unplaced-file", message, path, hint)

    def unused(self, path: str) -> None:
        """Report a file that is neither Markdown nor an asset."""
        self.report(
            "unused-file", "only Markdown is read here", path, f"files to publish go to {ASSETS}/", Severity.WARNING
        )


def _fault(document_id: str) -> tuple[str, str] | None:
    """What keeps a slug from being an id, and what to do."""
    if not document_id:
        return "it has no letters or digits", "rename the file"
    if document_id in RESERVED_NAMES:
        return "Windows keeps that name for a device", "rename the file"
    if len(document_id.encode()) > MAX_BYTES:
        return f"it is longer than {MAX_BYTES} bytes", "give the file a shorter name"
    return None
