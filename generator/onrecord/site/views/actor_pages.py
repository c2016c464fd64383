"""Actors: the list by kind, and the page of one."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from onrecord.content.model import Alias, ReliabilityGrade
from onrecord.record.entities import ActorEntity, RelationEntity, Target
from onrecord.record.positions import ChangedPosition, Position
from onrecord.site.list_pages import PageList
from onrecord.site.views.actor_graph import actor_graph
from onrecord.site.views.bodies import shown
from onrecord.site.views.language import quoted, script_name
from onrecord.site.views.material import Material
from onrecord.site.views.messages import POSITION_CHANGES
from onrecord.site.views.pages import (
    ActorItem,
    ActorsView,
    ActorView,
    Name,
    RelationItem,
    RoleItem,
)
from onrecord.site.views.paging import ListsOfPage
from onrecord.site.views.parts import Grade, Link, PositionChange, Quote, Statement, When
from onrecord.site.views.words import Words


def actors_page(material: Material) -> ActorsView:
    """``/actors/``: by kind in the order of the vocabulary, each kind by name."""
    groups: dict[str, list[ActorItem]] = {}
    for actor in material.record.actors.values():
        groups.setdefault(actor.meta.kind, []).append(_item(material, actor))
    config = material.record.config
    return ActorsView(
        groups=tuple(
            [
                (material.words.actor_kind(config, kind).plural, tuple(groups[kind]))
                for kind in config.actor_kinds
                if kind in groups
            ]
        ),
        count=material.words.count(len(material.record.actors), "actor"),
    )


def actor_page(material: Material, key: str, root: str) -> ActorView:
    """``/actors/<id>/``"""
    record, links = material.record, material.links
    actor = record.actors[key]
    meta = actor.meta
    body = shown(material, Target("actor", key), root)
    lists = ListsOfPage(material, "actor", key)
    published = lists.rows("sources")
    relations, together = _relations(material, actor), material.company.of(key)
    return ActorView(
        kind=material.words.actor_kind(record.config, meta.kind).label,
        name=quoted(meta.name, meta.lang or material.language.tag) or Quote(key, None, None),
        summary=meta.summary,
        aliases=names(material, meta.aliases),
        country=None if actor.country is None else links.named(actor.country),
        identifiers=identifiers(material.words, meta.identifiers),
        url=meta.url,
        roles=_roles(material, actor),
        relations=relations,
        reliability=reliability(material, meta.reliability),
        body=body.prose,
        contents=body.contents,
        cited=body.cited,
        made=lists.rows("made"),
        about=lists.rows("about"),
        answers=lists.rows("answers"),
        unanswered=lists.rows("unanswered"),
        events=lists.rows("events"),
        briefs=lists.rows("briefs"),
        sources=published,
        outlet_page=links.outlet(key) if published else None,
        together=together,
        backlinks=material.listed.backlinks(Target("actor", key)),
        timeline=lists.rows("timeline"),
        changes=tuple([_change(material, change) for change in material.positions.changed(key)]),
        overview=material.overviews.of("actor", key),
        graph=actor_graph(meta.name, relations, together),
        paging=lists.paging,
    )


def names(material: Material, aliases: Iterable[Alias]) -> tuple[Name, ...]:
    """Other names with their language, script and use."""
    return tuple(
        [
            Name(
                quoted(alias.name, alias.lang, alias.script) or Quote(alias.name, None, None),
                script_name(alias.script, material.language.interface),
                alias.note,
            )
            for alias in aliases
        ]
    )


def identifiers(words: Words, known: Mapping[str, str] | None) -> tuple[Link, ...]:
    """Identifiers in other registers; those of Wikidata lead there."""
    found = []
    for register, value in (known or {}).items():
        path = None
        if register.lower() == "wikidata" and re.fullmatch("Q[1-9][0-9]*", value):
            path = f"https://www.wikidata.org/wiki/{value}"
        found.append(Link(words.identifier(register, value), path, "identifier"))
    return tuple(found)


def reliability(
    material: Material, grades: Iterable[ReliabilityGrade]
) -> tuple[tuple[Grade, When | None, str | None], ...]:
    """The grades an outlet has held, the latest first."""
    ordered = sorted(grades, key=lambda grade: grade.date.earliest if grade.date else "", reverse=True)
    return tuple(
        [
            (grade, material.language.bound(held.date), held.reason)
            for held in ordered
            if (grade := material.grades.reliability(held.grade))
        ]
    )


def _item(material: Material, actor: ActorEntity) -> ActorItem:
    index = material.record.index
    return ActorItem(
        link=material.links.to("actor", actor.id),
        summary=actor.meta.summary,
        made=len(index.claims_by.get(actor.id, ())),
        about=len(index.claims_about.get(actor.id, ())),
        responses=len(material.lists.rows(PageList("actor", actor.id, "answers"))),
        unanswered=len(material.lists.rows(PageList("actor", actor.id, "unanswered"))),
    )


def _roles(material: Material, actor: ActorEntity) -> tuple[RoleItem, ...]:
    return tuple(
        [
            RoleItem(
                title=role.meta.title,
                organization=None if role.organization is None else material.links.named(role.organization),
                since=material.language.bound(role.meta.from_),
                until=material.language.bound(role.meta.until),
                sources=material.links.all("source", role.sources),
                note=role.meta.note,
            )
            for role in actor.roles
        ]
    )


def _relations(material: Material, actor: ActorEntity) -> tuple[RelationItem, ...]:
    """Those it states, then those that others state to it."""
    found = [_relation(material, relation, relation.to, inverse=False) for relation in actor.relations]
    for other in material.record.index.actors_related_to.get(actor.id, ()):
        found += [
            _relation(material, relation, other, inverse=True)
            for relation in material.record.actors[other].relations
            if relation.to == actor.id and other != actor.id
        ]
    return tuple(found)


def _relation(material: Material, relation: RelationEntity, other: str, *, inverse: bool) -> RelationItem:
    return RelationItem(
        kind=relation.meta.kind,
        other=material.links.to("actor", other),
        inverse=inverse,
        since=material.language.bound(relation.meta.from_),
        until=material.language.bound(relation.meta.until),
        sources=material.links.all("source", relation.sources),
        note=relation.meta.note,
    )


def _change(material: Material, change: ChangedPosition) -> PositionChange:
    return PositionChange(
        kind=change.kind,
        label=material.words(POSITION_CHANGES[change.kind]),
        before=_statement(material, change.before),
        after=_statement(material, change.after),
        in_order=change.in_order,
    )


def _statement(material: Material, position: Position) -> Statement:
    card = material.cards.card(position.claim)
    response = None if position.response is None else card.responses[position.response]
    return Statement(card, response, material.language.when_known(position.date))
