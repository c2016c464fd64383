"""What several commands share: the site they work on, and options with one meaning everywhere."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import urlsplit

import click

from onrecord.cli.console import plain

if TYPE_CHECKING:
    from onrecord.content.dates import Date

SITE_FILE = "onrecord.yaml"
NOT_IN_ADDRESSES = re.compile(r"[\x00-\x20\x7f-\xa0<>\"\\^`{|}]")

F = TypeVar("F", bound=Callable[..., Any])


class CannotBeDone(click.ClickException):
    """The command was given as it should be, and cannot be carried out all the same."""

    exit_code = 2


@dataclass(slots=True)
class Settings:
    """What ``main`` has to know of the options of whichever command ran."""

    debug: bool = False


def find_site(given: Path | None) -> Path:
    """The site folder that was named, or the nearest one upward from where the command runs.

    Raises:
        click.UsageError: when there is none; the message says where it was looked for.
    """
    if given is not None:
        if not given.is_dir():
            raise click.UsageError(f"there is no folder '{plain(str(given))}'")
        if not (given / SITE_FILE).is_file():
            raise click.UsageError(f"'{plain(str(given))}' is not a site: it holds no {SITE_FILE}")
        return given.resolve()
    here = Path.cwd()
    looked_in = [here, *here.parents]
    for folder in looked_in:
        if (folder / SITE_FILE).is_file():
            return folder
    folders = ", ".join(f"'{plain(str(folder))}'" for folder in looked_in)
    raise click.UsageError(
        f"this is not a site: no {SITE_FILE} in {folders}\n"
        "Change into a site's folder, or name it after the command; onrecord init makes a new one."
    )


def site_argument(function: F) -> F:
    """``[SITE]``, as ``site``: a path or ``None``."""
    return click.argument("site", required=False, type=click.Path(path_type=Path))(function)


def content_options(function: F) -> F:
    """``--drafts`` and ``--strict``."""
    function = click.option("--strict", is_flag=True, help="Let warnings fail the command as errors do.")(function)
    return click.option("--drafts", is_flag=True, help="Take in drafts and briefs under embargo.")(function)


def debug_option(function: F) -> F:
    """``--debug``, kept in the settings."""
    return click.option(
        "--debug",
        is_flag=True,
        expose_value=False,
        callback=_keep_debug,
        help="Show the whole traceback when onrecord itself fails.",
    )(function)


def console_options(function: F) -> F:
    """``--color/--no-color``, as ``color``: a choice or ``None``; and ``--debug``, kept in the settings."""
    function = debug_option(function)
    return click.option(
        "--color/--no-color",
        default=None,
        help="Colour the messages, or do not. Otherwise on a terminal only, and not when NO_COLOR is set.",
    )(function)


def web_address(context: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Check ``--base-url``: http or https, a host, no query and no fragment."""
    if value is None:
        return None
    fault = _fault_of_address(value)
    if fault:
        raise click.BadParameter(f"'{plain(value)}' {fault}; write it as https://example.org/briefings/")
    return value


def any_date(context: click.Context, parameter: click.Parameter, value: str | None) -> Date | None:
    """Read a date of any form that content may hold."""
    if value is None:
        return None
    from onrecord.content.dates import DateError, parse_date

    try:
        return parse_date(value)
    except DateError as error:
        hint = f"; {error.hint}" if error.hint else ""
        raise click.BadParameter(plain(f"{error}{hint}")) from None


def plain_date(context: click.Context, parameter: click.Parameter, value: str | None) -> Date | None:
    """Read a day, month, season or year that is neither approximate nor partly unknown."""
    date = any_date(context, parameter, value)
    if date is None:
        return None
    from onrecord.content.dates import Precision

    whole = (Precision.DAY, Precision.MONTH, Precision.SEASON, Precision.YEAR)
    if date.precision not in whole or date.is_qualified or date.is_masked:
        hint = date.earliest[:10] if date.precision is Precision.INSTANT else "2025-05-26 or 2025-05"
        raise click.BadParameter(f"'{plain(date.text)}' is not a day, a month or a year; write it as {hint}")
    return date


def _fault_of_address(address: str) -> str | None:
    try:
        parts = urlsplit(address)
        _ = parts.port
    except ValueError as error:
        return f"is not a web address ({plain(str(error))})"
    if parts.scheme not in ("http", "https"):
        return "does not start with http:// or https://"
    if not parts.hostname:
        return "names no host"
    if "?" in address or "#" in address:
        return "has a query or a fragment"
    if parts.username is not None:
        return "holds a user name"
    if NOT_IN_ADDRESSES.search(address):
        return "holds a space or another character that has no place in an address"
    return None


def _keep_debug(context: click.Context, parameter: click.Parameter, value: bool) -> None:
    context.ensure_object(Settings).debug = value
