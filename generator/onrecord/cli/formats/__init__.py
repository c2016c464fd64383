"""The forms in which problems are told: one module for each, with a function ``formatted``."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Protocol, cast

from onrecord.diagnostics import Diagnostic

FORMATS = ("text", "json", "github", "sarif")


@dataclass(frozen=True, slots=True)
class Look:
    """What a format may have to know: the site's folder, whether to colour, and the columns of the terminal."""

    root: Path
    color: bool = False
    width: int = 120

    def path_from(self, start: str | Path, file: str) -> str:
        """The path of a site's file as seen from ``start``, absolute when it is not below it."""
        path = os.path.join(self.root, file)
        seen = os.path.relpath(path, start)
        return (path if seen.startswith(os.pardir) else seen).replace(os.sep, "/")

    def path_from_checkout(self, file: str) -> str:
        """The path of a site's file as seen from the checkout that a code host works on; without one, from here."""
        return self.path_from(os.environ.get("GITHUB_WORKSPACE") or os.getcwd(), file)


class _Formatted(Protocol):
    def __call__(self, diagnostics: Sequence[Diagnostic], look: Look) -> str: ...


def formatted(form: str, diagnostics: Sequence[Diagnostic], look: Look) -> str:
    """The problems in one of the ``FORMATS``, ending in a line end unless there is nothing to tell."""
    module = import_module(f"onrecord.cli.formats.{form}")
    return cast("_Formatted", module.formatted)(diagnostics, look)
