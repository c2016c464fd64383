"""``onrecord check``: find every problem, write nothing."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.build.request import BuildRequest, BuildResult, Progress
from onrecord.cli.console import Console, plain
from onrecord.cli.formats import FORMATS
from onrecord.cli.options import CannotBeDone, console_options, content_options, find_site, site_argument
from onrecord.cli.progress import DelayedProgress


@click.command(
    "check",
    epilog="""\b
Examples:
  onrecord check
  onrecord check desk/ --strict
  onrecord check --changed                  (what is not committed yet brings in)
  onrecord check --changed=origin/main      (what this branch brings in)
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
@console_options
def check_command(
    site: Path | None, drafts: bool, strict: bool, form: str, base: str | None, color: bool | None
) -> int:
    """Find every problem in the content of SITE, and write nothing.

    SITE is a folder with an onrecord.yaml; without it, the nearest one upward from here. Everything that a build
    checks is checked. The exit code is 1 when there is an error, or a warning under --strict, so that it can gate a
    merge. Problems go to standard error, those in a machine's format to standard output.

    With --changed the whole record is checked all the same, so that a removed actor is told wherever it was named;
    what was wrong before is passed over, wherever it stands now.
    """
    root = find_site(site)
    request = BuildRequest(root, drafts=drafts, strict=strict, check_only=True)
    console = Console(root, color, form)
    with DelayedProgress() as progress:
        result = _checked(request, base, progress)
    console.show(result.diagnostics)
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
