"""The pages that a long list goes on with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from onrecord.site.list_pages import ListPage, PageList, list_page
from onrecord.site.views.list_rows import ENTITIES, field_of
from onrecord.site.views.material import Material
from onrecord.site.views.messages import LISTS
from onrecord.site.views.pages import ListPageView
from onrecord.site.views.paging import keys_of
from onrecord.site.views.parts import Link
from onrecord.site.views.source_pages import source_details
from onrecord.site.views.timeline_pages import month_groups


def list_page_view(material: Material, key: str, root: str) -> ListPageView:
    """A page that a list goes on with; ``key`` is that of its route."""
    page = list_page(key)
    keys, paging = keys_of(material, page)
    of, name = page.list, page.list.name
    shown: dict[str, Any] = {field_of(of): _made(material, page, keys, root)}
    return ListPageView(
        of=page_of(material, of),
        name=name,
        title=title_of(material, of),
        paging=paging,
        brief=name == "unanswered",
        **shown,
    )


def page_of(material: Material, of: PageList) -> Link:
    """The page that a list stands on."""
    if of.kind in ENTITIES:
        return material.links.to(ENTITIES[of.kind], of.key)
    match of.kind:
        case "outlet":
            return material.links.outlet(of.key)
        case "year":
            return material.links.year(int(of.key))
        case _:
            return material.links.section(of.kind)


def title_of(material: Material, of: PageList) -> str:
    """What a list is headed with; a section's is the section's own."""
    if of.name in LISTS:
        return material.words(LISTS[of.name])
    return material.words.section(_SECTIONS.get(of.kind, of.kind))


_SECTIONS = {"outlet": "sources", "year": "timeline"}


def _made(material: Material, page: ListPage, keys: Sequence[Any], root: str) -> Any:
    match page.list.kind:
        case "year":
            return month_groups(material, int(page.list.key), keys)
        case "outlet":
            return source_details(material, keys, root)
        case _:
            return material.rows.of(page)
