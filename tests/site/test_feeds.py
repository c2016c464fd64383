"""Feeds, as feed readers read them: what is in which, and when an entry counts as changed."""

from __future__ import annotations

import json
from typing import Any

import atoma
import feedparser
import pytest

from tests.site.beside import URL, files_of
from tests.site.view_sites import Desk, desk

HOSTILE = "</title><script>alert(1)</script>]]> &amp;"
FILES = {
    "actors/ada.md": "---\nname: Ada\nkind: person\n---\n",
    "actors/bob.md": "---\nname: Bob\nkind: person\n---\n",
    "actors/cleo.md": "---\nname: Cleo\nkind: person\n---\n",
    "briefs/2025-05-25-first.md": """
        ---
        title: First
        date: 2025-05-25
        summary: What Ada said.
        authors: [The Desk]
        topics: [drones]
        claims:
          - {id: flies, text: It flies., by: ada, responses: {by: bob, stance: denies, date: 2025-05-26}}
          - {id: lands, text: It lands., by: ada, topics: [landings]}
        ---
        Text.
        """,
    "briefs/2025-05-27-second.md": "---\ntitle: Second\ndate: 2025-05-27\nlang: fr\n---\n",
}


def changed(*replacements: tuple[str, str]) -> dict[str, str]:
    """The site with the first brief changed."""
    first = FILES["briefs/2025-05-25-first.md"]
    for old, new in replacements:
        assert old in first
        first = first.replace(old, new)
    return FILES | {"briefs/2025-05-25-first.md": first}


def read(files: dict[str, str], path: str = "feed.xml") -> Any:
    """A feed of a site, as a feed reader understands it."""
    found = feedparser.parse(files_of(desk(files, url=URL))[path])
    assert not found.bozo
    assert found.version == "atom10"
    return found


@pytest.fixture(scope="module")
def published() -> Desk:
    return desk(FILES, url=URL)


def test_there_are_feeds_of_the_site_and_of_every_actor_and_topic_with_an_entry(published: Desk) -> None:
    found = {path for path in files_of(published) if "feed." in path}
    folders = ("", "actors/ada/", "actors/bob/", "topics/drones/", "topics/landings/")
    assert found == {f"{folder}{name}" for folder in folders for name in ("feed.xml", "feed.json")}


def test_the_sites_feed_lists_briefs_with_the_latest_change_first() -> None:
    feed = read(FILES)
    assert [(entry.title, entry.link, entry.id) for entry in feed.entries] == [
        ("Second", f"{URL}/briefs/second/", f"{URL}/briefs/second/"),
        ("First", f"{URL}/briefs/first/", f"{URL}/briefs/first/"),
    ]
    first = feed.entries[1]
    assert (first.published, first.updated) == ("2025-05-25T00:00:00Z", "2025-05-26T00:00:00Z")
    assert first.author == "The Desk"
    assert [tag.term for tag in first.tags] == ["Drones", "Landings"]
    assert first.summary == "What Ada said."
    assert {link.href for link in feed.feed.links if link.rel == "self"} == {f"{URL}/feed.xml"}


def test_a_claim_stands_with_its_claimant_in_every_entry() -> None:
    assert "Ada: It flies.</a> (Not assessed)" in read(FILES).entries[1].content[0].value
    assert [entry.title for entry in read(FILES, "actors/bob/feed.xml").entries] == ["Ada: It flies."]
    assert "Bob denies, 26 May 2025" in read(FILES, "actors/bob/feed.xml").entries[0].content[0].value


def test_an_assessment_moves_an_entry_up_and_a_mended_word_does_not() -> None:
    mended = read(changed(("What Ada said.", "What Ada has said."), ("It flies.", "It does fly.")))
    assert [(entry.title, entry.updated) for entry in mended.entries] == [
        ("Second", "2025-05-27T00:00:00Z"),
        ("First", "2025-05-26T00:00:00Z"),
    ]
    assessed = read(changed(("by: ada, r", "by: ada, assessments: {date: 2025-05-28, status: disputed}, r")))
    assert [(entry.title, entry.updated) for entry in assessed.entries] == [
        ("First", "2025-05-28T00:00:00Z"),
        ("Second", "2025-05-27T00:00:00Z"),
    ]
    assert assessed.feed.updated == "2025-05-28T00:00:00Z"


def test_corrections_have_a_feed_whose_entries_keep_their_ids() -> None:
    one = "corrections:\n          - {date: 2025-05-29, kind: update, note: More is known.}\n"
    two = f"{one}          - {{date: 2025-05-30, kind: correction, note: It was wrong.}}\n"
    before = read(changed(("claims:", f"{one}        claims:")), "corrections/feed.xml")
    after = read(changed(("claims:", f"{two}        claims:")), "corrections/feed.xml")
    assert [(entry.title, entry.summary) for entry in after.entries] == [
        ("Correction: First", "It was wrong."),
        ("Update: First", "More is known."),
    ]
    assert before.entries[0].id == after.entries[1].id != after.entries[0].id
    assert read(changed(("claims:", f"{two}        claims:"))).entries[0].updated == "2025-05-30T00:00:00Z"


def test_both_forms_say_the_same(published: Desk) -> None:
    files = files_of(published)
    for path in (path for path in files if path.endswith("feed.json")):
        feed = json.loads(files[path])
        other = feedparser.parse(files[path.replace(".json", ".xml")])
        assert feed["version"] == "https://jsonfeed.org/version/1.1"
        assert feed["feed_url"] == f"{URL}/{path}"
        assert feed["title"] == other.feed.title
        read = atoma.parse_json_feed_bytes(files[path])
        assert [(item.id_, item.title, item.tags) for item in read.items] == [
            (item["id"], item["title"], item.get("tags", [])) for item in feed["items"]
        ]
        assert [
            (item["id"], item["url"], item["title"], item["date_published"], item["date_modified"], item["language"])
            for item in feed["items"]
        ] == [
            (entry.id, entry.link, entry.title, entry.published, entry.updated, entry.title_detail.language)
            for entry in other.entries
        ]


def test_hostile_text_stays_text() -> None:
    feed = read(changed(("title: First", f"title: '{HOSTILE}'"), ("It flies.", "<img src=x onerror=alert(1)>")))
    entry = feed.entries[1]
    assert entry.title_detail.type == "text/plain"
    assert entry.title == HOSTILE
    assert "&lt;img" in entry.content[0].value
    assert "<img" not in entry.content[0].value


@pytest.mark.parametrize("settings", [{"url": None}, {"url": URL, "feeds": False}])
def test_without_an_address_or_when_switched_off_there_is_no_feed_and_no_link_to_one(settings: dict[str, Any]) -> None:
    found = desk(FILES, **settings)
    assert not [path for path in files_of(found) if "feed." in path]
    assert found.frame("actor", "ada").feeds == ()


def test_a_page_names_the_sites_feed_and_its_own(published: Desk) -> None:
    assert [(link.text, link.path) for link in published.frame("actor", "ada").feeds] == [
        ("The desk", "feed.xml"),
        ("The desk", "feed.json"),
        ("The desk: Ada", "actors/ada/feed.xml"),
        ("The desk: Ada", "actors/ada/feed.json"),
    ]
    assert [link.path for link in published.frame("home").feeds] == ["feed.xml", "feed.json"]
    assert [link.path for link in published.frame("actor", "cleo").feeds] == ["feed.xml", "feed.json"]
