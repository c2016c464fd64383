"""The first page of a bundle: what is in it, where it is from, and what nobody has a copy of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

from onrecord.site.catalogue import Catalogue
from onrecord.site.template_words import install
from onrecord.site.views.language import direction_of

PAGE = Path(__file__).with_name("cover.html")


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the bundle; ``by`` are the claimants of a claim."""

    title: str
    path: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A snapshot of a source: its path in the bundle, its SHA-256 in hexadecimal, its bytes."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source, and the copies of it that the bundle holds."""

    id: str
    title: str
    lang: str | None
    url: str | None
    archive: str | None
    archived: str | None
    snapshots: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """What the page says; all addresses are from the root of the bundle, percent-encoded. ``lang`` is the brief's."""

    title: str
    lang: str
    site: str
    address: str | None
    brief: str
    pdf: str | None
    sheets: Sequence[str]
    claims: Sequence[Entry]
    events: Sequence[Entry]
    sources: Sequence[SourceLine]

    def html(self, words: Catalogue) -> str:
        """The page, in the language of ``words``."""
        from jinja2 import Environment
        from markupsafe import Markup

        values = {field.name: getattr(self, field.name) for field in fields(self)}
        said = Markup(' lang="{}" dir="{}"').format(self.lang, direction_of(self.lang))
        environment = Environment(autoescape=True)
        install(environment, words)
        return environment.from_string(PAGE.read_text(encoding="utf-8")).render(
            values,
            language=words.language,
            direction=direction_of(words.language),
            said="" if self.lang == words.language else said,
            kept=sum(bool(source.snapshots) for source in self.sources),
        )
