"""What editors need to know of a site: JSON Schemas of its files, and snippets for its front matter."""

from __future__ import annotations

from pathlib import Path

from onrecord.config import Config
from onrecord.editing.new_files import refuse_outside
from onrecord.editing.schemas import as_text, schemas
from onrecord.editing.snippets import snippets

FOLDER = ".schemas"
"""Where a site keeps its schemas."""

SNIPPETS = ".vscode/onrecord.code-snippets"


def editor_files(config: Config) -> dict[str, str]:
    """The files for editors by path in the site's folder."""
    made = schemas(config)
    files = {f"{FOLDER}/{name}.json": as_text(schema) for name, schema in made.items()}
    return files | {SNIPPETS: as_text(snippets(made))}


def write_editor_files(root: Path, files: dict[str, str]) -> list[str]:
    """Write the files that differ below ``root``, and name them.

    Raises:
        LeadsOutside: when a link on the way leads out of ``root``.
        OSError: when the system refuses.
    """
    for path in files:
        refuse_outside(root, path)
    written = []
    for path, text in files.items():
        target = root / path
        if not target.is_file() or target.read_text(encoding="utf-8", errors="replace") != text:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, encoding="utf-8", newline="\n")
            written.append(path)
    return written
