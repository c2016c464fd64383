"""Bodies as pages show them: linked prose, its contents list, and the sources it cites."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from msgspec import Struct
from msgspec.structs import replace

from onrecord.record.entities import Target
from onrecord.site.prose import linked
from onrecord.site.views.material import Material
from onrecord.site.views.parts import ClaimCard, Contents, Prose, SourceItem

_TAG = re.compile(r'<[a-zA-Z](?:[^>"]++|"[^"]*+")*+>')
_OWN_ADDRESS = re.compile(r' (id|href)="(#?)([^"]*)"')


class ShownBody(Struct, frozen=True, gc=False):
    """A body on its page: ``cited`` are numbered, ``placed`` are the keys of the claims whose cards stand in it.

    ``words`` is how many it has.
    """

    prose: Prose = Prose()
    contents: tuple[Contents, ...] = ()
    cited: tuple[SourceItem, ...] = ()
    placed: tuple[str, ...] = ()
    words: int = 0


EMPTY = ShownBody()


def shown(material: Material, item: Target, root: str) -> ShownBody:
    """The body of ``item`` on the page from which ``root`` leads to the root of the site."""
    held = material.record.bodies.get(item)
    body = held.opened() if held else None
    if body is None or (not body.references and not any(body.html)):
        return EMPTY
    placed: set[str] = set()

    def card(key: str) -> ClaimCard:
        found = material.cards.card(key)
        if key in placed:
            return replace(found, anchor="")
        placed.add(key)
        return found

    found = linked(material.record, material.routes, item, body, root, card, material.words)
    return ShownBody(
        found.prose,
        tuple([Contents(heading.level, heading.anchor, heading.text) for heading in body.headings]),
        material.sources.cited(found.cited, found.uses or {}),
        tuple(dict.fromkeys(found.placed)),
        body.words,
    )


def scoped(prose: Prose, scope: str, kept: Container[str], moved: Mapping[str, str]) -> Prose:
    """A body for a page that holds several: its own ids and the links to them begin with ``scope``.

    Links to the anchors ``kept`` stay as they are, those to the anchors ``moved`` lead to the addresses given.
    """

    def address(match: re.Match[str]) -> str:
        name, local, value = match.groups()
        if name == "href" and not local:
            return match[0]
        if name == "href" and value in kept:
            return match[0]
        if name == "href" and value in moved:
            return f' href="{moved[value]}"'
        return f' {name}="{local}{scope}-{value}"'

    def tag(match: re.Match[str]) -> str:
        return _OWN_ADDRESS.sub(address, match[0])

    if not prose:
        return prose
    cards = tuple([replace(card, anchor="") for card in prose.cards])
    return Prose(tuple([_TAG.sub(tag, html) for html in prose.html]), cards)
