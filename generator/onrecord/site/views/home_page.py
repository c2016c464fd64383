"""The home page: what is new, what changed, what is open."""

from __future__ import annotations

from onrecord.site.views.marks import is_open
from onrecord.site.views.material import Material
from onrecord.site.views.pages import HomeView
from onrecord.site.views.parts import Count

BRIEFS = 10
CHANGES = 12
OPEN_QUESTIONS = 8
UNANSWERED = 5
TIMELINE = 8


def home_page(material: Material) -> HomeView:
    """``/``"""
    record = material.record
    claims = material.routes.page("claims")
    questions = _open_questions(material)
    unanswered = material.unanswered
    latest = reversed(material.chronology.entries[-TIMELINE:])
    return HomeView(
        counts=_counts(material),
        briefs=material.listed.briefs(list(record.briefs)[:BRIEFS]),
        briefs_total=len(record.briefs),
        changes=material.timeline.items(material.chronology.changes[:CHANGES]),
        open_questions=material.cards.cards(questions[:OPEN_QUESTIONS]),
        unanswered=material.cards.cards(unanswered[:UNANSWERED]),
        statuses=material.statuses.counted([claim.status for claim in record.claims.values()]),
        timeline=material.timeline.items(latest),
        open_total=material.words.count(len(questions), "open-question", path=claims),
        unanswered_total=Count(len(unanswered), material.words.unanswered(len(unanswered)), claims),
    )


def _open_questions(material: Material) -> list[str]:
    """The claims that are not settled, the latest assessed first; one without assessment counts by its brief's date."""
    record = material.record
    found = []
    for key, claim in record.claims.items():
        if is_open(claim.status):
            date = claim.assessments[-1].date if claim.assessments else record.briefs[claim.brief].meta.date
            found.append((date.sort_key, key))
    return [key for _, key in sorted(found, key=lambda item: item[0], reverse=True)]


def _counts(material: Material) -> tuple[Count, ...]:
    record, page = material.record, material.routes.page
    cards = material.cards.cards(record.claims)
    found = [
        material.words.count(len(record.briefs), "brief", path=page("briefs")),
        material.words.count(len(record.claims), "claim", path=page("claims")),
        material.words.count(len(record.sources), "source", path=page("sources")),
        material.words.count(len(record.actors), "actor", path=page("actors")),
        material.words.count(len(record.events), "event", path=page("events")),
    ]
    single = sum(card.lineage.carriers == 1 for card in cards)
    if single:
        found.append(Count(single, material.words.single_report(single), page("claims")))
    if material.unanswered:
        number = len(material.unanswered)
        found.append(Count(number, material.words.unanswered(number), page("claims")))
    return tuple(found)
