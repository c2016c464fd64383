"""Grades on the pages of the worked site: what they are, since when, why, and what they mean."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from tests.worked.built_site import FOLDER, Built, addresses, built, links, texts, with_class, words


def test_an_outlet_shows_its_grades_over_time_with_reasons(site: Built) -> None:
    for address in ("sources/tresk-courier/", "actors/tresk-courier/"):
        held = site.page(address).section("o-reliability")
        assert texts(held.findall("./ul/li")) == [
            "Reliability B (usually reliable) since March 2024 It names its sources and corrects itself since.",
            "Reliability C (fairly reliable) since 2019 A small desk without a correction policy.",
        ]


def test_a_source_has_the_grade_that_its_outlet_held_when_it_appeared(site: Built) -> None:
    memo = site.page("sources/north-post/").by_id("o-source-leaked-memo")
    herald = site.page("sources/вестник-треска/").by_id("o-source-gates--herald-item")

    assert texts(with_class(memo, "grade")) == ["Reliability D (not usually reliable)"]
    assert texts(with_class(herald, "grade")) == ["Reliability C (fairly reliable)"]


def test_a_source_with_a_grade_of_its_own_says_why(site: Built) -> None:
    report = site.page("sources/tresk-courier/").by_id("o-source-courier-report")

    assert texts(with_class(report, "grade")) == ["Reliability A (completely reliable)"]
    assert "Its reporter stood beside the mayor, and the recording bears the report out." in texts(report.iter("p"))


def test_no_grade_is_given_where_nobody_gave_one(site: Built) -> None:
    assert with_class(site.page("sources/radio-olm/").tree, "grade") == []


def test_every_grade_leads_to_its_explanation(site: Built) -> None:
    seen = set()
    for page in site.pages():
        for grade in with_class(page.tree, "grade"):
            (scale,) = (name[2:] for name in grade.get("class", "").split() if name.startswith("g-"))
            (address,) = addresses(grade)
            assert address.endswith(f"methodology/index.html#{scale}")
            assert grade.get("title") is None
            seen.add(scale)
    assert seen == {"reliability", "credibility", "likelihood", "confidence"}


def test_a_site_that_explains_nothing_has_the_scales_explained(tmp_path: Path) -> None:
    site = built(tmp_path, FOLDER / "site", without=["content/pages/methodology.md"])
    assert site.result.ok
    claim, outlet = site.page("claims/sirens/log-silent/"), site.page("sources/north-post/")
    led = {
        address for page in (claim, outlet) for grade in with_class(page.tree, "grade") for address in addresses(grade)
    }

    assert led == {
        "../../sources/index.html#o-scale-reliability",
        "../../../claims/index.html#o-scale-credibility",
        "../../../claims/index.html#o-scale-likelihood",
        "../../../claims/index.html#o-scale-confidence",
    }
    scales = site.page("claims/").section("o-scales")
    assert texts(scales.iter("h3")) == ["Credibility of a claim", "Likelihood", "Confidence"]
    assert "55–80 % likely" in texts(scales.iter("div"))
    assert "F cannot be judged" in texts(site.page("sources/").section("o-scales").iter("div"))


def test_assessments_show_each_grade_by_itself(site: Built) -> None:
    history = site.page("claims/gates/no-warning/").section("o-assessments")

    assert [texts(entry.iter("li"))[1:] for entry in history.findall("./ol/li")] == [
        ["Credibility 3 (possibly true)", "Likelihood 45–55 % (roughly even chance)", "Confidence low"],
        ["Credibility 3 (possibly true)", "Likelihood 55–80 % (likely)", "Confidence moderate"],
        ["Credibility 6 (truth cannot be judged)"],
    ]


def test_likelihood_and_confidence_never_share_a_phrase(site: Built) -> None:
    likely, sure = 0, 0
    for page in site.pages():
        for phrase in page.phrases():
            told = phrase.lower()
            likely += "likelihood" in told
            sure += "confidence" in told
            assert not ("likelihood" in told and "confidence" in told), page.path
            assert not (" %" in told and "confidence" in told), page.path
    assert likely >= 5
    assert sure >= 4


def test_a_likelihood_without_confidence_stands_alone(site: Built) -> None:
    first = site.page("claims/sirens/log-silent/").section("o-assessments").findall("./ol/li")[-1]

    assert texts(first.iter("li"))[1:] == ["Credibility 3 (possibly true)", "Likelihood 80–95 % (very likely)"]


def test_history_is_kept_and_the_current_assessment_marked(site: Built) -> None:
    history = site.page("claims/gates/no-warning/").section("o-assessments").findall("./ol/li")

    assert [words(with_class(entry, "verdict")[0]) for entry in history] == [
        "Disputed 20 May 2025 current changed",
        "Plausible 20 March 2025 changed",
        "Unverified 2 March 2025",
    ]
    assert "Five reports and one voice." in words(history[2])
    assert "Assessed by M. Ostrow" in words(history[0])


def test_every_status_stands_on_the_claims_that_hold_it(site: Built) -> None:
    rows = site.page("claims/").tree.findall(".//table[@class='register']/tbody/tr")
    held = {links(row)[-1][0]: words(with_class(row, "mark")[0]) for row in rows}

    assert Counter(held.values()) == {
        "Unverified": 3, "Plausible": 1, "Disputed": 2, "Corroborated": 1, "Confirmed": 1, "Refuted": 1, "Withdrawn": 1,
    }  # fmt: skip
    assert words(with_class(site.page("").section("o-statuses"), "tallies")[0]) == (
        "Unverified 3 Plausible 1 Disputed 2 Corroborated 1 Confirmed 1 Refuted 1 Withdrawn 1"
    )


def test_home_says_what_changed(site: Built) -> None:
    changes = site.page("").section("o-changes")

    assert [
        (links(change)[0][0], words(with_class(change, "line-facts")[0])) for change in with_class(changes, "change")
    ] == [
        ("Marta Velin: Olm Water opened the gates without a warning.", "Plausible to Disputed 20 May 2025"),
        ("River Guard: The log of the boat Zander notes no siren.", "Plausible to Confirmed 20 May 2025"),
        (
            "Weir Watch: Olm Water knew since January that gate five was broken.",
            "Unverified to Withdrawn 16 April 2025",
        ),
        ("Marta Velin: Olm Water opened the gates without a warning.", "Unverified to Plausible 20 March 2025"),
    ]


def test_the_timeline_says_what_changed(site: Built) -> None:
    lines = [text for text in texts(with_class(site.page("timeline/2025/").tree, "tl-body")) if "Reassessed" in text]

    assert [line.partition(" Reassessed")[2].partition(".")[0] for line in lines] == [
        ", until then unverified: Marta Velin: Olm Water opened the gates without a warning",
        ", until then unverified: Weir Watch: Olm Water knew since January that gate five was broken",
        ", until then plausible: Marta Velin: Olm Water opened the gates without a warning",
        ", until then plausible: River Guard: The log of the boat Zander notes no siren",
    ]
