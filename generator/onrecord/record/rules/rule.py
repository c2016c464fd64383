"""What an editorial rule is, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from textwrap import dedent
from typing import NamedTuple

from onrecord.config import Level
from onrecord.content import model
from onrecord.record.entities import ClaimEntity, Origin, Pointer, ResponseEntity, SourceEntity
from onrecord.record.rules.facts import Facts
from onrecord.record.rules.items import Items


class Place(NamedTuple):
    """A value at ``steps`` below ``origin``, named in the message about another; where it stands is told in the end."""

    origin: Origin
    steps: Pointer = ()


Message = str | tuple[str | Place, ...]
"""What is wrong, in words with the places of other values among them."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that a rule objects to: the value at ``steps`` below ``origin``.

    ``claims`` are the claims it is about; where all of them ignore the rule, it is not reported. With none it cannot be
    ignored.
    """

    message: Message
    origin: Origin
    steps: Pointer = ()
    hint: str | None = None
    claims: tuple[str, ...] = ()


Check = Callable[[Facts, Items], Iterator[Finding]]
"""Finds what is wrong with some items of the record that the facts are of."""


@dataclass(frozen=True, slots=True)
class Rule:
    """An editorial rule.

    What it finds in one item has nothing to do with which others it is given with; with ``of_all``, it has, and the
    rule is given all of them. It looks at nothing but the facts and the items.

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
    of_all: bool = False


def rule(
    code: str,
    severity: Level,
    title: str,
    *,
    explanation: str,
    failing: str,
    mended: str,
    published: str = "",
    of_all: bool = False,
) -> Callable[[Check], Rule]:
    """Makes a rule of the function that finds what breaks it."""

    def made(check: Check) -> Rule:
        before, broken, kept = (dedent(fields).strip() for fields in (published, failing, mended))
        return Rule(code, severity, title, " ".join(explanation.split()), broken, kept, check, before, of_all)

    return made


def about_claim(claim: ClaimEntity, message: Message, *steps: str | int, hint: str | None = None) -> Finding:
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


def in_a_row(items: Iterable[tuple[str | Place, ...]]) -> Iterator[str | Place]:
    """Parts of a message with commas between them."""
    for number, item in enumerate(items):
        if number:
            yield ", "
        yield from item
