"""What ends up in the wheel and the source archive, shown on a small tree with this repository's build settings."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

SETTINGS = ("pyproject.toml", "README.md", "LICENSE", ".gitignore", "generator")


def built(tree: Path, target: str) -> Path:
    """Builds the ``wheel`` or ``sdist`` of ``tree`` and returns the file."""
    command = [sys.executable, "-m", "hatchling", "build", "--target", target]
    subprocess.run(command, cwd=tree, capture_output=True, check=True)
    (file,) = (tree / "dist").glob("*.whl" if target == "wheel" else "*.tar.gz")
    return file


def names(wheel: Path) -> set[str]:
    with zipfile.ZipFile(wheel) as archive:
        return set(archive.namelist())


@pytest.fixture
def tree(tmp_path: Path, repository: Path) -> Path:
    """A copy of the package and the build settings, with a theme and content of a few files."""
    tree = tmp_path / "a tree"
    tree.mkdir()
    for name in SETTINGS:
        if (repository / name).is_dir():
            shutil.copytree(repository / name, tree / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(repository / name, tree / name)
    for name, text in {
        "templates/brief.html": "{{ title }}",
        "templates/assets/site.css": "body {}",
        "content/briefs/2025-05-25-visit.md": "---\ntitle: Visit\n---\n",
        "content/.keep": "",
        "onrecord.yaml": "title: Desk\n",
        "tests/test_visit.py": "",
        "content/briefs/visit.md~": "left by an editor",
        "output/index.html": "built",
        ".venv/bin/python": "",
    }.items():
        (tree / name).parent.mkdir(parents=True, exist_ok=True)
        (tree / name).write_text(text, encoding="utf-8")
    return tree


def test_the_wheel_holds_the_package_and_the_theme(tree: Path, repository: Path) -> None:
    held = names(built(tree, "wheel"))

    source = repository / "generator"
    files = (file for file in (source / "onrecord").rglob("*") if file.is_file() and file.suffix != ".pyc")
    package = {file.relative_to(source).as_posix() for file in files}
    assert {
        "onrecord/py.typed",
        "onrecord/editing/forms/brief.md",
        "onrecord/editing/starter/site/dot-gitignore",
    } <= package
    assert {name for name in held if name.startswith("onrecord/")} == package | {
        "onrecord/theme/brief.html",
        "onrecord/theme/assets/site.css",
    }
    assert {name.split("/")[0].partition("-")[2].partition(".dist-info")[1] for name in held} == {"", ".dist-info"}


def test_the_command_is_called_onrecord(tree: Path) -> None:
    wheel = built(tree, "wheel")

    with zipfile.ZipFile(wheel) as archive:
        (file,) = (name for name in archive.namelist() if name.endswith("entry_points.txt"))
        assert archive.read(file).decode().split("\n") == ["[console_scripts]", "onrecord = onrecord.cli:run", ""]


def test_the_wheel_from_the_source_archive_is_the_wheel_from_the_tree(tree: Path, tmp_path: Path) -> None:
    wheel = built(tree, "wheel").read_bytes()
    with tarfile.open(built(tree, "sdist")) as archive:
        archive.extractall(tmp_path / "unpacked", filter="data")
    (unpacked,) = (tmp_path / "unpacked").iterdir()

    assert (unpacked / "tests" / "test_visit.py").exists()
    assert not (unpacked / "output" / "index.html").exists()
    assert built(unpacked, "wheel").read_bytes() == wheel
