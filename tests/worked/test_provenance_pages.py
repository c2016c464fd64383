"""What stands behind each claim of the worked site, on its pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.worked.built_site import FOLDER, Built, addresses, built, links, nested, texts, with_class, words

BEHIND = {
    "gates/no-warning": "5 reports, 1 origin",
    "gates/two-metres": "3 reports, 2 origins; of 1 the lineage is not recorded",
    "gates/broken-gate": "2 reports, 1 origin",
    "gates/upstream": "1 report, origin not recorded",
    "sirens/sounded": "1 report, first-hand",
    "sirens/log-silent": "1 report, first-hand",
    "sirens/again": "1 report, first-hand",
    "inquiry/one-siren": "1 report, first-hand",
    "inquiry/negligence": "3 reports, 1 origin",
    "inquiry/silent-ministry": "1 report, first-hand",
}


def test_the_site_is_sound(site: Built) -> None:
    assert site.result.ok
    assert [found for found in site.result.diagnostics if found.severity != "note"] == []


@pytest.mark.parametrize(("claim", "counted"), BEHIND.items())
def test_reports_and_origins_are_counted_on_the_claims_page(site: Built, claim: str, counted: str) -> None:
    page = site.page(f"claims/{claim}/")

    assert texts(with_class(page.tree, "lineage")) == [counted, counted]
    assert words(with_class(page.section("o-provenance"), "lineage")[0]) == counted


def test_the_register_counts_the_same(site: Built) -> None:
    rows = site.page("claims/").tree.findall(".//table[@class='register']/tbody/tr")
    found = {
        address.removeprefix("../claims/").removesuffix("/index.html"): words(with_class(row, "lin")[0])
        for row in rows
        for _, address in links(with_class(row, "what")[0])
    }

    assert found == BEHIND


def test_a_chain_and_a_diamond_are_nested_lists(site: Built) -> None:
    section = site.page("claims/gates/no-warning/").section("o-provenance")
    tree = with_class(section, "tree")[0]

    briefing = ("The mayor's briefing on the market square", ())
    courier = ("Mayor blames the company", (briefing,))
    dispatch = "Town on the Olm blames water company"
    assert nested(tree) == (
        ("Bulletin of seven o'clock", ((dispatch, (courier,)),)),
        ("Кметът обвинява дружеството", ((dispatch, ()), ("Mayor blames the company", ()))),
        (dispatch, ()),
    )
    assert texts(with_class(tree, "role")) == ["relay", "relay", "relay", "origin", "relay", "relay", "relay", "relay"]
    assert words(tree).count("Stands above already, with what it relays.") == 3


def test_unknown_lineage_is_said_and_is_no_origin(site: Built) -> None:
    section = site.page("claims/gates/two-metres/").section("o-provenance")

    assert [
        (words(node.findall(".//b")[0]), words(with_class(node, "role")[0])) for node in with_class(section, "node")
    ] == [
        ("The engineer speaks at his door", "origin"),
        ("Readings of the gauges on the Olm", "origin"),
        ("A night by the river", "lineage not recorded"),
    ]


def test_each_source_says_whether_it_is_first_hand(site: Built) -> None:
    page = site.page("claims/gates/two-metres/")
    assert texts(with_class(page.section("o-sources"), "chain")) == ["First-hand", "First-hand", "Lineage not recorded"]

    shared = site.page("briefs/gates/")
    chains = {
        words(with_class(source, "source-title")[0]).split(" ↑")[0]: words(with_class(source, "chain")[0])
        for source in shared.section("o-sources").findall("./ol/li")
    }
    assert chains["Town on the Olm blames water company"] == "Relays Mayor blames the company"
    assert chains["The company's first words"] == "First-hand"
    assert chains["A forwarded message without a sender"] == "Lineage not recorded"


def test_a_source_that_two_briefs_use_is_one_source(site: Built) -> None:
    outlet = site.page("sources/morvania-wire/")

    assert texts(with_class(outlet.tree, "counts")) == ["1 source 1 relays another 1 claim carried"]
    (used,) = (line for line in texts(with_class(outlet.tree, "source-line")) if line.startswith("Used in"))
    assert used == "Used in Did the sirens sound? and Mayor says the company opened the gates without a warning"
    evidence = site.page("claims/sirens/sounded/").section("o-evidence")
    assert [text for text, _ in links(evidence)][1:] == [
        "Log of the boat Zander",
        "Town on the Olm blames water company",
    ]


@pytest.mark.parametrize(
    ("claim", "day"),
    [("gates/no-warning", "1 March 2025"), ("sirens/sounded", "8 March 2025"), ("inquiry/negligence", "1 March 2025")],
)
def test_when_the_earliest_report_appeared(site: Built, claim: str, day: str) -> None:
    assert site.page(f"claims/{claim}/").facts()["Earliest known source"] == day


def test_no_date_is_made_up_where_none_is_known(site: Built) -> None:
    assert "Earliest known source" not in site.page("claims/gates/upstream/").facts()


def test_home_says_how_many_claims_rest_on_one_report(site: Built) -> None:
    counts = links(with_class(site.page("").tree, "counts")[0])

    assert ("7 claims reach us through a single report", "claims/index.html") in counts
    assert "7 claims reach us through a single report" in texts(site.page("claims/").tree.iter("li"))


def test_circular_reporting_is_an_error_with_a_place_in_each_file(tmp_path: Path) -> None:
    site = built(tmp_path, FOLDER / "site", FOLDER / "loop")

    assert not site.result.ok
    assert not site.output.exists() or not list(site.output.rglob("*.html"))
    (loop,) = (found for found in site.result.diagnostics if found.severity == "error")
    assert (loop.code, loop.file, loop.line, loop.column) == (
        "circular-reporting",
        "content/sources/courier-report.md",
        8,
        7,
    )
    for place in (
        "content/sources/courier-report.md:8:7",
        "content/briefs/2025-03-02-gates.md:17:11",
        "content/sources/wire-dispatch.md:10:7",
    ):
        assert place in loop.message


RELYING = (
    "The company hid a broken gate from the inspectors.",
    "Olm Water knew since January that gate five was broken.",
)


def test_a_retracted_source_lists_all_that_rests_on_it(site: Built) -> None:
    page = site.page("sources/north-post/")
    (box,) = with_class(page.tree, "reliance")
    facts = {words(pair[0]): words(pair[1]) for pair in box.findall("./dl/div")}

    assert "Retracted 15 April 2025. The paper says that the letterhead was forged." in texts(
        with_class(page.tree, "alert")
    )
    assert facts == {
        "2 claims": "2 claims rest on nothing else",
        "Relayed by": "Note on the licence and What the memo says",
        "Briefs": "What the inquiry heard and Mayor says the company opened the gates without a warning",
        "Actors": "Ministry of Rivers, Olm Water and Weir Watch",
    }
    assert [text for text, address in links(box) if "/claims/" in address] == list(RELYING)


@pytest.mark.parametrize("claim", ["gates/broken-gate", "inquiry/negligence"])
def test_a_claim_says_that_it_rests_on_a_retracted_source(site: Built, claim: str) -> None:
    alerts = with_class(site.page(f"claims/{claim}/").section("o-provenance"), "alert")

    assert texts(alerts) == ["Rests on a retracted source: Memo on gate five."]
    assert addresses(alerts[0]) == ["../../../sources/north-post/index.html#o-source-leaked-memo"]


def test_the_chain_says_which_source_was_retracted(site: Built) -> None:
    section = site.page("claims/inquiry/negligence/").section("o-provenance")

    assert [texts(with_class(node, "role")) for node in with_class(section, "node")] == [
        ["relay"],
        ["relay"],
        ["origin", "retracted"],
    ]


def test_no_other_claim_says_so(site: Built) -> None:
    for claim in BEHIND.keys() - {"gates/broken-gate", "inquiry/negligence"}:
        assert "Rests on a retracted source" not in site.page(f"claims/{claim}/").text


ADDRESSES = {
    "https://northpost.example/memo": ("north-post", "dead", "https://archive.example/northpost/memo"),
    "https://social.example/olm-water/1": ("olm-water", "usurped", "https://archive.example/social/1"),
    "https://riverbank.example/night": ("riverbank-notes", "unfit", "https://archive.example/riverbank/1"),
}


@pytest.mark.parametrize(("address", "shown"), ADDRESSES.items())
def test_an_address_that_must_not_be_offered_gives_way_to_its_archive(
    site: Built, address: str, shown: tuple[str, str, str]
) -> None:
    outlet, state, archive = shown
    page = site.page(f"sources/{outlet}/")

    assert archive in addresses(page.tree)
    assert f"Original no longer offered ({state}) · archived copy of" in page.text
    assert [found.path for found in site.pages() if address in addresses(found.tree)] == []


def test_the_archived_copy_stands_beside_every_link(site: Built) -> None:
    entry = site.page("sources/tresk-courier/").by_id("o-source-courier-report")

    assert "courier.example · archived copy of 2 March 2025" in texts(with_class(entry, "source-line"))
    assert {"https://courier.example/mayor-blames-company", "https://archive.example/courier/1"} <= set(
        addresses(entry)
    )
    bare = site.page("sources/вестник-треска/").by_id("o-source-gates--memo-digest")
    assert "herald.example · no archived copy" in texts(with_class(bare, "source-line"))


OUTLETS = {
    "tresk-courier": ("1 source 1 relays another 0 claims carried", ""),
    "morvania-wire": ("1 source 1 relays another 1 claim carried", "Disputed 1"),
    "radio-olm": ("2 sources 1 first-hand 1 relays another 2 claims carried", "Disputed 1 Corroborated 1"),
    "вестник-треска": ("2 sources 2 relay others 2 claims carried", "Disputed 1 Withdrawn 1"),
    "north-post": ("1 source 1 first-hand 1 claim carried", "Withdrawn 1"),
    "riverbank-notes": ("1 source 1 whose lineage is not recorded 1 claim carried", "Corroborated 1"),
}


@pytest.mark.parametrize(("outlet", "told"), OUTLETS.items())
def test_an_outlet_says_what_it_carried_and_what_became_of_it(site: Built, outlet: str, told: tuple[str, str]) -> None:
    page = site.page(f"sources/{outlet}/")
    became = words(with_class(page.section("o-outcomes"), "tallies")[0]) if page.has_section("o-outcomes") else ""

    assert (words(with_class(page.tree, "counts")[0]), became) == told


def test_the_list_of_outlets_tells_first_hand_from_relayed(site: Built) -> None:
    rows = {words(row[0]): texts(row)[1:] for row in site.page("sources/").tree.findall(".//tbody/tr")}

    assert rows["Radio Olm"] == ["2", "1", "1", "0", "2"]
    assert rows["Вестник Треска"] == ["2", "0", "2", "0", "2"]
    assert rows["No outlet recorded"] == ["3", "2", "0", "1", "2"]
