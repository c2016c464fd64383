"""What one build leaves to the next one of the same site in the same process.

Nothing here decides what a site is: a build with a memory gives the bytes that a build without one gives. It only knows
what was read for what (``onrecord.record.reads``), so that what was made of the same need not be made again.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import NamedTuple

from onrecord.build.joining import Joined
from onrecord.build.output_check import OutputCheck
from onrecord.build.page_cache import KnownPage
from onrecord.build.plan import Plan
from onrecord.build.remembered import RememberedDocuments, Signature
from onrecord.build.rendering import PageMaker, Task, file_of
from onrecord.build.request import Progress
from onrecord.build.stage import Left
from onrecord.content.found_places import FoundPlaces
from onrecord.record.reads import Number, Reads
from onrecord.record.timeline import TimelineEntry
from onrecord.site.companion import Companion
from onrecord.site.list_pages import PageList

PAGES = "pages"
FRAME = "what every page has"
BESIDE = "files beside the pages"

OF_ONE = ("brief", "claim", "changes", "event")
"""The kinds of page that tell of one item, whose parts few others show."""


class Copied(NamedTuple):
    """A file that was copied into the output: where from, by what it is known, and its digest."""

    source: Path
    signature: Signature | None
    digest: str


@dataclass(slots=True)
class Memory:
    """The memory of one site and one output folder; empty before the first build.

    The ``plan`` was made with ``entries``, the timeline, and with ``lists``, the lengths of long lists. ``pages`` are
    those that stand in the output, by path, and ``digests`` theirs. ``shape`` is everything that every page may show
    and that is not noted when it is read; when it changes, nothing that was noted counts. Where a build ``may_owe`` the
    files beside the pages (feeds, exports), it leaves the old ones, and the new ones are ``owed``.
    """

    documents: RememberedDocuments = field(default_factory=RememberedDocuments)
    places: FoundPlaces = field(default_factory=FoundPlaces)
    joined: Joined | None = None
    plan: Plan | None = None
    entries: tuple[TimelineEntry, ...] = ()
    lists: dict[PageList, int] = field(default_factory=dict)
    reads: Reads = field(default_factory=Reads)
    shape: object = None
    maker: PageMaker | None = None
    pages: dict[str, KnownPage] = field(default_factory=dict)
    digests: dict[str, str] = field(default_factory=dict)
    beside: dict[str, str] = field(default_factory=dict)
    strangers: list[str] = field(default_factory=list)
    may_owe: bool = False
    owed: Callable[[Progress], list[Companion]] | None = None
    copied: dict[str, Copied] = field(default_factory=dict)
    check: OutputCheck | None = None
    others: set[str] = field(default_factory=set)
    left: Left | None = None
    _numbered: tuple[Plan, dict[Number, int]] | None = None

    def doubtful(self, plan: Plan) -> list[Task]:
        """The pages of a plan that may not be as they were: what they read may have changed, or is not known."""
        if self._numbered is None or self._numbered[0] is not plan:
            pages = (self.reads.number(PAGES, task) for task in plan.by_path.values())
            self._numbered = plan, {number: place for place, number in enumerate(pages)}
        places = self._numbered[1]
        numbers = places.keys() & self.reads.suspect
        if not places.keys() <= self.reads.held.keys():
            numbers |= places.keys() - self.reads.held.keys()
        tasks = [*plan.by_path.values()]
        return [tasks[place] for place in sorted(places[number] for number in numbers)]

    def forget_reads(self) -> None:
        """Nothing is known of what was read for what."""
        self.reads = Reads()
        self._numbered = None
        self.maker = None

    def learn(self, progress: Progress) -> None:
        """Note what each page reads that was made by another process, so that the next build knows what it touches.

        Of pages that hold lists, on which most of an edit shows, the rows are written as well, as far as there is room.
        It may be given up at any time (``progress`` raises), and goes on with the rest when it is asked again.
        """
        self.documents.save()
        if self.plan is None or self.maker is None:
            return
        numbers = {task: self.reads.number(PAGES, task) for task in self.plan.tasks}
        unknown = [task for task, number in numbers.items() if number not in self.reads.held]
        has_room = True
        for task in unknown:
            progress.advance(1)
            frame, view = self.reads.note(numbers[task], partial(self.maker.view, task))
            if has_room and frame.kind not in OF_ONE:
                has_room = self.maker.rehearse(frame, view)

    def must_be_made(self, task: Task) -> bool:
        """Whether a page may differ from the one that stands."""
        number = self.reads.number(PAGES, task)
        held = self.reads.held.get(number)
        return held is None or not self.stands(number) or file_of(task) not in self.pages

    def stands(self, number: Number) -> bool:
        """Whether nothing that was read for something has changed since it was made; never for what was not made."""
        held = self.reads.held.get(number)
        if held is None or (number in self.reads.suspect and not self.reads.stands(held)):
            return False
        self.reads.suspect.discard(number)
        return True
