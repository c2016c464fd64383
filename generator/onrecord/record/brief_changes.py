"""What a published version of a brief changed, as pages tell it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

ChangeKind = Literal["published", "claim-added", "claim-removed", "claim-reworded", "status", "correction", "other"]


@dataclass(frozen=True, slots=True)
class BriefChange:
    """One thing that a revision changed.

    ``claim`` is the id of the claim that it concerns. Of a changed status, ``before`` and ``after`` are statuses,
    either of them ``None`` where there was none; of a correction, ``after`` is its kind.
    """

    kind: ChangeKind
    claim: str | None = None
    before: str | None = None
    after: str | None = None


@dataclass(frozen=True, slots=True)
class BriefRevision:
    """A published version of a brief: the commit that made it, when, who did, and what it changed."""

    commit: str
    when: datetime
    author: str
    changes: tuple[BriefChange, ...]
