"""``onrecord publish``: build the site and send what changed to where it is read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.build.failures import ForeignFile, UnsafeOutput
from onrecord.build.paths import unsafe_output
from onrecord.build.request import BuildRequest
from onrecord.cli.console import Console, plain
from onrecord.cli.options import console_options, find_site, site_argument, web_address
from onrecord.cli.progress import DelayedProgress
from onrecord.cli.sizes import size

if TYPE_CHECKING:
    from onrecord.publish.plan import Plan

NOT_USABLE = 2


@click.command(
    "publish",
    epilog="""\b
Examples:
  onrecord publish --dry-run
  onrecord publish --to live
  onrecord publish --to git:gh-pages
  onrecord publish --to s3://example-bucket/briefings
  onrecord publish --to rsync:desk@example.org:/srv/www/briefings
  onrecord publish --to /srv/www/briefings
""",
)
@site_argument
@click.option(
    "--to",
    "named",
    metavar="TARGET",
    help="Where to: a target that onrecord.yaml names under 'publish', or a place as it is written there.  "
    "[default: the only target of onrecord.yaml]",
)
@click.option("--dry-run", is_flag=True, help="Show what would be sent and removed, and change nothing at the target.")
@click.option(
    "--as-built",
    is_flag=True,
    help="Do not build: publish what stands in the output folder, with whatever options it was built.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the site is built.  [default: output/ in the site's folder]",
)
@click.option(
    "--base-url",
    metavar="URL",
    callback=web_address,
    help="Where the site will be read; takes the place of 'base_url' of the target and 'url' in onrecord.yaml.",
)
@click.option("--strict", is_flag=True, help="Let warnings stop the command as errors do.")
@click.option("--replace", is_flag=True, help="Overwrite files at the target that onrecord did not publish there.")
@click.option("--all", "resend", is_flag=True, help="Send every file, also those that the target is known to have.")
@console_options
def publish_command(
    site: Path | None,
    named: str | None,
    dry_run: bool,
    as_built: bool,
    output: Path | None,
    base_url: str | None,
    strict: bool,
    replace: bool,
    resend: bool,
    color: bool | None,
) -> int:
    """Build SITE and send what changed to a target.

    The site is built first, as onrecord build does, without drafts and embargoed briefs; with an error nothing is
    sent. Then goes what changed: files that pages need before the pages, removals last. What onrecord did not publish
    is neither overwritten nor removed. An interrupted run leaves a whole site, and the next one completes it.
    """
    root = find_site(site)
    folder = output or root / "output"
    if reason := unsafe_output(root, folder):
        raise UnsafeOutput(reason)
    if as_built and (strict or base_url):
        raise click.UsageError("--as-built does not build, so --strict and --base-url go with onrecord build")
    from onrecord.content.site_file import read_config
    from onrecord.publish.release import release_of
    from onrecord.publish.targets import chosen_target, open_destination

    console = Console(root, color)
    config, problems = read_config(root)
    if problems:
        console.show(problems)
        console.summarise_failure("nothing was published")
        return 1
    targets = config.publish or {}
    target, base = chosen_target(named, targets, root)
    destination = open_destination(target, root, folder, base=base, names=targets, replace=replace, resend=resend)
    with DelayedProgress() as progress:
        if not as_built:
            request = BuildRequest(root, output, base_url or target.base_url, strict=strict)
            if code := _build(request, folder, console, progress):
                return code
        with release_of(folder) as release:
            if dry_run:
                plan = destination.plan(release)
            else:
                progress.stage("publishing", None)
                plan = destination.publish(release, progress.advance)
    if dry_run:
        _show(plan)
    click.echo(plain(_summary(plan, destination.name, dry_run=dry_run)))
    return 0


def _build(request: BuildRequest, folder: Path, console: Console, progress: DelayedProgress) -> int:
    """Build the site; the exit code, 0 when all is well."""
    from onrecord.build.again import build_again

    try:
        result = build_again(request, progress)
    except ForeignFile as problem:
        console.show(problem.diagnostics(Path(os.path.relpath(folder, request.root)).as_posix()))
        console.summarise_failure("nothing was published")
        return NOT_USABLE
    console.show(result.diagnostics, notes=False)
    if not result.ok:
        console.summarise_failure("nothing was published")
        return 1
    for remark in result.remarks:
        click.echo(plain(remark))
    return 0


def _show(plan: Plan) -> None:
    """Every step of a dry run, in the order in which it would be taken."""
    for path in plan.in_the_way:
        click.echo(plain(f"remove  {path}"))
    for path in plan.sent:
        click.echo(plain(f"send    {path} ({size(plan.sizes[path])})"))
    for path in plan.removed:
        click.echo(plain(f"remove  {path}"))


def _summary(plan: Plan, name: str, *, dry_run: bool) -> str:
    """``published to '/srv/www': 3 files sent (12.4 kB), 1 removed, 80 unchanged``."""
    if plan.is_empty:
        return f"{name} holds just this site already: {plan.unchanged} unchanged, nothing to send"
    sent, gone = len(plan.sent), len(plan.gone)
    files = f"{sent} file{'' if sent == 1 else 's'}"
    if dry_run:
        counts = f"{files} to send ({size(plan.bytes_sent)}), {gone} to remove, {plan.unchanged} unchanged"
        return f"{name}: {counts}; nothing was sent"
    return f"published to {name}: {files} sent ({size(plan.bytes_sent)}), {gone} removed, {plan.unchanged} unchanged"
