"""Claims in the words of schema.org, and ClaimReview where it is honest.

A ClaimReview tells search engines that a claim was checked and what came out. Those that read it ask for a claim that
somebody else made, a rating that means something, and a page that shows sources and reasons
(https://developers.google.com/search/docs/appearance/structured-data/factcheck). Anything less is a Claim, no more.
"""

from __future__ import annotations

from collections.abc import Callable

from onrecord.content.model import Assessment
from onrecord.record.entities import ClaimEntity, SourceEntity
from onrecord.record.names import folded
from onrecord.record.provenance import behind
from onrecord.record.record import Record
from onrecord.site.structured_data.json_ld import Node, stated
from onrecord.site.structured_data.people import named
from onrecord.site.titles import attributed

BEST, WORST = 5, 1
"""The ends of the scale of ratings."""

Page = Callable[[str, str], str | None]
"""The address of a page on the host, by kind and key."""


def claim_node(record: Record, claim: ClaimEntity, page: Page) -> Node:
    """A claim: what was said, by whom, when, and where it appeared."""
    said = claim.meta.said
    return stated(
        {
            "@type": "Claim",
            "@id": page("claim", claim.key),
            "name": attributed(record, claim),
            "text": claim.meta.text,
            "author": [named(record.actors[key], page("actor", key)) for key in claim.claimants],
            "datePublished": said.machine if said and not said.is_qualified else None,
            "about": [named(record.actors[key], page("actor", key)) for key in claim.about],
            "appearance": [work(record.sources[key]) for key in claim.sources],
        }
    )


def review_node(record: Record, claim: ClaimEntity, page: Page, desk: Node) -> Node | None:
    """The desk's verdict on a claim, where there is one by the rules of those who read it; else ``None``."""
    made = claim.assessments[-1] if claim.assessments else None
    if made is None or not may_be_review(record, claim, made):
        return None
    status = record.config.statuses[made.status]
    address = page("claim", claim.key)
    return stated(
        {
            "@type": "ClaimReview",
            "@id": f"{address}#review",
            "url": address,
            "claimReviewed": attributed(record, claim),
            "author": desk,
            "datePublished": made.date.machine,
            "reviewBody": made.note,
            "reviewRating": {
                "@type": "Rating",
                "ratingValue": status.rating,
                "bestRating": BEST,
                "worstRating": WORST,
                "alternateName": status.label,
            },
            "itemReviewed": claim_node(record, claim, page),
        }
    )


def may_be_review(record: Record, claim: ClaimEntity, made: Assessment) -> bool:
    """Whether an assessment is a verdict that may be announced.

    Its status has a rating; the desk gives its reasons and the day; somebody other than the desk made the claim; and
    the claim can be followed to a source that was not retracted and that a reader can open.
    """
    config = record.config
    desk = folded(config.publisher or config.title)
    return (
        config.statuses[made.status].rating is not None
        and bool(made.note)
        and made.date.is_point
        and not made.date.is_qualified
        and bool(claim.claimants)
        and all(folded(record.actors[key].meta.name) != desk for key in claim.claimants)
        and any(_can_be_opened(record.sources[key]) for key in _sources(record, claim))
    )


def work(source: SourceEntity) -> Node:
    """A source as a work."""
    return stated({"@type": "CreativeWork", "name": source.title, "url": offered(source)})


def offered(source: SourceEntity) -> str | None:
    """The address that a reader may follow: the archived copy where the source's own is no longer to be offered."""
    usable = source.meta.url_status in (None, "live")
    return source.meta.url if usable and source.meta.url else source.meta.archive


def _sources(record: Record, claim: ClaimEntity) -> list[str]:
    return [*behind(record, claim.sources).reports, *(piece.source for piece in claim.evidence)]


def _can_be_opened(source: SourceEntity) -> bool:
    return source.meta.retracted is None and offered(source) is not None
