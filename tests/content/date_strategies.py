"""Texts of dates for property tests: valid by form, near misses, and anything."""

from __future__ import annotations

from datetime import date as day_of

from hypothesis import strategies as st

from onrecord.content.dates import Date, DateError, parse_date

PLAIN_DAYS = st.dates(min_value=day_of(1, 1, 1)).map(lambda day: day.isoformat())
PLAIN = st.one_of(PLAIN_DAYS, PLAIN_DAYS.map(lambda day: day[:7]), PLAIN_DAYS.map(lambda day: day[:4]))
POINTS = st.builds("{}{}".format, PLAIN, st.sampled_from(["", "~", "?", "%"]))


def _in_order(first: str, second: str) -> tuple[str, str]:
    return (first, second) if first[:4] + first[5:] <= second[:4] + second[5:] else (second, first)


INTERVALS = st.tuples(PLAIN_DAYS, PLAIN_DAYS).map(lambda ends: "/".join(_in_order(*ends)))
OPEN = st.one_of(POINTS.map("{}/..".format), POINTS.map("../{}".format), POINTS.map("/{}".format))
SETS = (
    st.lists(POINTS, min_size=2, max_size=4)
    .map(",".join)
    .flatmap(lambda inner: st.sampled_from([f"[{inner}]", f"{{{inner}}}"]))
)
MASKED = st.from_regex(r"[0-9X]{4}(-[0-3X][0-9X](-[0-3X][0-9X])?)?[~?%]?", fullmatch=True)
EDTF_LIKE = st.text(alphabet="0123456789X-/.,[]{}~?% TZ:+", max_size=30)
PROSE_LIKE = st.lists(
    st.sampled_from(
        ["20", "5", "2025", "05", "May", "may", " ", "-", "/", ".", "..", "before", "c.", "to", "q1", "X", "~", ","]
    ),
    max_size=12,
).map("".join)
ANY_TEXT = st.one_of(st.text(max_size=80), EDTF_LIKE, PROSE_LIKE, MASKED, POINTS, INTERVALS, OPEN, SETS)


def date_or_error(text: str) -> Date | DateError:
    """The date, or the one error that a text may raise."""
    try:
        return parse_date(text)
    except DateError as error:
        return error
