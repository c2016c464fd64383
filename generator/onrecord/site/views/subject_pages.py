"""Topics and places: the lists, and the record cut by one of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from onrecord.content.model import Place
from onrecord.record.entities import PlaceEntity, Target, TopicEntity
from onrecord.record.record import Keys
from onrecord.site.locator_map import locator_map
from onrecord.site.views.actor_pages import identifiers, names
from onrecord.site.views.bodies import shown
from onrecord.site.views.material import Material
from onrecord.site.views.pages import LocatorMap, Point, SubjectItem, SubjectsView, SubjectView
from onrecord.site.views.paging import ListsOfPage
from onrecord.site.views.parts import Link
from onrecord.site.views.position_matrix import position_matrix
from onrecord.site.views.words import Words

Kind = Literal["topic", "place"]


def subjects_page(material: Material, kind: Kind) -> SubjectsView:
    """``/topics/`` and ``/places/``, by name."""
    items = tuple([_item(material, kind, key) for key in _all(material, kind)])
    return SubjectsView(items, material.words.count(len(items), kind))


def subject_page(material: Material, kind: Kind, key: str, root: str) -> SubjectView:
    """``/topics/<id>/`` and ``/places/<id>/``"""
    links = material.links
    subject = _all(material, kind)[key]
    meta = subject.meta
    body = shown(material, Target(kind, key), root)
    lists = ListsOfPage(material, kind, key)
    return SubjectView(
        name=meta.name,
        summary=meta.summary,
        aliases=names(material, meta.aliases),
        within=None if subject.within is None else links.to(kind, subject.within),
        parts=links.all(kind, material.parts_of(kind).get(key, ())),
        country=_country(material, subject),
        identifiers=identifiers(material.words, meta.identifiers) if isinstance(meta, Place) else (),
        point=_point(material.words, meta) if isinstance(meta, Place) else None,
        body=body.prose,
        contents=body.contents,
        cited=body.cited,
        briefs=lists.rows("briefs"),
        claims=lists.rows("claims"),
        events=lists.rows("events"),
        actors=material.company.within(kind, key),
        backlinks=material.listed.backlinks(Target(kind, key)),
        timeline=lists.rows("timeline"),
        positions=position_matrix(material, material.record.index.claims_of_topic.get(key, ()))
        if kind == "topic"
        else None,
        overview=material.overviews.of(kind, key),
        sources=lists.rows("sources") if kind == "place" else (),
        lanes=material.lanes.of("topic", key) if kind == "topic" else None,
        map=_map(meta) if isinstance(meta, Place) else None,
        paging=lists.paging,
    )


def concerned(material: Material, kind: Kind, key: str) -> tuple[int, int, int]:
    """How many briefs, claims and events a topic or place has."""
    briefs, claims, events = _concerned(material, kind, key)
    return len(briefs), len(claims), len(events)


def _all(material: Material, kind: Kind) -> Mapping[str, TopicEntity | PlaceEntity]:
    return material.record.topics if kind == "topic" else material.record.places


def _concerned(material: Material, kind: Kind, key: str) -> tuple[Keys, Keys, Keys]:
    index = material.record.index
    if kind == "topic":
        found = index.briefs_of_topic, index.claims_of_topic, index.events_of_topic
    else:
        found = index.briefs_at_place, index.claims_of_place, index.events_at_place
    briefs, claims, events = (keys.get(key, ()) for keys in found)
    return briefs, claims, events


def _item(material: Material, kind: Kind, key: str) -> SubjectItem:
    briefs, claims, events = concerned(material, kind, key)
    return SubjectItem(material.links.to(kind, key), _all(material, kind)[key].meta.summary, briefs, claims, events)


def _country(material: Material, subject: TopicEntity | PlaceEntity) -> Link | None:
    if isinstance(subject, PlaceEntity) and subject.country is not None:
        return material.links.named(subject.country)
    return None


def _point(words: Words, place: Place) -> Point | None:
    at = place.coordinates
    if at is None:
        return None
    return Point(at.lat, at.lon, at.precision_km, words.coordinates(at.lat, at.lon, at.precision_km))


def _map(place: Place) -> LocatorMap | None:
    at = place.coordinates
    return None if at is None else locator_map(at.lat, at.lon, at.precision_km)
