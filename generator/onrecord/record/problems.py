"""Problems found while joining, placed in the file and field they come from."""

from __future__ import annotations

from onrecord.content.locate import Locator
from onrecord.diagnostics import Diagnostic, Severity
from onrecord.record.entities import Origin


class Problems:
    """Collects diagnostics; a position is looked up only when there is a problem to place."""

    def __init__(self, locator: Locator) -> None:
        self._locator = locator
        self.diagnostics: list[Diagnostic] = []

    def add(
        self,
        code: str,
        message: str,
        origin: Origin,
        *steps: str | int,
        hint: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """A problem with the value at ``steps`` below ``origin``."""
        line, column = self._locator.at(origin.path, (*origin.pointer, *steps))
        self.diagnostics.append(Diagnostic(code, message, origin.path, line, column, hint, severity))

    def add_in_body(
        self,
        code: str,
        message: str,
        path: str,
        line: int,
        column: int,
        *,
        hint: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """A problem at a place of a body."""
        self.diagnostics.append(Diagnostic(code, message, path, line, column, hint, severity))

    def place(self, origin: Origin, *steps: str | int) -> str:
        """``file:line`` of a value, to name it in another problem's message."""
        line, _ = self._locator.at(origin.path, (*origin.pointer, *steps))
        return origin.path if line is None else f"{origin.path}:{line}"
