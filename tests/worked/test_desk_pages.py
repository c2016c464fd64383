"""What the desk says of its own work, and that names and quotes of four scripts stand as they were written."""

from __future__ import annotations

import pytest

from tests.worked.built_site import Built, addresses, texts, with_class, words

NOTES = {
    "gates": [
        "Clarification 21 March 2025 The company denied that gates were opened and not that there was a flood."
        " Concerns the claim Marta Velin: Olm Water opened the gates without a warning.",
        "Correction 3 March 2025 We had written that the weir has six gates. It has seven.",
    ],
    "sirens": [
        "Update 12 March 2025 The ministry has sent its inspectors."
        " Concerns the claim Olm Water: The sirens sounded five minutes before the gates opened.",
    ],
    "inquiry": [
        "Retraction 24 May 2025 We no longer stand by our summary of the mayor's last session."
        " Concerns the claim Marta Velin: The ministry never read the readings of its own gauges.",
    ],
}


@pytest.mark.parametrize(("brief", "notes"), NOTES.items())
def test_corrections_stand_typed_and_dated_on_the_brief(site: Built, brief: str, notes: list[str]) -> None:
    page = site.page(f"briefs/{brief}/")

    assert texts(page.section("o-corrections").findall("./ol/li")) == notes
    head = words(with_class(page.tree, "glance")[0])
    assert all(" ".join(note.split(" ")[:4]) in head for note in notes)


def test_all_corrections_stand_on_one_page_the_latest_first(site: Built) -> None:
    found = texts(site.page("corrections/").tree.findall(".//main/ol/li"))

    assert [" ".join(note.split(" ")[:4]) for note in found] == [
        "Retraction 24 May 2025",
        "Clarification 21 March 2025",
        "Update 12 March 2025",
        "Correction 3 March 2025",
    ]
    assert "In Did the sirens sound? Concerns the claim Olm Water" in found[2]
    assert "4 corrections" in texts(site.page("corrections/").tree.iter("p"))


def test_a_claim_shows_the_corrections_that_concern_it(site: Built) -> None:
    notes = texts(site.page("claims/gates/no-warning/").section("o-corrections").findall("./ol/li"))

    assert [note.split(" ")[0] for note in notes] == ["Clarification"]
    assert not site.page("claims/gates/upstream/").has_section("o-corrections")


NAMES = {
    "actors/marta-velin/": ("Марта Велин", "bg", "ltr", "Cyrillic"),
    "actors/كريم-ناصف/": ("كريم ناصف", "ar", "rtl", "Arabic"),
    "actors/林海水利研究所/": ("林海水利研究所", "zh", "ltr", "Simplified Han"),
    "actors/вестник-треска/": ("Tresk Herald", "en", "ltr", "Latin"),
}


@pytest.mark.parametrize(("address", "name"), NAMES.items())
def test_names_stand_in_their_script_with_language_and_direction(
    site: Built, address: str, name: tuple[str, str, str, str]
) -> None:
    (item,) = with_class(site.page(address).tree, "names")[0].findall("li")
    written = item[0]

    assert (words(written), written.get("lang"), written.get("dir")) == name[:3]
    assert words(with_class(item, "script")[0]).startswith(name[3][:8]) or name[1] == "zh"


QUOTES = {
    "gates/no-warning": ("Отвориха шлюзовете без предупреждение.", "bg", "ltr"),
    "gates/two-metres": ("ارتفع الماء مترين في عشر دقائق", "ar", "rtl"),
    "sirens/sounded": ("All nine sirens sounded at 21:35.", "en", "ltr"),
}


@pytest.mark.parametrize(("claim", "quote"), QUOTES.items())
def test_quotes_stand_as_they_were_said(site: Built, claim: str, quote: tuple[str, str, str]) -> None:
    said = with_class(site.page(f"claims/{claim}/").tree, "own-words")[0].find("blockquote")
    assert said is not None

    assert (words(said), said.get("lang"), said.get("dir")) == quote


def test_a_chinese_quote_stands_with_its_source(site: Built) -> None:
    quotes = [
        (words(quote), quote.get("lang")) for quote in site.page("sources/林海水利研究所/").tree.iter("blockquote")
    ]
    assert quotes == [("水位在十分钟内上升两米", "zh")]


def test_an_outlet_of_another_script_is_named_as_such_wherever_it_stands(site: Built) -> None:
    heading = site.page("actors/вестник-треска/").tree.find(".//h1/bdi")
    assert heading is not None
    assert (words(heading), heading.get("lang")) == ("Вестник Треска", "bg")
    assert "../../actors/вестник-треска/index.html" in addresses(site.page("briefs/gates/").section("o-sources"))


def test_every_claim_carries_its_claimant_wherever_it_stands(site: Built) -> None:
    seen = 0
    for page in site.pages():
        for line in with_class(page.tree, "line-text"):
            assert " said " in words(line) or ": " in words(line), page.path
            seen += 1
    assert seen > 50
