"""Problems as a JSON list, for tools; ASCII only, files relative to the site's folder."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict

from onrecord.cli.formats import Look
from onrecord.diagnostics import Diagnostic

FIELDS = ("code", "severity", "message", "file", "line", "column", "hint")


def formatted(diagnostics: Sequence[Diagnostic], look: Look) -> str:
    """A list of objects with ``FIELDS``; what is not known is null."""
    objects = [{name: values[name] for name in FIELDS} for values in map(asdict, diagnostics)]
    return json.dumps(objects, indent=2) + "\n"
