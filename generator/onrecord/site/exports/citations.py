"""Sources for reference managers: CSL-JSON 1.0.2 and BibTeX (with the ``date`` of BibLaTeX, which is EDTF)."""

from __future__ import annotations

from typing import Any

import msgspec

from onrecord.content.dates import Date, Precision
from onrecord.record.entities import SourceEntity
from onrecord.record.record import Record
from onrecord.site.date_words import words
from onrecord.site.exports.rows import Rows

_OWN_KINDS = {"recording": "document", "statement": "document"}
"""The kinds that CSL has no type for; their genre says what they are."""

_PUBLISHED_BY = frozenset(
    (
        "book",
        "chapter",
        "collection",
        "classic",
        "dataset",
        "document",
        "graphic",
        "figure",
        "map",
        "pamphlet",
        "report",
    )
) | frozenset(
    ("software", "standard", "thesis", "treaty", "legislation", "bill", "regulation", "recording", "statement")
)
"""Kinds whose outlet is a publisher; others appear in something that it puts out."""

_ENTRY_TYPES = {
    "article-journal": ("article", "journal"),
    "article-magazine": ("article", "journal"),
    "article-newspaper": ("article", "journal"),
    "book": ("book", "publisher"),
    "paper-conference": ("inproceedings", "organization"),
    "thesis": ("phdthesis", "school"),
    "report": ("techreport", "institution"),
}
"""BibTeX's types with the field that its outlet goes into; everything else is ``misc``."""

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "%$#&_"},
        "\n": " ",
    }
)


class Citations:
    """The sources of one record as citations."""

    def __init__(self, record: Record, rows: Rows) -> None:
        self._record = record
        self._name = rows.name

    def csl_json(self) -> bytes:
        """All sources in CSL-JSON, one a line."""
        items = [msgspec.json.encode(self._csl(source)) for source in self._record.sources.values()]
        return b"[\n" + b",\n".join(items) + b"\n]\n"

    def bibtex(self) -> bytes:
        """All sources in BibTeX."""
        return "\n".join([self._entry(source) for source in self._record.sources.values()]).encode()

    def _csl(self, source: SourceEntity) -> dict[str, Any]:
        meta, outlet = source.meta, self._name(source.outlet)
        found: dict[str, Any] = {
            "id": source.key,
            "type": _OWN_KINDS.get(meta.kind, meta.kind),
            "title": source.title,
            "genre": meta.kind.capitalize() if meta.kind in _OWN_KINDS else None,
            "author": [{"literal": self._name(author)} for author in source.authors] or None,
            "publisher" if meta.kind in _PUBLISHED_BY else "container-title": outlet,
            "issued": self._csl_date(meta.published),
            "accessed": self._csl_date(meta.accessed),
            "language": meta.lang,
            "URL": _offered(source),
            "publisher-place": self._record.places[source.place].meta.name if source.place else None,
            "status": "retracted" if meta.retracted else None,
            "note": _note(source),
        }
        return {name: value for name, value in found.items() if value}

    def _csl_date(self, date: Date | None) -> dict[str, Any] | None:
        """A date in the parts that CSL knows, or in words where it has none for it."""
        if date is None:
            return None
        ends = date.ends if date.precision is Precision.INTERVAL else (date,)
        parts = [_parts(end) for end in ends]
        if None in parts or any(end is None or end.uncertain for end in ends):
            return {"literal": words(date, self._record.config.language)}
        found: dict[str, Any] = {"date-parts": parts}
        return found | {"circa": True} if date.approximate else found

    def _entry(self, source: SourceEntity) -> str:
        meta = source.meta
        kind, outlet_field = _ENTRY_TYPES.get(meta.kind, ("misc", "howpublished"))
        date = meta.published
        parts = (_parts(date) if date and not date.is_qualified else None) or []
        fields = {
            "title": f"{{{_tex(source.title)}}}",
            "author": " and ".join(f"{{{_tex(self._name(author) or '')}}}" for author in source.authors),
            outlet_field: _tex(self._name(source.outlet) or ""),
            "date": date.text if date else "",
            "year": f"{parts[0]:04}" if parts else "",
            "month": _MONTHS[parts[1] - 1] if len(parts) > 1 else "",
            "url": _address(_offered(source) or ""),
            "urldate": meta.accessed.text if meta.accessed else "",
            "note": _tex(_note(source)),
        }
        lines = [f"  {name} = {{{value}}}" for name, value in fields.items() if value]
        return f"@{kind}{{{source.key.replace('#', ':')},\n" + ",\n".join(lines) + "\n}\n"


def _offered(source: SourceEntity) -> str | None:
    """The address that a reader may follow: the archived copy where the source's own is no longer to be offered."""
    usable = source.meta.url_status in (None, "live")
    return source.meta.url if usable and source.meta.url else source.meta.archive


def _note(source: SourceEntity) -> str:
    meta = source.meta
    found = [f"Retracted {meta.retracted.text}."] if meta.retracted else []
    if meta.archive and meta.archive != _offered(source):
        found.append(f"Archived copy: {meta.archive}")
    return " ".join(found)


def _parts(date: Date | None) -> list[int] | None:
    """Year, month and day, as far as they are known; ``None`` for a date that is more than that."""
    if date is None or date.is_masked:
        return None
    match date.precision:
        case Precision.YEAR:
            return [int(date.earliest[:4])]
        case Precision.MONTH:
            return [int(date.earliest[:4]), int(date.earliest[5:7])]
        case Precision.DAY | Precision.INSTANT:
            return [int(part) for part in _day(date).split("-")]
        case _:
            return None


def _day(date: Date) -> str:
    """The day as written, not moved to another zone."""
    return date.text[:10] if date.precision is Precision.INSTANT else date.earliest[:10]


def _tex(text: str) -> str:
    return text.translate(_TEX)


def _address(address: str) -> str:
    """An address within braces: what would unbalance or end them is percent-encoded."""
    return address.replace("{", "%7B").replace("}", "%7D").replace("\\", "%5C").replace("%", r"\%")
