"""Where a file mentions an item by its id: in the fields that refer to such items, and in its text."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote

from onrecord.content import front_matter, strict_yaml
from onrecord.content.document import Document, Reference
from onrecord.content.strict_yaml import Positions
from onrecord.editing.references import ITEMS, REFERRING, fields_of
from onrecord.record.names import folded

_LINK = re.compile(
    r"!?\[\[\s*(?:(?P<kind>\w+)\s*:\s*)?(?P<name>[^\[\]|#\n]*?)\s*"
    r"(?:#\s*(?P<item>[^\[\]|\n]*?)\s*)?(?=[|\]\n]|\\\|)"
)
_CITED = re.compile(r"@[^\s,;@\]]+")
_ADDRESS = re.compile(r"<?[^\s()<>\"'#?]*")


class Edit(NamedTuple):
    """A piece of a text to replace: its offset, what stands there, and what is to stand there."""

    start: int
    old: str
    new: str


class NotReplaceable(Exception):
    """A mention that cannot be replaced as it is written; ``line`` and ``column`` say where it stands."""

    def __init__(self, line: int, column: int) -> None:
        super().__init__(f"{line}:{column}")
        self.line = line
        self.column = column


@dataclass(frozen=True, slots=True)
class Renaming:
    """What gets another id: ``kind`` is actor, brief or source; ``brief`` is set where a brief introduces the source.

    ``path`` and ``new_path`` are those of its file, the same for a source within a brief.
    """

    kind: str
    old: str
    new: str
    path: str
    new_path: str
    brief: str | None = None


def edits(text: str, document: Document, renaming: Renaming) -> list[Edit]:
    """What to replace in ``text``, which is what ``front_matter.decode`` gives for the file of ``document``.

    Raises:
        NotReplaceable: when the id is written in a way that hides it, such as with escapes or over two lines.
    """
    starts = [0]
    for line in text.split("\n"):
        starts.append(starts[-1] + len(line) + 1)

    def offset(place: tuple[int, int]) -> int:
        return starts[place[0] - 1] + place[1] - 1

    found = [*_in_fields(text, document, renaming, offset), *_in_body(text, document, renaming, offset)]
    return sorted(set(found))


def applied(text: str, found: list[Edit]) -> str:
    """``text`` with all edits made."""
    for edit in reversed(found):
        text = f"{text[: edit.start]}{edit.new}{text[edit.start + len(edit.old) :]}"
    return text


def _in_fields(
    text: str, document: Document, renaming: Renaming, offset: Callable[[tuple[int, int]], int]
) -> Iterator[Edit]:
    parts, _ = front_matter.split(text, document.path)
    if parts is None or document.meta is None:
        return
    values, _ = strict_yaml.load(parts.yaml, document.path, parts.yaml_line)
    positions: Positions = strict_yaml.positions(parts.yaml, parts.yaml_line)
    for pointer, value, referring in fields_of(type(document.meta), values):
        new = _renamed(value, REFERRING.get(referring), renaming, document)
        if new is None and referring in ITEMS.get(renaming.kind, ()):
            new = _own_id(value, renaming, document)
        if new is not None and new != value:
            place = positions.of(pointer)
            start = offset(place)
            start += text[start] in "\"'"
            if not text.startswith(value, start):
                raise NotReplaceable(*place)
            yield Edit(start, value, new)


def _own_id(value: str, renaming: Renaming, document: Document) -> str | None:
    """The new id where the item itself says what it is called."""
    own = document.id == renaming.brief if renaming.brief else document.path == renaming.path
    return renaming.new if own and folded(value) == folded(renaming.old) else None


def _renamed(value: str, kind: str | None, renaming: Renaming, document: Document) -> str | None:
    """What a reference to an item of ``kind`` becomes, ``None`` where it means something else."""
    if kind is None:
        return None
    owner, hash_sign, item = value.partition("#")
    if renaming.kind == "brief":
        named = bool(hash_sign) and _is_brief(owner, renaming)
        return f"{_new_brief(owner, renaming)}#{item}" if named else None
    if kind != renaming.kind:
        return None
    if renaming.brief is None:
        return renaming.new if not hash_sign and folded(value) == folded(renaming.old) else None
    here = document.kind == "brief" and document.id == renaming.brief
    if folded(item if hash_sign else value) != folded(renaming.old):
        return None
    if hash_sign and owner.strip():
        return f"{owner}#{renaming.new}" if folded(owner) == renaming.brief else None
    return f"{hash_sign}{renaming.new}" if here else None


def _is_brief(written: str, renaming: Renaming) -> bool:
    """Whether a brief is named by its id, or by the name of its file."""
    return folded(written) in (folded(renaming.old), folded(_stem(renaming.path)))


def _new_brief(written: str, renaming: Renaming) -> str:
    return renaming.new if folded(written) == folded(renaming.old) else _stem(renaming.new_path)


def _stem(path: str) -> str:
    return path.rpartition("/")[2].rpartition(".")[0]


def _in_body(
    text: str, document: Document, renaming: Renaming, offset: Callable[[tuple[int, int]], int]
) -> Iterator[Edit]:
    for reference in document.body.opened().references:
        start = offset((reference.line, reference.column))
        if reference.kind in ("link", "embed"):
            yield from _in_link(text, start, reference, renaming, document)
        elif reference.kind == "citation" and renaming.kind in ("source", "brief"):
            end = text.index("]", start)
            for cited in _CITED.finditer(text, start, end):
                written = cited[0][1:]
                new = _renamed(written, "source", renaming, document)
                if new is not None:
                    yield Edit(cited.start() + 1, written, new)
        elif reference.kind == "path" and renaming.path != renaming.new_path:
            yield from _in_address(text, start, reference, renaming, document)


def _in_link(text: str, start: int, reference: Reference, renaming: Renaming, document: Document) -> Iterator[Edit]:
    match = _LINK.match(text, start)
    if match is None:
        return
    prefix, name, item = match["kind"], match["name"], match["item"]
    if renaming.kind == "brief":
        if (prefix in (None, "brief") or item is not None) and name and _is_brief(name, renaming):
            yield Edit(match.start("name"), name, _new_brief(name, renaming))
        return
    if prefix not in (None, renaming.kind):
        return
    if renaming.brief is None:
        if name and folded(name) == folded(renaming.old):
            yield Edit(match.start("name"), name, renaming.new)
        return
    here = document.kind == "brief" and document.id == renaming.brief
    of_brief = folded(name) == renaming.brief if name else here
    if item is not None and folded(item) == folded(renaming.old) and of_brief:
        yield Edit(match.start("item"), item, renaming.new)
    elif item is None and here and folded(name) == folded(renaming.old):
        yield Edit(match.start("name"), name, renaming.new)


def _in_address(text: str, start: int, reference: Reference, renaming: Renaming, document: Document) -> Iterator[Edit]:
    folder = posixpath.dirname(document.path)
    if posixpath.normpath(posixpath.join(folder, reference.target)) != renaming.path:
        return
    match = _ADDRESS.match(text, start)
    written = match[0].removeprefix("<") if match else ""
    name = written.rpartition("/")[2]
    if not name.lower().endswith((".md", ".markdown")):
        raise NotReplaceable(reference.line, reference.column)
    assert match is not None
    new = renaming.new_path.rpartition("/")[2]
    yield Edit(match.end() - len(name), name, new if new.isascii() or "%" not in name else quote(new))
