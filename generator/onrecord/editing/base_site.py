"""A site as a commit had it, in a folder of its own, with the history up to there; the repository is only read."""

from __future__ import annotations

import shutil
from pathlib import Path

from onrecord.content.files import ASSETS, CONTENT, TEMPLATES
from onrecord.content.git import Git
from onrecord.content.site_file import SITE_FILE

MOST_BYTES = 50_000_000
"""Larger files of a commit are left out."""

CACHE = ".onrecord/cache"


def lay_out(git: Git, root: Path, commit: str, folder: Path) -> Path:
    """Put the site in ``root`` as ``commit`` had it into ``folder``, and say where in it the site is.

    The folder is a repository whose head is ``commit`` and that borrows all objects, so that its history can be read.
    Of what is published as it is, only the names are there.

    Raises:
        GitFailed, GitTooSlow: when git does not answer.
    """
    repository = git.paths()
    site = folder / repository.prefix
    site.mkdir(parents=True, exist_ok=True)
    own = folder / ".git"
    (own / "objects/info").mkdir(parents=True)
    (own / "refs").mkdir()
    (own / "HEAD").write_text(f"{commit}\n", encoding="ascii")
    (own / "config").write_text("[core]\n\trepositoryformatversion = 0\n", encoding="ascii")
    (own / "objects/info/alternates").write_text(f"{repository.objects}\n", encoding="utf-8")
    if repository.shallow.is_file():
        shutil.copyfile(repository.shallow, own / "shallow")
    files = {path: blob for path, blob in git.files(commit) if _counts(path)}
    contents = dict(git.blobs([blob for path, blob in files.items() if not _is_asset(path)], MOST_BYTES))
    for path, blob in files.items():
        target = site / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(b"" if _is_asset(path) else contents.get(blob, b""))
    if (root / CACHE).is_dir():
        shutil.copytree(root / CACHE, site / CACHE, ignore_dangling_symlinks=True)
    return site


def _counts(path: str) -> bool:
    return path == SITE_FILE or path.startswith((f"{CONTENT}/", f"{TEMPLATES}/"))


def _is_asset(path: str) -> bool:
    return path.startswith(f"{CONTENT}/{ASSETS}/")
