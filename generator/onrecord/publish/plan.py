"""What a run has to send and to remove, and in which order, so that the target is a whole site after every step."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from onrecord.build.paths import parents
from onrecord.publish.published import Published
from onrecord.publish.release import Release

ENTRANCE = "index.html"
FEEDS = ("feed.xml", "feed.json")
ANNOUNCING = (*FEEDS, ".xml", "robots.txt", "_redirects", "_headers")
"""Ends of the names of files that tell others of pages: feeds, site maps, a host's redirects."""


@dataclass(frozen=True, slots=True)
class Plan:
    """``stages`` are sent one after the other, within one in any order; before them goes what is ``in_the_way``.

    ``removed`` goes last, and of ``folders`` (made by onrecord, needed no more) those that are empty then.
    """

    stages: tuple[tuple[str, ...], ...] = ()
    in_the_way: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    folders: tuple[str, ...] = ()
    unchanged: int = 0
    sizes: dict[str, int] = field(default_factory=dict)

    @property
    def sent(self) -> list[str]:
        """Everything to send, in order."""
        return [path for stage in self.stages for path in stage]

    @property
    def gone(self) -> list[str]:
        """Everything to remove, in order."""
        return [*self.in_the_way, *self.removed]

    @property
    def bytes_sent(self) -> int:
        """How many bytes all files to send have."""
        return sum(self.sizes.values())

    @property
    def is_empty(self) -> bool:
        """Whether the target already holds just this release."""
        return not self.stages and not self.gone


def plan_of(release: Release, published: Published, *, resend: bool = False) -> Plan:
    """What brings a target from ``published`` to ``release``; with ``resend`` every file is sent."""
    changed = [
        path
        for path, digest in release.files.items()
        if resend or path in published.pending or published.files.get(path) != digest
    ]
    orphans = published.owned - release.files.keys()
    blocking = set(_in_the_way(orphans, changed))
    needed = {folder for path in release.files for folder in parents(path)}
    return Plan(
        stages=tuple(_stages(changed, published.files)),
        in_the_way=tuple(sorted(blocking)),
        removed=tuple(sorted(orphans - blocking)),
        folders=tuple(sorted(published.folders - needed, reverse=True)),
        unchanged=len(release.files) - len(changed),
        sizes={path: release.size(path) for path in changed},
    )


def _stages(paths: Iterable[str], standing: dict[str, str]) -> Iterator[tuple[str, ...]]:
    """What pages need before the pages, and what is new before what changes and may point to it.

    The entrance comes after all other pages, and what announces pages after that; but a feed that nobody reads yet is
    something that its page needs.
    """
    stages: dict[tuple[int, bool, bool], list[str]] = {}
    for path in sorted(paths):
        stands = path in standing
        stages.setdefault((_rank(path, stands), stands, path == ENTRANCE), []).append(path)
    return (tuple(stages[key]) for key in sorted(stages))


def _rank(path: str, stands: bool) -> int:
    if path.endswith(ANNOUNCING) and (stands or not path.endswith(FEEDS)):
        return 2
    return 1 if path.endswith(".html") else 0


def _in_the_way(orphans: Iterable[str], wanted: list[str]) -> Iterator[str]:
    """Files that stand where a folder has to be, or in a folder where a file has to be."""
    files = set(wanted)
    folders = {folder for path in wanted for folder in parents(path)}
    return (path for path in orphans if path in folders or not files.isdisjoint(parents(path)))
