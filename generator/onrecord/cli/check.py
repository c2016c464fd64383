"""``onrecord check``: find every problem, write nothing."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.build.request import BuildRequest
from onrecord.cli.console import Console
from onrecord.cli.formats import FORMATS
from onrecord.cli.options import console_options, content_options, find_site, site_argument
from onrecord.cli.progress import DelayedProgress


@click.command(
    "check",
    epilog="""\b
Examples:
  onrecord check
  onrecord check desk/ --strict
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
@console_options
def check_command(site: Path | None, drafts: bool, strict: bool, form: str, color: bool | None) -> int:
    """Find every problem in the content of SITE, and write nothing.

    SITE is a folder with an onrecord.yaml; without it, the nearest one upward from here. Everything that a build
    checks is checked. The exit code is 1 when there is an error, or a warning under --strict, so that it can gate a
    merge. Problems go to standard error, those in a machine's format to standard output.
    """
    root = find_site(site)
    from onrecord.build.build import build_site

    console = Console(root, color, form)
    with DelayedProgress() as progress:
        result = build_site(BuildRequest(root, drafts=drafts, strict=strict, check_only=True), progress)
    console.show(result.diagnostics)
    console.summarise_check(result.counts)
    return 0 if result.ok else 1
