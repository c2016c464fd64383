"""A site with one of everything that is exported, and with text that is hard to carry."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.config import ActorKind, Vocabulary
from tests.site.beside import URL, files_of
from tests.site.view_sites import Desk, desk

HOSTILE = """=HYPERLINK("x"), \\"; <b>{braces} & 100% #1 $5 a_b ~ ^ </script>"""

FILES = {
    "actors/ada.md": """
        ---
        name: Ada Lovelace
        kind: person
        aliases: [Ада]
        roles: [{title: Head, organization: bureau, from: 2020-01, until: 2024~}]
        relations: [{to: bob, kind: employs}, {to: bob, kind: advises}]
        identifiers: {wikidata: Q7259}
        ---
        """,
    "actors/bob.md": "---\nname: 'Bob; the, Builder'\nkind: vessel\n---\n",
    "actors/bureau.md": "---\nname: Bureau\nkind: government\n---\n",
    "actors/wire.md": "---\nname: The Wire\nkind: outlet\nreliability: B\n---\n",
    "places/harbour.md": (
        "---\nname: Harbour\nwithin: town\ncoordinates: {lat: -1.5, lon: 36.25, precision_km: 10}\n---\n"
    ),
    "events/storm.md": "---\ntitle: A storm is reported\ndate: 2025-05-20/2025-05-22\nplace: harbour\n---\n",
    "briefs/2025-05-25-first.md": f"""
        ---
        title: First
        date: 2025-05-25
        summary: '{HOSTILE}'
        topics: [drones]
        sources:
          - {{id: post, kind: post, title: A post, authors: [ada, Somebody Else], published: 2025-05-20}}
          - id: report
            kind: article-newspaper
            title: '{HOSTILE}'
            outlet: wire
            url: https://wire.example/a_b%20c
            url_status: dead
            archive: https://archive.example/1
            published: 2025-05~
            accessed: 2025-05-21
            via: post
            retracted: 2025-06-01
          - {{id: tape, kind: recording, outlet: Some Radio, published: ../2024}}
          - {{id: thesis, kind: thesis, title: On flight, outlet: A University, published: "2019"}}
        claims:
          - id: flies
            text: |-
              @SUM(1) flies,
              "it" does.
            quote: Es fliegt.
            lang: de
            by: [ada, bob]
            said: 2025-05-20
            about: [bureau]
            event: storm
            sources: [report]
            evidence: {{source: tape, stance: opposes, locator: 1:02, note: A note.}}
            responses:
              - {{by: bureau, stance: denies, date: 2025-05-26, quote: It does not.}}
              - {{by: bureau, stance: no-response, as_of: 2025-05-25, part: the flight}}
            assessments:
              - {{date: 2025-05-25, status: plausible, credibility: 3, note: Fits.}}
              - {{date: 2025-06-02, status: refuted, credibility: 5, likelihood: unlikely, confidence: low}}
          - {{id: lands, text: It lands., by: bob, contradicts: flies}}
        events:
          - {{id: landing, title: A landing is reported, date: 2025-06-01T10:30+02:00, part_of: storm, actors: [bob]}}
          - {{id: someday, title: Someday, date: 2025/..}}
        corrections: [{{date: 2025-06-03, kind: correction, note: It was wrong., claim: flies}}]
        ---
        """,
}


def exported(files: Mapping[str, str] = FILES, **config: object) -> tuple[Desk, dict[str, bytes]]:
    """The site, and the files of its exports by name."""
    kinds = Vocabulary(actor_kinds={"vessel": ActorKind(label="Vessel", plural="Vessels")})
    made = desk(files, **{"url": URL, "vocabulary": kinds} | config)
    beside = files_of(made).items()
    return made, {path.removeprefix("data/"): data for path, data in beside if path.startswith("data/")}
