"""Drafts and embargoes: what is published at an instant, and what is shown before its time."""

from __future__ import annotations

from datetime import UTC, datetime

from onrecord.record.selection import embargoed, select
from tests.record.sites import brief, day

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
BRIEFS = [
    brief("plain"),
    brief("draft", draft=True),
    brief("past", publish_at=day("2025-06-01T11:00Z")),
    brief("coming", publish_at=day("2025-06-01T13:00Z")),
    brief("zoned", publish_at=day("2025-06-01T14:00")),
]


def kept(*, drafts: bool, timezone: str = "UTC") -> list[str]:
    return [document.id for document in select(BRIEFS, drafts=drafts, now=NOW, timezone=timezone)[0]]


def test_drafts_and_embargoed_briefs_stay_out() -> None:
    assert kept(drafts=False) == ["plain", "past"]
    assert kept(drafts=False, timezone="Europe/Kyiv") == ["plain", "past", "zoned"]
    assert kept(drafts=True) == ["plain", "draft", "past", "coming", "zoned"]


def test_why_a_brief_stays_out_is_told() -> None:
    withheld = select(BRIEFS, drafts=False, now=NOW, timezone="UTC")[1]
    assert withheld == {"draft": "draft", "coming": "embargo", "zoned": "embargo"}
    assert select(BRIEFS, drafts=True, now=NOW, timezone="UTC")[1] == {}


def test_only_embargoes_that_hold_are_told() -> None:
    assert embargoed(BRIEFS, now=NOW, timezone="UTC") == ("coming", "zoned")
    assert embargoed(BRIEFS, now=NOW, timezone="Europe/Kyiv") == ("coming",)
