"""Dates are shown in words that claim no more than is known."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.content.dates import DateError, parse_date
from onrecord.site.date_phrases import PHRASES
from onrecord.site.date_words import precision_class, words

# text, words, class
ENGLISH = [
    ("2025", "2025", "year"),
    ("2025-05", "May 2025", "month"),
    ("2025-05-20", "20 May 2025", "day"),
    ("2025-05-20~", "around 20 May 2025", "around"),
    ("2025-05?", "possibly May 2025", "possibly"),
    ("2025%", "possibly around 2025", "around"),
    ("2025-05-20/2025-05-22", "between 20 and 22 May 2025", "range"),
    ("2025-05-28/2025-06-02", "between 28 May and 2 June 2025", "range"),
    ("2025-12-31/2026-01-02", "between 31 December 2025 and 2 January 2026", "range"),
    ("2025-05-20/2025-05-20", "20 May 2025", "range"),
    ("2025-05/2025-06", "between May and June 2025", "range"),
    ("2025-05/2026-05", "between May 2025 and May 2026", "range"),
    ("2020/2025", "between 2020 and 2025", "range"),
    ("2025-05-20/2025-06", "between 20 May 2025 and June 2025", "range"),
    ("2025-05-20~/2025-05-22", "between around 20 May 2025 and 22 May 2025", "range"),
    ("202X/203X", "between 2020 and 2039", "range"),
    ("../2025", "in or before 2025", "before"),
    ("/2025", "in or before 2025", "before"),
    ("../2025-05", "in or before May 2025", "before"),
    ("../2025-05-20", "on or before 20 May 2025", "before"),
    ("../2025~", "around 2025 or earlier", "before"),
    ("../2024-12", "before 2025", "before"),
    ("../2024-12-31", "before 2025", "before"),
    ("../9999-12-31", "on or before 31 December 9999", "before"),
    ("2025/..", "2025 or later", "after"),
    ("2025-05-20/..", "20 May 2025 or later", "after"),
    ("2025/", "2025 or later", "after"),
    ("202X", "2020s", "decade"),
    ("202X~", "around 2020 to 2029", "around"),
    ("200X", "between 2000 and 2009", "decade"),
    ("19XX", "between 1900 and 1999", "century"),
    ("2XXX", "between 2000 and 2999", "millennium"),
    ("2025-XX", "2025", "year"),
    ("2025-XX-XX?", "possibly 2025", "possibly"),
    ("2025-05-XX", "May 2025", "month"),
    ("2025-1X", "between October and December 2025", "year"),
    ("2025-05-2X", "between 20 and 29 May 2025", "month"),
    ("2025-05-2X~", "around 20 to 29 May 2025", "around"),
    ("2025-XX-15", "between 15 January and 15 December 2025", "year"),
    ("202X-05", "between May 2020 and May 2029", "decade"),
    ("2025-21", "spring 2025", "season"),
    ("2025-24~", "around winter 2025", "around"),
    ("2025-30", "summer 2025 (southern hemisphere)", "season"),
    ("2025-33", "1st quarter 2025", "season"),
    ("2025-38", "between May and August 2025", "season"),
    ("2025-41", "second half of 2025", "season"),
    ("2025-21/2025-22", "between spring and summer 2025", "range"),
    ("{2025-05-20,2025-05-22}", "20 and 22 May 2025", "set"),
    ("[2025-05-20,2025-05-22]", "20 or 22 May 2025", "set"),
    ("[2025-05-20,2025-05-22,2025-06-02]", "20 May, 22 May or 2 June 2025", "set"),
    ("{2025,2026-05}", "2025 and May 2026", "set"),
    ("[2025-05-20..2025-05-22]", "between 20 and 22 May 2025", "range"),
    ("{2025-05-20..2025-05-22}", "from 20 to 22 May 2025", "range"),
    ("[2025-05-20..2025-05-22,2026]", "between 20 and 22 May 2025 or 2026", "set"),
    ("[..2025-05]", "in or before May 2025", "before"),
    ("[2025-05..]", "May 2025 or later", "after"),
    ("2025-05-20T14:30:00+03:00", "20 May 2025, 14:30 (UTC+3)", "instant"),
    ("2025-05-20T14:30:15.5-04:30", "20 May 2025, 14:30:15 (UTC\u22124:30)", "instant"),
    ("2025-05-20T14:30Z", "20 May 2025, 14:30 (UTC)", "instant"),
    ("2025-05-20T14:30:00+00", "20 May 2025, 14:30 (UTC)", "instant"),
    ("2025-05-20T14:30", "20 May 2025, 14:30", "instant"),
    ("XXXX", "date not known", "unknown"),
    ("../..", "date not known", "unknown"),
    ("XXXX-12-25", "25 December, year not known", "unknown"),
    ("XXXX-05?", "possibly May, year not known", "unknown"),
    ("0044-03-15", "15 March 44", "day"),
]


@pytest.mark.parametrize(("text", "shown", "hook"), ENGLISH)
def test_english(text: str, shown: str, hook: str) -> None:
    date = parse_date(text)
    assert words(date, "en") == shown
    assert precision_class(date) == hook


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("2025-05-20/2025-05-22", "from 20 to 22 May 2025"),
        ("2020/2025", "from 2020 to 2025"),
        ("2020/..", "since 2020"),
        ("2020/", "from 2020, end not known"),
        ("../2025", "until 2025"),
        ("/2025", "until 2025, start not known"),
        ("2025-05", "May 2025"),
    ],
)
def test_a_lasting_state_is_told_from_an_unknown_moment(text: str, shown: str) -> None:
    assert words(parse_date(text), "en", lasting=True) == shown


@pytest.mark.parametrize(
    ("language", "text", "shown"),
    [
        ("en-GB", "2025-05-20", "20 May 2025"),
        ("en-US", "2025-05-20", "May 20, 2025"),
        ("en-US", "2025-05-20/2025-05-22", "between May 20 and May 22, 2025"),
        ("en-US", "2025-XX-15", "between January 15 and December 15, 2025"),
        ("de", "2025-05-20", "20. Mai 2025"),
        ("de", "2025-05-20/2025-05-22", "zwischen dem 20. und dem 22. Mai 2025"),
        ("de", "2025-05/2025-06", "zwischen Mai und Juni 2025"),
        ("de", "2025-05-20~/2025-05-22", "zwischen etwa dem 20. Mai 2025 und dem 22. Mai 2025"),
        ("de", "2025-05/2025-06-02?", "zwischen Mai 2025 und möglicherweise dem 2. Juni 2025"),
        ("de", "../2025-05", "spätestens im Mai 2025"),
        ("de", "2025-05-20/..", "am 20. Mai 2025 oder später"),
        ("de-AT", "2025-01~", "etwa Jänner 2025"),
        ("uk", "2025-05-20", "20 травня 2025 р."),
        ("uk", "2025-05", "травень 2025 р."),
        ("uk", "[2025-05-20,2025-05-22]", "20 або 22 травня 2025 р."),
        ("ru", "2025-05-20", "20 мая 2025 г."),
        ("pt-BR", "2025-05-20", "20 de maio de 2025"),
        ("hu", "[2025-05-20,2025-06-20]", "2025. május 20. vagy 2025. június 20."),
        ("zh-Hant-TW", "2025-05-20", "2025年5月20日"),
    ],
)
def test_names_and_order_are_those_of_the_language(language: str, text: str, shown: str) -> None:
    assert " ".join(words(parse_date(text), language).split()) == shown  # the CLDR has narrow spaces of its own


@pytest.mark.parametrize(
    "text", ["2025-05-20~", "2025-05-20/2025-05-22", "../2025", "202X", "2025-21", "XXXX", "[2025..]"]
)
def test_a_language_without_the_phrase_shows_the_edtf(text: str) -> None:
    assert words(parse_date(text), "uk") == text


@pytest.mark.parametrize("language", ["", "zz", "xx-YY-ZZZZ", "!!", "../../etc/passwd", "e" * 500])
def test_an_unknown_language_shows_the_edtf(language: str) -> None:
    assert words(parse_date("2025-05-20"), language) == "2025-05-20"


DATES = st.one_of(
    st.from_regex(r"[0-9X]{4}(-[0-4X][0-9X](-[0-3X][0-9X])?)?[~?%]?", fullmatch=True),
    st.from_regex(
        r"(\.\.)?/[12][0-9X]{3}(-[01][0-9X])?[~?%]?|[12][0-9X]{3}(-[0-4][0-9X])?[~?%]?/(\.\.)?", fullmatch=True
    ),
    st.from_regex(r"1[0-9X]{3}(-[0-4][0-9X])?[~?]?/2[0-9X]{3}(-[0-4][0-9X])?[~?]?", fullmatch=True),
    st.from_regex(r"\[(\.\.)?1[0-9X]{3},1[0-9]{3}(-0[1-9])?[~]?,2[0-9]{3}(\.\.)?\]", fullmatch=True),
)


@given(DATES, st.sampled_from(["en", "en-US", "de", "uk", "ja", "ar", "fa", "zz"]), st.booleans())
def test_every_date_has_words_in_every_language(text: str, language: str, lasting: bool) -> None:
    try:
        date = parse_date(text)
    except DateError:
        return
    shown = words(date, language, lasting=lasting)
    assert shown.strip() == shown != ""
    assert not re.search(r"[{}<>&]", shown.replace(date.text, ""))
    assert re.fullmatch(r"[a-z]+", precision_class(date))


@given(st.dates(), st.dates())
def test_an_english_interval_of_days_names_both_days(one: object, other: object) -> None:
    first, last = sorted((str(one), str(other)))
    if first == last:
        return
    found = re.fullmatch(
        r"between (\S+)( \S+)?( \S+)? and (\S+) (\S+) (\S+)", words(parse_date(f"{first}/{last}"), "en")
    )
    assert found
    day, month, year = found[1], found[2] or f" {found[5]}", found[3] or f" {found[6]}"
    assert f"{day}{month}{year}" == words(parse_date(first), "en")
    assert " ".join(found.group(4, 5, 6)) == words(parse_date(last), "en")


def test_every_phrase_takes_as_many_dates_as_english_has() -> None:
    def slots(value: object) -> object:
        if isinstance(value, str):
            return value.count("{}")
        if isinstance(value, tuple):
            return [slots(item) for item in value]
        assert isinstance(value, dict)
        return {slots(item) for item in value.values()}

    names = type(PHRASES["en"]).__slots__
    for phrases in PHRASES.values():
        for name in names:
            assert slots(getattr(phrases, name)) == slots(getattr(PHRASES["en"], name)), name


def test_babel_is_imported_only_when_a_date_is_shown() -> None:
    program = "import sys, onrecord.site.date_words; print('babel' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "False"
