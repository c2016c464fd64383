"""What single rules find and leave alone, beyond their examples."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from onrecord.config import Config, Status, Vocabulary
from onrecord.content.document import Document
from onrecord.content.model import (
    Assessment,
    Brief,
    Claim,
    Correction,
    Evidence,
    Ignore,
    Place,
    Response,
    Source,
    Topic,
)
from onrecord.diagnostics import Diagnostic
from onrecord.record.rules import check_rules
from tests.record.sites import NOWHERE, Site, actor, body_citing, brief, day, record_of

TODAY = date(2025, 6, 30)
CAST = ("minister", "spokesman", "president")


def claim(identity: str = "c", **fields: Any) -> Claim:
    given: dict[str, Any] = {"id": identity, "text": f"It was {identity}.", "by": ("minister",)} | fields
    return Claim(**given)


def source(identity: str, **fields: Any) -> Source:
    given: dict[str, Any] = {"id": identity, "kind": "article", "outlet": f"outlet of {identity}"} | fields
    return Source(**given)


def found(
    code: str,
    *claims: Claim,
    sources: tuple[Source, ...] = (),
    config: Config | None = None,
    others: tuple[Document, ...] = (),
    **fields: Any,
) -> list[Diagnostic]:
    """What one rule says about one brief."""
    record = record_of([*map(actor, CAST), brief("b", claims=claims, sources=sources, **fields), *others], config)
    return [problem for problem in check_rules(record, NOWHERE, TODAY) if problem.code == code]


class TestSingleOrigin:
    SOURCES = (
        source("one", via=()),
        source("two", via=()),
        source("relay", via=("one",)),
        source("unknown"),
    )

    @pytest.mark.parametrize(
        ("carriers", "stands"),
        [
            (("one", "two"), True),
            (("relay", "two"), True),
            (("one", "relay"), False),
            (("one", "unknown"), False),
            (("unknown",), False),
        ],
    )
    def test_only_known_origins_count(self, carriers: tuple[str, ...], stands: bool) -> None:
        problems = found("single-origin", claim(sources=carriers, status="confirmed"), sources=self.SOURCES)

        assert (problems == []) == stands

    def test_the_hint_names_the_lineage_that_is_missing(self) -> None:
        (problem,) = found("single-origin", claim(sources=("one", "unknown"), status="confirmed"), sources=self.SOURCES)

        assert problem.hint is not None
        assert "'b#unknown'" in problem.hint
        assert "one known origin, 'b#one'" in problem.message

    def test_a_confirmation_by_somebody_else_counts_and_the_claimants_own_does_not(self) -> None:
        def confirmed_by(name: str) -> Claim:
            answer = Response(by=name, stance="confirms", date=day("2025-05-26"), source=("two",))
            return claim(sources=("one",), status="confirmed", responses=(answer,))

        assert found("single-origin", confirmed_by("spokesman"), sources=self.SOURCES) == []
        assert found("single-origin", confirmed_by("minister"), sources=self.SOURCES) != []

    def test_evidence_against_the_claim_does_not_hold_it_up(self) -> None:
        against = claim(sources=("one",), status="confirmed", evidence=(Evidence(source="two", stance="opposes"),))

        assert found("single-origin", against, sources=self.SOURCES) != []

    def test_a_status_of_the_site_counts_by_how_it_is_drawn(self) -> None:
        statuses = {"proven": Status(label="Proven", meaning="Proven.", colour="firm")}
        config = Config(title="Desk", vocabulary=Vocabulary(statuses=statuses))
        proven = claim(sources=("one",), status="proven")

        assert len(found("single-origin", proven, sources=self.SOURCES, config=config)) == 1

    def test_weaker_statuses_are_left_alone(self) -> None:
        assert found("single-origin", claim(sources=("one",), status="plausible"), sources=self.SOURCES) == []


class TestCircularReporting:
    def test_a_ring_across_files_names_a_place_in_each(self, tmp_path: Path) -> None:
        site = Site(tmp_path).write({
            "sources/paper.md": "---\nkind: article\nvia: ['b#blog']\n---\n",
            "briefs/b.md": (
                "---\ntitle: B\ndate: 2025-05-25\nsources:\n"
                "  - id: blog\n    kind: post-weblog\n    via:\n      - feed\n"
                "  - id: feed\n    kind: article\n    via: paper\n---\n"
            ),
        })  # fmt: skip
        record, problems = site.record()
        assert problems == []

        (ring,) = [p for p in check_rules(record, site.locator(), TODAY) if p.code == "circular-reporting"]

        assert ring.message == (
            "circular reporting: 'b#blog' relays 'b#feed' (content/briefs/b.md:8:9), "
            "'b#feed' relays 'paper' (content/briefs/b.md:11:10), "
            "'paper' relays 'b#blog' (content/sources/paper.md:3:7)"
        )
        assert ring.place == "content/briefs/b.md:8:9"

    def test_a_source_that_relays_itself_is_one(self) -> None:
        assert len(found("circular-reporting", sources=(source("s", via=("s",)),))) == 1

    def test_a_very_long_ring_is_reported_without_naming_everything(self) -> None:
        ring = tuple(source(f"s{n:04}", via=(f"s{(n + 1) % 2000:04}",)) for n in range(2000))

        (problem,) = found("circular-reporting", sources=ring)

        assert "and 1988 more" in problem.message


class TestRetractedSource:
    SOURCES = (
        source("report", via=(), retracted=day("2025-05-28")),
        source("relay", via=("report",)),
        source("own", via=()),
    )

    def test_everything_it_touches_is_named(self) -> None:
        (problem,) = found(
            "retracted-source",
            claim("direct", sources=("report",)),
            claim("later", sources=("relay",), about=("president",)),
            claim("apart", sources=("own",)),
            sources=self.SOURCES,
        )

        assert "'b#direct'" in problem.message
        assert "'b#later'" in problem.message
        assert "'b#apart'" not in problem.message
        assert "briefs 'b'" in problem.message
        assert "actors 'minister' and 'president'" in problem.message

    @pytest.mark.parametrize(
        ("when", "status", "handled"),
        [
            ("2025-05-29", "unverified", True),
            ("2025-05-27", "unverified", False),
            ("2025-05-29", "corroborated", False),
            ("2025-05-27", "refuted", True),
        ],
    )
    def test_a_claim_is_dealt_with_when_it_was_assessed_again_and_does_not_hold(
        self, when: str, status: str, handled: bool
    ) -> None:
        assessed = claim(sources=("report",), assessments=(Assessment(date=day(when), status=status),))

        assert (found("retracted-source", assessed, sources=self.SOURCES) == []) == handled


class TestResponses:
    @pytest.mark.parametrize("stance", ["no-response", "declines", "denies"])
    def test_any_response_shows_that_somebody_asked(self, stance: Any) -> None:
        answered = claim(about=("president",), responses=(Response(by="president", stance=stance),))

        assert found("no-response-sought", answered) == []

    def test_nobody_is_asked_about_an_own_claim_or_one_that_fell(self) -> None:
        assert found("no-response-sought", claim(about=("minister",))) == []
        assert found("no-response-sought", claim(about=("president",), status="refuted")) == []
        assert len(found("no-response-sought", claim(about=("president",)))) == 1

    def test_as_of_is_the_date_of_a_silence(self) -> None:
        silent = Response(by="president", stance="no-response", as_of=day("2025-05-25"))

        assert found("silence-without-date", claim(responses=(silent,))) == []
        assert found("response-without-date", claim(responses=(silent,))) == []

    def test_what_the_desk_itself_found_needs_no_source(self) -> None:
        responses = tuple(Response(by="president", stance=stance) for stance in ("no-response", "declines"))

        assert found("response-without-source", claim(responses=responses)) == []


class TestGrading:
    @pytest.mark.parametrize(
        ("status", "grades", "agrees"),
        [
            ("confirmed", {"credibility": 1}, True),
            ("confirmed", {"credibility": 6}, False),
            ("corroborated", {"likelihood": "unlikely"}, False),
            ("refuted", {"credibility": 5, "likelihood": "almost-no-chance"}, True),
            ("refuted", {"likelihood": "very-likely"}, False),
            ("withdrawn", {"credibility": 2}, True),
            ("unverified", {"credibility": 6, "likelihood": "likely"}, True),
        ],
    )
    def test_grades_go_with_the_status(self, status: str, grades: dict[str, Any], agrees: bool) -> None:
        assessed = claim(assessments=(Assessment(date=day("2025-05-25"), status=status, **grades),))

        assert (found("grades-disagree", assessed) == []) == agrees

    def test_a_denial_stands_until_its_author_comes_round(self) -> None:
        def answers(*stances: Any) -> Claim:
            responses = tuple(
                Response(by="spokesman", stance=stance, date=day(f"2025-05-{20 + number}"))
                for number, stance in enumerate(stances)
            )
            return claim(status="confirmed", responses=responses)

        assert len(found("denial-not-weighed", answers("denies"))) == 1
        assert found("denial-not-weighed", answers("denies", "confirms")) == []
        assert len(found("denial-not-weighed", answers("denies", "declines"))) == 1
        assert found("denial-not-weighed", answers("declines")) == []

    def test_two_true_claims_that_contradict_one_another_are_reported_once(self) -> None:
        both = (
            claim("a", status="confirmed", contradicts=("b",)),
            claim("b", status="corroborated", contradicts=("a",)),
        )

        assert len(found("both-confirmed", *both)) == 1


class TestChronology:
    @pytest.mark.parametrize(
        ("said", "published", "possible"),
        [
            ("2025-05-25", "2025-05-24", False),
            ("2025-05-25", "2025-05-25", True),
            ("2025-05-25", "2025-05", True),
            ("2025-05-25~", "2025-05-24", True),
            ("2025-06", "2025-05-31", False),
            ("2025-05-25T20:00:00Z", "2025-05-25", True),
            ("../2025-05-25", "2025-05-24", True),
        ],
    )
    def test_only_what_is_certain_is_reported(self, said: str, published: str, possible: bool) -> None:
        problems = found(
            "said-after-published",
            claim(said=day(said), sources=("s",)),
            sources=(source("s", published=day(published)),),
        )

        assert (problems == []) == possible

    def test_a_claim_added_later_needs_a_correction_of_that_day_or_after(self) -> None:
        added = claim(said=day("2025-05-28"))

        def corrected(when: str) -> list[Diagnostic]:
            note = Correction(date=day(when), kind="update", note="Added.")
            return found("later-than-brief", added, corrections=(note,))

        assert len(found("later-than-brief", added)) == 1
        assert len(corrected("2025-05-26")) == 1
        assert corrected("2025-05-28") == []


class TestRings:
    def test_rings_name_every_step_once(self) -> None:
        (problem,) = found(
            "relation-ring",
            claim("a", supersedes=("b",)),
            claim("b", supersedes=("c",)),
            claim("c", supersedes=("a",)),
        )

        assert all(step in problem.message for step in ("'b#a'", "'b#b'", "'b#c'"))

    def test_a_ring_of_repeating_claims_is_one_too(self) -> None:
        assert len(found("relation-ring", claim("a", repeats=("b",)), claim("b", repeats=("a",)))) == 1

    def test_contradicting_both_ways_is_no_ring(self) -> None:
        pair = (claim("a", contradicts=("b",)), claim("b", contradicts=("a",)))

        assert found("contradiction-ring", *pair) == []
        assert found("relation-ring", *pair) == []

    def test_one_ignore_at_the_place_of_the_message_is_enough(self) -> None:
        reason = (Ignore(rule="contradiction-ring", reason="Three accounts that exclude one another."),)
        ring = (claim("b", contradicts=("c",)), claim("c", contradicts=("a",)))

        assert len(found("contradiction-ring", claim("a", contradicts=("b",)), *ring)) == 1
        assert found("contradiction-ring", claim("a", contradicts=("b",), ignore=reason), *ring) == []

    def test_what_repeats_a_repetition_is_no_second_telling(self) -> None:
        said = {"text": "It was said."}
        twice = (claim("a", **said), claim("b", repeats=("a",), **said))

        assert found("claim-twice", *twice, claim("c", repeats=("b",), **said)) == []
        assert len(found("claim-twice", *twice, claim("c", **said))) == 1
        assert found("claim-twice", *twice, claim("c", by=("spokesman",), **said)) == []

    def test_places_and_topics_cannot_lie_within_themselves(self) -> None:
        places = [
            Document(f"content/places/{key}.md", "place", key, "", Place(name=key, within=larger), brief("x").body)
            for key, larger in (("town", "region"), ("region", "town"))
        ]
        topic = Document("content/topics/war.md", "topic", "war", "", Topic(name="war", within="war"), brief("x").body)

        rings = found("nesting-ring", others=(*places, topic))

        assert [problem.file for problem in rings] == ["content/places/region.md", "content/topics/war.md"]


class TestWording:
    @pytest.mark.parametrize(
        "note",
        [
            "It is likely, with high confidence.",
            "We assess with moderate confidence that it is very likely.",
            "With low confidence: almost certainly a drone.",
            "Highly confident that this is unlikely",
        ],
    )
    def test_likelihood_and_confidence_in_one_phrase(self, note: str) -> None:
        assert len(found("likelihood-with-confidence", claim(note=note))) == 1

    @pytest.mark.parametrize(
        "note",
        [
            "It is likely. Our confidence is high.",
            "We have high confidence in the images. It is likely a drone.",
            "Likely.\n\nHigh confidence.",
            "The minister spoke with confidence of a likely victory.",
            "High confidence in the source.",
        ],
    )
    def test_two_sentences_are_two_phrases(self, note: str) -> None:
        assert found("likelihood-with-confidence", claim(note=note)) == []

    def test_what_is_quoted_is_not_the_desks(self) -> None:
        assert found("likelihood-with-confidence", claim(quote="Likely, with high confidence.")) == []

    def test_one_language_of_regions_is_one_language(self) -> None:
        quoted = claim(quote="Colour.", sources=("s",))

        assert found("quote-without-language", quoted, sources=(source("s", lang="en-GB"),)) == []
        assert len(found("quote-without-language", quoted, sources=(source("s", lang="uk"),))) == 1
        assert found("quote-without-language", quoted, sources=(source("s", lang="uk"),), lang="uk") == []


class TestUpkeep:
    @pytest.mark.parametrize(
        ("due", "overdue"),
        [("2025-06-29", True), ("2025-06-30", False), ("2025-06", False), ("2025-05", True), ("2025-06-01/..", False)],
    )
    def test_a_review_is_overdue_when_its_last_day_is_over(self, due: str, overdue: bool) -> None:
        assert bool(found("review-overdue", review_by=day(due))) == overdue

    @pytest.mark.parametrize(
        ("said", "future"),
        [("2025-07-02", True), ("2025-07-01", False), ("2025", False), ("2026~", False), ("2026", True)],
    )
    def test_a_date_is_in_the_future_when_it_is_so_everywhere(self, said: str, future: bool) -> None:
        assert bool(found("future-date", claim(said=day(said)))) == future

    def test_an_embargoed_brief_may_be_dated_ahead(self) -> None:
        ahead = Brief(title="Ahead", date=day("2025-08-01"), publish_at=day("2025-08-01"))

        assert found("future-date", others=(brief("ahead", date=ahead.date, publish_at=ahead.publish_at),)) == []
        assert len(found("future-date", others=(brief("ahead", date=ahead.date),))) == 1

    def test_a_source_that_is_only_cited_in_the_text_is_used(self) -> None:
        citing = brief("own", sources=(source("s"),))
        cited = Document(citing.path, "brief", "own", "", citing.meta, body_citing(["s"]))

        assert found("unused-source", others=(cited,)) == []
        assert len(found("unused-source", others=(citing,))) == 1
