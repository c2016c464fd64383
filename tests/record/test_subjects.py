"""Actors, places and topics joined: what is said about names, spans and relations that cannot be meant."""

from __future__ import annotations

from pathlib import Path

from onrecord.diagnostics import Severity
from tests.record.sites import Site

ANA = "---\nname: Ana P.\nkind: person\n---\n"


def told(root: Path, files: dict[str, str]) -> list[tuple[str, str, int | None]]:
    return [(found.code, found.file, found.line) for found in Site(root).write(files).record()[1]]


class TestNames:
    def test_an_alias_that_is_the_id_of_another_is_told_once(self, tmp_path: Path) -> None:
        bob = "---\nname: Bob\nkind: person\naliases:\n  - Robert\n  - Ana\n---\n"
        _, found = Site(tmp_path).write({"actors/ana.md": ANA, "actors/bob.md": bob}).record()
        assert [(problem.code, problem.severity, problem.line) for problem in found] == [
            ("name-taken", Severity.WARNING, 6)
        ]
        assert "'ana'" in found[0].message
        assert "'bob'" in found[0].message

    def test_the_own_id_and_that_of_another_kind_are_free(self, tmp_path: Path) -> None:
        place = "---\nname: Ana\naliases: [bob]\n---\n"
        bob = "---\nname: Bob\nkind: person\naliases: [BOB]\n---\n"
        assert told(tmp_path, {"actors/bob.md": bob, "places/ana.md": place}) == []

    def test_places_and_topics_too(self, tmp_path: Path) -> None:
        files = {
            f"{kind}/{name}.md": "---\nname: Kyiv\n---\n" for kind in ("places", "topics") for name in ("kyiv", "x")
        }
        assert told(tmp_path, files) == [
            ("name-taken", "content/places/x.md", 2),
            ("name-taken", "content/topics/x.md", 2),
        ]


class TestRolesAndRelations:
    def test_what_ends_before_it_begins(self, tmp_path: Path) -> None:
        bob = (
            "---\nname: Bob\nkind: person\nroles:\n"
            "  - {title: A, from: 2024, until: 2023}\n  - {title: B, from: 2024-05, until: 2024}\n"
            "  - {title: C, from: 2024~, until: 2023}\nrelations:\n"
            "  - {to: ana, kind: aide of, from: 2024-02-02, until: 2024-02-01}\n---\n"
        )
        assert told(tmp_path, {"actors/ana.md": ANA, "actors/bob.md": bob}) == [
            ("bad-date", "content/actors/bob.md", 5),
            ("bad-date", "content/actors/bob.md", 9),
        ]

    def test_an_actor_in_itself(self, tmp_path: Path) -> None:
        bob = (
            "---\nname: Bob\nkind: person\nroles:\n  - {title: A, organization: Bob}\nrelations:\n"
            "  - {to: bob, kind: aide of}\n---\n"
        )
        assert told(tmp_path, {"actors/bob.md": bob}) == [
            ("own-relation", "content/actors/bob.md", 5),
            ("own-relation", "content/actors/bob.md", 7),
        ]


def test_as_of_is_for_silence(tmp_path: Path) -> None:
    brief = (
        "---\ntitle: One\ndate: 2025-01-03\nclaims:\n  - id: a\n    text: So.\n    by: ana\n    responses:\n"
        "      - {by: ana, stance: no-response, as_of: 2025-01-03}\n"
        "      - {by: ana, stance: denies, as_of: 2025-01-03}\n"
        "      - {by: ana, stance: no-response, as_of: 2025-01-03, date: 2025-01-02}\n"
        "      - {by: ana, stance: denies, as_of: 2025-01-03, date: 2025-01-02}\n"
        "      - {by: ana, stance: declines, date: 2025-01-02}\n---\n"
    )
    assert told(tmp_path, {"actors/ana.md": ANA, "briefs/one.md": brief}) == [
        ("misplaced-as-of", "content/briefs/one.md", line) for line in (10, 11, 12)
    ]
