"""Sources joined: what they are called."""

from __future__ import annotations

from tests.record.sites import document, record_of


def test_a_source_without_a_title_is_called_by_its_id() -> None:
    record = record_of(
        [
            document("content/sources/minutes.md", "---\nkind: document\n---\n"),
            document(
                "content/briefs/one.md",
                "---\ntitle: One\ndate: 2025-01-01\nsources:\n  - {id: call, kind: interview}\n"
                "  - {id: wire, kind: report, title: From the wire}\n---\n",
            ),
        ]
    )
    assert {key: source.title for key, source in record.sources.items()} == {
        "one#call": "call",
        "one#wire": "From the wire",
        "minutes": "minutes",
    }
