"""The one way in which a preview has its site made again."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlsplit

from onrecord.build.ahead import Ahead
from onrecord.build.beside import pay
from onrecord.build.build import build_site
from onrecord.build.collector import collect_and_settle, no_collection
from onrecord.build.failures import OutputFailure
from onrecord.build.memory import Memory
from onrecord.build.request import BuildRequest, BuildResult, Progress
from onrecord.content.site_file import read_config

NOWHERE = "http://localhost"
"""Where a site that names no ``url`` is taken to be."""


COLLECT_EVERY = 20
"""Builds between two collections of what they left: these look through everything, so they wait for a quiet moment."""


class Rebuild(Protocol):
    """Makes the site from what its folder holds now; it is called again and again, from one thread."""

    def __call__(self, progress: Progress) -> BuildResult:
        """What was built, or what stands in the way; ``OutputFailure`` when the output cannot be written."""

    def learn(self, progress: Progress) -> None:
        """While there is nothing to do: make ready for the next build; ``progress`` may give it up at any step."""


@dataclass(slots=True)
class SiteRebuild:
    """Builds the site in ``root`` into ``output``, to be served below ``base`` (``None``: as its ``url`` says).

    Pages that are looked at are shown ``ahead`` of the others.

    The first build makes everything, the later ones what has changed.
    """

    root: Path
    output: Path
    base: str | None = None
    drafts: bool = False
    ahead: Ahead | None = None
    memory: Memory = field(default_factory=Memory)
    uncollected: int = COLLECT_EVERY

    def __call__(self, progress: Progress) -> BuildResult:
        """One build; what an earlier one left is used."""
        self.uncollected += 1
        self.memory.may_owe = True
        request = BuildRequest(self.root, self.output, self._address(), self.drafts, search=False)
        with no_collection(settles=True):
            return build_site(request, progress, memory=self.memory, ahead=self.ahead)

    def learn(self, progress: Progress) -> None:
        """Make what nobody was waiting for, and find out what the pages were made from that other processes made."""
        with no_collection(settles=True):
            with suppress(OutputFailure):  # whatever is in the way is told by the next build
                pay(self.memory, self.output, progress)
            self.memory.learn(progress)
        if self.uncollected >= COLLECT_EVERY:
            collect_and_settle()
            self.uncollected = 0

    def _address(self) -> str | None:
        """The site's address with the path that it is served below."""
        if self.base is None:
            return None
        config, _ = read_config(self.root)
        configured = urlsplit(config.url or NOWHERE)
        return configured._replace(path=self.base).geturl()
