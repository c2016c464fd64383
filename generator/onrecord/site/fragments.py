"""Pieces of HTML that many pages show, written once.

A macro that is imported without context sees its arguments and the site's facts, and no page. So for the same values it
writes the same on every page, and ``remembered`` keeps what it wrote. Addresses in it start with ``ROOT``, which stands
for the way from a page to the root of the site until the page is whole. A long piece is passed around as a stand-in of
a few characters, so that it is neither copied from macro to macro nor read again by whoever reads the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from onrecord.site.symbols import holds_symbols, only_symbols, symbols_used

ROOT = "\x7f"
MARK = "\x1b"
"""Neither can come from content: both are among ``onrecord.content.characters.REFUSED``."""

SHORT = 300
"""Pieces of fewer characters are passed around as they are."""

LONG = 16
"""Lists of fewer rows are written anew."""

MOST_OF_LISTS = 16_000_000
"""Lists are held up to so many characters, stand-ins for their rows included."""


class Written(NamedTuple):
    """A page: all of its HTML, then the same in parts, in which ``ROOT`` still stands for the way to the root.

    ``own`` is what is not in a piece, and ``pieces`` are the numbers of those it holds; of the theme's symbols ``html``
    holds only those that the page uses.
    """

    html: str
    own: str
    pieces: tuple[int, ...]


class Fragments:
    """The pieces of one site, by number."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._uses: dict[int, frozenset[str]] = {}
        self._sets: dict[frozenset[str], frozenset[str]] = {}
        self._holding: set[int] = set()
        self._symbols: dict[tuple[int, frozenset[str]], str] = {}
        self._macros: list[Remembered] = []
        self._lists: list[RememberedList] = []
        self._size = self._size_of_lists = 0
        self.goes_on = False
        """Whether pages are made again and again, most of their lists the same."""
        self.pulse: Callable[[], None] | None = None
        """Called again and again while a page is written; it may raise to give up."""

    @property
    def size(self) -> int:
        """How many characters all pieces have together."""
        return self._size

    def limit(self, most: int) -> bool:
        """Begin anew when the pieces have more than so many characters together; whether that was so.

        Not within a page: what it holds of pieces counts no more.
        """
        if self._size <= most:
            return False
        self._texts.clear()
        self._uses.clear()
        self._holding.clear()
        self._symbols.clear()
        self._size = 0
        for macro in self._macros:
            macro.forget()
        self._forget_lists()
        return True

    def _forget_lists(self) -> None:
        self._size_of_lists = 0
        for macro in self._lists:
            macro.forget()

    def remembered(self, macro: Callable[..., str], once: bool = False) -> Remembered:
        """``macro``, which writes the same for the very same arguments: no need to ask it twice.

        What stands ``once`` on a site is remembered only where pages are made again and again.
        """
        self._macros.append(Remembered(macro, self, once))
        return self._macros[-1]

    def remembered_list(self, macro: Callable[..., str]) -> RememberedList:
        """The same for one that writes a list, but only where pages are made again and again."""
        self._lists.append(RememberedList(macro, self, once=False))
        return self._lists[-1]

    def text(self, number: int) -> str:
        """A piece."""
        return self._texts[number]

    def kept(self, written: str) -> Markup:
        """What is passed around of something that a macro wrote."""
        if len(written) < SHORT:
            return written if isinstance(written, Markup) else Markup(written)
        self._texts.append(self._filled(written))
        self._size += len(self._texts[-1])
        return Markup(f"{MARK}{len(self._texts) - 1}{MARK}")

    def count_list(self, written: str) -> None:
        """A list is held too; every edit brings others, so all are forgotten sooner than the pieces in them."""
        self._size_of_lists += len(written)
        if self._size_of_lists > MOST_OF_LISTS:
            self._forget_lists()

    def whole(self, written: str, root: str) -> Written:
        """A page that templates wrote; ``root`` leads from it to the root of the site."""
        parts = written.split(MARK)
        pieces = tuple(map(int, parts[1::2]))
        own = "".join(parts[::2])
        uses, texts = self._uses, self._texts
        used = symbols_used(own).union(*[uses[number] if number in uses else self._used(number) for number in pieces])
        held = [texts[number] for number in pieces]
        if holding := self._holding.intersection(pieces):
            held = [
                self._with_symbols(number, used) if number in holding else text
                for number, text in zip(pieces, held, strict=True)
            ]
        parts[1::2] = held
        html = "".join(parts)
        if holds_symbols(own):
            html = only_symbols(html, used)
        if not root:
            html = html.replace(f'"{ROOT}"', '"./"')
        return Written(html.replace(ROOT, root), own, pieces)

    def _used(self, number: int) -> frozenset[str]:
        """The shapes that a piece uses, found out when it first comes into a page."""
        text = self._texts[number]
        if holds_symbols(text):
            self._holding.add(number)
        found = symbols_used(text)
        found = self._uses[number] = self._sets.setdefault(found, found)
        return found

    def _with_symbols(self, number: int, used: frozenset[str]) -> str:
        """A piece that holds shapes, with no more than those that its page uses."""
        found = self._symbols.get((number, used))
        if found is None:
            found = self._symbols[number, used] = only_symbols(self._texts[number], used)
        return found

    def _filled(self, written: str) -> str:
        parts = written.split(MARK)
        parts[1::2] = [self._texts[int(number)] for number in parts[1::2]]
        return "".join(parts)


class Remembered:
    """A macro and what it wrote, by the identity of its arguments, which are held: no other value can take it over."""

    __slots__ = ("_fragments", "_kept", "_macro", "_once", "name")

    def __init__(self, macro: Callable[..., str], fragments: Fragments, once: bool) -> None:
        self._macro = macro
        self._fragments = fragments
        self._once = once
        self._kept: dict[object, tuple[str, object, object]] = {}
        self.name = getattr(macro, "name", "")

    def forget(self) -> None:
        """Write everything anew from now on."""
        self._kept.clear()

    def __call__(self, *arguments: object, **named: object) -> str:
        """What the macro writes."""
        if self._once and not self._fragments.goes_on:
            return self._macro(*arguments, **named)
        key: object
        if named:
            key = (*map(id, arguments), *named, *map(id, named.values()))
        else:
            key = id(arguments[0]) if len(arguments) == 1 else tuple(map(id, arguments))
        held = self._kept.get(key)
        if held is None:
            if self._fragments.pulse:
                self._fragments.pulse()
            written = self._taken(self._macro(*arguments, **named))
            held = self._kept[key] = (written, arguments, named or None)
        return held[0]

    def _taken(self, written: str) -> str:
        """What is passed around of something that the macro wrote, and held."""
        return self._fragments.kept(written)


class RememberedList(Remembered):
    """A macro that writes a list, and what it wrote of long ones: rows stay stand-ins within it."""

    __slots__ = ()

    def __call__(self, *arguments: object, **named: object) -> str:
        """What the macro writes of the list that is its first argument."""
        rows = arguments[0]
        if not self._fragments.goes_on or not isinstance(rows, Sequence) or len(rows) < LONG:
            return self._macro(*arguments, **named)
        return super().__call__(*arguments, **named)

    def _taken(self, written: str) -> str:
        self._fragments.count_list(written)
        return written
