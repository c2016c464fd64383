"""Which files a site consists of: its pages, what stands beside them, and what is wrong with their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.build.rendering import NotFound, Redirect, Task, file_of
from onrecord.content.locate import Locator
from onrecord.diagnostics import Diagnostic
from onrecord.record.record import Record
from onrecord.site.companion import Companion
from onrecord.site.redirects import redirect_file, redirects
from onrecord.site.routes import Route, check_addresses, check_routes, declared_in


@dataclass(frozen=True, slots=True)
class Plan:
    """``tasks`` are all pages, ``by_path`` each by its file, ``beside`` the paths of the files beside them.

    ``sources`` are the content files behind pages, by the paths of these.
    """

    routes: list[Route]
    tasks: list[Task]
    by_path: dict[str, Task]
    beside: tuple[str, ...]
    sources: dict[str, str]
    diagnostics: list[Diagnostic]


def plan_of(
    record: Record,
    routes: list[Route],
    beside: list[Companion],
    locator: Locator,
    known: list[Diagnostic] | None = None,
) -> Plan:
    """The plan of a record's site; ``known`` is what is wrong with its addresses, where it was found out before."""
    diagnostics = known
    if diagnostics is None:
        diagnostics = check_routes(record, routes, locator, [file.path for file in beside])
        diagnostics += check_addresses(record, _published_files(record, routes, beside))
    tasks: list[Task] = [*routes, NotFound()]
    tasks += [Redirect(address, target) for address, target, _ in redirects(record) if redirect_file(address)]
    sources = {route.file: declared_in(record, route).path for route in routes}
    by_path = {file_of(task): task for task in tasks}
    return Plan(routes, tasks, by_path, tuple(file.path for file in beside), sources, diagnostics)


def _published_files(record: Record, routes: list[Route], beside: list[Companion]) -> Iterator[str]:
    yield from (route.file for route in routes)
    yield from (path.removeprefix("content/") for path in record.assets)
    yield from (redirect_file(address) or "" for address, _, _ in redirects(record))
    yield from (file.path for file in beside)
    yield "404.html"
