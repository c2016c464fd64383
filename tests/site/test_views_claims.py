"""Claims on pages: attributed, with what stands behind them, what was said to them and what the desk holds."""

from __future__ import annotations

import pytest

from onrecord.record.positions import is_unanswered
from onrecord.site.views.pages import ActorView, BriefView, ClaimsView, ClaimView, HomeView, OutletView
from onrecord.site.views.parts import ClaimCard
from tests.site.view_sites import ATTACK, Desk, desk


@pytest.fixture(scope="module")
def attack() -> Desk:
    return desk(ATTACK, url="https://desk.example/site/", repository="https://git.example/desk/site.git")


def card(site: Desk, key: str) -> ClaimCard:
    return site.view(ClaimView, "claim", key).card


def test_a_card_names_who_says_it_and_what_stands_behind_it(attack: Desk) -> None:
    fired = card(attack, "attack#fired")

    assert [link.text for link in fired.claimants] == ["The Minister"]
    assert fired.path == "claims/attack/fired/"
    assert (fired.lineage.carriers, fired.lineage.reports, fired.lineage.origins) == (2, 3, 1)
    assert fired.lineage.words == "3 reports, 1 origin"
    assert card(attack, "attack#seen").lineage.words == "2 reports, 1 origin; of 1 the lineage is not recorded"
    assert card(attack, "attack#denied").lineage.words == "1 report, origin not recorded"
    assert card(attack, "attack#bare").lineage.words == "no source"


def test_a_quotation_keeps_its_language_and_direction(attack: Desk) -> None:
    quote = card(attack, "attack#fired").quote

    assert quote is not None
    assert (quote.text, quote.lang, quote.direction) == ("أطلقنا النار", "ar", "rtl")


def test_the_latest_assessment_is_the_current_one(attack: Desk) -> None:
    view = attack.view(ClaimView, "claim", "attack#fired")

    assert view.card.status is not None
    assert view.card.status.label == "Disputed"
    assert [(item.status.id, item.when.words, item.changed) for item in view.assessments] == [
        ("unverified", "25 May 2025", False),
        ("disputed", "27 May 2025", True),
    ]
    current = view.assessments[-1]
    assert current.likelihood is not None
    assert current.confidence is not None
    assert (current.likelihood.value, current.confidence.value) == ("55–80 %", "low")
    assert current.likelihood.path == "methodology/#likelihood-and-confidence"
    assert current.credibility is not None
    assert (current.credibility.value, current.credibility.path) == ("3", "methodology/#grades")


def test_the_tree_leads_from_the_carriers_to_the_origin(attack: Desk) -> None:
    (wire, second) = attack.view(ClaimView, "claim", "attack#fired").provenance

    assert (wire.source.text, wire.role, [step.role for step in wire.children]) == (
        "Minister speaks",
        "relay",
        ["origin"],
    )
    assert wire.outlet is not None
    assert wire.outlet.path == "actors/wire/"
    assert (second.source.text, second.children[0].repeated) == ("Again", True)


def test_the_sources_of_a_claim_are_its_reports_and_what_else_it_rests_on(attack: Desk) -> None:
    view = attack.view(ClaimView, "claim", "attack#fired")

    assert [item.key.removeprefix("attack#") for item in view.sources] == ["wire-report", "second", "post", "blog"]
    assert view.earliest is not None
    assert view.earliest.words == "22 May 2024"
    (evidence,) = view.evidence
    assert (evidence.stance.label, evidence.locator, evidence.source.path) == (
        "Opposes",
        "p. 3",
        "sources/some-blog/#o-source-attack--blog",
    )


def test_the_address_of_a_dead_source_is_not_offered_and_its_copy_is(attack: Desk) -> None:
    item = attack.view(ClaimView, "claim", "attack#fired").sources[0]

    assert item.address.url is None
    assert (item.address.archive, item.address.state, item.address.host) == (
        "https://archive.example/a",
        "dead",
        "wire.example",
    )
    assert item.lineage == "relays"
    assert [link.text for link in item.via] == ["A post"]


def test_no_response_is_said_with_its_date_and_is_no_answer(attack: Desk) -> None:
    fired = card(attack, "attack#fired")
    (response,) = fired.responses

    assert (response.by.text, response.stance.label, response.as_of) == ("The Spokesman", "has not responded", True)
    assert response.when is not None
    assert response.when.words == "24 May 2025"
    assert fired.unanswered
    assert not card(attack, "attack#denied").unanswered
    assert not card(attack, "attack#seen").unanswered


@pytest.mark.parametrize(
    ("responses", "expected"),
    [
        ("[]", True),
        ("{by: a, stance: no-response, as_of: 2025}", True),
        ("{by: a, stance: declines, date: 2025}", False),
        ("{by: c, stance: denies, date: 2025}", False),
    ],
)
def test_whoever_answers_a_claim_has_answered_it(responses: str, expected: bool) -> None:
    claim = f"{{id: x, text: So it is., by: b, about: a, responses: {responses}}}"
    brief = f"---\ntitle: T\ndate: 2025-01-01\nclaims: [{claim}]\n---\n"
    actors = {f"actors/{key}.md": f"---\nname: {key}\nkind: person\n---\n" for key in "abc"}

    assert is_unanswered(desk(actors | {"briefs/2025-01-01-t.md": brief}).record, "t#x") is expected


def test_a_claim_about_nobody_or_oneself_or_rejected_calls_for_no_answer() -> None:
    brief = """
        ---
        title: T
        date: 2025-01-01
        claims:
          - {id: nobody, text: It rains., by: b}
          - {id: oneself, text: I was there., by: b, about: b}
          - {id: rejected, text: He was there., by: b, about: a, status: refuted}
          - {id: other, text: He was here., by: b, about: a}
        ---
        """
    actors = {f"actors/{key}.md": f"---\nname: {key}\nkind: person\n---\n" for key in "ab"}
    view = desk(actors | {"briefs/2025-01-01-t.md": brief}).view(ClaimsView, "claims")

    assert [row.card.key for row in view.rows if row.card.unanswered] == ["t#other"]
    assert view.unanswered.words == "1 claim about others without a response"


def test_relations_are_shown_from_both_sides(attack: Desk) -> None:
    def relations(key: str) -> list[tuple[str, list[str]]]:
        view = attack.view(ClaimView, "claim", key)
        return [(relation.label, [other.key for other in relation.claims]) for relation in view.relations]

    assert relations("attack#fired") == [("contradicts", ["attack#denied"]), ("is repeated by", ["later#again"])]
    assert relations("attack#denied") == [("contradicts", ["attack#fired"])]
    assert relations("later#again") == [("repeats", ["attack#fired"])]


def test_how_to_cite_a_claim(attack: Desk) -> None:
    assert attack.view(ClaimView, "claim", "attack#fired").cite == (
        "The Minister, claim “The drones were fired on.” (said 20 May 2025), in: The attack, The desk, 25 May 2025. "
        "https://desk.example/site/claims/attack/fired/"
    )
    assert attack.view(ClaimView, "claim", "attack#seen").cite.startswith(
        "The Minister and The Spokesman, claim “Drones were seen.”, in: The attack"
    )


def test_what_links_to_a_claim_comes_with_its_sentence(attack: Desk) -> None:
    backlinks = attack.view(ClaimView, "claim", "attack#fired").backlinks

    assert [(link.link.text, link.sentence.endswith("came first.")) for link in backlinks] == [("Later", True)]


def test_a_claim_shows_the_corrections_that_concern_it(attack: Desk) -> None:
    (note,) = attack.view(ClaimView, "claim", "attack#fired").corrections

    assert (note.kind.label, note.when.words, note.note) == ("Clarification", "26 May 2025", "Drones meant aircraft.")
    assert attack.view(ClaimView, "claim", "attack#seen").corrections == ()


def test_the_register_counts_what_rests_on_a_single_report(attack: Desk) -> None:
    view = attack.view(ClaimsView, "claims")

    assert view.count.words == "5 claims"
    assert view.rows[0].card.key == "later#again"
    assert view.single_report.words == "2 claims reach us through a single report"
    assert [(mark.label, number) for mark, number in view.statuses] == [
        ("Unverified", 1),
        ("Disputed", 1),
        ("Not assessed", 3),
    ]


def test_a_card_placed_twice_has_one_id_on_the_page(attack: Desk) -> None:
    view = attack.view(BriefView, "brief", "attack")

    assert view.embedded == ("attack#fired",)
    assert [placed.anchor for placed in view.body.cards] == ["o-claim-attack--fired", ""]
    assert view.claims[0].anchor == "o-claim-attack--fired"


def test_ids_of_claims_differ_across_briefs() -> None:
    files = {"actors/b.md": "---\nname: b\nkind: person\n---\n"}
    for brief, claim in (("a-b", "c"), ("a", "b-c")):
        claims = f"claims:\n  - {{id: {claim}, text: X., by: b}}\n"
        files[f"briefs/2025-01-01-{brief}.md"] = f"---\ntitle: T\ndate: 2025-01-01\n{claims}---\n"
    view = desk(files).view(ClaimsView, "claims")

    assert sorted(row.card.anchor for row in view.rows) == ["o-claim-a--b-c", "o-claim-a-b--c"]


def test_a_claim_on_a_retracted_source_says_so_and_the_source_lists_what_rests_on_it() -> None:
    brief = """
        ---
        title: T
        date: 2025-01-01
        sources:
          - {id: first, kind: article, title: First, outlet: Paper, via: [], retracted: 2025-02-01}
          - {id: relay, kind: article, title: Relay, via: first}
          - {id: other, kind: post, title: Other}
        claims:
          - {id: only, text: It was., by: b, sources: relay}
          - {id: both, text: It is., by: b, sources: [relay, other]}
          - {id: none, text: It will be., by: b, sources: other}
        ---
        """
    site = desk({"actors/b.md": "---\nname: b\nkind: person\n---\n", "briefs/2025-01-01-t.md": brief})

    cards = [row.card for row in site.view(ClaimsView, "claims").rows]
    retracted = {card.key: [link.text for link in card.retracted] for card in cards}
    assert retracted == {"t#only": ["First"], "t#both": ["First"], "t#none": []}
    (detail,) = site.view(OutletView, "outlet", "text:paper").sources
    assert detail.reliance is not None
    assert [claim.key for claim in detail.reliance.claims] == ["t#only", "t#both"]
    assert [link.text for link in detail.reliance.sources] == ["Relay"]
    assert detail.reliance.sole.words == "1 claim rests on nothing else"
    assert [link.text for link in detail.reliance.actors] == ["b"]
    assert all(other.reliance is None for other in site.view(OutletView, "outlet", "").sources)


def test_home_lists_open_questions_and_real_changes_of_status(attack: Desk) -> None:
    view = attack.view(HomeView, "home")

    assert [(item.what.text, item.verb) for item in view.changes] == [
        ("The Minister: The drones were fired on.", "Reassessed, until then unverified:")
    ]
    assert [claim.key for claim in view.open_questions] == [
        "later#again",
        "attack#fired",
        "attack#seen",
        "attack#denied",
        "attack#bare",
    ]
    assert view.open_total is not None
    assert (view.open_total.words, view.open_total.path) == ("5 open questions", "claims/")
    assert [claim.key for claim in view.unanswered] == ["attack#fired"]
    assert [count.words for count in view.counts] == [
        "2 briefs",
        "5 claims",
        "4 sources",
        "4 actors",
        "2 events",
        "2 claims reach us through a single report",
        "1 claim about others without a response",
    ]


def test_an_actor_sees_what_it_has_not_answered_itself(attack: Desk) -> None:
    assert [claim.key for claim in attack.view(ActorView, "actor", "spokesman").unanswered] == ["attack#fired"]
    assert attack.view(ActorView, "actor", "minister").unanswered == ()
