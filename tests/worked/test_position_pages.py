"""Who answered what, who changed position, who is silent, and how claims stand to one another, on the pages."""

from __future__ import annotations

import pytest

from tests.worked.built_site import Built, addresses, links, texts, with_class, words


def ledger(site: Built, claim: str) -> list[str]:
    """Each response to a claim, as its page tells it."""
    return texts(site.page(f"claims/{claim}/").section("o-responses").findall("./ul/li"))


def test_the_ledger_shows_every_kind_of_answer(site: Built) -> None:
    assert ledger(site, "sirens/sounded") == [
        "Marta Velin denies, 8 March 2025 Не чухме нищо. Carried by Answers to the desk's letter",
        "Weir Watch disputes, 8 March 2025; the part answered: that all nine sounded"
        " Carried by Answers to the desk's letter",
        "Linhai Hydraulics Institute supports, 9 March 2025 警报与读数相符 Carried by Answers to the desk's letter",
        "Karim Nasif confirms, 9 March 2025 سمعت الصفارات Carried by Answers to the desk's letter",
        "River Guard declines to comment, 9 March 2025 Carried by Answers to the desk's letter",
        "Tresk has not responded, as of 10 March 2025",
        "Marta Velin partly confirms, 2 April 2025; the part answered: that one siren sounded Една. Не девет."
        " Carried by Transcript of the hearings",
        "Olm Water takes it back, 12 May 2025 The company replaced it by a smaller claim."
        " Carried by Transcript of the hearings",
    ]


def test_silence_is_an_entry_of_the_ledger(site: Built) -> None:
    assert ledger(site, "gates/no-warning") == [
        "Olm Water denies, 2 March 2025 Nobody opened a gate that evening. Carried by The company's first words",
        "Olm Water partly confirms, 18 March 2025; the part answered: that gates were opened"
        " The company still says that there was a warning. Carried by Transcript of the hearings",
        "Ministry of Rivers has not responded, as of 2 March 2025",
    ]
    assert ledger(site, "inquiry/silent-ministry") == []
    assert "No response is on record. That is neither admission nor denial." in texts(
        site.page("claims/inquiry/silent-ministry/").section("o-responses").iter("p")
    )


ACTORS = {
    "marta-velin": (["gates/no-warning", "sirens/again", "inquiry/silent-ministry"], [], []),
    "olm-water": (
        ["sirens/sounded", "inquiry/one-siren"],
        ["gates/no-warning", "gates/broken-gate", "sirens/log-silent", "sirens/again", "inquiry/negligence"],
        ["sirens/log-silent"],
    ),
    "river-ministry": (
        ["inquiry/negligence"], ["inquiry/silent-ministry"], ["inquiry/silent-ministry", "gates/no-warning"]
    ),
    "tresk": ([], ["sirens/sounded"], ["sirens/sounded"]),
}  # fmt: skip


@pytest.mark.parametrize(("actor", "expected"), ACTORS.items())
def test_an_actor_shows_what_it_claimed_what_was_claimed_of_it_and_what_it_left_unanswered(
    site: Built, actor: str, expected: tuple[list[str], list[str], list[str]]
) -> None:
    page = site.page(f"actors/{actor}/")
    found = []
    for anchor in ("o-made", "o-about", "o-unanswered"):
        lines = with_class(page.section(anchor), "line") if page.has_section(anchor) else []
        leads = [address for line in lines for address in addresses(line) if "/claims/" in address]
        found.append([lead.removeprefix("../../claims/").removesuffix("/index.html") for lead in leads])

    assert [sorted(claims) for claims in found] == [sorted(claims) for claims in expected]


def test_the_list_of_actors_counts_the_same(site: Built) -> None:
    rows = {words(row[0]).split(" ")[0]: texts(row)[1:] for row in site.page("actors/").tree.findall(".//tbody/tr")}

    assert rows["Marta"] == ["3", "0", "2", "0"]
    assert rows["Olm"] == ["2", "5", "6", "1"]
    assert rows["Ministry"] == ["1", "1", "1", "2"]


def test_an_actors_own_answers_are_on_its_page(site: Built) -> None:
    answers = site.page("actors/olm-water/").section("o-answers").findall("./ul/li")

    assert sorted(words(answer[0]) for answer in answers) == [
        "Olm Water declines to comment, 10 March 2025",
        "Olm Water denies, 2 March 2025",
        "Olm Water disputes, 18 May 2025; the part answered: that the inspectors were not told",
        "Olm Water has not responded, as of 10 March 2025",
        "Olm Water partly confirms, 18 March 2025; the part answered: that gates were opened",
        "Olm Water takes it back, 12 May 2025",
    ]


def test_home_and_register_count_the_accusations_without_answer(site: Built) -> None:
    home = site.page("")

    assert [lead for lead in addresses(home.section("o-unanswered")) if lead.startswith("claims/")] == [
        "claims/sirens/log-silent/index.html",
        "claims/inquiry/silent-ministry/index.html",
    ]
    assert "2 claims about others without a response" in texts(with_class(home.tree, "counts")[0])
    assert "2 claims about others without a response" in texts(with_class(site.page("claims/").tree, "counts")[0])


CHANGES = {
    "marta-velin": [
        (
            "Changed its stance on a claim",
            "Before, 8 March 2025 Marta Velin denies, 8 March 2025",
            "After, 2 April 2025 Marta Velin partly confirms, 2 April 2025; the part answered: that one siren sounded",
        )
    ],
    "olm-water": [
        (
            "Changed its stance on a claim",
            "Before, 2 March 2025 Olm Water denies, 2 March 2025",
            "After, 18 March 2025 Olm Water partly confirms, 18 March 2025; the part answered: that gates were opened",
        ),
        (
            "Replaced its own claim",
            "Before, 8 March 2025 Olm Water said The sirens sounded five minutes before the gates opened.",
            "After, 12 May 2025 Olm Water said One siren sounded, two minutes before the gates opened.",
        ),
        (
            "Changed its stance on a claim",
            "Before, 8 March 2025 Olm Water said The sirens sounded five minutes before the gates opened.",
            "After, 12 May 2025 Olm Water takes it back, 12 May 2025",
        ),
    ],
    "weir-watch": [
        (
            "Changed its stance on a claim",
            "Before, 1 March 2025 Weir Watch said Olm Water knew since January that gate five was broken.",
            "After, 16 April 2025 Weir Watch takes it back, 16 April 2025",
        )
    ],
}


@pytest.mark.parametrize(("actor", "expected"), CHANGES.items())
def test_a_position_that_changed_stands_with_both_statements(
    site: Built, actor: str, expected: list[tuple[str, str, str]]
) -> None:
    changes = site.page(f"actors/{actor}/").section("o-changes").findall("./ul/li")

    assert len(changes) == len(expected)
    for change, (label, before, after) in zip(changes, expected, strict=True):
        statements = texts(change.findall("./ol/li"))
        assert words(change[0]) == label
        assert len(statements) == 2
        assert statements[0].startswith(before)
        assert statements[1].startswith(after)


def test_who_did_not_change_is_not_said_to_have(site: Built) -> None:
    for actor in ("river-guard", "river-ministry", "tresk"):
        assert not site.page(f"actors/{actor}/").has_section("o-changes")


RELATED = {
    "gates/no-warning": {
        "contradicts": ["sirens/sounded"],
        "is supported by": ["gates/two-metres", "sirens/log-silent"],
        "is repeated by": ["sirens/again"],
    },
    "sirens/sounded": {"contradicts": ["gates/no-warning"], "is replaced by": ["inquiry/one-siren"]},
    "gates/two-metres": {"supports": ["gates/no-warning"]},
    "sirens/log-silent": {"supports": ["gates/no-warning"]},
    "sirens/again": {"repeats": ["gates/no-warning"]},
    "inquiry/one-siren": {"replaces": ["sirens/sounded"]},
}


@pytest.mark.parametrize(("claim", "expected"), RELATED.items())
def test_relations_are_shown_both_ways(site: Built, claim: str, expected: dict[str, list[str]]) -> None:
    section = site.page(f"claims/{claim}/").section("o-related")
    found = {}
    for heading, lines in zip(section.iter("h3"), section.iter("ol"), strict=True):
        leads = [
            address for line in with_class(lines, "line-text") for address in addresses(line) if "/claims/" in address
        ]
        label = words(heading).removeprefix("This claim ").rpartition(" ")[0]
        found[label] = sorted(lead.removeprefix("../../../claims/").removesuffix("/index.html") for lead in leads)

    assert found == {label: sorted(claims) for label, claims in expected.items()}


def test_a_claim_without_relations_shows_none(site: Built) -> None:
    assert not site.page("claims/gates/upstream/").has_section("o-related")


MATRIX = {
    "Olm Water": {
        1: "says so 12 May 2025",
        2: "takes it back 12 May 2025 changed",
        3: "declines to comment 10 March 2025",
        4: "partly confirms 18 March 2025 changed",
    },
    "Tresk": {2: "has not responded 10 March 2025"},
    "Marta Velin": {2: "partly confirms 2 April 2025 changed", 3: "says so 9 March 2025", 4: "says so 1 March 2025"},
    "Weir Watch": {2: "disputes 8 March 2025"},
    "Linhai Hydraulics Institute": {2: "supports 9 March 2025"},
    "Karim Nasif": {2: "confirms 9 March 2025", 5: "says so 1 March 2025"},
    "River Guard": {2: "declines to comment 9 March 2025"},
    "Ministry of Rivers": {4: "has not responded 2 March 2025"},
}


def test_an_event_shows_who_holds_what(site: Built) -> None:
    table = site.page("events/gates/opening/").section("o-positions").find(".//table")
    assert table is not None
    heads = [words(head) for head in table.findall("./thead/tr/th")]
    rows = {
        words(row[0]): {number: text for number, text in enumerate(texts(row)[1:], 1) if text}
        for row in table.findall("./tbody/tr")
    }

    assert heads == [
        "Actor",
        "1 Olm Water said One siren sounded, two minutes before the gates opened.",
        "2 Olm Water said The sirens sounded five minutes before the gates opened."
        " is replaced by Olm Water: One siren sounded, two minutes before the gates opened.",
        "3 Marta Velin said They opened the gates without a word to us.",
        "4 Marta Velin said Olm Water opened the gates without a warning.",
        "5 Karim Nasif said The water at the weir rose by two metres in ten minutes.",
    ]
    assert rows == MATRIX
    assert [cell.get("scope") for cell in table.iter("th")] == ["col"] * 6 + ["row"] * 8


def test_a_topic_shows_who_holds_what(site: Built) -> None:
    section = site.page("topics/warning/").section("o-positions")
    table = section.find(".//table")
    assert table is not None

    assert words(with_class(section, "small")[0]).startswith("8 actors, 7 claims.")
    silent = [row for row in table.findall("./tbody/tr") if "no response on record" in words(row)]
    assert [words(row[0]) for row in silent] == ["Ministry of Rivers"]
    assert [text for text, _ in links(table) if text.startswith("The ministry never")]


def test_a_place_lists_claims_without_a_matrix(site: Built) -> None:
    assert not site.page("places/tresk-town/").has_section("o-positions")
