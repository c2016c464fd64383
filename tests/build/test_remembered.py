"""Documents are parsed once while their files are as they were, and what may have changed is read again."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from onrecord.build.document_cache import DocumentCache
from onrecord.build.parsing import parse_all
from onrecord.build.remembered import RememberedDocuments
from onrecord.content.document import Document
from onrecord.content.files import discover
from onrecord.diagnostics import Diagnostic

HOUR = 3600 * 10**9


@dataclass
class Desk:
    """A folder of pages that is read again and again; ``read`` are the names of the files whose bytes were."""

    root: Path
    read: list[str] = field(default_factory=list)
    remembered: RememberedDocuments = field(default_factory=RememberedDocuments)

    def write(self, name: str, text: str) -> Path:
        file = self.root / "content/pages" / f"{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"---\ntitle: {name}\n---\n{text}\n", encoding="utf-8")
        return file

    def documents(self) -> tuple[list[Document], list[Diagnostic]]:
        self.read.clear()
        files = discover(self.root)[0].documents
        cache = DocumentCache(self.root / "cache", "1")
        known = self.remembered
        return parse_all(self.root, files, False, cache, None, lambda number: None, remembered=known)

    def texts(self) -> dict[str, str]:
        return {document.id: document.body.opened().html[0] for document in self.documents()[0]}


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Sets the clock that ages are told by so many nanoseconds ahead."""
    now = time.time_ns

    def set_ahead(nanoseconds: int) -> None:
        monkeypatch.setattr("onrecord.build.remembered.time.time_ns", lambda: now() + nanoseconds)

    return set_ahead


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(tmp_path)
    read_bytes = Path.read_bytes

    def noted(path: Path) -> bytes:
        if path.suffix == ".md":
            desk.read.append(path.stem)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", noted)
    for name in "abc":
        desk.write(name, "One.")
    return desk


def test_files_that_were_old_when_they_were_read_are_not_read_again(desk: Desk, clock: Callable[[int], None]) -> None:
    clock(HOUR)
    before = desk.documents()[0]
    assert set(desk.read) == {"a", "b", "c"}
    after = desk.documents()[0]
    assert desk.read == []
    assert all(one is other for one, other in zip(before, after, strict=True))


def test_one_that_changed_is_read_and_no_other(desk: Desk, clock: Callable[[int], None]) -> None:
    clock(HOUR)
    desk.documents()
    desk.write("b", "Two.")
    assert desk.texts() == {"a": "<p>One.</p>", "b": "<p>Two.</p>", "c": "<p>One.</p>"}
    assert set(desk.read) == {"b"}
    desk.documents()
    assert desk.read == []


def test_one_that_was_read_just_after_it_changed_is_read_again(desk: Desk, clock: Callable[[int], None]) -> None:
    clock(-HOUR)
    desk.documents()
    for file in (desk.root / "content/pages").iterdir():
        os.utime(file)  # other times, the same bytes
    clock(HOUR)
    before = desk.documents()[0]
    assert set(desk.read) == {"a", "b", "c"}
    assert all(one is other for one, other in zip(before, desk.documents()[0], strict=True))
    assert desk.read == []


def test_nothing_is_trusted_while_the_clock_says_that_it_has_just_changed(
    desk: Desk, clock: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(HOUR)
    desk.documents()
    seen = {str(file): file.stat() for file in (desk.root / "content/pages").iterdir()}
    desk.write("a", "Two.")
    stat = os.stat
    monkeypatch.setattr(os, "stat", lambda path, **how: seen.get(str(path)) or stat(path, **how))
    assert desk.texts()["a"] == "<p>One.</p>", "nothing tells it from what it was"
    clock(0)
    assert set(desk.texts().values()) == {"<p>One.</p>", "<p>Two.</p>"}


@pytest.mark.parametrize("name", ["0", "b", "z"])
def test_files_that_come_and_go_are_no_others(desk: Desk, clock: Callable[[int], None], name: str) -> None:
    clock(HOUR)
    desk.documents()
    file = desk.write(name, "New.")
    assert desk.texts() == {**dict.fromkeys("abc", "<p>One.</p>"), name: "<p>New.</p>"}
    assert set(desk.read) == {name}
    file.unlink()
    assert desk.texts() == dict.fromkeys(set("abc") - {name}, "<p>One.</p>")
    assert desk.read == []


def test_one_that_goes_while_all_are_looked_at_is_told(
    desk: Desk, clock: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock(HOUR)
    desk.documents()
    found = discover(desk.root)
    monkeypatch.setattr("tests.build.test_remembered.discover", lambda root: found)
    (desk.root / "content/pages/b.md").unlink()
    documents, diagnostics = desk.documents()
    assert [document.id for document in documents] == ["a", "c"]
    assert [(it.code, it.file) for it in diagnostics] == [("cannot-read", "content/pages/b.md")]
    assert set(desk.read) == {"b"}
    desk.write("b", "Two.")
    assert desk.texts() == {"a": "<p>One.</p>", "b": "<p>Two.</p>", "c": "<p>One.</p>"}


def test_the_digest_is_that_of_the_parsed_file(desk: Desk) -> None:
    documents = desk.documents()[0]
    desk.write("a", "Two.")
    assert [desk.remembered.digest(it.path) for it in documents] == [it.digest for it in documents]
    assert desk.remembered.digest("content/pages/z.md") is None
