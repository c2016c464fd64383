"""Opening a content file in the editor of whoever sits at the machine."""

from __future__ import annotations

import os
import shlex
import subprocess
from dataclasses import dataclass
from pathlib import Path

import click


@dataclass(frozen=True, slots=True)
class EditorCommand:
    """Runs ``command`` with a file of the site in ``root``, or without one the program that the system has for it.

    In the command ``{file}`` and ``{line}`` stand for the file and the line; without ``{file}`` it comes last.
    """

    root: Path
    command: str | None = None

    def __call__(self, file: str, line: int) -> str | None:
        """Open a file of the site; gives what went wrong, or ``None``."""
        path = self.root / file
        if not path.is_file():
            return f"{file} is not there any more"
        if self.command is None:
            failed = click.launch(str(path))
            return "no program opens it: start the preview with --editor" if failed else None
        words = shlex.split(self.command, posix=os.name != "nt")
        if not any("{file}" in word for word in words):
            words.append("{file}")
        arguments = [word.replace("{file}", str(path)).replace("{line}", str(line)) for word in words]
        try:
            subprocess.Popen(arguments, stdin=subprocess.DEVNULL, start_new_session=True)
        except OSError as error:
            return f"'{arguments[0]}' cannot be started: {error.strerror or error}"
        return None
