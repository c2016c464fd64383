"""What an item is called where something links to it."""

from __future__ import annotations

from onrecord.record import names
from onrecord.record.entities import ClaimEntity, Target
from onrecord.record.record import Record
from onrecord.site.views.words import IN_ENGLISH, Words


def title(record: Record, target: Target, words: Words = IN_ENGLISH) -> str:
    """The words that stand for ``target`` in a link; a claim always comes with who made it."""
    match target.kind:
        case "brief":
            return record.briefs[target.key].meta.title
        case "claim":
            return attributed(record, record.claims[target.key], words)
        case "actor":
            return record.actors[target.key].meta.name
        case "source":
            return record.sources[target.key].title
        case "event":
            return record.events[target.key].meta.title
        case "place":
            return record.places[target.key].meta.name
        case "topic":
            return record.topics[target.key].meta.name
        case "page":
            return record.pages[target.key].meta.title
        case "asset" | "address":
            return target.key


def attributed(record: Record, claim: ClaimEntity, words: Words = IN_ENGLISH) -> str:
    """A claim with its claimants before it: ``Yury Dashkin: The helicopter ...``."""
    return names.attributed(_names(record, claim), claim.meta.text, words.last_joined_by)


def claimants(record: Record, claim: ClaimEntity, words: Words = IN_ENGLISH) -> str:
    """The names of a claim's claimants: ``A``, ``A and B``, ``A, B and C``."""
    return words.listed(_names(record, claim))


def _names(record: Record, claim: ClaimEntity) -> list[str]:
    return [record.actors[key].meta.name for key in claim.claimants]
