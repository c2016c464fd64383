"""Reads Markdown with YAML front matter; leaves links, citations and cards open until everything is read."""

import re
from datetime import UTC, datetime
from pathlib import Path

import markdown
import yaml
from pelican.readers import BaseReader

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


class BriefReader(BaseReader):
    """For ``.md`` files."""

    enabled = True
    file_extensions = ("md",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.markdown = markdown.Markdown(extensions=["tables", "footnotes", "sane_lists"])

    def read(self, source_path):
        """The body as HTML and what Pelican wants to know of an article or page."""
        meta, html = self.parts(Path(source_path))
        stem = re.sub(r"^\d{4}-\d\d-\d\d-", "", Path(source_path).stem)
        known = {"title": meta.get("title") or meta["name"], "slug": stem, "record": meta}
        if "date" in meta:
            known["date"] = datetime.fromisoformat(meta["date"]).replace(tzinfo=UTC)
            known["summary"] = meta["summary"]
        return html, known

    def parts(self, path):
        """Front matter and body of a file."""
        text = path.read_text("utf-8")
        _, front, body = text.split("---\n", 2)
        self.markdown.reset()
        return yaml.load(front, Loader=LOADER), self.markdown.convert(body)
