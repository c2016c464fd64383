"""What editorial rules look at: the record, what is worked out from it, the day, and what was published before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from onrecord.content.history import History, Version
from onrecord.record import provenance, relations
from onrecord.record.derivation import derived, each
from onrecord.record.entities import ClaimEntity
from onrecord.record.provenance import ProvenanceIndex
from onrecord.record.record import Keys, Record
from onrecord.record.reliance import RelianceIndex
from onrecord.record.revisions import was_published
from onrecord.record.standing import is_established, is_rejected

Published = Mapping[str, tuple[Version, ...]]
"""By the id of a brief, the versions of it that readers could have seen, from the first."""


class Wording(NamedTuple):
    """A claim, its text on one line, and a number that is the same for claims that say the same of the same people."""

    claim: str
    text: str
    number: int


class Facts:
    """What rules look at. The record may be one whose readers are noted; then so are those of what is worked out.

    ``today`` is the day that it is checked on. ``published`` are earlier versions.
    """

    def __init__(self, record: Record, today: date, published: Published) -> None:
        self.record = record
        self.today = today
        self.published = published
        self.provenance = ProvenanceIndex(record)
        """What stands behind each claim."""
        self.reliance = RelianceIndex(record)
        """What rests on each source."""
        self.stated = relations.stating(record)
        """The relations that claims state."""
        self.lineage = provenance.lineage(record)
        """What sources relay."""
        self.cited = derived(record, "sources that events and actors cite", lambda: dict.fromkeys(_cited(record), True))
        """The sources that events, roles and relations of actors name, each with ``True``."""
        wordings = each(record, "wordings of a brief", record.briefs, lambda brief: _wordings(record, brief))
        self.told = derived(
            record, "texts of claims", lambda: {it.text: True for its in wordings.values() for it in its}
        )
        """The texts of all claims, each on one line, with ``True``."""
        self.told_again = derived(record, "claims of one wording", lambda: _told_again(record, wordings))
        """Claims that say the same of the same people, by the first of them; those that no other says are left out."""

    def is_established(self, status: str | None) -> bool:
        """Whether a status says that the claim holds: corroborated, confirmed, and what a site draws like them."""
        return is_established(self.record.config, status)

    def is_rejected(self, status: str | None) -> bool:
        """Whether a status says that the claim does not hold, or that nobody stands for it any more."""
        return is_rejected(self.record.config, status)


def published_of(history: History, timezone: str) -> Published:
    """The versions of a history that readers could have seen.

    Until when the last one is in force says nothing any more: it is taken to be in force since it came.
    """
    found = {}
    for brief, versions in history.items():
        seen = tuple(
            version if version.ended_by else replace(version, until=version.since)
            for version in versions
            if was_published(version, timezone)
        )
        if seen:
            found[brief] = seen
    return found


def on_one_line(text: str) -> str:
    """A text without line breaks and runs of spaces; the very same where it has none."""
    folded = " ".join(text.split())
    return text if folded == text else folded


def _cited(record: Record) -> Iterator[str]:
    for event in record.events.values():
        yield from event.sources
    for actor in record.actors.values():
        for role in actor.roles:
            yield from role.sources
        for relation in actor.relations:
            yield from relation.sources


def _wordings(record: Record, brief: str) -> tuple[Wording, ...]:
    return tuple(_wording(record.claims[key]) for key in record.briefs[brief].claims)


def _wording(claim: ClaimEntity) -> Wording:
    text = on_one_line(claim.meta.text)
    return Wording(claim.key, text, hash(_said(claim, text)))


def _said(claim: ClaimEntity, text: str) -> tuple[str, Keys]:
    """What a claim says and whose it is, without regard to case, the stop at the end and who comes first."""
    return text.casefold().rstrip(" .!?"), tuple(sorted(claim.claimants))


def _told_again(record: Record, wordings: Mapping[str, tuple[Wording, ...]]) -> dict[str, Keys]:
    first: dict[int, str] = {}
    alike: dict[int, list[str]] = {}
    for its in wordings.values():
        for key, _, number in its:
            other = first.setdefault(number, key)
            if other is not key:
                alike.setdefault(number, [other]).append(key)
    same: dict[tuple[str, Keys], list[str]] = {}
    for claim in sorted((record.claims[key] for keys in alike.values() for key in keys), key=lambda it: it.origin):
        same.setdefault(_said(claim, on_one_line(claim.meta.text)), []).append(claim.key)
    return {keys[0]: tuple(keys) for keys in same.values() if len(keys) > 1}
