"""A retracted source names everything that still rests on it."""

from __future__ import annotations

from dataclasses import replace

from onrecord.content.model import Actor, Claim, Evidence, Response, Role, Source
from onrecord.record.reliance import relying_on
from tests.record.sites import actor, body_citing, brief, record_of


def test_everything_that_rests_on_a_source_directly_or_through_relays() -> None:
    sources = (
        Source(id="wire", kind="article", via=()),
        Source(id="paper", kind="article", via=("wire",)),
        Source(id="blog", kind="post-weblog", via=("paper",)),
        Source(id="own", kind="post"),
    )
    claims = (
        Claim(id="by-relay", text="One.", by=("minister",), about=("president",), sources=("blog",)),
        Claim(id="also-own", text="Two.", by=("minister",), sources=("wire", "own")),
        Claim(id="evidence", text="Three.", by=("general",), evidence=(Evidence(source="paper"),)),
        Claim(
            id="answer",
            text="Four.",
            by=("general",),
            sources=("own",),
            responses=(Response(by="spokesman", stance="denies", source=("paper",)),),
        ),
        Claim(id="apart", text="Five.", by=("bystander",), sources=("own",)),
    )
    citing = replace(brief("citing"), body=body_citing(["main#wire"]))
    official = replace(
        actor("official"),
        meta=Actor(name="Official", kind="person", roles=(Role(title="Head", source=("main#wire",)),)),
    )
    names = ("minister", "president", "general", "spokesman", "bystander")
    record = record_of([*map(actor, names), official, brief("main", sources=sources, claims=claims), citing])

    found = relying_on(record, "main#wire")

    assert found.sources == ("main#paper", "main#blog")
    assert found.claims == ("main#by-relay", "main#also-own", "main#evidence", "main#answer")
    assert found.sole == ("main#by-relay",)
    assert set(found.briefs) == {"main", "citing"}
    assert set(found.actors) == {"minister", "president", "general", "spokesman", "official"}


def test_nothing_rests_on_a_source_that_nothing_names() -> None:
    record = record_of([brief("main", sources=(Source(id="wire", kind="article"),))])

    found = relying_on(record, "main#wire")

    assert (found.sources, found.claims, found.briefs, found.actors) == ((), (), (), ())


def test_a_ring_of_relays_ends() -> None:
    sources = (Source(id="a", kind="article", via=("b",)), Source(id="b", kind="article", via=("a",)))

    assert relying_on(record_of([brief("main", sources=sources)]), "main#a").sources == ("main#b",)
