"""What people write to say where a site goes, and what it means."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from onrecord.build.paths import unsafe_output
from onrecord.config import PublishTarget
from onrecord.diagnostics import did_you_mean
from onrecord.publish.branch import ToBranch
from onrecord.publish.failures import BadTarget
from onrecord.publish.filesystem import open_filesystem
from onrecord.publish.folder import FolderStore
from onrecord.publish.plan import Plan
from onrecord.publish.release import Release
from onrecord.publish.rsync import RsyncStore
from onrecord.publish.sending import ToStore
from onrecord.publish.store import Store

ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*://", re.IGNORECASE)
SCP_STYLE = re.compile(r"[^/\\\s]+@?[^/\\\s]+:(?!//)\S*")


class Destination(Protocol):
    """A place that a release can be published to."""

    @property
    def name(self) -> str:
        """What people call it."""

    def plan(self, release: Release) -> Plan:
        """What there is to do; nothing is changed."""

    def publish(self, release: Release, advance: Callable[[int], None]) -> Plan:
        """Do it, and give what was done; ``advance`` is told how many more files were sent or removed."""


def chosen_target(named: str | None, targets: Mapping[str, PublishTarget], root: Path) -> tuple[PublishTarget, Path]:
    """The target that a command line names, and the folder that paths in it start from.

    One of the site's own ``targets`` by its name, or where to publish in the same words as there. Without a name, the
    only one that the site has.

    Raises:
        BadTarget: when there is none, or more than one to choose from.
    """
    if named is None:
        if len(targets) == 1:
            return next(iter(targets.values())), root
        if targets:
            raise BadTarget(f"say where to publish, with --to and one of: {', '.join(targets)}")
        raise BadTarget(
            "say where to publish: --to with a folder, git:BRANCH, s3://BUCKET, sftp://HOST/FOLDER or "
            "rsync:HOST:/FOLDER,\nor name targets in onrecord.yaml under 'publish'"
        )
    if named in targets:
        return targets[named], root
    return PublishTarget(to=named), Path.cwd()


def open_destination(
    target: PublishTarget,
    root: Path,
    output: Path,
    *,
    base: Path,
    names: Mapping[str, PublishTarget],
    replace: bool = False,
    resend: bool = False,
) -> Destination:
    """Reach for a target of the site in ``root``; relative folders start from ``base``.

    Raises:
        BadTarget: when it is none, or needs what is not installed.
        TargetFailure: when it cannot be reached or written to.
    """
    to = target.to
    if fault := fault_of_target(to):
        raise BadTarget(fault)
    if to.startswith("git:"):
        return ToBranch(root, "origin", to.removeprefix("git:"), replace, resend)
    if to.startswith("git+"):
        remote, _, branch = to.removeprefix("git+").partition("#")
        return ToBranch(root, remote, branch, replace, resend)
    return ToStore(_store(to, target.endpoint, root, output, base, names), replace, resend)


def fault_of_target(to: str) -> str | None:
    """What is wrong with the words for a target, in a sentence that shows no password; ``None`` when nothing is."""
    try:
        parts = urlsplit(to.removeprefix("git+").removeprefix("rsync:"))
        password = parts.password
    except ValueError:
        return "the target is not an address"
    if password is not None:
        host = f"{parts.scheme}://{parts.hostname}"
        return f"the target at {host} holds a password; leave it out: keys come from the environment or an SSH agent"
    if not to.isprintable():
        return "the target holds a control character"
    bare = re.sub(r"^(?:git:|git\+|rsync:|[a-z0-9+.-]+://)", "", to, flags=re.IGNORECASE)
    if not bare or bare.startswith("-"):
        return f"'{to}' names no place"
    if to.startswith("git+") and not to.partition("#")[2]:
        return f"'{to}' names no branch; write it as git+REMOTE#BRANCH"
    if not to.startswith(("git:", "git+", "rsync:")) and not ADDRESS.match(to) and SCP_STYLE.fullmatch(to):
        return f"'{to}' could be meant for rsync or sftp; write rsync:{to}, or sftp://HOST/FOLDER"
    return None


def _store(
    to: str, endpoint: str | None, root: Path, output: Path, base: Path, names: Mapping[str, PublishTarget]
) -> Store:
    if to.startswith("rsync:") and not to.startswith("rsync://"):
        return RsyncStore(to.removeprefix("rsync:"))
    if to.startswith("rsync://"):
        return RsyncStore(to)
    if ADDRESS.match(to) and not to.startswith("file://"):
        return open_filesystem(to, endpoint)
    if to.startswith("file://"):
        to = urlsplit(to).path
    folder = Path(os.path.abspath(base / Path(to).expanduser()))
    if not any(sign in to for sign in ("/", os.sep)) and to not in (".", "..") and not folder.is_dir():
        hint = did_you_mean(to, names) or (f"there are: {', '.join(names)}" if names else "it names none")
        raise BadTarget(f"onrecord.yaml has no target '{to}'; {hint}\nA folder is written with a slash: ./{to}")
    if reason := _unsafe(root, output, folder):
        raise BadTarget(reason)
    return FolderStore(folder, to)


def _unsafe(root: Path, output: Path, folder: Path) -> str | None:
    if reason := unsafe_output(root, folder):
        return reason.replace("the output folder", "a folder to publish to")
    ours, theirs = output.resolve(), folder.resolve()
    if ours == theirs or ours in theirs.parents or theirs in ours.parents:
        return f"'{folder}' and the output folder, which is published, cannot be one, or one inside the other"
    return None
