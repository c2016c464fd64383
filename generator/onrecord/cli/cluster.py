"""The workers of a Dask cluster, for builds of sites that are too large for one machine."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine, Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from onrecord import __version__
from onrecord.build.failures import WorkersFailed

PATIENCE = 5
"""Seconds that a scheduler has to answer."""

UNTIL_WORKERS = 5
"""Seconds that it then has to have a worker."""


@contextmanager
def workers_of(address: str) -> Iterator[tuple[Executor, int]]:
    """An executor on the workers of the cluster whose scheduler is at ``address``, and how many they are.

    Raises:
        WorkersFailed: when there is no such cluster, or it has no workers.
    """
    try:
        import dask
        from distributed import Client
    except ImportError as error:
        raise WorkersFailed(
            "building on a cluster needs the extra 'cluster', which is not installed\n"
            "Install it with: pip install 'onrecord[cluster]'"
        ) from error
    # What all pages share is meant to be sent, and only to a few workers at a time.
    large = {"distributed.admin.large-graph-warning-threshold": "1TB"}
    with dask.config.set(large), _silence():
        try:
            # A client that cannot connect goes on trying behind its own error.
            _apart(_must_answer(address))
            client = Client(address, timeout=PATIENCE, set_as_default=False)
        except Exception as error:  # the many kinds of a wrong address, a dead host, a refused certificate
            raise WorkersFailed(
                f"there is no cluster at '{address}': {_reason(error)}\n"
                "Give the address that its scheduler shows when it starts, such as tcp://192.0.2.7:8786"
            ) from error
        with client:
            try:
                client.wait_for_workers(1, timeout=UNTIL_WORKERS)
            except TimeoutError as error:
                raise WorkersFailed(
                    f"the cluster at '{address}' has no workers\n"
                    f"Start some with: dask worker {address} --nworkers auto --nthreads 1"
                ) from error
            _must_have_onrecord(client.get_versions(packages=["onrecord"]))
            yield client.get_executor(pure=False), len(client.nthreads())


def _apart(asked: Coroutine[Any, Any, None]) -> None:
    """Wait for something in a thread of its own: the caller's may run an event loop already."""
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, asked).result()


async def _must_answer(address: str) -> None:
    from distributed import Security, rpc

    secured = Security().get_connection_args("client")
    try:
        async with asyncio.timeout(PATIENCE + 1), rpc(address, timeout=PATIENCE, connection_args=secured) as there:
            found = await there.identity()
    except TimeoutError:
        found = {}
    if found.get("type") != "Scheduler":
        raise OSError("what is there does not answer as a scheduler does")


def _must_have_onrecord(versions: Any) -> None:
    """A worker without it would not say so: it would fall silent at the first call."""
    for where, found in {"the scheduler": versions["scheduler"], **versions["workers"]}.items():
        if not found["packages"].get("onrecord"):
            raise WorkersFailed(
                f"{where} has no onrecord\n"
                f"Install onrecord {__version__} on every machine of the cluster, and start it anew."
            )


@contextmanager
def _silence() -> Iterator[None]:
    """Dask logs what it also raises, with tracebacks."""
    before = logging.root.manager.disable
    logging.disable()
    try:
        yield
    finally:
        logging.disable(before)


def _reason(error: BaseException) -> str:
    """The first thing that went wrong, in one line."""
    while error.__cause__ is not None:
        error = error.__cause__
    return " ".join(str(error).split()) or type(error).__name__
