"""Why a site was not published. The message says so in a sentence without a full stop, and never holds a password."""

from __future__ import annotations

from collections.abc import Sequence

SHOWN = 5
"""Paths that a message names before it says how many more there are."""


class PublishFailure(Exception):
    """The site could not be published as it was asked."""


class NotPublishable(PublishFailure):
    """The output folder does not hold a whole, finished build; nothing was sent."""


class BadTarget(PublishFailure):
    """What was named is no place to publish to; nothing was sent."""


class ForeignTarget(PublishFailure):
    """Things that onrecord did not publish stand at the target where it has to write; nothing was sent."""

    def __init__(self, target: str, paths: Sequence[str], *, replaceable: bool) -> None:
        them = "it" if len(paths) == 1 else "them"
        advice = f"Overwrite {them} with --replace" if replaceable else f"Move {them} out of the way"
        super().__init__(
            f"{target} already holds what onrecord did not publish: {named(paths)}\n"
            f"{advice}, or publish to another place."
        )
        self.paths = tuple(paths)


class TargetFailure(PublishFailure):
    """The target cannot be reached or refused something. What was sent stands; the next run completes it."""


def named(paths: Sequence[str]) -> str:
    """The first few paths, quoted, and how many more."""
    more = f" and {len(paths) - SHOWN} more" if len(paths) > SHOWN else ""
    return ", ".join(f"'{path}'" for path in paths[:SHOWN]) + more
