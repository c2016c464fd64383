"""Events: the list, and the page of one."""

from __future__ import annotations

from onrecord.record.entities import Target
from onrecord.site.views.bodies import shown
from onrecord.site.views.lanes import actor_lanes
from onrecord.site.views.material import Material
from onrecord.site.views.overview import overview
from onrecord.site.views.pages import EventsView, EventView
from onrecord.site.views.position_matrix import position_matrix


def events_page(material: Material) -> EventsView:
    """``/events/``: the latest first, those without a date last."""
    events = material.listed.events(material.record.events)
    return EventsView(events, material.words.count(len(events), "event"))


def event_page(material: Material, key: str, root: str) -> EventView:
    """``/events/<id>/``"""
    record = material.record
    event = record.events[key]
    body = shown(material, Target("event", key), root)
    entries = material.chronology.of_event(key)
    return EventView(
        event=material.listed.event(key),
        part_of=None if event.part_of is None else material.links.to("event", event.part_of),
        parts=material.listed.events(record.index.events_within.get(key, ())),
        body=body.prose,
        contents=body.contents,
        cited=body.cited,
        sources=material.links.all("source", event.sources),
        topics=material.links.all("topic", event.topics),
        claims=material.cards.cards(record.index.claims_of_event.get(key, ())),
        briefs=material.listed.briefs(material.briefs_of_event.get(key, ())),
        backlinks=material.listed.backlinks(Target("event", key)),
        timeline=material.timeline.items(entries),
        positions=position_matrix(material, record.index.claims_of_event.get(key, ())),
        overview=overview(material, entries),
        lanes=actor_lanes(material, (*entries, *material.chronology.undated_of("event", key))),
    )
