"""What polling cannot tell apart by the second of a change is looked at once more."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from onrecord.preview.watching import Watching

PATIENCE = 30
SECOND = 2_000_000_000 * 1_000_000_000
"""Some second, in nanoseconds."""


def test_a_file_saved_twice_in_one_second_is_told_twice_by_polling(tmp_path: Path) -> None:
    brief = tmp_path / "content/briefs/first.md"
    brief.parent.mkdir(parents=True)
    brief.write_text("", encoding="utf-8")
    told: list[str] = []
    twice = threading.Event()

    def save(text: str, after: int) -> None:
        fresh = tmp_path / "fresh"
        fresh.write_text(text, encoding="utf-8")
        os.utime(fresh, ns=(SECOND + after, SECOND + after))
        os.replace(fresh, brief)

    def found(paths: frozenset[str]) -> None:
        if paths == {"content/briefs/first.md"}:
            told.append(brief.read_text(encoding="utf-8"))
            if len(told) == 1:
                save("second", 700_000_000)
            else:
                twice.set()

    watching = Watching(tmp_path, found, told.append, poll=True)
    watching.start()
    try:
        watching.wait()
        save("first", 100_000_000)
        assert twice.wait(PATIENCE)
        assert told == ["first", "second"]
    finally:
        watching.stop()
