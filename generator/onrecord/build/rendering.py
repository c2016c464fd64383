"""Map 2 over all pages: view, fingerprint and, where that is new, bytes; by worker processes when it is much."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import AbstractContextManager, closing, suppress
from dataclasses import dataclass, replace
from functools import partial
from hashlib import blake2b
from itertools import chain, count
from pathlib import Path
from typing import NamedTuple

import msgspec
from msgspec import Struct

from onrecord import __version__
from onrecord.build.elsewhere import Elsewhere
from onrecord.build.fingerprints import Fingerprints
from onrecord.build.manifest import digest_of
from onrecord.build.packed_links import LinkTexts, PackedLinks
from onrecord.build.page_links import PageLinks, page_links
from onrecord.build.workers import shared_out
from onrecord.content.dates import Date
from onrecord.diagnostics import Diagnostic
from onrecord.record.entities import Target
from onrecord.record.record import Record
from onrecord.record.timeline import Timeline
from onrecord.site.catalogue import Catalogue
from onrecord.site.fragments import Written
from onrecord.site.redirects import redirect_file
from onrecord.site.render import PageRenderer, TemplateFault
from onrecord.site.routes import Route, Routes
from onrecord.site.theme import Theme, theme_of
from onrecord.site.views.lists import Lists
from onrecord.site.views.maker import ViewMaker
from onrecord.site.views.pages import Frame

MOST_HELD = 64_000_000
"""So many bytes of what pages share are held where pages are made again and again."""

MOST_REHEARSED = MOST_HELD * 3 // 4
"""Up to so many before any page asks for them."""

MOST_IN_MEMORY = 16_000_000
"""So many bytes of it are in memory where each page is made once."""

CHUNK = 16
"""How many pages a worker takes at a time."""


class Redirect(NamedTuple):
    """A page to be written at an old address."""

    address: str
    target: Target


class NotFound(NamedTuple):
    """The page that a host shows for an address without a page."""


Task = Route | Redirect | NotFound


def file_of(task: Task) -> str:
    """The file of a page below the output folder."""
    match task:
        case Route():
            return task.file
        case Redirect():
            return redirect_file(task.address) or ""
        case NotFound():
            return "404.html"


@dataclass(frozen=True, slots=True)
class RenderJob:
    """All that the pages of one build are made of; sent to each worker once.

    ``stamp`` tells apart whatever shapes pages beside their views: the generator and the theme with its words, which
    ``words`` are the ones of the site's language of. ``known`` are the
    fingerprints of the pages that stand, by path; a page with the same fingerprint is not rendered. ``theme`` is
    there where the site's folder may not be. Worker processes put pages into files of their own in ``staging``, which
    spares sending them.
    """

    root: Path
    record: Record
    timeline: Timeline | None
    assets: Mapping[str, str]
    as_of: Date | None
    stamp: str
    words: Catalogue
    known: Mapping[str, bytes]
    theme: Theme | None = None
    staging: Path | None = None


class Placed(NamedTuple):
    """The bytes of a page in a file, with their digest."""

    file: Path
    digest: str


class Rendered(NamedTuple):
    """A page: its fingerprint, and its bytes and links unless the fingerprint is the known one. ``fault`` is alone."""

    path: str
    fingerprint: bytes
    html: bytes | Placed | None = None
    links: PageLinks | PackedLinks | None = None
    fault: Diagnostic | None = None


class PageMaker:
    """Makes the pages of one job in one process."""

    def __init__(
        self,
        job: RenderJob,
        before: PageMaker | None = None,
        *,
        texts: LinkTexts | None = None,
        lists: Lists | None = None,
        goes_on: bool = False,
    ) -> None:
        """``before`` is what made the pages of an earlier build in this process: what it wrote can serve again.

        ``texts`` are what links are told by, ``lists`` those of the job's record, where they were made before, and
        ``goes_on`` says that the same pages are made again and again, most of their lists as they were.
        """
        self.notes_reads = job.record.reads is not None
        self._known = job.known
        self._maker = ViewMaker(
            job.record,
            Routes(job.record),
            version=__version__,
            styles=_of_every_page(job.assets, ".css"),
            scripts=_of_every_page(job.assets, ".js"),
            as_of=job.as_of,
            timeline=None if (timeline := job.timeline) is None else lambda: timeline,
            words=job.words,
            lists=lists,
        )
        self._facts = self._maker.facts()
        self.shared = blake2b(job.stamp.encode() + _bytes_of((self._facts, job.assets)), digest_size=16).digest()
        self.texts: LinkTexts = texts or (before.texts if before else LinkTexts())
        self._most = MOST_HELD if goes_on else MOST_IN_MEMORY
        self._renderer: PageRenderer
        self._fingerprints: Fingerprints
        if before and before.shared == self.shared:
            self._renderer, self._fingerprints = before._renderer, before._fingerprints
        else:
            self._renderer = PageRenderer(job.theme or theme_of(job.root), self._facts, job.assets, job.root, job.words)
            self._fingerprints = Fingerprints(self.shared)
        if goes_on:
            self._renderer.go_on()
            self._fingerprints.goes_on = True

    def made(self, task: Task, *, anew: bool = False) -> Rendered:
        """The page of ``task``; with ``anew`` rendered even if its fingerprint is known."""
        frame, view = self.view(task)
        fingerprint = self._fingerprints.of(frame, view)
        if not anew and self._known.get(frame.path) == fingerprint:
            return Rendered(frame.path, fingerprint)
        self._renderer.limit(self._most)
        try:
            written = self._renderer.render(frame, view)
        except TemplateFault as fault:
            return Rendered(frame.path, fingerprint, fault=fault.diagnostic)
        return Rendered(frame.path, fingerprint, written.html, self._links(written))

    def rehearse(self, frame: Frame, view: Struct) -> bool:
        """Write a page for nobody, so that what it shares with others is held when they are made; whether it was.

        Not where there is little room for more.
        """
        if self._renderer.held > MOST_REHEARSED:
            return False
        with suppress(TemplateFault):  # whoever asks for the page is told
            self._links(self._renderer.render(frame, view))
        self._fingerprints.of(frame, view)
        return True

    def _links(self, written: Written) -> PackedLinks:
        """What a page links to; a piece that many pages hold is read once."""
        for piece in written.pieces:
            if piece.links is None:
                piece.links = self.texts.placed(page_links(piece.text.decode()))
        noted = (piece.links for piece in written.pieces if piece.links is not None)
        return self.texts.joined(page_links(written.own), noted)

    def set_pulse(self, pulse: Callable[[], None]) -> None:
        """``pulse`` is called again and again while pages are made; it may raise to give up."""
        self._renderer.set_pulse(pulse)

    def search_documents(self) -> Iterator[tuple[str, str]]:
        """What the search index of the site is made of: names and HTML."""
        return self._maker.search_documents()

    def view(self, task: Task) -> tuple[Frame, Struct]:
        """What a page shows."""
        match task:
            case Route():
                return self._maker.page(task)
            case Redirect():
                return self._maker.redirect(task.address, task.target)
            case NotFound():
                return self._maker.not_found()


def render_all(
    here: PageMaker,
    job: RenderJob,
    tasks: Sequence[Task],
    workers: Callable[[Callable[..., None], RenderJob, Inherited], AbstractContextManager[Executor]] | None,
    elsewhere: Elsewhere | None = None,
    ahead: int = 0,
) -> Iterator[tuple[int, Rendered]]:
    """The pages of ``tasks``, each with the place of its task, as they come.

    ``here`` makes them in this process. Where there are ``workers`` (given what each of them must run first, and with
    what), they do it instead, or, where they are to be so many parts ``ahead``, beside it. Workers ``elsewhere`` take
    the place of all.
    """
    chunks = [tasks[start : start + CHUNK] for start in range(0, len(tasks), CHUNK)]
    if elsewhere:
        whole = replace(job, theme=theme_of(job.root).carried(), staging=None)
        yield from enumerate(chain.from_iterable(elsewhere.map(_maker_elsewhere, whole, _made_elsewhere, chunks)))
        return
    if workers is None:
        yield from enumerate(map(here.made, tasks))
        return
    with workers(prepare_worker, job, Inherited(None if here.notes_reads else here)) as executor:
        if not ahead:
            yield from enumerate(chain.from_iterable(executor.map(_made_in_worker, chunks)))
            return
        with closing(shared_out(executor, _made_in_worker, chunks, partial(_made, here), ahead)) as parts:
            for number, made in parts:
                yield from enumerate(made, number * CHUNK)


class Inherited:
    """What makes pages in a process, for those that are forked from it; any others make one of their own."""

    def __init__(self, maker: PageMaker | None) -> None:
        self.maker = maker

    def __reduce__(self) -> tuple[type[Inherited], tuple[None]]:
        return Inherited, (None,)


class _Worker:
    """What makes pages in a worker process, and where it puts them."""

    def __init__(self, job: RenderJob, inherited: Inherited) -> None:
        self._maker = inherited.maker or PageMaker(job)
        self._staging = job.staging
        self._numbers = count()

    def made(self, task: Task) -> Rendered:
        page = _to_be_sent(self._maker.made(task))
        if not isinstance(page.html, bytes):
            return page
        if self._staging is None:  # nobody wants it but to know that it can be made
            return page._replace(html=b"")
        file = self._staging / f"{os.getpid()}-{next(self._numbers)}"
        try:
            file.write_bytes(page.html)
        except OSError:  # whoever gets the page tries again, and tells what is wrong
            return page
        return page._replace(html=Placed(file, digest_of(page.html)))


_OF_THIS_WORKER: list[_Worker] = []
"""The one of a worker process; empty everywhere else."""


def prepare_worker(job: RenderJob, inherited: Inherited) -> None:
    """Make a worker process ready to make the pages of ``job``, with what it may have ``inherited`` for that."""
    _OF_THIS_WORKER[:] = [_Worker(job, inherited)]


def _made_in_worker(tasks: Iterable[Task]) -> list[Rendered]:
    return [_OF_THIS_WORKER[0].made(task) for task in tasks]


def _maker_elsewhere(job: RenderJob) -> PageMaker:
    """What makes the pages of a job that came from another machine."""
    return PageMaker(replace(job, theme=job.theme.arrived() if job.theme else None))


def _made_elsewhere(maker: PageMaker, tasks: Iterable[Task]) -> list[Rendered]:
    return [_to_be_sent(maker.made(task)) for task in tasks]


def _to_be_sent(page: Rendered) -> Rendered:
    """A page without what only the process that made it can tell its links by."""
    return page._replace(links=page.links.unpacked()) if isinstance(page.links, PackedLinks) else page


def _made(maker: PageMaker, tasks: Iterable[Task]) -> list[Rendered]:
    return [maker.made(task) for task in tasks]


def _of_every_page(assets: Mapping[str, str], suffix: str) -> tuple[str, ...]:
    """Those that lie in no folder: what does is loaded where a template asks for it."""
    return tuple(path for name, path in assets.items() if name.endswith(suffix) and "/" not in name)


_bytes_of = msgspec.msgpack.Encoder().encode
