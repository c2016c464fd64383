"""Where card images are, which pages have one, and what makes them."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache, partial
from hashlib import blake2b

import msgspec

from onrecord.record.record import Record
from onrecord.site.cards.drawing import can_draw, draw
from onrecord.site.cards.facts import CardFacts, facts_of
from onrecord.site.companion import Companion
from onrecord.site.public import is_public
from onrecord.site.views.material import Material

FILE = "card.png"
"""The name of a card image, which lies beside the page that it is of."""


def wants_cards(record: Record) -> bool:
    """Whether pages name a card image: the site asks for it, is published, and knows its own address."""
    config = record.config
    return config.cards and config.url is not None and is_public(record)


def has_cards(record: Record) -> bool:
    """Whether card images are made: they are wanted, and what draws them is installed."""
    return wants_cards(record) and can_draw()


def card_of(material: Material, kind: str, key: str) -> str | None:
    """The file of the card image of a page, if it has one; for a site that has cards."""
    return card_file(material, kind, key) if facts_of(material, kind, key) else None


def card_companions(material: Material) -> Iterator[Companion]:
    """The card images of briefs and claims."""
    record = material.record
    for kind, keys in (("brief", record.briefs), ("claim", record.claims)):
        for key in keys:
            facts = facts_of(material, kind, key)
            if facts:
                yield Companion(card_file(material, kind, key), partial(draw, facts), key=_key(facts))


def card_file(material: Material, kind: str, key: str) -> str:
    """Where the card image of a page is, if it has one."""
    return f"{material.routes.file(kind, key).removesuffix('index.html')}{FILE}"


def _key(facts: CardFacts) -> str:
    """What the bytes of a card depend on, beside the generator itself."""
    return blake2b(msgspec.msgpack.encode((_pillow(), facts)), digest_size=16).hexdigest()


@cache
def _pillow() -> str:
    from importlib.metadata import version

    return version("pillow")
