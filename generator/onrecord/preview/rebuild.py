"""The one way in which a preview has its site made again."""

from __future__ import annotations

import gc
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from onrecord.build.build import build_site
from onrecord.build.memory import Memory
from onrecord.build.request import BuildRequest, BuildResult, Progress
from onrecord.content.site_file import read_config

NOWHERE = "http://localhost"
"""Where a site that names no ``url`` is taken to be."""


class Rebuild(Protocol):
    """Makes the site from what its folder holds now; it is called again and again, from one thread."""

    def __call__(self, progress: Progress) -> BuildResult:
        """What was built, or what stands in the way; ``OutputFailure`` when the output cannot be written."""

    def learn(self, progress: Progress) -> None:
        """While there is nothing to do: make ready for the next build; ``progress`` may give it up at any step."""


@dataclass(frozen=True, slots=True)
class SiteRebuild:
    """Builds the site in ``root`` into ``output``, to be served below ``base`` (``None``: as its ``url`` says).

    The first build makes everything, the later ones what has changed.
    """

    root: Path
    output: Path
    base: str | None = None
    drafts: bool = False
    memory: Memory = field(default_factory=Memory)

    def __call__(self, progress: Progress) -> BuildResult:
        """One build; what an earlier one left is used."""
        try:
            request = BuildRequest(self.root, self.output, self._address(), self.drafts, search=False)
            return build_site(request, progress, memory=self.memory)
        finally:
            gc.unfreeze()  # workers are forked from a frozen heap, which would keep the records of all builds

    def learn(self, progress: Progress) -> None:
        """Find out what the pages were made from that other processes made."""
        self.memory.learn(progress)

    def _address(self) -> str | None:
        """The site's address with the path that it is served below."""
        if self.base is None:
            return None
        config, _ = read_config(self.root)
        configured = urlsplit(config.url or NOWHERE)
        return configured._replace(path=self.base).geturl()
