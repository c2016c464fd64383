"""``onrecord rename``: another id, and every reference with it."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.console import Console, plain
from onrecord.cli.options import CannotBeDone, console_options, find_site
from onrecord.cli.progress import DelayedProgress

KINDS = ("actor", "brief", "source")


@click.command(
    "rename",
    short_help="Give an actor, a brief or a source another id.",
    epilog="""\b
Examples:
  onrecord rename actor yury-dashkin yuri-dashkin
  onrecord rename brief depot-fire harbour-fire --dry-run
  onrecord rename source depot-fire#paper daily-post
""",
)
@click.argument("kind", type=click.Choice(KINDS))
@click.argument("old")
@click.argument("new")
@click.argument("site", required=False, type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what would be changed.")
@console_options
def rename_command(kind: str, old: str, new: str, site: Path | None, dry_run: bool, color: bool | None) -> int:
    """Give an actor, a brief or a source another id, and change every reference to it.

    Its file gets another name. References by id follow, in fields and in text, also in drafts; those by name or alias
    stay as they are. The address of an actor or a brief, and those of a brief's claims, lead to the new ones. Nothing
    else changes, and nothing at all when anything would mean something else afterwards.
    """
    root = find_site(site)
    from onrecord.editing.new_files import LeadsOutside
    from onrecord.editing.renaming import CannotRename, plan

    try:
        with DelayedProgress() as progress:
            planned, found = plan(root, kind, old, new, progress)
        if planned is None:
            console = Console(root, color)
            console.show(found)
            console.summarise_failure("nothing was changed: the content has to be right first")
            return 1
        if not dry_run:
            planned.carry_out(root)
    except CannotRename as problem:
        raise CannotBeDone(plain(f"nothing was changed: {problem}")) from None
    except LeadsOutside as problem:
        raise CannotBeDone(plain(f"nothing was changed: '{problem.path}' lies outside of the site's folder")) from None
    except OSError as problem:
        raise CannotBeDone(plain(f"'{problem.filename}' cannot be changed: {problem.strerror}")) from None
    for path, places in planned.places.items():
        click.echo(plain(f"{path}: {places} {'place' if places == 1 else 'places'}"))
    renaming = planned.renaming
    if renaming.path != renaming.new_path:
        click.echo(plain(f"{renaming.path} -> {renaming.new_path}"))
    if planned.old_address:
        click.echo(plain(f"{planned.old_address} leads to the new address"))
    if dry_run:
        click.echo("nothing was changed: this was a dry run")
    return 0
