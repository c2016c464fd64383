"""What to write instead: EDTF for the ways people write dates in prose, in spreadsheets and in other formats.

Only for the message of an error, so it may be slow; it is given at most ``MAX_LENGTH`` characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, timedelta

from onrecord.content.date_bounds import MONTHS, DateError, check_day

_MONTH_NUMBER = {name.casefold()[:length]: number for number, name in enumerate(MONTHS, 1) for length in range(3, 10)}
_MONTH_NUMBER["sept"] = 9
_SEASON_NUMBER = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}

_SEPARATOR_SIGNS = str.maketrans(
    dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uff0d", "-")
    | {"\u00a0": " ", "\uff0f": "/", "\uff0e": ".", "\uff1a": ":", "\uff5e": "~", "\uff1f": "?"}
)

_RANGE = re.compile(r"(?:from )?(.+?)(?: - | to | till | until | through |--|\.\.\.?)(.+)")
_BETWEEN = re.compile(r"between (.+?) and (.+)")
_DASHED_RANGE = re.compile(r"(\d{4}(?:-\d{2}(?:-\d{2})?)?)-(\d{4}(?:-\d{2}(?:-\d{2})?)?)")

_PAIRS = (_DASHED_RANGE, _BETWEEN, _RANGE, re.compile(r"(.+)/(.+)"))

_APPROXIMATE = re.compile(r"(?:circa|ca\.?|c\.|around|about|approx\.?|approximately|~) ?(.+)")
_UNCERTAIN = re.compile(r"(?:possibly|perhaps|probably|maybe) (.+)|(.+?) \?")
_UP_TO = re.compile(r"(?:until|till|by|up to) (.+)|(.+) or (?:earlier|before)")
_FROM_ON = re.compile(r"(?:since|from) (.+)|(.+) or later|(\d{4}) ?-")
_BEFORE = re.compile(r"before (.+)|< ?(.+)")
_AFTER = re.compile(r"after (.+)|> ?(.+)")

IsDate = Callable[[str], bool]


def hint_for(text: str, is_date: IsDate) -> str | None:
    """What to do about a text that is no date, or ``None``. ``is_date`` says whether a text is read as a date."""
    folded = " ".join(_plain_characters(text).casefold().split())
    if two := _either_order(folded):
        return two
    if re.fullmatch(r"(today|yesterday|tomorrow|now|(last|this|next) \w+)", folded):
        return "write the date itself, such as 2025-05-20"
    if re.fullmatch(r"(unknown|undated|n\.? ?d\.?|none|n/a|tbd|tbc|\?+|-+|/)", folded):
        return "leave the field out when no date is known"
    if re.fullmatch(r"\d{1,2}[-./]\d{1,2}[-./]\d{2}", folded):
        return "write the year with four digits, as in 2025-05-20"
    candidate = _rewritten(folded, is_date)
    return f"write {candidate}" if candidate is not None and is_date(candidate) else None


def _plain_characters(text: str) -> str:
    """ASCII digits for those of any script, and plain signs for the typographic ones."""
    digits = (str(unicodedata.decimal(character, character)) for character in text)
    return "".join(digits).translate(_SEPARATOR_SIGNS)


def _either_order(text: str) -> str | None:
    found = re.fullmatch(r"(\d{1,2})([/-])(\d{1,2})\2(\d{4})", text)
    if found is None:
        return None
    first, second, year = int(found[1]), int(found[3]), found[4]
    readings = [f"{year}-{month:02d}-{day:02d}" for day, month in ((first, second), (second, first))]
    match [reading for reading in dict.fromkeys(readings) if _exists(reading)]:
        case [only]:
            return f"write {only}; '{text}' leaves the order of day and month ambiguous"
        case [day_first, month_first]:
            return f"write {day_first} or {month_first}; '{text}' leaves the order of day and month ambiguous"
        case _:
            return None


def _exists(day: str) -> bool:
    try:
        check_day(int(day[:4]), int(day[5:7]), int(day[8:]))
    except DateError:
        return False
    return True


def _rewritten(text: str, is_date: IsDate) -> str | None:
    """The EDTF for a text of one date or two; the caller checks it."""
    if (found := re.fullmatch(r"(\d{2})(\d{2})[-/](\d{2})", text)) and max(found[2], "12") < found[3]:
        return f"{found[1]}{found[2]}/{found[1]}{found[3]}"
    if is_date(text.upper()):
        return text.upper()
    if single := _single(text):
        return single
    if pair := _pair(text, is_date):
        return pair
    for pattern, form in ((_APPROXIMATE, "{}~"), (_UNCERTAIN, "{}?"), (_UP_TO, "../{}"), (_FROM_ON, "{}/..")):
        if (found := pattern.fullmatch(text)) and (inner := _single(_only_group(found))):
            return form.format(inner)
    if (found := _BEFORE.fullmatch(text)) and (inner := _single(_only_group(found))):
        return _neighbour(inner, -1, "../{}")
    if (found := _AFTER.fullmatch(text)) and (inner := _single(_only_group(found))):
        return _neighbour(inner, 1, "{}/..")
    return None


def _only_group(found: re.Match[str]) -> str:
    return next(group for group in found.groups() if group)


def _pair(text: str, is_date: IsDate) -> str | None:
    if found := re.fullmatch(r"(\d{4}-)(\d{2}-)?(\d{2})/(\d{2})", text):
        return f"{found[1]}{found[2] or ''}{found[3]}/{found[1]}{found[2] or ''}{found[4]}"
    if found := re.fullmatch(r"(\d{1,2}) ?- ?(\d{1,2}) ([a-z]+)\.? (\d{4})", text):
        first, last = (_single(f"{day} {found[3]} {found[4]}") for day in found.group(1, 2))
        return f"{first}/{last}"
    if found := next(filter(None, (pattern.fullmatch(text) for pattern in _PAIRS)), None):
        first, last = _single(found[1].strip()), _single(found[2].strip())
        if first and last:
            return f"{first}/{last}" if is_date(f"{first}/{last}") else f"{last}/{first}"
    return None


def _single(text: str) -> str | None:
    """The EDTF for one date as people write it, in lower case and with single spaces."""
    for pattern, form in _FORMS:
        if found := re.fullmatch(pattern, text):
            return form(found)
    return None


def _number_form(year: str, month: str, day: str | None = None) -> str | None:
    if day is not None and int(day) == 0:
        day = None
    if int(month) > 12 and day is not None and int(day) <= 12:
        month, day = day, month
    if int(month) == 0:
        return year
    return f"{year}-{int(month):02d}" + (f"-{int(day):02d}" if day else "")


def _named_form(year: str, month: str, day: str | None = None) -> str | None:
    number = _MONTH_NUMBER.get(month)
    return None if number is None else _number_form(year, str(number), day)


def _season_form(year: str, season: str) -> str | None:
    number = _SEASON_NUMBER.get(season)
    return None if number is None else f"{year}-{number}"


def _time_form(found: re.Match[str]) -> str:
    day, time, zone = found[1], found[2], (found[3] or "").upper()
    if zone in ("Z", "UTC", "GMT"):
        return f"{day}T{time:0>5}Z"
    zone = zone.removeprefix("UTC").removeprefix("GMT")
    sign, digits = zone[:1], zone[1:].replace(":", "")
    if len(digits) in (1, 2):
        digits = f"{digits:0>2}00"
    return f"{day}T{time:0>5}" + (f"{sign}{digits[:2]}:{digits[2:]}" if zone else "")


_FORMS: tuple[tuple[str, Callable[[re.Match[str]], str | None]], ...] = (
    (r"\d{4}", lambda m: m[0]),
    (r"(\d{4})[-./ ](\d{1,2})", lambda m: _number_form(m[1], m[2])),
    (r"(\d{4})([-./ ])(\d{1,2})\2(\d{1,2})\.?", lambda m: _number_form(m[1], m[3], m[4])),
    (r"(\d{1,2})([-./ ]) ?(\d{1,2})\2 ?(\d{4})", lambda m: _number_form(m[4], m[3], m[1])),
    (r"(\d{1,2})[-./](\d{4})", lambda m: _number_form(m[2], m[1])),
    (r"((?:19|20)\d{2})(\d{2})(\d{2})", lambda m: _number_form(m[1], m[2], m[3])),
    (r"(\d{1,2})(?:st|nd|rd|th|\.)?(?: of)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})", lambda m: _named_form(m[3], m[2], m[1])),
    (r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})", lambda m: _named_form(m[3], m[1], m[2])),
    (r"(\d{4}),?[ -]([a-z]{3,9})\.?[ -](\d{1,2})", lambda m: _named_form(m[1], m[2], m[3])),
    (r"([a-z]{3,9})\.?,?[ -](\d{4})", lambda m: _named_form(m[2], m[1]) or _season_form(m[2], m[1])),
    (r"(\d{4}),?[ -]([a-z]{3,9})\.?", lambda m: _named_form(m[1], m[2]) or _season_form(m[1], m[2])),
    (r"(?:the )?(\d{3})0'?s", lambda m: f"{m[1]}X"),
    (r"(\d{4})[- ]?q([1-4])", lambda m: f"{m[1]}-{32 + int(m[2])}"),
    (r"q([1-4])[ /-]?(\d{4})", lambda m: f"{m[2]}-{32 + int(m[1])}"),
    (r"(?:the )?(\d{1,2})(?:st|nd|rd|th) century", lambda m: f"{int(m[1]) - 1:02d}XX"),
    (r"(\d{4}-\d{2}-\d{2})[t ](\d{1,2}:\d{2}(?::\d{2})?) ?(z|(?:utc|gmt)?(?:[+-]\d{1,2}(?::?\d{2})?)?)", _time_form),
)  # fmt: skip


def _neighbour(text: str, step: int, form: str) -> str | None:
    """The interval up to the end of the unit before a date, or from the start of the one after it."""
    if not re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", text):
        return None
    try:
        if len(text) == 10:
            return form.format((date.fromisoformat(text) + timedelta(days=step)).isoformat())
        first_month, last_month = (text[5:7], text[5:7]) if len(text) == 7 else ("01", "12")
        months = int(text[:4]) * 12 + int(first_month if step < 0 else last_month) - 1 + step
    except (ValueError, OverflowError):
        return None
    return form.format(f"{months // 12:04d}-{months % 12 + 1:02d}")
