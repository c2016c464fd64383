"""A record amended after an edit is the record that the whole join gives, whatever was edited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from textwrap import dedent
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.config import Config
from onrecord.content.dates import parse_date
from onrecord.content.document import Body, Document, Reference
from onrecord.content.model import Brief
from onrecord.diagnostics import Diagnostic, Severity, in_reading_order
from onrecord.record.amending import Amended, Join, amended, edited
from onrecord.record.entities import Target
from onrecord.record.link import link
from onrecord.record.record import Record
from tests.record.sites import NOWHERE, document

FILES = {
    "content/actors/ana.md": "name: Ana\nkind: person",
    "content/actors/bo.md": "name: Bo\nkind: person\naliases: [Bob]",
    "content/actors/paper.md": "name: The Paper\nkind: outlet\nreliability: B",
    "content/sources/minutes.md": "kind: document\ntitle: Minutes\nplace: Harbour",
    "content/events/fair.md": "title: The fair\ndate: 2025-05-01\nactors: [bo]\ntopics: [Trade]",
    "content/topics/grain.md": "name: Grain",
    "content/places/harbour.md": "name: Harbour",
    "content/briefs/2025-05-20-storm.md": """
        title: The storm
        date: 2025-05-20
        topics: [Grain]
        sources:
        - {id: report, kind: report, title: Report, outlet: paper, url: "https://paper.example/1", place: Quay}
        - {id: photo, kind: graphic, title: Photo, via: report}
        claims:
        - {id: sank, text: The ship sank., by: ana, event: storm, sources: [report], topics: [Ships]}
        - {id: drunk, text: The crew was drunk., by: [Bob], about: [ana], sources: [photo, minutes], places: [Quay],
           responses: [{by: ana, stance: denies, date: 2025-05-21, source: report}]}
        events:
        - {id: storm, title: A storm, date: 2025-05-19, actors: [ana], place: Harbour, topics: [Weather]}
        """,
    "content/briefs/2025-05-20-wreck.md": """
        title: The wreck
        date: 2025-05-20
        topics: [Grain, Salvage]
        places: [Harbour]
        actors: [paper]
        sources:
        - {id: report, kind: report, title: Second report, outlet: Our desk, via: "storm#report"}
        claims:
        - {id: stood, text: The ship stood., by: [bo], event: "storm#storm", sources: ["storm#report", report],
           contradicts: ["storm#sank"], status: disputed}
        events:
        - {id: dive, title: A dive, part_of: "storm#storm", actors: [bo], sources: [report]}
        corrections:
        - {date: 2025-06-01, kind: correction, note: The date., claim: "storm#sank"}
        """,
    "content/briefs/2025-05-22-late.md": """
        title: Later
        date: 2025-05-22
        claims:
        - {id: found, text: The log was found., by: [ana], event: fair, said: 2025-05-21,
           evidence: [{source: "wreck#report", stance: supports}]}
        """,
}

LINKS = ("ana", "storm", "wreck", "storm#sank", "storm#storm", "wreck#stood", "source:minutes", "Grain", "Harbour")
"""What bodies link to; each in the sentence with the one before, whose name has to be filled in."""

MORE: dict[str, tuple[Any, ...]] = {
    "Brief.topics": (("Quays",), ("Weather", "Grain")),
    "Brief.places": (("Cape",), ("Quay", "Harbour")),
    "Brief.actors": (("ana", "bo"), ("paper",)),
    "Brief.title": ("Another title",),
    "Brief.date": (parse_date("2024-01-01"), parse_date("2025-05-21")),
    "Brief.aliases": (("/old/",),),
    "Brief.draft": (True,),
    "Claim.topics": (("Quays",), ("Salvage",)),
    "Claim.places": (("Cape",), ("Harbour",)),
    "Claim.by": (("ana", "bo"), ("nobody",)),
    "Claim.text": ("It was said otherwise.",),
    "Claim.event": ("fair", "wreck#dive", "storm#storm"),
    "Event.topics": (("Salvage",), ("Tides",)),
    "Event.actors": (("ana", "bo"), ("paper",)),
    "Event.place": ("Cape", "Quay"),
    "Event.title": ("Another event",),
    "Source.place": ("Cape", "Quay"),
    "Source.outlet": ("Tide Press", "ana"),
    "Source.title": ("Another source",),
    "Source.via": (("minutes",), ()),
    "Source.url": ("https://paper.example/1/", "https://paper.example/2"),
    "Response.by": ("bo",),
    "Correction.claim": ("wreck#stood", "storm#drunk"),
}
"""Values beside those that the files have, by class and field."""

Spot = tuple[str | int, ...]
"""The way to a field in a brief's front matter: ``("claims", 0, "responses", 1, "by")``."""


def body_linking(names: Iterable[str]) -> Body:
    """A body that links to each of ``names``, in a sentence that has the name of the one before, too."""
    references = tuple(
        Reference("link", name, line=1, column=1, context=f"\ue002{max(at - 1, 0)}\ue003 and \ue002{at}\ue003.")
        for at, name in enumerate(names)
    )
    return Body(html=("",) * (len(references) + 1), references=references)


class Desk:
    """A site whose briefs refer to one another, and the values that a field of theirs may get."""

    def __init__(self) -> None:
        self.config = Config(title="Desk")
        made = [document(path, f"---\n{dedent(text).strip()}\n---\n") for path, text in FILES.items()]
        self.documents = tuple(
            replace(it, body=body_linking(LINKS[at % 3 :: 2])) if it.kind in ("brief", "actor") else it
            for at, it in enumerate(made)
        )
        self.briefs = [at for at, document in enumerate(self.documents) if isinstance(document.meta, Brief)]
        self.pool: dict[tuple[type, str], list[Any]] = defaultdict(list)
        for at in self.briefs:
            for _, holder, field in spots(self.documents[at].meta):
                values = self.pool[type(holder), field]
                values += [
                    it
                    for it in (getattr(holder, field), *MORE.get(f"{type(holder).__name__}.{field}", ()))
                    if it not in values
                ]

    def joined(self, documents: tuple[Document, ...]) -> tuple[Record, list[Diagnostic], Join]:
        kept: list[Join] = []
        record, problems = link(documents, self.config, NOWHERE, keep=kept.append)
        return record, problems, kept[0]


def spots(holder: Any, way: Spot = ()) -> Iterator[tuple[Spot, Any, str]]:
    """Every field below ``holder``: the way to it, what holds it, and its name."""
    for field in fields(holder):
        value = getattr(holder, field.name)
        yield (*way, field.name), holder, field.name
        if isinstance(value, tuple):
            for number, item in enumerate(value):
                if is_dataclass(item):
                    yield from spots(item, (*way, field.name, number))


def with_value(holder: Any, way: Spot, value: Any) -> Any:
    field, *rest = way
    assert isinstance(field, str)
    if not rest:
        return replace(holder, **{field: value})
    number, *further = rest
    assert isinstance(number, int)
    items = list(getattr(holder, field))
    items[number] = with_value(items[number], tuple(further), value)
    return replace(holder, **{field: tuple(items)})


@pytest.fixture(scope="module")
def desk() -> Desk:
    return Desk()


def assert_same(found: Record, whole: Record) -> None:
    for field in fields(Record):
        one, other = getattr(found, field.name), getattr(whole, field.name)
        if field.name == "index":
            assert one == other
        elif isinstance(one, dict) and field.name != "backlinks":
            assert list(one.items()) == list(other.items()), field.name
        else:
            assert one == other, field.name


def edit_front_matter(desk: Desk, document: Document, data: st.DataObject) -> Document:
    way, holder, field = data.draw(st.sampled_from(list(spots(document.meta))))
    value = data.draw(st.sampled_from(desk.pool[type(holder), field]))
    return replace(document, meta=with_value(document.meta, way, value))


def edit_body(desk: Desk, document: Document, data: st.DataObject) -> Document:
    return replace(document, body=body_linking(data.draw(st.lists(st.sampled_from(LINKS), max_size=4))))


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_an_amended_record_is_the_one_that_the_whole_join_gives(desk: Desk, data: st.DataObject) -> None:
    documents = desk.documents
    record, problems, join = desk.joined(documents)
    assert problems == []
    for _ in range(data.draw(st.integers(1, 3))):
        at = data.draw(st.sampled_from(desk.briefs))
        edit = data.draw(st.sampled_from([edit_front_matter, edit_front_matter, edit_body]))
        changed = edit(desk, documents[at], data)
        after = (*documents[:at], changed, *documents[at + 1 :])
        whole, faults, kept = desk.joined(after)
        pairs = edited(documents, after)
        if pairs is None:
            record, join = whole, kept
        else:
            found = amended(record, join, pairs, NOWHERE)
            assert_same(found.record, whole)
            others = [problem for problem in problems if problem.file not in found.paths]
            assert in_reading_order([*others, *found.diagnostics]) == in_reading_order(faults)
            assert found.addresses_stand <= (_addresses(record) == _addresses(whole))
            record, join = found.record, found.join
        documents, problems = after, faults
        if any(problem.severity == Severity.ERROR for problem in problems):
            return  # such a record is never amended


def _addresses(record: Record) -> tuple[object, ...]:
    """What the paths of pages are made of, dates apart."""
    tables = (record.briefs, record.claims, record.events, record.actors, record.places, record.topics, record.pages)
    return *map(list, tables), list(record.index.sources_of_outlet)


def amended_by(desk: Desk, way: Spot, value: Any) -> Amended | None:
    record, _, join = desk.joined(desk.documents)
    at = desk.briefs[0]
    changed = replace(desk.documents[at], meta=with_value(desk.documents[at].meta, way, value))
    pairs = edited(desk.documents, (*desk.documents[:at], changed, *desk.documents[at + 1 :]))
    return None if pairs is None else amended(record, join, pairs, NOWHERE)


@pytest.mark.parametrize(
    ("way", "value"),
    [(("claims", 0, "text"), "Something else was said."), (("claims", 0, "note"), "New."), (("summary",), "Short.")],
)
def test_words_are_taken_in_without_the_whole_join(desk: Desk, way: Spot, value: Any) -> None:
    found = amended_by(desk, way, value)
    assert found is not None
    assert found.addresses_stand
    assert not found.texts_only


@pytest.mark.parametrize(
    ("way", "value"),
    [(("title",), "Other"), (("topics",), ()), (("claims",), ()), (("draft",), True), (("claims", 0, "id"), "x")],
)
def test_what_others_may_refer_to_needs_the_whole_join(desk: Desk, way: Spot, value: Any) -> None:
    assert amended_by(desk, way, value) is None


def test_a_claim_said_in_other_words_is_named_so_where_bodies_link_to_it(desk: Desk) -> None:
    found = amended_by(desk, ("claims", 0, "text"), "The sky is said to be green.")
    assert found is not None
    links = found.record.backlinks[Target("claim", "storm#sank")]
    assert links
    assert all("the sky is said to be green" in link.sentence.casefold() for link in links)
