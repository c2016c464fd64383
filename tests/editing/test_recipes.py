"""The recipes of hosts, their commands run one by one as the host would, in a clone of a site that ``init`` made."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser

from onrecord.editing.new_files import write_new
from onrecord.editing.starting import HOSTS, STARTER, recipe, starting_files
from tests.vendored import NETLIFY_REDIRECTS, vendored


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with a new site and the recipes of all hosts, one commit."""
    root = tmp_path_factory.mktemp("origin")
    write_new(root, starting_files("Harbour desk", "2025-06-03"))
    for host in HOSTS:
        write_new(root, recipe(host))
    for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Start"]):
        subprocess.run(["git", *arguments], cwd=root, check=True)
    return root


@pytest.fixture
def clone(origin: Path, tmp_path: Path) -> Path:
    """What the host works on."""
    subprocess.run(["git", "clone", "-q", "--depth=1", origin.as_uri(), tmp_path / "clone"], check=True)
    return tmp_path / "clone"


def run(command: str, folder: Path, **variables: str) -> str:
    """What a shell prints that runs ``command`` on a machine of the host; installed is what this Python has."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1", **variables}
    done = subprocess.run(
        ["bash", "-e", "-c", command], cwd=folder, env=environment, capture_output=True, text=True, timeout=120
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout + done.stderr


def canonical(folder: Path) -> str:
    """Where the home page of a built site says that it is published."""
    page = (folder / "index.html").read_text(encoding="utf-8")
    return page.partition('rel="canonical" href="')[2].partition('"')[0]


def of(file: str, clone: Path) -> Mapping[str, Any]:
    text = (clone / file).read_text(encoding="utf-8")
    values = tomllib.loads(text) if file.endswith(".toml") else yaml.load(text, yaml.BaseLoader)
    assert isinstance(values, dict)
    return values


@pytest.mark.parametrize(
    ("schema", "file"), [("github-workflows", ".github/workflows/site.yml"), ("gitlab-ci", ".gitlab-ci.yml")]
)
def test_a_recipe_is_one_by_the_schema_of_its_host(schema: str, file: str, clone: Path) -> None:
    run(f"check-jsonschema --builtin-schema vendor.{schema} {file}", clone)


class TestGitHub:
    def test_its_steps_check_and_build_the_site(self, clone: Path) -> None:
        steps = of(".github/workflows/site.yml", clone)["jobs"]["build"]["steps"]
        commands = [step for step in steps if "run" in step]
        assert [step["name"] for step in commands] == ["Install", "Check", "Build"]

        known = {"BASE": "", "BASE_URL": "https://desk.example.org/site"}
        assert {name for step in commands for name in step.get("env", ())} == set(known)
        told = [run(step["run"], clone, **known) for step in commands]

        assert "Requirement already satisfied: onrecord==" in told[0]
        assert "no problems in 1 brief" in told[1]
        assert canonical(clone / "output").startswith("https://desk.example.org/site/")
        kept = {step["uses"]: step["with"]["path"] for step in steps if "artifact" in step.get("uses", "")}
        assert set(kept.values()) == {"output"}
        assert (clone / "output/index.html").is_file()

    def test_it_fails_when_the_content_is_wrong(self, clone: Path) -> None:
        (clone / "content/actors/our-desk.md").write_text("---\nname: Desk\n---\n", encoding="utf-8")
        steps = of(".github/workflows/site.yml", clone)["jobs"]["build"]["steps"]
        check = next(step for step in steps if step.get("name") == "Check")
        with pytest.raises(AssertionError, match=r"::error file=content/actors/our-desk\.md,line=2"):
            run(check["run"], clone)

    def test_of_a_pull_request_it_tells_only_what_it_brings_in(self, clone: Path) -> None:
        steps = of(".github/workflows/site.yml", clone)["jobs"]["build"]["steps"]
        check = next(step for step in steps if step.get("name") == "Check")
        run("git branch -M main && git checkout -q -b work", clone)
        (clone / "content/actors/worse.md").write_text("---\nname: Worse\n---\n", encoding="utf-8")
        with pytest.raises(AssertionError, match=r"::error file=content/actors/worse\.md,line=2"):
            run(check["run"], clone, BASE="main")
        run("git add -A && git commit -qm Worse && git push -q origin HEAD:refs/heads/worse && git fetch -q", clone)
        run("git fetch -q origin worse:refs/remotes/origin/worse", clone)
        assert "no problems" in run(check["run"], clone, BASE="worse")

    def test_no_value_of_the_host_is_set_into_a_command(self, clone: Path) -> None:
        for job in of(".github/workflows/site.yml", clone)["jobs"].values():
            assert not [step["run"] for step in job["steps"] if "${{" in step.get("run", "")]

    def test_only_the_job_that_publishes_may_write(self, clone: Path) -> None:
        workflow = of(".github/workflows/site.yml", clone)
        assert workflow["permissions"] == {"contents": "read"}
        assert "permissions" not in workflow["jobs"]["build"]


def test_gitlab(clone: Path) -> None:
    recipe = of(".gitlab-ci.yml", clone)
    for command in [*recipe["before_script"], *recipe["pages"]["script"]]:
        run(command, clone, CI_PAGES_URL="https://desk.example.org/site")
    (published,) = recipe["pages"]["artifacts"]["paths"]
    assert canonical(clone / published).startswith("https://desk.example.org/site/")
    assert recipe["variables"]["GIT_DEPTH"] == "0"
    assert recipe["check"]["script"] == ["onrecord check", "onrecord build"]
    assert recipe["check"]["artifacts"]["paths"] == ["output/"]


@pytest.mark.parametrize(
    ("context", "address"),
    [("production", "https://desk.example.org"), ("deploy-preview", "https://preview--desk.example.org")],
)
def test_netlify(context: str, address: str, clone: Path, browser: Browser) -> None:
    (clone / "content/actors/ana.md").write_text("---\nname: Ana\nkind: person\nredirects: [/old/]\n---\n")
    recipe = of("netlify.toml", clone)["build"]
    run(
        recipe["command"],
        clone,
        CONTEXT=context,
        URL="https://desk.example.org",
        DEPLOY_PRIME_URL="https://preview--desk.example.org",
    )
    published = clone / recipe["publish"]
    assert canonical(published).startswith(f"{address}/")
    assert not (published / ".onrecord").exists()
    assert run("git rev-parse --is-shallow-repository", clone) == "false\n"
    assert sorted(path.name for path in published.glob("_*")) == ["_headers", "_redirects"]
    with vendored(browser, {"_redirects": (published / "_redirects").read_bytes()}) as page:
        (rule,) = page.evaluate(NETLIFY_REDIRECTS)["redirects"]
    assert (rule["from"], rule["to"], rule["status"], rule["force"]) == ("/old/", "/actors/ana/", 301, True)


def test_cloudflare(clone: Path, origin: Path) -> None:
    run("sh build.sh", clone, CF_PAGES_URL="https://desk.example.org")
    published = clone / of("wrangler.toml", clone)["pages_build_output_dir"]
    assert canonical(published).startswith("https://desk.example.org/")
    assert run("git rev-parse --is-shallow-repository", clone) == "false\n"


def test_any_other_host(clone: Path) -> None:
    """Its script makes a virtual environment; here that is the one the tests run in."""
    text = (STARTER / "none/ci.sh").read_text(encoding="utf-8")
    assert "python3 -m venv .venv\n" in text
    run(text.replace("python3 -m venv .venv\n", "").replace(".venv/bin/", ""), clone)
    assert canonical(clone / "output") == ""
