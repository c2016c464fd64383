"""What a build is asked, what it answers, and how it tells how far it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from onrecord.content.dates import Date
from onrecord.diagnostics import Diagnostic
from onrecord.record.record import Record

if TYPE_CHECKING:
    from concurrent.futures import Executor


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """One build of one site.

    ``root`` is the folder that holds ``onrecord.yaml``. ``output`` is ``None`` for ``<root>/output``. ``base_url``
    takes the place of the configured ``url``. ``jobs`` is a number of worker processes, ``None`` for the engine's own
    choice. ``check_only`` finds every problem and writes nothing. ``now`` decides which embargoes and
    review dates have passed; ``None`` for the clock's own time. ``as_of`` builds the site as the desk knew it at the
    end of that day; one that is not over is the present. ``clean`` reads and renders everything, whatever earlier
    builds left. Without ``search`` there is no search page and no index, whatever the configuration says.

    ``executor`` reads and renders in place of processes of the build's own, however small the site is. It stays the
    caller's and is not shut down. Its workers may be on other machines, where the site's folder is not; the same
    ``onrecord`` must be installed there. ``jobs`` then says how many of them there are, ``None`` that there are as many
    as this machine has cores.
    """

    root: Path
    output: Path | None = None
    base_url: str | None = None
    drafts: bool = False
    strict: bool = False
    jobs: int | None = None
    check_only: bool = False
    now: datetime | None = None
    as_of: Date | None = None
    clean: bool = False
    search: bool = True
    executor: Executor | None = None


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build found and did.

    ``counts`` holds what there is by its plural English name (``briefs``, ``claims``, ``actors``, ``pages``), in the
    order in which it is told, ``drafts`` and ``embargoed`` briefs that were left out, and ``written``, ``unchanged``
    and ``removed`` output files. ``ok`` is false when ``diagnostics`` hold an error, or a warning in a strict build;
    nothing was written then. ``written`` and ``removed`` are those files, by path below the output folder; ``record``
    is what was published, ``None`` where nothing was, or where everything stood already. ``remarks`` say what the site
    is without. ``held`` is what a build without a memory was made with: a process that ends need not take it apart.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    counts: dict[str, int] = field(default_factory=dict)
    ok: bool = True
    written: frozenset[str] = frozenset()
    removed: frozenset[str] = frozenset()
    record: Record | None = None
    remarks: tuple[str, ...] = ()
    held: object = field(default=None, repr=False, compare=False)


class Progress(Protocol):
    """Where a build says how far it is."""

    def stage(self, name: str, total: int | None) -> None:
        """A new stage begins; ``total`` is its number of steps, where it is known."""

    def advance(self, n: int) -> None:
        """``n`` more steps of the stage are done."""


class NoProgress:
    """A progress that nobody watches."""

    def stage(self, name: str, total: int | None) -> None:
        """Nothing."""

    def advance(self, n: int) -> None:
        """Nothing."""
