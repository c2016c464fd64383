"""A file of the site that is no page."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple


class Companion(NamedTuple):
    """A file beside the pages: its path below the output folder, and what makes its bytes.

    One that ``gives_way`` is not written where the desk has put a file of its own into the output folder. ``key`` says
    of one that is slow to make all that its bytes depend on beside the generator: while it stays, they may be kept.
    """

    path: str
    make: Callable[[], bytes]
    gives_way: bool = False
    key: str = ""
