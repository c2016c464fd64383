"""Content files of a site put into canonical form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.content import front_matter, strict_yaml
from onrecord.content.files import discover
from onrecord.content.parse import META
from onrecord.content.validation import validate
from onrecord.diagnostics import Diagnostic
from onrecord.editing.canonical import NotFaithful, canonical_file
from onrecord.editing.files_as_written import read_as_written, replace_file


@dataclass(slots=True)
class Formatted:
    """What was done: files ``changed``, those ``left`` alone for what they would have lost, and what is wrong."""

    changed: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    unchanged: int = 0


def format_content(root: Path, only: Sequence[str] = (), *, write: bool) -> Formatted:
    """Put the content of the site in ``root`` into canonical form, or only find out what is not in it.

    ``only`` are paths of files and folders of the site; without them all content is meant. Files with mistakes in
    their front matter are left alone.

    Raises:
        OSError: when a file cannot be read or written.
    """
    done = Formatted()
    for file in discover(root)[0].documents:
        if only and not any(path in (file.path, ".") or file.path.startswith(f"{path}/") for path in only):
            continue
        written = read_as_written(root, file.path)
        if faults := _faults(written.data, file.path, META[file.kind]):
            done.faults += faults
            continue
        try:
            text = canonical_file(written.text, META[file.kind])
        except NotFaithful:
            done.left.append(file.path)
            continue
        if text == written.text:
            done.unchanged += 1
            continue
        done.changed.append(file.path)
        if write:
            replace_file(root / file.path, written.bytes_of(text))
    return done


def _faults(data: bytes, path: str, declaration: type) -> list[Diagnostic]:
    text, found = front_matter.decode(data, path)
    if text is None:
        return found
    parts, found = front_matter.split(text, path)
    if parts is None:
        return found
    values, found = strict_yaml.load(parts.yaml, path, parts.yaml_line)
    return found or validate(declaration, values, path, parts.yaml, parts.yaml_line)[1]
