"""Whole sites: written to disk as a desk would, and built in this process or by the command."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from onrecord.build.build import build_site
from onrecord.build.request import BuildRequest, BuildResult, NoProgress
from onrecord.diagnostics import Diagnostic, Severity

NOW = datetime(2025, 6, 1, tzinfo=UTC)
PATIENCE = 180
"""Seconds that no build of these tests may take; one that does is told as hanging."""

Files = Mapping[str, str | bytes]

SMALL = {
    "onrecord.yaml": "title: Desk\n",
    "content/actors/ada.md": "---\nname: Ada\nkind: person\n---\n\nAn engineer.\n",
    "content/briefs/2025-05-25-first.md": """---
title: First
date: 2025-05-25
sources:
  - {id: talk, kind: speech, title: A talk, authors: ada, published: 2025-05-24}
claims:
  - {id: flies, text: It flies., by: ada, said: 2025-05-24, sources: talk, status: unverified}
---

[[Ada]] said so [@talk].
""",
}
"""The smallest site with something on every kind of page that the tests walk through."""


def site(root: Path, files: Files) -> Path:
    """``files``, by path, in the folder ``root``."""
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_text(content, encoding="utf-8", newline="")
    return root


def attempted(root: Path, **request: Any) -> BuildResult:
    """One build in this process, on the first of June 2025, whether or not it ends well; without search, for speed."""
    asked: dict[str, Any] = {"root": root, "now": NOW, "jobs": 1, "search": False} | request
    return build_site(BuildRequest(**asked), NoProgress())


def built(root: Path, **request: Any) -> Path:
    """The output folder of a build that went well."""
    result = attempted(root, **request)
    assert result.ok, "\n".join(told(errors(result)))
    return Path(request.get("output", root / "output"))


def errors(result: BuildResult) -> list[Diagnostic]:
    """What stopped a build."""
    return [diagnostic for diagnostic in result.diagnostics if diagnostic.severity == Severity.ERROR]


def codes(result: BuildResult) -> set[str]:
    """The codes of what stopped a build."""
    return {diagnostic.code for diagnostic in errors(result)}


def told(diagnostics: list[Diagnostic]) -> list[str]:
    """Each with its place, on a line."""
    return [f"{it.place}: {it.severity}[{it.code}] {it.message}" for it in diagnostics]


def run(*arguments: str | Path, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own; one that hangs is killed and fails the test."""
    command = [sys.executable, "-m", "onrecord", *map(str, arguments)]
    return subprocess.run(
        command,
        cwd=cwd,
        env=os.environ | environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=PATIENCE,
        check=False,
    )
