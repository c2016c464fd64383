"""A corpus as a Pelican site: onrecord's Markdown files, with a plugin and a theme."""

from __future__ import annotations

from pathlib import Path

from benchmarks.invent.corpus import Corpus
from benchmarks.write.onrecord import write_content
from benchmarks.write.templates import copy_templates


def write_site(corpus: Corpus, folder: Path) -> None:
    """``pelicanconf.py``, ``plugin/``, ``theme/`` and ``content/``."""
    copy_templates("pelican", folder)
    (folder / "theme" / "static").mkdir(exist_ok=True)
    write_content(corpus, folder / "content")
