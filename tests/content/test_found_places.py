"""A place that was found is not looked up again while its file is as it was, and never told of another file."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.content.document import digest_of
from onrecord.content.found_places import FoundPlaces, RememberingLocator
from onrecord.content.locate import Locator

ONE = b"---\ntitle: x\n---\n"
TWO = b"---\n# A line more.\ntitle: x\n---\n"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were read."""
    read: list[str] = []
    read_bytes = Path.read_bytes

    def watched(path: Path) -> bytes:
        read.append(path.name)
        return read_bytes(path)

    monkeypatch.setattr(Path, "read_bytes", watched)
    return read


def at(root: Path, found: FoundPlaces, data: bytes) -> tuple[int | None, int | None]:
    """Where the title stands in a file that was ``data`` when it was parsed."""
    return RememberingLocator(root, {"a.md": digest_of(data)}.get, found).at("a.md", ("title",))


def test_a_file_is_read_once_while_it_stays(tmp_path: Path, read: list[str]) -> None:
    (tmp_path / "a.md").write_bytes(ONE)
    found = FoundPlaces()
    assert [at(tmp_path, found, ONE) for _ in range(3)] == [(2, 8)] * 3
    assert read == ["a.md"]


def test_another_file_is_read_anew_and_so_is_the_old_one_when_it_is_back(tmp_path: Path) -> None:
    found = FoundPlaces()
    for data, line in ((ONE, 2), (TWO, 3), (ONE, 2)):
        (tmp_path / "a.md").write_bytes(data)
        assert at(tmp_path, found, data) == (line, 8)


def test_what_is_found_in_a_file_that_was_saved_since_is_not_kept(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_bytes(TWO)
    found = FoundPlaces()
    assert at(tmp_path, found, ONE) == (3, 8)
    (tmp_path / "a.md").write_bytes(ONE)
    assert at(tmp_path, found, ONE) == (2, 8)


def test_a_file_that_cannot_be_read_has_no_places_yet(tmp_path: Path) -> None:
    found = FoundPlaces()
    assert at(tmp_path, found, ONE) == (None, None)
    (tmp_path / "a.md").write_bytes(ONE)
    assert at(tmp_path, found, ONE) == (2, 8)


def test_keys_and_files_that_were_not_parsed_are_looked_up_each_time(tmp_path: Path, read: list[str]) -> None:
    (tmp_path / "a.md").write_bytes(ONE)
    (tmp_path / "onrecord.yaml").write_bytes(b"title: x\n")
    found, digests = FoundPlaces(), {"a.md": digest_of(ONE)}
    for _ in range(2):
        locator = RememberingLocator(tmp_path, digests.get, found)
        plain = Locator(tmp_path)
        for name in ("a.md", "onrecord.yaml"):
            assert locator.at(name, ("title",), key=True) == plain.at(name, ("title",), key=True)
            assert locator.at(name, ("title",)) == plain.at(name, ("title",))
    assert read.count("onrecord.yaml") == 4
