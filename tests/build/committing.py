"""A process of its own that builds, for the tests to kill, starve and lock out.

Its first argument says what to do; it prints a line for each thing that happened.
"""

from __future__ import annotations

import itertools
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from onrecord.build.failures import OutputBusy, OutputFailure
from onrecord.build.stage import Stage
from tests.build.trees import publish, write

OLD = {"index.html": b"old", "briefs/a/index.html": b"a", "x": b"file", "y/z/w": b"w"} | {
    f"p{n}/index.html": b"old" for n in range(4)
}
NEW = {"index.html": b"new", "briefs/b/index.html": b"b", "x/index.html": b"x", "y": b"y"} | {
    f"p{n}/index.html": b"new" for n in range(2, 6)
}
THEIRS = {"CNAME": b"example.org", "briefs/a/mine.txt": b"mine"}
BIG = {f"{version}/{n}.html": version.encode() * 5_000 for n in range(20) for version in ("a", "b")}


def kill_at_every_step(folder: Path) -> None:
    """In ``folder/1``, ``folder/2`` ...: build ``OLD``, then ``NEW`` in a process that is killed at that step.

    Ends with the first build that comes to its end, and prints its number.
    """
    for step in itertools.count(1):
        output = folder / str(step)
        publish(output, OLD)
        write(output, THEIRS)
        child = os.fork()
        if child == 0:
            kill_at(output, step)
            os._exit(0)
        if os.waitpid(child, 0)[1] == 0:
            print(step, flush=True)
            return


def kill_at(output: Path, step: int) -> None:
    """Build ``NEW``, killed before the given change of the file system, or half-way through it when it is a write."""
    steps = 0

    def counted(change: Callable[..., Any], half: Callable[..., Any] | None = None) -> Callable[..., Any]:
        def counting(*arguments: Any, **options: Any) -> Any:
            nonlocal steps
            steps += 1
            if steps == step:
                if half is not None:
                    half(*arguments)
                os.kill(os.getpid(), signal.SIGKILL)
            return change(*arguments, **options)

        return counting

    write_bytes = Path.write_bytes

    def write_half(file: Path, data: bytes) -> None:
        write_bytes(file, data[: len(data) // 2])

    for name in ("replace", "mkdir", "unlink", "rmdir"):
        setattr(os, name, counted(getattr(os, name)))
    setattr(Path, "write_bytes", counted(write_bytes, write_half))  # noqa: B010
    publish(output, NEW)


def build_for_ever(output: Path) -> None:
    """Build two sites by turns; a line after each."""
    versions = [{path: data for path, data in BIG.items() if path.startswith(name)} for name in ("a", "b")]
    turn = 0
    while True:
        publish(output, versions[turn % 2] | {"index.html": str(turn).encode()})
        turn += 1
        print(turn, flush=True)


def build_starved(output: Path, how: str) -> None:
    """Build what does not fit."""
    if how == "file-size-limit":
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    _try(lambda: publish(output, NEW | {f"big/{n}": bytes(300_000) for n in range(10)}))


def build_as_nobody(output: Path) -> None:
    """Build without the rights of the superuser, for whom modes do not count."""
    if os.geteuid() == 0:
        os.seteuid(65534)
    _try(lambda: publish(output, NEW))


def hold(output: Path) -> None:
    """Hold a stage, and a child that outlives this process, until standard input ends."""
    with Stage(output) as stage:
        stage.put("index.html", b"held")
        if os.fork() == 0:
            os.close(1)
            os.close(2)
            sys.stdin.read()
            os._exit(0)
        print("held", flush=True)
        sys.stdin.read()


def _try(build: Callable[[], object]) -> None:
    try:
        build()
    except OutputBusy:
        print("busy", flush=True)
    except OutputFailure as problem:
        print("refused:", problem, flush=True)
    else:
        print("built", flush=True)


if __name__ == "__main__":
    action, folder, *rest = sys.argv[1:]
    output = Path(folder)
    match action:
        case "kill-at":
            kill_at_every_step(output)
        case "for-ever":
            build_for_ever(output)
        case "starved":
            build_starved(output, rest[0])
        case "nobody":
            build_as_nobody(output)
        case "hold":
            hold(output)
