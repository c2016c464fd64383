"""A corpus as an Eleventy site: onrecord's Markdown files, with data files that say where their pages go.

An event's ``date`` gets another name, as Eleventy reads that field itself and knows plain dates only."""

from __future__ import annotations

from pathlib import Path

from benchmarks.invent.corpus import Corpus
from benchmarks.write.onrecord import write_content
from benchmarks.write.templates import copy_templates

LAYOUTS = {"briefs": "brief", "actors": "actor", "topics": "subject", "places": "subject", "events": "event"}


def write_site(corpus: Corpus, folder: Path) -> None:
    """``eleventy.config.js``, its templates, and ``content/``."""
    copy_templates("eleventy", folder)
    write_content(corpus, folder / "content", renamed={"events": {"date": "when"}})
    for name in corpus.files:
        _write_data(folder / "content" / name, f"{name}.11tydata.js", _permalink(name), LAYOUTS.get(name, "plain"))


def _permalink(folder: str) -> str:
    if folder == "sources":
        return "false"
    prefix = "" if folder == "pages" else f"/{folder}"
    return f"({{ page }}) => `{prefix}/${{page.fileSlug}}/index.html`"


def _write_data(folder: Path, name: str, permalink: str, layout: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    lines = [f"permalink: {permalink}"]
    if folder.name != "sources":
        lines.append(f'layout: "{layout}.11ty.js"')
    text = "".join(f"  {line},\n" for line in lines)
    (folder / name).write_text(f"export default {{\n{text}}};\n", "utf-8")
