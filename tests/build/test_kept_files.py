"""Files that are slow to make: kept while what they are made from stays, and no longer."""

from __future__ import annotations

from pathlib import Path

from onrecord.build.kept_files import NAME, KeptFiles
from onrecord.site.companion import Companion


class Making:
    """Makes files, and counts how many."""

    def __init__(self) -> None:
        self.made: list[str] = []

    def file(self, words: str, *, key: str | None = None) -> Companion:
        def make() -> bytes:
            self.made.append(words)
            return words.encode()

        return Companion(f"{words}.png", make, key=words if key is None else key)


def test_a_file_is_made_once_for_one_key(tmp_path: Path) -> None:
    making = Making()
    for words in ("one", "two", "one"):
        kept = KeptFiles(tmp_path, "stamp", anew=False)
        assert kept.bytes_of(making.file(words)) == words.encode()
    assert making.made == ["one", "two"]


def test_a_file_without_a_key_is_always_made(tmp_path: Path) -> None:
    making = Making()
    for _ in range(2):
        KeptFiles(tmp_path, "stamp", anew=False).bytes_of(making.file("one", key=""))
    assert making.made == ["one", "one"]
    assert not (tmp_path / NAME).exists()


def test_another_generator_and_a_clean_build_make_it_anew(tmp_path: Path) -> None:
    making = Making()
    for stamp, anew in (("a", False), ("b", False), ("b", True), ("b", False)):
        KeptFiles(tmp_path, stamp, anew=anew).bytes_of(making.file("one"))
    assert making.made == ["one"] * 3


def test_a_damaged_file_is_made_anew(tmp_path: Path) -> None:
    making = Making()
    KeptFiles(tmp_path, "stamp", anew=False).bytes_of(making.file("one"))
    (file,) = (tmp_path / NAME).iterdir()
    file.write_bytes(file.read_bytes()[:-1] + b"?")
    assert KeptFiles(tmp_path, "stamp", anew=False).bytes_of(making.file("one")) == b"one"
    assert making.made == ["one", "one"]


def test_what_no_build_uses_any_more_goes(tmp_path: Path) -> None:
    making = Making()
    kept = KeptFiles(tmp_path, "stamp", anew=False)
    for words in ("one", "two"):
        kept.bytes_of(making.file(words))
    kept = KeptFiles(tmp_path, "stamp", anew=False)
    kept.bytes_of(making.file("two"))
    kept.forget_others()
    assert len(list((tmp_path / NAME).iterdir())) == 1
    KeptFiles(tmp_path / "nothing", "stamp", anew=False).forget_others()
