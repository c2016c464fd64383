"""A build on workers that are not its own, and that see nothing of the site, gives the bytes of any other build."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from onrecord.build import elsewhere
from onrecord.build.build import build_site
from onrecord.build.elsewhere import Elsewhere
from onrecord.build.failures import WorkersFailed
from onrecord.build.request import BuildRequest, BuildResult, NoProgress
from onrecord.build.stamp import installation
from tests.build.trees import Tree, tree, write

NOW = datetime(2025, 6, 1, tzinfo=UTC)

TEMPLATES = {
    "templates/pages/page.html": b"{% extends 'theme/pages/page.html' %}\r\n"
    b"{% block main %}{% include 'marks/sign.html' %}\r\n{% include 'assets/sign.svg' %}\r\n{{ super() }}\r\n"
    b"{% endblock %}\r\n",
    "templates/marks/sign.html": "<p>Küste</p>\r\n".encode(),
    "templates/assets/sign.svg": b'<svg xmlns="http://www.w3.org/2000/svg"></svg>\n',
    "templates/assets/seal.png": b"\x89PNG\r\n\x1a\n" + bytes(5000),
}


@pytest.fixture
def site(tmp_path: Path, repository: Path) -> Path:
    site = Path(shutil.copytree(repository / "tests/worked/site", tmp_path / "site"))
    write(site, TEMPLATES)
    return site


def built(site: Path, executor: Executor | None, output: str = "output", *, clean: bool = False) -> BuildResult:
    request = BuildRequest(site, site.parent / output, now=NOW, jobs=2, search=False, clean=clean, executor=executor)
    return build_site(request, NoProgress())


def published(site: Path, output: str = "output") -> Tree:
    return tree(site.parent / output)


def without_the_folder(site: str) -> None:
    """Whatever this process wants to know of the site's folder from now on is refused."""

    def refuse(event: str, arguments: tuple[Any, ...]) -> None:
        if event in ("open", "os.listdir", "os.scandir") and str(arguments[0]).startswith(site):
            raise PermissionError(f"{event} of {arguments[0]} in a worker")

    sys.addaudithook(refuse)


@pytest.fixture
def strangers(site: Path) -> Iterator[Executor]:
    """Processes that were not forked from this one, and that may not look at the site."""
    with ProcessPoolExecutor(2, multiprocessing.get_context("spawn"), without_the_folder, (str(site),)) as pool:
        yield pool


def test_processes_that_see_nothing_of_the_site_make_the_same_bytes(site: Path, strangers: Executor) -> None:
    assert built(site, None, "here").ok
    assert built(site, strangers).ok
    assert published(site) == published(site, "here")
    assert strangers.submit(os.getpid).result() != os.getpid()  # the executor is still its owner's

    about = site / "content/pages/methodology.md"
    about.write_text(about.read_text(encoding="utf-8") + "\nOne more line.\n", encoding="utf-8")
    assert built(site, strangers).counts["written"] < 10
    assert built(site, None, "here", clean=True).ok
    assert published(site) == published(site, "here")


@pytest.mark.parametrize(
    "template",
    [b"{% include 'marks/sing.html' %}", b"\n{{ view.sumary }}", b"{% if %}", b"\n\xc3("],
    ids=["missing", "undefined", "malformed", "no text"],
)
def test_a_fault_of_a_template_is_told_as_ever(site: Path, template: bytes) -> None:
    write(site, {"templates/pages/page.html": template})
    told = built(site, None).diagnostics
    assert any(diagnostic.file.startswith("templates") for diagnostic in told)
    assert built(site, Here(), clean=True).diagnostics == told


def test_a_file_that_cannot_be_read_is_told_as_ever(site: Path) -> None:
    (site / "content/briefs/gone.md").symlink_to(site / "content/briefs/nowhere.md")
    told = built(site, None).diagnostics
    assert "content/briefs/gone.md" in {diagnostic.file for diagnostic in told}
    assert built(site, Here(), clean=True).diagnostics == told


class Here(Executor):
    """Does everything at once, with what it would have been sent; ``before`` each call something may happen."""

    def __init__(self, before: Callable[[list[Any]], None] = lambda call: None) -> None:
        self.calls: list[list[Any]] = []
        self.before = before

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        call = pickle.loads(pickle.dumps([function, *arguments]))
        self.calls.append(call)
        self.before(call)
        future: Future[Any] = Future()
        try:
            future.set_result(pickle.loads(pickle.dumps(call[0](*call[1:]))))
        except Exception as error:
            future.set_exception(error)
        return future

    @property
    def sent(self) -> list[bool]:
        """Of each call, whether what all parts share went along."""
        return [packed is not None for _, _, _, packed, _ in self.calls]


class Older(Here):
    """Has another Babel, and is sent what nobody could unpickle."""

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> Future[Any]:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(elsewhere, "installation", lambda: {**installation(), "babel": "1.0"})
            return super().submit(function, arguments[0], b"", b"no pickle", b"no pickle")


def added(to: int, number: int) -> int:
    return to + number


def same(value: int) -> int:
    return value


def divided(by: int, number: int) -> float:
    return number / by


def test_parts_come_back_in_order_and_what_they_share_goes_to_each_worker_once() -> None:
    executor = Here()
    assert list(Elsewhere(executor, 2).map(same, 100, added, range(20))) == list(range(100, 120))
    assert executor.sent == [True] * 2 + [False] * 18


def test_a_worker_that_misses_what_is_shared_is_sent_it() -> None:
    executor = Here(lambda call: elsewhere._READY.clear())
    assert list(Elsewhere(executor, 1).map(same, 7, added, range(3))) == [7, 8, 9]
    assert sorted(executor.sent) == [False] * 2 + [True] * 3


def test_two_builds_may_take_turns_on_one_worker() -> None:
    workers = Elsewhere(Here(), 1)
    one, two = (workers.map(same, shared, added, range(6)) for shared in (10, 20))
    assert [value for pair in zip(one, two, strict=True) for value in pair] == [
        value for number in range(6) for value in (10 + number, 20 + number)
    ]


def test_an_error_of_the_work_is_raised_as_it_is() -> None:
    with pytest.raises(ZeroDivisionError) as raised:
        list(Elsewhere(Here(), 2).map(same, 0, divided, [1]))
    assert "in a worker on" in raised.value.__notes__[0]


def test_a_worker_with_other_packages_is_refused_before_it_sees_anything(site: Path) -> None:
    assert built(site, None).ok
    before = published(site)

    with pytest.raises(
        WorkersFailed, match=rf"it has babel 1\.0 instead of {installation()['babel']}\nInstall the same"
    ):
        built(site, Older(), clean=True)
    assert published(site) == before


def test_work_that_was_cancelled_is_told() -> None:
    def cancelled(call: list[Any]) -> None:
        raise CancelledError

    with pytest.raises(WorkersFailed, match="the connection to them was lost"):
        list(Elsewhere(Here(cancelled), 2).map(same, 0, added, [1]))


def test_workers_that_break_are_told_and_the_old_site_stands(site: Path) -> None:
    assert built(site, None).ok
    before = published(site)

    def broken(call: list[Any]) -> None:
        raise BrokenProcessPool("A process was\nterminated abruptly")

    with pytest.raises(WorkersFailed, match="BrokenProcessPool: A process was terminated abruptly"):
        built(site, Here(broken), clean=True)
    assert published(site) == before
