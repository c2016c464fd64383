"""Small sites for tests of the record: files as an editor writes them, or documents made of values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from textwrap import dedent
from typing import Any

from onrecord.config import Config
from onrecord.content import front_matter, strict_yaml
from onrecord.content.dates import Date, parse_date
from onrecord.content.document import FOLDERS, Body, Document, Kind, Reference
from onrecord.content.locate import Locator
from onrecord.content.model import Actor, Brief, Meta, Page, Place, SharedEvent, SharedSource, Topic
from onrecord.content.validation import validate
from onrecord.diagnostics import Diagnostic
from onrecord.record.link import link
from onrecord.record.record import Record

META: dict[Kind, type[Meta]] = {
    "brief": Brief,
    "actor": Actor,
    "source": SharedSource,
    "event": SharedEvent,
    "place": Place,
    "topic": Topic,
    "page": Page,
}

NOWHERE = Locator(Path("no-such-folder"))
"""Places nothing; for documents that were never files."""


def day(text: str) -> Date:
    """A date, short enough to be read in a table."""
    return parse_date(text)


def document(path: str, text: str, cites: Iterable[str] = ()) -> Document:
    """The document of one file of ``content/``; ``cites`` are sources that its body cites."""
    parts, problems = front_matter.split(dedent(text).lstrip("\n"), path)
    assert parts is not None, problems
    values, problems = strict_yaml.load(parts.yaml, path, parts.yaml_line)
    assert not problems, problems
    kind = FOLDERS[path.split("/")[1]]
    meta, problems = validate(META[kind], values, path, parts.yaml, parts.yaml_line)
    assert meta is not None, problems
    stem = path.rpartition("/")[2].removesuffix(".md")
    identity = stem[11:] if kind == "brief" and stem[:4].isdigit() else stem
    return Document(path, kind, identity, "", meta, body_citing(cites))


def body_citing(cites: Iterable[str]) -> Body:
    """A body that cites each of the sources once."""
    references = tuple(
        Reference("citation", key, line=1, column=1, keys=((key, None),), context=f"As {key} says.") for key in cites
    )
    return Body(html=("",) * (len(references) + 1), references=references)


def brief(identity: str, **fields: Any) -> Document:
    """A brief made of values; title and date may be left out."""
    given: dict[str, Any] = {"title": identity, "date": day("2025-05-25")} | fields
    meta = Brief(**given)
    return Document(f"content/briefs/{identity}.md", "brief", identity, "", meta, Body())


def actor(identity: str, kind: str = "person") -> Document:
    """An actor of whom only the name is known."""
    meta = Actor(name=identity.capitalize(), kind=kind)
    return Document(f"content/actors/{identity}.md", "actor", identity, "", meta, Body())


def record_of(documents: Iterable[Document], config: Config | None = None) -> Record:
    """The record of documents that join without a problem."""
    record, problems = link(tuple(documents), config or Config(title="Desk"), NOWHERE)
    assert problems == []
    return record


class Site:
    """A site folder: files are written to it, so that problems have places."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.documents: dict[str, Document] = {}

    def write(self, files: Mapping[str, str]) -> Site:
        """Write files, by path below ``content/``."""
        for name, text in files.items():
            path = f"content/{name}"
            file = self.root / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
            self.documents[path] = document(path, text)
        return self

    def locator(self) -> Locator:
        """Finds places in the files."""
        return Locator(self.root)

    def record(self, config: Config | None = None) -> tuple[Record, list[Diagnostic]]:
        """The record of everything written, and what is wrong with how it joins."""
        documents = [self.documents[path] for path in sorted(self.documents)]
        return link(documents, config or Config(title="Desk"), self.locator())
