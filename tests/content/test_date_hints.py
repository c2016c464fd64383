"""What is no date is refused with the reason, and with the right form where it is evident."""

from __future__ import annotations

from datetime import date as day_of
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.content.dates import MAX_LENGTH, DateError, parse_date

# text, part of the message, hint
REFUSED = [
    ("2025-02-30", "February 2025 has 28 days", None),
    ("2025-02-29", "February 2025 has 28 days", None),
    ("1900-02-29", "February 1900 has 28 days", None),
    ("2025-02~-30", "February 2025 has 28 days", None),
    ("2025-02-30/2025-03-01", "February 2025 has 28 days", None),
    ("{2025-05-20,2025-02-30}", "February 2025 has 28 days", None),
    ("2025-02-3X", "no day of February fits 3X", None),
    ("2021-XX-99", "fits 99", None),
    ("XXX1-02-29", "no such day in any year that fits XXX1", None),
    ("202X-13", "no month fits 13", None),
    ("2021-21-05", "has no days", "write 2021-05-21"),
    ("2025-13", "there is no month 13", None),
    ("2025-20-05", "there is no month 20", "write 2025-05-20"),
    ("2025-05-00", "there is no day 00", "write 2025-05"),
    ("0000", "years run from 0001 to 9999", None),
    ("-0050", "years run from 0001 to 9999", None),
    ("Y170000002", "years run from 0001 to 9999", None),
    ("0001-01-01T00:00+14:00", "years run from 0001 to 9999", None),
    ("2025-05-20T24:00:00", "times run from 00:00:00", None),
    ("2025-05-20T14:30+15:00", "zones run from", None),
    ("2025-05-20T14:30/2025-05-21", "without a time", None),
    ("2025-05-22/2025-05-20", "ends before it starts", "write 2025-05-20/2025-05-22"),
    ("[2025-05-22..2025-05-20]", "ends before it starts", None),
    ("2020/2021/2022", "an interval has one '/'", None),
    ("/", "needs a known start or a known end", "leave the field out when no date is known"),
    ("XXXX/2025", "known year", None),
    ("{2025", "a set is written", None),
    ("{2025,2026]", "a set is written", None),
    ("[2025]", "more than one date", None),
    ("[2025,,2026]", "expected a form such as", None),
    ("2025-05-20x", "expected a form such as", None),
    ("2025-05-20 2025-05-21", "expected a form such as", None),
    ("x" * (MAX_LENGTH + 1), f"more than {MAX_LENGTH} characters", None),
    ("", "the date is empty", "leave the field out when no date is known"),
    ("20.05.2025", "expected a form", "write 2025-05-20"),
    ("5.6.2025", "expected a form", "write 2025-06-05"),
    ("20.05.25", "expected a form", "write the year with four digits, as in 2025-05-20"),
    ("05.2025", "expected a form", "write 2025-05"),
    ("2025/05/20", "joined by '-'", "write 2025-05-20"),
    ("2025/05", "expected a form", "write 2025-05"),
    ("2025/26", "expected a form", "write 2025/2026"),
    ("2025-5-3", "expected a form", "write 2025-05-03"),
    ("20250520", "expected a form", "write 2025-05-20"),
    ("May 2025", "expected a form", "write 2025-05"),
    ("20 May 2025", "expected a form", "write 2025-05-20"),
    ("20th of May, 2025", "expected a form", "write 2025-05-20"),
    ("Sept. 5, 2025", "expected a form", "write 2025-09-05"),
    ("20-22 May 2025", "expected a form", "write 2025-05-20/2025-05-22"),
    ("2025-05-20 to 2025-05-22", "expected a form", "write 2025-05-20/2025-05-22"),
    ("2025-05-20\u20132025-05-22", "expected a form", "write 2025-05-20/2025-05-22"),
    ("2025-05-20/22", "expected a form", "write 2025-05-20/2025-05-22"),
    ("2020\u20132025", "expected a form", "write 2020/2025"),
    ("2025\u201105\u201120", "expected a form", "write 2025-05-20"),
    ("\u0662\u0660\u0662\u0665-\u0660\u0665", "expected a form", "write 2025-05"),
    ("\uff12\uff10\uff12\uff15", "expected a form", "write 2025"),
    ("circa 2025", "expected a form", "write 2025~"),
    ("c. May 2025", "expected a form", "write 2025-05~"),
    ("possibly 20 May 2025", "expected a form", "write 2025-05-20?"),
    ("before 2025", "expected a form", "write ../2024-12"),
    ("before 2025-03-01", "expected a form", "write ../2025-02-28"),
    ("after May 2025", "expected a form", "write 2025-06/.."),
    ("until 2025", "expected a form", "write ../2025"),
    ("since May 2025", "expected a form", "write 2025-05/.."),
    ("spring 2025", "expected a form", "write 2025-21"),
    ("Q1 2025", "expected a form", "write 2025-33"),
    ("202x", "expected a form", "write 202X"),
    ("2020s", "expected a form", "write 202X"),
    ("20th century", "expected a form", "write 19XX"),
    ("2025-05-20 14:30", "expected a form", "write 2025-05-20T14:30"),
    ("2025-05-20 9:30 UTC", "expected a form", "write 2025-05-20T09:30Z"),
    ("2025-05-20T14:30:00+0300", "expected a form", "write 2025-05-20T14:30:00+03:00"),
    ("yesterday", "expected a form", "write the date itself, such as 2025-05-20"),
    ("unknown", "expected a form", "leave the field out when no date is known"),
    ("a while ago", "expected a form", None),
]


@pytest.mark.parametrize(("text", "reason", "hint"), REFUSED)
def test_refuses_what_is_no_date_and_hints_at_the_right_form(text: str, reason: str, hint: str | None) -> None:
    with pytest.raises(DateError) as caught:
        parse_date(text)
    assert reason in str(caught.value)
    assert caught.value.hint == hint


def test_an_ambiguous_order_of_day_and_month_is_said_to_be_so() -> None:
    hints = {}
    for text in ("05/20/2025", "05/06/2025", "20-05-2025"):
        with pytest.raises(DateError) as caught:
            parse_date(text)
        hints[text] = caught.value.hint
    assert hints == {
        "05/20/2025": "write 2025-05-20; '05/20/2025' leaves the order of day and month ambiguous",
        "05/06/2025": "write 2025-06-05 or 2025-05-06; '05/06/2025' leaves the order of day and month ambiguous",
        "20-05-2025": "write 2025-05-20; '20-05-2025' leaves the order of day and month ambiguous",
    }


def test_a_message_quotes_the_value_without_its_control_characters() -> None:
    with pytest.raises(DateError) as caught:
        parse_date("2025\x1b[31m\u202e")
    assert str(caught.value).startswith("'2025\ufffd[31m\ufffd' is not a date: ")


@given(st.dates(min_value=day_of(1, 1, 2), max_value=day_of(9999, 12, 30)))
def test_the_hint_for_before_and_after_a_day_is_its_neighbour(day: day_of) -> None:
    for word, neighbour in (("before", day - timedelta(days=1)), ("after", day + timedelta(days=1))):
        with pytest.raises(DateError) as caught:
            parse_date(f"{word} {day.isoformat()}")
        form = f"../{neighbour.isoformat()}" if word == "before" else f"{neighbour.isoformat()}/.."
        assert caught.value.hint == f"write {form}"
