"""The register of claims: a row for each, and how many there are to choose from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from onrecord.record.derivation import kept
from onrecord.record.record import Record
from onrecord.site.views.claim_cards import ClaimCards
from onrecord.site.views.marks import NOT_ASSESSED
from onrecord.site.views.row_parts import RegisterRow


class Register:
    """The rows of one site's register, each made once."""

    def __init__(self, record: Record, cards: ClaimCards) -> None:
        self._record = record
        self._cards = cards
        self._also = kept(record, "notes on claims", self._noted)
        self._rows = kept(record, "rows of the register", self._row, once=True)
        self._numbers = kept(record, "numbers of the register", self._counted)

    def rows(self, keys: Iterable[str]) -> tuple[RegisterRow, ...]:
        """Claims in the register."""
        return tuple([self._rows[key] for key in keys])

    def numbers(self, what: str) -> Counter[str]:
        """How many claims there are of each of the ``actors`` or ``topics``, or with each note (``also``)."""
        return self._numbers[what]

    def _row(self, key: str) -> RegisterRow:
        claim, card = self._record.claims[key], self._cards.card(key)
        said = claim.meta.said
        return RegisterRow(
            card=card,
            actors=claim.claimants,
            topics=claim.topics,
            status=card.status.id if card.status else NOT_ASSESSED.id,
            also=self._also[key],
            sort=said.earliest if said else None,
            until=said.latest if said else None,
        )

    def _noted(self, key: str) -> tuple[str, ...]:
        card = self._cards.card(key)
        notes = {"single": card.lineage.carriers == 1, "unanswered": card.unanswered, "retracted": bool(card.retracted)}
        return tuple([note for note, holds in notes.items() if holds])

    def _counted(self, what: str) -> Counter[str]:
        match what:
            case "actors":
                found = self._record.index.claims_by
            case "topics":
                found = self._record.index.claims_of_topic
            case _:
                return Counter(note for key in self._record.claims for note in self._also[key])
        return Counter({key: len(claims) for key, claims in found.items()})
