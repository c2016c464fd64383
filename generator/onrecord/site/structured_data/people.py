"""Actors in the words of schema.org."""

from __future__ import annotations

import re

from onrecord.record.entities import ActorEntity
from onrecord.site.structured_data.json_ld import Node, stated

TYPES = {
    "person": "Person",
    "organization": "Organization",
    "government": "GovernmentOrganization",
    "military": "GovernmentOrganization",
    "state": "Organization",
    "outlet": "NewsMediaOrganization",
    "group": "Organization",
}
"""What each kind of actor is; ``Thing`` for the kinds that a site adds."""

_WIKIDATA = re.compile(r"Q[1-9][0-9]*")


def named(actor: ActorEntity, page: str | None) -> Node:
    """An actor by type, name and page, as others refer to it."""
    return stated({"@type": TYPES.get(actor.meta.kind, "Thing"), "@id": page, "name": actor.meta.name})


def described(actor: ActorEntity, page: str) -> Node:
    """An actor as its own page describes it."""
    meta = actor.meta
    item = (meta.identifiers or {}).get("wikidata", "")
    known = f"https://www.wikidata.org/wiki/{item}" if _WIKIDATA.fullmatch(item) else None
    held = [role.meta.title for role in actor.roles if role.meta.until is None]
    return named(actor, page) | stated(
        {
            "url": page,
            "description": meta.summary,
            "alternateName": [alias.name for alias in meta.aliases],
            "sameAs": [address for address in (known, meta.url) if address],
            "jobTitle": held if meta.kind == "person" else None,
        }
    )
