"""What a feed lists: briefs, claims, corrections. A claim always stands with who made it."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple
from urllib.parse import quote

from onrecord.content.dates import Date
from onrecord.record.entities import CorrectionEntity, ResponseEntity
from onrecord.record.record import Record
from onrecord.site.feeds.places import FeedPlace
from onrecord.site.moments import Moments
from onrecord.site.routes import Routes, absolute
from onrecord.site.titles import attributed
from onrecord.site.views.language import Language
from onrecord.site.views.marks import Statuses
from onrecord.site.views.words import Words

MOST = 50
MOST_OF_ONE = 20
"""Entries in the feeds of the whole site, and in that of an actor or a topic."""


class Entry(NamedTuple):
    """One entry: ``id`` is an address that stays as long as the site's does; times are UTC instants."""

    id: str
    address: str
    title: str
    summary: str
    html: str
    published: str
    updated: str
    authors: tuple[str, ...]
    tags: tuple[str, ...]
    lang: str


class Entries:
    """The entries of one site's feeds, each made once; ``record`` has a ``url``."""

    def __init__(self, record: Record, moments: Moments, words: Words) -> None:
        self._record = record
        self._moments = moments
        self._routes = Routes(record)
        self._language = Language(record.config.language, words)
        self._words = words
        self._statuses = Statuses(record.config, words)
        self._made: dict[tuple[str, str], Entry] = {}

    def of(self, place: FeedPlace) -> list[Entry]:
        """The entries of a feed, the latest change first."""
        record, index, key = self._record, self._record.index, place.key
        match place.kind:
            case "home":
                return self._latest("brief", record.briefs, MOST)
            case "actor":
                claims = (index.claims_by, index.claims_about, index.claims_answered_by)
                return self._latest("claim", [claim for by in claims for claim in by.get(key, ())], MOST_OF_ONE)
            case "topic":
                own = (record.claims[claim].brief for claim in index.claims_of_topic.get(key, ()))
                return self._latest("brief", [*index.briefs_of_topic.get(key, ()), *own], MOST_OF_ONE)
            case _:
                return self._corrections()

    def _latest(self, kind: str, keys: Iterable[str], most: int) -> list[Entry]:
        changed = self._moments.brief if kind == "brief" else self._moments.claim
        ordered = sorted(dict.fromkeys(keys))
        ordered.sort(key=lambda key: changed(key).updated, reverse=True)
        return [self._entry(kind, key) for key in ordered[:most]]

    def _entry(self, kind: str, key: str) -> Entry:
        found = self._made.get((kind, key))
        if found is None:
            made = self._brief(key) if kind == "brief" else self._claim(key)
            found = self._made[kind, key] = made
        return found

    def _address(self, kind: str, key: str) -> str:
        return absolute(self._record.config, self._routes.file(kind, key)) or ""

    def _brief(self, key: str) -> Entry:
        brief = self._record.briefs[key]
        address = self._address("brief", key)
        changed = self._moments.brief(key)
        parts = [f"<p>{escape(brief.meta.summary, quote=False)}</p>"] if brief.meta.summary else []
        if brief.claims:
            parts.append(f"<ul>{''.join(f'<li>{self._standing(claim)}</li>' for claim in brief.claims)}</ul>")
        parts += [f"<p>{escape(self._noted(note), quote=False)}</p>" for note in reversed(brief.corrections)]
        return Entry(
            id=address,
            address=address,
            title=brief.meta.title,
            summary=brief.meta.summary or "",
            html="".join(parts),
            published=changed.published,
            updated=changed.updated,
            authors=brief.meta.authors,
            tags=self._topics(brief.topics),
            lang=brief.meta.lang or self._language.tag,
        )

    def _claim(self, key: str) -> Entry:
        claim = self._record.claims[key]
        brief = self._record.briefs[claim.brief]
        address = self._address("claim", key)
        changed = self._moments.claim(key)
        quoted = f"<blockquote>{escape(claim.meta.quote, quote=False)}</blockquote>" if claim.meta.quote else ""
        answers = "".join([f"<li>{self._answer(response)}</li>" for response in claim.responses])
        return Entry(
            id=address,
            address=address,
            title=attributed(self._record, claim, self._words),
            summary=self._status(key),
            html=f"<p>{self._standing(key)}</p>{quoted}{f'<ul>{answers}</ul>' if answers else ''}",
            published=changed.published,
            updated=changed.updated,
            authors=brief.meta.authors,
            tags=self._topics(claim.topics),
            lang=brief.meta.lang or self._language.tag,
        )

    def _corrections(self) -> list[Entry]:
        found: list[Entry] = []
        for brief in self._record.briefs.values():
            numbers: dict[str, int] = {}
            for note in brief.corrections:
                date = note.meta.date.text
                numbers[date] = numbers.get(date, 0) + 1
                found.append(self._correction(note, numbers[date]))
        found.sort(key=lambda entry: entry.id)
        found.sort(key=lambda entry: entry.updated, reverse=True)
        return found[:MOST]

    def _correction(self, note: CorrectionEntity, number: int) -> Entry:
        """The entry of a note; ``number`` counts those that its brief has of the same date."""
        brief = self._record.briefs[note.brief]
        address = self._address("brief", note.brief)
        moment = self._moments.instant(note.meta.date)
        return Entry(
            id=f"{address}#correction-{quote(note.meta.date.text, safe='')}-{number}",
            address=address,
            title=f"{self._language.marks.corrections[note.meta.kind].label}: {brief.meta.title}",
            summary=note.meta.note,
            html=f"<p>{escape(note.meta.note, quote=False)}</p>",
            published=moment,
            updated=moment,
            authors=brief.meta.authors,
            tags=self._topics(brief.topics),
            lang=brief.meta.lang or self._language.tag,
        )

    def _standing(self, key: str) -> str:
        """A claim with its claimants and its status, linked to its page, as HTML."""
        title = escape(attributed(self._record, self._record.claims[key], self._words), quote=False)
        return f'<a href="{escape(self._address("claim", key))}">{title}</a> ({escape(self._status(key), quote=False)})'

    def _status(self, key: str) -> str:
        claim = self._record.claims[key]
        if not claim.assessments:
            return self._language.marks.not_assessed.label
        latest = claim.assessments[-1]
        mark = self._statuses.mark(latest.status)
        return f"{mark.label if mark else ''}{self._on(latest.date)}"

    def _answer(self, response: ResponseEntity) -> str:
        name = escape(self._record.actors[response.by].meta.name, quote=False)
        return f"{name} {self._language.marks.stances[response.meta.stance].label}{self._on(response.date)}"

    def _noted(self, note: CorrectionEntity) -> str:
        return f"{self._language.marks.corrections[note.meta.kind].label}{self._on(note.meta.date)}: {note.meta.note}"

    def _on(self, date: Date | None) -> str:
        return f", {self._language.when(date).words}" if date else ""

    def _topics(self, keys: Iterable[str]) -> tuple[str, ...]:
        return tuple([self._record.topics[key].meta.name for key in keys])
