"""A new content file of any kind, with its fields and what they are for as comments."""

from __future__ import annotations

from pathlib import Path
from string import Template

from onrecord.content.document import FOLDERS, Kind
from onrecord.content.files import CONTENT, discover
from onrecord.content.slugs import MAX_BYTES, RESERVED_NAMES, caseless, slug
from onrecord.editing.new_files import NewFile, NotNew
from onrecord.editing.plain_yaml import scalar

FORMS = Path(__file__).resolve().parent / "forms"


class NoId(Exception):
    """A title or an id of which no file can be named; the message says why."""


def new_content(root: Path, kind: Kind, title: str, date: str, wanted: str | None = None) -> NewFile:
    """The file for something new called ``title``; ``wanted`` is its id when it is not to be made of the title.

    ``date`` (``YYYY-MM-DD``) is that of a brief, and stands before its id in the file's name.

    Raises:
        NoId: when the id would be empty, too long or reserved.
        NotNew: when the site in ``root`` has something of that kind and id already, in whatever folder.
    """
    id_ = _id_of(title, wanted)
    files, _ = discover(root)
    there = [file.path for file in files.documents if file.kind == kind and caseless(file.id) == caseless(id_)]
    if there:
        raise NotNew(there)
    folder = next(name for name, it in FOLDERS.items() if it == kind)
    name = f"{date}-{id_}" if kind == "brief" else id_
    text = (FORMS / f"{kind}.md").read_text(encoding="utf-8")
    return NewFile(f"{CONTENT}/{folder}/{name}.md", Template(text).substitute(title=scalar(title), date=date))


def _id_of(title: str, wanted: str | None) -> str:
    id_ = slug(title if wanted is None else wanted)
    if wanted is not None and id_ != wanted:
        raise NoId(f"'{wanted}' cannot be an id" + (f"; write it as '{id_}'" if id_ else ""))
    if not id_:
        raise NoId(f"'{title}' holds no letter and no digit to make an id of")
    if len(id_.encode()) > MAX_BYTES:
        raise NoId(
            f"the id would have {len(id_.encode())} bytes, and at most {MAX_BYTES} are allowed; give a shorter one"
        )
    if id_ in RESERVED_NAMES:
        raise NoId(f"'{id_}' is a name that Windows keeps for itself; give another id")
    return id_
