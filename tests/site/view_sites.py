"""Small sites, parsed and joined, and the views of their pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from textwrap import dedent
from typing import Any, TypeVar

from msgspec import Struct

from onrecord.config import Config
from onrecord.content.document import FOLDERS
from onrecord.content.files import ContentFile
from onrecord.content.locate import Locator
from onrecord.content.markup import Renderer
from onrecord.content.parse import parse
from onrecord.record.link import link
from onrecord.record.record import Record
from onrecord.record.timeline import Happenings, years
from onrecord.site.routes import Route, Routes, routes_of
from onrecord.site.views.chronology import Chronology
from onrecord.site.views.lists import Lists
from onrecord.site.views.maker import ViewMaker
from onrecord.site.views.pages import Frame

View = TypeVar("View", bound=Struct)


@dataclass
class Desk:
    """A site: its record, and its views made by one maker."""

    record: Record

    @cached_property
    def routes(self) -> list[Route]:
        """Every page."""
        lists = Lists(self.record, Chronology(self.record)).lengths
        return list(routes_of(self.record, years(Happenings(self.record).timeline()), lists))

    @cached_property
    def maker(self) -> ViewMaker:
        """Makes the views."""
        return ViewMaker(
            self.record, Routes(self.record), version="1.0", styles=("theme/style.css",), scripts=("theme/site.js",)
        )

    def route(self, kind: str, key: str = "") -> Route:
        """The route of one page."""
        return next(route for route in self.routes if (route.kind, route.key) == (kind, key))

    def frame(self, kind: str, key: str = "") -> Frame:
        """The frame of one page."""
        return self.maker.page(self.route(kind, key))[0]

    def view(self, expected: type[View], kind: str, key: str = "") -> View:
        """The view of one page."""
        view = self.maker.page(self.route(kind, key))[1]
        assert isinstance(view, expected)
        return view


def desk(files: Mapping[str, str], **config: Any) -> Desk:
    """The site of ``files``, by path below ``content/``; it has no faults."""
    renderer = Renderer()
    documents = []
    for path in sorted(files):
        folder, _, name = path.partition("/")
        stem = name.removesuffix(".md")
        identity = stem[11:] if folder == "briefs" else stem
        file = ContentFile(f"content/{path}", FOLDERS[folder], identity)
        documents.append(parse(file, dedent(files[path]).lstrip("\n").encode(), renderer))
    problems = [problem for document in documents for problem in document.diagnostics]
    settings: dict[str, Any] = {"title": "The desk", "links": "clean"} | config
    record, found = link(documents, Config(**settings), Locator(Path("no-such-folder")))
    assert problems + found == []
    return Desk(record)


ATTACK = {
    "actors/minister.md": """
        ---
        name: The Minister
        kind: person
        sort_name: Minister
        aliases:
          - {name: الوزير, lang: ar, script: Arab}
          - {name: Ministr, lang: uk, script: Latn, note: "in Ukrainian, transliterated"}
        roles:
          - {title: Minister, organization: government, from: "2020", until: 2025-05}
        relations:
          - {to: spokesman, kind: employs, from: 2021-03}
        identifiers: {wikidata: Q212, viaf: "1234"}
        ---
        Speaks often.[@attack#post]
        """,
    "actors/spokesman.md": "---\nname: The Spokesman\nkind: person\n---\n",
    "actors/government.md": "---\nname: The Government\nkind: government\n---\n",
    "actors/wire.md": """
        ---
        name: The Wire
        kind: outlet
        reliability:
          - {grade: B, date: 2020-01-01}
          - {grade: D, date: 2025-01-01, reason: Retracted twice.}
        ---
        """,
    "places/capital.md": """
        ---
        name: The Capital
        coordinates: {lat: -1.5, lon: 36.25, precision_km: 10}
        within: country
        ---
        """,
    "pages/methodology.md": "---\ntitle: Methodology\nmenu: 2\n---\n\n## Grades\n\n## Likelihood and confidence\n",
    "pages/about.md": "---\ntitle: About\nmenu: 1\n---\n\nRead [[attack]] first.\n",
    "briefs/2025-05-25-attack.md": """
        ---
        title: The attack
        date: 2025-05-25
        topics: [drones]
        sources:
          - {id: post, kind: post, title: A post, authors: minister, published: 2025-05-20}
          - id: wire-report
            kind: article-newspaper
            title: Minister speaks
            outlet: wire
            url: https://www.wire.example/a
            url_status: dead
            archive: https://archive.example/a
            archived: 2025-05-21
            published: 2025-05-21
            via: post
          - {id: second, kind: article-newspaper, title: Again, outlet: wire, published: 2024-05-22, via: wire-report}
          - {id: blog, kind: post-weblog, title: A blog, outlet: Some Blog, published: 2025-05}
        claims:
          - id: fired
            text: The drones were fired on.
            quote: أطلقنا النار
            lang: ar
            by: minister
            said: 2025-05-20
            about: spokesman
            event: attack
            sources: [wire-report, second]
            evidence: {source: blog, stance: opposes, locator: p. 3}
            responses:
              - {by: spokesman, stance: no-response, as_of: 2025-05-24, source: wire-report}
            assessments:
              - {date: 2025-05-27, status: disputed, credibility: 3, likelihood: likely, confidence: low}
              - {date: 2025-05-25, status: unverified, credibility: 6}
          - id: seen
            text: Drones were seen.
            by: [minister, spokesman]
            sources: [blog, post]
          - id: denied
            text: Nothing happened.
            by: spokesman
            said: 2025-05-22
            about: minister
            sources: blog
            responses:
              - {by: minister, stance: denies, date: 2025-05-23, part: nothing}
            contradicts: fired
            status: unverified
          - {id: bare, text: There is more., by: minister}
        events:
          - {id: attack, title: Reported attack, date: 2025-05-20, place: capital, actors: spokesman, sources: blog}
          - {id: volley, title: Reported volley, part_of: attack, date: 2025}
        corrections:
          - {date: 2025-05-26, kind: clarification, note: Drones meant aircraft., claim: fired}
          - {date: 2025-05-28, kind: correction, note: The date was wrong.}
        aliases: [/old/attack/]
        ---
        He said so [@wire-report; @post] and again [@wire-report].

        ![[#fired]]

        ![[#fired]]

        See [[spokesman]].
        """,
    "briefs/2025-06-01-later.md": """
        ---
        title: Later
        date: 2025-06-01
        summary: What became of it.
        places: [capital]
        claims:
          - {id: again, text: They were fired on twice., by: minister, repeats: attack#fired, sources: attack#second}
        ---
        After [[attack|the attack]], more. [[claim:attack#fired]] came first.
        """,
}
"""A chain of three reports to one origin, a blog of unknown lineage, an accusation without and one with an answer."""
