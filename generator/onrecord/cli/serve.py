"""``onrecord serve``: the site in a browser that follows the editor's hand."""

from __future__ import annotations

import os
import re
import signal
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING

import click

from onrecord.cli.console import FILES, Console, plain
from onrecord.cli.options import console_options, find_site, site_argument

if TYPE_CHECKING:
    from onrecord.preview.builder import Attempt

PORT = 8000
MOST_NAMED = 3

_BASE = re.compile(r"/(?:[A-Za-z0-9._~-]+/)*")


def _base_path(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Check ``--base-path``; slashes at its ends may be left out."""
    if value is None:
        return None
    path = f"/{value.strip('/')}/".replace("//", "/")
    if not _BASE.fullmatch(path) or any(part.strip(".") == "" for part in path.split("/")[1:-1]):
        raise click.BadParameter(f"'{plain(value)}' is not a path; write it as /briefings/")
    if path.lower().startswith("/.onrecord/"):
        raise click.BadParameter("/.onrecord/ is what the preview keeps for itself")
    return path


@click.command(
    "serve",
    short_help="Show the site in a browser while you write.",
    epilog="""\b
Examples:
  onrecord serve
  onrecord serve desk/ --drafts --open
  onrecord serve --editor "code --goto {file}:{line}"
""",
)
@site_argument
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    metavar="N",
    help=f"The port to serve at; 0 for any.  [default: {PORT}, or the next free one]",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="NAME",
    help="The name or address to serve at; 0.0.0.0 lets other machines in.",
)
@click.option("--open", "show", is_flag=True, help="Open the site in a browser.")
@click.option("--drafts", is_flag=True, help="Take in drafts and briefs under embargo, with a banner.")
@click.option(
    "--base-path",
    metavar="PATH",
    callback=_base_path,
    help="Serve below this path.  [default: that of 'url' in onrecord.yaml]",
)
@click.option(
    "--editor",
    envvar="ONRECORD_EDITOR",
    show_envvar=True,
    metavar="COMMAND",
    help="What opens a source, with {file} and {line}.  [default: the system's program for the file]",
)
@click.option("--poll", is_flag=True, help="Look at files again and again, on drives that do not tell of changes.")
@console_options
def serve_command(
    site: Path | None,
    port: int | None,
    host: str,
    show: bool,
    drafts: bool,
    base_path: str | None,
    editor: str | None,
    poll: bool,
    color: bool | None,
) -> int:
    """Show the site in SITE in a browser, and every change as soon as a file is saved.

    SITE is a folder with an onrecord.yaml; without it, the nearest one upward from here. A page that is open is
    brought up to date when a change concerns it. Mistakes are shown in the browser, over the last pages that were
    without. Nothing is written to output/. Ctrl-C ends the preview.
    """
    root = find_site(site)
    from onrecord.preview.editor import EditorCommand
    from onrecord.preview.ports import CannotListen, PortTaken, listen
    from onrecord.preview.server import Wish, serve

    try:
        try:
            listening = listen(host, PORT if port is None else port)
        except PortTaken as taken:
            if port is not None or taken.free is None:
                raise
            click.echo(plain(f"{taken}: taking port {taken.free}"), err=True)
            listening = listen(host, taken.free)
    except PortTaken as taken:
        advice = f"; port {taken.free} is free: onrecord serve --port {taken.free}" if taken.free else ""
        raise click.UsageError(plain(f"{taken}{advice}")) from None
    except CannotListen as problem:
        raise click.UsageError(plain(str(problem))) from None
    narrator = Narrator(root, color, host, listening.getsockname()[1], show)
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    wish = Wish(root, listening, host, base_path, drafts, poll)
    ended = serve(wish, EditorCommand(root, editor), narrator, lambda: narrator.start(base_path))
    narrator.say("ended")
    if not ended:
        os._exit(0)  # a build is under way; it leaves nothing that the next one does not clear
    return 0


class Narrator:
    """Tells at the terminal what the preview does."""

    def __init__(self, root: Path, color: bool | None, host: str, port: int, show: bool) -> None:
        self.root = root
        self.color = color
        name = f"[{host}]" if ":" in host else "localhost" if host in ("0.0.0.0", "127.0.0.1") else host
        self.origin = f"http://{name}:{port}"
        self.show = show
        self.has_pages = False
        self.lock = threading.Lock()

    def start(self, base: str | None) -> None:
        """The preview answers from now on."""
        self.serving(base or "/")
        if self.show:
            address = f"{self.origin}{base or '/'}"
            threading.Thread(target=webbrowser.open, args=(address,), daemon=True).start()

    def serving(self, path: str) -> None:
        """Where the site is."""
        self.say(f"serving {self.origin}{path} (Ctrl-C ends it)")

    def warned(self, message: str) -> None:
        """Something is not as it should be."""
        with self.lock:
            click.echo(plain(message), err=True)

    def built(self, attempt: Attempt) -> None:
        """What came of a build, and what had asked for it."""
        with self.lock:
            if attempt.changed:
                click.echo(f"changed: {_named(attempt.changed)}")
            if attempt.result is None:
                click.echo(plain(attempt.trace or attempt.failure or "", keep="\n"), err=True)
                return
            console = Console(self.root, self.color)
            console.show(attempt.result.diagnostics, notes=False)
            if not attempt.result.ok:
                outcome = "the last good pages stay" if self.has_pages else "there is no page to show yet"
                console.summarise_failure(outcome)
                return
            self.has_pages = True
            if attempt.changed:
                counts = attempt.result.counts
                changes = ", ".join(f"{counts[name]} {name}" for name in FILES if name in counts)
                click.echo(f"built in {attempt.seconds:.2f} s (files: {changes})")
            else:
                console.summarise_build(attempt.result.counts, attempt.seconds)

    def say(self, line: str) -> None:
        """A line of its own."""
        with self.lock:
            click.echo(plain(line))


def _named(paths: frozenset[str]) -> str:
    first = [plain(path) for path in sorted(paths)[:MOST_NAMED]]
    more = len(paths) - len(first)
    return f"{', '.join(first)}{f' and {more} more' if more else ''}"
