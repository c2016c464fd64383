"""Positions: what each actor holds about each claim, how that changed, and who has not answered."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from onrecord.content.dates import Date
from onrecord.content.dates import before as precedes
from onrecord.content.vocabulary import Stance
from onrecord.record.derivation import each, kept
from onrecord.record.entities import ClaimEntity
from onrecord.record.record import Record
from onrecord.record.relations import Relation, related
from onrecord.record.standing import is_rejected

Side = Literal["for", "partly", "against", "silent"]

SIDES: Mapping[str, Side] = {
    "claims": "for",
    "confirms": "for",
    "supports": "for",
    "partly-confirms": "partly",
    "denies": "against",
    "disputes": "against",
    "retracts": "against",
    "declines": "silent",
    "no-response": "silent",
}
"""Where a stance puts an actor on a claim; ``claims`` is the stance of a claimant."""


@dataclass(frozen=True, slots=True)
class Position:
    """What an actor said to a claim. ``response`` counts from 0 in the claim's responses; ``None``: they claim it."""

    actor: str
    claim: str
    stance: Stance | Literal["claims"]
    date: Date | None
    response: int | None = None

    @property
    def side(self) -> Side:
        """Where it puts the actor: for the claim, partly, against it, or silent."""
        return SIDES[self.stance]


@dataclass(frozen=True, slots=True)
class ChangedPosition:
    """Two statements of one actor that do not go together.

    ``stance``: on one claim, first on one side, then on another. ``contradicts``: stood for two claims that contradict
    one another. ``supersedes``: replaced an own claim by another. ``in_order`` says that the dates tell which came
    first; otherwise they stand as the content lists them.
    """

    actor: str
    kind: Literal["stance", "contradicts", "supersedes"]
    before: Position
    after: Position
    in_order: bool


@dataclass(frozen=True, slots=True)
class Silence:
    """An actor that a claim is about, or who was asked about it, and who has not answered.

    ``asked``: somebody recorded that there is no response, the last time ``as_of`` a date; otherwise nobody recorded
    anything. To decline to comment is an answer.
    """

    actor: str
    claim: str
    asked: bool
    as_of: Date | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One actor and one claim: all positions, the latest last; whether the claim is about the actor; their silence."""

    positions: tuple[Position, ...] = ()
    about: bool = False
    silence: Silence | None = None

    @property
    def current(self) -> Position | None:
        """The latest position."""
        return self.positions[-1] if self.positions else None


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One actor; ``cells`` are in the order of the matrix's claims."""

    actor: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Actors by claims. ``rows`` hold everybody who made, answered or is the subject of one of ``claims``."""

    claims: tuple[str, ...]
    rows: tuple[MatrixRow, ...]


class Positions:
    """What all actors of a record said to its claims.

    Who said what is asked of each claim by itself: where a claim is worded otherwise, no position is another one.
    """

    def __init__(self, record: Record) -> None:
        claims = record.claims
        self._index = record.index
        self._on_claim = each(
            record, "positions on a claim", claims, lambda key: tuple(_all_positions(claims[key])), once=True
        )
        self._related = each(record, "claims related to a claim", claims, lambda key: related(record, key), once=True)
        self._changed = kept(record, "changed positions", self._changes, once=True)

    def of(self, actor: str) -> tuple[Position, ...]:
        """Everything an actor claimed and answered, from the earliest; what has no date comes last."""
        claims = dict.fromkeys((*self._index.claims_by.get(actor, ()), *self._index.claims_answered_by.get(actor, ())))
        return _in_time(position for key in claims for position in self._on_claim[key] if position.actor == actor)

    def changed(self, actor: str) -> tuple[ChangedPosition, ...]:
        """Where an actor's statements do not go together, from the earliest later statement on."""
        return self._changed[actor]

    def _changes(self, actor: str) -> tuple[ChangedPosition, ...]:
        by_claim: dict[str, list[Position]] = {}
        for position in self.of(actor):
            by_claim.setdefault(position.claim, []).append(position)
        found = [
            *(change for positions in by_claim.values() for change in _changed_stance(positions)),
            *_changed_claims(self._related, by_claim),
        ]
        return tuple(sorted(found, key=lambda change: (_time(change.after), _time(change.before), change.kind)))


def matrix(record: Record, claim_keys: Iterable[str]) -> Matrix:
    """What everybody concerned holds about some claims; the actors as they first come up."""
    claims = tuple(dict.fromkeys(claim_keys))
    columns = [_column(record, record.claims[key]) for key in claims]
    actors = dict.fromkeys(actor for column in columns for actor in column)
    rows = (MatrixRow(actor, tuple(column.get(actor, Cell()) for column in columns)) for actor in actors)
    return Matrix(claims, tuple(rows))


def silences(record: Record, claim_key: str) -> tuple[Silence, ...]:
    """Who has not answered a claim: those it is about and those who were asked, but for its claimants."""
    claim = record.claims[claim_key]
    concerned = dict.fromkeys((*claim.about, *(response.by for response in claim.responses)))
    found = (_silence(claim, actor) for actor in concerned if actor not in claim.claimants)
    return tuple(silence for silence in found if silence)


def is_unanswered(record: Record, claim_key: str) -> bool:
    """Whether a claim calls for an answer and has none, from whomever.

    It calls for one when it is about others than its claimants and the desk does not hold it to be rejected.
    ``no-response`` records that there was no answer, so it is none. Any other response is one, whoever gave it: a
    government is often answered for by its head. Who of those concerned has not spoken, ``silences`` says.
    """
    claim = record.claims[claim_key]
    if is_rejected(record.config, claim.status) or set(claim.about) <= set(claim.claimants):
        return False
    return all(response.meta.stance == "no-response" for response in claim.responses)


def unanswered(record: Record, actor: str) -> tuple[Silence, ...]:
    """The claims of others that are about an actor, or that they were asked about, and that they have not answered."""
    index = record.index
    claims = dict.fromkeys((*index.claims_about.get(actor, ()), *index.claims_answered_by.get(actor, ())))
    return tuple(silence for key in claims for silence in silences(record, key) if silence.actor == actor)


def _all_positions(claim: ClaimEntity) -> Iterator[Position]:
    for actor in dict.fromkeys(claim.claimants):
        yield Position(actor, claim.key, "claims", claim.meta.said)
    for number, response in enumerate(claim.responses):
        yield Position(response.by, claim.key, response.meta.stance, response.date, number)


def _positions(claim: ClaimEntity, actor: str) -> Iterator[Position]:
    return (position for position in _all_positions(claim) if position.actor == actor)


def _in_time(positions: Iterable[Position]) -> tuple[Position, ...]:
    return tuple(sorted(positions, key=_time))


def _time(position: Position) -> tuple[bool, tuple[str, int, str, str], str, int]:
    """A total order of one actor's positions: by date, those without one last; then as the content lists them."""
    date = position.date
    when = date.sort_key if date else ("", 0, "", "")
    return date is None, when, position.claim, -1 if position.response is None else position.response


def _changed_stance(positions: Iterable[Position]) -> Iterator[ChangedPosition]:
    spoken = [position for position in positions if position.side != "silent"]
    for before, after in pairwise(spoken):
        if before.side != after.side:
            yield ChangedPosition(before.actor, "stance", before, after, _dates_tell(before, after))


def _changed_claims(
    relations: Mapping[str, Mapping[Relation, tuple[str, ...]]], by_claim: Mapping[str, list[Position]]
) -> Iterator[ChangedPosition]:
    stood_for: dict[str, Position] = {}
    for key, positions in by_claim.items():
        first = next((position for position in positions if position.side == "for"), None)
        if first:
            stood_for[key] = first
    seen: set[tuple[str, ...]] = set()
    for key, position in stood_for.items():
        for other in relations[key].get("supersedes", ()):
            earlier = stood_for.get(other)
            if earlier and other != key and {earlier.stance, position.stance} == {"claims"}:
                seen.add(tuple(sorted((key, other))))
                yield ChangedPosition(position.actor, "supersedes", earlier, position, True)
    for key, position in stood_for.items():
        for other in relations[key].get("contradicts", ()):
            pair = tuple(sorted((key, other)))
            if other in stood_for and other != key and pair not in seen:
                seen.add(pair)
                before, after = _in_time((position, stood_for[other]))
                yield ChangedPosition(position.actor, "contradicts", before, after, _dates_tell(before, after))


def _dates_tell(before: Position, after: Position) -> bool:
    if before.date is None or after.date is None:
        return before.claim == after.claim and before.stance == "claims"
    return precedes(before.date, after.date)


def _column(record: Record, claim: ClaimEntity) -> dict[str, Cell]:
    quiet = {silence.actor: silence for silence in silences(record, claim.key)}
    actors = dict.fromkeys((*claim.claimants, *claim.about, *(response.by for response in claim.responses)))
    return {actor: Cell(_in_time(_positions(claim, actor)), actor in claim.about, quiet.get(actor)) for actor in actors}


def _silence(claim: ClaimEntity, actor: str) -> Silence | None:
    own = [response for response in claim.responses if response.by == actor]
    if any(response.meta.stance != "no-response" for response in own):
        return None
    dates = [response.date for response in own if response.date]
    return Silence(actor, claim.key, bool(own), max(dates, key=lambda date: date.sort_key, default=None))
