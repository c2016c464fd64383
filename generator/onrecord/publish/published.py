"""What onrecord has published at a target, as the target itself remembers it.

Two files in ``.onrecord`` there. ``published.json`` names what is known to stand: every file with its digest, and the
folders that onrecord made. ``pending.json`` is there while a run is under way and names what it is to send, make and
remove; where a run was interrupted, any of that may or may not have happened.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from onrecord.build.paths import STATE, refuse_unsafe_path
from onrecord.publish.failures import TargetFailure

FORMAT = 1
PUBLISHED = f"{STATE}/published.json"
PENDING = f"{STATE}/pending.json"
UNKNOWN = ""
"""The digest of a file that stands, but perhaps in another version: a run that was to change it was interrupted."""


@dataclass(slots=True)
class Published:
    """``files`` (path to digest) stand; of ``pending`` (path to the digest it is to have) nobody knows.

    ``interrupted`` says that the last run did not come to its end.
    """

    files: dict[str, str] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)
    pending: dict[str, str] = field(default_factory=dict)
    interrupted: bool = False

    @classmethod
    def read(cls, published: bytes | None, pending: bytes | None, target: str) -> Published:
        """From the two files, either of which may be missing.

        Raises:
            TargetFailure: when one of them is not what onrecord writes.
        """
        found = cls(interrupted=pending is not None)
        for path, data in ((PUBLISHED, published), (PENDING, pending)):
            if data is None:
                continue
            try:
                files, folders = _checked(json.loads(data))
            except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
                raise TargetFailure(
                    f"'{path}' of {target} is not readable ({error}), so nobody knows what was published there; "
                    "empty the target, or publish to another place"
                ) from error
            found.folders |= folders
            if path == PUBLISHED:
                found.files = files
            else:
                found.pending = files
        return found

    @property
    def owned(self) -> set[str]:
        """Every path at which something that onrecord sent may stand."""
        return {*self.files, *self.pending}

    def published_bytes(self) -> bytes:
        """The content of ``published.json``."""
        return _written(self.files, self.folders)

    def pending_bytes(self) -> bytes:
        """The content of ``pending.json``."""
        return _written(self.pending, self.folders)


def _checked(found: dict[str, Any]) -> tuple[dict[str, str], set[str]]:
    if found["format"] != FORMAT:
        raise ValueError(f"format {found['format']!r}")
    files = {str(path): str(digest) for path, digest in found["files"].items()}
    folders = {str(folder) for folder in found["folders"]}
    for path in (*files, *folders):
        refuse_unsafe_path(path)
    return files, folders


def _written(files: dict[str, str], folders: set[str]) -> bytes:
    form = {"format": FORMAT, "folders": sorted(folders), "files": dict(sorted(files.items()))}
    return (json.dumps(form, ensure_ascii=False, separators=(",", ":")) + "\n").encode()
