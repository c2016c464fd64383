"""Another id for an actor, a brief or a source: every reference follows, its old address leads to the new one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from pathlib import Path

from onrecord.build.reading import Reading, read_site
from onrecord.build.request import BuildRequest, Progress
from onrecord.content import front_matter, strict_yaml
from onrecord.content.document import Document
from onrecord.content.files import ContentFile
from onrecord.content.markup import Renderer
from onrecord.content.parse import parse
from onrecord.content.slugs import MAX_BYTES, RESERVED_NAMES, slug
from onrecord.diagnostics import Diagnostic, Severity, did_you_mean
from onrecord.editing.files_as_written import FileAsWritten, read_as_written, replace_file
from onrecord.editing.mentions import Edit, NotReplaceable, Renaming, applied, edits
from onrecord.editing.new_files import refuse_outside
from onrecord.editing.old_addresses import with_old_address
from onrecord.record.entities import Target
from onrecord.record.names import folded
from onrecord.record.record import Record
from onrecord.site.routes import Routes

KINDS = ("actor", "brief", "source")


class CannotRename(Exception):
    """What stands in the way; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a renaming changes: new bytes by path, how many places of each file, and which file gets another name."""

    renaming: Renaming
    changed: Mapping[str, bytes]
    places: Mapping[str, int]
    old_address: str | None

    def carry_out(self, root: Path) -> None:
        """Write the files, each in one step, and rename last."""
        for path in (*self.changed, self.renaming.new_path):
            refuse_outside(root, path)
        for path, data in self.changed.items():
            replace_file(root / path, data)
        if self.renaming.path != self.renaming.new_path:
            os.rename(root / self.renaming.path, root / self.renaming.new_path)


def plan(root: Path, kind: str, old: str, new: str, progress: Progress) -> tuple[Plan | None, list[Diagnostic]]:
    """What it takes to rename ``old`` to ``new`` in the site in ``root``; ``None`` and why when its content has errors.

    ``old`` is an id, or of a source that a brief introduces ``brief#id``. Drafts and briefs under embargo are taken in.

    Raises:
        CannotRename: when there is no such item, the new id is taken, or a reference would not come out right.
    """
    reading, found = read_site(BuildRequest(root, drafts=True), progress)
    errors = [diagnostic for diagnostic in found if diagnostic.severity is Severity.ERROR]
    if errors:
        return None, errors
    renaming = _renaming(reading.record, kind, old, new)
    target = Target("actor" if kind == "actor" else "brief", renaming.old)
    address = _address(reading.record, target) if kind != "source" else None
    renderer = Renderer(reading.record.config.raw_html)
    changed: dict[str, bytes] = {}
    places: dict[str, int] = {}
    documents: list[Document] = []
    for document in reading.documents:
        path = renaming.new_path if document.path == renaming.path else document.path
        written = read_as_written(root, document.path)
        try:
            todo = edits(written.text, document, renaming)
        except NotReplaceable as problem:
            place = f"{document.path}:{problem.line}:{problem.column}"
            raise CannotRename(
                f"{place}: '{old}' is written in a way that cannot be changed; change it first"
            ) from None
        if address and document.path == renaming.path:
            todo = sorted([*todo, _old_address(written, document, kind, address, reading.record, renaming)])
        if todo:
            changed[document.path] = written.bytes_of(applied(written.text, todo))
            places[document.path] = len(todo)
        if todo or path != document.path:
            id_ = renaming.new if path != document.path else document.id
            data = changed.get(document.path, written.data)
            document = parse(ContentFile(path, document.kind, id_), data, renderer)
        documents.append(document)
    _verify(reading, sorted(documents, key=lambda it: it.path), renaming)
    return Plan(renaming, changed, places, address), []


def _renaming(record: Record, kind: str, old: str, new: str) -> Renaming:
    tables: Mapping[str, Mapping[str, object]] = {
        "actor": record.actors,
        "brief": record.briefs,
        "source": record.sources,
    }
    table = tables[kind]
    by_form = {_form(key): key for key in table}
    key = by_form.get(_form(old))
    if key is None:
        hint = did_you_mean(old, table)
        raise CannotRename(f"there is no {kind} '{old}'" + (f"; {hint}" if hint else ""))
    brief, hash_sign, item = key.rpartition("#")
    new = new.removeprefix(f"{brief}#") if hash_sign else new
    _refuse_bad_id(new)
    other = by_form.get(_form(f"{brief}#{new}" if hash_sign else new))
    if other == key:
        raise CannotRename(f"that is its id already: '{other}'")
    if other is not None:
        raise CannotRename(f"the id '{new}' is taken by another {kind}")
    path: str = table[key].origin.path  # type: ignore[attr-defined]
    if hash_sign:
        return Renaming(kind, item, new, path, path, brief)
    folder, _, name = path.rpartition("/")
    stem, _, suffix = name.rpartition(".")
    day = stem[:11] if kind == "brief" and slug(stem[11:]) == key and slug(stem) != key else ""
    return Renaming(kind, key, new, path, f"{folder}/{day}{new}.{suffix}")


def _form(key: str) -> str:
    return "#".join(folded(part) for part in key.split("#"))


def _refuse_bad_id(new: str) -> None:
    if slug(new) != new or not new:
        raise CannotRename(f"'{new}' cannot be an id" + (f"; write it as '{slug(new)}'" if slug(new) else ""))
    if new in RESERVED_NAMES or len(new.encode()) > MAX_BYTES:
        raise CannotRename(f"'{new}' cannot be an id: it is too long, or a name that Windows keeps for itself")


def _address(record: Record, target: Target) -> str:
    """The address of a page from the root of the site: ``/briefs/depot-fire/``."""
    return f"/{Routes(record).file(target.kind, target.key).removesuffix('index.html')}"


def _old_address(
    written: FileAsWritten, document: Document, kind: str, address: str, record: Record, renaming: Renaming
) -> Edit:
    field = "redirects" if kind == "actor" else "aliases"
    parts, _ = front_matter.split(written.text, document.path)
    assert parts is not None
    values, _ = strict_yaml.load(parts.yaml, document.path, parts.yaml_line)
    known = values.get(field) if isinstance(values, dict) else None
    folder = address.rstrip("/").rpartition("/")[0]
    addresses = [known] if isinstance(known, str) else known if isinstance(known, list) else []
    if f"{folder}/{renaming.new}/" in addresses:
        message = f"'{folder}/{renaming.new}/' is one of its old addresses: take it out of '{field}' in {document.path}"
        raise CannotRename(f"{message} first")
    return with_old_address(written.text, parts, field, address, known)


def _verify(reading: Reading, documents: list[Document], renaming: Renaming) -> None:
    """Raise ``CannotRename`` unless everything means afterwards what it meant before."""
    faults = [fault for document in documents for fault in document.diagnostics]
    record, found = reading.join(documents)
    for fault in (*faults, *found):
        if fault.severity is Severity.ERROR:
            raise CannotRename(f"afterwards this would be wrong: {fault.file}: {fault.message}")
    names = (renaming.old, renaming.new)
    before, after = set(_meanings(reading.record, names)), set(_meanings(record, names))
    if before != after:
        raise CannotRename("; ".join(_difference(before, after)))


def _difference(before: set[tuple[str, ...]], after: set[tuple[str, ...]]) -> Iterator[str]:
    lost, gained = sorted(before - after), sorted(after - before)
    for told, what in ((lost, "would be lost"), (gained, "would come about")):
        if told:
            yield f"'{' '.join(told[0])}' {what}" + (f", and {len(told) - 1} more" if len(told) > 1 else "")


def _meanings(record: Record, names: tuple[str, str]) -> Iterator[tuple[str, ...]]:
    """Everything that refers to something, and to what, with one name for both ids."""

    def told(key: str) -> str:
        return "#".join("..." if part in names else part for part in key.split("#"))

    for field in fields(record.index):
        for key, others in getattr(record.index, field.name).items():
            for other in others:
                yield field.name, told(key), *((told(other),) if isinstance(other, str) else map(told, other))
    for item, meanings in record.resolved.items():
        for number, meaning in enumerate(meanings):
            targets = [meaning] if isinstance(meaning, Target) else [Target("source", key) for key in meaning or ()]
            for target in targets:
                yield item.kind, told(item.key), str(number), target.kind, told(target.key), target.anchor or ""
    for actor in record.actors.values():
        organizations = (role.organization for role in actor.roles)
        for named in (actor.country, *organizations):
            if named and named.key:
                yield "actor", told(actor.id), told(named.key)
    for place in record.places.values():
        if place.country and place.country.key:
            yield "place", place.id, told(place.country.key)
    for source in record.sources.values():
        for author in source.authors:
            if author.key:
                yield "author", told(source.key), told(author.key)
