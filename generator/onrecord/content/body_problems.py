"""What is wrong with one body, without end only up to a point."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from onrecord.content.source_places import Places
from onrecord.diagnostics import Diagnostic, Severity

MAX_REPORTED = 20
"""How many problems of one kind are reported one by one in a body."""

Place = tuple[int, int]
"""Line and column of the file, from 1."""


class BodyProblems:
    """Collects the diagnostics of one body. After ``MAX_REPORTED`` of one code, one more says that there are others."""

    def __init__(self, places: Places, file: str) -> None:
        self.places = places
        self.file = file
        self.diagnostics: list[Diagnostic] = []
        self._counts: Counter[str] = Counter()

    def add(
        self,
        code: str,
        message: str,
        place: Place | Callable[[], Place | None],
        hint: str | None = None,
        severity: Severity = Severity.ERROR,
    ) -> None:
        """Report a problem. A place that has to be looked for is given as a function; none is the first line."""
        self._counts[code] += 1
        if self._counts[code] > MAX_REPORTED + 1:
            return
        if self._counts[code] > MAX_REPORTED:
            message, hint = f"and more of the same; the first {MAX_REPORTED} are shown", None
        line, column = (place() if callable(place) else place) or (self.places.first_line, 1)
        self.diagnostics.append(Diagnostic(code, message, self.file, line, column, hint, severity))
