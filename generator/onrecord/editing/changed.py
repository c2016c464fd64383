"""What a change brings in: the problems of a site that it did not have where the change began."""

from __future__ import annotations

import dataclasses
import re
import tempfile
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from onrecord.build.build import build_site
from onrecord.build.request import BuildRequest, BuildResult, NoProgress, Progress
from onrecord.content.git import GitFailed, GitTooSlow, git_around
from onrecord.diagnostics import Diagnostic, Severity
from onrecord.editing.base_site import lay_out

_PLACE = re.compile(r":\d+(?::\d+)?")


class CannotCompare(Exception):
    """There is nothing to compare with; the message says why."""


def check_change(request: BuildRequest, base: str, progress: Progress) -> BuildResult:
    """Check the whole site, and tell only what is new since it parted from ``base``, a commit by any name of git's.

    What is not committed yet is part of the change.

    Raises:
        CannotCompare: without git, a repository or such a commit.
    """
    git = git_around(request.root)
    if git is None:
        raise CannotCompare("this is not in a git repository, or git is not installed")
    request = dataclasses.replace(request, check_only=True, now=request.now or datetime.now(UTC))
    now = build_site(request, progress)
    try:
        commit = git.parting(base)
        if commit is None:
            raise CannotCompare(f"there is no commit '{base}' that this one shares a history with")
        with tempfile.TemporaryDirectory(prefix="onrecord-") as folder:
            site = lay_out(git, request.root, commit, Path(folder))
            then = build_site(dataclasses.replace(request, root=site, jobs=1), NoProgress())
    except GitFailed:
        raise CannotCompare(f"git cannot read '{base}'") from None
    except GitTooSlow:
        raise CannotCompare("git takes too long to answer") from None
    found = brought_in(now.diagnostics, then.diagnostics)
    stopping = {Severity.ERROR, Severity.WARNING} if request.strict else {Severity.ERROR}
    return BuildResult(found, now.counts, not any(it.severity in stopping for it in found))


def brought_in(now: Iterable[Diagnostic], then: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The problems there are ``now`` and were not ``then``, wherever in its file one stands.

    A problem of a file that is not heard of any more may have come with it under another name.
    """
    now = list(now)
    had = Counter(map(_what, then))
    found = []
    for diagnostic in now:
        what = _what(diagnostic)
        if had[what]:
            had[what] -= 1
        else:
            found.append(diagnostic)
    files = {diagnostic.file for diagnostic in now}
    moved = Counter(what[1:] for what in had.elements() if what[0] not in files)
    kept = []
    for diagnostic in found:
        elsewhere = _what(diagnostic)[1:]
        if moved[elsewhere]:
            moved[elsewhere] -= 1
        else:
            kept.append(diagnostic)
    return kept


def _what(diagnostic: Diagnostic) -> tuple[str, str, str]:
    return diagnostic.file, diagnostic.code, _PLACE.sub("", diagnostic.message)
