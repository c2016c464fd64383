"""Desks in whose briefs rules find much, by chance, and edits of them that make findings come and go."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random
from typing import Any, TypeVar

from onrecord.content.dates import Date
from onrecord.content.document import Body, Document
from onrecord.content.history import History, PastBrief, PastClaim, Version
from onrecord.content.model import (
    Actor,
    Assessment,
    Brief,
    Claim,
    Correction,
    Event,
    Evidence,
    Ignore,
    ReliabilityGrade,
    Response,
    Role,
    SharedEvent,
    SharedSource,
    Source,
)
from onrecord.content.vocabulary import Reliability
from onrecord.record.rules import RULES
from tests.record.sites import actor, body_citing, brief, day

T = TypeVar("T")

BRIEFS = ("a", "b", "c", "d")
PEOPLE = ("minister", "president", "spokesman")
TEXTS = ("It was.", "it  was", "It was not.", "It is likely with high confidence.")
SOURCES = (*(f"{name}#{key}" for name in BRIEFS for key in "st"), "memo")
CLAIMS = tuple(f"{name}#{key}" for name in BRIEFS for key in "xyz")
EVENTS = (*(f"{name}#e" for name in BRIEFS), "fair")
GRADES: tuple[Reliability, ...] = ("B", "C")
CODES = tuple(rule.code for rule in RULES)


class Desk:
    """Documents that ``chance`` makes, and edits."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._briefs: dict[str, Document] = {name: self._brief(name) for name in BRIEFS[:3]}
        self._others: dict[str, Document] = {}
        self._edit_others()

    def documents(self) -> tuple[Document, ...]:
        """All of them, in the order of their paths."""
        found = (*map(actor, PEOPLE), *self._briefs.values(), *self._others.values())
        return tuple(sorted(found, key=lambda document: document.path))

    def edit(self) -> None:
        """Change one brief, or something that several share."""
        kind = self._chance.randrange(10)
        if kind == 0:
            self._edit_others()
        elif kind == 1 and len(self._briefs) > 1:
            del self._briefs[self._chance.choice(list(self._briefs))]
        elif kind == 2:
            name = self._chance.choice(BRIEFS)
            self._briefs[name] = self._brief(name)
        else:
            name = self._chance.choice(list(self._briefs))
            self._briefs[name] = self._edited(self._briefs[name])

    def _edited(self, document: Document) -> Document:
        meta = document.meta
        assert isinstance(meta, Brief)
        match self._chance.randrange(6):
            case 0:
                return replace(document, body=body_citing(self._some(("s", "memo"))))
            case 1:
                return replace(document, meta=replace(meta, sources=self._one_anew(meta.sources, self._source)))
            case 2:
                return replace(document, meta=replace(meta, events=self._one_anew(meta.events, self._event)))
            case 3:
                return replace(document, meta=replace(meta, **self._fields()))
        return replace(document, meta=replace(meta, claims=self._one_anew(meta.claims, self._claim)))

    def _one_anew(self, items: Sequence[Any], made: Any) -> tuple[Any, ...]:
        at = self._chance.randrange(len(items)) if items else -1
        return tuple(made(item.id) if number == at else item for number, item in enumerate(items))

    def _edit_others(self) -> None:
        for document in self._shared():
            self._others[document.path] = document

    def _shared(self) -> Iterator[Document]:
        fields = {field: value for field, value in vars_of(self._source("")).items() if field != "id"}
        yield Document("content/sources/memo.md", "source", "memo", "", SharedSource(**fields), Body())
        event = SharedEvent(title="The fair", date=self._day(), part_of=self._maybe(EVENTS))
        yield Document("content/events/fair.md", "event", "fair", "", event, Body())
        grade = ReliabilityGrade(grade=self._chance.choice(GRADES))
        role = Role(title="Paper", source=self._some(SOURCES))
        daily = Actor(name="Daily", kind="outlet", reliability=(grade,), roles=(role,))
        yield Document("content/actors/daily.md", "actor", "daily", "", daily, Body())

    def _brief(self, name: str) -> Document:
        return brief(
            name,
            sources=tuple(map(self._source, self._some("st", 3))),
            claims=tuple(map(self._claim, self._some("xyz", 3))),
            events=tuple(map(self._event, self._some("e"))),
            **self._fields(),
        )

    def _fields(self) -> dict[str, Any]:
        return {
            "date": self._some_day(),
            "summary": self._maybe(TEXTS),
            "review_by": self._day(),
            "lang": self._maybe(("ru", "en")),
            "corrections": tuple(
                Correction(date=self._some_day(), kind="update", note=text, claim=self._maybe("xyz"))
                for text in self._some(TEXTS)
            ),
        }

    def _source(self, key: str) -> Source:
        chance = self._chance
        return Source(
            id=key,
            kind=chance.choice(["report", "webpage", "speech"]),
            outlet=self._maybe(("daily", "Leaflet")),
            url=self._maybe(("https://example.org/",)),
            url_status=self._maybe(("dead", "live")),
            archive=self._maybe(("https://archive.example/",)),
            via=self._maybe(((), (), (chance.choice(SOURCES),), self._some(SOURCES))),
            published=self._day(),
            accessed=self._day(),
            retracted=self._day(),
            reliability=self._maybe(GRADES),
            lang=self._maybe(("ru", "en")),
            note=self._maybe(TEXTS),
        )

    def _event(self, key: str) -> Event:
        return Event(
            id=key,
            title="Something",
            date=self._day(),
            part_of=self._maybe(EVENTS),
            sources=self._some(SOURCES),
            note=self._maybe(TEXTS),
        )

    def _claim(self, key: str) -> Claim:
        chance = self._chance
        return Claim(
            id=key,
            text=chance.choice(TEXTS),
            quote=self._maybe(("Было.",)),
            by=(chance.choice(PEOPLE[:2]),),
            about=self._some(PEOPLE),
            said=self._day(),
            event=self._maybe(EVENTS),
            sources=self._some(SOURCES),
            evidence=tuple(Evidence(source=source, stance="supports") for source in self._some(SOURCES)),
            responses=tuple(
                Response(
                    by=name,
                    stance=chance.choice(["denies", "confirms", "no-response", "retracts"]),
                    date=self._day(),
                    source=self._some(SOURCES),
                )
                for name in self._some(PEOPLE)
            ),
            assessments=tuple(
                Assessment(
                    date=self._some_day(),
                    status=status,
                    likelihood=self._maybe(("likely", "unlikely")),
                    note=self._maybe(TEXTS),
                )
                for status in self._some(("unverified", "confirmed", "refuted"))
            ),
            ignore=tuple(Ignore(rule=code, reason="Known.") for code in self._some((*CODES, "no-rule"), 4)),
            contradicts=self._some(CLAIMS, 3),
            supports=self._some(CLAIMS, 3),
            repeats=self._some(CLAIMS, 3),
            supersedes=self._some(CLAIMS, 3),
        )

    def _some_day(self) -> Date:
        return day(f"2025-06-{self._chance.randrange(1, 6):02}")

    def _day(self) -> Date | None:
        return self._some_day() if self._chance.random() < 0.7 else None

    def _maybe(self, values: Sequence[T]) -> T | None:
        return self._chance.choice(values) if self._chance.random() < 0.6 else None

    def _some(self, values: Iterable[T], most: int = 2) -> tuple[T, ...]:
        given = list(values)
        return tuple(self._chance.sample(given, min(len(given), self._chance.randrange(most + 1))))


def vars_of(holder: Source) -> dict[str, Any]:
    """The fields of a source by name."""
    return {field: getattr(holder, field) for field in holder.__dataclass_fields__}


def past(chance: Random, until: datetime) -> History:
    """What some briefs said before, the last versions in force ``until`` now."""
    found: dict[str, tuple[Version, ...]] = {}
    for name in BRIEFS:
        if chance.random() < 0.6:
            found[name] = tuple(_versions(chance, until))
    return found


def _versions(chance: Random, until: datetime) -> Iterator[Version]:
    since = datetime(2025, 5, 1, tzinfo=UTC)
    yield Version("c0ffee", since, since + timedelta(days=9), "beef", _past(chance))
    yield Version("beef", since + timedelta(days=9), until, None, _past(chance))


def _past(chance: Random) -> PastBrief:
    claims = tuple(PastClaim(key, " ".join(chance.choice(TEXTS).split()), "confirmed") for key in "xyz")
    date = day(chance.choice(["2025-05-01", "2025-06-03"]))
    return PastBrief(date=date, claims=claims[: chance.randrange(4)])
