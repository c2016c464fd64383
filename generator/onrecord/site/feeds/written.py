"""Feeds as bytes: Atom (RFC 4287) and JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

import msgspec

from onrecord import __version__
from onrecord.site.feeds.entries import Entry
from onrecord.site.feeds.places import ATOM_TYPE, JSON_TYPE


class Feed(NamedTuple):
    """A feed: what it is called, the page that it belongs to, and its own addresses."""

    title: str
    subtitle: str
    page: str
    atom: str
    json: str
    publisher: str
    lang: str
    entries: list[Entry]


def atom(feed: Feed, fragments: dict[str, str]) -> bytes:
    """The feed in Atom; ``fragments`` keeps the entries that other feeds list too, by id."""
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(feed.lang)}">\n',
        f"<title>{escape(feed.title)}</title>\n",
        f"<subtitle>{escape(feed.subtitle)}</subtitle>\n" if feed.subtitle else "",
        f"<id>{escape(feed.atom)}</id>\n",
        f'<link rel="self" type="{ATOM_TYPE}" href="{escape(feed.atom)}"/>\n',
        f'<link rel="alternate" type="text/html" href="{escape(feed.page)}"/>\n',
        f'<link rel="alternate" type="{JSON_TYPE}" href="{escape(feed.json)}"/>\n',
        f"<updated>{max(entry.updated for entry in feed.entries)}</updated>\n",
        f"<author><name>{escape(feed.publisher)}</name></author>\n",
        f'<generator version="{__version__}">onrecord</generator>\n',
    ]
    for entry in feed.entries:
        fragment = fragments.get(entry.id)
        if fragment is None:
            fragment = fragments[entry.id] = _atom_entry(entry)
        parts.append(fragment)
    parts.append("</feed>\n")
    return "".join(parts).encode()


def _atom_entry(entry: Entry) -> str:
    return "".join(
        [
            f'<entry xml:lang="{escape(entry.lang)}">\n',
            f"<title>{escape(entry.title)}</title>\n",
            f"<id>{escape(entry.id)}</id>\n",
            f'<link rel="alternate" type="text/html" href="{escape(entry.address)}"/>\n',
            f"<published>{entry.published}</published>\n",
            f"<updated>{entry.updated}</updated>\n",
            *(f"<author><name>{escape(author)}</name></author>\n" for author in entry.authors),
            *(f'<category term="{escape(tag)}"/>\n' for tag in entry.tags),
            f"<summary>{escape(entry.summary)}</summary>\n" if entry.summary else "",
            f'<content type="html">{escape(entry.html)}</content>\n' if entry.html else "",
            "</entry>\n",
        ]
    )


class _Author(msgspec.Struct, frozen=True):
    name: str


class _Item(msgspec.Struct, frozen=True, omit_defaults=True):
    id: str
    url: str
    title: str
    content_html: str
    date_published: str
    date_modified: str
    language: str
    summary: str = ""
    authors: tuple[_Author, ...] = ()
    tags: tuple[str, ...] = ()


class _JsonFeed(msgspec.Struct, frozen=True, omit_defaults=True):
    version: str
    title: str
    home_page_url: str
    feed_url: str
    language: str
    authors: tuple[_Author, ...]
    items: list[_Item]
    description: str = ""


def json_feed(feed: Feed) -> bytes:
    """The feed in JSON."""
    return msgspec.json.encode(
        _JsonFeed(
            version="https://jsonfeed.org/version/1.1",
            title=feed.title,
            description=feed.subtitle,
            home_page_url=feed.page,
            feed_url=feed.json,
            language=feed.lang,
            authors=_authors([feed.publisher]),
            items=[_item(entry) for entry in feed.entries],
        )
    )


def _item(entry: Entry) -> _Item:
    return _Item(
        id=entry.id,
        url=entry.address,
        title=entry.title,
        summary=entry.summary,
        content_html=entry.html,
        date_published=entry.published,
        date_modified=entry.updated,
        authors=_authors(entry.authors),
        tags=entry.tags,
        language=entry.lang,
    )


def _authors(names: Iterable[str]) -> tuple[_Author, ...]:
    return tuple([_Author(name) for name in names])
