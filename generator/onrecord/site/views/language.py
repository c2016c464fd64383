"""What depends on language: dates in the site's words, and how quotations in other languages run."""

from __future__ import annotations

from functools import lru_cache

from onrecord.content.dates import Date
from onrecord.site.date_words import precision_class, short_month, words
from onrecord.site.views.marks import Marks
from onrecord.site.views.parts import Quote, When
from onrecord.site.views.words import Words

RIGHT_TO_LEFT_SCRIPTS = frozenset(
    ("adlm", "arab", "aran", "hebr", "mand", "mend", "nkoo", "rohg", "samr", "syrc", "thaa", "yezi")
)
"""ISO 15924 codes of the scripts in use that run from right to left."""

RIGHT_TO_LEFT_LANGUAGES = frozenset(
    (
        "ar",
        "arc",
        "arz",
        "ckb",
        "dv",
        "fa",
        "he",
        "iw",
        "ks",
        "lrc",
        "mzn",
        "nqo",
        "pnb",
        "ps",
        "sd",
        "syr",
        "ug",
        "ur",
        "yi",
    )
)
"""Languages whose usual script (CLDR, likely subtags) runs from right to left."""


class Language:
    """The site's language: ``tag`` is BCP 47, ``direction`` is ``ltr`` or ``rtl``.

    ``words`` are those of the interface. They are English where there are no others; then dates are too.
    """

    def __init__(self, tag: str, words: Words) -> None:
        self.tag = tag
        self.words = words
        self.marks = Marks(words)
        self.interface = words.catalogue.language
        self.direction = direction_of(tag)
        self._moments: dict[str, When] = {}
        self._spans: dict[str, When] = {}

    def when(self, date: Date) -> When:
        """When a moment was; an interval is read as a moment not known better."""
        found = self._moments.get(date.text)
        if found is None:
            found = self._moments[date.text] = self._written(date, lasting=False)
        return found

    def when_known(self, date: Date | None) -> When | None:
        """When a moment was, if that is known."""
        return None if date is None else self.when(date)

    def bound(self, date: Date | None) -> When | None:
        """One end of a time that something held, if it is known."""
        if date is None:
            return None
        found = self._spans.get(date.text)
        if found is None:
            found = self._spans[date.text] = self._written(date, lasting=True)
        return found

    def month(self, number: int) -> str:
        """The short name of a month, 1 to 12."""
        return short_month(number, self.interface)

    def other(self, tag: str | None) -> str | None:
        """``tag``, or the site's language, where it is another one than that of the interface."""
        found = tag or self.tag
        return None if found == self.interface else found

    def _written(self, date: Date, *, lasting: bool) -> When:
        return When(words(date, self.interface, lasting=lasting), date.machine, precision_class(date), date.text)


def quoted(text: str | None, lang: str | None, script: str | None = None) -> Quote | None:
    """Verbatim words, if there are any, with their direction where language or script is known."""
    if not text or not text.strip():
        return None
    tag = f"{lang or 'und'}-{script}" if script else lang
    return Quote(text.strip(), lang, direction_of(tag) if tag else None)


@lru_cache(maxsize=256)
def direction_of(tag: str) -> str:
    """``ltr`` or ``rtl`` for a BCP 47 tag; a script in it counts for more than the language."""
    language, *others = tag.lower().replace("_", "-").split("-")
    for part in others:
        if len(part) == 1:
            break
        if len(part) == 4 and part.isalpha():
            return "rtl" if part in RIGHT_TO_LEFT_SCRIPTS else "ltr"
    return "rtl" if language in RIGHT_TO_LEFT_LANGUAGES else "ltr"


@lru_cache(maxsize=256)
def script_name(code: str | None, tag: str) -> str | None:
    """The name of a script (ISO 15924) in a language: ``Cyrillic``; its code where there is none."""
    if not code:
        return None
    from babel import Locale, UnknownLocaleError

    for candidate in (tag, tag.split("-")[0]):
        try:
            return str(Locale.parse(candidate, sep="-").scripts.get(code.title(), code))
        except (UnknownLocaleError, ValueError):
            continue
    return code
