"""Copies of sources that the desk keeps: which files belong to which source.

In ``snapshots/`` (kept by the desk, never published) and ``content/assets/snapshots/`` (published), the copies of a
source lie under its id: ``daily-post.pdf`` or a folder ``daily-post/`` for a source with a file of its own,
``depot-fire/paper.html`` or a folder ``depot-fire/paper/`` for one that the brief ``depot-fire`` introduces.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from onrecord.record.entities import BriefEntity, SourceEntity
from onrecord.record.record import Record

FOLDERS = ("snapshots", "content/assets/snapshots")


def sources_of(record: Record, brief: BriefEntity) -> list[SourceEntity]:
    """Everything that a brief rests on: its sources, those its claims and their responses name, and what they relay."""
    waiting = list(brief.sources)
    for key in brief.claims:
        claim = record.claims[key]
        waiting += claim.sources
        waiting += (evidence.source for evidence in claim.evidence)
        waiting += (source for response in claim.responses for source in response.sources)
    found: dict[str, SourceEntity] = {}
    while waiting:
        key = waiting.pop(0)
        if key not in found:
            found[key] = record.sources[key]
            waiting += record.sources[key].via or ()
    return list(found.values())


def snapshots_of(root: Path, source: SourceEntity) -> dict[str, Path]:
    """The copies of a source in the site at ``root``: their paths below ``snapshots/`` of a bundle, and where they are.

    Links are passed over: they may lead out of the site.
    """
    place = source.key.replace("#", "/")
    above, _, stem = place.rpartition("/")
    found: dict[str, Path] = {}
    for folder in FOLDERS:
        within = root / folder / above
        for file in sorted(within.glob("*")) if within.is_dir() else ():
            if file.is_symlink():
                continue
            if file.is_dir() and file.name == stem:
                found |= {path.relative_to(root / folder).as_posix(): path for path in _files(file)}
            elif file.is_file() and file.name.partition(".")[0] == stem:
                found[file.relative_to(root / folder).as_posix()] = file
    return found


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.is_symlink())
