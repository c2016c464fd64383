"""From the files of a site to its record and all that is wrong with it, editorial rules included."""

from __future__ import annotations

import dataclasses
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial

from onrecord.build.document_cache import DocumentCache
from onrecord.build.elsewhere import elsewhere_of
from onrecord.build.history_cache import kept_past
from onrecord.build.parsing import RememberedDocuments, parse_all
from onrecord.build.reading import CACHE
from onrecord.build.request import BuildRequest, Progress
from onrecord.build.stamp import generator_stamp
from onrecord.build.workers import worker_processes
from onrecord.config import Config
from onrecord.content.dates import Date
from onrecord.content.document import Body, Document
from onrecord.content.files import ContentFiles
from onrecord.content.history import History, Past, history_of
from onrecord.content.locate import Locator
from onrecord.diagnostics import Diagnostic, Severity
from onrecord.record.as_of import as_of
from onrecord.record.bodies import Sentences, with_texts
from onrecord.record.entities import Target
from onrecord.record.link import link
from onrecord.record.record import HistoryState, Record
from onrecord.record.revisions import revisions_of
from onrecord.record.rules import check_rules, level_of
from onrecord.record.selection import Reason, embargoed, select


@dataclass(frozen=True, slots=True)
class Joined:
    """The record of a site, and what is wrong with it.

    ``circumstances`` are all that it was made from beside the ``documents``. ``texts_only``: since the build before,
    nothing but the text of bodies changed.
    """

    circumstances: object
    documents: tuple[Document, ...]
    withheld: dict[str, Reason]
    record: Record
    diagnostics: list[Diagnostic]
    sentences: Sentences
    texts_only: bool = False


def join_site(
    request: BuildRequest,
    config: Config,
    files: ContentFiles,
    progress: Progress,
    remembered: RememberedDocuments | None = None,
    before: Joined | None = None,
    elsewhere: Iterable[Diagnostic] = (),
) -> Joined:
    """Read and join the content of the site that ``request`` names; its ``now`` is known.

    ``remembered`` are the documents of this process, ``before`` is what it joined last; ``elsewhere`` is what others
    found to be wrong with that.
    """
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
        remembered=remembered,
        elsewhere=elsewhere_of(request),
    )
    progress.stage("joining", None)
    selected, withheld = select(documents, drafts=request.drafts, now=now, timezone=config.timezone)
    embargoes = embargoed(selected, now=now, timezone=config.timezone)
    past, found = _past(request, config, documents)
    diagnostics += found
    shown = (config, files.assets, tuple(withheld.items()), embargoes, now.date(), request.as_of, past.state)
    circumstances = (*shown, tuple(diagnostics))
    if before and before.circumstances == circumstances and not request.as_of:
        told = {diagnostic.file for diagnostic in (*before.diagnostics, *elsewhere)}
        changed = changed_texts(before.documents, selected, told)
        if changed is not None:
            texts = [(Target(it.kind, it.id), it.body) for it in changed]
            record = with_texts(before.record, texts, before.sentences) if texts else before.record
            return dataclasses.replace(before, documents=tuple(selected), record=record, texts_only=True)
    locator = Locator(request.root)
    joined = partial(link, config=config, locator=locator, assets=files.assets, withheld=withheld, embargoed=embargoes)
    sentences: list[Sentences] = []
    record, found = joined(selected, keep=sentences.append)
    diagnostics += found
    faulty = {diagnostic.file for diagnostic in diagnostics if diagnostic.severity == Severity.ERROR}
    history = history_of(past, now)
    diagnostics += [found for found in check_rules(record, locator, now.date(), history) if found.file not in faulty]
    if request.as_of:
        then = as_of(selected, request.as_of)
        # What is wrong was found in the whole; the past adds nothing to it.
        record, _ = joined(then.documents, absent=then.absent)
    record = _with_revisions(record, past, history, request.as_of)
    return Joined(circumstances, tuple(selected), withheld, record, diagnostics, sentences[0])


def changed_texts(before: Sequence[Document], after: Sequence[Document], told: Container[str]) -> list[Document] | None:
    """The documents of which nothing but the text of the body changed; ``None`` when anything else did.

    A text is carried by the record and read by nothing that joins (see ``with_texts``): the join asks a body for its
    references and its anchors. Where a file has a problem (it is ``told``), its place may have moved with the text.
    """
    if len(before) != len(after):
        return None
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old is not new]
    for old, new in changed:
        if (old.path, old.kind, old.id, old.meta) != (new.path, new.kind, new.id, new.meta):
            return None
        if old.diagnostics or new.diagnostics or new.path in told:
            return None
        if old.body.anchors != new.body.anchors or _references(old.body) != _references(new.body):
            return None
    return [new for _, new in changed]


def _references(body: Body) -> list[tuple[object, ...]]:
    """The references of a body, but for where they stand: in the file, and in which sentence."""
    return [(it.kind, it.target, it.label, it.fragment, it.keys, it.in_link) for it in body.references]


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
