"""Sources: the list of outlets, and what one of them carried."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec.structs import replace

from onrecord.record.entities import Target
from onrecord.site.list_pages import ALONE
from onrecord.site.routes import source_anchor
from onrecord.site.views.actor_pages import reliability
from onrecord.site.views.bodies import scoped, shown
from onrecord.site.views.grades import SOURCE_SCALES
from onrecord.site.views.material import Material
from onrecord.site.views.pages import OutletItem, OutletView, SourceDetail, SourcesView
from onrecord.site.views.paging import ListsOfPage
from onrecord.site.views.parts import Count, Prose
from onrecord.site.views.source_items import LINEAGES, lineage_of


def sources_page(material: Material) -> SourcesView:
    """``/sources/``: outlets by name, those of no recorded outlet last, and every source."""
    outlets = material.record.index.sources_of_outlet
    named = sorted(outlets, key=lambda key: (not key, material.links.outlet(key).text.casefold(), key))
    lists = ListsOfPage(material, "sources", "")
    return SourcesView(
        outlets=tuple([_outlet(material, key) for key in named]),
        sources=lists.rows(ALONE),
        count=material.words.count(len(material.record.sources), "source"),
        scales=material.grades.scales(SOURCE_SCALES),
        paging=lists.paging,
    )


def outlet_page(material: Material, key: str, root: str) -> OutletView:
    """``/sources/<outlet>/``; ``key`` is one of ``Index.sources_of_outlet``."""
    record = material.record
    lists = ListsOfPage(material, "outlet", key)
    claims = material.details.claims_of(key)
    actor = record.actors.get(key)
    return OutletView(
        actor=material.links.to("actor", key) if actor else None,
        reliability=reliability(material, actor.meta.reliability) if actor else (),
        sources=source_details(material, lists.keys(ALONE), root),
        statuses=material.statuses.counted([material.lists.statuses[claim] for claim in claims]),
        counts=_counts(material, key, len(claims)),
        paging=lists.paging,
    )


def source_details(material: Material, on_page: Sequence[str], root: str) -> tuple[SourceDetail, ...]:
    """The sources ``on_page``, each with all that rests on it."""
    found = []
    for key in on_page:
        detail, body = material.details.of(key), _body(material, key, on_page, root)
        found.append(replace(detail, body=body) if body else detail)
    return tuple(found)


def _lineages(material: Material, outlet: str) -> Counter[str]:
    record = material.record
    return Counter(lineage_of(record.sources[source]) for source in record.index.sources_of_outlet[outlet])


def _outlet(material: Material, key: str) -> OutletItem:
    lineages = _lineages(material, key)
    return OutletItem(
        link=material.links.outlet(key),
        sources=lineages.total(),
        first_hand=lineages["first-hand"],
        relayed=lineages["relays"],
        unknown=lineages["not-recorded"],
        claims=len(material.details.claims_of(key)),
    )


def _counts(material: Material, key: str, claims: int) -> tuple[Count, ...]:
    lineages = _lineages(material, key)
    tallies = [material.words.count(lineages[name], name) for name in LINEAGES if lineages[name]]
    return (material.words.count(lineages.total(), "source"), *tallies, material.words.count(claims, "claim-carried"))


def _body(material: Material, source: str, on_page: Sequence[str], root: str) -> Prose:
    """What the desk wrote about a source, fit to stand on one page with what it wrote about others.

    Citations lead to the entry on this page or on the page of the outlet it is from.
    """
    body = shown(material, Target("source", source), root)
    moved = {source_anchor(item.key): f"{root}{item.link.path}" for item in body.cited if item.key not in on_page}
    kept = {source_anchor(item.key) for item in body.cited if item.key in on_page}
    return scoped(body.prose, source_anchor(source), kept, moved)
