"""Interrupted at every step, the target is a whole site for its readers, and the next run completes it."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

import pytest

from onrecord.publish import sending
from onrecord.publish.folder import FolderStore
from onrecord.publish.published import PENDING
from onrecord.publish.sending import ToStore
from onrecord.publish.store import Kind
from tests.build.trees import folders, tree, write
from tests.publish.releases import NEW, OLD, THEIRS, Files, faults, ignore, release


class Interrupted(Exception):
    """The line went dead."""


class Fragile:
    """A folder that fails after so many changes; each file that is sent is one."""

    def __init__(self, store: FolderStore, changes: int) -> None:
        self.name = store.name
        self.store = store
        self.left = changes

    def read(self, path: str) -> bytes | None:
        return self.store.read(path)

    def standing(self, paths: Collection[str]) -> dict[str, Kind]:
        return self.store.standing(paths)

    def write(self, path: str, data: bytes) -> None:
        self._change()
        self.store.write(path, data)

    def send(self, files: Mapping[str, Path]) -> None:
        for path, source in files.items():
            self._change()
            self.store.send({path: source})

    def remove(self, paths: Sequence[str]) -> None:
        for path in paths:
            self._change()
            self.store.remove([path])

    def remove_folders(self, folders: Sequence[str]) -> None:
        for folder in folders:
            self._change()
            self.store.remove_folders([folder])

    def _change(self) -> None:
        if self.left == 0:
            raise Interrupted
        self.left -= 1


class Places:
    """Two builds and a target that the old one was published to, beside files of others."""

    def __init__(self, folder: Path) -> None:
        self.old = release(folder / "old", OLD)
        self.new = release(folder / "new", NEW)
        self.target = folder / "www"
        ToStore(FolderStore(self.target)).publish(self.old, ignore)
        write(self.target, THEIRS)

    def publish(self, changes: int, site: str = "new") -> bool:
        """Whether publishing came to its end."""
        wanted = self.new if site == "new" else self.old
        try:
            ToStore(Fragile(FolderStore(self.target), changes)).publish(wanted, ignore)
        except Interrupted:
            return False
        return True


@pytest.fixture(params=[1, 100])
def _batches(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are sent one by one and the target told after each, or all at once."""
    monkeypatch.setattr(sending, "BATCH", request.param)
    monkeypatch.setattr(sending, "CHECKPOINT", request.param)


@pytest.mark.usefixtures("_batches")
def test_at_every_step(tmp_path: Path) -> None:
    step, finished = 0, False
    while not finished:
        places = Places(tmp_path / str(step))
        finished = places.publish(step)
        held = tree(places.target)
        assert faults(held, OLD, OLD, NEW, THEIRS) == [], f"after {step} changes"
        assert held.items() >= THEIRS.items()
        if not finished:
            assert places.publish(1_000)
        assert tree(places.target) == {**NEW, **THEIRS}, f"not completed after {step} changes"
        assert not (places.target / PENDING).exists()
        step += 1
    assert step >= 15
    assert folders(places.target) == {
        *("actors", "actors/ada", "actors/bob", "briefs", "briefs/a", "briefs/z", "assets", "theme", "old")
    }


@pytest.mark.usefixtures("_batches")
def test_again_and_again_and_with_a_change_of_mind(tmp_path: Path) -> None:
    chance = random.Random(20250525)
    places = Places(tmp_path)
    for _ in range(60):
        site = chance.choice(["old", "new"])
        before = tree(places.target)
        finished = places.publish(chance.randrange(20), site)
        held = tree(places.target)
        assert faults(held, {}, OLD, NEW, THEIRS) == []
        assert held.items() >= THEIRS.items()
        if finished:
            wanted: Files = NEW if site == "new" else OLD
            assert held == {**wanted, **THEIRS}
            assert faults(held, before, OLD, NEW, THEIRS) == []
    assert places.publish(1_000)
    assert tree(places.target) == {**NEW, **THEIRS}


def test_what_a_checkpoint_remembers_is_not_sent_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sending, "BATCH", 1)
    monkeypatch.setattr(sending, "CHECKPOINT", 2)
    places = Places(tmp_path)
    first = 1 + 2 + 2  # what is pending, two files, and the two halves of a checkpoint
    assert not places.publish(first)
    left = ToStore(FolderStore(places.target)).plan(places.new)
    assert "assets/map.png" not in left.sent
    assert len(left.sent) == 6
