"""The templates of the other generators, which a corpus for them brings along."""

from __future__ import annotations

import shutil
from pathlib import Path

PEERS = Path(__file__).resolve().parent.parent / "peers"


def copy_templates(tool: str, folder: Path) -> None:
    """Copy a generator's own files into ``folder``."""
    shutil.copytree(PEERS / tool, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__"))
