"""The files of a site beside its pages: feeds, sitemap, exports, and what hosts read.

The one place that knows all of them. They are declared with their paths before anything is made, so that no page takes
one's address; their bytes are made when they are asked for.
"""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.record.record import Record
from onrecord.record.timeline import TimelineEntry
from onrecord.site.catalogue import ENGLISH, Catalogue
from onrecord.site.companion import Companion
from onrecord.site.exports.files import export_companions
from onrecord.site.feeds.files import feed_companions
from onrecord.site.hosting import hosting_files
from onrecord.site.moments import Moments
from onrecord.site.public import is_public
from onrecord.site.routes import Route
from onrecord.site.sitemap import sitemaps
from onrecord.site.views.words import Words


def companions(
    record: Record, entries: tuple[TimelineEntry, ...], pages: Sequence[Route], catalogue: Catalogue = ENGLISH
) -> list[Companion]:
    """All files beside ``pages``.

    A record with drafts or embargoed briefs is for the desk's own eyes: search engines are kept out, and there is
    nothing that others subscribe to or copy. What has to name whole addresses is left out where ``url`` is not known.
    """
    public = is_public(record)
    moments = Moments(record)
    found = hosting_files(record, public=public)
    if public and record.config.url:
        found += sitemaps(record, moments, pages)
        found += feed_companions(record, moments, Words(catalogue))
    if public and record.config.exports:
        found += export_companions(record, moments, entries)
    return found


def left_out(record: Record) -> tuple[str, ...]:
    """What a site cannot have while nobody says where it is published."""
    config = record.config
    if config.url:
        return ()
    missing = "feeds, a sitemap or canonical addresses" if config.feeds else "a sitemap or canonical addresses"
    return (f"without {missing}: onrecord.yaml has no 'url'",)
