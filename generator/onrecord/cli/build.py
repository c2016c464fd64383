"""``onrecord build``: write the site."""

from __future__ import annotations

import os
import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.build.failures import ForeignFile, UnsafeOutput
from onrecord.build.paths import unsafe_output
from onrecord.build.request import BuildRequest
from onrecord.cli.console import Console
from onrecord.cli.options import console_options, content_options, find_site, plain_date, site_argument, web_address
from onrecord.cli.progress import DelayedProgress

if TYPE_CHECKING:
    from concurrent.futures import Executor

    from onrecord.content.dates import Date

NOT_USABLE = 2


@click.command(
    "build",
    epilog="""\b
Examples:
  onrecord build
  onrecord build desk/ --output public/ --base-url https://example.org/briefings/
  onrecord build --strict --drafts
  onrecord build --as-of 2025-05-26 --output then/
  onrecord build --cluster tcp://192.0.2.7:8786
""",
)
@site_argument
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where to write the site.  [default: output/ in the site's folder]",
)
@click.option(
    "--base-url",
    metavar="URL",
    callback=web_address,
    help="Where the site will be published; takes the place of 'url' in onrecord.yaml.",
)
@click.option(
    "--as-of",
    metavar="DATE",
    callback=plain_date,
    help="Build the site as the desk knew it at the end of a day, a month or a year, and say so on every page. "
    "One that is not over yet gives the present site.",
)
@content_options
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes read and render.  [default: as the machine and the site's size suggest]",
)
@click.option(
    "--cluster",
    metavar="ADDRESS",
    help="Read and render on the workers of a Dask cluster, whose scheduler is at this address.",
)
@click.option("--no-search", is_flag=True, help="Leave the search page and its index out.")
@click.option("--clean", is_flag=True, help="Read and render everything, whatever earlier builds left.")
@console_options
def build_command(
    site: Path | None,
    output: Path | None,
    base_url: str | None,
    as_of: Date | None,
    drafts: bool,
    strict: bool,
    jobs: int | None,
    cluster: str | None,
    no_search: bool,
    clean: bool,
    color: bool | None,
) -> int:
    """Write the site in SITE to its output folder.

    SITE is a folder with an onrecord.yaml; without it, the nearest one upward from here. All problems of the content
    are shown in one run. When there is an error nothing is written, and the last site stays as it was. Files in the
    output folder that onrecord did not write are never touched.
    """
    root = find_site(site)
    target = output or root / "output"
    if reason := unsafe_output(root, target):
        raise UnsafeOutput(reason)
    from onrecord.build.again import build_again
    from onrecord.build.collector import no_collection

    console = Console(root, color)
    request = BuildRequest(root, output, base_url, drafts, strict, jobs, as_of=as_of, clean=clean, search=not no_search)
    started = time.perf_counter()
    try:
        with no_collection(settles=True), DelayedProgress() as progress, _workers(cluster) as (executor, number):
            result = build_again(replace(request, executor=executor, jobs=jobs or number), progress)
    except ForeignFile as problem:
        console.show(problem.diagnostics(Path(os.path.relpath(target, root)).as_posix()))
        console.summarise_failure("nothing was written")
        return NOT_USABLE
    console.show(result.diagnostics, notes=False)
    if not result.ok:
        console.summarise_failure("nothing was written")
        return 1
    console.summarise_build(result.counts, time.perf_counter() - started, result.remarks)
    return 0


def _workers(cluster: str | None) -> AbstractContextManager[tuple[Executor | None, int | None]]:
    """What reads and renders in place of this machine, and how many workers it has."""
    if cluster is None:
        return nullcontext((None, None))
    from onrecord.cli.cluster import workers_of

    return workers_of(cluster)
