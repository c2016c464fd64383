"""The pages of one build: which of them have to be made, their bytes, and those that somebody looks at first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Generator, Iterable
from contextlib import closing
from dataclasses import replace
from functools import cached_property, partial

from onrecord.build.ahead import Ahead
from onrecord.build.elsewhere import elsewhere_of
from onrecord.build.memory import BESIDE, FRAME, PAGES, Memory
from onrecord.build.packed_links import PackedLinks
from onrecord.build.page_cache import FingerprintsOf, KnownPage, PageCache
from onrecord.build.page_links import PageLinks
from onrecord.build.plan import Plan
from onrecord.build.rendering import PageMaker, Placed, Rendered, RenderJob, Task, file_of, render_all
from onrecord.build.request import BuildRequest, Progress
from onrecord.build.stage import Stage
from onrecord.build.text_edits import Basis, Findings, showing
from onrecord.build.workers import number_of_processes, worker_processes
from onrecord.diagnostics import Diagnostic
from onrecord.record.reads import Number
from onrecord.record.record import Record
from onrecord.site.list_pages import list_page
from onrecord.site.routes import Route
from onrecord.site.views.lists import Lists

SMALL = 300
"""Up to this many pages, starting worker processes costs more than it saves."""

PARTS_AHEAD = 6
"""How many parts each worker process is given before it is done with the first: this one takes its time to answer."""

BEATS = 256
"""Every how many pieces of a page the progress is asked whether to go on."""


class PageMaking:
    """Makes the pages of a ``plan``.

    ``job`` is what other processes need for it; ``record`` is the one to read in this process. ``known`` are the pages
    that an earlier build left, which ``cache`` reads, ``all`` those of this one with their ``digests``, and ``fresh``
    those made anew.
    ``basis`` is what they are made of, where there is no memory and it can be told; ``lists`` are those of the record.
    ``noted`` numbers the pages of which ``memory`` holds what they read though they are in no output yet.
    """

    def __init__(
        self,
        request: BuildRequest,
        progress: Progress,
        memory: Memory | None,
        plan: Plan,
        job: RenderJob,
        record: Record,
        cache: Callable[[], PageCache],
        basis: Basis | None = None,
        lists: Lists | None = None,
    ) -> None:
        self.all: dict[str, KnownPage] = {}
        self.digests: dict[str, str] = {}
        self.fresh: dict[str, KnownPage] = {}
        self.noted: list[Number] = []
        self._request = request
        self._progress = progress
        self._memory = memory
        self._plan = plan
        self._record = record
        self._bare_job = job
        self._read_cache = cache
        self._basis = basis
        self._lists = lists
        self._here: PageMaker | None = None
        self._beats = 0
        self._early: dict[Task, Rendered] = {}

    def show(self, ahead: Ahead) -> None:
        """Make the pages that somebody looks at, and show those that changed; needs a memory."""
        memory = self._memory
        assert memory
        wanted = [task for path in ahead.wanted() if (task := self._plan.by_path.get(path)) and path in self.known]
        pages: dict[str, bytes] = {}
        for task in wanted:
            self._get_ready()
            if memory.must_be_made(task):
                page = self._early[task] = self._made_here(memory, task)
                if isinstance(page.html, bytes):
                    pages[page.path] = page.html
        if pages:
            ahead.show(pages)

    def make(self, stage: Stage | None) -> list[Diagnostic]:
        """Make all pages and put them on the ``stage``; what is wrong with their templates."""
        self._progress.stage("rendering", len(self._plan.tasks))
        self._get_ready()
        todo = self._changed(self._memory) if self._memory else self._edited()
        if len(todo) < len(self._plan.tasks):
            self._progress.advance(len(self._plan.tasks) - len(todo))
            todo += self._stay(stage, {file_of(task) for task in todo})
        if len(todo) > SMALL:
            todo = _neighbours(todo)
        faults: dict[int, Diagnostic] = {}
        with closing(self._rendered(todo, stage)) as made:
            for place, page in made:
                self._progress.advance(1)
                if fault := self._take(stage, todo[place], page):
                    faults[place] = fault
        told: dict[tuple[str, int | None, str], Diagnostic] = {}
        for _, fault in sorted(faults.items()):
            told.setdefault((fault.file, fault.line, fault.message), fault)
        return list(told.values())

    @cached_property
    def known(self) -> dict[str, KnownPage]:
        """The pages that an earlier build left in the output."""
        if self._request.clean or self._request.check_only:
            return {}
        if self._memory and self._memory.left:
            return self._memory.pages
        return self._cache.pages

    @cached_property
    def _is_known_whole(self) -> bool:
        """Whether the pages that an earlier build left are just those of the plan."""
        memory, plan = self._memory, self._plan
        if memory and self.known is memory.pages and plan is memory.plan:
            return len(self.known) == len(plan.by_path)  # a build leaves no others than those of its plan
        return self.known.keys() == self._plan.by_path.keys()

    @property
    def _cache(self) -> PageCache:
        return self._read_cache()

    def save(self, findings: Findings | None) -> None:
        """Leave what is known of the pages, and what was found, to builds in other processes."""
        self._cache.save(self.all, self.here.texts, self._basis, findings)

    @property
    def here(self) -> PageMaker:
        """What makes pages in this process."""
        self._get_ready()
        assert self._here
        return self._here

    def _get_ready(self) -> None:
        """Have what makes pages; from then on it is known what has changed of all that pages read before."""
        if self._here is None:
            self._here = self._maker()

    def _maker(self) -> PageMaker:
        memory = self._memory
        if memory is None:
            anew = self._request.clean or self._request.check_only
            return PageMaker(self._job, texts=None if anew else self._cache.texts, lists=self._lists)
        job = replace(self._bare_job, record=self._record, timeline=None, known=FingerprintsOf(self.known))
        before = memory.maker
        reads, number = memory.reads, memory.reads.number(FRAME, "")
        held = reads.held.get(number)
        here = reads.note(number, lambda: PageMaker(job, before, goes_on=True))
        if held is None or not reads.stands(held) or (before and before.shared != here.shared):
            reads.forget(PAGES, BESIDE)
        memory.maker = here
        here.set_pulse(self._pulse)
        return here

    def _pulse(self) -> None:
        """Large pages take seconds: let the build be given up within one."""
        self._beats += 1
        if self._beats % BEATS == 0:
            self._progress.advance(0)

    @cached_property
    def _job(self) -> RenderJob:
        return replace(self._bare_job, known={path: page.fingerprint for path, page in self.known.items()})

    def _changed(self, memory: Memory) -> list[Task]:
        """The pages that may differ from those that stand."""
        doubtful = memory.doubtful(self._plan)
        if not self._is_known_whole:
            missing = [task for path, task in self._plan.by_path.items() if path not in self.known]
            doubtful = [*dict.fromkeys([*doubtful, *missing])]
        others = [task for task in doubtful if task not in self._early and memory.must_be_made(task)]
        return [*self._early, *others]

    def _edited(self) -> list[Task]:
        """The pages that may differ from those that an earlier build in another process left."""
        known = self.known
        shown = showing(self._record, self._cache.basis, self._basis) if known else None
        if shown is None:
            return list(self._plan.tasks)
        return [task for path, task in self._plan.by_path.items() if path not in known or path in shown]

    def _stay(self, stage: Stage | None, waiting: set[str]) -> list[Task]:
        """Keep the pages that are not ``waiting`` to be made; those that are to be made all the same."""
        if self._memory and self.known is self._memory.pages and self._is_known_whole:
            # All of them are copied, as that is many times faster than to go through them.
            self.all, self.digests = self.known.copy(), self._memory.digests.copy()
            self._leave(waiting)
        else:
            self.all = {path: self.known[path] for path in self._plan.by_path if path not in waiting}
            self.digests = {path: page.digest for path, page in self.all.items()}
        lost = stage.keep_all(self.digests) if stage else []
        self._leave(lost)
        return [self._plan.by_path[path] for path in lost]

    def _leave(self, paths: Iterable[str]) -> None:
        """These pages do not stay."""
        for path in paths:
            self.all.pop(path, None)
            self.digests.pop(path, None)

    def _keep(self, path: str, page: KnownPage) -> None:
        self.all[path], self.digests[path] = page, page.digest

    def _rendered(self, todo: list[Task], stage: Stage | None) -> Generator[tuple[int, Rendered]]:
        """The pages to be made, each with the place of its task, as they come."""
        memory, early = self._memory, self._early
        elsewhere = elsewhere_of(self._request)
        if len(todo) > SMALL or memory is None or elsewhere:
            yield from ((place, early[task]) for place, task in enumerate(todo) if task in early)
            places = [place for place, task in enumerate(todo) if task not in early]
            others = [todo[place] for place in places]
            if memory:
                memory.reads.forget_all((PAGES, task) for task in others)
            job = replace(self._job, staging=stage.folder if stage else None)
            processes = number_of_processes(self._request.jobs) if len(todo) > SMALL else 1
            # A process that goes on has others to answer meanwhile.
            number = processes if memory else processes - 1
            workers = partial(worker_processes, number) if processes > 1 else None
            made = render_all(self.here, job, others, workers, elsewhere, 0 if memory else number * PARTS_AHEAD)
            yield from ((places[number], page) for number, page in made)
            return
        for place, task in enumerate(todo):
            yield place, early[task] if task in early else self._made_here(memory, task)

    def _made_here(self, memory: Memory, task: Task) -> Rendered:
        """A page made in this process; what it reads is noted until it turns out that it came into no output."""
        number = memory.reads.number(PAGES, task)
        self.noted.append(number)
        return memory.reads.note(number, partial(self.here.made, task))

    def _take(self, stage: Stage | None, task: Task, page: Rendered) -> Diagnostic | None:
        """Put a page on the stage; what is wrong with its template is told once, on the first page that it spoils."""
        known = self.known.get(page.path)
        if page.html is None and page.fault is None:
            if known and stage and stage.keep(page.path, known.digest):
                self._keep(page.path, known)
                return None
            page = self.here.made(task, anew=True)
        if page.fault or page.html is None or page.links is None:
            return page.fault
        digest = _staged(stage, page.path, page.html) if stage else ""
        made = self.fresh[page.path] = KnownPage(page.fingerprint, digest, self._packed(page.links))
        self._keep(page.path, made)
        return None

    def _packed(self, links: PageLinks | PackedLinks) -> PackedLinks:
        return links if isinstance(links, PackedLinks) else self.here.texts.packed(links)


def _staged(stage: Stage, path: str, html: bytes | Placed) -> str:
    """Put a page on the stage, or take it over where it is there already; its digest."""
    if isinstance(html, bytes):
        return stage.put(path, html)
    stage.take(path, html.file, html.digest)
    return html.digest


def _neighbours(tasks: list[Task]) -> list[Task]:
    """Large pages first, of which none should be left for the end; then all others as the record goes back in time.

    That is each brief with what it introduces, and the pages of lists between them. Pages near one another share what
    was written for them.
    """
    briefs = [task.key for task in tasks if isinstance(task, Route) and task.kind == "brief"]
    ages = {key: (place + 0.5) / len(briefs) for place, key in enumerate(briefs)}
    pages = Counter(list_page(task.key).list for task in tasks if isinstance(task, Route) and task.kind == "list")
    of_years = Counter({int(of.key): number for of, number in pages.items() if of.kind == "year"})

    def age(task: Task) -> float:
        """From 0, the latest, to 1; less for what is of no one time."""
        if isinstance(task, Route) and task.kind in ("brief", "changes", "claim", "event"):
            return ages.get(task.key.partition("#")[0], -1)
        if not isinstance(task, Route) or task.kind != "list":
            return -1
        of, number = list_page(task.key)
        within = 1 - number / (pages[of] + 1)
        if of.kind != "year":
            return within
        later = sum(count for year, count in of_years.items() if year > int(of.key))
        return (later + within * pages[of]) / of_years.total()

    return sorted(tasks, key=age)
