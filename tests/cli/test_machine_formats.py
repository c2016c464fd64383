"""Problems as other programs read them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.cli.formats import FORMATS, Look, formatted
from onrecord.diagnostics import Diagnostic, Severity

PROBLEM = Diagnostic("unknown-actor", "no actor 'Ю: a, 50 %'", "content/a,b.md", 4, 9, "first\nsecond")


def test_json_has_every_field(tmp_path: Path) -> None:
    assert json.loads(formatted("json", [PROBLEM], Look(tmp_path))) == [
        {
            "code": "unknown-actor",
            "severity": "error",
            "message": "no actor 'Ю: a, 50 %'",
            "file": "content/a,b.md",
            "line": 4,
            "column": 9,
            "hint": "first\nsecond",
        }
    ]


def test_json_of_nothing_is_an_empty_list(tmp_path: Path) -> None:
    assert json.loads(formatted("json", [], Look(tmp_path))) == []


def test_github_annotations_escape_what_they_must(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path))
    assert formatted("github", [PROBLEM], Look(tmp_path / "desk")) == (
        "::error file=desk/content/a%2Cb.md,line=4,col=9,title=unknown-actor::"
        "no actor 'Ю: a, 50 %25'%0Afirst%0Asecond\n"
    )


@pytest.mark.parametrize(
    ("severity", "command"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.NOTE, "notice")]
)
def test_github_knows_every_severity(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, severity: Severity, command: str
) -> None:
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    monkeypatch.chdir(tmp_path)
    problem = Diagnostic("c", "m", "x.md", severity=severity)
    assert formatted("github", [problem], Look(tmp_path)) == f"::{command} file=x.md,title=c::m\n"


@given(st.text(), st.text())
def test_no_content_starts_a_workflow_command_or_a_line_of_its_own(message: str, hint: str) -> None:
    told = formatted("github", [Diagnostic("c", message, "x.md", hint=hint)], Look(Path("/")))
    assert told.count("\n") == 1
    assert "\r" not in told


@given(st.text(st.characters(), max_size=20))
def test_json_is_plain_ascii_and_loses_nothing(message: str) -> None:
    told = formatted("json", [Diagnostic("c", message, "x.md")], Look(Path("/")))
    assert told.isascii()
    assert json.loads(told)[0]["message"] == message


@pytest.mark.parametrize("form", FORMATS)
def test_every_format_ends_its_last_line(tmp_path: Path, form: str) -> None:
    assert formatted(form, [PROBLEM], Look(tmp_path)).endswith("\n")
