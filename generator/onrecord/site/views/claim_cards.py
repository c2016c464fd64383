"""Claims as they appear everywhere, with what was said to them and what the desk holds."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.content.model import Assessment
from onrecord.record.derivation import Kept, kept
from onrecord.record.entities import ClaimEntity, ResponseEntity
from onrecord.record.positions import is_unanswered
from onrecord.record.provenance import Provenance, ProvenanceIndex
from onrecord.record.record import Record
from onrecord.site.routes import claim_anchor
from onrecord.site.views.grades import Grades
from onrecord.site.views.language import Language, quoted
from onrecord.site.views.links import Links
from onrecord.site.views.marks import Statuses
from onrecord.site.views.parts import AssessmentItem, ClaimCard, Lineage, ResponseItem


class ClaimCards:
    """The claims of one site, each made once."""

    def __init__(self, record: Record, links: Links, language: Language, grades: Grades, statuses: Statuses) -> None:
        self._record = record
        self._links = links
        self._language = language
        self._grades = grades
        self._statuses = statuses
        self._provenance = ProvenanceIndex(record)
        self._made: Kept[str, ClaimCard] = kept(record, "claim cards", lambda key: self._card(record.claims[key]))

    def card(self, key: str) -> ClaimCard:
        """A claim with its attribution, status, lineage and responses."""
        return self._made[key]

    def cards(self, keys: Iterable[str]) -> tuple[ClaimCard, ...]:
        """Several claims in the order of ``keys``."""
        return tuple([self.card(key) for key in keys])

    def provenance(self, key: str) -> Provenance:
        """What stands behind a claim."""
        return self._provenance[key]

    def response(self, response: ResponseEntity) -> ResponseItem:
        """What somebody said to a claim."""
        meta = response.meta
        return ResponseItem(
            by=self._links.to("actor", response.by),
            stance=self._language.marks.stances[meta.stance],
            when=self._language.when_known(response.date),
            as_of=meta.date is None and meta.as_of is not None,
            quote=quoted(meta.quote, meta.lang),
            part=meta.part,
            sources=self._links.all("source", response.sources),
            note=meta.note,
        )

    def assessments(self, claim: ClaimEntity) -> tuple[AssessmentItem, ...]:
        """What the desk held about a claim, from the earliest to the current assessment."""
        earlier = (None, *(assessment.status for assessment in claim.assessments))
        return tuple(
            [
                self._assessment(assessment, changed=previous not in (None, assessment.status))
                for assessment, previous in zip(claim.assessments, earlier, strict=False)
            ]
        )

    def _card(self, claim: ClaimEntity) -> ClaimCard:
        meta = claim.meta
        link = self._links.to("claim", claim.key)
        current = claim.assessments[-1] if claim.assessments else None
        return ClaimCard(
            key=claim.key,
            anchor=claim_anchor(claim.key),
            path=link.path or "",
            claimants=self._links.all("actor", claim.claimants),
            text=meta.text.strip(),
            quote=quoted(meta.quote, meta.lang),
            said=self._language.when_known(meta.said),
            about=self._links.all("actor", claim.about),
            status=self._statuses.mark(claim.status),
            assessed=self._language.when_known(current.date if current else None),
            lineage=self._lineage(claim.key),
            responses=tuple([self.response(response) for response in claim.responses]),
            unanswered=is_unanswered(self._record, claim.key),
            event=None if claim.event is None else self._links.to("event", claim.event),
            brief=self._links.to("brief", claim.brief),
            note=meta.note,
            lang=link.lang,
            retracted=self._links.all("source", self._retracted(claim.key)),
            number=self._record.briefs[claim.brief].claims.index(claim.key) + 1,
        )

    def _lineage(self, key: str) -> Lineage:
        behind = self._provenance[key]
        reports, origins, unknown = len(behind.reports), len(behind.origins), len(behind.unknown)
        words = self._language.words.lineage(reports, origins, unknown)
        return Lineage(len(behind.carriers), reports, origins, unknown, words)

    def _retracted(self, key: str) -> list[str]:
        sources = self._record.sources
        return [report for report in self._provenance[key].reports if sources[report].meta.retracted]

    def _assessment(self, assessment: Assessment, *, changed: bool) -> AssessmentItem:
        mark = self._statuses.mark(assessment.status)
        assert mark is not None
        return AssessmentItem(
            when=self._language.when(assessment.date),
            status=mark,
            credibility=self._grades.credibility(assessment.credibility),
            likelihood=self._grades.likelihood(assessment.likelihood),
            confidence=self._grades.confidence(assessment.confidence),
            by=assessment.by,
            note=assessment.note,
            changed=changed,
        )
