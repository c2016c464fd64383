"""``onrecord schema``: what editors need to complete and check what is being written."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.console import Console, plain
from onrecord.cli.options import CannotBeDone, console_options, find_site, site_argument


@click.command(
    "schema",
    short_help="Write JSON Schemas and snippets for editors.",
    epilog="""\b
Examples:
  onrecord schema
  onrecord schema desk/ --output schemas/
""",
)
@site_argument
@click.option(
    "--output",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Write only the schemas, to this folder.  [default: .schemas/ and .vscode/ in the site's folder]",
)
@console_options
def schema_command(site: Path | None, output: Path | None, color: bool | None) -> int:
    """Write JSON Schemas of every kind of file for editors, and snippets for VS Code.

    They know the words of the site, such as its statuses: run it again when onrecord.yaml gets new ones or onrecord
    itself is renewed. The schemas are those of draft 2020-12: onrecord.json for the settings, and one for the front
    matter of each kind of file.
    """
    root = find_site(site)
    from onrecord.content.site_file import read_config
    from onrecord.editing.editors import FOLDER, editor_files, write_editor_files
    from onrecord.editing.new_files import LeadsOutside

    config, found = read_config(root)
    if found:
        console = Console(root, color)
        console.show(found)
        console.summarise_failure("nothing was written")
        return 1
    files = editor_files(config)
    if output is not None:
        prefix = f"{FOLDER}/"
        files = {path.removeprefix(prefix): text for path, text in files.items() if path.startswith(prefix)}
    try:
        written = write_editor_files(output or root, files)
    except LeadsOutside as problem:
        raise CannotBeDone(f"nothing was written: '{problem.path}' would be outside of the folder") from None
    except OSError as problem:
        raise CannotBeDone(plain(f"the schemas cannot be written: {problem.strerror or problem}")) from None
    for path in written:
        click.echo(plain(path))
    click.echo(f"{len(written)} written, {len(files) - len(written)} unchanged")
    return 0
