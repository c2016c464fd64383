"""``onrecord init``: a new site."""

from __future__ import annotations

import os
import shlex
from datetime import date
from pathlib import Path

import click

from onrecord.cli.console import plain
from onrecord.cli.options import SITE_FILE, CannotBeDone, debug_option
from onrecord.editing.new_files import LeadsOutside, NotNew, write_new
from onrecord.editing.starting import HOSTS, Host, recipe, starting_files

MANY = 8


@click.command(
    "init",
    epilog="""\b
Examples:
  onrecord init desk
  onrecord init desk --title "Harbour desk" --host github
  onrecord init . --host gitlab     (add a recipe to the site that is here)
""",
)
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, file_okay=False))
@click.option("--title", metavar="TEXT", help="The site's name.  [default: made of the folder's name]")
@click.option(
    "--host",
    type=click.Choice(HOSTS),
    help="Add what this host needs to check, build and publish the site; 'none': a script for any other.",
)
@debug_option
def init_command(folder: Path, title: str | None, host: Host | None) -> int:
    """Make a new site in DIR, ready to build.

    It has settings, a methodology page, a sample brief that shows how one is made, and settings for editors. In the
    folder of a site, only the recipe of the host is added. Files that are there are never overwritten: if one is in
    the way, nothing is written.
    """
    root = Path(os.path.abspath(folder))
    if there := (root / SITE_FILE).is_file():
        if host is None:
            raise CannotBeDone(f"'{plain(str(folder))}' is a site already; with --host, a recipe can be added to it")
        if title is not None:
            raise CannotBeDone(f"'{plain(str(folder))}' is a site already: its title is in {SITE_FILE}")
        files = recipe(host)
    else:
        files = starting_files(_title(title, root), date.today().isoformat()) + recipe(host or "none")
    try:
        write_new(root, files)
    except NotNew as problem:
        listed = ", ".join(problem.paths[:MANY]) + (", ..." if len(problem.paths) > MANY else "")
        raise CannotBeDone(f"nothing was written, because this is there already: {plain(listed)}") from None
    except LeadsOutside as problem:
        raise CannotBeDone(f"nothing was written: '{problem.path}' would be outside of the folder") from None
    except OSError as problem:
        raise CannotBeDone(plain(f"cannot write in '{folder}': {problem.strerror or problem}")) from None
    for file in files:
        click.echo(file.path)
    if not there:
        enter = "" if root == Path.cwd() else f"cd {shlex.quote(plain(str(folder)))} && "
        click.echo(f"\nnext: {enter}onrecord serve --open")
        click.echo("It shows the site in a browser, and every change as soon as a file is saved.")
    return 0


def _title(given: str | None, root: Path) -> str:
    if given is not None and not given.strip():
        raise click.BadParameter("it is empty", param_hint="'--title'")
    name = " ".join((given or root.name.replace("-", " ").replace("_", " ")).split())
    return name[:1].upper() + name[1:] if given is None else name
