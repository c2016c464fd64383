"""A build's files reach the output folder all together, and nothing there that is not ours is ever touched."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.build.failures import CollidingPaths, ForeignFile, OutputBusy, OutputError
from onrecord.build.manifest import SIGHTINGS, digest_of
from onrecord.build.paths import STATE
from onrecord.build.stage import Committed, Stage
from tests.build.trees import folders, publish, tree, write

OLD = {"index.html": b"old", "briefs/a/index.html": b"a", "assets/logo.svg": b"<svg/>"}
NEW = {"index.html": b"new", "briefs/b/index.html": b"b", "assets/logo.svg": b"<svg/>"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "public" / "output"


def age(output: Path) -> None:
    """Make the last build long ago, so that what was seen then is trusted."""
    for file in [path for path in output.rglob("*") if path.is_file() and STATE not in path.parts]:
        os.utime(file, (1_000_000_000, 1_000_000_000))
    seen = json.loads((output / STATE / SIGHTINGS).read_text())
    for path, known in seen.items():
        known[1] = (output / path).stat().st_mtime_ns
    (output / STATE / SIGHTINGS).write_text(json.dumps(seen))


def test_a_first_build_makes_the_folder_and_all_files(output: Path) -> None:
    assert publish(output, OLD) == Committed(written=3, unchanged=0, removed=0)
    assert tree(output) == OLD


def test_nothing_is_seen_before_the_commit_and_nothing_changes_without_one(output: Path) -> None:
    publish(output, OLD)
    with Stage(output) as stage:
        for path, data in NEW.items():
            stage.put(path, data)
        assert tree(output) == OLD
    assert tree(output) == OLD
    assert publish(output, OLD) == Committed(written=0, unchanged=3, removed=0)


def test_a_stage_without_a_commit_leaves_no_trace_of_its_own(output: Path) -> None:
    with Stage(output) as stage:
        stage.put("index.html", b"new")
    assert not output.exists()
    write(output, {"index.html": b"theirs"})
    with Stage(output) as stage:
        stage.put("index.html", b"new")
        with pytest.raises(ForeignFile):
            stage.commit()
    assert [path.name for path in output.iterdir()] == ["index.html"]


def test_the_next_build_writes_what_changed_and_removes_what_went(output: Path) -> None:
    publish(output, OLD)
    assert publish(output, NEW) == Committed(written=2, unchanged=1, removed=1)
    assert tree(output) == NEW
    assert folders(output) == {"briefs", "briefs/b", "assets"}


def test_a_file_with_the_same_bytes_is_not_touched(output: Path) -> None:
    publish(output, OLD)
    age(output)
    publish(output, NEW)
    assert (output / "assets/logo.svg").stat().st_mtime == 1_000_000_000
    assert (output / "index.html").stat().st_mtime > 1_000_000_000


def test_a_file_that_another_process_wrote_is_taken_over(output: Path) -> None:
    publish(output, OLD)
    age(output)
    with Stage(output) as stage:
        written = {path: stage.folder / f"1-{number}" for number, path in enumerate(NEW)}
        for path, file in written.items():
            file.write_bytes(NEW[path])
            stage.take(path, file, digest_of(NEW[path]))
        assert tree(output) == OLD
        assert [path for path, file in written.items() if not file.exists()] == ["assets/logo.svg"]
        assert stage.commit() == Committed(written=2, unchanged=1, removed=1)
    assert tree(output) == NEW
    assert (output / "assets/logo.svg").stat().st_mtime == 1_000_000_000
    with Stage(output) as stage, pytest.raises(OutputError):
        stage.take("gone/index.html", stage.folder / "gone", digest_of(b""))


def test_the_same_site_leaves_the_same_manifest(tmp_path: Path) -> None:
    publish(tmp_path / "one", OLD)
    publish(tmp_path / "one", NEW)
    publish(tmp_path / "other", NEW)
    one, other = (tmp_path / name / STATE / "manifest.json" for name in ("one", "other"))
    assert one.read_bytes() == other.read_bytes()


def test_no_stage_is_left_behind(output: Path) -> None:
    publish(output, OLD)
    with Stage(output) as stage:
        stage.put("index.html", b"never")
    assert sorted(path.name for path in (output / STATE).iterdir()) == ["lock", "manifest.json", "seen.json"]


class TestWhatTheUserPutThere:
    def test_stays_beside_our_files(self, output: Path) -> None:
        theirs = {".gitkeep": b"", "CNAME": b"example.org", "briefs/a/notes.txt": b"mine"}
        publish(output, OLD)
        write(output, theirs)
        publish(output, {"index.html": b"new"})
        assert tree(output) == theirs | {"index.html": b"new"}

    def test_stays_when_it_is_an_empty_folder(self, output: Path) -> None:
        (output / "drafts").mkdir(parents=True)
        publish(output, {"drafts/x/index.html": b"x"})
        publish(output, {"index.html": b"new"})
        assert folders(output) == {"drafts"}

    def test_is_never_overwritten(self, output: Path) -> None:
        publish(output, {"index.html": b"old"})
        theirs = {"about/index.html": b"by hand", "topics": b"a file"}
        write(output, theirs)
        wanted = {"index.html": b"new", "about/index.html": b"ours", "topics/war/index.html": b"t"}
        with pytest.raises(ForeignFile) as refused:
            publish(output, wanted)
        assert refused.value.paths == ("about/index.html", "topics")
        assert tree(output) == {"index.html": b"old"} | theirs
        assert [it.message for it in refused.value.diagnostics("public")] == [
            "'public/about/index.html' exists and was not written by onrecord",
            "'public/topics' exists and was not written by onrecord",
        ]

    def test_is_taken_over_when_it_has_just_our_bytes(self, output: Path) -> None:
        write(output, {"index.html": b"new"})
        assert publish(output, {"index.html": b"new"}) == Committed(written=0, unchanged=1, removed=0)

    def test_stays_when_it_fills_a_folder_that_a_file_needs(self, output: Path) -> None:
        publish(output, {"a/index.html": b"ours"})
        write(output, {"a/theirs.txt": b"mine"})
        with pytest.raises(ForeignFile) as refused:
            publish(output, {"a": b"now a file"})
        assert refused.value.paths == ("a/theirs.txt",)
        assert tree(output) == {"a/index.html": b"ours", "a/theirs.txt": b"mine"}

    @pytest.mark.parametrize("link", ["index.html", "briefs"])
    def test_is_refused_when_it_is_a_link_and_never_followed(self, output: Path, tmp_path: Path, link: str) -> None:
        write(tmp_path, {"outside/index.html": b"precious", "outside/b/index.html": b"precious"})
        output.mkdir(parents=True)
        target = "outside/index.html" if link == "index.html" else "outside"
        (output / link).symlink_to(tmp_path / target)
        with pytest.raises(ForeignFile) as refused:
            publish(output, NEW)
        assert refused.value.paths == (link,)
        assert tree(tmp_path / "outside") == {"index.html": b"precious", "b/index.html": b"precious"}

    def test_is_not_reached_through_a_link_that_took_our_folder_s_place(self, output: Path, tmp_path: Path) -> None:
        publish(output, OLD)
        write(tmp_path, {"outside/a/index.html": b"precious"})
        (output / "briefs/a/index.html").unlink()
        (output / "briefs/a").rmdir()
        (output / "briefs").rmdir()
        (output / "briefs").symlink_to(tmp_path / "outside")
        publish(output, {"index.html": b"new"})
        assert tree(tmp_path / "outside") == {"a/index.html": b"precious"}
        assert (output / "briefs").is_symlink()


class TestOurOwnFilesInTheWay:
    def test_a_file_becomes_a_folder(self, output: Path) -> None:
        publish(output, {"a": b"file", "b": b"stays"})
        assert publish(output, {"a/b/index.html": b"x", "b": b"stays"}) == Committed(1, 1, 1)
        assert tree(output) == {"a/b/index.html": b"x", "b": b"stays"}

    def test_a_folder_becomes_a_file(self, output: Path) -> None:
        publish(output, {"a/b/index.html": b"x", "a/c": b"c"})
        assert publish(output, {"a": b"file"}) == Committed(1, 0, 2)
        assert tree(output) == {"a": b"file"}

    def test_a_file_changed_by_hand_is_put_right(self, output: Path) -> None:
        publish(output, OLD)
        write(output, {"index.html": b"OLD"})
        assert publish(output, OLD) == Committed(1, 2, 0)
        assert tree(output) == OLD

    def test_a_file_deleted_by_hand_is_put_back(self, output: Path) -> None:
        publish(output, OLD)
        (output / "index.html").unlink()
        publish(output, OLD)
        assert tree(output) == OLD


class TestKeep:
    def test_keeps_a_file_that_is_as_it_was(self, output: Path) -> None:
        with Stage(output) as stage:
            digest = stage.put("index.html", b"x")
            stage.commit()
        with Stage(output) as stage:
            assert stage.keep("index.html", digest)
            assert stage.commit() == Committed(0, 1, 0)
        assert tree(output) == {"index.html": b"x"}

    @pytest.mark.parametrize("tampered", [b"y", b"longer", None])
    def test_refuses_a_file_that_is_not_and_lets_it_be_put(self, output: Path, tampered: bytes | None) -> None:
        with Stage(output) as stage:
            digest = stage.put("index.html", b"x")
            stage.commit()
        if tampered is None:
            (output / "index.html").unlink()
        else:
            write(output, {"index.html": tampered})
        with Stage(output) as stage:
            assert not stage.keep("index.html", digest)
            stage.put("index.html", b"x")
            stage.commit()
        assert tree(output) == {"index.html": b"x"}

    def test_refuses_another_digest_and_what_is_not_ours(self, output: Path) -> None:
        publish(output, {"index.html": b"x"})
        write(output, {"theirs.html": b"y"})
        with Stage(output) as stage:
            digest_of_y = stage.put("other.html", b"y")
            assert not stage.keep("index.html", digest_of_y)
            assert not stage.keep("theirs.html", digest_of_y)

    def test_does_not_read_a_file_it_has_seen(self, output: Path) -> None:
        with Stage(output) as stage:
            digest = stage.put("index.html", b"x")
            stage.commit()
        age(output)
        seen = output / "index.html"
        before = seen.stat()
        seen.write_bytes(b"y")
        os.utime(seen, ns=(before.st_atime_ns, before.st_mtime_ns))
        with Stage(output) as stage:
            assert stage.keep("index.html", digest), "size, time and inode are the same, so it is not read"


class TestCopy:
    def test_copies_bytes_and_says_their_digest(self, output: Path, tmp_path: Path) -> None:
        write(tmp_path, {"in/big.bin": bytes(range(256)) * 20_000})
        with Stage(output) as stage:
            copied = stage.copy("assets/big.bin", tmp_path / "in/big.bin")
            assert copied == stage.put("assets/same.bin", bytes(range(256)) * 20_000)
            assert stage.commit().written == 2
        with Stage(output) as stage:
            stage.copy("assets/big.bin", tmp_path / "in/big.bin")
            assert stage.commit() == Committed(0, 1, 1)
        assert tree(output) == {"assets/big.bin": bytes(range(256)) * 20_000}

    def test_trouble_with_the_source_is_the_source_s(self, output: Path, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        with Stage(output) as stage:
            with pytest.raises(FileNotFoundError):
                stage.copy("a", tmp_path / "none")
            with pytest.raises(OSError, match="not a regular file"):
                stage.copy("b", tmp_path / "pipe")

    def test_a_source_that_failed_is_not_part_of_the_site(self, output: Path, tmp_path: Path) -> None:
        publish(output, OLD)
        with Stage(output) as stage:
            with pytest.raises(FileNotFoundError):
                stage.copy("index.html", tmp_path / "none")
            stage.commit()
        assert tree(output) == {}


class TestPaths:
    @pytest.mark.parametrize(
        "path",
        [
            *("", "/etc/passwd", "../x", "a/../../x", "a//b", "a/", "./a", "a/./b"),
            *("a\\b", "C:/x", "c:x", "a\0b", "a\nb", "a\x85b", "\udcff"),
            *(".onrecord/lock", ".OnRecord", ".onrecord"),
        ],
    )
    def test_that_are_not_plain_are_refused(self, output: Path, path: str) -> None:
        with Stage(output) as stage:
            with pytest.raises(ValueError, match="output path"):
                stage.put(path, b"x")
            assert stage.commit() == Committed(0, 0, 0)

    @pytest.mark.parametrize("path", ["актор/index.html", "a b/c..d", "...", "ab:c", ".nojekyll", "x.onrecord"])
    def test_that_are_plain_are_not(self, output: Path, path: str) -> None:
        assert publish(output, {path: b"x"}).written == 1
        assert tree(output) == {path: b"x"}

    @pytest.mark.parametrize(
        ("one", "other"),
        [("A.html", "a.html"), ("a/B/c", "a/b"), ("x", "X/y"), ("é", "e\u0301"), ("straße/a", "STRASSE/A")],
    )
    def test_that_may_be_one_file_are_refused_before_anything_changes(self, output: Path, one: str, other: str) -> None:
        publish(output, OLD)
        with pytest.raises(CollidingPaths):
            publish(output, {one: b"1", other: b"2"})
        assert tree(output) == OLD

    def test_said_twice_are_refused(self, output: Path) -> None:
        with Stage(output) as stage:
            stage.put("a", b"x")
            with pytest.raises(CollidingPaths):
                stage.put("a", b"x")


class TestTwoBuilds:
    def test_of_one_process_do_not_meet(self, output: Path) -> None:
        with Stage(output):
            with pytest.raises(OutputBusy, match="another build is writing"):
                Stage(output)
            with pytest.raises(OutputBusy):
                Stage(output.parent / "." / output.name)
        publish(output, OLD)

    def test_of_different_folders_do(self, tmp_path: Path) -> None:
        with Stage(tmp_path / "a"), Stage(tmp_path / "b"):
            pass

    def test_a_lock_file_that_nobody_holds_means_nothing(self, output: Path) -> None:
        write(output, {f"{STATE}/lock": b"12345"})
        assert publish(output, OLD).written == 3


class TestWhatEarlierBuildsLeft:
    def test_stages_go_and_nothing_else_does(self, output: Path) -> None:
        publish(output, OLD)
        left = {"stage-0123456789abcdef/0": b"half", "stage-mine/notes": b"x", "notes": b"y"}
        write(output / STATE, left)
        publish(output, OLD)
        kept = {path: data for path, data in tree(output / STATE).items() if path in left}
        assert kept == {"stage-mine/notes": b"x", "notes": b"y"}

    @pytest.mark.parametrize(
        "manifest",
        [
            b"{",
            b"[]",
            b"[" * 100_000,
            b'{"format": 2, "generator": "9", "finished": true, "files": {}, "folders": []}',
            b'{"format": 1, "generator": "0", "finished": true, "files": {"../precious": "00"}, "folders": []}',
            b'{"format": 1, "generator": "0", "finished": true, "files": {}, "folders": ["/tmp"]}',
        ],
    )
    def test_a_manifest_that_is_not_ours_is_not_obeyed(self, output: Path, manifest: bytes) -> None:
        write(output.parent, {"precious": b"x"})
        publish(output, OLD)
        write(output / STATE, {"manifest.json": manifest})
        with pytest.raises(OutputError, match="manifest"):
            publish(output, NEW)
        assert tree(output) == OLD
        assert (output.parent / "precious").exists()

    @pytest.mark.parametrize("seen", [b"", b"{", b"[1]", b'{"index.html": 3}', b'{"index.html": ["a", 1, 2, "x"]}'])
    def test_garbled_sightings_do_no_harm(self, output: Path, seen: bytes) -> None:
        publish(output, OLD)
        write(output / STATE, {SIGHTINGS: seen})
        assert publish(output, OLD) == Committed(0, 3, 0)


PATHS = st.sampled_from(["a", "a/b", "a/b/c", "b", "b/a", "c/index.html", "index.html", "c/d/e/f"])
DATA = st.sampled_from([b"1", b"2", b"three"])


def without_nesting(files: dict[str, bytes]) -> dict[str, bytes]:
    return {path: data for path, data in files.items() if not any(other.startswith(f"{path}/") for other in files)}


@given(
    st.lists(st.dictionaries(PATHS, DATA).map(without_nesting), min_size=1, max_size=6),
    st.dictionaries(st.sampled_from(["mine", "a-mine", "c/mine", "z/mine"]), DATA),
)
def test_after_any_builds_the_output_is_the_last_one_and_what_the_user_put_there(
    tmp_path_factory: pytest.TempPathFactory, builds: list[dict[str, bytes]], theirs: dict[str, bytes]
) -> None:
    output = tmp_path_factory.mktemp("output")
    write(output, theirs)
    expected: dict[str, bytes] = {}
    for wanted in builds:
        committed = publish(output, wanted)
        assert tree(output) == wanted | theirs
        assert committed.written == sum(expected.get(path) != data for path, data in wanted.items())
        assert committed.written + committed.unchanged == len(wanted)
        assert committed.removed == len(expected.keys() - wanted.keys())
        needed = {above.as_posix() for path in wanted | theirs for above in Path(path).parents} - {"."}
        assert folders(output) == needed
        expected = wanted
