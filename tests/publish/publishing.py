"""A process of its own that publishes two sites by turns for ever, for a test to kill.

Its arguments are the target, the folder of its site (for a git branch) and the folders of the two builds; it prints a
line for each batch of files that was sent or removed.
"""

from __future__ import annotations

import itertools
import sys
from pathlib import Path

from onrecord.build.manifest import digest_of
from onrecord.config import PublishTarget
from onrecord.publish import sending
from onrecord.publish.release import Release
from onrecord.publish.targets import Destination, open_destination


def opened(target: str, root: Path) -> Destination:
    """The destination that a user gets for ``target``."""
    return open_destination(PublishTarget(to=target), root, root / "output", base=root, names={})


def build_in(folder: Path) -> Release:
    """All files of a folder as a build."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return Release(folder, {path.relative_to(folder).as_posix(): digest_of(path.read_bytes()) for path in files})


def told(_: int) -> None:
    """One more batch."""
    print("batch", flush=True)


if __name__ == "__main__":
    target, root, *builds = sys.argv[1:]
    sending.BATCH = 1
    releases = [build_in(Path(folder)) for folder in builds]
    destination = opened(target, Path(root))
    for release in itertools.cycle(releases):
        destination.publish(release, told)
