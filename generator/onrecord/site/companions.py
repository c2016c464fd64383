"""The files of a site beside its pages: feeds, sitemap, exports, and what hosts read.

The one place that knows all of them. They are declared with their paths before anything is made, so that no page takes
one's address; their bytes are made when they are asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence

from onrecord.record.entities import Target
from onrecord.record.record import Record
from onrecord.record.timeline import Timeline
from onrecord.site.cards.files import card_companions, card_file, card_of, has_cards, wants_cards
from onrecord.site.catalogue import ENGLISH, Catalogue
from onrecord.site.companion import Companion
from onrecord.site.exports.files import export_companions
from onrecord.site.exports.places import has_exports
from onrecord.site.feeds.files import feed_companions
from onrecord.site.hosting import hosting_files
from onrecord.site.moments import Moments
from onrecord.site.public import is_public
from onrecord.site.routes import Route, Routes
from onrecord.site.sitemap import sitemaps
from onrecord.site.views.material import Material
from onrecord.site.views.words import Words


def companions(
    record: Record, timeline: Callable[[], Timeline], pages: Sequence[Route], catalogue: Catalogue = ENGLISH
) -> list[Companion]:
    """All files beside ``pages``; ``timeline`` gives the record's.

    A record with drafts or embargoed briefs is for the desk's own eyes: search engines are kept out, and there is
    nothing that others subscribe to or copy. What has to name whole addresses is left out where ``url`` is not known.
    """
    public = is_public(record)
    moments = Moments(record)
    found = hosting_files(record, public=public)
    if public and record.config.url:
        found += sitemaps(record, moments, pages)
        found += feed_companions(record, moments, Words(catalogue))
    if has_cards(record):
        found += card_companions(Material(record, Routes(record), timeline, catalogue))
    if has_exports(record):
        found += export_companions(record, moments, timeline)
    return found


def have_the_same_cards(
    record: Record, beside: Collection[str], items: Iterable[Target], catalogue: Catalogue = ENGLISH
) -> bool:
    """Whether the pages of ``items`` have card images where they are among the files ``beside``, and only there."""
    if not has_cards(record):
        return True
    material = Material(record, Routes(record), catalogue=catalogue)
    return all((card_file(material, *item[:2]) in beside) == bool(card_of(material, *item[:2])) for item in items)


def left_out(record: Record) -> tuple[str, ...]:
    """What a site asks for and cannot have, and why."""
    config = record.config
    if not config.url:
        missing = [*(["feeds"] if config.feeds else []), *(["card images"] if config.cards else []), "a sitemap"]
        return (f"without {', '.join(missing)} or canonical addresses: onrecord.yaml has no 'url'",)
    if wants_cards(record) and not has_cards(record):
        return ("without card images: they need the extra, pip install 'onrecord[cards]'",)
    return ()
