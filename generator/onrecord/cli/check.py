"""``onrecord check``: find every problem, write nothing."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.build.request import BuildRequest, BuildResult, Progress
from onrecord.cli.console import Console, plain
from onrecord.cli.formats import FORMATS
from onrecord.cli.options import CannotBeDone, console_options, content_options, find_site, site_argument
from onrecord.cli.progress import DelayedProgress
from onrecord.diagnostics import Severity


@click.command(
    "check",
    epilog="""\b
Examples:
  onrecord check
  onrecord check desk/ --strict
  onrecord check --changed                  (what is not committed yet brings in)
  onrecord check --changed=origin/main      (what this branch brings in)
  onrecord check --links
  onrecord check --format github
  onrecord check --format sarif > onrecord.sarif
""",
)
@site_argument
@content_options
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="How to tell the problems: for people, as JSON, as annotations of a GitHub workflow, or as SARIF 2.1.0.",
)
@click.option(
    "--changed",
    "base",
    is_flag=False,
    flag_value="HEAD",
    metavar="[=BASE]",
    help="Tell only what is new since the content parted from BASE, a branch or commit.  [default: the last commit]",
)
@click.option("--links", is_flag=True, help="Ask over the network whether links that lead out of the site still work.")
@click.option("--ignore-robots", is_flag=True, help="With --links: ask also where a host's robots.txt says not to.")
@console_options
def check_command(
    site: Path | None,
    drafts: bool,
    strict: bool,
    form: str,
    base: str | None,
    links: bool,
    ignore_robots: bool,
    color: bool | None,
) -> int:
    """Find every problem in the content of SITE, and write nothing.

    SITE is a folder with an onrecord.yaml; without it, the nearest one upward from here. Everything that a build
    checks is checked. The exit code is 1 when there is an error, or a warning under --strict, so that it can gate a
    merge. Problems go to standard error, those in a machine's format to standard output.

    With --changed the whole record is checked all the same, so that a removed actor is told wherever it was named;
    what was wrong before is passed over, wherever it stands now.

    With --links nothing but links is checked: slowly, host by host, and not again for a while where there was an
    answer. A dead link is a warning, one that cannot be checked a note.
    """
    root = find_site(site)
    if links and base is not None:
        raise click.UsageError("--links and --changed do not go together")
    request = BuildRequest(root, drafts=drafts, strict=strict, check_only=True)
    console = Console(root, color, form)
    from onrecord.build.collector import no_collection

    with no_collection(settles=True), DelayedProgress() as progress:
        result = _links(request, ignore_robots, progress) if links else _checked(request, base, progress)
    console.show(result.diagnostics)
    if links and not result.diagnostics:
        click.echo("no dead links", err=form != "text")
    else:
        console.summarise_check(result.counts)
    return 0 if result.ok else 1


def _checked(request: BuildRequest, base: str | None, progress: Progress) -> BuildResult:
    if base is None:
        from onrecord.build.build import build_site

        return build_site(request, progress)
    from onrecord.editing.changed import CannotCompare, check_change

    try:
        return check_change(request, base, progress)
    except CannotCompare as problem:
        raise CannotBeDone(plain(f"nothing to compare with: {problem}")) from None


def _links(request: BuildRequest, ignore_robots: bool, progress: Progress) -> BuildResult:
    import time

    from onrecord.editing.outward.asking import Manners
    from onrecord.editing.outward.check import check_links

    found = check_links(request, Manners(time.sleep, robots=not ignore_robots), progress)
    stopping = {Severity.ERROR, Severity.WARNING} if request.strict else {Severity.ERROR}
    return BuildResult(found, ok=not any(diagnostic.severity in stopping for diagnostic in found))
