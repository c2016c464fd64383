"""The first page of a bundle: what is in it, where it is from, and what nobody has a copy of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

PAGE = """\
<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{{ title }} · bundle</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
{% for sheet in sheets %}<link rel="stylesheet" href="{{ sheet }}">
{% endfor %}</head>
<body>
<main class="prose" style="margin-inline: auto; padding: 1.5rem; max-width: 44rem">
<h1{% if lang %} lang="{{ lang }}"{% endif %}>{{ title }}</h1>
<p>A copy of one brief of {{ site }}{% if address %}, published at <a href="{{ address }}">{{ address }}</a>{% endif %}.
What it says was so when the copy was made; later corrections stand on the site only.</p>
<h2>The brief</h2>
<ul>
<li><a href="{{ brief }}">The brief</a>, with its claims and sources</li>
{% if pdf %}<li><a href="{{ pdf }}">The brief to print</a> (PDF)</li>
{% endif %}{% for claim in claims %}<li>Claim by {{ claim.by }}: <a href="{{ claim.path }}">{{ claim.title }}</a></li>
{% endfor %}{% for event in events %}<li>Event: <a href="{{ event.path }}">{{ event.title }}</a></li>
{% endfor %}</ul>
<h2>Sources</h2>
<p>{{ sources|length }} source{{ "" if sources|length == 1 else "s" }},
{{ kept }} with a copy in this bundle.</p>
<ul>
{% for source in sources %}<li>{{ source.title }} <small>({{ source.id }})</small>
{% if source.url %}· <a href="{{ source.url }}">original</a>
{% endif %}{% if source.archive %}· <a href="{{ source.archive }}">archived copy</a>
{% endif %}{% if source.snapshots %}<ul>
{% for copy in source.snapshots %}<li><a href="{{ copy.path|urlencode }}">{{ copy.path }}</a>,
SHA-256 <code style="overflow-wrap: anywhere">{{ copy.sha256 }}</code></li>
{% endfor %}</ul>
{% else %}· no copy in this bundle
{% endif %}</li>
{% endfor %}</ul>
<h2>Is it unchanged?</h2>
<p><code>SHA256SUMS</code> holds the SHA-256 of every file; <code>sha256sum --check SHA256SUMS</code> compares them.</p>
</main>
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of the bundle; ``by`` are the claimants of a claim."""

    title: str
    path: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Copy:
    """A snapshot of a source: its path in the bundle, its SHA-256 in hexadecimal, its bytes."""

    path: str
    sha256: str
    bytes: int


@dataclass(frozen=True, slots=True)
class SourceLine:
    """A source, and the copies of it that the bundle holds."""

    id: str
    title: str
    url: str | None
    archive: str | None
    archived: str | None
    snapshots: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """What the page says; all addresses are from the root of the bundle, percent-encoded."""

    title: str
    lang: str | None
    site: str
    address: str | None
    brief: str
    pdf: str | None
    sheets: Sequence[str]
    claims: Sequence[Entry]
    events: Sequence[Entry]
    sources: Sequence[SourceLine]

    def html(self) -> str:
        """The page."""
        from jinja2 import Environment

        names = ("title", "lang", "site", "address", "brief", "pdf", "sheets", "claims", "events", "sources")
        values = {name: getattr(self, name) for name in names}
        kept = sum(bool(source.snapshots) for source in self.sources)
        return Environment(autoescape=True).from_string(PAGE).render(values, kept=kept)
