"""Corrections, ordinary pages, the page for addresses that lead nowhere, and redirects."""

from __future__ import annotations

from onrecord.record.entities import Target
from onrecord.site.list_pages import ALONE
from onrecord.site.routes import sections_of
from onrecord.site.views.bodies import shown
from onrecord.site.views.material import Material
from onrecord.site.views.pages import CorrectionsView, NotFoundView, PageView, RedirectView
from onrecord.site.views.paging import ListsOfPage
from onrecord.site.views.parts import Link


def corrections_page(material: Material) -> CorrectionsView:
    """``/corrections/``: the latest first, those of one day by brief."""
    lists = ListsOfPage(material, "corrections", "")
    items = lists.rows(ALONE)
    total = material.words.count(lists.total(ALONE), "correction")
    return CorrectionsView(items, total, lists.paging)


def ordinary_page(material: Material, key: str, root: str) -> PageView:
    """A page of ``content/pages/``."""
    page = material.record.pages[key]
    body = shown(material, Target("page", key), root)
    return PageView(
        summary=page.meta.summary,
        body=body.prose,
        contents=body.contents,
        cited=body.cited,
        backlinks=material.listed.backlinks(Target("page", key)),
    )


def not_found_page(material: Material) -> NotFoundView:
    """``/404.html``: the ways in."""
    return NotFoundView(
        tuple([material.links.section(section) for section in ("home", *sections_of(material.record.config))])
    )


def redirect_page(material: Material, target: Target) -> RedirectView:
    """Where an old address leads now."""
    link = material.links.to(target.kind, target.key)
    return RedirectView(Link(link.text, material.routes.target(target), link.kind, link.lang))
