"""The text of a manifest that was made from the one before is the text that encoding it gives."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.build.manifest import MANIFEST, Manifest, digest_of
from onrecord.build.manifest_text import ManifestText, Redigested
from onrecord.build.paths import STATE
from onrecord.build.stage import Left, Stage
from tests.build.trees import Tree, tree

PATHS = st.text(st.sampled_from('ab/"{}:,. éя'), min_size=1, max_size=6) | st.sampled_from(["files", '"files": {', "é"])
DIGESTS = st.integers(0, 9).map(lambda number: digest_of(bytes([number])))


@given(st.dictionaries(PATHS, DIGESTS, max_size=12), st.sets(PATHS), st.integers(1, 3), st.data())
def test_other_digests_are_put_in_the_place_of_old_ones(
    files: dict[str, str], folders: set[str], times: int, data: st.DataObject
) -> None:
    manifest = Manifest("1", True, files, folders)
    text = ManifestText(manifest)
    for _ in range(times):
        changed = data.draw(st.dictionaries(st.sampled_from(sorted(files)), DIGESTS)) if files else {}
        after = replace(manifest, files=manifest.files | changed)
        found = text.after(after, {path: Redigested(manifest.files[path], digest) for path, digest in changed.items()})
        assert found
        assert found.data == after.to_bytes()
        assert text.data == manifest.to_bytes(), "a commit that fails leaves what there was"
        manifest, text = after, found


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [("a", "2" * 32, "3" * 32), ("a", "1" * 32, "3" * 31), ("b", "1" * 32, "3" * 32), ("a/b", "1" * 32, "3" * 32)],
    ids=["another digest before", "of another length", "no such file", "a folder"],
)
def test_what_does_not_fit_is_to_be_encoded(path: str, old: str, new: str) -> None:
    manifest = Manifest("1", True, {"a": "1" * 32}, {"a/b"})
    assert ManifestText(manifest).after(manifest, {path: Redigested(old, new)}) is None


SITES = st.dictionaries(
    st.sampled_from(["a", "b/c", "b/d", "e/f/g", "index.html", 'q"/x', "é"]), st.sampled_from([b"1", b"2", b"three"])
)


@given(st.lists(st.tuples(SITES, st.sampled_from(["", "deleted", "by another"])), min_size=2, max_size=4))
def test_stages_that_follow_one_another_in_a_process_leave_what_a_first_one_leaves(
    tmp_path_factory: pytest.TempPathFactory, builds: list[tuple[Tree, str]]
) -> None:
    output = tmp_path_factory.mktemp("output")
    left: Left | None = None
    for site, meanwhile in builds:
        if meanwhile == "deleted" and (output / "b").is_dir():
            for file in (output / "b").iterdir():
                file.unlink()
            (output / "b").rmdir()
            left = None  # who is told that somebody was there looks for himself
        if meanwhile == "by another":
            publish(output, {"index.html": b"another's"}, None)
        left = publish(output, site, left)
        assert tree(output) == site
        first = tmp_path_factory.mktemp("first")
        publish(first, site, None)
        assert (output / STATE / MANIFEST).read_bytes() == (first / STATE / MANIFEST).read_bytes()
        assert {path: digest for path, (_, digest) in left.known.files.items()} == left.manifest.files
        assert left.text is None or left.text.data == left.manifest.to_bytes()


def publish(output: Path, site: Tree, left: Left | None) -> Left:
    """Keep what stands, put the rest."""
    with Stage(output, left=left) as stage:
        for path in stage.keep_all({path: digest_of(data) for path, data in site.items()}):
            stage.put(path, site[path])
        stage.commit(note=left is None)
        assert stage.left
        return stage.left


def test_the_text_is_at_hand_after_an_edit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    left = publish(tmp_path, {"a": b"1", "b/c": b"1"}, None)
    encoded: list[bool] = []
    to_bytes = Manifest.to_bytes

    def noted(self: Manifest) -> bytes:
        encoded.append(self.finished)
        return to_bytes(self)

    monkeypatch.setattr(Manifest, "to_bytes", noted)
    left = publish(tmp_path, {"a": b"2", "b/c": b"1"}, left)
    assert encoded == [False], "only what is under way is encoded"
    publish(tmp_path, {"a": b"2", "b/d": b"1"}, left)
    assert encoded == [False, False, True]
