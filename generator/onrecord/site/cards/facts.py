"""What a card image says: the status of a claim, the claim, and whose it is; of a brief its title and what is in it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator

from msgspec import Struct

from onrecord.site.views.material import Material
from onrecord.site.views.parts import Mark

_RANGES = (
    "20-7e a0-12b 12e-131 134-149 14c-165 168-17e 18f 192 1a0-1a1 1af-1b0 1cd-1dc 1e6-1e7 1f8-1f9 218-21b 237 259 "
    "2bb-2bc 2be-2bf 2c6-2cc 2d8-2dd 374-375 37e 384-38a 38c 38e-3a1 3a3-3ce 400-45f 462-463 472-475 490-493 496-49b "
    "4a0-4a3 4aa-4ab 4ae-4b3 4b6-4b7 4ba-4bb 4c0-4c2 4cf-4d1 4d4-4d9 4e2-4e3 4e6-4e9 4ee-4ef 4f2-4f3 1e0c-1e0f "
    "1e20-1e21 1e24-1e25 1e2a-1e2b 1e36-1e3b 1e3e-1e3f 1e42-1e49 1e5a-1e63 1e6c-1e6f 1e80-1e85 1e8e-1e8f 1e92-1e93 "
    "1e97 1e9e 1ea0-1ef9 2007 2012-2015 2018-201a 201c-201e 2020-2022 2026 2030 2032-2033 2039-203a 20a1 20a4 "
    "20a6-20a7 20a9 20ab-20ac 20ae 20b1-20b2 20b4-20b5 20b8-20ba 20bd 2116-2117 2122 2212"
)
"""Characters that the fonts have: those of most languages in Latin, Cyrillic and Greek script."""

_BOUNDS = [
    bound
    for written in _RANGES.split()
    for first, _, last in [written.partition("-")]
    for bound in (int(first, 16), int(last or first, 16) + 1)
]


class CardFacts(Struct, frozen=True):
    """The words of a card image, from the top: ``speaker`` is who said ``text``, and empty on that of a brief."""

    site: str
    kind: str
    speaker: str
    text: str
    mark: Mark | None
    foot: tuple[str, ...]


def drawable(text: str) -> bool:
    """Whether the fonts have every character: a card with boxes in the place of letters is worse than none."""
    return text.isascii() or all(bisect_right(_BOUNDS, ord(char)) % 2 for char in text)


def drawable_characters() -> Iterator[str]:
    """All characters that the fonts are relied on for."""
    for first, after in zip(_BOUNDS[::2], _BOUNDS[1::2], strict=True):
        yield from map(chr, range(first, after))


def facts_of(material: Material, kind: str, key: str) -> CardFacts | None:
    """The words of the card of a page, where pages of its kind have one and it can be drawn."""
    if kind == "claim":
        found = _of_claim(material, key)
    elif kind == "brief":
        found = _of_brief(material, key)
    else:
        return None
    label = found.mark.label if found.mark else ""
    said = (found.site, found.kind, found.speaker, found.text, label, *found.foot)
    return found if all(map(drawable, said)) else None


def _of_claim(material: Material, key: str) -> CardFacts:
    card = material.cards.card(key)
    words, language = material.words, material.language
    foot = [card.lineage.words]
    if card.said:
        foot.insert(0, card.said.words)
    return CardFacts(
        site=material.record.config.title,
        kind=words.timeline_kind("claim"),
        speaker=words.said_by(link.text for link in card.claimants),
        text=_plain(card.text),
        mark=card.status or language.marks.not_assessed,
        foot=tuple(foot),
    )


def _of_brief(material: Material, key: str) -> CardFacts:
    brief = material.record.briefs[key]
    words = material.words
    counts = [words.counted(len(brief.claims), "claim")] if brief.claims else []
    return CardFacts(
        site=material.record.config.title,
        kind=words.timeline_kind("publication"),
        speaker="",
        text=_plain(brief.meta.title),
        mark=None,
        foot=(material.language.when(brief.meta.date).words, *counts),
    )


def _plain(text: str) -> str:
    """A text on one line, without characters that are not seen."""
    return " ".join(text.replace("\u00ad", "").replace("\u200b", "").split())
