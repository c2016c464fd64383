"""Whether git is changing a folder's files just now."""

from __future__ import annotations

import time
from pathlib import Path

LEFT_BEHIND = 60.0
"""A lock older than this, in seconds, was left by a git that crashed."""


def is_git_at_work(root: Path) -> bool:
    """Whether the repository around ``root`` is locked, as it is while another branch is checked out."""
    for folder in (root, *root.parents):
        git = folder / ".git"
        if git.exists():
            try:
                if git.is_file():  # a worktree's, which says where its own folder is
                    git = folder / git.read_text(encoding="utf-8").removeprefix("gitdir:").strip()
                return time.time() - (git / "index.lock").stat().st_mtime < LEFT_BEHIND
            except (OSError, ValueError):
                return False
    return False
