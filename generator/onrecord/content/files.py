"""Which files make up a site: what lies in ``content/``, what kind it is, and what its id is."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from onrecord.content.document import FOLDERS, Kind
from onrecord.content.slugs import MAX_BYTES, RESERVED_NAMES, caseless, slug
from onrecord.diagnostics import Diagnostic, Severity, closest

CONTENT = "content"
TEMPLATES = "templates"
ASSETS = "assets"
MARKDOWN = (".md", ".markdown")

_DATE_PREFIX = re.compile(r"\d{4}-\d{2}-\d{2}[-_ ]+", re.ASCII)
_BACKUP = re.compile(r"\..*|.*~|#.*#|.*\.sw[op]|Thumbs\.db|desktop\.ini", re.IGNORECASE | re.DOTALL)
_UNUSABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff\\]")


@dataclass(frozen=True, slots=True)
class ContentFile:
    """A Markdown file to parse. ``path`` is POSIX and relative to the site's folder."""

    path: str
    kind: Kind
    id: str


@dataclass(frozen=True, slots=True)
class ContentFiles:
    """All content of a site, in the order of its paths.

    ``assets`` are paths like those of ``documents``, below ``content/assets/``; they are published as they are.
    """

    documents: tuple[ContentFile, ...] = ()
    assets: tuple[str, ...] = ()


def discover(root: Path) -> tuple[ContentFiles, list[Diagnostic]]:
    """Find the content of the site in ``root``; without a ``content/`` folder there is none, which is no fault.

    Hidden files and editors' backups are passed over. Codes: ``bad-id``, ``bad-file-name``, ``duplicate-id``,
    ``duplicate-asset``, ``unplaced-file``, ``unused-file`` (a warning), ``symlink-outside``, ``cannot-read``.
    """
    walk = _Walk(root)
    files, diagnostics = _sorted_out(frozenset(walk.files()))
    return files, [*walk.diagnostics, *diagnostics]


@lru_cache(maxsize=2)
def _sorted_out(paths: frozenset[str]) -> tuple[ContentFiles, tuple[Diagnostic, ...]]:
    """What the paths of a site's content are taken for; most edits change none of them."""
    sorting = _Sorting()
    for path in sorted(paths):
        sorting.add(path)
    sorting.refuse_duplicates()
    return ContentFiles(tuple(sorting.documents), tuple(sorting.assets)), tuple(sorting.diagnostics)


def check_templates(root: Path) -> list[Diagnostic]:
    """What in the site's own ``templates/`` is no file of the site: the codes of ``discover`` for links and pipes."""
    walk = _Walk(root, TEMPLATES)
    for _ in walk.files():
        pass
    return walk.diagnostics


def is_passed_over(path: str) -> bool:
    """Whether a path relative to the site's folder is a hidden file, an editor's backup, or lies in a hidden folder."""
    return any(_BACKUP.fullmatch(name) for name in path.split("/"))


@lru_cache(maxsize=1 << 16)
def id_of(kind: Kind, path: str) -> str:
    """The id that a file's name gives, empty when it gives none; a brief's date prefix is not part of it."""
    stem = path.rpartition("/")[2].rpartition(".")[0]
    if kind == "brief" and (dated := _DATE_PREFIX.match(stem)):
        return slug(stem[dated.end() :]) or slug(stem)
    return slug(stem)


@lru_cache(maxsize=1 << 16)
def _is_usable(name: str) -> bool:
    """Whether a file of that name may be content."""
    return not _BACKUP.fullmatch(name) and not _UNUSABLE.search(name)


class _Walk:
    """Every file below ``top``, by path relative to the site's folder; only regular files are named.

    A link to a folder is followed when it stays within the site's folder, does not lead to a folder above itself, and
    no link led there before. So no loop is walked, and no file more often than there are links.
    """

    def __init__(self, root: Path, top: str = CONTENT) -> None:
        self.root = root
        self.top = top
        self.real_root = os.path.realpath(root)
        self.followed: set[str] = set()
        self.diagnostics: list[Diagnostic] = []

    def files(self) -> Iterator[str]:
        if not os.path.lexists(self.root / self.top):
            return
        if (self.root / self.top).is_symlink() and self._behind_link(self.top) != "folder":
            return
        waiting = [self.top]
        while waiting:
            folder = waiting.pop()
            inner: list[str] = []
            others: list[os.DirEntry[str]] = []
            for entry in self._entries(folder):
                name = entry.name
                if not (_is_usable(name) and entry.is_file(follow_symlinks=False)):
                    others.append(entry)
                else:
                    yield f"{folder}/{name}"
            for entry in sorted(others, key=lambda entry: entry.name):
                path = f"{folder}/{entry.name}"
                if _BACKUP.fullmatch(entry.name):
                    continue
                if not _is_usable(entry.name):
                    self._refuse_name(path)
                elif entry.is_symlink():
                    kind = self._behind_link(path)
                    if kind == "folder":
                        inner.append(path)
                    elif kind == "file":
                        yield path
                elif entry.is_dir(follow_symlinks=False):
                    inner.append(path)
                else:
                    self._refuse_special(path)
            waiting.extend(reversed(inner))

    def _entries(self, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self.root / folder) as entries:
                return list(entries)
        except OSError as error:
            self._error("cannot-read", f"the folder cannot be read: {error.strerror or error}", folder)
            return []

    def _behind_link(self, path: str) -> str | None:
        target = os.path.realpath(self.root / path)
        if not (target == self.real_root or target.startswith(os.path.join(self.real_root, ""))):
            hint = "put a copy of what it points to in its place"
            self._error("symlink-outside", "the link leads out of the site's folder", path, hint)
            return None
        try:
            mode = os.stat(target).st_mode
        except OSError as error:
            self._error("cannot-read", f"the link leads nowhere: {error.strerror or error}", path)
            return None
        if stat.S_ISREG(mode):
            return "file"
        if not stat.S_ISDIR(mode):
            self._refuse_special(path)
            return None
        parent = os.path.realpath(os.path.dirname(self.root / path))
        if target in self.followed or os.path.join(parent, "").startswith(os.path.join(target, "")):
            return None
        self.followed.add(target)
        return "folder"

    def _refuse_name(self, path: str) -> None:
        hint = "rename it: letters, digits and hyphens are safe everywhere"
        shown = path.encode("utf-8", "backslashreplace").decode()
        shown = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in shown)
        message = "the name holds a backslash, a control character or bytes that are not UTF-8"
        self._error("bad-file-name", message, shown, hint)

    def _refuse_special(self, path: str) -> None:
        self._error("cannot-read", "it is neither a file nor a folder (a pipe, a socket or a device)", path)

    def _error(self, code: str, message: str, path: str, hint: str | None = None) -> None:
        self.diagnostics.append(Diagnostic(code, message, path, hint=hint))


class _Sorting:
    """Takes each file for what it is."""

    def __init__(self) -> None:
        self.documents: list[ContentFile] = []
        self.assets: list[str] = []
        self.diagnostics: list[Diagnostic] = []

    def add(self, path: str) -> None:
        folder = path.split("/")[1] if path.count("/") > 1 else ""
        if folder == ASSETS:
            self.assets.append(path)
        elif not path.lower().endswith(MARKDOWN):
            hint = f"move it to {CONTENT}/{ASSETS}/ to have it published"
            message = f"not a Markdown file, and not in {CONTENT}/{ASSETS}/: it is not used"
            self.diagnostics.append(Diagnostic("unused-file", message, path, hint=hint, severity=Severity.WARNING))
        elif folder in FOLDERS:
            self._add_document(path, FOLDERS[folder])
        else:
            self.diagnostics.append(_unplaced(path, folder))

    def _add_document(self, path: str, kind: Kind) -> None:
        id_ = id_of(kind, path)
        fault = _fault_of(id_)
        if fault:
            message, hint = fault
            self.diagnostics.append(Diagnostic("bad-id", message, path, hint=hint))
        else:
            self.documents.append(ContentFile(path, kind, id_))

    def refuse_duplicates(self) -> None:
        """Of files with the same id only the first is kept."""
        first: dict[tuple[str, str], str] = {}
        kept: list[ContentFile] = []
        for document in self.documents:
            other = first.setdefault((document.kind, caseless(document.id)), document.path)
            if other == document.path:
                kept.append(document)
                continue
            message = f"the id '{document.id}' is already that of '{other}'"
            hint = "rename one of the two; folders and date prefixes are not part of an id"
            self.diagnostics.append(Diagnostic("duplicate-id", message, document.path, hint=hint))
        self.documents = kept
        self._refuse_duplicate_assets()

    def _refuse_duplicate_assets(self) -> None:
        first: dict[str, str] = {}
        kept: list[str] = []
        for path in self.assets:
            parts = path.split("/")
            names = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
            other = next((it for name in names if (it := first.setdefault(caseless(name), name)) != name), None)
            if other is None:
                kept.append(path)
                continue
            message = f"its path and '{other}' are one where upper and lower case do not count"
            self.diagnostics.append(Diagnostic("duplicate-asset", message, path, hint="rename one of the two"))
        self.assets = kept


def _unplaced(path: str, folder: str) -> Diagnostic:
    folders = ", ".join(f"'{name}/'" for name in FOLDERS)
    if not folder:
        message = f"a Markdown file in '{CONTENT}/' itself has no kind"
        return Diagnostic("unplaced-file", message, path, hint=f"move it to one of the folders {folders}")
    near = closest(folder, [*FOLDERS, ASSETS])
    hint = f"did you mean '{near}/'?" if near else f"the folders are {folders}"
    return Diagnostic("unplaced-file", f"'{folder}/' is not a folder of '{CONTENT}/'", path, hint=hint)


def _fault_of(id_: str) -> tuple[str, str] | None:
    """What is wrong with an id, and what to do."""
    if not id_:
        return "the file's name gives no id", "put a letter or a digit into the name"
    if id_ in RESERVED_NAMES:
        return f"the id '{id_}' is a name that Windows keeps for itself", "add a word to the file's name"
    size = len(id_.encode())
    if size > MAX_BYTES:
        return f"the id has {size} bytes; at most {MAX_BYTES} are allowed", "shorten the file's name"
    return None
