"""The two maps on the workers of an executor that is not ours.

Of such a worker nothing is assumed but that the same ``onrecord`` is installed for it: it may be a thread, a process
that began long ago, or another machine without the site's folder. So all that it works on is sent to it. What all parts
of a map share may be large; it goes along with as many parts as there are workers, and after that only to those that
say that they miss it.
"""

from __future__ import annotations

import pickle
import socket
import traceback
import zlib
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from hashlib import blake2b
from os import cpu_count
from threading import Lock
from typing import Any, TypeVar

from onrecord.build.failures import WorkersFailed
from onrecord.build.request import BuildRequest
from onrecord.build.stamp import Installation, installation

AHEAD = 3
"""How many parts are under way for each worker, so that none waits for the next one."""

Shared = TypeVar("Shared")
Ready = TypeVar("Ready")
Part = TypeVar("Part")
Done = TypeVar("Done")


@dataclass(frozen=True, slots=True)
class _Done:
    """A part was worked on."""

    result: Any


@dataclass(frozen=True, slots=True)
class _Fault:
    """Work on a part ended in an error of its own."""

    error: Exception


@dataclass(frozen=True, slots=True)
class _Missing:
    """This worker was not sent yet what all parts share."""


@dataclass(frozen=True, slots=True)
class _Different:
    """Something else is installed for this worker than for who asks."""

    host: str
    installed: Installation


Answer = _Done | _Fault | _Missing | _Different


class Elsewhere:
    """The workers of ``executor``, about as many as ``workers`` says (``None``: as this machine has cores).

    The executor stays the caller's: it is not shut down.
    """

    def __init__(self, executor: Executor, workers: int | None = None) -> None:
        self._executor = executor
        self._workers = workers or cpu_count() or 1

    def map(
        self,
        prepare: Callable[[Shared], Ready],
        shared: Shared,
        work: Callable[[Ready, Part], Done],
        parts: Iterable[Part],
    ) -> Iterator[Done]:
        """``work(prepare(shared), part)`` for each of ``parts``, in their order; prepared once for each worker.

        Functions and values are pickled. Parts are asked for as they are needed.

        Raises:
            WorkersFailed: when the executor or one of its workers could not do it.
        """
        packed = zlib.compress(pickle.dumps((prepare, work, shared), pickle.HIGHEST_PROTOCOL), level=1)
        digest = blake2b(packed, digest_size=16).digest()
        under_way: deque[tuple[bytes, Future[Answer]]] = deque()
        try:
            for number, part in enumerate(parts):
                data = pickle.dumps(part, pickle.HIGHEST_PROTOCOL)
                under_way.append((data, self._send(digest, packed if number < self._workers else None, data)))
                if len(under_way) == AHEAD * self._workers:
                    yield self._done(digest, packed, *under_way.popleft())
            while under_way:
                yield self._done(digest, packed, *under_way.popleft())
        finally:
            for _, future in under_way:
                future.cancel()

    def _send(self, digest: bytes, packed: bytes | None, part: bytes) -> Future[Answer]:
        try:
            return self._executor.submit(answer, installation(), digest, packed, part)
        except Exception as error:
            raise WorkersFailed(_told(error)) from error

    def _done(self, digest: bytes, packed: bytes, part: bytes, future: Future[Answer]) -> Any:
        answered = _of(future)
        if isinstance(answered, _Missing):
            answered = _of(self._send(digest, packed, part))
        match answered:
            case _Done(result):
                return result
            case _Fault(error):
                raise error
            case _Different(host, installed):
                raise WorkersFailed(_differing(host, installed))
            case _:
                raise WorkersFailed(f"a worker gave an answer that was not asked for: {answered!r:.200}")


def elsewhere_of(request: BuildRequest) -> Elsewhere | None:
    """The workers that a build is to use in place of its own processes."""
    return Elsewhere(request.executor, request.jobs) if request.executor else None


_READY: dict[bytes, tuple[Callable[[Any, Any], Any], Any]] = {}
"""What this worker prepared last, by the digest of what it was made from."""

_ONE_AT_A_TIME = Lock()
"""What is prepared serves one thread at a time."""


def answer(asked: Installation, digest: bytes, packed: bytes | None, part: bytes) -> Answer:
    """Work on one part, in a worker. Nothing is unpickled before it is known that both sides have the same classes."""
    here = installation()
    if here != asked:
        return _Different(socket.gethostname(), here)
    with _ONE_AT_A_TIME:
        if digest not in _READY and packed is None:
            return _Missing()
        try:
            if packed is not None and digest not in _READY:
                _READY.clear()
                prepare, work, shared = pickle.loads(zlib.decompress(packed))
                _READY[digest] = (work, prepare(shared))
            work, ready = _READY[digest]
            return _Done(work(ready, pickle.loads(part)))
        except Exception as error:
            return _Fault(_sendable(error))


def _sendable(error: Exception) -> Exception:
    where = traceback.format_exc()
    try:
        pickle.loads(pickle.dumps(error))
    except Exception:
        error = RuntimeError(f"{type(error).__name__}: {error}")
    error.add_note(f"in a worker on {socket.gethostname()}:\n{where}")
    return error


def _of(future: Future[Answer]) -> Answer:
    try:
        return future.result()
    except Exception as error:
        raise WorkersFailed(_told(error)) from error


def _told(error: Exception) -> str:
    said = " ".join(str(error).split())
    if isinstance(error, CancelledError):
        return "the workers could not be used: their work was cancelled, or the connection to them was lost"
    return (
        f"the workers could not be used: {type(error).__name__}{': ' if said else ''}{said:.300}\n"
        "They, and what hands them their work, need the same onrecord as this machine, with the same packages."
    )


def _differing(host: str, theirs: Installation) -> str:
    mine = installation()
    found = [
        f"{name} {theirs.get(name, 'none')} instead of {mine.get(name, 'none')}"
        for name in [*mine, *(name for name in theirs if name not in mine)]
        if mine.get(name) != theirs.get(name)
    ]
    return (
        f"a worker on {host} would make other pages than this machine: it has {', '.join(found)}\n"
        "Install the same for all workers, and start them anew."
    )
