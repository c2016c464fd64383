"""The content of a site is found whole and in order; what cannot be used is named."""

from __future__ import annotations

import os
import socket
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.content.document import FOLDERS
from onrecord.content.files import ContentFile, discover, id_of
from onrecord.content.slugs import MAX_BYTES
from onrecord.diagnostics import Severity

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes empty files, by path in ``content/``, and returns the site's folder."""

    def write_files(*paths: str) -> Path:
        for path in paths:
            file = tmp_path / "site" / "content" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(b"")
        return tmp_path / "site"

    return write_files


def faults(root: Path) -> list[tuple[str, str]]:
    return [(it.code, it.file.removeprefix("content/")) for it in discover(root)[1]]


def test_documents_and_assets_are_found_in_order(write: Write) -> None:
    root = write(
        "briefs/2025/2025-05-25-kursk-helicopter.md",
        "briefs/a.markdown",
        "actors/Yury Dashkin.MD",
        "assets/maps/kursk.svg",
        "assets/notes.md",
        "pages/about.md",
    )
    files, diagnostics = discover(root)
    assert diagnostics == []
    assert files.documents == (
        ContentFile("content/actors/Yury Dashkin.MD", "actor", "yury-dashkin"),
        ContentFile("content/briefs/2025/2025-05-25-kursk-helicopter.md", "brief", "kursk-helicopter"),
        ContentFile("content/briefs/a.markdown", "brief", "a"),
        ContentFile("content/pages/about.md", "page", "about"),
    )
    assert files.assets == ("content/assets/maps/kursk.svg", "content/assets/notes.md")


def test_every_folder_holds_its_kind(write: Write) -> None:
    root = write(*(f"{folder}/x.md" for folder in FOLDERS))
    assert {file.kind for file in discover(root)[0].documents} == set(FOLDERS.values())


def test_what_was_found_once_is_nobody_s_to_change(write: Write) -> None:
    root = write("briefs/a.md", "briefs/2025-01-01-a.md", "notes.txt")
    first = discover(root)
    found = list(first[1])
    assert {it.code for it in found} == {"duplicate-id", "unused-file"}
    first[1].clear()
    assert discover(root) == (first[0], found)
    assert discover(root)[0] is first[0]
    write("briefs/b.md")
    assert [file.id for file in discover(root)[0].documents] == ["a", "b"]


@pytest.mark.parametrize("folders", [[], ["content"], ["content/briefs"]])
def test_a_site_without_content_is_empty(tmp_path: Path, folders: list[str]) -> None:
    for folder in folders:
        (tmp_path / folder).mkdir(parents=True)
    files, diagnostics = discover(tmp_path)
    assert (files.documents, files.assets, diagnostics) == ((), (), [])


class TestIds:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("2025-05-25-kursk.md", "kursk"),
            ("2025-05-25 kursk.md", "kursk"),
            ("2025-05-25.md", "2025-05-25"),
            ("2025-05-25-.md", "2025-05-25"),
            ("2025-05-25-🚁.md", "2025-05-25"),
            ("v1.2 notes.md", "v1-2-notes"),
        ],
    )
    def test_of_briefs_come_without_their_date(self, name: str, expected: str) -> None:
        assert id_of("brief", f"content/briefs/{name}") == expected

    def test_of_others_keep_it(self) -> None:
        assert id_of("event", "content/events/2025-05-25-raid.md") == "2025-05-25-raid"

    @pytest.mark.parametrize("name", ["🚁.md", "---.md", "con.md", "NUL.md", "com1.md", f"{'я' * 101}.md"])
    def test_that_cannot_be_are_told(self, write: Write, name: str) -> None:
        files, (fault,) = discover(write(f"actors/{name}", "actors/fine.md"))
        assert [file.id for file in files.documents] == ["fine"]
        assert (fault.code, fault.file) == ("bad-id", f"content/actors/{name}")
        assert fault.hint

    def test_as_long_as_allowed(self, write: Write) -> None:
        files, diagnostics = discover(write(f"actors/{'я' * (MAX_BYTES // 2)}.md"))
        assert len(files.documents) == 1
        assert diagnostics == []

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("briefs/2024-01-01-x.md", "briefs/2025-01-01-x.md"),
            ("actors/X.md", "actors/x.md"),
            ("actors/a/x.md", "actors/b/x.md"),
            ("actors/straße.md", "actors/strasse.md"),
            ("actors/x.markdown", "actors/x.md"),
            ("actors/e\u0301.md", "actors/é.md"),
        ],
    )
    def test_that_two_files_share_are_told_with_both(self, write: Write, one: str, other: str) -> None:
        files, (fault,) = discover(write(one, other))
        assert len(files.documents) == 1
        assert fault.code == "duplicate-id"
        assert {f"content/{one}", f"content/{other}"} == {fault.file, files.documents[0].path}
        assert f"'{files.documents[0].path}'" in fault.message

    def test_may_be_shared_by_kinds(self, write: Write) -> None:
        assert faults(write("actors/kursk.md", "places/kursk.md")) == []


class TestWhatIsNotContent:
    @pytest.mark.parametrize(
        "path",
        [
            *(".obsidian/workspace.json", "briefs/.x.md.swp", "briefs/x.md~", "briefs/#x.md#", "briefs/x.swp"),
            *(".DS_Store", "assets/.DS_Store", "briefs/Thumbs.db", "briefs/.git/HEAD"),
        ],
    )
    def test_is_passed_over(self, write: Write, path: str) -> None:
        files, diagnostics = discover(write(path))
        assert (files.documents, files.assets, diagnostics) == ((), (), [])

    @pytest.mark.parametrize(
        ("path", "hint"),
        [
            ("actor/x.md", "did you mean 'actors/'?"),
            ("Briefs/x.md", "did you mean 'briefs/'?"),
            ("asset/x.md", "did you mean 'assets/'?"),
            ("zzz/x.md", "the folders are 'briefs/', 'actors/'"),
            ("x.md", "move it to one of the folders 'briefs/', 'actors/'"),
        ],
    )
    def test_markdown_elsewhere_is_an_error(self, write: Write, path: str, hint: str) -> None:
        _, (fault,) = discover(write(path))
        assert (fault.code, fault.file, fault.severity) == ("unplaced-file", f"content/{path}", Severity.ERROR)
        assert fault.hint
        assert fault.hint.startswith(hint)

    @pytest.mark.parametrize("path", ["briefs/map.png", "images/map.png", "map.png", "briefs/x.md.bak"])
    def test_other_files_elsewhere_are_a_warning(self, write: Write, path: str) -> None:
        _, (fault,) = discover(write(path))
        assert (fault.code, fault.file, fault.severity) == ("unused-file", f"content/{path}", Severity.WARNING)
        assert fault.hint == "move it to content/assets/ to have it published"


class TestAssets:
    @pytest.mark.parametrize(
        ("one", "other"), [("Logo.svg", "logo.svg"), ("a", "A/b"), ("x/Y/z", "X/y/w"), ("é", "e\u0301")]
    )
    def test_that_are_one_file_where_case_does_not_count_are_told(self, write: Write, one: str, other: str) -> None:
        files, (fault,) = discover(write(f"assets/{one}", f"assets/{other}"))
        assert fault.code == "duplicate-asset"
        assert len(files.assets) == 1

    @pytest.mark.parametrize("name", [b"a\nb.svg", b"\x1b[2J.svg", b"\xff.svg", b"a\\b.svg"])
    def test_with_names_that_cannot_be_published_are_told_in_plain_letters(self, write: Write, name: bytes) -> None:
        root = write("assets/fine.svg")
        with open(os.fsencode(root / "content/assets") + b"/" + name, "wb"):
            pass
        files, (fault,) = discover(root)
        assert files.assets == ("content/assets/fine.svg",)
        assert fault.code == "bad-file-name"
        assert fault.file.isprintable()
        fault.file.encode()


class TestLinks:
    def test_inside_are_followed(self, write: Write) -> None:
        root = write("briefs/a.md", "assets/report-1.pdf")
        (root / "shared").mkdir()
        (root / "shared/b.md").write_bytes(b"")
        (root / "content/briefs/shared").symlink_to("../../shared")
        (root / "content/assets/latest.pdf").symlink_to("report-1.pdf")
        files, diagnostics = discover(root)
        assert diagnostics == []
        assert [file.path for file in files.documents] == ["content/briefs/a.md", "content/briefs/shared/b.md"]
        assert files.assets == ("content/assets/latest.pdf", "content/assets/report-1.pdf")

    @pytest.mark.parametrize("target", ["../../../outside", "../../../outside/x.md", "/etc/passwd", "../../../site2"])
    def test_outside_are_refused(self, write: Write, tmp_path: Path, target: str) -> None:
        root = write("briefs/a.md")
        for name in ("outside", "site2"):
            (tmp_path / name).mkdir()
            (tmp_path / name / "x.md").write_bytes(b"")
        (root / "content/briefs/link.md").symlink_to(target)
        assert faults(root) == [("symlink-outside", "briefs/link.md")]

    def test_of_the_content_folder_itself_are_judged_alike(self, tmp_path: Path) -> None:
        root = tmp_path / "site"
        (root / "text/briefs").mkdir(parents=True)
        (root / "text/briefs/a.md").write_bytes(b"")
        (root / "content").symlink_to("text")
        assert [file.path for file in discover(root)[0].documents] == ["content/briefs/a.md"]
        (tmp_path / "outside").mkdir()
        (root / "content").unlink()
        (root / "content").symlink_to(tmp_path / "outside")
        assert [(it.code, it.file) for it in discover(root)[1]] == [("symlink-outside", "content")]

    def test_in_loops_come_to_an_end(self, write: Write) -> None:
        root = write("briefs/a.md", "briefs/x/b.md", "briefs/y/c.md")
        (root / "content/briefs/loop").symlink_to(".")
        (root / "content/briefs/up").symlink_to("..")
        (root / "content/briefs/x/other").symlink_to("../y")
        (root / "content/briefs/y/other").symlink_to("../x")
        (root / "content/briefs/self").symlink_to("self")
        files, diagnostics = discover(root)
        assert {"a", "b", "c"} == {file.id for file in files.documents}
        assert ("cannot-read", "content/briefs/self") in {(it.code, it.file) for it in diagnostics}

    def test_among_many_folders_do_not_multiply(self, write: Write) -> None:
        names = [f"f{n}" for n in range(12)]
        root = write(*(f"assets/{name}/x" for name in names))
        for name in names:
            for other in names:
                (root / f"content/assets/{name}/{other}").symlink_to(f"../{other}")
        assert len(discover(root)[0].assets) <= 2 * len(names) ** 2

    def test_to_nothing_are_told(self, write: Write) -> None:
        root = write("briefs/a.md")
        (root / "content/briefs/b.md").symlink_to("gone.md")
        assert faults(root) == [("cannot-read", "briefs/b.md")]


class TestWhatCannotBeRead:
    def test_pipes_and_sockets_are_told_and_never_opened(self, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
        root = write("briefs/a.md")
        os.mkfifo(root / "content/briefs/pipe.md")
        (root / "content/briefs/link.md").symlink_to("pipe.md")
        monkeypatch.chdir(root / "content/briefs")
        with socket.socket(socket.AF_UNIX) as server:
            server.bind("socket.md")
            found = faults(root)
        assert sorted(found) == [
            ("cannot-read", "briefs/link.md"),
            ("cannot-read", "briefs/pipe.md"),
            ("cannot-read", "briefs/socket.md"),
        ]

    def test_content_that_is_a_file_is_told(self, tmp_path: Path) -> None:
        (tmp_path / "content").write_text("x")
        (fault,) = discover(tmp_path)[1]
        assert (fault.code, fault.file) == ("cannot-read", "content")
        assert "Not a directory" in fault.message

    def test_a_folder_without_permission_is_told_and_the_rest_is_read(
        self, write: Write, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        root = write("actors/a.md", "briefs/b.md")
        scandir = os.scandir

        def refusing(path: str | os.PathLike[str]) -> object:
            if str(path).endswith("actors"):
                raise PermissionError(13, "Permission denied", str(path))
            return scandir(path)

        monkeypatch.setattr(os, "scandir", refusing)
        files, (fault,) = discover(root)
        assert [file.id for file in files.documents] == ["b"]
        assert fault.message == "the folder cannot be read: Permission denied"
        assert fault.file == "content/actors"


NAMES = st.text(st.characters(exclude_characters="/\0", exclude_categories=["Cs"]), min_size=1, max_size=12)


@given(st.lists(st.tuples(st.sampled_from([*FOLDERS, "assets", "other", "."]), NAMES), max_size=5))
def test_no_file_is_lost_without_a_word(tmp_path_factory: pytest.TempPathFactory, names: list[tuple[str, str]]) -> None:
    root = tmp_path_factory.mktemp("site")
    written = set()
    for folder, name in names:
        file = root / "content" / folder / f"x{name}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"")
        written.add(file.relative_to(root).as_posix())
    files, diagnostics = discover(root)
    assert discover(root) == (files, diagnostics)
    told = [*(file.path for file in files.documents), *files.assets, *(it.file for it in diagnostics)]
    assert len(told) == len(written)
    assert written - set(told) <= {path for path in written if not path.isprintable() or "\\" in path}
