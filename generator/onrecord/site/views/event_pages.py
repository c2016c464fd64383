"""Events: the list, and the page of one."""

from __future__ import annotations

from onrecord.record.entities import Target
from onrecord.site.list_pages import ALONE
from onrecord.site.views.bodies import shown
from onrecord.site.views.material import Material
from onrecord.site.views.pages import EventsView, EventView
from onrecord.site.views.paging import ListsOfPage
from onrecord.site.views.position_matrix import position_matrix


def events_page(material: Material) -> EventsView:
    """``/events/``: the latest first, those without a date last."""
    lists = ListsOfPage(material, "events", "")
    total = material.words.count(len(material.record.events), "event")
    return EventsView(lists.rows(ALONE), total, lists.paging)


def event_page(material: Material, key: str, root: str) -> EventView:
    """``/events/<id>/``"""
    record = material.record
    event = record.events[key]
    body = shown(material, Target("event", key), root)
    lists = ListsOfPage(material, "event", key)
    return EventView(
        event=material.listed.event(key),
        part_of=None if event.part_of is None else material.links.to("event", event.part_of),
        parts=material.listed.events(record.index.events_within.get(key, ())),
        body=body.prose,
        contents=body.contents,
        cited=body.cited,
        sources=material.links.all("source", event.sources),
        topics=material.links.all("topic", event.topics),
        claims=lists.rows("claims"),
        briefs=lists.rows("briefs"),
        backlinks=material.listed.backlinks(Target("event", key)),
        timeline=lists.rows("timeline"),
        positions=position_matrix(material, record.index.claims_of_event.get(key, ())),
        overview=material.overviews.overview(material.chronology.of_event(key)),
        lanes=material.lanes.of("event", key),
        paging=lists.paging,
    )
