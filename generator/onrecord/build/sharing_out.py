"""Which worker process makes which pages.

A worker keeps what it wrote of an entry or a claim for the pages to come. Large pages list much of the record, and each
of them much the same; so some of the workers make those, and the others the many small ones, until one kind is done.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Generator, Iterable, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from typing import TypeVar

AHEAD = 2
"""How many parts are under way for each worker, so that none waits for the next one."""

Part = TypeVar("Part")
Done = TypeVar("Done")


def shared_out(
    crew: Sequence[Executor], do: Callable[[Part], Done], large: Iterable[Part], small: Iterable[Part]
) -> Generator[tuple[Part, Done]]:
    """What ``do`` gives for every part, in the order in which they are done.

    Half of the ``crew``, of which each is one worker, begins with the ``large`` parts, the other half with the
    ``small`` ones. Whoever has none left takes over the other half's last ones.
    """
    queues: tuple[deque[Part], deque[Part]] = (deque(large), deque(small))
    under_way: dict[Future[Done], tuple[int, Part]] = {}

    def begin(number: int) -> None:
        """Give a worker its next part, if there is any."""
        own, others = queues if number < max(1, len(crew) // 2) else queues[::-1]
        if own or others:
            part = own.popleft() if own else others.pop()
            under_way[crew[number].submit(do, part)] = number, part

    for number in [*range(len(crew))] * AHEAD:
        begin(number)
    try:
        while under_way:
            finished, _ = wait(under_way, return_when=FIRST_COMPLETED)
            for future in finished:
                number, part = under_way.pop(future)
                begin(number)
                yield part, future.result()
    finally:
        for future in under_way:
            future.cancel()
