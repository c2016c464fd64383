"""What this repository offers to those of desks: hooks for pre-commit, and a step of a GitHub workflow."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from onrecord.editing.new_files import write_new
from onrecord.editing.starting import starting_files


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A committed site."""
    write_new(tmp_path, starting_files("Harbour desk", "2025-06-03"))
    for arguments in (["init", "-q", "-b", "main"], ["add", "-A"], ["commit", "-qm", "Start"]):
        subprocess.run(["git", *arguments], cwd=tmp_path, check=True)
    return tmp_path


def ran(command: list[str], folder: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, **variables}
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def hooks(repository: Path) -> dict[str, Any]:
    text = (repository / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    return {hook["id"]: hook for hook in yaml.safe_load(text)}


@pytest.mark.parametrize(
    ("hook", "paths"),
    [
        (
            "onrecord-check",
            {"content/briefs/a.md": True, "desk/onrecord.yaml": True, "templates/x.html": True, "a.md": False},
        ),
        ("onrecord-fmt", {"content/briefs/a.md": True, "content/assets/a.txt": False, "README.md": False}),
    ],
)
def test_a_hook_runs_for_what_it_is_about(hook: str, paths: dict[str, bool], hooks: dict[str, Any]) -> None:
    assert hooks[hook]["language"] == "python"
    assert {path: bool(re.search(hooks[hook]["files"], path)) for path in paths} == paths


def test_the_check_hook_stops_what_a_change_breaks(site: Path, hooks: dict[str, Any]) -> None:
    entry = shlex.split(hooks["onrecord-check"]["entry"])
    assert ran(entry, site).returncode == 0
    (site / "content/actors/our-desk.md").unlink()
    ended = ran(entry, site)
    assert ended.returncode == 1
    assert "there is no actor 'our-desk'" in ended.stderr


def test_the_form_hook_takes_the_files_that_changed(site: Path, hooks: dict[str, Any]) -> None:
    file = site / "content/actors/our-desk.md"
    file.write_text("---\nkind: organization\nname: Desk\n---\n", encoding="utf-8")
    assert ran([*shlex.split(hooks["onrecord-fmt"]["entry"]), "content/actors/our-desk.md"], site).returncode == 0
    assert file.read_text(encoding="utf-8") == "---\nname: Desk\nkind: organization\n---\n"


@pytest.fixture(scope="module")
def action(repository: Path) -> dict[str, Any]:
    values = yaml.safe_load((repository / "action.yml").read_text(encoding="utf-8"))
    assert isinstance(values, dict)
    return values


class TestAction:
    def test_it_is_one_by_the_schema_of_its_host(self, repository: Path) -> None:
        done = ran(["check-jsonschema", "--builtin-schema", "vendor.github-actions", "action.yml"], repository)
        assert done.returncode == 0, done.stdout

    def test_it_is_a_composite_action_whose_inputs_are_described(self, action: dict[str, Any]) -> None:
        assert action["runs"]["using"] == "composite"
        assert all(it["description"] and isinstance(it["default"], str) for it in action["inputs"].values())
        assert all("shell" in step for step in action["runs"]["steps"] if "run" in step)

    def test_no_value_of_the_host_is_set_into_a_command(self, action: dict[str, Any]) -> None:
        assert not [step["run"] for step in action["runs"]["steps"] if "${{" in step.get("run", "")]

    def test_its_check_takes_the_inputs(self, action: dict[str, Any], site: Path) -> None:
        (check,) = (step for step in action["runs"]["steps"] if step.get("name") == "Check")
        assert set(check["env"]) == {"SITE", "STRICT", "DRAFTS", "BASE"}
        (site / "content/briefs/2025-06-04-weak.md").write_text(
            "---\ntitle: Weak\ndate: 2025-06-04\nclaims:\n  - {id: a, text: A., by: our-desk}\n---\n",
            encoding="utf-8",
        )

        def checked(**variables: str) -> subprocess.CompletedProcess[str]:
            given = {"SITE": str(site), "STRICT": "false", "DRAFTS": "false", "BASE": "", **variables}
            return ran(["bash", "-e", "-c", check["run"]], site.parent, **given)

        weak = checked()
        assert weak.returncode == 0
        assert "::warning file=" in weak.stdout
        assert checked(STRICT="true").returncode == 1
        for arguments in (["add", "-A"], ["commit", "-qm", "Weak"], ["update-ref", "refs/remotes/origin/main", "HEAD"]):
            subprocess.run(["git", *arguments], cwd=site, check=True)
        same = checked(STRICT="true", BASE="main")
        assert (same.returncode, same.stdout) == (0, "")
