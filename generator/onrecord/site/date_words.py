"""Dates in words that claim no more than is known: 'May 2025', 'around 20 May 2025', 'between 20 and 22 May 2025'.

Names and order of day, month and year come from the CLDR through Babel, the words around them from ``date_phrases``.
Months, seasons and years are those that were written: nothing is moved to another zone.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date as Day
from functools import lru_cache
from typing import TYPE_CHECKING

from onrecord.content.date_bounds import days_in_month
from onrecord.content.dates import Date, Precision
from onrecord.site.date_phrases import PHRASES, Phrases

if TYPE_CHECKING:
    from babel import Locale

_DAY_FIRST = {"en": "en-GB"}

_THIRDS = (37, 38, 39)
"""The sub-year groupings that have no name of their own."""


def words(date: Date, language: str, *, lasting: bool = False) -> str:
    """The date in a language (BCP 47 tag; plain ``en`` writes day, month, year; ``en-US`` month, day, year).

    An interval is read as a moment not known better ('between 20 and 22 May 2025', 'in or before 2025', '2025 or
    later'); with ``lasting`` as a state that held throughout ('from 20 to 22 May 2025', 'until 2025', 'since 2025').
    Where the language has no phrase for a form, and for an unknown language, the EDTF itself.
    """
    return _words(date, language, lasting)


@lru_cache(maxsize=256)
def short_month(number: int, language: str) -> str:
    """The short name of a month, 1 to 12, as it stands alone: 'May'; its number for an unknown language."""
    locale = locale_of(language)
    return str(locale.months["stand-alone"]["abbreviated"][number]) if locale else str(number)


def precision_class(date: Date) -> str:
    """What to show of a date's precision, as one word for style sheets.

    ``before`` and ``after`` for open ends, ``range`` for intervals and runs, ``set`` for other sets, ``around`` (``~``,
    ``%``) and ``possibly`` (``?``) for other qualified dates, else the ``Precision`` value.
    """
    if date.precision is Precision.UNKNOWN:
        return "unknown"
    if date.open_start:
        return "unknown" if date.open_end else "before"
    if date.open_end:
        return "after"
    if date.precision is Precision.SET:
        return "range" if len(date.members) == 1 else "set"
    if date.precision is Precision.INTERVAL:
        return "range"
    if date.is_qualified:
        return "around" if date.approximate else "possibly"
    return date.precision.value


@lru_cache(maxsize=8192)
def _words(date: Date, language: str, lasting: bool) -> str:
    locale = locale_of(language)
    if locale is None:
        return date.text
    try:
        return _Writer(locale, PHRASES.get(locale.language)).write(date, lasting=lasting)
    except _NoPhraseError:
        return date.text


@lru_cache(maxsize=64)
def locale_of(language: str) -> Locale | None:
    """What the CLDR knows of a language (BCP 47 tag), or of its main language; plain ``en`` writes the day first."""
    from babel import Locale, UnknownLocaleError

    tag = _DAY_FIRST.get(language, language)
    for candidate in dict.fromkeys((tag, tag.split("-")[0])):
        try:
            return Locale.parse(candidate, sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


class _NoPhraseError(LookupError):
    """The language has no phrase for this form."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A date in words, the unit it is given in, and the year it ends with where that may be said once for several.

    ``in_between`` are other words for it after "between", where a qualifier stands before the article.
    """

    words: str
    unit: str
    year: str = ""
    in_between: str = ""


@dataclass(frozen=True, slots=True)
class _Writer:
    locale: Locale
    known_phrases: Phrases | None

    @property
    def phrases(self) -> Phrases:
        if self.known_phrases is None:
            raise _NoPhraseError
        return self.known_phrases

    def write(self, date: Date, *, lasting: bool = False) -> str:
        if date.precision is Precision.UNKNOWN:
            return self.unknown(date)
        if date.precision is Precision.INTERVAL:
            return self.interval(date, lasting=lasting)
        if date.precision is Precision.SET:
            return self.listed(date)
        return self.piece(date).words if _is_one_unit(date) else self.masked(date)

    def piece(self, date: Date) -> _Piece:
        """One date without a range in it, with its qualifier."""
        plain = self.plain(date)
        return self.qualified_piece(date, plain) if date.is_qualified else plain

    def qualified_piece(self, date: Date, plain: _Piece) -> _Piece:
        after_between = _by_unit(self.phrases.between_end, plain.unit).format(plain.words)
        return _Piece(self.qualified(date, plain.words), "", in_between=self.qualified(date, after_between))

    def qualified(self, date: Date, text: str) -> str:
        if date.approximate:
            text = self.phrases.around.format(text)
        return self.phrases.possibly.format(text) if date.uncertain else text

    def plain(self, date: Date) -> _Piece:
        match date.precision:
            case Precision.INSTANT:
                return _Piece(self.instant(date.text), "instant")
            case Precision.DAY:
                return self.day(date.earliest)
            case Precision.MONTH:
                return self.month(date.earliest)
            case Precision.SEASON:
                return self.season(date)
            case Precision.DECADE:
                return _Piece(self.phrases.decade.format(int(date.earliest[:4])), "decade")
            case _:
                return self.year(date.earliest)

    def day(self, instant: str) -> _Piece:
        from babel.dates import format_date

        return _Piece(format_date(_day(instant), "long", self.locale), "day", _year_of(instant))

    def month(self, instant: str) -> _Piece:
        return _Piece(self.skeleton("yMMMM", instant), "month", _year_of(instant))

    def year(self, instant: str) -> _Piece:
        return _Piece(self.skeleton("y", instant), "year")

    def skeleton(self, skeleton: str, instant: str) -> str:
        from babel.dates import format_skeleton

        return format_skeleton(skeleton, _day(instant), locale=self.locale)

    def month_name(self, month: str) -> str:
        from babel.dates import format_date

        return format_date(_day(f"2000-{month}-01"), "LLLL", self.locale)

    def instant(self, text: str) -> str:
        time, seconds = text[11:16], text[17:19] if text[16:17] == ":" else "00"
        zone = text[16:].lstrip(":.0123456789")
        shown = time if seconds == "00" else f"{time}:{seconds}"
        return f"{self.day(text).words}, {shown}" + (f" ({_utc_offset(zone)})" if zone else "")

    def season(self, date: Date) -> _Piece:
        number = _season_number(date)
        year = _year_of(date.earliest)
        if 33 <= number <= 36:
            return _Piece(self.skeleton("yQQQQ", date.earliest), "season", year)
        if number >= 40:
            return _Piece(self.phrases.halves[number - 40].format(year), "season", year)
        words = self.phrases.seasons[(number - 21) % 4].format(year)
        if number >= 25:
            return _Piece((self.phrases.northern if number < 29 else self.phrases.southern).format(words), "season")
        return _Piece(words, "season", year)

    def masked(self, date: Date) -> str:
        """A date that is a span without a name: 'between October and December 2025'."""
        first, last = self.bound(date, date.earliest), self.bound(date, date.latest)
        if not date.is_qualified:
            return self.between(first, last)
        return self.qualified(date, self.run(first, last, {"": self.phrases.span}))

    def bound(self, date: Date, instant: str) -> _Piece:
        """One end of such a span, in the coarsest unit that says it exactly."""
        if _is_whole_years(date):
            return self.year(instant)
        return self.month(instant) if _is_whole_months(date) else self.day(instant)

    def between(self, first: _Piece, last: _Piece) -> str:
        if first == last:
            return first.words
        first, last = _said_once([first, last])
        templates = self.phrases.between_end
        ends = [piece.in_between or _by_unit(templates, piece.unit).format(piece.words) for piece in (first, last)]
        return self.phrases.between.format(*ends)

    def run(self, first: _Piece, last: _Piece, templates: Mapping[str, str]) -> str:
        if first == last:
            return first.words
        first, last = _said_once([first, last])
        return _by_unit(templates, first.unit).format(first.words, last.words)

    def interval(self, date: Date, *, lasting: bool) -> str:
        start, end = date.ends
        if start is None and end is not None:
            return self.open_start(date, end, lasting=lasting)
        if end is None and start is not None:
            return self.open_end(date, start, lasting=lasting)
        if start is None or end is None:
            return self.phrases.unknown
        first, last = self.end_piece(start, start.earliest), self.end_piece(end, end.latest)
        return self.run(first, last, self.phrases.lasting) if lasting else self.between(first, last)

    def end_piece(self, date: Date, instant: str) -> _Piece:
        """One end of an interval; of an end that is itself a span, the outer bound."""
        if _is_one_unit(date) and date.precision is not Precision.DECADE:
            return self.piece(date)
        piece = self.bound(date, instant)
        return self.qualified_piece(date, piece) if date.is_qualified else piece

    def open_start(self, date: Date, end: Date, *, lasting: bool) -> str:
        piece = self.end_piece(end, end.latest)
        if lasting:
            templates = self.phrases.until_start_unknown if date.text.startswith("/") else self.phrases.until
            return _by_unit(templates, piece.unit).format(piece.words)
        if end.latest[4:10] == "-12-31" and piece.unit in ("day", "month") and end.latest < "9999":
            next_year = f"{int(end.latest[:4]) + 1:04d}-01-01"
            return self.phrases.earlier_than.format(self.year(next_year).words)
        return _by_unit(self.phrases.up_to, piece.unit).format(piece.words)

    def open_end(self, date: Date, start: Date, *, lasting: bool) -> str:
        piece = self.end_piece(start, start.earliest)
        if not lasting:
            return _by_unit(self.phrases.or_later, piece.unit).format(piece.words)
        templates = self.phrases.since_end_unknown if date.text.endswith("/") else self.phrases.since
        return _by_unit(templates, piece.unit).format(piece.words)

    def listed(self, date: Date) -> str:
        from babel.lists import format_list

        members = date.members
        if len(members) == 1:
            return self.interval(members[0], lasting=not date.one_of and not members[0].open_start)
        pieces = _said_once([self.member(member, one_of=date.one_of) for member in members])
        return format_list([piece.words for piece in pieces], "or" if date.one_of else "standard", self.locale)

    def member(self, member: Date, *, one_of: bool) -> _Piece:
        if member.precision is Precision.INTERVAL or not _is_one_unit(member):
            is_run = not one_of and not member.open_start and not member.open_end
            return _Piece(self.write(member, lasting=is_run), "")
        return self.piece(member)

    def unknown(self, date: Date) -> str:
        plain = re.sub(r"[?~%]", "", date.text)
        if found := re.fullmatch(r"XXXX-([0-9]{2})(?:-([0-9]{2}))?", plain):
            month, day = found.groups()
            if int(month) <= 12:
                shown = self.skeleton("MMMMd", f"2000-{month}-{day}") if day else self.month_name(month)
                return self.qualified(date, self.phrases.unknown_year.format(shown))
        return self.phrases.unknown


def _day(instant: str) -> Day:
    return Day.fromisoformat(instant[:10])


def _year_of(instant: str) -> str:
    return str(int(instant[:4]))


def _by_unit(templates: Mapping[str, str], unit: str) -> str:
    return templates.get(unit, templates[""])


def _utc_offset(zone: str) -> str:
    if zone == "Z" or zone[1:] in ("00", "00:00"):
        return "UTC"
    hours, _, minutes = zone[1:].partition(":")
    sign = "+" if zone[0] == "+" else "\u2212"
    return f"UTC{sign}{int(hours)}" + (f":{minutes}" if minutes not in ("", "00") else "")


def _is_one_unit(date: Date) -> bool:
    """Whether a date names one year, month, decade or finer, and not a span that has no name.

    ``200X`` does not: 'the 2000s' may be a century. Nor does ``202X~``, which may lie beside the decade.
    """
    if not date.is_masked:
        return date.precision is not Precision.SEASON or _season_number(date) not in _THIRDS
    match date.precision:
        case Precision.MONTH:
            return _is_whole_months(date)
        case Precision.YEAR:
            return _is_whole_years(date)
        case Precision.DECADE:
            return _is_whole_years(date) and date.earliest[2] != "0" and not date.is_qualified
        case _:
            return False


def _season_number(date: Date) -> int:
    return int(re.sub(r"[?~%]", "", date.text)[5:7])


def _is_whole_years(date: Date) -> bool:
    return date.earliest[5:10] == "01-01" and date.latest[5:10] == "12-31"


def _is_whole_months(date: Date) -> bool:
    year, month, day = (int(number) for number in date.latest[:10].split("-"))
    return date.earliest[8:10] == "01" and day == days_in_month(year, month)


def _said_once(pieces: list[_Piece]) -> list[_Piece]:
    """Pieces of one year and unit with the words they end on left to the last: '20' and '22 May 2025'.

    Only where those words hold the year; in languages that write the year first there is nothing to leave out.
    """
    last = pieces[-1]
    if not last.year or any((piece.unit, piece.year) != (last.unit, last.year) for piece in pieces):
        return pieces
    split = [piece.words.split(" ") for piece in pieces]
    shared = _shared_ending(split)
    if last.unit == "day":  # each keeps its own day
        while shared and not all(any(map(str.isdigit, " ".join(words[:-shared]))) for words in split):
            shared -= 1
    if not any(last.year in word for word in split[-1][len(split[-1]) - shared :]):
        return pieces
    shortened = (" ".join(words[: len(words) - shared]).rstrip(",") for words in split[:-1])
    return [*(_Piece(words, last.unit, last.year) for words in shortened), last]


def _shared_ending(split: list[list[str]]) -> int:
    """How many words all the lists end on, leaving at least one word in each."""
    shared = 0
    while shared < min(map(len, split)) - 1 and len({words[-shared - 1] for words in split}) == 1:
        shared += 1
    return shared
