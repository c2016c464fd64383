"""The words of the interface in one language: English messages, and what they are in a catalogue.

A message is English and complete: ``About {names}``, with values in braces. What is not in the catalogue stays English.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from gettext import c2py
from hashlib import blake2b
from typing import Any

from onrecord.site.date_words import locale_of

ONE_OR_MANY = "(n != 1)"
"""The plural rule of English: one form for 1, another for every other number."""

Key = tuple[str, str]
"""The context of a message (``""`` for none) and its English, in the singular."""


@dataclass(frozen=True)
class Catalogue:
    """The words of the interface in ``language`` (BCP 47).

    ``messages`` are the forms of each message, one or as many as the language has for numbers; ``plural`` is the rule
    that chooses one, as in the header of a PO file.
    """

    language: str = "en"
    messages: Mapping[Key, tuple[str, ...]] = field(default_factory=dict)
    plural: str = ONE_OR_MANY

    def __reduce__(self) -> tuple[Any, ...]:
        return Catalogue, (self.language, self.messages, self.plural)

    def gettext(self, message: str) -> str:
        """A message in the language."""
        found = self.messages.get(("", message))
        return found[0] if found else message

    def pgettext(self, context: str, message: str) -> str:
        """A message that means different things in different places."""
        found = self.messages.get((context, message))
        return found[0] if found else message

    def ngettext(self, one: str, many: str, number: int, context: str = "") -> str:
        """The form of a message for ``number``, with ``{n}`` still in it."""
        found = self.messages.get((context, one))
        if found:
            return found[min(self.form(number), len(found) - 1)]
        return one if number == 1 else many

    def forms(self, context: str, one: str, many: str) -> tuple[str, ...]:
        """All forms of a message, in the order of ``form``."""
        return self.messages.get((context, one)) or (one, many)

    def counted(self, number: int, one: str, many: str) -> str:
        """The form of a message for ``number``, with the number in it: ``1,204 claims``."""
        key = (one, number)
        found = self._counted.get(key)
        if found is None:
            found = self._counted[key] = self.ngettext(one, many, number).replace("{n}", self.number(number))
        return found

    def number(self, number: int) -> str:
        """A whole number as the language writes it: ``1,204`` or ``1.204``."""
        if number < 1000 or self.is_english:
            return f"{number:,}"
        from babel.numbers import format_decimal

        locale = locale_of(self.language)
        return format_decimal(number, locale=locale) if locale else f"{number:,}"

    def decimal(self, number: float) -> str:
        """A number as the language writes it, at six significant digits: ``51.7`` or ``51,7``."""
        locale = None if self.is_english else locale_of(self.language)
        if locale is None:
            return f"{number:g}"
        from babel.numbers import format_decimal

        return format_decimal(f"{number:g}", format="0.######", locale=locale)

    @property
    def is_english(self) -> bool:
        """Whether messages stand as they are written, unless the catalogue has others."""
        return self.language.split("-")[0].lower() == "en"

    @cached_property
    def form(self) -> Callable[[int], int]:
        """Which form a number takes."""
        return c2py(self.plural)

    @cached_property
    def digest(self) -> str:
        """BLAKE2b-128 of everything in the catalogue, in hexadecimal."""
        said = repr((self.language, self.plural, sorted(self.messages.items())))
        return blake2b(said.encode(), digest_size=16).hexdigest()

    @cached_property
    def _counted(self) -> dict[tuple[str, int], str]:
        return {}


ENGLISH = Catalogue()
