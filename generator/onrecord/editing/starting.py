"""A new site: the files that it starts from, and what a host needs to publish it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from string import Template
from typing import Literal, get_args

from onrecord import __version__
from onrecord.editing.new_files import NewFile
from onrecord.editing.plain_yaml import scalar

Host = Literal["github", "gitlab", "netlify", "cloudflare", "none"]
HOSTS: tuple[Host, ...] = get_args(Host)

STARTER = Path(__file__).resolve().parent / "starter"
"""One folder for the site, and one for each host. A name that starts with ``dot-`` starts with a dot in the site, and
``DATE`` in a name is the day on which the site is made."""


def starting_files(title: str, date: str) -> list[NewFile]:
    """The files of a new site called ``title``, made on ``date`` (``YYYY-MM-DD``)."""
    from onrecord.config import Config
    from onrecord.editing.editors import editor_files

    site = _filled("site", {"title": scalar(title), "date": date, "version": __version__})
    return [*site, *(NewFile(path, text) for path, text in editor_files(Config(title=title)).items())]


def recipe(host: Host) -> list[NewFile]:
    """The files that have ``host`` check, build and publish a site."""
    return list(_filled(host, {}))


def _filled(part: str, words: dict[str, str]) -> Iterator[NewFile]:
    for file in sorted(path for path in (STARTER / part).rglob("*") if path.is_file()):
        name = file.relative_to(STARTER / part).as_posix()
        name = "/".join(f".{it.removeprefix('dot-')}" if it.startswith("dot-") else it for it in name.split("/"))
        text = file.read_text(encoding="utf-8")
        if words:
            text = Template(text).substitute(words)
        yield NewFile(name.replace("DATE", words.get("date", "")), text, executable=name.endswith(".sh"))
