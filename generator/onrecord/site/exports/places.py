"""Which exports there are, and where."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record.record import Record
from onrecord.site.exports.tables import TABLES
from onrecord.site.public import is_public

FOLDER = "data"
PACKAGE = "datapackage.json"

OTHER_FORMS = {
    "sources.csl.json": "application/vnd.citationstyles.csl+json",
    "sources.bib": "application/x-bibtex",
    "events.ics": "text/calendar",
    "stix.json": "application/stix+json",
    "entities.ftm.json": "application/json+ftm",
    "timelinejs.json": "application/json",
}
"""The exports in the forms of other tools, with their media types."""


def has_exports(record: Record) -> bool:
    """Whether a record is exported: the site wants it, and all of it is published."""
    return record.config.exports and is_public(record)


def export_files() -> Iterator[tuple[str, str]]:
    """The path of every export below the output folder, with its media type."""
    for table in TABLES:
        yield f"{FOLDER}/{table.name}.csv", "text/csv"
        yield f"{FOLDER}/{table.name}.json", "application/json"
    yield f"{FOLDER}/{PACKAGE}", "application/json"
    for name, media_type in OTHER_FORMS.items():
        yield f"{FOLDER}/{name}", media_type
