"""From the files of a site to its record and all that is wrong with it, editorial rules included."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from onrecord.build.history_cache import kept_past
from onrecord.build.reading import CACHE, read_contents
from onrecord.build.remembered import RememberedDocuments
from onrecord.build.request import BuildRequest, Progress
from onrecord.build.stamp import generator_stamp
from onrecord.config import Config
from onrecord.content.dates import Date
from onrecord.content.document import Document
from onrecord.content.files import ContentFiles
from onrecord.content.found_places import FoundPlaces, RememberingLocator
from onrecord.content.history import History, Past, history_of
from onrecord.content.locate import Locator
from onrecord.diagnostics import Diagnostic, Severity
from onrecord.record.amending import Amended, Join, amended, edited
from onrecord.record.as_of import as_of
from onrecord.record.record import HistoryState, Record
from onrecord.record.revisions import revisions_of, waits_for_its_date
from onrecord.record.rules import check_rules, level_of
from onrecord.record.selection import Reason


class Objections:
    """What the editorial rules object to in a record, found out when it is first asked."""

    def __init__(self, record: Record, find: Callable[[Record, Progress], list[Diagnostic]]) -> None:
        self._record = record
        self._find = find
        self._found: list[Diagnostic] | None = None

    def found(self, progress: Progress, noted: Record | None = None) -> list[Diagnostic]:
        """All of them; ``progress`` may give up. ``noted`` is the same record, with its readers noted."""
        if self._found is None:
            self._found = self._find(noted or self._record, progress)
        return self._found


@dataclass(frozen=True, slots=True)
class Joined:
    """The record of a site, and what is wrong: ``diagnostics`` with what was read, ``linked`` with how it joins.

    ``circumstances`` are all that it was made from beside the ``documents``. ``amended`` says how it came from the
    record before, where only that was made anew which an edit changed; it is kept for one build. ``waits`` says that an
    hour may change what is told of the history, which is as it was ``now``.
    """

    circumstances: object
    now: datetime
    history: History
    documents: tuple[Document, ...]
    withheld: dict[str, Reason]
    record: Record
    diagnostics: list[Diagnostic]
    linked: list[Diagnostic]
    objections: Objections
    join: Join
    waits: bool
    amended: Amended | None = None


def join_site(
    request: BuildRequest,
    config: Config,
    files: ContentFiles,
    progress: Progress,
    remembered: RememberedDocuments | None = None,
    before: Joined | None = None,
    places: FoundPlaces | None = None,
) -> Joined:
    """Read and join the content of the site that ``request`` names; its ``now`` is known.

    ``remembered`` are the documents of this process, ``before`` is what it joined last; ``places`` are those that it
    found in files.
    """
    contents = read_contents(request, config, files, progress, remembered)
    now, selected, withheld = contents.now, contents.selected, contents.withheld
    past, found = _past(request, config, contents.all)
    diagnostics = contents.diagnostics + found
    shown = (config, files.assets, tuple(withheld.items()), contents.embargoed, now.date(), request.as_of, past.state)
    circumstances = (*shown, tuple(diagnostics))
    locator = Locator(request.root)
    to_place = locator
    if places is not None and remembered is not None:
        to_place = RememberingLocator(request.root, remembered.digest, places)
    if before and before.circumstances == circumstances and not request.as_of:
        changed = edited(before.documents, selected)
        before = _told_at(before, past, now)
        if changed is not None and before is not None:
            return _after(before, changed, selected, locator, to_place)
    join = contents.join(config, locator, files.assets)
    kept: list[Join] = []
    record, linked = join(selected, keep=kept.append)
    history = history_of(past, now)
    find = partial(_objections, now.date(), history, to_place, [*diagnostics, *linked])
    objections = Objections(record, find)
    if request.as_of:
        then = as_of(selected, request.as_of)
        # What is wrong was found in the whole; the past adds nothing to it.
        record, _ = join(then.documents, absent=then.absent)
    record = _with_revisions(record, past, history, request.as_of)
    waits = waits_for_its_date(history, config.timezone)
    known = (circumstances, now, history, selected, withheld, record)
    return Joined(*known, diagnostics, linked, objections, kept[0], waits)


def _told_at(before: Joined, past: Past, now: datetime) -> Joined | None:
    """What was joined before, with the history as it is told ``now``; ``None`` where pages tell another."""
    if not before.waits and before.now <= now:
        return before
    history = history_of(past, now)
    if _with_revisions(before.record, past, history, None).revisions != before.record.revisions:
        return None
    waits = waits_for_its_date(history, before.record.config.timezone)
    return dataclasses.replace(before, now=now, history=history, waits=waits)


def _after(
    before: Joined,
    changed: Sequence[tuple[Document, Document]],
    documents: tuple[Document, ...],
    locator: Locator,
    to_place: Locator,
) -> Joined:
    """What is joined after an edit that only the files themselves can tell; ``to_place`` is for what rules find."""
    found = amended(before.record, before.join, changed, locator)
    linked = [it for it in before.linked if it.file not in found.paths] + found.diagnostics
    today = before.now.date()
    find = partial(_objections, today, before.history, to_place, [*before.diagnostics, *linked])
    return dataclasses.replace(
        before,
        documents=documents,
        record=found.record,
        linked=linked,
        objections=Objections(found.record, find),
        join=found.join,
        amended=found,
    )


def _objections(
    today: date, history: History, locator: Locator, others: Sequence[Diagnostic], record: Record, progress: Progress
) -> list[Diagnostic]:
    """What the rules object to in files in which nothing else is an error."""
    faulty = {diagnostic.file for diagnostic in others if diagnostic.severity == Severity.ERROR}
    found = check_rules(record, locator, today, history, partial(progress.advance, 0))
    return [it for it in found if it.file not in faulty]


def _past(request: BuildRequest, config: Config, documents: Sequence[Document]) -> tuple[Past, list[Diagnostic]]:
    """The earlier versions of the briefs, when a rule asks about them or pages tell of them."""
    if not any(document.kind == "brief" for document in documents):
        return Past(), []
    if level_of(config, "silent-change") == "off" and config.history == "off":
        return Past(), []
    return kept_past(request.root, request.root / CACHE, generator_stamp(), anew=request.clean)


def _with_revisions(record: Record, past: Past, history: History, as_of: Date | None) -> Record:
    """The record with what pages tell of its history, up to a day where it is shown as known then."""
    if record.config.history == "off":
        return record
    revisions = revisions_of(history, record.briefs, record.config.timezone, as_of)
    state: HistoryState = "shallow" if past.is_shallow else "whole" if past.state else "none"
    return dataclasses.replace(record, revisions=revisions, history=state)
