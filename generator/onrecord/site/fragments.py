"""Pieces of HTML that many pages show, written once.

A macro that is imported without context sees its arguments and the site's facts, and no page. So for the same values it
writes the same on every page, and ``remembered`` keeps what it wrote. Addresses in it start with ``ROOT``, which stands
for the way from a page to the root of the site until the page is whole. A long piece is passed around as a stand-in of
a few characters, so that it is neither copied from macro to macro nor read again by whoever reads the page.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from markupsafe import Markup

from onrecord.site.pieces import Piece, Pieces
from onrecord.site.symbols import holds_symbols, only_symbols, symbols_used

ROOT = "\x7f"
MARK = "\x1b"
"""Neither can come from content: both are among ``onrecord.content.characters.REFUSED``."""

_ROOT, _MARK = ROOT.encode(), MARK.encode()

SHORT = 300
"""Pieces of fewer characters are passed around as they are."""

LONG = 16
"""Lists of fewer rows are written anew."""

MOST_SHORT = 100_000
"""So many short pieces are held where pages are made once, half of which were asked for lately."""

MOST_OF_LISTS = 16_000_000
"""Lists are held up to so many characters, stand-ins for their rows included."""


class Written(NamedTuple):
    """A page: all of its HTML in UTF-8, then the same in parts, in which ``ROOT`` still stands for the way to the root.

    ``own`` is what is not in a piece, and ``pieces`` are those it holds; of the theme's symbols ``html`` holds only
    those that the page uses.
    """

    html: bytes
    own: str
    pieces: list[Piece]


class Fragments:
    """The pieces of one site, each as the bytes of UTF-8 that come into pages."""

    def __init__(self) -> None:
        self._pieces = Pieces()
        self._symbols: dict[tuple[int, frozenset[bytes]], bytes] = {}
        self._sets: dict[frozenset[bytes], frozenset[bytes]] = {}
        self._macros: list[Remembered] = []
        self._lists: list[RememberedList] = []
        self._short = self._size_of_lists = 0
        self.goes_on = False
        """Whether pages are made again and again, most of their lists the same."""
        self.pulse: Callable[[], None] | None = None
        """Called again and again while a page is written; it may raise to give up."""

    @property
    def size(self) -> int:
        """How many bytes of pieces are in memory."""
        return self._pieces.size

    def limit(self, most: int) -> None:
        """Have no more than so many bytes of pieces in memory.

        Where pages are made again and again, all of them are forgotten then: few would be asked for again. Not within a
        page: what it holds of pieces may count no more.
        """
        if self._short > MOST_SHORT // 2 and not self.goes_on:
            self._short = 0
            for macro in self._macros:
                macro.forget_short()
        if self._pieces.size > most and (self.goes_on or not self._pieces.put_away()):
            self._forget()

    def _forget(self) -> None:
        self._pieces.clear()
        self._symbols.clear()
        self._short = 0
        for macro in self._macros:
            macro.forget()
        self._forget_lists()

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

    def kept(self, written: str) -> str:
        """What is passed around of something that a macro wrote."""
        if len(written) < SHORT:
            return written
        return f"{MARK}{self._pieces.add(self._filled(written))}{MARK}"

    def count_short(self) -> None:
        """One more short piece is held."""
        self._short += 1

    def count_list(self, written: str) -> None:
        """A list is held too; every edit brings others, so all are forgotten sooner than the pieces in them."""
        self._size_of_lists += len(written)
        if self._size_of_lists > MOST_OF_LISTS:
            self._forget_lists()

    def whole(self, written: str, root: str) -> Written:
        """A page that templates wrote; ``root`` leads from it to the root of the site."""
        parts = written.encode().split(_MARK)
        pieces = self._pieces.all(map(int, parts[1::2]))
        own = b"".join(parts[::2])
        used = symbols_used(own).union(*{self._used(piece) for piece in pieces})
        parts[1::2] = [self._with_symbols(piece, used) if piece.holds else piece.text for piece in pieces]
        html = b"".join(parts)
        if holds_symbols(own):
            html = only_symbols(html, used)
        if not root:
            html = html.replace(b'"%b"' % _ROOT, b'"./"')
        return Written(html.replace(_ROOT, root.encode()), own.decode(), pieces)

    def _used(self, piece: Piece) -> frozenset[bytes]:
        """The shapes that a piece uses, found out when it first comes into a page."""
        if piece.symbols is None:
            found = symbols_used(piece.text)
            piece.symbols = self._sets.setdefault(found, found)
            piece.holds = holds_symbols(piece.text)
        return piece.symbols

    def _with_symbols(self, piece: Piece, used: frozenset[bytes]) -> bytes:
        """A piece that holds shapes, with no more than those that its page uses."""
        found = self._symbols.get((piece.number, used))
        if found is None:
            found = self._symbols[piece.number, used] = only_symbols(piece.text, used)
        return found

    def _filled(self, written: str) -> bytes:
        parts = written.encode().split(_MARK)
        if len(parts) > 1:
            parts[1::2] = [piece.text for piece in self._pieces.all(map(int, parts[1::2]))]
        return b"".join(parts)


class _Texts(dict[object, str]):
    """What a macro wrote, by what tells its arguments, which are ``held``."""

    __slots__ = ("held",)

    def __init__(self) -> None:
        self.held: list[object] = []

    def hold(self, key: object, text: str, arguments: object) -> None:
        """One more."""
        self[key] = text
        self.held.append(arguments)


_markup: Callable[[str], Markup] = partial(str.__new__, Markup)
"""What ``Markup`` makes of plain text, in a fraction of the time; held as plain text it takes half the memory."""


class Remembered:
    """A macro and what it wrote, by the identity of its arguments, which are held: no other value can take it over."""

    __slots__ = ("_earlier", "_fragments", "_long", "_macro", "_once", "_short", "name")

    def __init__(self, macro: Callable[..., str], fragments: Fragments, once: bool) -> None:
        self._macro = macro
        self._fragments = fragments
        self._once = once
        self._long, self._short, self._earlier = _Texts(), _Texts(), _Texts()
        self.name = getattr(macro, "name", "")

    def forget(self) -> None:
        """Write everything anew from now on."""
        self._long, self._short, self._earlier = _Texts(), _Texts(), _Texts()

    def forget_short(self) -> None:
        """Write anew what is short unless it is asked for before this comes again."""
        self._short, self._earlier = _Texts(), self._short

    def __call__(self, *arguments: object, **named: object) -> str:
        """What the macro writes."""
        if self._once and not self._fragments.goes_on:
            return self._macro(*arguments, **named)
        key: object
        held: object
        if named:
            key, held = (*map(id, arguments), *named, *map(id, named.values())), (arguments, named)
        elif len(arguments) == 1:
            held = arguments[0]
            key = id(held)
        else:
            key, held = tuple(map(id, arguments)), arguments
        found = self._long.get(key) or self._short.get(key)
        if found is None:
            found = self._earlier.get(key)
            if found is None:
                if self._fragments.pulse:
                    self._fragments.pulse()
                found = str(self._taken(self._macro(*arguments, **named)))
            if found.startswith(MARK):
                self._long.hold(key, found, held)
            else:
                self._short.hold(key, found, held)
                self._fragments.count_short()
        return _markup(found)

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
