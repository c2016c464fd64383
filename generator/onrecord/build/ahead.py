"""Pages that somebody looks at, made before all others."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Protocol


class Ahead(Protocol):
    """Whoever shows pages before the build that makes them has ended."""

    def wanted(self) -> Collection[str]:
        """The paths in the output of the pages that are looked at now."""

    def show(self, pages: Mapping[str, bytes]) -> None:
        """What these pages will be if the build goes well; at most once in a build."""
