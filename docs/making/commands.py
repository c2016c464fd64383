"""The reference of the command line, from the help of the commands themselves."""

from __future__ import annotations

from collections.abc import Iterator

import click

from docs.making.running import WIDTH
from onrecord.cli import command


def command_reference() -> str:
    """The help of ``onrecord`` and of each of its commands, as the terminal shows it."""
    found = _commands("onrecord", command)
    return "\n\n".join(f"### `{name}`\n\n```text\n{_help(one, name)}\n```" for name, one in found)


def _commands(name: str, one: click.Command) -> Iterator[tuple[str, click.Command]]:
    yield name, one
    if isinstance(one, click.Group):
        for inner, found in one.commands.items():
            yield from _commands(f"{name} {inner}", found)


def _help(one: click.Command, name: str) -> str:
    settings = {**one.context_settings, **command.context_settings}
    context = click.Context(one, info_name=name, terminal_width=int(WIDTH), max_content_width=int(WIDTH))
    context.help_option_names = settings.get("help_option_names", ["--help"])
    return one.get_help(context).rstrip()
