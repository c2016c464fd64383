"""Publishing to a place that holds files: plan, look for what is not ours, send, remove.

Interrupted anywhere, the target is a site whose pages all have what they need, and it remembers what was under way:
the next run sends what may be missing and removes what may be left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from onrecord.build.paths import parents
from onrecord.publish.failures import ForeignTarget
from onrecord.publish.plan import Plan, plan_of
from onrecord.publish.published import PENDING, PUBLISHED, UNKNOWN, Published
from onrecord.publish.release import Release
from onrecord.publish.store import Store

BATCH = 100
"""Files that are sent at a time."""

CHECKPOINT = 1000
"""After so many files the target is told what it holds by now, so that an interrupted run need not be repeated."""

Advance = Callable[[int], None]
"""Told how many more files were sent or removed."""


@dataclass(slots=True)
class ToStore:
    """Publishing to a ``Store``. ``replace`` overwrites files there that onrecord did not publish; ``resend`` sends
    what is known to stand as well.
    """

    store: Store
    replace: bool = False
    resend: bool = False

    @property
    def name(self) -> str:
        """The target as people call it."""
        return self.store.name

    def plan(self, release: Release) -> Plan:
        """What there is to do. Nothing is changed; ``ForeignTarget`` when something stands in the way."""
        return plan_of(release, self._refuse_foreign(release, self._published()), resend=self.resend)

    def publish(self, release: Release, advance: Advance) -> Plan:
        """Do it, and give what was done."""
        before = self._published()
        plan = plan_of(release, before, resend=self.resend)
        if not plan.is_empty or before.interrupted:
            self._refuse_foreign(release, before)
            self._carry_out(plan, release, before, advance)
        return plan

    def _published(self) -> Published:
        return Published.read(self.store.read(PUBLISHED), self.store.read(PENDING), self.name)

    def _refuse_foreign(self, release: Release, published: Published) -> Published:
        """Nothing of others stands where we have to write; adds the folders that we will make to ``published``."""
        fresh = sorted(release.files.keys() - published.owned)
        standing = self.store.standing(fresh) if fresh else {}
        above = {folder for path in fresh for folder in parents(path)}
        files = [path for path in fresh if standing.get(path) == "file"]
        ours = published.owned
        blocking = [path for path in fresh if standing.get(path) == "other"]
        blocking += [path for path in fresh if standing.get(path) == "folder" and path not in published.folders]
        blocking += [path for path in above if standing.get(path, "folder") != "folder" and path not in ours]
        if blocking or (files and not self.replace):
            paths = sorted(blocking) or files
            raise ForeignTarget(self.name, paths, replaceable=not blocking)
        published.folders |= {folder for folder in above if standing.get(folder) != "folder"}
        return published

    def _carry_out(self, plan: Plan, release: Release, before: Published, advance: Advance) -> None:
        touched = {*plan.sent, *plan.gone}
        now = Published(
            files={path: UNKNOWN if path in touched else digest for path, digest in before.files.items()},
            folders=before.folders,
            pending={path: release.files.get(path, UNKNOWN) for path in touched},
        )
        self.store.write(PENDING, now.pending_bytes())
        self._remove(plan.in_the_way, now, advance)
        self.store.remove_folders([path for path in plan.folders if _is_replaced(path, release)])
        unsaved = 0
        for stage in plan.stages:
            for batch in _batches(stage):
                self.store.send({path: release.file(path) for path in batch})
                now.files |= {path: release.files[path] for path in batch}
                advance(len(batch))
                unsaved += len(batch)
                if unsaved >= CHECKPOINT:
                    unsaved = 0
                    self._checkpoint(now)
        for batch in _batches(plan.removed):
            self._remove(batch, now, advance)
        self.store.remove_folders([path for path in plan.folders if not _is_replaced(path, release)])
        now.folders -= set(plan.folders)
        self.store.write(PUBLISHED, now.published_bytes())
        self.store.remove([PENDING])

    def _remove(self, paths: Sequence[str], now: Published, advance: Advance) -> None:
        if paths:
            self.store.remove(paths)
            for path in paths:
                now.files.pop(path, None)
            advance(len(paths))

    def _checkpoint(self, now: Published) -> None:
        """First what stands, then what is left: killed between the two, the next run sends a little too much."""
        self.store.write(PUBLISHED, now.published_bytes())
        left = {path: digest for path, digest in now.pending.items() if now.files.get(path) != digest}
        self.store.write(PENDING, Published(folders=now.folders, pending=left).pending_bytes())


def _is_replaced(folder: str, release: Release) -> bool:
    """Whether a folder has to go because a file is to stand in its place."""
    return any(path in release.files for path in (folder, *parents(folder)))


def _batches(paths: Sequence[str]) -> Iterator[Sequence[str]]:
    return (paths[start : start + BATCH] for start in range(0, len(paths), BATCH))
