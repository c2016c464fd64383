"""The tables of dates: what may be written, and how it is shown."""

from __future__ import annotations

from docs.making.blocks import table
from onrecord.content.dates import DateError, parse_date
from onrecord.site.date_words import words

FORMS: dict[str, tuple[str, ...]] = {
    "plain": ("2025-05-20", "2025-05", "2025", "2025-05-20T14:30Z", "2025-05-20T14:30+03:00", "2025-05-20T14:30"),
    "doubt": ("2025-05-20~", "2025-05-20?", "2025-05-20%", "2025-05~", "2025?", "2025-05-~20"),
    "span": ("2025-05-20/2025-05-22", "2025-05/2025-06", "2025-05-28/2025-06-02", "2025-05-20~/2025-05-22"),
    "open": ("../2025", "../2025-05-20", "../2024-12-31", "2025/..", "2025-05-20/..", "2025-05-20?/.."),
    "masked": ("202X", "19XX", "2025-XX", "2025-1X", "2025-05-XX", "2025-05-2X", "XXXX-12-25", "XXXX"),
    "season": ("2025-21", "2025-22", "2025-23", "2025-24", "2025-30", "2025-33", "2025-40", "2025-38"),
    "set": (
        "[2025-05-20,2025-05-22]",
        "{2025-05-20,2025-05-22}",
        "[2025-05-20..2025-05-22]",
        "{2025-05-20..2025-05-22}",
    ),
}
"""Dates as they may be written, by the group that a table of ``dates.md`` shows."""

LASTING = ("2020/2025", "2020/..", "2020/", "../2025", "/2025", "2025-05-20/2025-05-22")
"""Dates that are shown another way where they say how long something held."""

REFUSED = (
    "20 May 2025",
    "20.05.2025",
    "05/06/2025",
    "2025/05/20",
    "2025-5-2",
    "2025-02-29",
    "circa 2025",
    "before 2025",
    "since May 2025",
    "2025-05-22/2025-05-20",
    "2025-05-20/22",
    "May 2025",
    "Q2 2025",
    "1990s",
    "20th century",
    "unknown",
    "yesterday",
)
"""What people write that is no EDTF."""


def forms(group: str) -> str:
    """The table of one group."""
    head = ("Write", "Shown in English", "Shown in German", "Earliest", "Latest")
    return table(head, [_row(text) for text in FORMS[group]])


def lasting() -> str:
    """How a span is shown where it is a moment not known better, and where it is how long something held."""
    rows = [
        (f"`{text}`", words(parse_date(text), "en"), words(parse_date(text), "en", lasting=True)) for text in LASTING
    ]
    return table(("Write", "As a moment", "As a state that held"), rows)


def refused() -> str:
    """What is said about texts that are no dates."""
    return table(("Written", "What is wrong", "Hint"), [_refusal(text) for text in REFUSED])


def _row(text: str) -> tuple[str, ...]:
    date = parse_date(text)
    earliest = "open" if date.open_start else _short(date.earliest)
    latest = "open" if date.open_end else _short(date.latest)
    return f"`{text}`", words(date, "en"), words(date, "de"), earliest, latest


def _short(instant: str) -> str:
    return instant.removesuffix("T00:00:00Z").removesuffix("T23:59:59Z").replace("T", " ").replace(":00Z", " UTC")


def _refusal(text: str) -> tuple[str, str, str]:
    try:
        parse_date(text)
    except DateError as error:
        return f"`{text}`", str(error), error.hint or ""
    raise AssertionError(f"'{text}' is a date: take it out of REFUSED")
