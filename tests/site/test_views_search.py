"""What can be found, what it can be narrowed by, and what goes into the index."""

from __future__ import annotations

import json
from xml.etree.ElementTree import Element

import html5lib
import pytest

from onrecord.site.views.pages import SearchView
from onrecord.site.views.search_page import search_language
from tests.site.view_sites import Desk, desk

SITE = {
    "actors/velin.md": """
        ---
        name: Marta Velin
        kind: person
        aliases: [{name: Марта Велин, script: Cyrl}, ولين]
        ---
        """,
    "actors/olm-water.md": "---\nname: Olm Water\nkind: organization\n---\n",
    "briefs/2025-03-02-gates.md": """
        ---
        title: Mayor says <gates> were opened
        date: 2025-03-02
        topics: [flood]
        sources:
          - {id: talk, kind: speech, title: A talk, authors: velin, published: 2025-03-01}
        claims:
          - id: gates
            text: The company opened the gates.
            quote: Отвориха шлюзовете.
            by: velin
            about: olm-water
            said: 2024-12-30/2025-01-02
            sources: talk
            status: disputed
            responses:
              - {by: olm-water, stance: denies, date: 2025-03-02, quote: Nobody opened a gate., source: talk}
          - {id: late, text: They were late., by: velin, sources: talk}
        ---
        The lower *town* flooded [@talk]. See [[Marta Velin]].

        ![[#gates]]
        """,
}


@pytest.fixture(scope="module")
def tresk() -> Desk:
    return desk(SITE, links="portable")


@pytest.fixture(scope="module")
def documents(tresk: Desk) -> dict[str, Element]:
    """The documents of the index by the site path that each leads to."""
    found = {}
    for _, html in tresk.maker.search_documents():
        tree = html5lib.parse(html, namespaceHTMLElements=False)
        found[str(shown(tree)[0])] = tree
    return found


def shown(document: Element) -> list[object]:
    """What a result shows beside its title and a quotation."""
    told = document.findall(".//i[@id]")[0].get("id") or ""
    assert not set(told) & set(" \t\n\xa0"), "Pagefind leaves no space in an id"
    return list(json.loads(told))


def filters(document: Element, name: str) -> list[str]:
    marks = document.findall(f".//i[@data-pagefind-filter='{name}[data-is]']")
    return [mark.get("data-is") or "" for mark in marks]


def paragraphs(document: Element) -> list[str]:
    return ["".join(paragraph.itertext()) for paragraph in document.findall(".//p")]


CLAIM = "claims/gates/gates/index.html"


def test_everything_with_an_address_can_be_found(documents: dict[str, Element]) -> None:
    assert set(documents) == {
        *("claims/gates/gates/index.html", "claims/gates/late/index.html", "briefs/gates/index.html"),
        *("actors/velin/index.html", "actors/olm-water/index.html", "topics/flood/index.html"),
        "sources/no-outlet/index.html#o-source-gates--talk",
    }


def test_a_claim_has_its_claimant_and_everything_it_can_be_narrowed_by(documents: dict[str, Element]) -> None:
    claim = documents[CLAIM]
    _, who, about, lang, quotable = shown(claim)
    assert (who, lang, quotable) == ("Marta Velin said", None, True)
    assert about == ["between 30 December 2024 and 2 January 2025", "1 report, first-hand"]
    assert filters(claim, "kind") == ["claim"]
    assert filters(claim, "status") == ["disputed"]
    assert filters(claim, "actor") == ["velin", "olm-water"]
    assert filters(claim, "topic") == ["flood"]
    assert filters(claim, "year") == ["2024", "2025"]


def test_a_claim_not_assessed_can_be_asked_for(documents: dict[str, Element]) -> None:
    assert filters(documents["claims/gates/late/index.html"], "status") == ["not-assessed"]


def test_nobodys_words_stand_under_the_name_of_another(documents: dict[str, Element]) -> None:
    assert paragraphs(documents[CLAIM]) == ["“Отвориха шлюзовете.”", "Olm Water denies: “Nobody opened a gate.”"]


def test_aliases_are_names_in_every_script(documents: dict[str, Element]) -> None:
    body = documents["actors/velin/index.html"].find("body")
    assert body is not None
    assert body.get("data-title") == "Marta Velin"
    assert {"Марта Велин", "ولين"} <= set((body.get("data-names") or "").split(" · "))


def test_a_body_is_found_by_its_text_without_marks_and_without_the_cards_in_it(documents: dict[str, Element]) -> None:
    assert paragraphs(documents["briefs/gates/index.html"]) == ["The lower town flooded . See Marta Velin."]


def test_what_has_no_words_of_its_own_is_found_by_its_title_and_not_quoted(documents: dict[str, Element]) -> None:
    water = documents["actors/olm-water/index.html"]
    assert paragraphs(water) == ["Olm Water", "olm-water"]
    assert shown(water)[4] is False


def test_a_title_stays_text(documents: dict[str, Element]) -> None:
    body = documents["briefs/gates/index.html"].find("body")
    assert body is not None
    assert body.get("data-title") == "Mayor says <gates> were opened"


def test_the_page_offers_what_there_is_and_how_many(tresk: Desk) -> None:
    view = tresk.view(SearchView, "search")
    offered = {one.name: [(it.value, it.label, it.number) for it in one.options] for one in view.filters}
    assert offered["kind"] == [
        *(("claim", "Claims", 2), ("brief", "Briefs", 1), ("actor", "Actors", 2), ("source", "Sources", 1)),
        ("topic", "Topics", 1),
    ]
    assert offered["status"] == [("disputed", "Disputed", 1), ("not-assessed", "Not assessed", 1)]
    assert offered["actor"] == [("velin", "Marta Velin", 5), ("olm-water", "Olm Water", 3)]
    assert offered["year"] == [("2025", "2025", 4), ("2024", "2024", 1)]
    assert [index.text for index in view.indexes][:2] == ["Briefs", "Claims"]


@pytest.mark.parametrize(("tag", "language"), [("en", "en"), ("pt-BR", "pt"), ("zh_Hant", "zh"), ("DE", "de")])
def test_the_index_is_in_the_language_of_the_site(tag: str, language: str) -> None:
    assert search_language(tag) == language
