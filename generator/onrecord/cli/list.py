"""``onrecord list``: ask the record, without building a site."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

import click

from onrecord.build.request import BuildRequest
from onrecord.cli.console import Console, plain, problems, wants_color
from onrecord.cli.options import any_date, console_options, find_site, site_argument
from onrecord.cli.progress import DelayedProgress

if TYPE_CHECKING:
    from onrecord.cli.rows import ActorRow, ClaimRow, EventRow, Row, Rows, SourceRow
    from onrecord.record.names import Names
    from onrecord.record.query import Wanted
    from onrecord.record.record import Record

F = TypeVar("F", bound=Callable[..., Any])
Find = Callable[["Record", "Wanted", "Rows"], "Iterator[ClaimRow | SourceRow | ActorRow | EventRow]"]

FORMS = ("table", "json", "csv")
FAULTY = 1


@click.group(
    "list",
    epilog="""\b
Examples:
  onrecord list claims --unanswered
  onrecord list claims --status confirmed --origins 1 --format json
  onrecord list sources --actor "The Daily Post" --format csv > daily-post.csv

Each list says more: onrecord list claims --help
""",
)
def list_command() -> None:
    """List what the site's content holds, as a table, JSON or CSV.

    Of an option that is given several times, one has to hold; of several options, all. Names are read as content reads
    them: an id, a name or an alias, in any script and case. Only what goes into the site is listed. When the content
    has errors they are told and nothing is listed; editorial rules are not asked.
    """


def _form_options(function: F) -> F:
    function = click.option(
        "--format",
        "form",
        type=click.Choice(FORMS),
        default="table",
        show_default=True,
        help="A table (cut to what fits on a terminal, whole elsewhere), a JSON list of objects, or CSV.",
    )(function)
    function = click.option("--drafts", is_flag=True, help="Take in drafts and briefs under embargo.")(function)
    return console_options(function)


def _named(option: str, what: str) -> Callable[[F], F]:
    return click.option(f"--{option}", f"{option}_names", multiple=True, metavar="NAME", help=what)


def _since(what: str) -> Callable[[F], F]:
    return click.option("--since", metavar="DATE", callback=any_date, help=what)


@list_command.command(
    "claims",
    epilog="""\b
Examples:
  onrecord list claims --status unverified --since 2025-05
  onrecord list claims --actor Ukraine --unanswered
  onrecord list claims --origins 1 --format json
""",
)
@site_argument
@_named("status", "Of this status, by id or label; 'not-assessed' for claims without one.")
@_named("actor", "Made by, about or answered by this actor.")
@_named("topic", "Of this topic.")
@_since("Said on or after this date: its earliest day counts. Claims without a date are left out.")
@click.option(
    "--origins", type=click.IntRange(min=0), metavar="N", help="With exactly N known origins, however many reports."
)
@click.option("--unanswered", is_flag=True, help="About others than their claimants, not rejected, and not answered.")
@_form_options
def list_claims(**asked: Any) -> int:
    """List claims, from the earliest said to the latest, those without a date last.

    JSON and CSV have for each its id, text, claimants, who it is about, when it was said (EDTF), its status, how many
    reports carry it and how many known origins they have, its sources, whether it is unanswered, and its address.
    """
    from onrecord.record.query import claims_wanted

    return _list(
        "claims", lambda record, wanted, rows: rows.claims(claims_wanted(record, wanted, rows.provenance)), asked
    )


@list_command.command(
    "sources",
    epilog="""\b
Examples:
  onrecord list sources --actor "The Daily Post"
  onrecord list sources --status refuted --format csv
""",
)
@site_argument
@_named("status", "Named by a claim of this status.")
@_named("actor", "Published or written by this actor.")
@_named("topic", "Named by a claim of this topic.")
@_since("Published on or after this date. Sources without a date are left out.")
@_form_options
def list_sources(**asked: Any) -> int:
    """List sources, from the earliest published to the latest, those without a date last."""
    from onrecord.record.query import sources_wanted

    return _list(
        "sources", lambda record, wanted, rows: rows.sources(sources_wanted(record, wanted, rows.reliance)), asked
    )


@list_command.command(
    "actors",
    epilog="""\b
Examples:
  onrecord list actors --unanswered
  onrecord list actors --topic drones --format json
""",
)
@site_argument
@_named("status", "Claimants of a claim of this status.")
@_named("topic", "Who made, is meant by or answered a claim of this topic.")
@click.option("--unanswered", is_flag=True, help="Whom claims are about that they have not answered themselves.")
@_form_options
def list_actors(**asked: Any) -> int:
    """List actors by name."""
    from onrecord.record.query import actors_wanted

    return _list("actors", lambda record, wanted, rows: rows.actors(actors_wanted(record, wanted)), asked)


@list_command.command(
    "events",
    epilog="""\b
Examples:
  onrecord list events --actor "Ana Petrova" --since 2025
""",
)
@site_argument
@_named("actor", "In which this actor is reported to have taken part.")
@_named("topic", "Of this topic.")
@_since("On or after this date. Events without a date are left out.")
@_form_options
def list_events(**asked: Any) -> int:
    """List events, from the earliest to the latest, those without a date last."""
    from onrecord.record.query import events_wanted

    return _list("events", lambda record, wanted, rows: rows.events(events_wanted(record, wanted)), asked)


def _list(kind: str, find: Find, asked: dict[str, Any]) -> int:
    root = find_site(asked["site"])
    from onrecord.build.reading import read_site
    from onrecord.cli.rows import Rows
    from onrecord.diagnostics import Severity

    with DelayedProgress() as progress:
        reading, diagnostics = read_site(BuildRequest(root, drafts=asked["drafts"]), progress)
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    if errors:
        console = Console(root, asked["color"])
        console.show(errors)
        click.echo(f"{problems(console.shown)}; nothing was listed", err=True)
        return FAULTY
    found = find(reading.record, _wanted(reading.record, asked), Rows(reading.record))
    rows: list[Row] = [row._asdict() for row in found]
    click.echo(_told(kind, rows, asked["form"], asked["color"]), nl=False, color=True)
    click.echo(f"{len(rows)} {kind if len(rows) != 1 else kind.removesuffix('s')}", err=True)
    return 0


def _told(kind: str, rows: Sequence[Row], form: str, color: bool | None) -> str:
    from onrecord.cli import tables
    from onrecord.cli.rows import COLUMNS, FIELDS

    if form == "json":
        return tables.as_json(rows)
    if form == "csv":
        return tables.as_csv(rows, FIELDS[kind])
    if not rows:
        return ""
    if not sys.stdout.isatty():
        return tables.as_lines(rows, COLUMNS[kind])
    width = shutil.get_terminal_size().columns
    return tables.on_terminal(rows, COLUMNS[kind], width, color=wants_color(color, sys.stdout))


def _wanted(record: Record, asked: dict[str, Any]) -> Wanted:
    from onrecord.record import query

    return query.Wanted(
        statuses=_ids("status", asked, query.status_names(record)),
        actors=_ids("actor", asked, query.actor_names(record)),
        topics=_ids("topic", asked, query.topic_names(record)),
        since=asked.get("since"),
        origins=asked.get("origins"),
        unanswered=asked.get("unanswered", False),
    )


def _ids(option: str, asked: dict[str, Any], names: Names) -> tuple[str, ...]:
    """What names given on the command line mean.

    Raises:
        click.BadParameter: for a name that means nothing, with the closest one, or several things, with all of them.
    """
    found = []
    for name in asked.get(f"{option}_names", ()):
        candidates = names.find(name)
        if not candidates:
            near = names.nearest(name)
            hint = f"; did you mean '{plain(names.find(near)[0])}'?" if near else ""
            raise click.BadParameter(f"there is no {option} '{plain(name)}'{hint}", param_hint=f"'--{option}'")
        if len(candidates) > 1:
            offers = ", ".join(f"'{plain(key)}'" for key in candidates)
            message = f"'{plain(name)}' may mean several: write one of {offers}"
            raise click.BadParameter(message, param_hint=f"'--{option}'")
        found.append(candidates[0])
    return tuple(found)
