"""A page of every kind, of this repository's own site."""

from __future__ import annotations

KINDS = {
    "home": "index.html",
    "briefs": "briefs/index.html",
    "brief": "briefs/kursk-helicopter/index.html",
    "claims": "claims/index.html",
    "claim": "claims/kursk-helicopter/epicentre/index.html",
    "timeline": "timeline/index.html",
    "year": "timeline/2025/index.html",
    "actors": "actors/index.html",
    "actor": "actors/volodymyr-zelensky/index.html",
    "sources": "sources/index.html",
    "outlet": "sources/no-outlet/index.html",
    "events": "events/index.html",
    "event": "events/kursk-visit/index.html",
    "topics": "topics/index.html",
    "topic": "topics/assassination-claims/index.html",
    "places": "places/index.html",
    "place": "places/kursk-oblast/index.html",
    "corrections": "corrections/index.html",
    "search": "search/index.html",
    "page": "methodology/index.html",
    "not-found": "404.html",
}
"""By the kind of page (a year is a timeline of its own)."""
