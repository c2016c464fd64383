"""Documents that come out of bytes: the same as they went in, and what they have in common one object."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.build.alike import SHORT
from onrecord.build.document_cache import decoded, encoded
from onrecord.content.document import Body, Document
from onrecord.content.files import ContentFile
from onrecord.content.markup import Renderer
from onrecord.content.model import Brief
from onrecord.content.parse import parse

DEMO = Path(__file__).parent.parent.parent / "content"
LONG = "x" * (SHORT + 1)
BRIEF = f"""---
title: '{LONG}'
date: 2025-05-25
sources:
- {{id: wire, kind: article, outlet: our-desk, published: 2025-05-25, url: 'https://a.example/', authors: [ann, bo]}}
claims:
- {{id: one, text: '{LONG}', by: [ann, bo], said: 2025-05-25, sources: wire, status: disputed}}
---

Text of [[ann]] [@wire].

## A heading

![[#one]]
"""


def parsed(name: str, text: str = BRIEF) -> Document:
    file = ContentFile(f"content/briefs/{name}.md", "brief", name)
    return parse(file, text.encode(), Renderer(False))


@pytest.mark.parametrize("path", sorted(DEMO.glob("briefs/*.md")), ids=lambda path: path.stem)
def test_a_document_comes_back_as_it_was(path: Path) -> None:
    before = parsed(path.stem, path.read_text("utf-8"))
    after = decoded(encoded(before))
    assert (after.path, after.digest, after.frame, after.sentences) == (
        *(before.path, before.digest, before.frame, before.sentences),
    )
    assert after.meta == before.meta
    assert after.diagnostics == before.diagnostics
    assert after.body.opened() == before.body.opened()


def test_a_packed_body_is_known_by_what_is_in_it() -> None:
    one, same, other = (decoded(encoded(parsed("a", text))) for text in (BRIEF, BRIEF, f"{BRIEF}More."))
    assert one.body == same.body != other.body
    assert isinstance(one.body.opened(), Body)
    assert one.body.opened() is not one.body.opened()
    assert decoded(encoded(one)).body == one.body, "a packed body is packed again as it is"


def test_short_texts_and_dates_are_one_object_in_all_documents() -> None:
    one, other = (decoded(encoded(parsed(name))).meta for name in ("a", "b"))
    assert isinstance(one, Brief)
    assert isinstance(other, Brief)
    assert one == other
    assert one is not other
    assert one.date is other.date is one.claims[0].said is other.sources[0].published
    for mine, theirs in (
        (one.sources[0].outlet, other.sources[0].outlet),
        (one.sources[0].id, other.claims[0].sources[0]),
        (one.sources[0].authors[1], other.claims[0].by[1]),
        (one.claims[0].status, other.claims[0].status),
    ):
        assert mine is theirs
    assert one.title is not other.title, "long ones are hardly ever alike: looking for them costs more than it saves"
