"""The feeds as files of the site."""

from __future__ import annotations

from functools import cached_property, partial

from onrecord.record.record import Record
from onrecord.site.companion import Companion
from onrecord.site.feeds.entries import Entries
from onrecord.site.feeds.places import FeedPlace, feed_files, feed_places, feed_title
from onrecord.site.feeds.written import Feed, atom, json_feed
from onrecord.site.moments import Moments
from onrecord.site.routes import Routes, absolute
from onrecord.site.views.words import Words


def feed_companions(record: Record, moments: Moments, words: Words) -> list[Companion]:
    """An Atom and a JSON file for each feed."""
    made = _Feeds(record, moments, words)
    found: list[Companion] = []
    for place in feed_places(record):
        for path, form in zip(feed_files(made.routes, place), (made.atom, made.json), strict=True):
            found.append(Companion(path, partial(form, place)))
    return found


class _Feeds:
    """The feeds of one site; what several of them list is made once."""

    def __init__(self, record: Record, moments: Moments, words: Words) -> None:
        self._words = words
        self.routes = Routes(record)
        self._record = record
        self._moments = moments
        self._fragments: dict[str, str] = {}

    @cached_property
    def _entries(self) -> Entries:
        return Entries(self._record, self._moments, self._words)

    def atom(self, place: FeedPlace) -> bytes:
        return atom(self._feed(place), self._fragments)

    def json(self, place: FeedPlace) -> bytes:
        return json_feed(self._feed(place))

    def _feed(self, place: FeedPlace) -> Feed:
        config = self._record.config
        atom_file, json_file = feed_files(self.routes, place)
        page = self.routes.file(place.kind, place.key)
        return Feed(
            title=feed_title(self._record, place, self._words),
            subtitle=config.description or "",
            page=absolute(config, page) or "",
            atom=absolute(config, atom_file) or "",
            json=absolute(config, json_file) or "",
            publisher=config.publisher or config.title,
            lang=config.language,
            entries=self._entries.of(place),
        )
