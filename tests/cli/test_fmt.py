"""``onrecord fmt`` as somebody runs it."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.cli import main


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for path, text in {
        "onrecord.yaml": "title: x\n",
        "content/actors/ana.md": "---\nkind: person # a mayor\nname: Ana\n---\n\nText.\n",
        "content/actors/eva.md": "---\nname: Eva\nkind: person\n---\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def ended(*arguments: str) -> int:
    with pytest.raises(SystemExit) as end:
        main(arguments)
    return int(end.value.code or 0)


def test_it_names_what_it_changed(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("fmt", "--check") == 1
    assert capsys.readouterr().out == "content/actors/ana.md\n1 to change, 1 in canonical form already\n"
    assert ended("fmt") == 0
    assert capsys.readouterr().out == "content/actors/ana.md\n1 changed, 1 in canonical form already\n"
    text = (site / "content/actors/ana.md").read_text(encoding="utf-8")
    assert text == "---\nname: Ana\nkind: person # a mayor\n---\n\nText.\n"
    assert ended("fmt", "--check") == 0


def test_it_takes_files_and_folders(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert ended("fmt", "--check", "content/actors/eva.md") == 0
    assert capsys.readouterr().out == "0 to change, 1 in canonical form already\n"
    assert ended("fmt", "--check", str(site)) == 1


def test_it_tells_mistakes_and_leaves_the_file(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (site / "content/actors/eva.md").write_text("---\nkind: person\nnam: Eva\n---\n", encoding="utf-8")
    assert ended("fmt") == 1
    told = capsys.readouterr()
    assert "did you mean 'name'?" in told.err
    assert told.out == "content/actors/ana.md\n1 changed, 0 in canonical form already, 1 left alone\n"


def test_a_file_of_no_site_is_refused(site: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("elsewhere") / "x.md"
    other.write_text("---\nname: x\n---\n", encoding="utf-8")
    assert ended("fmt", str(other)) == 2
    assert ended("fmt", "content/actors", str(other)) == 2
