"""Sites in git, made commit by commit."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

BRIEF = "content/briefs/2025-05-25-attack.md"


class Desk:
    """A site in a repository of its own, or in a folder of one; each commit is a day after the last."""

    def __init__(self, top: Path, folder: str = ".") -> None:
        self.top = top
        self.root = top / folder
        self.root.mkdir(parents=True, exist_ok=True)
        self.instant = 1_748_772_000
        """1 June 2025, 10:00 UTC."""
        self.git("init", "-q")
        self.write("onrecord.yaml", "title: Desk\n")

    def git(self, *arguments: str, **environment: str) -> str:
        """What git says."""
        known = os.environ | {
            "GIT_AUTHOR_DATE": f"@{self.instant} +0000",
            "GIT_COMMITTER_DATE": f"@{self.instant} +0000",
        }
        done = subprocess.run(
            ["git", *arguments],
            cwd=self.top,
            env=known | environment,
            check=True,
            capture_output=True,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        return done.stdout.strip()

    def write(self, path: str, text: str) -> None:
        """Write a file of the site."""
        file = self.root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")

    def brief(self, *claims: str, path: str = BRIEF, body: str = "", fields: str = "") -> None:
        """Write the brief with claims in flow style and further fields."""
        listed = "".join(f"  - {claim}\n" for claim in claims)
        front = f"title: Attack\ndate: 2025-05-25\n{fields}claims:{' []' if not claims else ''}\n{listed}"
        self.write(path, f"---\n{front}---\n{body}\n")

    def commit(self, message: str = "Edit") -> str:
        """Commit everything; the shortened hash."""
        self.instant += 86_400
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")[:10]
