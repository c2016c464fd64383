"""Writes the lock files from ``pyproject.toml``, or with ``--check`` says where they have fallen out of step.

    python requirements/lock.py             pins what is missing, keeps the pins that still fit
    python requirements/lock.py --upgrade   takes the newest releases (any option of ``uv pip compile`` goes)
    python requirements/lock.py --check     needs no network and changes nothing

One lock serves every supported Python and platform: requirements carry environment markers where they differ.
"""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
COMPILE = (
    *("pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", "--no-emit-build-options"),
)
HASH = re.compile(r"--hash=sha256:[0-9a-f]{64}(?=\s|$)")


def declared(pyproject: dict[str, Any]) -> dict[str, list[str]]:
    """What each lock file has to hold: its name, and the requirements that ``pyproject.toml`` states for it.

    ``dev`` comes before ``site`` because its pins bind those of ``site``.
    """
    project = pyproject["project"]
    site = [*pyproject["build-system"]["requires"], *project["dependencies"]]
    return {
        "dev": [*site, *project["optional-dependencies"]["dev"]],
        "site": site,
        "lock": [*pyproject["dependency-groups"]["lock"]],
    }


def heading(requirements: list[str], requires_python: str) -> str:
    """The lock file's first line: it changes whenever the requirements do."""
    stated = json.dumps([requires_python, sorted(requirements)])
    return f"# Written by `make lock` from pyproject.toml, inputs {hashlib.sha256(stated.encode()).hexdigest()[:16]}"


def entries(lock: str) -> Iterator[str]:
    """The lock's requirements, each as one line with its hashes."""
    for line in lock.replace("\\\n", " ").splitlines():
        if line.strip() and not line.startswith("#"):
            yield line.strip()


def problems(lock: str, requirements: list[str], requires_python: str) -> list[str]:
    """Everything that is wrong with one lock file's text; empty when it is in step."""
    found = []
    if lock.partition("\n")[0] != heading(requirements, requires_python):
        found.append("was not made from the requirements that pyproject.toml states now")
    pinned: dict[str, list[str]] = {}
    for entry in entries(lock):
        text = entry.partition(" --hash")[0].strip()
        try:
            requirement = Requirement(text)
        except InvalidRequirement:
            found.append(f"holds more than requirements: '{text}'")
            continue
        versions = [specifier.version for specifier in requirement.specifier if specifier.operator == "=="]
        if requirement.url or len(versions) != 1:
            found.append(f"does not pin '{text}' to one release")
            continue
        if not HASH.search(entry):
            found.append(f"has no hash for '{text}'")
        pinned.setdefault(canonicalize_name(requirement.name), []).append(versions[0])
    for wanted in map(Requirement, requirements):
        versions = pinned.get(canonicalize_name(wanted.name), [])
        if not versions:
            found.append(f"does not hold '{wanted}'")
        found += [f"pins {wanted.name} {v}, not '{wanted}'" for v in versions if not wanted.specifier.contains(v, True)]
    return found


def check(root: Path) -> list[str]:
    """The problems of all lock files under ``root``, each with its file's name."""
    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    found = []
    for name, requirements in declared(pyproject).items():
        file = root / "requirements" / f"{name}.txt"
        lock = file.read_text(encoding="utf-8") if file.exists() else ""
        found += [f"requirements/{file.name} {p}" for p in problems(lock, requirements, _python(pyproject))]
    return found


def write(root: Path, options: list[str]) -> None:
    """Resolves every lock file anew; needs ``uv`` and the network."""
    pyproject = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
    path = sysconfig.get_path("scripts")
    uv = shutil.which("uv", path=path) or shutil.which("uv")
    if not uv:
        raise SystemExit("uv is missing: run this through `make lock`")
    for name, requirements in declared(pyproject).items():
        file = f"requirements/{name}.txt"
        bound = ("--constraints", "requirements/dev.txt") if name == "site" else ()
        command = [uv, *COMPILE, *bound, *options, "--output-file", file, "-"]
        wanted = "\n".join(requirements)
        subprocess.run(command, cwd=root, input=wanted, text=True, stdout=subprocess.DEVNULL, check=True)
        lines = (root / file).read_text(encoding="utf-8").splitlines()
        lock = [heading(requirements, _python(pyproject)), *(line for line in lines if not line.startswith("#"))]
        (root / file).write_text("\n".join(lock) + "\n", encoding="utf-8", newline="\n")


def main(arguments: list[str]) -> int:
    """Exit status 1 when ``--check`` finds something."""
    if arguments != ["--check"]:
        write(ROOT, arguments)
    found = check(ROOT)
    for problem in found:
        print(problem, file=sys.stderr)
    if found:
        print("run `make lock` and commit what it writes", file=sys.stderr)
    return 1 if found else 0


def _python(pyproject: dict[str, Any]) -> str:
    return str(pyproject["project"]["requires-python"])


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
