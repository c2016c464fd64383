"""The outward links of a site checked: each with its place, what became of it, and the copy to use instead."""

from __future__ import annotations

import html
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from onrecord.build.reading import read_site
from onrecord.build.request import BuildRequest, Progress
from onrecord.content.document import Document
from onrecord.content.locate import Locator
from onrecord.content.model import Source
from onrecord.diagnostics import Diagnostic, Severity
from onrecord.editing.outward.asking import Answer, Manners
from onrecord.editing.outward.hosts import KeptAnswers, answers
from onrecord.record.entities import ActorEntity, Origin, SourceEntity

ANSWERS = ".onrecord/cache/links.json"

_REMOTE = re.compile(r'href="(https?:[^"]*)"')
_SAFE = "/:?&=%#~!$'()*+,;@-._"
_NOT_OFFERED = ("dead", "usurped", "unfit")


@dataclass(frozen=True, slots=True)
class Outward:
    """An outward link: its address, where it stands, and the source whose address it is."""

    address: str
    file: str
    line: int | None
    column: int | None
    source: Source | None = None


def check_links(request: BuildRequest, manners: Manners, progress: Progress) -> list[Diagnostic]:
    """What is wrong with the outward links of the site, which are asked over the network.

    Where the content has errors they are told instead, and nothing is asked. Addresses that a source marks as no longer
    to be offered are passed over.
    """
    reading, found = read_site(request, progress)
    if any(diagnostic.severity is Severity.ERROR for diagnostic in found):
        return found
    links = [*_of_fields(reading.record.sources.values(), reading.locator)]
    links += [*_of_actors(reading.record.actors.values(), reading.locator)]
    for document in reading.documents:
        links += _of_body(request.root, document)
    kept = KeptAnswers(request.root / ANSWERS, time.time())
    addresses = [link.address for link in links]
    progress.stage("asking", len(set(addresses)))
    told = answers(addresses, kept, manners, progress.advance)
    kept.save(addresses)
    return [_diagnostic(link, told[link.address]) for link in links if told[link.address].fate != "live"]


def _of_fields(sources: Iterable[SourceEntity], locator: Locator) -> Iterator[Outward]:
    for source in sources:
        if source.meta.url and source.meta.url_status not in _NOT_OFFERED:
            yield _at(source.meta.url, source.origin, "url", locator, source.meta)
        if source.meta.archive:
            yield _at(source.meta.archive, source.origin, "archive", locator)


def _of_actors(actors: Iterable[ActorEntity], locator: Locator) -> Iterator[Outward]:
    for actor in actors:
        if actor.meta.url:
            yield _at(actor.meta.url, actor.origin, "url", locator)


def _at(address: str, origin: Origin, field: str, locator: Locator, source: Source | None = None) -> Outward:
    return Outward(address, origin.path, *locator.at(origin.path, (*origin.pointer, field)), source)


def _of_body(root: Path, document: Document) -> Iterator[Outward]:
    """The links of a text. They are taken from its HTML; where they stand is looked for in what was written."""
    addresses = dict.fromkeys(
        html.unescape(match[1]) for part in document.body.opened().html for match in _REMOTE.finditer(part)
    )
    if not addresses:
        return
    lines = (root / document.path).read_text(encoding="utf-8", errors="replace").splitlines()
    for address in addresses:
        places = ((number, line.find(address) + 1) for number, line in enumerate(lines, 1) if address in line)
        yield Outward(address, document.path, *next(places, (None, None)))


def _diagnostic(link: Outward, answer: Answer) -> Diagnostic:
    hint = _instead(link)
    where = (link.file, link.line, link.column)
    if answer.fate == "dead":
        return Diagnostic("dead-link", f"'{link.address}' is dead: {answer.reason}", *where, hint, Severity.WARNING)
    if answer.fate == "blocked":
        message = f"'{link.address}' cannot be checked: {answer.reason}"
        return Diagnostic("blocked-link", message, *where, "look at it in a browser", Severity.NOTE)
    return Diagnostic("unsure-link", f"'{link.address}' may be dead: {answer.reason}", *where, hint, Severity.NOTE)


def _instead(link: Outward) -> str:
    """The archived copy to offer, or where one may be found."""
    source = link.source
    if source is None:
        return f"look for a copy: {_archives(link.address, '')}"
    if source.archive:
        return "add 'url_status: dead', so that readers are led to the archived copy instead"
    when = source.published or source.accessed
    day = re.sub(r"\D", "", when.earliest[:10]) if when and when.earliest else ""
    return f"add 'url_status: dead', and as 'archive' a copy: {_archives(link.address, day)}"


def _archives(address: str, day: str) -> str:
    """Where the Wayback Machine has the copy nearest to a day, if it has one."""
    return f"https://web.archive.org/web/{day or '2'}/{quote(address, safe=_SAFE)}"
