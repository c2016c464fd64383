"""From the files of a site to its record: what a build shows and what a list asks."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from typing import Protocol

from onrecord.build.document_cache import DocumentCache
from onrecord.build.elsewhere import elsewhere_of
from onrecord.build.parsing import parse_all
from onrecord.build.remembered import RememberedDocuments
from onrecord.build.request import BuildRequest, Progress
from onrecord.build.stamp import generator_stamp
from onrecord.build.workers import number_of_processes, worker_processes
from onrecord.config import Config
from onrecord.content.dates import Date
from onrecord.content.document import Document
from onrecord.content.files import ContentFiles, discover
from onrecord.content.locate import Locator
from onrecord.content.site_file import read_config
from onrecord.diagnostics import Diagnostic, Severity
from onrecord.record.amending import Join
from onrecord.record.as_of import as_of
from onrecord.record.entities import Target
from onrecord.record.link import link
from onrecord.record.record import Record
from onrecord.record.selection import Reason, embargoed, select

CACHE = ".onrecord/cache"
"""The folder of a site that holds what builds may reuse; deleting it costs nothing but time."""


class JoinDocuments(Protocol):
    """The join of one site's documents, whatever is left out of them."""

    def __call__(
        self,
        documents: Iterable[Document],
        *,
        absent: frozenset[Target] = frozenset(),
        keep: Callable[[Join], None] | None = None,
    ) -> tuple[Record, list[Diagnostic]]:
        """The record, and what is wrong with how it joins; ``keep`` takes how they were joined."""


@dataclass(frozen=True, slots=True)
class Contents:
    """The documents of a site, each read by itself.

    ``all`` of them, and those ``selected`` that are to be published at ``now``. ``withheld`` are the briefs that are
    left out, each with the reason, ``embargoed`` those that are shown before their time. ``diagnostics`` are what is
    wrong with any of the files.
    """

    now: datetime
    all: list[Document]
    selected: tuple[Document, ...]
    withheld: dict[str, Reason]
    embargoed: tuple[str, ...]
    diagnostics: list[Diagnostic]

    def join(self, config: Config, locator: Locator, assets: tuple[str, ...]) -> JoinDocuments:
        """How documents among these are joined."""
        return partial(
            link, config=config, locator=locator, assets=assets, withheld=self.withheld, embargoed=self.embargoed
        )


def read_contents(
    request: BuildRequest,
    config: Config,
    files: ContentFiles,
    progress: Progress,
    remembered: RememberedDocuments | None = None,
) -> Contents:
    """Read the ``files`` of the site that ``request`` names; ``remembered`` are the documents of this process."""
    now = request.now or datetime.now(UTC)
    progress.stage("reading", len(files.documents))
    documents, diagnostics = parse_all(
        request.root,
        files.documents,
        config.raw_html,
        DocumentCache(request.root / CACHE, f"{generator_stamp()} {config.raw_html}"),
        partial(worker_processes, number) if (number := number_of_processes(request.jobs)) > 1 else None,
        progress.advance,
        anew=request.clean,
        remembered=remembered,
        elsewhere=elsewhere_of(request),
    )
    progress.stage("joining", None)
    selected, withheld = select(documents, drafts=request.drafts, now=now, timezone=config.timezone)
    embargoes = embargoed(selected, now=now, timezone=config.timezone) if request.drafts else ()
    return Contents(now, documents, tuple(selected), withheld, embargoes, diagnostics)


@dataclass(frozen=True, slots=True)
class Reading:
    """The content of a site as it is to be published at ``now``."""

    now: datetime
    locator: Locator
    documents: tuple[Document, ...]
    record: Record
    join: JoinDocuments

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
    contents = read_contents(request, config, files, progress)
    diagnostics += contents.diagnostics
    locator = Locator(root)
    join = contents.join(config, locator, files.assets)
    record, found = join(contents.selected)
    found = found if settled else whatever_the_settings(found)
    return Reading(contents.now, locator, contents.selected, record, join), diagnostics + found


def whatever_the_settings(found: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The problems of content that stay problems, whatever a configuration with mistakes was meant to say."""
    of_settings = ("unknown-status", "unknown-kind")
    return [problem for problem in found if problem.severity is Severity.ERROR and problem.code not in of_settings]
