"""``onrecord bundle``: take something out of the site, with all it needs."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.build.request import BuildRequest
from onrecord.cli.console import Console, plain
from onrecord.cli.options import console_options, find_site, site_argument
from onrecord.cli.progress import DelayedProgress
from onrecord.cli.sizes import size

BUILT = ".onrecord/bundle"
"""Where in the site's folder the site is built that bundles are taken from; the output folder stays as it is."""


@click.group("bundle")
def bundle_command() -> None:
    """Take a brief out of the site, with all it needs."""


@bundle_command.command(
    "brief",
    epilog="""\b
Examples:
  onrecord bundle brief depot-fire
  onrecord bundle brief depot-fire --output evidence/depot-fire
  onrecord bundle brief depot-fire --output depot-fire.zip --no-pdf
""",
)
@click.argument("brief_id", metavar="ID")
@site_argument
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    metavar="PATH",
    help="Where to write it: a zip file when the name ends in .zip, otherwise a folder.  [default: ID.zip]",
)
@click.option(
    "--pdf/--no-pdf",
    default=None,
    help="Insist on the brief as PDF, or leave it out. Otherwise it is made where Chromium or Chrome is found.",
)
@click.option("--drafts", is_flag=True, help="Take in drafts and briefs under embargo.")
@click.option("--replace", is_flag=True, help="Write anew a bundle that is there already.")
@console_options
def bundle_brief_command(
    brief_id: str,
    site: Path | None,
    output: Path | None,
    pdf: bool | None,
    drafts: bool,
    replace: bool,
    color: bool | None,
) -> int:
    """Write the brief ID as one folder or zip file that opens from disk.

    It holds the pages of the brief, its claims and its events, everything that they load, the copies of sources that
    the desk keeps in snapshots/, the brief as PDF, and the SHA-256 of every file. Links to other pages lead to the
    site. Nothing is downloaded.
    """
    root = find_site(site)
    from onrecord.build.build import build_site
    from onrecord.publish.bundle import brief_of, write_bundle
    from onrecord.publish.chromium import CannotPrint, find_chromium

    console = Console(root, color)
    with DelayedProgress() as progress:
        result = build_site(BuildRequest(root, root / BUILT, drafts=drafts), progress)
    console.show(result.diagnostics, notes=False)
    if not result.ok or result.record is None:
        console.summarise_failure("nothing was bundled")
        return 1
    brief = brief_of(result.record, brief_id)
    target = output or Path(f"{brief.id}.zip")
    browser = None if pdf is False else find_chromium()
    if pdf and browser is None:
        raise CannotPrint("there is no Chromium or Chrome to print with; install one, or set CHROMIUM to its path")
    bundled = write_bundle(root, root / BUILT, result.record, brief, target, browser=browser, replace=replace)
    if pdf is None and browser is None:
        click.echo("without a PDF: no Chromium or Chrome was found; install one, or set CHROMIUM to its path")
    copies = f"copies of {bundled.copied} of {bundled.sources} source{'' if bundled.sources == 1 else 's'}"
    click.echo(plain(f"bundled '{target}': {bundled.files} files ({size(bundled.bytes)}), {copies}"))
    return 0
