"""Sites by somebody who means harm: hostile text in every field that takes text, hostile names wherever one is due."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields
from types import UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import yaml

from onrecord.config import Config
from onrecord.content.model import Actor, Brief, Page, Place, SharedEvent, SharedSource, Topic

KINDS = {
    "onrecord.yaml": Config,
    "content/briefs/2025-05-25-attack.md": Brief,
    "content/actors/minister.md": Actor,
    "content/sources/post.md": SharedSource,
    "content/events/visit.md": SharedEvent,
    "content/places/capital.md": Place,
    "content/topics/drones.md": Topic,
    "content/pages/about.md": Page,
}

ELSEWHERE = {
    # closed forms and addresses, each tried by itself in hostile names and addresses
    *("id", "lang", "language", "script", "url", "repository", "archive", "aliases", "redirects", "identifiers"),
    *("timezone", "rules", "base_url", "endpoint"),
    # references, which have to name something that is there
    *("via", "by", "about", "event", "places", "topics", "sources", "source", "contradicts", "supports", "repeats"),
    *("supersedes", "actors", "part_of", "claim", "within", "to", "rule"),
    # words of closed lists or of the site's own
    *("status", "kind"),
}
"""Fields whose text is not free."""


def meta(text: str) -> dict[str, dict[str, Any]]:
    """Front matter of every kind, and the configuration, with ``text`` in every field of free text."""
    source = {
        "kind": "post", "title": text, "outlet": f"Outlet {text}", "authors": ["minister", f"Author {text}"],
        "place": f"Studio {text}", "reliability": "C", "reliability_reason": text, "retracted": "2025-05-26",
        "retraction_note": text, "quote": text, "note": text, "url_status": "dead", "url": "https://a.test/x",
        "published": "2025-05-20", "lang": "en",
    }  # fmt: skip
    claim = {
        "id": "fired", "text": text, "quote": text, "lang": "ar", "by": "minister", "said": "2025-05-20",
        "about": "spokesman", "event": "visit", "places": "capital", "topics": "drones", "sources": ["post", "own"],
        "note": text,
        "evidence": [{"source": "own", "stance": "opposes", "note": text, "quote": text, "locator": text}],
        "responses": [
            {"by": "spokesman", "stance": "denies", "date": "2025-05-21", "quote": text, "source": "own",
             "part": text, "note": text},
            {"by": "minister", "stance": "no-response", "as_of": "2025-05-22", "note": text},
        ],
        "assessments": [
            {"date": "2025-05-25", "status": "own", "credibility": 3, "likelihood": "likely", "confidence": "low",
             "by": text, "note": text},
        ],
        "ignore": [{"rule": "no-archive", "reason": text}],
    }  # fmt: skip
    event = {"title": text, "date": "2025-05-20", "summary": text, "note": text, "actors": "minister"}
    return {
        "onrecord.yaml": {
            "title": text, "description": text, "publisher": text, "url": "https://desk.test/",
            "vocabulary": {
                "statuses": {"own": {"label": text, "meaning": text}},
                "actor_kinds": {"odd": {"label": text, "plural": text}},
            },
        },
        "content/briefs/2025-05-25-attack.md": {
            "title": text, "date": "2025-05-25", "summary": text, "authors": [text], "topics": "drones",
            "places": "capital",
            "sources": [{"id": "own", "via": "post", **source, "url": "https://a.test/own"}],
            "claims": [claim, claim | {"id": "second", "by": "spokesman", "contradicts": "fired"}],
            "events": [{"id": "own-event", "place": f"Somewhere {text}", "part_of": "visit", **event}],
            "corrections": [{"date": "2025-05-27", "kind": "correction", "note": text, "claim": "fired"}],
        },
        "content/actors/minister.md": {
            "name": f"Minister {text}", "kind": "odd", "sort_name": text,
            "aliases": [{"name": f"Alias {text}", "lang": "uk", "script": "Cyrl", "note": text}],
            "roles": [{"title": text, "organization": f"Ministry {text}", "from": "2020", "note": text}],
            "relations": [{"to": "spokesman", "kind": text, "note": text}],
            "country": f"Country {text}", "summary": text, "reliability": [{"grade": "B", "reason": text}],
            "identifiers": {"wikidata": "Q212"},
        },
        "content/sources/post.md": source,
        "content/events/visit.md": event | {"place": f"Somewhere {text}"},
        "content/places/capital.md": {
            "name": f"Capital {text}", "aliases": [{"name": f"Alias {text}", "note": text}],
            "coordinates": {"lat": 1, "lon": 2, "precision_km": 3}, "country": f"Country {text}", "summary": text,
        },
        "content/topics/drones.md": {
            "name": f"Drones {text}", "aliases": [{"name": f"Alias {text}", "note": text}], "summary": text,
        },
        "content/pages/about.md": {"title": text, "menu": 1, "summary": text},
    }  # fmt: skip


def site_with(text: str, body: str = "Text.\n") -> dict[str, str]:
    """A whole site with ``text`` in every free field, and ``body`` as the body of everything that has one."""
    found = {"content/actors/spokesman.md": document({"name": "Spokesman", "kind": "person"}, body)}
    for path, values in meta(text).items():
        found[path] = written(values) if path.endswith(".yaml") else document(values, body)
    return found


def document(values: dict[str, Any], body: str = "") -> str:
    """A content file."""
    return f"---\n{written(values)}---\n\n{body}"


def written(values: dict[str, Any]) -> str:
    """YAML that reads as ``values``, whatever characters are in them."""
    text: str = yaml.dump(values, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=10**9)
    return text


def free_text(kind: type) -> set[str]:
    """The fields of a kind of file, by their path in it, that take any text."""
    return {path for path, name in _text_fields(kind) if name not in ELSEWHERE}


def filled(kind: str, text: str) -> set[str]:
    """The fields of a kind of file, by their path in it, that ``meta`` fills with ``text``."""
    return set(_paths_of(meta(text)[kind], text))


def _text_fields(kind: type, above: str = "") -> Iterator[tuple[str, str]]:
    hints = get_type_hints(kind)
    for field in fields(kind):
        name = field.name.rstrip("_")
        for inner in _parts(hints[field.name]):
            if inner is str:
                yield f"{above}{name}", name
            elif hasattr(inner, "__dataclass_fields__") and inner.__name__ != "Date":
                yield from _text_fields(inner, f"{above}{name}.")


def _parts(hint: Any) -> Iterator[Any]:
    """The types that a hint is made of, without those of a mapping's keys."""
    origin = get_origin(hint)
    if origin in (Annotated, tuple, Union, UnionType):
        for part in get_args(hint)[: 1 if origin is Annotated else None]:
            yield from _parts(part)
    elif origin is dict:
        yield from _parts(get_args(hint)[1])
    else:
        yield hint


def _paths_of(value: Any, text: str, path: str = "") -> Iterator[str]:
    if isinstance(value, str) and text in value:
        yield path
    elif isinstance(value, list):
        for inner in value:
            yield from _paths_of(inner, text, path)
    elif isinstance(value, dict):
        entries = set(value) <= {"own", "odd"}
        for key, inner in value.items():
            yield from _paths_of(inner, text, path if entries else f"{path}.{key}".lstrip("."))
