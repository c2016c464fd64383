"""The demonstration site: what its report claims, what stands behind it, and where it contradicts itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from onrecord.content.files import discover
from onrecord.content.locate import Locator
from onrecord.content.markup import Renderer
from onrecord.content.parse import parse
from onrecord.content.site_file import read_config
from onrecord.record.link import link
from onrecord.site.views.pages import ActorView, BriefView, ClaimsView, ClaimView, HomeView
from tests.site.view_sites import Desk


@pytest.fixture(scope="module")
def demo(repository: Path) -> Desk:
    config, problems = read_config(repository)
    files, found = discover(repository)
    assert config is not None
    assert problems + found == []
    renderer = Renderer()
    documents = [parse(file, (repository / file.path).read_bytes(), renderer) for file in files.documents]
    record, problems = link(documents, config, Locator(repository), assets=files.assets)
    assert problems == []
    return Desk(record)


def test_every_claim_rests_on_a_single_report_and_the_site_says_so(demo: Desk) -> None:
    claims = demo.view(ClaimsView, "claims")
    home = demo.view(HomeView, "home")

    assert claims.single_report.number == claims.count.number == len(demo.record.claims) > 10
    assert claims.single_report.words in [count.words for count in home.counts]


def test_the_helicopter_claim_comes_at_two_removes_and_nobody_has_answered_it(demo: Desk) -> None:
    view = demo.view(ClaimView, "claim", "kursk-helicopter#epicentre")

    assert [link.text for link in view.card.claimants] == ["Yury Dashkin"]
    assert view.card.lineage.words == "2 reports, origin not recorded"
    (passage,) = view.provenance
    assert [step.source.text for step in passage.children] == ["A local media report, unnamed"]
    assert [(response.by.text, response.stance.id) for response in view.responses] == [("Ukraine", "no-response")]
    assert view.card.unanswered
    assert view.card.key in [card.key for card in demo.view(HomeView, "home").unanswered]


def test_the_sentence_that_its_own_next_sentence_contradicts(demo: Desk) -> None:
    view = demo.view(ClaimView, "claim", "first-accusation#first-time")
    contradicted = [
        card.key for relation in view.relations if relation.kind == "contradicts" for card in relation.claims
    ]

    assert "kremlin-drones#accusation-made" in contradicted
    assert view.card.status is not None
    assert view.card.status.id == "refuted"


def test_the_accusation_of_2023_was_denied(demo: Desk) -> None:
    answers = demo.view(ActorView, "actor", "volodymyr-zelensky").answers

    assert ("kremlin-drones#assassination-attempt", "denies") in [
        (answer.claim.key, answer.response.stance.id) for answer in answers
    ]


def test_every_citation_of_every_brief_leads_to_a_source_of_its_list(demo: Desk) -> None:
    for key in demo.record.briefs:
        view = demo.view(BriefView, "brief", key)
        anchors = [source.anchor for source in view.sources]
        numbers = [source.number for source in view.sources if source.number]
        assert len(anchors) == len(set(anchors))
        assert numbers == list(range(1, len(numbers) + 1))
        html = "".join(view.body.html)
        for source in view.sources:
            assert bool(source.uses) == (f'href="#{source.anchor}"' in html)
