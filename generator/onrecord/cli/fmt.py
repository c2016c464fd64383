"""``onrecord fmt``: front matter in canonical order and form."""

from __future__ import annotations

from pathlib import Path

import click

from onrecord.cli.console import Console, plain
from onrecord.cli.options import CannotBeDone, console_options, find_site


@click.command(
    "fmt",
    short_help="Put front matter into canonical order and form.",
    epilog="""\b
Examples:
  onrecord fmt
  onrecord fmt content/briefs/2025-06-03-depot-fire.md
  onrecord fmt --check
""",
)
@click.argument("paths", nargs=-1, type=click.Path(path_type=Path, exists=True))
@click.option("--check", is_flag=True, help="Change nothing; exit with 1 when a file is not in canonical form.")
@console_options
def fmt_command(paths: tuple[Path, ...], check: bool, color: bool | None) -> int:
    """Put front matter into canonical order and form; the text of a file is not touched.

    PATHS are files or folders of a site; without them, all content of the nearest one upward from here. Fields come in
    the order of the reference, lists and fields are indented alike. Comments, quotes, braces and blank lines stay, and
    so does every value. A file that has mistakes is told and left alone.
    """
    root = find_site(None) if not paths else _site_of(paths[0])
    from onrecord.editing.formatting import format_content

    if outside := [path for path in paths if not path.resolve().is_relative_to(root)]:
        raise CannotBeDone(f"'{plain(str(outside[0]))}' is not a file of the site in '{plain(str(root))}'")
    only = [path.resolve().relative_to(root).as_posix() for path in paths]
    try:
        done = format_content(root, only, write=not check)
    except OSError as problem:
        raise CannotBeDone(plain(f"'{problem.filename}' cannot be changed: {problem.strerror}")) from None
    console = Console(root, color)
    console.show(done.faults)
    for path in done.changed:
        click.echo(plain(path))
    for path in done.left:
        click.echo(plain(f"{path}: left as it is: a comment or a value would not have come out the same"), err=True)
    word = "to change" if check else "changed"
    left = len(done.left) + len({fault.file for fault in done.faults})
    alone = f", {left} left alone" if left else ""
    click.echo(f"{len(done.changed)} {word}, {done.unchanged} in canonical form already{alone}")
    return 1 if done.faults or (check and done.changed) else 0


def _site_of(path: Path) -> Path:
    """The site that a file or a folder belongs to."""
    whole = path.resolve()
    for folder in (whole, *whole.parents):
        if (folder / "onrecord.yaml").is_file():
            return folder
    raise CannotBeDone(f"'{plain(str(path))}' belongs to no site: there is no onrecord.yaml above it")
