"""``onrecord new``: a new content file."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, get_args
from zoneinfo import ZoneInfo

import click

from onrecord.cli.console import plain
from onrecord.cli.options import CannotBeDone, debug_option, find_site, plain_date
from onrecord.content.document import Kind

if TYPE_CHECKING:
    from onrecord.content.dates import Date

KINDS: tuple[Kind, ...] = get_args(Kind)


@click.command(
    "new",
    short_help="Write a file for a new brief, actor, source or other thing.",
    epilog="""\b
Examples:
  onrecord new brief "Mayor blames a drone for the fire"
  onrecord new brief "Mayor blames a drone for the fire" --id depot-fire --date 2025-06-03
  onrecord new actor "Ana Petrova"
""",
)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("title")
@click.argument("site", required=False, type=click.Path(path_type=Path))
@click.option("--id", "wanted", metavar="ID", help="The id, for addresses and references.  [default: made of TITLE]")
@click.option("--date", metavar="DATE", callback=plain_date, help="The day of a brief.  [default: today]")
@debug_option
def new_command(kind: Kind, title: str, site: Path | None, wanted: str | None, date: Date | None) -> int:
    """Write a file for something new: its fields stand in it as comments, ready to be used.

    TITLE is the headline of a brief or a page, the name of an actor, a place or a topic. The file is named after it; of
    a brief, after its date too. Nothing is ever overwritten.
    """
    root = find_site(site)
    from onrecord.editing.forms import NoId, new_content
    from onrecord.editing.new_files import LeadsOutside, NotNew, write_new

    if date is not None and kind != "brief":
        raise click.UsageError(f"--date is for briefs; {kind}s are not named after a day")
    if date is not None and len(date.text) != len("2025-06-03"):
        raise click.BadParameter(f"'{date.text}' is not a day; write it as 2025-06-03", param_hint="'--date'")
    try:
        file = new_content(root, kind, title, date.text if date else _today(root), wanted)
        write_new(root, [file])
    except NoId as problem:
        raise CannotBeDone(plain(str(problem))) from None
    except NotNew as problem:
        raise CannotBeDone(f"there is such {_a(kind)} already: {plain(', '.join(problem.paths))}") from None
    except LeadsOutside as problem:
        raise CannotBeDone(f"nothing was written: '{problem.path}' would be outside of the site's folder") from None
    except OSError as problem:
        raise CannotBeDone(plain(f"it cannot be written: {problem.strerror or problem}")) from None
    click.echo(_path(root, file.path))
    return 0


def _a(kind: Kind) -> str:
    return f"an {kind}" if kind[0] in "ae" else f"a {kind}"


def _today(root: Path) -> str:
    """The day it is where the desk is; in UTC when the settings do not say where that is."""
    from onrecord.content.site_file import read_config

    config, _ = read_config(root)
    return datetime.now(ZoneInfo(config.timezone)).date().isoformat()


def _path(root: Path, path: str) -> str:
    """A path as somebody in the current folder would type it."""
    whole = root / path
    here = Path.cwd()
    return plain(str(whole.relative_to(here) if whole.is_relative_to(here) else whole))
