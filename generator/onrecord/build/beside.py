"""The files beside the pages: made at once, or after the pages where nobody waits for them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path

from onrecord.build.kept_files import KeptFiles
from onrecord.build.memory import BESIDE, Memory
from onrecord.build.request import Progress
from onrecord.build.stage import Stage
from onrecord.site.companion import Companion


def pay(memory: Memory, output: Path, progress: Progress) -> None:
    """Do what the last build left to be done, if the output is still as that left it.

    That is to make the files beside the pages, and to write down what it saw for other processes.

    It may be given up at any time: ``progress`` raises.

    Raises:
        OutputError: when the output cannot be written.
    """
    owed, number, left = memory.owed, memory.reads.number(BESIDE, ""), memory.left
    if left is None or (owed is None and left.noted):
        return
    with Stage(output, left=left) as stage:
        if owed is None:
            stage.note()
            memory.left = replace(left, noted=True)
        elif not stage.keep_all({path: it for path, it in stage.manifest.files.items() if path not in memory.beside}):
            memory.beside, memory.strangers = put_beside(stage, memory.reads.note(number, partial(owed, progress)))
            stage.commit()
            memory.left = stage.left
    memory.owed = None


def put_beside(stage: Stage, files: Iterable[Companion]) -> tuple[dict[str, str], list[str]]:
    """Put files on the stage: the digests by path, and the paths where files of the desk's own stand."""
    put: dict[str, str] = {}
    strangers: list[str] = []
    for file in files:
        if file.gives_way and stage.is_foreign(file.path):
            strangers.append(file.path)
        else:
            put[file.path] = stage.put(file.path, file.make())
    return put, strangers


def all_made(companions: Callable[[], list[Companion]], kept: KeptFiles, progress: Progress) -> list[Companion]:
    """The files with their bytes in hand: what is read for them is read now."""
    made: list[Companion] = []
    for file in companions():
        progress.advance(0)
        made.append(file._replace(make=partial(bytes, kept.bytes_of(file))))
    return made
