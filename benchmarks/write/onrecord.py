"""A corpus as an onrecord site; Eleventy and Pelican read the same Markdown files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from benchmarks.invent.corpus import Corpus, Meta

Renamed = dict[str, dict[str, str]]
"""By folder, the other names of some front matter fields."""

MOST_FIELDS, MOST_TEXT = 3, 60
"""An entry with more fields or more text than this is written one field a line."""


class _FrontMatter(dict[str, Any]):
    """The outermost mapping, which never goes in one line."""


_Base: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _QuotingDates(_Base):  # type: ignore[misc]
    """Writes dates so that every reader takes them for strings."""

    def ignore_aliases(self, data: object) -> bool:
        return True

    def represent_mapping(self, tag: str, mapping: Any, flow_style: bool | None = None) -> Any:
        one_line = len(mapping) <= MOST_FIELDS and sum(len(str(value)) for value in mapping.values()) < MOST_TEXT
        block = isinstance(mapping, _FrontMatter) or not one_line
        return super().represent_mapping(tag, mapping, False if block else flow_style)


_QuotingDates.add_representer(_FrontMatter, _Base.represent_dict)


class _PlainDates(_QuotingDates):
    """Writes dates, which are strings in the corpus, without quotes, as a person would."""


_PlainDates.yaml_implicit_resolvers = {
    first: [rule for rule in rules if not rule[0].endswith(":timestamp")]
    for first, rules in _Base.yaml_implicit_resolvers.items()
}


def write_site(corpus: Corpus, folder: Path) -> None:
    """``onrecord.yaml`` and ``content/``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "onrecord.yaml").write_bytes(yaml_text(corpus.config).encode())
    write_content(corpus, folder / "content")


def write_content(corpus: Corpus, content: Path, renamed: Renamed | None = None) -> None:
    """Every file of the corpus, with YAML front matter; ``renamed`` gives fields of a folder's files other names."""
    for file in corpus.all_files():
        place = content / file.folder / f"{file.name}.md"
        place.parent.mkdir(parents=True, exist_ok=True)
        names = (renamed or {}).get(file.folder, {})
        meta = {names.get(name, name): value for name, value in file.meta.items()}
        place.write_bytes(markdown(meta, file.body).encode())


def markdown(meta: Meta, body: str, *, quote_dates: bool = False) -> str:
    """A Markdown file: front matter between two lines of hyphens, then the body."""
    return f"---\n{yaml_text(meta, quote_dates=quote_dates)}---\n" + (f"\n{body}" if body else "")


def yaml_text(values: Meta, *, quote_dates: bool = False) -> str:
    """YAML as a person would write it: short lists and entries in one line."""
    dumper = _QuotingDates if quote_dates else _PlainDates
    text = yaml.dump(
        _FrontMatter(values), Dumper=dumper, sort_keys=False, default_flow_style=None, allow_unicode=True, width=110
    )
    return str(text)
