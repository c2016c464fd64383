"""The exports for other tools, each read back by a library of those tools."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import icalendar
import pytest
import stix2
from bibtexparser.entrypoint import parse_string
from bibtexparser.middlewares import LatexDecodingMiddleware
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON
from followthemoney import model

from tests.site.beside import URL
from tests.site.exports.desk import FILES, HOSTILE, exported

Files = dict[str, bytes]

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="en-US">
  <info><title>Short</title><id>short</id><updated>2025-01-01T00:00:00+00:00</updated></info>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography><layout>
    <names variable="author"><name/></names>
    <group delimiter="|" prefix="|">
      <text variable="title"/><text variable="container-title"/><text variable="publisher"/>
      <date variable="issued"><date-part name="year"/><date-part name="month" form="numeric" prefix="/"/></date>
    </group>
  </layout></bibliography>
</style>
"""


@pytest.fixture(scope="module")
def files() -> Files:
    return exported()[1]


def test_a_citation_processor_sets_the_sources(files: Files, tmp_path_factory: pytest.TempPathFactory) -> None:
    style = tmp_path_factory.mktemp("csl") / "short.csl"
    style.write_text(STYLE)
    items = json.loads(files["sources.csl.json"])
    source = CiteProcJSON(items)
    bibliography = CitationStylesBibliography(CitationStylesStyle(str(style), validate=False), source, formatter.plain)
    for item in items:
        bibliography.register(Citation([CitationItem(item["id"])]))
    entries = dict(zip(bibliography.keys, map(str, bibliography.bibliography()), strict=True))
    assert entries["first#post"] == "Ada Lovelace, Somebody Else|A post|2025/5"
    assert entries["first#thesis"] == "|On flight|A University|2019"
    assert entries["first#report"] == f"|{HOSTILE}|The Wire|2025/5"


def test_csl_says_what_is_known_of_a_date_and_which_address_to_follow(files: Files) -> None:
    items = {item["id"]: item for item in json.loads(files["sources.csl.json"])}
    assert items["first#report"]["issued"] == {"date-parts": [[2025, 5]], "circa": True}
    assert items["first#tape"]["issued"] == {"literal": "in or before 2024"}
    assert items["first#tape"]["type"] == "document"
    assert items["first#report"]["URL"] == "https://archive.example/1"
    assert items["first#report"]["status"] == "retracted"


def without_braces(text: str) -> str:
    return text.replace("{", "").replace("}", "")


def test_a_bibtex_reader_finds_every_source(files: Files) -> None:
    library = parse_string(files["sources.bib"].decode())
    assert library.failed_blocks == []
    entries = {entry.key: entry for entry in library.entries}
    assert {key: entry.entry_type for key, entry in entries.items()} == {
        "first:post": "misc",
        "first:report": "article",
        "first:tape": "misc",
        "first:thesis": "phdthesis",
    }
    report = {field.key: field.value for field in entries["first:report"].fields}
    assert report["journal"] == "The Wire"
    assert report["date"] == "2025-05~"
    assert "year" not in report
    plain = LatexDecodingMiddleware()
    decoded = parse_string(files["sources.bib"].decode(), append_middleware=[plain])
    title = next(entry for entry in decoded.entries if entry.key == "first:report")["title"]
    assert without_braces(title) == without_braces(HOSTILE).replace("^", "ˆ")
    assert entries["first:post"]["author"] == "{Ada Lovelace} and {Somebody Else}"


def test_a_calendar_shows_the_events_whose_days_are_known(files: Files) -> None:
    calendar = icalendar.Calendar.from_ical(files["events.ics"])
    assert [event.errors for event in calendar.walk() if event.errors] == []
    events = {str(event["summary"]): event for event in calendar.walk("VEVENT")}
    assert set(events) == {"A storm is reported", "A landing is reported"}
    storm = events["A storm is reported"]
    assert (storm.decoded("dtstart"), storm.decoded("dtend")) == (date(2025, 5, 20), date(2025, 5, 23))
    assert str(storm["status"]) == "TENTATIVE"
    assert str(storm["location"]) == "Harbour"
    assert "between 20 and 22 May 2025 (2025-05-20/2025-05-22)" in str(storm["description"])
    landing = events["A landing is reported"]
    assert landing.decoded("dtstart") == date(2025, 6, 1)
    assert str(landing["url"]) == f"{URL}/events/first/landing/"
    assert len({str(event["uid"]) for event in events.values()}) == 2


def test_lines_of_a_calendar_are_folded_between_characters() -> None:
    long = "Ж" * 200
    storm = FILES["events/storm.md"].replace("A storm is reported", f"'{long}; , \\ x'")
    data = exported(FILES | {"events/storm.md": storm})[1]["events.ics"]
    assert max(map(len, data.split(b"\r\n"))) <= 75
    titles = [str(event["summary"]) for event in icalendar.Calendar.from_ical(data).walk("VEVENT")]
    assert f"{long}; , \\ x" in titles


@pytest.fixture(scope="module")
def objects(files: Files) -> list[Any]:
    """The objects of the bundle, each held by the library to the rules of its type."""
    bundle = stix2.parse(files["stix.json"].decode(), allow_custom=False)
    assert bundle.type == "bundle"
    return list(bundle.objects)


def test_the_bundle_holds_the_record_and_refers_to_nothing_else(objects: list[Any]) -> None:
    ids = [found.id for found in objects]
    assert len(set(ids)) == len(ids)
    named = [ref for found in objects for ref in found.get("object_refs", [])]
    named += [
        found[name] for found in objects for name in ("created_by_ref", "source_ref", "target_ref") if name in found
    ]
    assert set(named) <= set(ids)
    kinds = [found.type for found in objects]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "identity": 5, "relationship": 2, "location": 1, "note": 2, "opinion": 3, "report": 1
    }  # fmt: skip


def test_a_claim_is_a_note_by_its_claimants_and_never_bare(objects: list[Any]) -> None:
    note = next(found for found in objects if found.type == "note")
    assert note.authors == ["Ada Lovelace", "Bob; the, Builder"]
    assert note.content.startswith("Ada Lovelace and Bob; the, Builder: @SUM(1) flies")
    assert note.confidence == 10
    assert [(found.opinion, found.authors) for found in objects if found.type == "opinion"] == [
        ("strongly-disagree", ["Bureau"]),
        ("neutral", ["The desk"]),
        ("strongly-disagree", ["The desk"]),
    ]
    assert (note.created.isoformat(), note.modified.isoformat()) == (
        "2025-05-25T00:00:00+00:00",
        "2025-06-03T00:00:00+00:00",
    )


def test_a_place_keeps_its_precision_and_an_unknown_kind_its_name(objects: list[Any]) -> None:
    (place,) = (found for found in objects if found.type == "location")
    assert (place.latitude, place.longitude, place.precision) == (-1.5, 36.25, 10_000)
    classes = {found.name: found.identity_class for found in objects if found.type == "identity"}
    assert classes["Bob; the, Builder"] == "unknown"
    assert classes["Ada Lovelace"] == "individual"


def test_follow_the_money_takes_every_value_as_it_is(files: Files) -> None:
    lines = [json.loads(line) for line in files["entities.ftm.json"].splitlines()]
    entities = [model.get_proxy(line, cleaned=False) for line in lines]
    for entity, line in zip(entities, lines, strict=True):
        kept = {name: sorted(values) for name, values in entity.to_dict()["properties"].items()}
        assert kept == {name: sorted(values) for name, values in line["properties"].items()}
    known = {entity.id: entity for entity in entities}
    assert len(known) == len(lines)
    for entity in entities:
        entity.schema.validate({"properties": entity.to_dict()["properties"]})
        for prop, value in entity.itervalues():
            if prop.type.name == "entity":
                assert known[value].schema.is_a(prop.range), (prop, value)
    found = [(entity.schema.name, entity.caption) for entity in entities if entity.schema.name != "UnknownLink"]
    assert found[:4] == [
        ("Person", "Ada Lovelace"),
        ("LegalEntity", "Bob; the, Builder"),
        ("PublicBody", "Bureau"),
        ("Organization", "The Wire"),
    ]
    role = next(entity for entity in entities if entity.first("role", quiet=True) == "Head")
    assert role.get("startDate") == ["2020-01"]
    assert role.get("endDate") == []


def test_identifiers_stay_when_content_is_added_and_differ_between_sites(files: Files) -> None:
    def identifiers(found: Files) -> list[str]:
        return [item["id"] for item in json.loads(found["stix.json"])["objects"]]

    elsewhere = exported(url="https://other.example/")[1]
    assert len(identifiers(elsewhere)) == len(identifiers(files))
    assert set(identifiers(elsewhere)).isdisjoint(identifiers(files))
    assert identifiers(exported(title="Another title")[1]) == identifiers(files)


def test_the_timeline_holds_no_html_of_the_content(files: Files) -> None:
    timeline = json.loads(files["timelinejs.json"])
    slides = {slide["unique_id"]: slide for slide in timeline["events"]}
    assert list(slides) == [
        "event:first#someday",
        "claim:first#flies",
        "event:storm",
        "response:first#flies:0001",
        "response:first#flies:0000",
        "event:first#landing",
    ]
    assert slides["event:storm"]["start_date"] == {"year": 2025, "month": 5, "day": 20}
    assert slides["event:storm"]["end_date"] == {"year": 2025, "month": 5, "day": 22}
    assert slides["event:first#someday"]["display_date"] == "2025 or later"
    headline = slides["claim:first#flies"]["text"]["headline"]
    assert headline == "Ada Lovelace and Bob; the, Builder: @SUM(1) flies,\n&quot;it&quot; does."
    assert slides["response:first#flies:0000"]["text"]["headline"] == "Bureau denies"
