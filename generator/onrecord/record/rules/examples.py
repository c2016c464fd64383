"""The examples of the rules as whole files, for the documentation and for the tests that run them."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

from onrecord.content.history import NO_HISTORY, History, Version, past_brief

TODAY = date(2025, 6, 30)
"""The day on which the examples are checked."""

PUBLISHED, REPLACED = datetime(2025, 5, 25, 12, tzinfo=UTC), datetime(2025, 5, 27, 12, tzinfo=UTC)
"""When the earlier version of an example was committed, and when the one shown took its place."""

BRIEF = "content/briefs/2025-05-25-example.md"

ACTORS: dict[str, str] = {
    "minister": "person",
    "president": "person",
    "spokesman": "person",
    "daily": "outlet",
    "agency": "outlet",
}
"""Who occurs in the examples, and their kinds; ``daily`` has the reliability B."""


def site(fields: str) -> dict[str, str]:
    """The files, by path, of a site whose one brief has ``fields``; title and date are added where they are missing."""
    files = {f"content/actors/{name}.md": _actor(name, kind) for name, kind in ACTORS.items()}
    missing = [line for line in ("title: Example", "date: 2025-05-25") if not _has(fields, line.partition(":")[0])]
    files[BRIEF] = "\n".join(["---", *missing, fields, "---", ""])
    return files


def history(published: str) -> History:
    """The history of that brief when its earlier version had the fields ``published``; none without fields."""
    brief = past_brief(site(published)[BRIEF].encode())
    if not published or brief is None:
        return NO_HISTORY
    return {"example": (Version("a60fbba44d", PUBLISHED, REPLACED, "1ea6b2bd89", brief),)}


def _has(fields: str, field: str) -> bool:
    return re.search(rf"^{field}:", fields, re.MULTILINE) is not None


def _actor(name: str, kind: str) -> str:
    grade = "reliability: B\n" if name == "daily" else ""
    return f"---\nname: {name.capitalize()}\nkind: {kind}\n{grade}---\n"
