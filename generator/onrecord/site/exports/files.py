"""The exports as files of the site, below ``data/``."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial

from onrecord.record.record import Record
from onrecord.record.timeline import Timeline
from onrecord.site.companion import Companion
from onrecord.site.exports.calendar import Calendar
from onrecord.site.exports.citations import Citations
from onrecord.site.exports.money import Money
from onrecord.site.exports.places import FOLDER, OTHER_FORMS, PACKAGE
from onrecord.site.exports.rows import Rows
from onrecord.site.exports.stix import Stix
from onrecord.site.exports.tables import TABLES, Table
from onrecord.site.exports.tabular import as_csv, as_json, data_package
from onrecord.site.exports.timeline_js import TimelineJS
from onrecord.site.moments import Moments


def export_companions(record: Record, moments: Moments, timeline: Callable[[], Timeline]) -> list[Companion]:
    """Every export of a record; ``timeline`` gives its timeline."""
    exports = _Exports(record, moments, timeline)
    found: dict[str, Callable[[], bytes]] = {
        f"{table.name}.{form}": partial(exports.table, table, form) for table in TABLES for form in ("csv", "json")
    }
    found[PACKAGE] = exports.package
    found |= {name: partial(exports.other_form, name) for name in OTHER_FORMS}
    return [Companion(f"{FOLDER}/{name}", make) for name, make in found.items()]


class _Exports:
    """The exports of one record. Tables are made once: their package has to know their bytes."""

    def __init__(self, record: Record, moments: Moments, timeline: Callable[[], Timeline]) -> None:
        self._record = record
        self._moments = moments
        self._timeline = timeline
        self._made: dict[str, bytes] = {}

    @cached_property
    def _rows(self) -> Rows:
        return Rows(self._record, self._moments)

    def table(self, table: Table, form: str) -> bytes:
        """A table as CSV or JSON."""
        name = f"{table.name}.{form}"
        if name not in self._made:
            rows = list(self._rows.of(table.name))
            self._made[f"{table.name}.csv"] = as_csv(table, rows)
            self._made[f"{table.name}.json"] = as_json(rows)
        return self._made[name]

    def package(self) -> bytes:
        """The description of all tables."""
        for table in TABLES:
            self.table(table, "csv")
        return data_package(self._record, self._made)

    def other_form(self, name: str) -> bytes:
        """An export of ``OTHER_FORMS``."""
        match name:
            case "sources.csl.json":
                return Citations(self._record, self._rows).csl_json()
            case "sources.bib":
                return Citations(self._record, self._rows).bibtex()
            case "events.ics":
                return Calendar(self._record, self._moments).ics()
            case "stix.json":
                return Stix(self._record, self._moments, self._rows).bundle()
            case "entities.ftm.json":
                return Money(self._record, self._rows).lines()
            case "timelinejs.json":
                return TimelineJS(self._record, self._timeline().entries).json()
        raise ValueError(f"there is no export '{name}'")
