"""``onrecord schema`` as somebody runs it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from onrecord.cli import main


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "onrecord.yaml").write_text(
        "title: x\nvocabulary:\n  statuses:\n    rumour: {label: Rumour, meaning: Heard.}\n", encoding="utf-8"
    )
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ended(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    return int(end.value.code or 0)


def test_it_writes_what_editors_need_and_says_what_changed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("schema") == 0
    *files, summary = capsys.readouterr().out.splitlines()
    assert summary == "9 written, 0 unchanged"
    assert {".schemas/onrecord.json", ".schemas/brief.json", ".vscode/onrecord.code-snippets"} <= set(files)
    assert "rumour" in (site / ".schemas/brief.json").read_text(encoding="utf-8")
    assert ended("schema") == 0
    assert capsys.readouterr().out == "0 written, 9 unchanged\n"


def test_it_writes_only_schemas_to_a_folder_of_choice(site: Path) -> None:
    assert ended("schema", "--output", "made/here") == 0
    assert json.loads((site / "made/here/actor.json").read_text(encoding="utf-8"))["required"] == ["name", "kind"]
    assert sorted(path.name for path in site.iterdir()) == ["made", "onrecord.yaml"]


def test_it_says_what_is_wrong_with_the_settings(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "onrecord.yaml").write_text("titel: x\n", encoding="utf-8")
    assert ended("schema") == 1
    assert "did you mean 'title'?" in capsys.readouterr().err
    assert not (site / ".schemas").exists()
