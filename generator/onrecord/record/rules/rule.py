"""What an editorial rule is, and what it may look at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from textwrap import dedent

from onrecord.config import Level
from onrecord.content import model
from onrecord.content.history import NO_HISTORY, History
from onrecord.content.locate import Locator
from onrecord.record.entities import ClaimEntity, Origin, Pointer, ResponseEntity, SourceEntity
from onrecord.record.provenance import ProvenanceIndex
from onrecord.record.record import Record
from onrecord.record.reliance import RelianceIndex
from onrecord.record.standing import is_established, is_rejected


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule objects to: the value at ``steps`` below ``origin``.

    ``claims`` are the claims it is about; where all of them ignore the rule, it is not reported. With none it cannot be
    ignored.
    """

    message: str
    origin: Origin
    steps: Pointer = ()
    hint: str | None = None
    claims: tuple[str, ...] = ()


class Facts:
    """What rules look at: the record, what was worked out from it, the day it is checked on, and earlier versions."""

    def __init__(self, record: Record, locator: Locator, today: date, history: History = NO_HISTORY) -> None:
        self.record = record
        self.today = today
        self.history = history
        self._locator = locator

    @cached_property
    def provenance(self) -> ProvenanceIndex:
        """What stands behind each claim."""
        return ProvenanceIndex(self.record)

    @cached_property
    def reliance(self) -> RelianceIndex:
        """What rests on each source."""
        return RelianceIndex(self.record)

    def place(self, origin: Origin, *steps: str | int) -> str:
        """``file:line:column`` of a value, to name it in the message about another."""
        where = self._locator.at(origin.path, (*origin.pointer, *steps))
        return ":".join([origin.path, *(str(number) for number in where if number is not None)])

    def is_established(self, status: str | None) -> bool:
        """Whether a status says that the claim holds: corroborated, confirmed, and what a site draws like them."""
        return is_established(self.record.config, status)

    def is_rejected(self, status: str | None) -> bool:
        """Whether a status says that the claim does not hold, or that nobody stands for it any more."""
        return is_rejected(self.record.config, status)


Check = Callable[[Facts], Iterator[Finding]]


@dataclass(frozen=True, slots=True)
class Rule:
    """An editorial rule.

    ``failing`` and ``mended`` are fields of a brief that break it and that keep it; ``examples.site`` makes whole files
    of them. ``published`` are the fields that the brief had before, for a rule that compares the two. ``severity`` is
    what it has unless ``onrecord.yaml`` says otherwise.
    """

    code: str
    severity: Level
    title: str
    explanation: str
    failing: str
    mended: str
    check: Check
    published: str = ""


def rule(
    code: str, severity: Level, title: str, *, explanation: str, failing: str, mended: str, published: str = ""
) -> Callable[[Check], Rule]:
    """Makes a rule of the function that finds what breaks it."""

    def made(check: Check) -> Rule:
        before, broken, kept = (dedent(fields).strip() for fields in (published, failing, mended))
        return Rule(code, severity, title, " ".join(explanation.split()), broken, kept, check, before)

    return made


def about_claim(claim: ClaimEntity, message: str, *steps: str | int, hint: str | None = None) -> Finding:
    """A finding at a value of a claim."""
    return Finding(message, claim.origin, steps, hint, (claim.key,))


def named(source: SourceEntity) -> str:
    """What a source is called where it is written: its id, or its key where that is the file's name."""
    return source.meta.id or source.key


def response_steps(claim: ClaimEntity, response: ResponseEntity) -> Pointer:
    """Where a response stands below its claim."""
    written = claim.meta.responses
    return "responses", next(number for number, meta in enumerate(written) if meta is response.meta)


def assessment_steps(claim: ClaimEntity, assessment: model.Assessment) -> Pointer:
    """Where an assessment stands below its claim; the short form is the claim's status."""
    written = claim.meta.assessments
    number = next((number for number, meta in enumerate(written) if meta is assessment), None)
    return ("status",) if number is None else ("assessments", number)


def listed(keys: tuple[str, ...] | list[str], last: str = "and") -> str:
    """Quoted words in a row: ``'a', 'b' and 'c'``."""
    quoted = [f"'{key}'" for key in keys]
    if len(quoted) < 2:
        return "".join(quoted)
    return f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"
