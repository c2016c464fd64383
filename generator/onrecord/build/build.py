"""One build: content to output, all problems in one run, and the last good site untouched when there is any error."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime
from pathlib import Path

from onrecord.build.ahead import Ahead
from onrecord.build.collector import no_collection
from onrecord.build.joining import join_site
from onrecord.build.making import Making, unreadable
from onrecord.build.memory import Memory
from onrecord.build.reading import CACHE, whatever_the_settings
from onrecord.build.receipt import leave_receipt
from onrecord.build.request import BuildRequest, BuildResult, Progress
from onrecord.content.clock import is_over
from onrecord.content.files import check_templates, discover
from onrecord.content.site_file import read_config
from onrecord.diagnostics import Diagnostic, Severity, in_reading_order
from onrecord.site.catalogue import ENGLISH
from onrecord.site.catalogue_files import catalogue_of
from onrecord.site.companions import left_out
from onrecord.site.theme import theme_of

__all__ = ["CACHE", "build_site"]


def build_site(
    request: BuildRequest,
    progress: Progress,
    made_from: bytes | None = None,
    memory: Memory | None = None,
    ahead: Ahead | None = None,
) -> BuildResult:
    """Build the site that ``request`` names, or find out everything that stands in the way.

    ``made_from`` is what ``inputs_of`` found before, where a later build may want to know that it need do nothing.
    ``memory`` is what earlier builds of the same site left in this process; it serves this one and takes what it finds.
    With one, pages may be shown ``ahead``.

    Raises:
        OutputError: when the output cannot be written (see ``onrecord.build.failures``).
    """
    with no_collection():
        return _built(request, progress, made_from, memory, ahead)


def _built(
    request: BuildRequest, progress: Progress, made_from: bytes | None, memory: Memory | None, ahead: Ahead | None
) -> BuildResult:
    root = request.root
    config, diagnostics = read_config(root)
    settled = not diagnostics
    if request.base_url:
        config = dataclasses.replace(config, url=request.base_url)
    if not request.search:
        config = dataclasses.replace(config, search=False)
    now = request.now or datetime.now(UTC)
    past = request.as_of if request.as_of and is_over(request.as_of, now, config.timezone) else None
    request = dataclasses.replace(request, output=request.output or root / "output", now=now, as_of=past)
    files, found = discover(root)
    strays = check_templates(root)
    words, faults = (ENGLISH, []) if strays else catalogue_of(theme_of(root), config.language, root)
    diagnostics += found + strays + faults
    known = (memory.documents, memory.joined, memory.places) if memory else ()
    joined = join_site(request, config, files, progress, *known)
    found = [*joined.diagnostics, *joined.linked]
    diagnostics += found if settled else whatever_the_settings(found)
    counts: dict[str, int] = {}
    try:
        making = Making(request, joined, words, progress, memory)
        counts = making.counts
        diagnostics += making.plan.diagnostics
        if ahead and not _blocked(request, diagnostics):
            making.show(ahead)
        objections = making.objections()
        diagnostics += objections if settled else whatever_the_settings(objections)
        if not _blocked(request, diagnostics):
            with making:
                for step in making.steps():
                    diagnostics += step()
                    if _blocked(request, diagnostics):
                        return _result(request, diagnostics, counts)
                if not request.check_only:
                    written, removed = making.commit()
                    result = dataclasses.replace(_result(request, diagnostics, counts), remarks=left_out(joined.record))
                    leave_receipt(making.output, None if joined.waits else made_from, result, making.strangers)
                    held = None if memory else making
                    return dataclasses.replace(
                        result, written=written, removed=removed, record=joined.record, held=held
                    )
    except OSError as error:
        if error.filename is None:
            raise
        # A file of the theme that nobody may read, or that was there a moment ago.
        diagnostics.append(unreadable(root, Path(error.filename), error))
    return _result(request, diagnostics, counts)


def _blocked(request: BuildRequest, diagnostics: list[Diagnostic]) -> bool:
    stopping = {Severity.ERROR, Severity.WARNING} if request.strict else {Severity.ERROR}
    return any(diagnostic.severity in stopping for diagnostic in diagnostics)


def _result(request: BuildRequest, diagnostics: list[Diagnostic], counts: dict[str, int]) -> BuildResult:
    return BuildResult(in_reading_order(diagnostics), counts, not _blocked(request, diagnostics))
