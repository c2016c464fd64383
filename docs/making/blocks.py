"""Blocks of a page that are made from the code.

A block stands between ``<!-- made: name -->`` and ``<!-- end -->``, each on a line of its own. Everything outside the
blocks is written by hand.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

_BLOCK = re.compile(r"^<!-- made: ([a-z-]+) -->\n(.*?)^<!-- end -->$", re.DOTALL | re.MULTILINE)

Makers = Mapping[str, Callable[[], str]]
"""What makes each block, by its name: Markdown without a line end at its end."""


def names(text: str) -> list[str]:
    """The names of the blocks of a page, in order."""
    return [match[1] for match in _BLOCK.finditer(text)]


def filled(text: str, makers: Makers) -> str:
    """The page with every block made anew.

    Raises:
        KeyError: when a block has a name that nothing is known to make.
    """

    def made(match: re.Match[str]) -> str:
        return f"<!-- made: {match[1]} -->\n\n{makers[match[1]]()}\n\n<!-- end -->"

    return _BLOCK.sub(made, text)


def table(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    """A Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', '&#124;') for cell in line)} |" for line in lines)
