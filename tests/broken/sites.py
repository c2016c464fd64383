"""Broken sites: one sound site and, in a folder each, the files that break it in one way."""

from __future__ import annotations

import shutil
from datetime import UTC, datetime
from pathlib import Path

from onrecord.build.build import build_site
from onrecord.build.request import BuildRequest, BuildResult, NoProgress
from onrecord.diagnostics import Diagnostic, Severity

FOLDER = Path(__file__).parent
BASE = FOLDER / "base"
EXPECTED = "expected.txt"
NOW = datetime(2025, 6, 1, tzinfo=UTC)


def faults() -> list[str]:
    """The names of the faults."""
    return sorted(path.name for path in FOLDER.iterdir() if (path / EXPECTED).is_file())


def broken_site(fault: str, where: Path) -> Path:
    """The sound site with one fault, made in ``where``."""
    shutil.copytree(BASE, where, dirs_exist_ok=True)
    shutil.copytree(FOLDER / fault, where, dirs_exist_ok=True)
    (where / EXPECTED).unlink(missing_ok=True)
    return where


def checked(site: Path) -> BuildResult:
    """What a check of the site finds."""
    return build_site(BuildRequest(root=site, now=NOW, check_only=True, jobs=1), NoProgress())


def told(result: BuildResult) -> str:
    """The errors and warnings, each with everything that it says."""
    return "".join(_told(diagnostic) for diagnostic in result.diagnostics if diagnostic.severity != Severity.NOTE)


def _told(diagnostic: Diagnostic) -> str:
    hint = f"  hint: {diagnostic.hint}\n" if diagnostic.hint else ""
    return f"{diagnostic.place}: {diagnostic.severity}[{diagnostic.code}] {diagnostic.message}\n{hint}"
