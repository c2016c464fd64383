"""Problems as people read them: the line, the caret where it is seen, and nothing that could drive a terminal."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from onrecord.cli.formats import Look, formatted
from onrecord.cli.formats.text import with_caret
from onrecord.diagnostics import Diagnostic, Severity

BRIEF = "---\ntitle: x\nclaims:\n  - by: yury-dashkn\n---\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/x.md").write_text(BRIEF)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_problem_with_its_place(site: Path) -> None:
    hint = "did you mean 'yury-dashkin'?"
    problem = Diagnostic("unknown-actor", "no actor 'yury-dashkn'", "content/x.md", 4, 9, hint)
    assert formatted("text", [problem], Look(site)) == (
        "content/x.md:4:9: error[unknown-actor] no actor 'yury-dashkn'\n"
        "    4 |   - by: yury-dashkn\n"
        "      |         ^\n"
        "  hint: did you mean 'yury-dashkin'?\n"
    )


def test_problems_stand_apart(site: Path) -> None:
    problems = [
        Diagnostic("a", "one", "content/x.md", severity=Severity.WARNING),
        Diagnostic("b", "two", "content/x.md", 2, severity=Severity.NOTE),
    ]
    assert formatted("text", problems, Look(site)) == (
        "content/x.md: warning[a] one\n\ncontent/x.md:2: note[b] two\n    2 | title: x\n"
    )


def test_nothing_to_tell(site: Path) -> None:
    assert formatted("text", [], Look(site)) == ""


def test_colour_marks_only_what_it_should(site: Path) -> None:
    problem = Diagnostic("bad", "no", "content/x.md", 2, 1)
    told = formatted("text", [problem], Look(site, color=True))
    assert "\x1b[31m\x1b[1merror[bad]\x1b[0m no" in told


@pytest.mark.parametrize(
    "data",
    [
        BRIEF.replace("\n", "\r\n").encode(),
        BRIEF.replace("\n", "\r").encode(),
        b"\xef\xbb\xbf" + BRIEF.encode(),
    ],
)
def test_lines_are_counted_as_diagnostics_count_them(site: Path, data: bytes) -> None:
    (site / "content/x.md").write_bytes(data)
    assert "    1 | ---\n      | ^\n" in formatted("text", [Diagnostic("c", "m", "content/x.md", 1, 1)], Look(site))
    assert "    2 | title: x\n" in formatted("text", [Diagnostic("c", "m", "content/x.md", 2, 1)], Look(site))


@pytest.mark.parametrize("file", ["content/gone.md", "content", "content/x.md\0", "\udcff"])
def test_a_line_that_cannot_be_shown_is_left_out(site: Path, file: str) -> None:
    told = formatted("text", [Diagnostic("c", "m", file, 99, 1, "h")], Look(site))
    assert told.endswith(":99:1: error[c] m\n  hint: h\n")


def test_the_path_is_seen_from_where_the_command_runs(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    problem = [Diagnostic("c", "m", "content/x.md")]
    monkeypatch.chdir(site.parent)
    assert formatted("text", problem, Look(site)).startswith(f"{site.name}/content/x.md: ")
    monkeypatch.chdir(site / "content")
    assert formatted("text", problem, Look(site)).startswith("x.md: ")
    (site / "elsewhere").mkdir()
    monkeypatch.chdir(site / "elsewhere")
    assert formatted("text", problem, Look(site)).startswith(f"{site}/content/x.md: ")


@pytest.mark.parametrize(
    ("line", "column", "shown", "caret"),
    [
        ("title: x", 8, "title: x", 7),
        ("\ttitle: x", 2, "    title: x", 4),
        ("标题: x", 5, "标题: x", 6),
        ("e\u0301\u0302x", 4, "e\u0301\u0302x", 1),
        ("short", 99, "short", 5),
        ("short", None, "short", None),
        ("a\x1b[31mb", 7, "a\\x1b[31mb", 9),
        ("a\u202eb", 3, "a\\u202eb", 7),
    ],
)
def test_the_caret_stands_under_its_character(line: str, column: int | None, shown: str, caret: int | None) -> None:
    assert with_caret(line, column, 80) == (shown, caret)


def test_a_long_line_is_cut_around_the_caret() -> None:
    line = "a" * 500 + "X" + "b" * 500
    shown, caret = with_caret(line, 501, 60)
    assert len(shown) == 60
    assert caret is not None
    assert shown[caret] == "X"
    assert shown.startswith("...a")
    assert shown.endswith("b...")
    assert with_caret(line, 1, 60)[0] == "a" * 54 + "..."
    assert with_caret(line, 1001, 60)[0].startswith("...")


@given(st.text(st.characters(exclude_characters="\n\r"), max_size=200), st.integers(1, 250), st.integers(20, 100))
def test_any_line_fits_and_keeps_its_caret(line: str, column: int, width: int) -> None:
    shown, caret = with_caret(line, column, width)
    assert caret is not None
    assert 0 <= caret <= width
    assert sum(map(cell_len, shown)) <= width
    assert not set(shown) & {chr(code) for code in (*range(32), 127, *range(128, 160), 0x2028, 0x202E)}


def test_a_huge_line_is_shown_in_no_time() -> None:
    shown, caret = with_caret("x" * 5_000_000, 2_500_000, 80)
    assert caret is not None
    assert shown[caret] == "x"


def test_content_cannot_drive_the_terminal(site: Path) -> None:
    evil = "\x1b]0;owned\x07\x9b2J\u202e\r\n"
    (site / "content/x.md").write_text(evil)
    told = formatted("text", [Diagnostic("c", evil, f"content/{evil}", 1, 1, evil)], Look(site))
    told += formatted("text", [Diagnostic("c", "m", "content/x.md", 1, 1)], Look(site))
    assert not set(told) & set("\x1b\x07\x9b\u202e\r")
    assert "\\x1b]0;owned\\x07" in told
