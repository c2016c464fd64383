"""One build: content to output, all problems in one run, and the last good site untouched when there is any error."""

from __future__ import annotations

import dataclasses
from collections.abc import Collection, Iterator
from contextlib import nullcontext
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from onrecord.build.document_cache import DocumentCache
from onrecord.build.history_cache import kept_past
from onrecord.build.output_check import check_output
from onrecord.build.page_cache import KnownPage, PageCache
from onrecord.build.page_links import PageLinks, style_links
from onrecord.build.parsing import parse_all
from onrecord.build.paths import STATE
from onrecord.build.reading import whatever_the_settings
from onrecord.build.receipt import leave_receipt
from onrecord.build.rendering import NotFound, PageMaker, Redirect, RenderJob, Task, render_all
from onrecord.build.request import BuildRequest, BuildResult, Progress
from onrecord.build.search_index import SearchFailure, SearchIndex
from onrecord.build.stage import Stage
from onrecord.build.stamp import generator_stamp
from onrecord.build.workers import worker_processes
from onrecord.config import Config
from onrecord.content.clock import is_over
from onrecord.content.dates import Date
from onrecord.content.files import ContentFiles, check_templates, discover
from onrecord.content.history import History, Past, history_of
from onrecord.content.locate import Locator
from onrecord.content.site_file import read_config
from onrecord.diagnostics import Diagnostic, Severity, in_reading_order
from onrecord.record.as_of import as_of
from onrecord.record.link import link
from onrecord.record.record import HistoryState, Record
from onrecord.record.revisions import revisions_of
from onrecord.record.rules import check_rules, level_of
from onrecord.record.selection import Reason, embargoed, select
from onrecord.record.timeline import TimelineEntry, timeline, years
from onrecord.site.catalogue import ENGLISH, Catalogue
from onrecord.site.catalogue_files import catalogue_of
from onrecord.site.companion import Companion
from onrecord.site.companions import companions, left_out
from onrecord.site.routes import (
    Route,
    Routes,
    base_path,
    check_addresses,
    check_routes,
    declared_in,
    redirect_file,
    redirects,
    routes_of,
)
from onrecord.site.theme import theme_of
from onrecord.site.views.search_page import search_language

CACHE = ".onrecord/cache"
"""The folder of a site that holds what builds may reuse; deleting it costs nothing but time."""

SMALL = 300
"""Up to this many pages, starting worker processes costs more than it saves."""


def build_site(request: BuildRequest, progress: Progress, made_from: bytes | None = None) -> BuildResult:
    """Build the site that ``request`` names, or find out everything that stands in the way.

    ``made_from`` is what ``inputs_of`` found before, where a later build may want to know that it need do nothing.

    Raises:
        OutputError: when the output cannot be written (see ``onrecord.build.failures``).
    """
    root = request.root
    output = request.output or root / "output"
    config, diagnostics = read_config(root)
    settled = not diagnostics
    if request.base_url:
        config = dataclasses.replace(config, url=request.base_url)
    if not request.search:
        config = dataclasses.replace(config, search=False)
    now = request.now or datetime.now(UTC)
    past = request.as_of if request.as_of and is_over(request.as_of, now, config.timezone) else None
    request = dataclasses.replace(request, now=now, as_of=past)
    files, found = discover(root)
    strays = check_templates(root)
    words, faults = (ENGLISH, []) if strays else catalogue_of(theme_of(root), config.language, root)
    diagnostics += found + strays + faults
    record, withheld, found = _join(request, config, files, progress)
    diagnostics += found if settled else whatever_the_settings(found)
    entries = timeline(record)
    all_routes = list(routes_of(record, years(entries)))
    beside = companions(record, entries, all_routes, words)
    diagnostics += check_routes(record, all_routes, Locator(root), [file.path for file in beside])
    diagnostics += check_addresses(record, _published_files(record, all_routes, beside))
    counts = _counts(record, withheld.values())
    if _blocked(request, diagnostics):
        return _result(request, diagnostics, counts)
    try:
        return _write(
            request, output, record, entries, all_routes, beside, words, diagnostics, counts, progress, made_from
        )
    except OSError as error:
        if error.filename is None:
            raise
        # A file of the theme that nobody may read, or that was there a moment ago.
        return _result(request, [*diagnostics, _unreadable(root, Path(error.filename), error)], counts)


def _join(
    request: BuildRequest, config: Config, files: ContentFiles, progress: Progress
) -> tuple[Record, dict[str, Reason], list[Diagnostic]]:
    now = request.now or datetime.now(UTC)
    progress.stage("reading", len(files.documents))
    cache = DocumentCache(request.root / CACHE, f"{generator_stamp()} {config.raw_html}")
    documents, diagnostics = parse_all(
        request.root,
        files.documents,
        config.raw_html,
        cache,
        partial(worker_processes, request.jobs),
        progress.advance,
        anew=request.clean,
    )
    progress.stage("joining", None)
    locator = Locator(request.root)
    selected, withheld = select(documents, drafts=request.drafts, now=now, timezone=config.timezone)
    embargoes = embargoed(selected, now=now, timezone=config.timezone)
    joined = partial(link, config=config, locator=locator, assets=files.assets, withheld=withheld, embargoed=embargoes)
    record, found = joined(selected)
    diagnostics += found
    faulty = {diagnostic.file for diagnostic in diagnostics if diagnostic.severity == Severity.ERROR}
    past, found = _past(request, record)
    history = history_of(past, now)
    diagnostics += found
    diagnostics += [found for found in check_rules(record, locator, now.date(), history) if found.file not in faulty]
    if request.as_of:
        then = as_of(selected, request.as_of)
        # What is wrong was found in the whole; the past adds nothing to it.
        record, _ = joined(then.documents, absent=then.absent)
    return _with_revisions(record, past, history, request.as_of), withheld, diagnostics


def _past(request: BuildRequest, record: Record) -> tuple[Past, list[Diagnostic]]:
    """The earlier versions of the briefs, when a rule asks about them or pages tell of them."""
    config = record.config
    if not record.briefs or (level_of(config, "silent-change") == "off" and config.history == "off"):
        return Past(), []
    return kept_past(request.root, request.root / CACHE, generator_stamp(), anew=request.clean)


def _with_revisions(record: Record, past: Past, history: History, as_of: Date | None) -> Record:
    """The record with what pages tell of its history, up to a day where it is shown as known then."""
    if record.config.history == "off":
        return record
    revisions = revisions_of(history, record.briefs, record.config.timezone, as_of)
    state: HistoryState = "shallow" if past.is_shallow else "whole" if past.state else "none"
    return dataclasses.replace(record, revisions=revisions, history=state)


def _write(
    request: BuildRequest,
    output: Path,
    record: Record,
    entries: tuple[TimelineEntry, ...],
    all_routes: list[Route],
    beside: list[Companion],
    words: Catalogue,
    diagnostics: list[Diagnostic],
    counts: dict[str, int],
    progress: Progress,
    made_from: bytes | None,
) -> BuildResult:
    theme = theme_of(request.root)
    routes = Routes(record)
    assets = theme.assets(search=record.config.search)
    files = {asset.published: asset.source for asset in assets.values()}
    files |= {path.removeprefix("content/"): request.root / path for path in record.assets}
    before = PageCache(output / STATE)
    usable = {} if request.clean or request.check_only else before.pages
    job = RenderJob(
        root=request.root,
        record=record,
        entries=entries,
        assets={name: routes.of_file(asset.published) for name, asset in assets.items()},
        as_of=request.as_of,
        stamp=generator_stamp() + theme.digest(),
        words=words,
        known={path: page.fingerprint for path, page in usable.items()},
    )
    tasks: list[Task] = [*all_routes, NotFound()]
    tasks += [Redirect(address, target) for address, target, _ in redirects(record) if redirect_file(address)]
    progress.stage("rendering", len(tasks))
    pages: dict[str, KnownPage] = {}
    faults: dict[tuple[str, int | None, str], Diagnostic] = {}
    with nullcontext() if request.check_only else Stage(output) as stage:
        here = PageMaker(job)
        large = len(tasks) > SMALL
        made = render_all(here, job, tasks, partial(worker_processes, request.jobs) if large else None)
        for task, page in zip(tasks, made, strict=True):
            progress.advance(1)
            known = usable.get(page.path)
            if page.html is None and page.fault is None and known and stage and stage.keep(page.path, known.digest):
                pages[page.path] = known
                continue
            if page.html is None and page.fault is None:
                page = here.made(task, anew=True)
            if page.fault or page.html is None or page.links is None:
                if fault := page.fault:  # told once, on the first of the pages that it spoils
                    faults.setdefault((fault.file, fault.line, fault.message), fault)
                continue
            digest = stage.put(page.path, page.html) if stage else ""
            pages[page.path] = KnownPage(page.fingerprint, digest, page.links)
        diagnostics += faults.values()
        if not faults:
            progress.stage("checking", None)
            links = {path: page.links for path, page in pages.items()} | _style_sheets(files)
            sources = {route.file: declared_in(record, route).path for route in all_routes}
            base = base_path(record.config)
            others = {*files, *(file.path for file in beside)}
            diagnostics += check_output(links, others, sources, base, raw_html=record.config.raw_html)
        counts["pages"] = len(pages)
        if _blocked(request, diagnostics) or not stage:
            return _result(request, diagnostics, counts)
        unread = _copy(stage, files, request.root)
        if unread:
            return _result(request, diagnostics + unread, counts)
        index = SearchIndex(output / STATE)
        if record.config.search:
            progress.stage("indexing", None)
            try:
                index.put(stage, here.search_documents(), search_language(record.config.language), anew=request.clean)
            except SearchFailure as failure:
                return _result(request, [*diagnostics, _no_search(failure)], counts)
        strangers = [file.path for file in beside if file.gives_way and stage.is_foreign(file.path)]
        for file in beside:
            if file.path not in strangers:
                stage.put(file.path, file.make())
        written, removed = stage.changes()
        committed = stage.commit()
    before.save(pages)
    index.save()
    counts |= dataclasses.asdict(committed)
    result = dataclasses.replace(_result(request, diagnostics, counts), remarks=left_out(record))
    leave_receipt(output, made_from, result, strangers)
    return dataclasses.replace(result, written=written, removed=removed, record=record)


def _copy(stage: Stage, files: dict[str, Path], root: Path) -> list[Diagnostic]:
    """Put ``files`` on the stage, and tell those that cannot be read."""
    unread: list[Diagnostic] = []
    for path, source in files.items():
        try:
            stage.copy(path, source)
        except OSError as error:
            unread.append(_unreadable(root, source, error))
    return unread


def _unreadable(root: Path, file: Path, error: OSError) -> Diagnostic:
    name = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
    return Diagnostic("cannot-read", f"cannot be read: {error.strerror or error}", name)


def _no_search(failure: SearchFailure) -> Diagnostic:
    hint = "build with --no-search, or set 'search: false', to publish without a search page"
    return Diagnostic("search-failed", f"the search index cannot be made: {failure}", "onrecord.yaml", hint=hint)


def _style_sheets(files: dict[str, Path]) -> dict[str, PageLinks]:
    sheets = (name for name in files if name.lower().endswith(".css"))
    return {name: style_links(files[name].read_text(encoding="utf-8", errors="replace")) for name in sheets}


def _published_files(record: Record, all_routes: list[Route], beside: list[Companion]) -> Iterator[str]:
    yield from (route.file for route in all_routes)
    yield from (path.removeprefix("content/") for path in record.assets)
    yield from (redirect_file(address) or "" for address, _, _ in redirects(record))
    yield from (file.path for file in beside)
    yield "404.html"


def _counts(record: Record, withheld: Collection[Reason]) -> dict[str, int]:
    return {
        "briefs": len(record.briefs),
        "claims": len(record.claims),
        "sources": len(record.sources),
        "actors": len(record.actors),
        "events": len(record.events),
        "drafts": sum(reason == "draft" for reason in withheld),
        "embargoed": sum(reason == "embargo" for reason in withheld),
    }


def _blocked(request: BuildRequest, diagnostics: list[Diagnostic]) -> bool:
    stopping = {Severity.ERROR, Severity.WARNING} if request.strict else {Severity.ERROR}
    return any(diagnostic.severity in stopping for diagnostic in diagnostics)


def _result(request: BuildRequest, diagnostics: list[Diagnostic], counts: dict[str, int] | None = None) -> BuildResult:
    return BuildResult(in_reading_order(diagnostics), counts or {}, not _blocked(request, diagnostics))
