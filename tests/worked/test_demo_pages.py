"""The demonstration site, built: its one report, the accusations nobody answered, and where it contradicts itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.worked.built_site import Built, addresses, built, links, texts, with_class, words


@pytest.fixture(scope="module")
def demo(repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Built:
    return built(tmp_path_factory.mktemp("demo"), repository)


def test_home_says_that_every_claim_rests_on_one_report(demo: Built) -> None:
    assert demo.result.ok
    counts = dict(links(with_class(demo.page("").tree, "counts")[0]))
    claims = len(demo.page("claims/").tree.findall(".//table[@class='register']/tbody/tr"))

    assert claims > 10
    assert counts[f"{claims} claims"] == "claims/index.html"
    assert counts[f"{claims} claims reach us through a single report"] == "claims/index.html"
    for row in demo.page("claims/").tree.findall(".//table[@class='register']/tbody/tr"):
        assert " origins" not in words(with_class(row, "lin")[0])


def test_home_shows_whose_accusations_are_unanswered(demo: Built) -> None:
    section = demo.page("").section("o-unanswered")
    shown = [words(with_class(line, "who")[0]) for line in with_class(section, "line")]

    assert "Yury Dashkin said" in shown
    assert "claims/kursk-helicopter/assassination-attempt/index.html" in addresses(section)
    assert any("without a response" in text for text in texts(with_class(demo.page("").tree, "counts")))


def test_the_accused_page_lists_what_it_has_not_answered(demo: Built) -> None:
    page = demo.page("actors/ukraine/")
    unanswered = page.section("o-unanswered")

    assert [lead for lead in addresses(unanswered) if "kursk-helicopter" in lead]
    assert "That is neither admission nor denial." in words(unanswered)


def test_the_report_contradicts_itself_on_both_pages(demo: Built) -> None:
    said, denied = "claims/first-accusation/first-time/", "claims/kremlin-drones/accusation-made/"

    for address, other in ((said, denied), (denied, said)):
        section = demo.page(address).section("o-related")
        heads = [words(head).rpartition(" ")[0] for head in section.iter("h3")]
        assert "This claim contradicts" in heads
        assert f"../../../{other}index.html" in addresses(section)
    assert "Refuted" in words(with_class(demo.page(said).tree, "verdict-box")[0])


def test_the_report_as_an_actor_stands_for_both(demo: Built) -> None:
    changes = demo.page("actors/unattributed-report/").section("o-changes")

    assert "Stands for claims that contradict one another" in words(changes)
    assert {
        "../../claims/first-accusation/first-time/index.html",
        "../../claims/kremlin-drones/accusation-made/index.html",
    } <= set(addresses(changes))


def test_the_matrix_of_a_topic_sets_accuser_beside_accused(demo: Built) -> None:
    table = demo.page("topics/assassination-claims/").section("o-positions").find(".//table")
    assert table is not None
    rows = {words(row[0]): words(row) for row in table.findall("./tbody/tr")}

    assert "denies" in rows["Volodymyr Zelensky"]
