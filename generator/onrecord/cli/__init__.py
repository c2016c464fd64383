"""The command line: one module per command, heavy imports only where they are needed.

Exit codes: 0 all is well; 1 the content has errors (or, under ``--strict``, warnings); 2 the command cannot be carried
out as it was given (an unknown option, no such site, an output folder, a target or a cluster that is not usable); 3 a
fault in onrecord itself; 130 interrupted.
"""

from __future__ import annotations

import atexit
import os
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import NoReturn

import click

from onrecord import __version__
from onrecord.build.failures import OutputFailure, WorkersFailed
from onrecord.cli.build import build_command
from onrecord.cli.bundle import bundle_command
from onrecord.cli.check import check_command
from onrecord.cli.console import plain
from onrecord.cli.fmt import fmt_command
from onrecord.cli.init import init_command
from onrecord.cli.list import list_command
from onrecord.cli.new import new_command
from onrecord.cli.options import Settings
from onrecord.cli.publish import publish_command
from onrecord.cli.rename import rename_command
from onrecord.cli.schema import schema_command
from onrecord.cli.serve import serve_command
from onrecord.publish.failures import PublishFailure

__all__ = ["command", "main", "run"]

USAGE, BUG, INTERRUPTED = 2, 3, 130


@click.group(
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Each command says more: onrecord build --help",
)
@click.version_option(__version__, message="onrecord %(version)s")
def command() -> None:
    """Turn a folder of Markdown briefs into a static site that shows who claimed what, and what became of it.

    \b
    Example:
      onrecord init desk     make a new site in desk/
      onrecord check         find every mistake in the content
      onrecord build         write the site to output/
      onrecord serve         see it in a browser while you write
      onrecord list claims   see what is on record
      onrecord publish       send the site to where it is read
    """


command.add_command(init_command)
command.add_command(new_command)
command.add_command(build_command)
command.add_command(bundle_command)
command.add_command(check_command)
command.add_command(list_command)
command.add_command(fmt_command)
command.add_command(rename_command)
command.add_command(schema_command)
command.add_command(serve_command)
command.add_command(publish_command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and exit; see the module for the codes."""
    settings = Settings()
    try:
        code = command.main(arguments, prog_name="onrecord", standalone_mode=False, obj=settings)
    except click.exceptions.Abort:
        code = _say(INTERRUPTED, "interrupted")
    except click.ClickException as problem:
        problem.show()
        code = problem.exit_code
    except (OutputFailure, WorkersFailed, PublishFailure) as problem:
        code = _say(USAGE, f"Error: {problem}")
    except Exception as bug:
        if settings.debug:
            raise
        code = _say(BUG, _apology(bug))
    sys.exit(code)


def run() -> NoReturn:
    """``main`` in a process of its own, which then ends at once: to take apart a large site would take seconds."""
    try:
        main()
    except SystemExit as end:
        others = (thread for thread in threading.enumerate() if thread is not threading.current_thread())
        if not isinstance(end.code, int) or not all(thread.daemon for thread in others):
            raise
        atexit._run_exitfuncs()
        for told in filter(None, (sys.stdout, sys.stderr)):  # there may be none
            with suppress(BrokenPipeError):  # nobody reads it
                told.flush()
        os._exit(end.code)


def _say(code: int, message: str) -> int:
    click.echo(plain(message, keep="\n"), err=True)
    return code


def _apology(bug: Exception) -> str:
    return (
        f"onrecord itself failed: {type(bug).__name__}: {bug}\n"
        "This is a fault of the program, not of your content. Please report it, with what the same command says\n"
        "when you add --debug."
    )
