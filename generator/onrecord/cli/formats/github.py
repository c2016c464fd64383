"""Problems as annotations of a GitHub workflow.

See https://docs.github.com/actions/reference/workflow-commands-for-github-actions; what has to be escaped is in the
toolkit's ``command.ts``.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.cli.formats import Look
from onrecord.diagnostics import Diagnostic, Severity

COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
PROPERTY = DATA | str.maketrans({":": "%3A", ",": "%2C"})


def formatted(diagnostics: Sequence[Diagnostic], look: Look) -> str:
    """One workflow command a line; files relative to the checkout."""
    return "".join(f"{_command(diagnostic, look)}\n" for diagnostic in diagnostics)


def _command(diagnostic: Diagnostic, look: Look) -> str:
    properties = {
        "file": look.path_from_checkout(diagnostic.file),
        "line": diagnostic.line,
        "col": diagnostic.column,
        "title": diagnostic.code,
    }
    told = ",".join(f"{name}={str(value).translate(PROPERTY)}" for name, value in properties.items() if value)
    message = diagnostic.message if diagnostic.hint is None else f"{diagnostic.message}\n{diagnostic.hint}"
    return f"::{COMMANDS[diagnostic.severity]} {told}::{message.translate(DATA)}"
