"""A site in another language says nothing in English: every kind of page, in words without a Latin letter."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest
from babel.messages.pofile import read_po, write_po

from onrecord.site.theme_folders import default_templates
from tests.whole.pages import Site
from tests.whole.sites import attempted, built, site

LATIN = re.compile(r"[A-Za-z]{2,}")
KEPT = re.compile(
    r"\((?:Atom|JSON Feed)\)|onrecord \S+|https?://\S+|[\w.]+\.example|\bUTC\b|\bkm\b|\bWikidata\b|\bQ\d+\b|\{\w+\}"
)
"""What is the same in every language."""

ATTRIBUTES = ("aria-label", "title", "alt", "placeholder", "data-label", "data-words")
UNSEEN = {"script", "style", "code", "svg"}

FILES = {
    "onrecord.yaml": """title: Записи
description: Стіл
language: uk
url: https://desk.example/
""",
    "content/actors/ada.md": """---
name: Ада
kind: person
aliases: [{name: Αδα, script: Grek}]
country: land
url: https://ada.example/
identifiers: {wikidata: Q7259}
roles:
  - {title: інженерка, organization: land, from: 2010, until: 2012-05, source: persha#talk}
relations:
  - {kind: дружить з, to: max, from: 2011}
---

Текст [@persha#talk].
""",
    "content/actors/max.md": "---\nname: Макс\nkind: person\n---\n",
    "content/actors/land.md": "---\nname: Країна\nkind: state\n---\n",
    "content/actors/blatt.md": """---
name: Газета
kind: outlet
reliability:
  - {grade: B, date: 2020, reason: так}
  - {grade: C, date: 2024}
---
""",
    "content/places/misto.md": """---
name: Місто
coordinates: {lat: 50.45, lon: 30.52, precision_km: 2.5}
country: land
---
""",
    "content/places/raion.md": "---\nname: Район\nwithin: misto\n---\n",
    "content/topics/rich.md": "---\nname: Річ\n---\n\n[[ada]]\n",
    "content/pages/pro.md": "---\ntitle: Про нас\nmenu: 1\n---\n\n## Розділ\n\n## Інший\n\n[[claim:persha#letyt]]\n",
    "content/briefs/2025-05-25-persha.md": """---
title: Перша
date: 2025-05-25
summary: Коротко.
topics: [rich]
places: [misto]
authors: [Олена]
review_by: 2026-01-01
sources:
  - {id: talk, kind: speech, title: Промова, authors: ada, published: 2025-05-24, reliability: B,
     url: https://a.example/x, archive: https://b.example/x, archived: 2025-05-25, accessed: 2025-05-25}
  - {id: news, kind: article-newspaper, title: Стаття, outlet: blatt, via: [talk], published: 2025-05-25, place: misto}
  - {id: gone, kind: webpage, title: Сторінка, outlet: blatt, retracted: 2025-06-01, retraction_note: Ні.,
     url: https://c.example/x, url_status: dead}
claims:
  - id: letyt
    text: Воно летить.
    quote: Летить!
    by: [ada, max]
    said: 2025-05-24
    about: [land]
    event: polit
    sources: [news, gone]
    evidence:
      - {source: talk, stance: supports, note: так, locator: "1"}
      - {source: news, stance: opposes}
    responses:
      - {by: land, stance: denies, date: 2025-05-25, source: news, part: летить}
      - {by: max, stance: no-response, as_of: 2025-05-25}
    assessments:
      - {date: 2025-05-25, status: unverified, credibility: 6, note: так, by: Олена}
      - {date: 2025-05-26, status: disputed, likelihood: likely}
      - {date: 2025-05-27, status: disputed, confidence: low}
  - {id: stoit, text: Воно стоїть., by: max, about: [ada], contradicts: ["#letyt"], sources: gone, status: plausible,
     event: polit}
  - {id: lezhyt, text: Воно лежить., by: ada, about: [land], contradicts: ["#stoit"], supersedes: ["#letyt"],
     said: 2025-06, event: polit}
events:
  - {id: polit, title: Політ, date: 2025-05-20~, place: misto, actors: [ada, max], summary: Був політ., sources: talk}
  - {id: zlit, title: Зліт, date: 2025, part_of: polit}
  - {id: kolys, title: Колись}
corrections:
  - {date: 2025-05-27, kind: clarification, note: Уточнено., claim: letyt}
  - {date: 2025-05-28, kind: retraction, note: Ні.}
aliases: [/old/]
---

## Один

[[ada]] і [[claim:#letyt]] [@talk] [@news, 5].

| а | б |
|---|---|
| в | г |

    код

![[#stoit]]

## Два

Нота[^1].

[^1]: Виноска.
""",
}


def without_latin(text: str) -> str:
    """A message whose every letter is Cyrillic, with its values and markup as they are."""
    parts = re.split(r"(\{\w+\}|<[^>]+>)", text)
    return "".join(part if number % 2 else re.sub("[A-Za-z]", "ж", part) for number, part in enumerate(parts))


def catalogue() -> str:
    """A catalogue in which every message is without Latin letters, in the three forms of Ukrainian."""
    from io import BytesIO

    known = read_po(BytesIO((default_templates() / "words" / "messages.pot").read_bytes()), locale="uk")
    for message in known:
        if message.id:
            ids = [message.id] if isinstance(message.id, str) else [*message.id, message.id[-1]]
            forms = [without_latin(str(text)) for text in ids]
            message.string = forms[0] if isinstance(message.id, str) else tuple(forms)
            message.flags.discard("fuzzy")
    written = BytesIO()
    write_po(written, known, omit_header=True)
    return written.getvalue().decode()


def shown(element: Element) -> list[str]:
    """The texts of a page, and the attributes that are read out or shown."""
    found: list[str] = []
    for node in element.iter():
        if node.tag in UNSEEN:
            node.text = None
            for child in list(node):
                node.remove(child)
        found += [node.get(name, "") for name in ATTRIBUTES]
        if node.tag == "meta" and (node.get("name") == "description" or "title" in node.get("property", "")):
            found.append(node.get("content", ""))
        found += [node.text or "", node.tail or ""]
    return found


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    files = FILES | {"templates/words/uk.po": catalogue()}
    return built(site(tmp_path_factory.mktemp("uk"), files))


def test_no_page_says_anything_in_english(output: Path) -> None:
    found = Site(output)
    said = {
        path: [text for text in shown(found.tree(path)) if LATIN.search(KEPT.sub("", text))] for path in found.pages
    }
    assert {path: texts for path, texts in said.items() if texts} == {}
    folders = {path.partition("/")[0] for path in found.pages}
    assert {"briefs", "claims", "actors", "timeline", "sources", "events", "topics", "places"} <= folders


def test_feeds_say_nothing_in_english(output: Path) -> None:
    feed = (output / "feed.xml").read_text(encoding="utf-8")
    texts = re.findall(r"<(?:title|summary|content)[^>]*>([^<]*)<", feed)
    assert texts
    assert [text for text in texts if LATIN.search(KEPT.sub("", re.sub(r"&lt;.*?&gt;", "", text)))] == []


def test_numbers_take_the_forms_of_the_language(output: Path) -> None:
    assert "3 жжжжжж" in (output / "claims" / "index.html").read_text(encoding="utf-8")


def test_a_site_without_words_of_its_language_says_so_and_marks_them_as_english(tmp_path: Path) -> None:
    result = attempted(site(tmp_path, FILES))
    assert result.ok
    assert [found.file for found in result.diagnostics if found.code == "no-words"] == ["onrecord.yaml"]
    home = (tmp_path / "output" / "index.html").read_text(encoding="utf-8")
    assert '<html lang="uk" dir="ltr">' in home
    assert '<header class="masthead" lang="en" dir="ltr">' in home
