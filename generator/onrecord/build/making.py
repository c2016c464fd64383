"""From a record to its site: which pages have to be made, their bytes, the check of all of them, and the commit."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterator
from functools import cache, cached_property, partial
from pathlib import Path
from types import TracebackType

from onrecord.build.ahead import Ahead
from onrecord.build.beside import all_made, put_beside
from onrecord.build.joining import Joined
from onrecord.build.kept_files import KeptFiles
from onrecord.build.memory import BESIDE, Copied, Memory
from onrecord.build.output_check import OutputCheck
from onrecord.build.page_cache import LinksOf, PageCache
from onrecord.build.page_links import PageLinks, style_links
from onrecord.build.page_making import PageMaking
from onrecord.build.paths import STATE
from onrecord.build.plan import Plan, plan_of
from onrecord.build.reading import CACHE
from onrecord.build.remembered import signature_of
from onrecord.build.rendering import RenderJob
from onrecord.build.request import BuildRequest, Progress
from onrecord.build.search_index import SearchFailure, SearchIndex
from onrecord.build.stage import Stage
from onrecord.build.stamp import generator_stamp
from onrecord.build.text_edits import Basis, Findings, basis_of, digest_of_circumstances
from onrecord.content.locate import Locator
from onrecord.diagnostics import Diagnostic
from onrecord.record.amending import Amended
from onrecord.record.noting import noted
from onrecord.record.reads import Number
from onrecord.record.record import Record
from onrecord.record.selection import Reason
from onrecord.record.timeline import Timeline
from onrecord.site.catalogue import Catalogue
from onrecord.site.companion import Companion
from onrecord.site.companions import companions, have_the_same_cards
from onrecord.site.routes import SEARCH, Routes, base_path, routes_of
from onrecord.site.theme import theme_of
from onrecord.site.views.chronology import Chronology
from onrecord.site.views.lists import Lists
from onrecord.site.views.search_page import search_language

Step = Callable[[], list[Diagnostic]]


class Making:
    """The making of one site. ``steps`` come first, each of which may find problems, then ``commit``.

    With a ``memory``, what was made of the same before is not made again. Otherwise each page is looked at, and the one
    whose fingerprint is that of the page that stands is kept.
    """

    def __init__(
        self, request: BuildRequest, joined: Joined, words: Catalogue, progress: Progress, memory: Memory | None
    ) -> None:
        self.output = request.output or request.root / "output"
        self.strangers: list[str] = []
        self._same_shape = self._committed = False
        # Not a method: whoever makes the pages would hold all of this, which holds him, until Python collects.
        self._read_cache: Callable[[], PageCache] = cache(partial(PageCache, self.output / STATE))
        self._request = request
        self._joined = joined
        self._words = words
        self._progress = progress
        self._memory = memory
        theme = theme_of(request.root)
        assets = theme.assets(search=joined.record.config.search)
        self._files = {asset.published: asset.source for asset in assets.values()}
        self._files |= {path.removeprefix("content/"): request.root / path for path in joined.record.assets}
        routes = Routes(joined.record)
        self._assets = {name: routes.of_file(asset.published) for name, asset in assets.items()}
        self._stamp = f"{generator_stamp()} {theme.digest()} {words.digest}"
        self._record = self._watched()
        self._chronology = Chronology(self._record)
        self._lists = Lists(self._record, self._chronology)
        self._basis = self._based()
        self._found_before = self._still_found()
        self.plan = self._planned()
        self.counts = _counts(joined.record, joined.withheld.values())
        self._pages = PageMaking(
            *(request, progress, memory, self.plan, self._job(), self._record, self._read_cache),
            basis=self._basis,
            lists=self._lists,
        )
        self._noted: list[Number] = []
        self._copied: dict[str, Copied] = {}
        self._beside: dict[str, str] = {}
        self._owed: Callable[[Progress], list[Companion]] | None = None
        self._stage: Stage | None = None
        self._checked: OutputCheck | None = None
        self._index: SearchIndex | None = None

    def __enter__(self) -> Making:
        if not self._request.check_only:
            self._stage = Stage(self.output, left=self._memory.left if self._memory else None)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._stage:
            self._stage.abandon()
        if self._memory:
            if self._checked and self._memory.check is self._checked and not self._committed:
                self._memory.check = None  # it took in pages that came into no output
            for number in (*self._pages.noted, *self._noted):  # what was made came into no output
                self._memory.reads.held.pop(number, None)

    def objections(self) -> list[Diagnostic]:
        """What the editorial rules object to."""
        if self._found_before:
            return self._found_before.objections
        noted = self._record if self._memory and not self._request.as_of else None  # they look at the present
        return self._joined.objections.found(self._progress, noted)

    def show(self, ahead: Ahead) -> None:
        """Make the pages that somebody looks at, and show them before anything else is done.

        Only if nothing changed that all pages have: what they load may not be there yet.
        """
        if self._same_shape:
            self._pages.show(ahead)

    def steps(self) -> Iterator[Step]:
        """What has to be done before the commit, in this order."""
        yield self._make_pages
        yield self._check
        if self._stage:
            yield partial(self._copy, self._stage)
            if self._record.config.search:
                yield partial(self._search, self._stage)
            yield partial(self._put_beside, self._stage)

    # What there is to make

    def _watched(self) -> Record:
        """The record, whose readers are noted where there is a memory."""
        record, memory = self._joined.record, self._memory
        if memory is None:
            return record
        circumstances = (record.config, record.assets, record.embargoed, record.history, self._request.as_of)
        shape = (self._stamp, self._words.digest, self._assets, circumstances)
        self._same_shape = shape == memory.shape
        if not self._same_shape:
            memory.forget_reads()
        memory.shape = shape
        return noted(record, memory.reads)

    @property
    def _cache(self) -> PageCache:
        return self._read_cache()

    def _based(self) -> Basis | None:
        """What the pages are made of, where another process may ask."""
        joined, request = self._joined, self._request
        if self._memory or request.check_only or request.as_of:
            return None
        return basis_of(joined.record, joined.documents, joined.withheld, (self._stamp, self._assets))

    def _still_found(self) -> Findings | None:
        """What an earlier build found, if it is what this one would find: nothing but texts was edited since."""
        if self._basis is None or self._request.clean or self._joined.waits:
            return None
        edited, findings = self._basis.edited_since(self._cache.basis), self._cache.findings
        if edited is None or findings is None or findings.circumstances != self._circumstances:
            return None
        files = {self._joined.record.briefs[brief].origin.path for brief in edited}
        return None if findings.concern(files) else findings

    @cached_property
    def _circumstances(self) -> bytes:
        return digest_of_circumstances(self._joined.circumstances)

    def _findings(self) -> Findings:
        if self._found_before:
            return self._found_before
        years, lists = [*self._chronology.years], dict(self._lists.lengths)
        return Findings(self._circumstances, years, lists, self.plan.diagnostics, self.objections())

    def _planned(self) -> Plan:
        memory, amended, found = self._memory, self._joined.amended, self._found_before
        if memory and memory.plan and amended and self._may_stay(memory.plan, amended):
            return memory.plan
        years, lists = (found.years, found.lists) if found else (self._chronology.years, self._lists.lengths)
        routes = list(routes_of(self._joined.record, years, lists))
        beside = companions(self._joined.record, self._timeline, routes, self._words)
        known = found.planned if found else None
        return plan_of(self._joined.record, routes, beside, Locator(self._request.root), known)

    def _timeline(self) -> Timeline:
        return self._chronology.whole

    def _may_stay(self, plan: Plan, amended: Amended) -> bool:
        """Whether the plan from before an edit is the one that would be made after it."""
        if any(diagnostic.file in amended.paths for diagnostic in plan.diagnostics):
            return False
        if amended.texts_only:
            return True
        if not amended.addresses_stand or not self._memory or self._chronology.entries is not self._memory.entries:
            return False
        if dict(self._lists.lengths) != self._memory.lists:
            return False
        pages = [item for item in amended.items if item.kind in ("brief", "claim")]
        return have_the_same_cards(self._joined.record, plan.beside, pages, self._words)

    def _job(self) -> RenderJob:
        """What pages are made of; the whole timeline only where most of them are to be made."""
        memory = self._memory
        return RenderJob(
            root=self._request.root,
            record=self._joined.record,
            timeline=None if self._found_before or (memory and memory.left) else self._timeline(),
            assets=self._assets,
            as_of=self._request.as_of,
            stamp=self._stamp,
            words=self._words,
            known={},
        )

    def _make_pages(self) -> list[Diagnostic]:
        found = self._pages.make(self._stage)
        self.counts["pages"] = len(self._pages.all)
        return found

    # What stands beside the pages

    def _check(self) -> list[Diagnostic]:
        self._progress.stage("checking", None)
        memory = self._memory
        others = {*self._files, *self.plan.beside}
        same = memory and memory.check and memory.plan and self._is_planned_as(memory.plan) and others == memory.others
        if memory and memory.check and same and memory.check.again(LinksOf(self._pages.fresh)):
            self._checked = memory.check
        else:
            config, texts = self._record.config, self._pages.here.texts
            sheets = {name: texts.packed(links) for name, links in _style_sheets(self._files).items()}
            links = LinksOf(self._pages.all, sheets)
            only = [*self._pages.fresh, *sheets] if self._still_lead_somewhere(others) else None
            self._checked = OutputCheck(links, texts, others, base_path(config), raw_html=config.raw_html, only=only)
        return self._checked.found(self.plan.sources)

    def _still_lead_somewhere(self, others: set[str]) -> bool:
        """Whether the pages that stay as they are lead to nothing that is gone; they were checked when they came."""
        if self._stage is None or not self._stage.manifest.finished:
            return False
        gone = self._stage.manifest.files.keys() - self._pages.all.keys() - others
        if not all(path.startswith(f"{SEARCH}/") for path in gone):  # the index, which nothing leads to
            return False
        before = ((page, self._pages.known.get(path)) for path, page in self._pages.fresh.items())
        return all(known is None or set(known.links.anchors) <= set(page.links.anchors) for page, known in before)

    def _copy(self, stage: Stage) -> list[Diagnostic]:
        """Put what is copied on the stage, and tell what cannot be read."""
        unread: list[Diagnostic] = []
        before = self._memory.copied if self._memory else {}
        for path, source in self._files.items():
            try:
                signature = signature_of(source) if self._memory else None
                held = before.get(path)
                if held and signature and held[:2] == (source, signature) and stage.keep(path, held.digest):
                    self._copied[path] = held
                else:
                    self._copied[path] = Copied(source, signature, stage.copy(path, source))
            except OSError as error:
                unread.append(unreadable(self._request.root, source, error))
        return unread

    def _search(self, stage: Stage) -> list[Diagnostic]:
        self._progress.stage("indexing", None)
        self._index = SearchIndex(self.output / STATE)
        language = search_language(self._record.config.language)
        try:
            self._index.put(stage, self._pages.here.search_documents(), language, anew=self._request.clean)
        except SearchFailure as failure:
            return [_no_search(failure)]
        return []

    def _put_beside(self, stage: Stage) -> list[Diagnostic]:
        memory = self._memory
        kept = KeptFiles(self._request.root / CACHE, generator_stamp(), anew=self._request.clean)
        if memory is None:
            files = (file._replace(make=partial(kept.bytes_of, file)) for file in self._companions())
            self._beside, self.strangers = put_beside(stage, files)
            kept.forget_others()
            return []
        number = memory.reads.number(BESIDE, "")
        stands = memory.stands(number)
        if memory.plan and self._is_planned_as(memory.plan) and (stands or memory.may_owe):
            if not stage.keep_all(memory.beside):
                self._beside, self.strangers = memory.beside, memory.strangers
                self._owed = None if stands else partial(all_made, self._companions, kept)
                return []
            for path in memory.beside:
                stage.forget(path)
        self._noted.append(number)
        made = memory.reads.note(number, partial(all_made, self._companions, kept, self._progress))
        self._beside, self.strangers = put_beside(stage, made)
        kept.forget_others()
        return []

    def _companions(self) -> list[Companion]:
        return companions(self._record, self._timeline, self.plan.routes, self._words)

    def _is_planned_as(self, plan: Plan) -> bool:
        return plan is self.plan or (plan.tasks == self.plan.tasks and plan.beside == self.plan.beside)

    # The end

    def commit(self) -> tuple[frozenset[str], frozenset[str]]:
        """Move everything into place; the paths that were written and removed."""
        stage, memory = self._stage, self._memory
        assert stage
        self.counts |= dataclasses.asdict(stage.commit(note=memory is None))
        if memory is None or memory.left is None:
            self._pages.save(self._findings() if self._basis else None)
        if self._index:
            self._index.save()
        if memory:
            self._remember(memory, stage)
        return stage.changed

    def _remember(self, memory: Memory, stage: Stage) -> None:
        memory.joined, memory.plan, memory.entries = self._joined, self.plan, self._chronology.entries
        memory.lists = dict(self._lists.lengths)
        memory.pages, memory.digests = self._pages.all, self._pages.digests
        memory.beside, memory.strangers = self._beside, self.strangers
        memory.copied, memory.check, memory.left = self._copied, self._checked, stage.left
        memory.owed = self._owed
        memory.others = {*self._files, *self.plan.beside}
        memory.reads.finish()
        self._committed = True
        self._pages.noted.clear()
        self._noted.clear()


def unreadable(root: Path, file: Path, error: OSError) -> Diagnostic:
    """What is wrong with a file of the site or the theme that cannot be read."""
    name = file.relative_to(root).as_posix() if file.is_relative_to(root) else str(file)
    return Diagnostic("cannot-read", f"cannot be read: {error.strerror or error}", name)


def _no_search(failure: SearchFailure) -> Diagnostic:
    hint = "build with --no-search, or set 'search: false', to publish without a search page"
    return Diagnostic("search-failed", f"the search index cannot be made: {failure}", "onrecord.yaml", hint=hint)


def _style_sheets(files: dict[str, Path]) -> dict[str, PageLinks]:
    sheets = (name for name in files if name.lower().endswith(".css"))
    return {name: style_links(files[name].read_text(encoding="utf-8", errors="replace")) for name in sheets}


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
