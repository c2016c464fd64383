"""Marks: the word, shape and colour role of statuses, stances and corrections.

A denial is drawn as contested and not as negative: it says that two accounts stand against one another, not which of
them is false.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from onrecord.config import Config
from onrecord.site.views.parts import Mark
from onrecord.site.views.words import Words

NOT_ASSESSED = Mark("not-assessed", "Not assessed", "dotted", "muted", "The desk has not assessed it yet.")
"""Stands in counts for the claims without an assessment."""

OPEN_STATUSES = frozenset({"unverified", "plausible", "disputed"})
"""Statuses of claims that further evidence is expected to settle."""

CLAIMS = Mark("claims", "says so", "disc", "neutral", "Made the claim.")
"""The position of a claimant."""

STANCES = {
    mark.id: mark
    for mark in (
        Mark("denies", "denies", "cross", "contested", "Says that the claim is false."),
        Mark("disputes", "disputes", "diamond", "contested", "Contests part of it, or how it is put."),
        Mark("confirms", "confirms", "disc", "supported", "Says that it is true, and is in a position to know."),
        Mark("partly-confirms", "partly confirms", "half", "supported", "Says so of part of it."),
        Mark("supports", "supports", "double", "supported", "Sides with it, without claiming to know it first-hand."),
        Mark("declines", "declines to comment", "dash", "muted", "Was asked, and takes no position."),
        Mark("no-response", "has not responded", "ring", "muted", "Neither admission nor denial."),
        Mark("retracts", "takes it back", "dash", "contested", "Withdraws what it said itself."),
    )
}
"""What a response says to a claim; each label reads after the name of the responder."""

EVIDENCE = {
    mark.id: mark
    for mark in (
        Mark("supports", "Supports", "triangle", "supported", "Makes the claim likelier."),
        Mark("opposes", "Opposes", "cross", "contested", "Makes the claim less likely."),
        Mark("context", "Context", "square", "neutral", "Helps to understand the claim."),
    )
}

CORRECTIONS = {
    mark.id: mark
    for mark in (
        Mark("correction", "Correction", "diamond", "contested", "Something was wrong and has been put right."),
        Mark("clarification", "Clarification", "ring", "neutral", "Nothing was wrong, but it could be misread."),
        Mark("update", "Update", "triangle", "neutral", "Something became known after publication."),
        Mark("retraction", "Retraction", "cross", "negative", "The desk no longer stands by it."),
    )
}


class Marks:
    """The marks that every site has, in the language of its words."""

    def __init__(self, words: Words) -> None:
        self.not_assessed = _said(NOT_ASSESSED, "status", words)
        self.claims = _said(CLAIMS, "stance", words)
        self.stances = {key: _said(mark, "stance", words) for key, mark in STANCES.items()}
        self.evidence = {key: _said(mark, "evidence", words) for key, mark in EVIDENCE.items()}
        self.corrections = {key: _said(mark, "correction", words) for key, mark in CORRECTIONS.items()}


def _said(mark: Mark, context: str, words: Words) -> Mark:
    return replace(mark, label=words(mark.label, context), meaning=words(mark.meaning, context))


class Statuses:
    """The site's assessment statuses as marks, in the order of its vocabulary."""

    def __init__(self, config: Config, words: Words) -> None:
        self._marks: dict[str, Mark] = {}
        for key, status in config.statuses.items():
            label, meaning = words.status(key, status)
            self._marks[key] = Mark(key, label, status.shape, status.colour, meaning)
        self.all = tuple(self._marks.values())
        self._not_assessed = _said(NOT_ASSESSED, "status", words)

    def mark(self, status: str | None) -> Mark | None:
        """The mark of a status, ``None`` for a claim without one."""
        return None if status is None else self._marks[status]

    def counted(self, statuses: Iterable[str | None]) -> tuple[tuple[Mark, int], ...]:
        """How many of ``statuses`` are which, in the order of the vocabulary; those without one last."""
        numbers: dict[str | None, int] = {}
        for status in statuses:
            numbers[status] = numbers.get(status, 0) + 1
        found = [(mark, numbers[mark.id]) for mark in self.all if mark.id in numbers]
        if None in numbers:
            found.append((self._not_assessed, numbers[None]))
        return tuple(found)


def is_open(status: str | None) -> bool:
    """Whether a claim of this status, or of none, is an open question."""
    return status is None or status in OPEN_STATUSES
