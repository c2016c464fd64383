"""What links to an item comes with the sentence that does, and in it everything has its name."""

from __future__ import annotations

from textwrap import dedent

import pytest

from onrecord.record.entities import Target
from tests.site.view_sites import desk

BRIEF = """
    ---
    title: One
    date: 2025-01-01
    topics: [Air defence]
    places: [Kursk Oblast]
    sources: [{id: s, kind: post}]
    claims:
      - {id: a, text: It burned., by: [ana, Bob], sources: [s]}
      - {id: b, text: It did not burn., by: ana, sources: [s]}
    ---
"""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("In [[kursk-oblast]] [[ana]] spoke.", "In Kursk Oblast Ana P. spoke."),
        ("On [[topic:air-defence]] [[ana]] spoke.", "On Air defence Ana P. spoke."),
        ("[[ana]] on [[claim:one#a]] here.", "Ana P. on Ana P. and Bob B.: It burned. here."),
        ("[[ana]] said so [@s], and [@s] left.", "Ana P. said so, and left."),
    ],
)
def test_the_sentence_names_what_it_names(text: str, sentence: str) -> None:
    site = desk(
        {
            "actors/ana.md": "---\nname: Ana P.\nkind: person\n---\n",
            "actors/bob.md": "---\nname: Bob B.\naliases: [Bob]\nkind: person\n---\n",
            "briefs/2025-01-01-one.md": f"{dedent(BRIEF)}{text}\n",
        }
    )
    assert [link.sentence for link in site.record.backlinks[Target("actor", "ana")]] == [sentence]
