"""Holds what no single module can: the direction of imports, what a command pays for, what the repository may not name.

Every check is also shown something that breaks it.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from requirements import lock
from tests import architecture

HEAVY = {"babel", "edtf", "markdown", "pydantic", "pydantic_core", "rich"}
"""Libraries that only the commands that need them may pay for."""

INDEX_HOST = re.compile(r"pypi\.(?:org|python)|pythonhosted\.|registry\.(?:npmjs|yarnpkg)|crates\.io|/simple(?:/|\b)")
INDEX_OPTION = re.compile(r"(?:index-url|find-links)[ =]+\S*[/:]")
HOME = re.compile(r"(?<![\w./:-])/(?:home|Users)/\w|(?<![\w./:-])/root/|\b[A-Za-z]:[\\/]Users[\\/]")

Check = Callable[[Path], list[str]]


@pytest.fixture
def package(tmp_path: Path) -> Callable[..., Path]:
    """Writes a small ``onrecord`` from ``name=source`` pairs (dots as ``__``) and returns its folder."""

    def write(**sources: str) -> Path:
        for name, source in {"__init__": "", **sources}.items():
            file = tmp_path / architecture.PACKAGE / f"{name.replace('__', '/') if name != '__init__' else name}.py"
            file.parent.mkdir(parents=True, exist_ok=True)
            for folder in [file.parent, *file.parent.parents]:
                if folder == tmp_path:
                    break
                (folder / "__init__.py").touch()
            file.write_text(source, encoding="utf-8")
        return tmp_path

    return write


@pytest.mark.parametrize(
    "check",
    [architecture.wrong_directions, architecture.cycles, architecture.vague_names, architecture.long_modules],
)
def test_the_package_keeps_to_its_architecture(check: Check, repository: Path) -> None:
    assert "onrecord.diagnostics" in architecture.modules(repository / "generator")
    assert check(repository / "generator") == []


@pytest.mark.parametrize(
    "source",
    [
        "from onrecord.site import views",
        "from onrecord.site.views import View",
        "import onrecord.site.views as v",
        "from ..site import views",
        "from .. import site",
        "from onrecord import site",
        "from onrecord.site.views import *",
        "def late():\n    from onrecord.site import views",
        "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from onrecord.site.views import View",
        "import importlib\nimportlib.import_module('onrecord.site.views')",
    ],
)
def test_an_import_against_the_direction_is_found_in_any_form(source: str, package: Callable[..., Path]) -> None:
    found = architecture.wrong_directions(package(record__link=source, site__views="class View: ..."))

    assert [re.sub(r":\d+ ", " ", line) for line in found] in (
        ["onrecord.record.link imports onrecord.site"],
        ["onrecord.record.link imports onrecord.site.views"],
    )


@pytest.mark.parametrize(("importer", "imported"), [("publish", "preview"), ("build", "preview"), ("build", "publish")])
def test_building_previewing_and_publishing_stand_apart(
    importer: str, imported: str, package: Callable[..., Path]
) -> None:
    sources = {f"{importer}__engine": f"import onrecord.{imported}.engine", f"{imported}__engine": ""}

    found = architecture.wrong_directions(package(**sources))

    assert found == [f"onrecord.{importer}.engine:1 imports onrecord.{imported}.engine"]


def test_the_allowed_direction_passes(package: Callable[..., Path]) -> None:
    source = package(
        cli__build="from onrecord.build.engine import run\nfrom onrecord.preview import server",
        preview__server="from onrecord.build.engine import run",
        build__engine="from onrecord.record import link\nfrom . import workers",
        build__workers="from onrecord.diagnostics import Diagnostic",
        record__link="",
        config="from onrecord import __version__\nfrom onrecord.diagnostics import Diagnostic",
        diagnostics="class Diagnostic: ...",
    )

    assert architecture.wrong_directions(source) == []
    assert architecture.cycles(source) == []


def test_the_root_package_may_import_nothing_of_its_own(package: Callable[..., Path]) -> None:
    source = package(__init__="from onrecord.config import Config", config="class Config: ...")

    assert architecture.wrong_directions(source) == ["onrecord:1 imports onrecord.config"]


def test_a_part_without_a_place_in_the_direction_is_found(package: Callable[..., Path]) -> None:
    assert architecture.wrong_directions(package(plugins="")) == ["'plugins' has no place in the direction of imports"]


def test_a_loop_of_imports_is_found_even_inside_a_function(package: Callable[..., Path]) -> None:
    source = package(
        site__pages="from onrecord.site.views import View",
        site__views="def late():\n    from onrecord.site.routes import route",
        site__routes="from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from .pages import Page",
    )

    (loop,) = architecture.cycles(source)

    steps = loop.split(" -> ")
    assert steps[0] == steps[-1]
    assert set(steps) == {"onrecord.site.pages", "onrecord.site.routes", "onrecord.site.views"}
    edges = {(edge.module, edge.target) for edge in architecture.imports(source)}
    assert set(pairwise(steps)) == edges


@pytest.mark.parametrize("name", ["site__utils", "helpers", "common__dates"])
def test_a_name_that_says_nothing_is_found(name: str, package: Callable[..., Path]) -> None:
    assert f"onrecord.{name.replace('__', '.')}" in architecture.vague_names(package(**{name: ""}))


def test_a_module_that_grew_too_long_is_found(package: Callable[..., Path]) -> None:
    assert architecture.long_modules(package(config="x = 1\n" * 400)) == []
    assert architecture.long_modules(package(config="x = 1\n" * 401)) == ["onrecord.config has 401 lines"]


def loaded_by(module: str) -> set[str]:
    """The top-level modules that importing ``module`` brings into a fresh interpreter."""
    code = "import sys; before = set(sys.modules); __import__(sys.argv[1]); print(*set(sys.modules) - before)"
    run = subprocess.run([sys.executable, "-c", code, module], capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in run.stdout.split()}


@pytest.mark.parametrize("module", ["onrecord.cli", "onrecord.content.model", "onrecord.config"])
def test_heavy_libraries_are_not_loaded_before_they_are_needed(module: str) -> None:
    assert loaded_by(module) & HEAVY == set()


def test_the_content_model_needs_only_the_standard_library() -> None:
    assert loaded_by("onrecord.content.model") - sys.stdlib_module_names == {"onrecord"}


def test_a_heavy_library_is_seen_when_it_is_loaded() -> None:
    assert "markdown" in loaded_by("markdown.extensions.toc")


def texts(root: Path) -> dict[str, str]:
    """Every text file that is, or would be, part of the repository, by path."""
    listing = ["git", "grep", "--no-index", "--exclude-standard", "-I", "-l", "-z", "-e", ""]
    names = subprocess.run(listing, cwd=root, capture_output=True, check=True).stdout.decode().split("\0")
    return {name: (root / name).read_text(encoding="utf-8", errors="replace") for name in names if name}


def lines_with(patterns: list[re.Pattern[str]], files: dict[str, str]) -> list[str]:
    """``file:line: text`` of every line that one of the patterns matches."""
    return [
        f"{name}:{number}: {line.strip()[:120]}"
        for name, text in files.items()
        for number, line in enumerate(text.splitlines(), start=1)
        if any(pattern.search(line) for pattern in patterns)
    ]


def test_no_file_names_a_package_index_or_somebodys_home(repository: Path) -> None:
    files = {name: text for name, text in texts(repository).items() if not name.startswith("tests/vendor/")}
    own = files.pop(Path(__file__).relative_to(repository).as_posix())

    assert "pyproject.toml" in files
    assert "INDEX_HOST" in own
    assert lines_with([INDEX_HOST, INDEX_OPTION, HOME], files) == []


@pytest.mark.parametrize(
    "line",
    [
        "see https://pypi.org/project/onrecord/",
        "https://files.pythonhosted.org/packages/aa/bb/x.whl",
        '"resolved": "https://registry.npmjs.org/axe-core/-/axe-core-4.tgz"',
        "--extra-index-url https://mirror.example.org/py",
        "--find-links=/srv/wheels",
        "url = 'https://mirror.example.org/simple/'",
        "cd /home/ana/onrecord",
        "PATH=/Users/ana/bin",
        "'/root/site'",
        r"C:\Users\Ana\site",
    ],
)
def test_a_package_index_or_a_home_is_found(line: str, tmp_path: Path) -> None:
    (tmp_path / "notes.md").write_text(f"first line\n{line}\n", encoding="utf-8")

    assert lines_with([INDEX_HOST, INDEX_OPTION, HOME], texts(tmp_path)) == [f"notes.md:2: {line}"]


@pytest.mark.parametrize("line", ["https://example.org/home/ana", "a simple sentence", "--no-emit-index-url", "~/site"])
def test_ordinary_text_is_not_taken_for_one(line: str) -> None:
    assert lines_with([INDEX_HOST, INDEX_OPTION, HOME], {"notes.md": line}) == []


def test_the_lock_files_are_in_step_and_carry_hashes(repository: Path) -> None:
    assert lock.check(repository) == []


WANTED = ["demo>=2"]
PINNED = f"{lock.heading(WANTED, '>=3.11')}\ndemo==2.1 ; python_version < '4' \\\n    --hash=sha256:{'0' * 64}\n"


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ((lock.heading(WANTED, ">=3.11"), "# Written by hand"), "was not made from the requirements"),
        ((f"--hash=sha256:{'0' * 64}", "--hash=sha256:00"), "has no hash for"),
        (("demo==2.1", "demo>=2.1"), "does not pin"),
        (("demo==2.1", "demo @ https://example.org/demo.whl"), "does not pin"),
        (("demo==2.1", "demo==1.9"), "pins demo 1.9, not 'demo>=2'"),
        (("demo==2.1", "other==2.1"), "does not hold 'demo>=2'"),
        (("demo==2.1", "--index-url https://example.org\ndemo==2.1"), "holds more than requirements"),
    ],
)
def test_a_lock_file_out_of_step_is_found(change: tuple[str, str], problem: str) -> None:
    assert lock.problems(PINNED, WANTED, ">=3.11") == []

    assert any(problem in found for found in lock.problems(PINNED.replace(*change), WANTED, ">=3.11"))


def test_every_requirement_of_the_project_reaches_a_lock_file(repository: Path) -> None:
    pyproject = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    declared = lock.declared(pyproject)

    assert set(declared["site"]) == {*pyproject["build-system"]["requires"], *pyproject["project"]["dependencies"]}
    assert set(declared["dev"]) == {*declared["site"], *pyproject["project"]["optional-dependencies"]["dev"]}
