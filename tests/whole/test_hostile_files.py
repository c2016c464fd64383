"""Files that are not what they should be: each is named in an error, and the build ends."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from onrecord.build.build import build_site
from onrecord.build.request import BuildRequest, NoProgress
from tests.build.trees import tree
from tests.whole.pages import Site
from tests.whole.sites import NOW, SMALL, attempted, built, codes, errors, run, site

BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{name}: &{name} [{', '.join([f'*{before}'] * 9)}]\n" for before, name in zip("abcdefgh", "bcdefghi", strict=True)
)
SECRET = "not to be published"


def front(yaml: str) -> str:
    return f"---\nname: X\nkind: person\n{yaml}\n---\n"


WRITTEN: dict[str, tuple[str | bytes, str]] = {
    "alias bomb": (front(BOMB), "yaml-alias-bomb"),
    "alias to itself": (front("x: &x [*x]"), "yaml-"),
    "deep lists": (front("summary: " + "[" * 50_000), "yaml-too-deep"),
    "deep mappings": (front("summary: " + "{a: " * 50_000), "yaml-too-deep"),
    "deep indents": (front("".join(f"{' ' * n}a:\n" for n in range(3000))), "yaml-"),
    "long yaml": (front("summary: " + "x" * 4_000_000), "yaml-too-large"),
    "many keys": (front("".join(f"k{n}: 1\n" for n in range(90_000))), "unknown-field"),
    "many nodes": (front("aliases: [" + "a," * 200_000 + "]"), "out-of-range"),
    "code": (front("summary: !!python/object/apply:os.system ['touch hacked']"), "yaml-tag"),
    "merge": (front("base: &b {a: 1}\n<<: *b"), "yaml-merge-key"),
    "many mistakes": (front("".join(f"- x{n}: [\n" for n in range(50_000))), "yaml-"),
    "huge number": (front("summary: " + "9" * 100_000), ""),
    "huge date": ("---\ntitle: x\ndate: " + "9" * 100_000 + "\n---\n", "bad-date"),
    "binary": (bytes(range(256)) * 4000, "not-text"),
    "an image": (b"\x89PNG\r\n\x1a\n" + b"\x00" * 1000, "not-text"),
    "latin-1": ("---\nname: Élysée\nkind: person\n---\n".encode("latin-1"), "not-utf-8"),
    "utf-16": ("---\nname: X\nkind: person\n---\n".encode("utf-16"), "not-"),
    "cut short": ("---\nname: Київ\nkind: person\n---\nX".encode()[:-6], "front-matter-not-closed"),
    "lone surrogate": (b"---\nname: \xed\xa0\x80\nkind: person\n---\n", "not-utf-8"),
    "too long": (b"---\nname: X\nkind: person\n---\n" + b"x" * 6_000_000, "file-too-large"),
    "one long line": ("---\nname: X\nkind: person\n---\n" + "*a_" * 90_000, ""),
    "brackets": ("---\nname: X\nkind: person\n---\n" + "[" * 290_000, ""),
    "quotes": ("---\nname: X\nkind: person\n---\n" + ">" * 290_000, "markup-"),
    "open tags": ("---\nname: X\nkind: person\n---\n" + "<b>" * 90_000, "markup-"),
    "footnotes": ("---\nname: X\nkind: person\n---\n" + "[^a]" * 60_000 + "\n\n[^a]: x", "markup-"),
    "references": ("---\nname: X\nkind: person\n---\n" + "[[x]]" * 50_000, "body-too-large"),
}
"""Content of a file that would be an actor, and how the code of its error starts; without one it is sound."""


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """The codes of the errors in each file, of a site with all of them; the rest builds without those."""
    root = site(tmp_path_factory.mktemp("written"), SMALL)
    for number, (content, _) in enumerate(WRITTEN.values()):
        site(root, {place_of(number): content})
    checked = run("check", root, "--format", "json", cwd=root)
    assert checked.returncode == 1, checked.stderr
    assert len(checked.stdout) < 10_000_000
    found: dict[str, set[str]] = {}
    for problem in json.loads(checked.stdout):
        if problem["severity"] == "error":
            found.setdefault(problem["file"], set()).add(problem["code"])
    for path in found:
        (root / path).unlink()
    ended = run("build", root, cwd=root)
    assert ended.returncode == 0, ended.stderr
    assert Site(root / "output").harm() == []
    assert not (root / "hacked").exists()
    return found


def place_of(number: int) -> str:
    return f"content/{'briefs' if list(WRITTEN)[number] == 'huge date' else 'actors'}/x{number}.md"


@pytest.mark.parametrize("kind", WRITTEN)
def test_what_is_in_a_file_neither_hangs_nor_crashes_a_build(told: dict[str, set[str]], kind: str) -> None:
    _, code = WRITTEN[kind]
    found = told.get(place_of(list(WRITTEN).index(kind)), set())
    if code:
        assert any(it.startswith(code) for it in found), found


def pipe(root: Path, outside: Path) -> None:
    os.mkfifo(root / "content/actors/x.md")


def pipe_among_assets(root: Path, outside: Path) -> None:
    (root / "content/assets").mkdir()
    os.mkfifo(root / "content/assets/x.md")


def link_to_pipe(root: Path, outside: Path) -> None:
    os.mkfifo(root / "pipe")
    (root / "content/actors/x.md").symlink_to(root / "pipe")


def folder(root: Path, outside: Path) -> None:
    (root / "content/actors/x.md").mkdir()


def link_to_file_outside(root: Path, outside: Path) -> None:
    (root / "content/actors/x.md").symlink_to(outside / "secret.md")


def link_to_folder_outside(root: Path, outside: Path) -> None:
    (root / "content/assets").symlink_to(outside, target_is_directory=True)


def link_through_link(root: Path, outside: Path) -> None:
    (root / "inner").symlink_to(outside, target_is_directory=True)
    (root / "content/actors/x.md").symlink_to(root / "inner/secret.md")


def link_to_system_file(root: Path, outside: Path) -> None:
    (root / "content/assets").mkdir()
    (root / "content/assets/x.md").symlink_to("/etc/passwd")


def link_of_theme(root: Path, outside: Path) -> None:
    (root / "templates/assets").mkdir(parents=True)
    (root / "templates/assets/x.css").symlink_to(outside / "secret.md")


def link_of_template(root: Path, outside: Path) -> None:
    (root / "templates/pages").mkdir(parents=True)
    (root / "templates/pages/home.html").symlink_to(outside / "secret.md")


def link_of_configuration(root: Path, outside: Path) -> None:
    (root / "onrecord.yaml").unlink()
    (root / "onrecord.yaml").symlink_to(outside / "secret.md")


def loop(root: Path, outside: Path) -> None:
    (root / "content/actors/round").symlink_to(root / "content", target_is_directory=True)
    (root / "content/actors/again").symlink_to(root / "content/actors", target_is_directory=True)


def link_to_itself(root: Path, outside: Path) -> None:
    (root / "content/actors/x.md").symlink_to(root / "content/actors/x.md")


def link_to_nothing(root: Path, outside: Path) -> None:
    (root / "content/actors/x.md").symlink_to(root / "gone.md")


def pipe_of_theme(root: Path, outside: Path) -> None:
    (root / "templates/assets").mkdir(parents=True)
    os.mkfifo(root / "templates/assets/x.css")
    os.mkfifo(root / "templates/base.html")


def configuration_is_a_folder(root: Path, outside: Path) -> None:
    (root / "onrecord.yaml").unlink()
    (root / "onrecord.yaml").mkdir()


def device(root: Path, outside: Path) -> None:
    (root / "content/assets").mkdir()
    (root / "content/assets/x.md").symlink_to("/dev/zero")


ERRORS: dict[Callable[[Path, Path], None], str] = {
    pipe: "content/actors/x.md: error[cannot-read]",
    pipe_among_assets: "content/assets/x.md: error[cannot-read]",
    link_to_pipe: "content/actors/x.md: error[cannot-read]",
    link_to_file_outside: "content/actors/x.md: error[symlink-outside]",
    link_to_folder_outside: "content/assets: error[symlink-outside]",
    link_through_link: "content/actors/x.md: error[symlink-outside]",
    link_to_system_file: "content/assets/x.md: error[symlink-outside]",
    link_of_theme: "templates/assets/x.css: error[symlink-outside]",
    link_of_template: "templates/pages/home.html: error[symlink-outside]",
    link_of_configuration: "onrecord.yaml: error[symlink-outside]",
    link_to_itself: "content/actors/x.md: error[cannot-read]",
    link_to_nothing: "content/actors/x.md: error[cannot-read]",
    device: "content/assets/x.md: error[symlink-outside]",
}


@pytest.mark.parametrize("made", ERRORS, ids=lambda made: made.__name__)
def test_what_is_no_file_of_the_site_is_named(tmp_path: Path, made: Callable[[Path, Path], None]) -> None:
    root = site(tmp_path / "site", SMALL)
    outside = site(tmp_path / "outside", {"secret.md": f"title: {SECRET}\n"})
    made(root, outside)
    result = attempted(root)
    assert ERRORS[made] in {f"{error.place}: error[{error.code}]" for error in errors(result)}
    assert SECRET not in str(result.diagnostics)
    assert "root:" not in str(result.diagnostics)
    assert tree(root / "output") == {}


@pytest.mark.parametrize("made", [folder, loop])
def test_what_is_odd_and_harmless_is_built(tmp_path: Path, made: Callable[[Path, Path], None]) -> None:
    root = site(tmp_path / "site", SMALL)
    plain = tree(built(root))
    shutil.rmtree(root / "output")
    made(root, tmp_path)
    assert plain
    assert tree(built(root)) == plain


def test_pipes_in_the_theme_are_passed_over_or_named(tmp_path: Path) -> None:
    pipe_of_theme(site(tmp_path, SMALL), tmp_path)
    ended = run("build", tmp_path)
    assert ended.returncode in (0, 1), ended.stderr


def test_a_configuration_that_is_a_folder_is_a_matter_of_usage(tmp_path: Path) -> None:
    configuration_is_a_folder(site(tmp_path, SMALL), tmp_path)
    ended = run("build", tmp_path)
    assert ended.returncode == 2
    assert "is not a site" in ended.stderr


class Meddling(NoProgress):
    """Somebody who removes a file when a build reaches a stage."""

    def __init__(self, stage: str, file: Path) -> None:
        self.when = stage
        self.file = file

    def stage(self, name: str, total: int | None) -> None:
        if name == self.when:
            self.file.unlink()


@pytest.mark.parametrize("stage", ["reading", "joining", "rendering", "checking"])
@pytest.mark.parametrize(
    "path",
    ["content/actors/ada.md", "content/assets/map.svg", "templates/assets/own.css", "templates/pages/home.html"],
)
def test_a_file_that_vanishes_meanwhile_is_named_or_was_read(tmp_path: Path, stage: str, path: str) -> None:
    extras = {
        "content/assets/map.svg": "<svg/>",
        "templates/assets/own.css": "p {}",
        "templates/pages/home.html": "{% extends 'theme/pages/home.html' %}",
    }
    root = site(tmp_path, SMALL | extras)
    result = build_site(BuildRequest(root, now=NOW, jobs=1), Meddling(stage, root / path))
    if result.ok:
        assert Site(root / "output").broken() == []
    else:
        assert codes(result) <= {"cannot-read", "template-missing", "unknown-actor", "unknown-link"}
        assert path in {error.file for error in errors(result)}
        assert tree(root / "output") == {}
