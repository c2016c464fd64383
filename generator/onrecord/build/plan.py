"""Which files a site consists of: its pages, what stands beside them, and what is wrong with their addresses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.build.rendering import NotFound, Redirect, Task
from onrecord.content.locate import Locator
from onrecord.diagnostics import Diagnostic
from onrecord.record.record import Record
from onrecord.site.companion import Companion
from onrecord.site.routes import Route, check_addresses, check_routes, declared_in, redirect_file, redirects


@dataclass(frozen=True, slots=True)
class Plan:
    """``tasks`` are all pages, ``beside`` the paths of the files beside them, ``sources`` the content behind pages."""

    routes: list[Route]
    tasks: list[Task]
    beside: tuple[str, ...]
    sources: dict[str, str]
    diagnostics: list[Diagnostic]


def plan_of(record: Record, routes: list[Route], beside: list[Companion], locator: Locator) -> Plan:
    """The plan of a record's site."""
    diagnostics = check_routes(record, routes, locator, [file.path for file in beside])
    diagnostics += check_addresses(record, _published_files(record, routes, beside))
    tasks: list[Task] = [*routes, NotFound()]
    tasks += [Redirect(address, target) for address, target, _ in redirects(record) if redirect_file(address)]
    sources = {route.file: declared_in(record, route).path for route in routes}
    return Plan(routes, tasks, tuple(file.path for file in beside), sources, diagnostics)


def _published_files(record: Record, routes: list[Route], beside: list[Companion]) -> Iterator[str]:
    yield from (route.file for route in routes)
    yield from (path.removeprefix("content/") for path in record.assets)
    yield from (redirect_file(address) or "" for address, _, _ in redirects(record))
    yield from (file.path for file in beside)
    yield "404.html"
