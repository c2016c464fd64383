"""Why an output folder could not be written. Each is raised before anything in it changed, unless it says otherwise."""

from __future__ import annotations

from pathlib import Path

from onrecord.diagnostics import Diagnostic


class OutputFailure(Exception):
    """The output folder is not usable; the message says why in a sentence without a full stop."""


class UnsafeOutput(OutputFailure):
    """The output folder is a place where a build could damage what somebody wrote."""


class OutputBusy(OutputFailure):
    """Another build is writing to the same output folder."""

    def __init__(self, output: Path) -> None:
        super().__init__(f"another build is writing to '{output}'; wait for it to finish or choose another --output")


class OutputError(OutputFailure):
    """The system refused a write: no space, no permission, a read-only file system.

    When it happens while files are being moved into place, which the commit makes unlikely by asking beforehand, the
    next build repairs the output.
    """

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"cannot write '{path}': {reason}")
        self.path = path
        self.reason = reason


class ForeignFile(OutputFailure):
    """Files that onrecord did not write stand where the build has to write; nothing was changed."""

    def __init__(self, output: Path, paths: tuple[str, ...]) -> None:
        more = f" and {len(paths) - 1} more" if len(paths) > 1 else ""
        super().__init__(f"'{output / paths[0]}'{more} exists and was not written by onrecord")
        self.output = output
        self.paths = paths

    def diagnostics(self, name: str = "output") -> list[Diagnostic]:
        """One ``foreign-file`` error for each path; ``name`` is what the user calls the output folder."""
        return [
            Diagnostic(
                "foreign-file",
                f"'{name}/{path}' exists and was not written by onrecord",
                f"{name}/{path}",
                hint="move it out of the way, or choose another folder with --output",
            )
            for path in self.paths
        ]


class WorkersFailed(Exception):
    """Workers that are not the build's own could not do their part; nothing was written. The message says why."""


class CollidingPaths(ValueError):
    """Two paths of one build would be one file, at least where case or normal form do not count; a programming error.

    Routes are checked for this before anything is rendered.
    """

    def __init__(self, first: str, second: str) -> None:
        super().__init__(f"'{first}' and '{second}' cannot stand in one output folder")
        self.first = first
        self.second = second
