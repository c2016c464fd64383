"""The catalogue: which ids and names exist, before any reference is resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass, field

from onrecord.content.document import Document
from onrecord.content.model import Actor, Brief, Page, Place, SharedEvent, SharedSource, Topic
from onrecord.diagnostics import Severity
from onrecord.record.entities import Origin, Pointer, key_in
from onrecord.record.names import Names, folded
from onrecord.record.problems import Problems

LOSING = frozenset({"bad-id", "missing-field", "wrong-type"})
"""Codes of faults for which a claim, source or event may be missing from what could be used of its brief."""


@dataclass(slots=True)
class Catalogue:
    """Documents by kind and id, and the names that lead to them.

    ``sources``, ``events`` and ``claims`` map a key to where it was declared. ``withheld`` are the ids of drafts and
    embargoed briefs, so that a reference to one can say why it leads nowhere. ``unusable`` are, by kind, the ids of
    files without usable front matter: their faults are reported, so a reference to one is not another fault. Of
    ``faulty`` briefs some claims, sources or events may be missing for the same reason.
    """

    briefs: dict[str, Document] = field(default_factory=dict)
    actors: dict[str, Document] = field(default_factory=dict)
    places: dict[str, Document] = field(default_factory=dict)
    topics: dict[str, Document] = field(default_factory=dict)
    pages: dict[str, Document] = field(default_factory=dict)
    shared_sources: dict[str, Document] = field(default_factory=dict)
    shared_events: dict[str, Document] = field(default_factory=dict)
    sources: dict[str, Origin] = field(default_factory=dict)
    events: dict[str, Origin] = field(default_factory=dict)
    claims: dict[str, Origin] = field(default_factory=dict)
    actor_names: Names = field(default_factory=Names)
    place_names: Names = field(default_factory=Names)
    topic_names: Names = field(default_factory=Names)
    brief_names: Names = field(default_factory=Names)
    page_names: Names = field(default_factory=Names)
    event_names: Names = field(default_factory=Names)
    source_names: Names = field(default_factory=Names)
    by_path: dict[str, Document] = field(default_factory=dict)
    withheld: frozenset[str] = frozenset()
    unusable: dict[str, set[str]] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)

    def is_unusable(self, kind: str, name: str) -> bool:
        """Whether ``name`` is the id of a file of that kind whose own faults are reported already."""
        return folded(name) in self.unusable.get(kind, ())

    def with_files(self, kind: str) -> Mapping[str, Document]:
        """The documents of one kind by id; none for what has no files of its own."""
        table = _TABLES.get(kind)
        found: Mapping[str, Document] = getattr(self, table) if table else {}
        return found

    def with_documents(self, documents: Iterable[Document]) -> Catalogue:
        """The catalogue with other documents in the place of those with the same path, kind and id.

        Their ids and names, and those of what they introduce, are the same.
        """
        found = copy(self)
        for table in ("by_path", *_TABLES.values()):
            setattr(found, table, dict(getattr(self, table)))
        for document in documents:
            found.by_path[document.path] = document
            getattr(found, _TABLES[document.kind])[document.id] = document
        return found


_TABLES = {
    "brief": "briefs",
    "actor": "actors",
    "event": "shared_events",
    "source": "shared_sources",
    "place": "places",
    "topic": "topics",
    "page": "pages",
}
"""Where a catalogue has the documents of each kind."""


def catalogue(documents: Iterable[Document], withheld: Iterable[str], problems: Problems) -> Catalogue:
    """The catalogue of ``documents``."""
    found = Catalogue(withheld=frozenset(withheld))
    for document in documents:
        meta = document.meta
        found.by_path[document.path] = document
        match meta:
            case Brief():
                found.briefs[document.id] = document
                if any(diagnostic.code in LOSING for diagnostic in document.diagnostics):
                    found.faulty.add(document.id)
                stem = document.path.rpartition("/")[2].rpartition(".")[0]
                found.brief_names.add(document.id, (stem, meta.title))
                _declare(found.sources, document, "sources", meta.sources, problems)
                _declare(found.claims, document, "claims", meta.claims, problems)
                _declare(found.events, document, "events", meta.events, problems)
            case Actor():
                found.actors[document.id] = document
                found.actor_names.add(document.id, (meta.name, *(alias.name for alias in meta.aliases)))
            case Place():
                found.places[document.id] = document
                found.place_names.add(document.id, (meta.name, *(alias.name for alias in meta.aliases)))
            case Topic():
                found.topics[document.id] = document
                found.topic_names.add(document.id, (meta.name, *(alias.name for alias in meta.aliases)))
            case Page():
                found.pages[document.id] = document
                found.page_names.add(document.id, (meta.title,))
            case SharedSource():
                _check_own_id(document, meta.id, problems)
                found.shared_sources[document.id] = document
                found.sources[document.id] = Origin(document.path)
                found.source_names.add(document.id, (meta.title,) if meta.title else ())
            case SharedEvent():
                _check_own_id(document, meta.id, problems)
                found.shared_events[document.id] = document
                found.events[document.id] = Origin(document.path)
                found.event_names.add(document.id, (meta.title,))
            case None:
                found.unusable.setdefault(document.kind, set()).add(document.id)
    for documents_of_kind in (found.actors, found.places, found.topics):
        _check_names(documents_of_kind, problems)
    return found


def _check_names(documents: Mapping[str, Document], problems: Problems) -> None:
    """Names that never lead to what bears them, because they are the id of another."""
    ids = {folded(key): key for key in documents}
    for key, document in documents.items():
        meta = document.meta
        assert isinstance(meta, Actor | Place | Topic)
        names: list[tuple[Pointer, str]] = [(("name",), meta.name)]
        names += [(("aliases", number), alias.name) for number, alias in enumerate(meta.aliases)]
        for steps, name in names:
            other = ids.get(folded(name), key)
            if other != key:
                problems.add(
                    "name-taken",
                    f"'{name}' means the {document.kind} '{other}', whose id it is, not '{key}'",
                    Origin(document.path),
                    *steps,
                    hint=f"write '{key}' where this one is meant, or rename one of the two",
                    severity=Severity.WARNING,
                )


def _check_own_id(document: Document, written: str, problems: Problems) -> None:
    if written and folded(written) != document.id:
        problems.add(
            "bad-id",
            f"the id '{written}' differs from the file's name, which gives '{document.id}'",
            Origin(document.path, ("id",)),
            hint="leave the id out, or rename the file",
        )


def _declare(
    keys: dict[str, Origin], document: Document, field_name: str, items: Sequence[object], problems: Problems
) -> None:
    seen: dict[str, int] = {}
    for number, item in enumerate(items):
        written: str = item.id  # type: ignore[attr-defined]
        origin = Origin(document.path, (field_name, number))
        form = folded(written)
        if form in seen:
            first = problems.place(Origin(document.path, (field_name, seen[form], "id")))
            problems.add(
                "duplicate-id",
                f"'{written}' is already the id of another of the {field_name} here ({first})",
                origin,
                "id",
                hint="give each its own id",
            )
            continue
        seen[form] = number
        keys[key_in(document.id, written)] = origin
