"""The home page: what is new, what changed, what is open."""

from __future__ import annotations

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
    questions = material.open_questions
    unanswered = material.unanswered
    latest = reversed(material.chronology.entries[-TIMELINE:])
    return HomeView(
        counts=_counts(material),
        briefs=material.listed.briefs(list(record.briefs)[:BRIEFS]),
        briefs_total=len(record.briefs),
        changes=material.timeline.items(material.chronology.changes[:CHANGES]),
        open_questions=material.cards.cards(questions[:OPEN_QUESTIONS]),
        unanswered=material.cards.cards(unanswered[:UNANSWERED]),
        statuses=material.statuses.counted(material.lists.statuses.values()),
        timeline=material.timeline.items(latest),
        open_total=material.words.count(len(questions), "open-question", path=claims),
        unanswered_total=Count(len(unanswered), material.words.unanswered(len(unanswered)), claims),
    )


def _counts(material: Material) -> tuple[Count, ...]:
    record, page = material.record, material.routes.page
    found = [
        material.words.count(len(record.briefs), "brief", path=page("briefs")),
        material.words.count(len(record.claims), "claim", path=page("claims")),
        material.words.count(len(record.sources), "source", path=page("sources")),
        material.words.count(len(record.actors), "actor", path=page("actors")),
        material.words.count(len(record.events), "event", path=page("events")),
    ]
    single = material.register.numbers("also")["single"]
    if single:
        found.append(Count(single, material.words.single_report(single), page("claims")))
    if material.unanswered:
        number = len(material.unanswered)
        found.append(Count(number, material.words.unanswered(number), page("claims")))
    return tuple(found)
