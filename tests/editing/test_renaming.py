"""Renaming: a small site with every form of reference, the change, and what did not change."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from onrecord.build.build import build_site
from onrecord.build.request import BuildRequest, NoProgress
from onrecord.content import front_matter, strict_yaml
from onrecord.content.files import discover
from onrecord.content.parse import META
from onrecord.diagnostics import Severity
from onrecord.editing.references import REFERRING, fields_of
from onrecord.editing.renaming import CannotRename, Plan, plan

MENTIONS = Path(__file__).parent / "mentions"
FILES = {
    path.relative_to(MENTIONS).as_posix(): path.read_text(encoding="utf-8")
    for path in sorted(MENTIONS.rglob("*"))
    if path.is_file()
}
"""A site in which everything is mentioned in every way."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    for path, text in FILES.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")
    return tmp_path


def planned(site: Path, kind: str, old: str, new: str) -> Plan:
    made, found = plan(site, kind, old, new, NoProgress())
    assert made is not None, found
    return made


def renamed(site: Path, kind: str, old: str, new: str) -> Plan:
    made = planned(site, kind, old, new)
    made.carry_out(site)
    return made


def texts(site: Path) -> dict[str, str]:
    return {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8") for path in site.rglob("content/*/*.md")
    }


def errors(site: Path) -> list[str]:
    shutil.rmtree(site / "output", ignore_errors=True)
    result = build_site(BuildRequest(site, drafts=True), NoProgress())
    return [f"{it.place}: {it.message}" for it in result.diagnostics if it.severity is Severity.ERROR]


def test_the_site_is_right_to_begin_with(site: Path) -> None:
    assert errors(site) == []


def test_an_actor(site: Path) -> None:
    before = texts(site)
    renamed(site, "actor", "ana", "ana-petrova")
    after = texts(site)

    assert errors(site) == []
    assert "content/actors/ana.md" not in after
    assert after["content/actors/ana-petrova.md"] == before["content/actors/ana.md"].replace(
        "organization: 'ana',", "organization: 'ana-petrova',"
    ).replace("[[ana]]", "[[ana-petrova]]").replace("\n---\n\nHer", "\nredirects: [/actors/ana/]\n---\n\nHer")
    assert after["content/places/river.md"] == "---\nname: River of ana\ncountry: ana-petrova\n---\n"
    assert after["content/actors/land.md"].count("to: ana-petrova") == 1
    assert "outlet: ana-petrova\nauthors: [ana-petrova, Somebody else]" in after["content/sources/wire.md"]
    brief = after["content/briefs/2025-06-03-fire.md"]
    for kept in (
        'title: "Fire: what ana said"', "# comment about ana", "places: [river]", "title: ana,", "Text with ana and",
        "about: Ana Petrova", "by: The mayor", "`[[ana]]`", "(../places/river.md)", "[[place:river]]",
    ):  # fmt: skip
        assert kept in brief
    for changed in (
        "actors: ana-petrova      #", 'by: [ana-petrova, "land"]', "- by: ana-petrova\n", "actors: [ana-petrova]",
        "[[ana-petrova]], [[ana-petrova|the mayor]], [[actor:ana-petrova]] and [[ana-petrova\\|x]]",
        "(../actors/ana-petrova.md#career)", "| [[ana-petrova]] |",
    ):  # fmt: skip
        assert changed in brief
    assert "by: ana-petrova\n" in after["content/briefs/2025-06-09-after.md"]
    assert "url=../../actors/ana-petrova/" in (site / "output/actors/ana/index.html").read_text(encoding="utf-8")


def test_a_brief(site: Path) -> None:
    made = renamed(site, "brief", "fire", "depot-fire")
    after = texts(site)

    assert errors(site) == []
    assert made.renaming.new_path == "content/briefs/2025-06-03-depot-fire.md"
    brief = after["content/briefs/2025-06-03-depot-fire.md"]
    for changed in (
        "source: depot-fire#paper",
        "[depot-fire#wire2]",
        "claim: depot-fire#cause",
        "[[depot-fire#cause|c]]",
    ):
        assert changed in brief
    assert "aliases: [/briefs/fire/]\n---\n" in brief
    assert after["content/briefs/2025-06-09-after.md"] == (
        FILES["content/briefs/2025-06-09-after.md"]
        .replace("fire#", "depot-fire#")
        .replace(
            "[[fire]], [[2025-06-03-fire]], [[brief:fire|",
            "[[depot-fire]], [[2025-06-03-depot-fire]], [[brief:depot-fire|",
        )
        .replace("(2025-06-03-fire.md)", "(2025-06-03-depot-fire.md)")
    )
    assert set(made.places) == {"content/briefs/2025-06-03-fire.md", "content/briefs/2025-06-09-after.md"}
    for old, new in {
        "briefs/fire": "briefs/depot-fire",
        "claims/fire/cause": "claims/depot-fire/cause",
        "events/fire/night": "events/depot-fire/night",
    }.items():
        assert f"{new}/" in (site / f"output/{old}/index.html").read_text(encoding="utf-8")


def test_a_source_with_a_file_of_its_own(site: Path) -> None:
    made = renamed(site, "source", "wire", "agency")
    brief = texts(site)["content/briefs/2025-06-03-fire.md"]

    assert errors(site) == []
    assert made.old_address is None
    assert (site / "content/sources/agency.md").read_text(encoding="utf-8") == FILES["content/sources/wire.md"]
    for changed in ("via: [agency]", 'sources: [paper, "#wire2", agency]', "sources: agency\n", "@agency]"):
        assert changed in brief
    assert "paper and wire." in brief


def test_a_source_within_a_brief(site: Path) -> None:
    made = renamed(site, "source", "fire#paper", "daily-paper")
    after = texts(site)

    assert errors(site) == []
    brief = after["content/briefs/2025-06-03-fire.md"]
    for changed in (
        "{id: daily-paper, kind", "via: [daily-paper]", "[daily-paper, \"#wire2\"", "fire#daily-paper, note: paper}",
        "source: daily-paper\n", "[@daily-paper, p. 3;", "[[source:daily-paper]], [[#daily-paper]]",
    ):  # fmt: skip
        assert changed in brief
    assert "sources: [fire#daily-paper, wire]" in after["content/briefs/2025-06-09-after.md"]
    assert "[@fire#daily-paper]" in after["content/briefs/2025-06-09-after.md"]
    assert made.renaming.new_path == made.renaming.path


def test_there_and_back_leaves_only_the_address(site: Path) -> None:
    before = texts(site)
    renamed(site, "source", "wire", "agency")
    renamed(site, "source", "agency", "wire")
    assert texts(site) == before
    renamed(site, "actor", "ana", "anna")
    with pytest.raises(CannotRename, match=r"'/actors/ana/' is one of its old addresses: take it out of 'redirects'"):
        plan(site, "actor", "anna", "ana", NoProgress())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("redirects: /who/ # once", "redirects: [/actors/ana/, /who/] # once"),
        ("redirects: ['/who/']", "redirects: [/actors/ana/, '/who/']"),
        ("redirects: []", "redirects: [/actors/ana/]"),
        ("redirects:", "redirects: [/actors/ana/]"),
        ("redirects:\n  - /who/\n  - /was/", "redirects:\n  - /actors/ana/\n  - /who/\n  - /was/"),
        ("redirects:\n- /who/", "redirects:\n- /actors/ana/\n- /who/"),
    ],
)
def test_the_old_address_joins_those_that_are_there(before: str, after: str, site: Path) -> None:
    actor = site / "content/actors/ana.md"
    actor.write_text(FILES["content/actors/ana.md"].replace("kind: person\n", f"kind: person\n{before}\n"), "utf-8")
    renamed(site, "actor", "ana", "anna")
    assert f"kind: person\n{after}\n" in texts(site)["content/actors/anna.md"]
    assert errors(site) == []


def test_line_ends_and_marks_stay_as_they_are(site: Path) -> None:
    file = site / "content/sources/wire.md"
    file.write_bytes(b"\xef\xbb\xbf" + FILES["content/sources/wire.md"].replace("\n", "\r\n").encode())
    renamed(site, "actor", "ana", "anna")
    assert (
        file.read_bytes()
        == b"\xef\xbb\xbf" + FILES["content/sources/wire.md"].replace("ana", "anna").replace("\n", "\r\n").encode()
    )


def test_only_what_mentions_it_is_touched(site: Path) -> None:
    stamps = {path: path.stat().st_mtime_ns for path in site.rglob("content/*/*.md")}
    made = renamed(site, "source", "fire#wire2", "other")
    touched = {path for path, stamp in stamps.items() if path.stat().st_mtime_ns != stamp}
    assert {path.relative_to(site).as_posix() for path in touched} == set(made.changed)
    assert set(made.changed) == {"content/briefs/2025-06-03-fire.md"}


@pytest.mark.parametrize(
    ("kind", "old", "new", "says"),
    [
        ("actor", "anna", "x", "there is no actor 'anna'; did you mean 'ana'?"),
        ("actor", "ana", "land", "the id 'land' is taken by another actor"),
        ("actor", "ana", "Ana", "'Ana' cannot be an id; write it as 'ana'"),
        ("actor", "ana", "../x", "cannot be an id"),
        ("actor", "ana", "ana", "that is its id already"),
        ("brief", "fire", "con", "Windows"),
        ("source", "fire#paper", "wire2", "is taken by another source"),
    ],
)
def test_what_cannot_be_is_refused(kind: str, old: str, new: str, says: str, site: Path) -> None:
    before = texts(site)
    with pytest.raises(CannotRename) as refused:
        plan(site, kind, old, new, NoProgress())
    assert says in str(refused.value)
    assert texts(site) == before


def test_a_new_id_that_others_are_called_by_is_refused(site: Path) -> None:
    """An id outranks a name: whoever wrote the name would mean another actor all at once."""
    (site / "content/actors/other.md").write_text("---\nname: Other\nkind: person\naliases: [boss]\n---\n", "utf-8")
    (site / "content/places/x.md").write_text("---\nname: X\ncountry: boss\n---\n", "utf-8")
    with pytest.raises(CannotRename, match="would be lost"):
        plan(site, "actor", "ana", "boss", NoProgress())


def test_a_source_that_would_hide_another_is_refused(site: Path) -> None:
    with pytest.raises(CannotRename, match="would be lost"):
        plan(site, "source", "fire#wire2", "wire", NoProgress())


def test_an_id_that_is_hidden_by_how_it_is_written_is_told(site: Path) -> None:
    place = site / "content/places/river.md"
    place.write_text('---\nname: River of ana\ncountry: "\\u0061na"\n---\n', "utf-8")
    with pytest.raises(CannotRename, match=r"content/places/river\.md:3:10"):
        plan(site, "actor", "ana", "anna", NoProgress())


def test_nothing_is_renamed_while_the_content_is_wrong(site: Path) -> None:
    (site / "content/places/x.md").write_text("---\nname: X\nwithn: y\n---\n", "utf-8")
    made, found = plan(site, "actor", "ana", "anna", NoProgress())
    assert made is None
    assert [it.code for it in found] == ["unknown-field"]


def test_the_site_refers_in_every_way_there_is(site: Path) -> None:
    seen = set()
    for file in discover(site)[0].documents:
        text, _ = front_matter.decode((site / file.path).read_bytes(), file.path)
        parts, _ = front_matter.split(text or "", file.path)
        assert parts is not None
        values, _ = strict_yaml.load(parts.yaml, file.path)
        seen |= {field for _, _, field in fields_of(META[file.kind], values)}
    assert set(REFERRING) <= seen
