"""New content files: the right name, fields that are right as they stand, and right when they are used."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest

from onrecord.content import front_matter, strict_yaml
from onrecord.content.document import Kind
from onrecord.content.files import ContentFile, discover, id_of
from onrecord.content.parse import META
from onrecord.content.validation import validate
from onrecord.diagnostics import Diagnostic
from onrecord.editing.canonical import canonical_file
from onrecord.editing.forms import FORMS, NoId, new_content
from onrecord.editing.new_files import NotNew, write_new

KINDS: tuple[Kind, ...] = get_args(Kind)
DAY = "2025-06-03"
_COMMENTED_FIELD = re.compile(r"^# ?((?: *- | +)?[\w{].*)$", re.MULTILINE)


def faults(kind: Kind, text: str) -> list[Diagnostic]:
    decoded, found = front_matter.decode(text.encode(), "x.md")
    assert decoded is not None, found
    parts, found = front_matter.split(decoded, "x.md")
    assert parts is not None, found
    values, found = strict_yaml.load(parts.yaml, "x.md", parts.yaml_line)
    return found or validate(META[kind], values, "x.md", parts.yaml, parts.yaml_line)[1]


def in_use(form: str) -> str:
    """The form with all its fields in use: comments that hold one without their ``#``."""

    def used(match: re.Match[str]) -> str:
        return match[1] if re.match(r" *(?:- )?(?:\{|\w+:(?: |$))", match[1]) else match[0]

    return _COMMENTED_FIELD.sub(used, form)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "title", ["Harbour", 'Mayor: "it was" a drone', "Ана Петрова", "# 1", "null 5", "it's {x}", "$$"]
)
def test_a_new_file_is_right_as_it_stands(kind: Kind, title: str, tmp_path: Path) -> None:
    if title == "$$":
        with pytest.raises(NoId):
            new_content(tmp_path, kind, title, DAY)
        return
    file = new_content(tmp_path, kind, title, DAY)
    assert not faults(kind, file.text)
    assert canonical_file(file.text, META[kind]) == file.text
    write_new(tmp_path, [file])
    found, problems = discover(tmp_path)
    assert problems == []
    assert found.documents == (ContentFile(file.path, kind, id_of(kind, file.path)),)


@pytest.mark.parametrize("kind", KINDS)
def test_its_comments_are_right_when_they_are_used(kind: Kind, tmp_path: Path) -> None:
    form = new_content(tmp_path, kind, "Harbour", DAY).text
    used = in_use(form)
    assert used != form
    assert faults(kind, used) == []
    assert "# " not in re.sub(r" # .*|^# [A-Z].*", "", used, flags=re.MULTILINE).split("---")[1]


def test_a_brief_is_named_after_its_day_and_title(tmp_path: Path) -> None:
    assert new_content(tmp_path, "brief", "The  Mayor's Fire", DAY).path == f"content/briefs/{DAY}-the-mayor-s-fire.md"
    assert new_content(tmp_path, "brief", "x", DAY, "depot-fire").path == f"content/briefs/{DAY}-depot-fire.md"
    assert new_content(tmp_path, "actor", "Ана Петрова", DAY).path == "content/actors/ана-петрова.md"


def test_a_brief_stays_a_draft_until_somebody_says_otherwise(tmp_path: Path) -> None:
    assert "\ndraft: true" in new_content(tmp_path, "brief", "x", DAY).text


@pytest.mark.parametrize("there", [f"{DAY}-depot-fire.md", "2024-01-01-Depot Fire.markdown", "old/depot-fire.md"])
def test_an_id_is_given_once_whatever_the_file_is_called(there: str, tmp_path: Path) -> None:
    file = tmp_path / "content/briefs" / there
    file.parent.mkdir(parents=True)
    file.write_text("---\n---\n", encoding="utf-8")
    with pytest.raises(NotNew) as refused:
        new_content(tmp_path, "brief", "Depot fire", DAY)
    assert refused.value.paths == (f"content/briefs/{there}",)
    assert new_content(tmp_path, "event", "Depot fire", DAY).path == "content/events/depot-fire.md"


@pytest.mark.parametrize(
    ("title", "wanted", "says"),
    [
        ("!?", None, "no letter and no digit"),
        ("con", None, "Windows"),
        ("word " * 60, None, "shorter"),
        ("x", "Depot Fire", "write it as 'depot-fire'"),
        ("x", "../../etc/x", "cannot be an id"),
    ],
)
def test_an_id_that_cannot_be_one_is_refused(title: str, wanted: str | None, says: str, tmp_path: Path) -> None:
    with pytest.raises(NoId, match=says):
        new_content(tmp_path, "actor", title, DAY, wanted)


def test_there_is_a_form_for_every_kind() -> None:
    assert {file.stem for file in FORMS.glob("*.md")} == set(KINDS)
