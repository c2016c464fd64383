"""From the files of a site to its record: what a build shows and what a list asks."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Protocol

from onrecord.build.document_cache import DocumentCache
from onrecord.build.parsing import parse_all
from onrecord.build.request import BuildRequest, Progress
from onrecord.build.stamp import generator_stamp
from onrecord.build.workers import worker_processes
from onrecord.content.dates import Date
from onrecord.content.document import Document
from onrecord.content.files import discover
from onrecord.content.locate import Locator
from onrecord.content.site_file import read_config
from onrecord.diagnostics import Diagnostic, Severity
from onrecord.record.as_of import as_of
from onrecord.record.entities import Target
from onrecord.record.link import link
from onrecord.record.record import Record
from onrecord.record.selection import embargoed, select

CACHE = ".onrecord/cache"
"""The folder of a site that holds what builds may reuse; deleting it costs nothing but time."""


class Join(Protocol):
    """The join of one site's documents, whatever is left out of them."""

    def __call__(
        self, documents: Iterable[Document], *, absent: frozenset[Target] = frozenset()
    ) -> tuple[Record, list[Diagnostic]]:
        """The record, and what is wrong with how it joins."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of a site as it is to be published at ``now``."""

    now: datetime
    locator: Locator
    documents: tuple[Document, ...]
    record: Record
    join: Join

    def as_of(self, day: Date) -> Record:
        """The record as the desk knew it on a day. What is wrong was found in the whole; the past adds nothing."""
        past = as_of(self.documents, day)
        return self.join(past.documents, absent=past.absent)[0]


def read_site(request: BuildRequest, progress: Progress) -> tuple[Reading, list[Diagnostic]]:
    """The content of the site that ``request`` names, joined, and what is wrong with it; editorial rules are not asked.

    What is read although there are errors serves to find more of them.
    """
    root = request.root
    config, diagnostics = read_config(root)
    settled = not diagnostics
    if request.base_url:
        config = dataclasses.replace(config, url=request.base_url)
    files, found = discover(root)
    diagnostics += found
    now = request.now or datetime.now(UTC)
    progress.stage("reading", len(files.documents))
    cache = DocumentCache(root / CACHE, f"{generator_stamp()} {config.raw_html}")
    processes = partial(worker_processes, request.jobs)
    documents, found = parse_all(
        root, files.documents, config.raw_html, cache, processes, progress.advance, anew=request.clean
    )
    diagnostics += found
    progress.stage("joining", None)
    locator = Locator(root)
    selected, withheld = select(documents, drafts=request.drafts, now=now, timezone=config.timezone)
    join = partial(
        link,
        config=config,
        locator=locator,
        assets=files.assets,
        withheld=withheld,
        embargoed=embargoed(selected, now=now, timezone=config.timezone),
    )
    record, found = join(selected)
    found = found if settled else whatever_the_settings(found)
    return Reading(now, locator, tuple(selected), record, join), diagnostics + found


def whatever_the_settings(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The problems of content that stay problems, whatever a configuration with mistakes was meant to say."""
    of_settings = ("unknown-status", "unknown-kind")
    return [problem for problem in found if problem.severity is Severity.ERROR and problem.code not in of_settings]
