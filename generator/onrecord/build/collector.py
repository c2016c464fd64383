"""Python's collector of cycles: it looks through all that a build holds, again and again, and finds next to nothing."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collection(*, settles: bool = False) -> Iterator[None]:
    """Nothing is collected meanwhile; a quarter of a build's time went into that.

    Where it ``settles``, what there is by then is not looked through afterwards either: where the process ends soon, or
    goes on to ``collect_and_settle``.
    """
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            if settles:
                gc.freeze()
            gc.enable()


def collect_and_settle() -> None:
    """Collect once, and take what is left to be there for long, so that later collections pass over it."""
    gc.unfreeze()
    gc.collect()
    gc.freeze()
