"""Which feeds there are, and where."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.record.record import Record
from onrecord.site.public import is_public
from onrecord.site.routes import Routes
from onrecord.site.views.words import Words

ATOM, JSON = "feed.xml", "feed.json"
"""The files of a feed, in the folder of the page that it belongs to."""

ATOM_TYPE, JSON_TYPE = "application/atom+xml", "application/feed+json"


class FeedPlace(NamedTuple):
    """A feed by the page that it belongs to: the whole site's at the home page, and those of a few kinds of page."""

    kind: str
    key: str = ""


def feed_places(record: Record) -> Iterator[FeedPlace]:
    """Every feed of the site; one without an entry is none."""
    if not record.config.feeds or not record.config.url or not is_public(record):
        return
    if record.briefs:
        yield FeedPlace("home")
    if any(brief.corrections for brief in record.briefs.values()):
        yield FeedPlace("corrections")
    index = record.index
    for key in record.actors:
        if key in index.claims_by or key in index.claims_about or key in index.claims_answered_by:
            yield FeedPlace("actor", key)
    for key in record.topics:
        if key in index.briefs_of_topic or key in index.claims_of_topic:
            yield FeedPlace("topic", key)


def feed_files(routes: Routes, place: FeedPlace) -> tuple[str, str]:
    """The files of a feed, Atom and JSON, below the output folder."""
    folder = routes.file(place.kind, place.key).removesuffix("index.html")
    return f"{folder}{ATOM}", f"{folder}{JSON}"


def feed_title(record: Record, place: FeedPlace, words: Words) -> str:
    """What a feed is called: the site's name, and what it is about where that is only a part."""
    match place.kind:
        case "home":
            return record.config.title
        case "actor":
            part = record.actors[place.key].meta.name
        case "topic":
            part = record.topics[place.key].meta.name
        case _:
            part = words.section(place.kind)
    return f"{record.config.title}: {part}"
