"""The join: all documents to the record. Always from the whole, never patched, so that nothing can be forgotten."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from onrecord.config import Config
from onrecord.content import model
from onrecord.content.document import Body, Document
from onrecord.content.locate import Locator
from onrecord.content.vocabulary import ORIGIN_KINDS
from onrecord.diagnostics import Diagnostic, did_you_mean
from onrecord.record.bodies import link_bodies
from onrecord.record.catalogue import Catalogue, catalogue
from onrecord.record.entities import (
    ActorEntity,
    BriefEntity,
    ClaimEntity,
    CorrectionEntity,
    EventEntity,
    EvidenceEntity,
    Origin,
    PageEntity,
    PlaceEntity,
    RelationEntity,
    RelationKind,
    ResponseEntity,
    RoleEntity,
    SourceEntity,
    Target,
    TopicEntity,
)
from onrecord.record.index import index
from onrecord.record.problems import Problems
from onrecord.record.record import Record, Resolved
from onrecord.record.resolve import Resolver

RELATIONS: tuple[RelationKind, ...] = ("contradicts", "supports", "repeats", "supersedes")


def link(
    documents: Iterable[Document],
    config: Config,
    locator: Locator,
    *,
    assets: Sequence[str] = (),
    withheld: Iterable[str] = (),
) -> tuple[Record, list[Diagnostic]]:
    """The record of ``documents`` and everything that is wrong with how they join.

    ``documents`` come in the order of their paths. ``withheld`` are ids of briefs left out as drafts or for an embargo.
    References that cannot be resolved are reported and left out, so that one mistake does not hide another.
    """
    problems = Problems(locator)
    known = catalogue(documents, withheld, problems)
    resolver = Resolver(known, problems)
    linker = _Linker(config, known, resolver, problems)
    sources = linker.sources()
    events = linker.events()
    claims = linker.claims(events)
    actors = linker.actors()
    places_described = linker.places()
    topics_described = linker.topics()
    pages = linker.pages()
    bodies = link_bodies(known, resolver, problems, assets)
    briefs = linker.briefs(claims, events, bodies.resolved)
    places = linker.places_mentioned(places_described, briefs, claims, events)
    topics = linker.topics_mentioned(topics_described, briefs, claims, events)
    record = Record(
        config=config,
        briefs=briefs,
        claims=claims,
        sources=sources,
        events=events,
        actors=actors,
        places=places,
        topics=topics,
        pages=pages,
        resolved=bodies.resolved,
        backlinks=bodies.backlinks,
        index=index(briefs, claims, sources, events, actors),
        assets=tuple(assets),
    )
    return record, problems.diagnostics


class _Linker:
    """Builds the entities of one record."""

    def __init__(self, config: Config, known: Catalogue, resolver: Resolver, problems: Problems) -> None:
        self.config = config
        self.known = known
        self.resolver = resolver
        self.problems = problems
        # Latest first; of one day, by id.
        by_id = sorted(known.briefs.values(), key=lambda document: document.id)
        self.brief_documents = sorted(by_id, key=lambda document: _brief(document).date.sort_key, reverse=True)

    # Sources and events: those of briefs, then those with files of their own

    def sources(self) -> dict[str, SourceEntity]:
        found: dict[str, SourceEntity] = {}
        for document in self.brief_documents:
            for number, source in enumerate(_brief(document).sources):
                origin = Origin(document.path, ("sources", number))
                if self._is_first(self.known.sources, f"{document.id}#{source.id}", origin):
                    entity = self._source(f"{document.id}#{source.id}", document.id, origin, source, None)
                    found[entity.key] = entity
        for key in sorted(self.known.shared_sources):
            document = self.known.shared_sources[key]
            assert isinstance(document.meta, model.SharedSource)
            found[key] = self._source(key, None, Origin(document.path), document.meta, document.body)
        self._check_addresses(found.values())
        return found

    def _source(
        self, key: str, brief: str | None, origin: Origin, meta: model.Source, body: Body | None
    ) -> SourceEntity:
        outlet = self.resolver.actor_or_text(meta.outlet, origin, "outlet") if meta.outlet else None
        via = None if meta.via is None else self.resolver.sources(meta.via, brief, origin, "via")
        if via is None and meta.kind in ORIGIN_KINDS:
            via = ()
        for field in ("url", "archive"):
            self._check_address(getattr(meta, field), origin, field)
        return SourceEntity(
            key=key,
            brief=brief,
            origin=origin,
            meta=meta,
            outlet=outlet,
            authors=tuple(
                self.resolver.actor_or_text(name, origin, "authors", number) for number, name in enumerate(meta.authors)
            ),
            via=via,
            reliability=meta.reliability or self._outlet_grade(outlet.key if outlet else None, meta),
            body=body,
        )

    def _outlet_grade(self, outlet: str | None, meta: model.Source) -> str | None:
        """The grade that the outlet held when the source was published; its latest one where that is not known."""
        if outlet is None:
            return None
        actor = self.known.actors[outlet].meta
        assert isinstance(actor, model.Actor)
        grades = sorted(actor.reliability, key=lambda grade: grade.date.earliest if grade.date else "")
        when = meta.published or meta.accessed
        held = [grade for grade in grades if not (grade.date and when) or grade.date.earliest <= when.latest]
        return held[-1].grade if held else None

    def _check_address(self, address: str | None, origin: Origin, field: str) -> None:
        if address is not None and not address.lower().startswith(("http://", "https://")):
            self.problems.add(
                "bad-url",
                f"'{address}' is not a web address",
                origin,
                field,
                hint="write it whole, from https:// on",
            )

    def _check_addresses(self, sources: Iterable[SourceEntity]) -> None:
        """Two sources for one address are one source told twice."""
        seen: dict[str, SourceEntity] = {}
        for source in sources:
            if not source.meta.url:
                continue
            address = source.meta.url.rstrip("/").casefold()
            first = seen.setdefault(address, source)
            if first is not source:
                where = self.problems.place(first.origin, "url")
                self.problems.add(
                    "duplicate-url",
                    f"this address is also that of source '{first.key}' ({where})",
                    source.origin,
                    "url",
                    hint=f"cite '{first.key}' instead, or move the source to content/sources/",
                )

    def events(self) -> dict[str, EventEntity]:
        found: dict[str, EventEntity] = {}
        for document in self.brief_documents:
            for number, event in enumerate(_brief(document).events):
                origin = Origin(document.path, ("events", number))
                if self._is_first(self.known.events, f"{document.id}#{event.id}", origin):
                    entity = self._event(f"{document.id}#{event.id}", document.id, origin, event, None)
                    found[entity.key] = entity
        for key in sorted(self.known.shared_events):
            document = self.known.shared_events[key]
            assert isinstance(document.meta, model.SharedEvent)
            found[key] = self._event(key, None, Origin(document.path), document.meta, document.body)
        return found

    def _event(self, key: str, brief: str | None, origin: Origin, meta: model.Event, body: Body | None) -> EventEntity:
        at = self.resolver.at
        return EventEntity(
            key=key,
            brief=brief,
            origin=origin,
            meta=meta,
            place=self.resolver.place(meta.place, at(origin, "place")) if meta.place else None,
            actors=self.resolver.actors(meta.actors, origin, "actors"),
            topics=self.resolver.topics(meta.topics, origin, "topics"),
            part_of=self.resolver.event(meta.part_of, brief, at(origin, "part_of")) if meta.part_of else None,
            sources=self.resolver.sources(meta.sources, brief, origin, "sources"),
            body=body,
        )

    # Claims

    def claims(self, events: Mapping[str, EventEntity]) -> dict[str, ClaimEntity]:
        found: dict[str, ClaimEntity] = {}
        for document in self.brief_documents:
            brief = _brief(document)
            topics = self.resolver.topics(brief.topics, Origin(document.path), "topics")
            places = self.resolver.places(brief.places, Origin(document.path), "places")
            for number, claim in enumerate(brief.claims):
                origin = Origin(document.path, ("claims", number))
                key = f"{document.id}#{claim.id}"
                if self._is_first(self.known.claims, key, origin):
                    found[key] = self._claim(key, document.id, origin, claim, brief, topics, places, events)
        return found

    def _claim(
        self,
        key: str,
        brief_id: str,
        origin: Origin,
        meta: model.Claim,
        brief: model.Brief,
        topics: tuple[str, ...],
        places: tuple[str, ...],
        events: Mapping[str, EventEntity],
    ) -> ClaimEntity:
        resolver = self.resolver
        event = resolver.event(meta.event, brief_id, resolver.at(origin, "event")) if meta.event else None
        spoken_of = events.get(event) if event else None
        event_topics = spoken_of.topics if spoken_of else ()
        event_place = spoken_of.place if spoken_of else None
        own_topics = resolver.topics(meta.topics, origin, "topics")
        own_places = resolver.places(meta.places, origin, "places")
        return ClaimEntity(
            key=key,
            brief=brief_id,
            origin=origin,
            meta=meta,
            claimants=resolver.actors(meta.by, origin, "by"),
            about=resolver.actors(meta.about, origin, "about"),
            event=event,
            places=_merged(own_places, (event_place,) if event_place else (), places),
            topics=_merged(own_topics, event_topics, topics),
            sources=resolver.sources(meta.sources, brief_id, origin, "sources"),
            evidence=self._evidence(meta, brief_id, origin),
            responses=self._responses(meta, brief_id, origin),
            assessments=self._assessments(meta, brief, origin),
            relations=self._relations(meta, brief_id, origin),
        )

    def _evidence(self, meta: model.Claim, brief: str, origin: Origin) -> tuple[EvidenceEntity, ...]:
        found = []
        for number, evidence in enumerate(meta.evidence):
            source = self.resolver.source(
                evidence.source, brief, self.resolver.at(origin, "evidence", number, "source")
            )
            if source is not None:
                found.append(EvidenceEntity(source, evidence))
        return tuple(found)

    def _responses(self, meta: model.Claim, brief: str, origin: Origin) -> tuple[ResponseEntity, ...]:
        found = []
        for number, response in enumerate(meta.responses):
            here = Origin(origin.path, (*origin.pointer, "responses", number))
            by = self.resolver.actor(response.by, self.resolver.at(here, "by"))
            sources = self.resolver.sources(response.source, brief, here, "source")
            if by is not None:
                found.append(ResponseEntity(by, response.date or response.as_of, sources, response))
        return tuple(found)

    def _assessments(self, meta: model.Claim, brief: model.Brief, origin: Origin) -> tuple[model.Assessment, ...]:
        for number, assessment in enumerate(meta.assessments):
            self._check_status(assessment.status, origin, "assessments", number, "status")
        if meta.status is None:
            # Of one date, the one written last is the later one.
            return tuple(sorted(meta.assessments, key=lambda assessment: assessment.date.sort_key))
        self._check_status(meta.status, origin, "status")
        if meta.assessments:
            self.problems.add(
                "status-twice",
                "the claim has both a status and assessments",
                origin,
                "status",
                hint="keep the assessments; the latest one is current",
            )
        return (model.Assessment(date=brief.date, status=meta.status),)

    def _check_status(self, status: str, origin: Origin, *steps: str | int) -> None:
        known = self.config.statuses
        if status not in known:
            hint = did_you_mean(status, known) or f"use one of: {', '.join(known)}"
            self.problems.add("unknown-status", f"'{status}' is not a status of this site", origin, *steps, hint=hint)

    def _relations(self, meta: model.Claim, brief: str, origin: Origin) -> tuple[tuple[RelationKind, str], ...]:
        found: list[tuple[RelationKind, str]] = []
        for kind in RELATIONS:
            for number, written in enumerate(getattr(meta, kind)):
                key = self.resolver.claim(written, brief, self.resolver.at(origin, kind, number))
                if key is not None:
                    found.append((kind, key))
        return tuple(dict.fromkeys(found))

    # Briefs

    def briefs(
        self,
        claims: Mapping[str, ClaimEntity],
        events: Mapping[str, EventEntity],
        resolved: Mapping[Target, tuple[Resolved | None, ...]],
    ) -> dict[str, BriefEntity]:
        found: dict[str, BriefEntity] = {}
        for document in self.brief_documents:
            meta = _brief(document)
            origin = Origin(document.path)
            own_claims = [key for key in _keys(document.id, meta.claims) if key in claims]
            own_events = [key for key in _keys(document.id, meta.events) if key in events]
            about_events = _merged(own_events, [e for key in own_claims if (e := claims[key].event) in events and e])
            mentioned = [target.key for target in _targets(resolved.get(Target("brief", document.id), ()), "actor")]
            found[document.id] = BriefEntity(
                id=document.id,
                origin=origin,
                meta=meta,
                body=document.body,
                claims=tuple(own_claims),
                sources=tuple(key for key in _keys(document.id, meta.sources) if key in self.known.sources),
                events=about_events,
                topics=_merged(
                    self.resolver.topics(meta.topics, origin, "topics"), *(claims[key].topics for key in own_claims)
                ),
                places=_merged(
                    self.resolver.places(meta.places, origin, "places"), *(claims[key].places for key in own_claims)
                ),
                actors=_merged(
                    self.resolver.actors(meta.actors, origin, "actors"),
                    *(_actors_of(claims[key]) for key in own_claims),
                    *(events[key].actors for key in about_events),
                    mentioned,
                ),
                corrections=self._corrections(meta, document, origin),
            )
        return found

    def _corrections(self, meta: model.Brief, document: Document, origin: Origin) -> tuple[CorrectionEntity, ...]:
        found = []
        for number, correction in enumerate(meta.corrections):
            report = self.resolver.at(origin, "corrections", number, "claim")
            claim = self.resolver.claim(correction.claim, document.id, report) if correction.claim else None
            found.append(CorrectionEntity(document.id, claim, correction))
        return tuple(sorted(found, key=lambda correction: correction.meta.date.sort_key))

    # Actors, places, topics, pages

    def actors(self) -> dict[str, ActorEntity]:
        found = [self._actor(self.known.actors[key]) for key in sorted(self.known.actors)]
        return {actor.id: actor for actor in sorted(found, key=lambda actor: _sort_name(actor.meta))}

    def _actor(self, document: Document) -> ActorEntity:
        meta = document.meta
        assert isinstance(meta, model.Actor)
        origin = Origin(document.path)
        kinds = self.config.actor_kinds
        if meta.kind not in kinds:
            hint = did_you_mean(meta.kind, kinds) or f"use one of: {', '.join(kinds)}"
            self.problems.add("unknown-kind", f"'{meta.kind}' is not a kind of actor here", origin, "kind", hint=hint)
        self._check_address(meta.url, origin, "url")
        roles = []
        for number, role in enumerate(meta.roles):
            here = Origin(document.path, ("roles", number))
            organization = (
                self.resolver.actor_or_text(role.organization, here, "organization") if role.organization else None
            )
            roles.append(RoleEntity(organization, self.resolver.sources(role.source, None, here, "source"), role))
        relations = []
        for number, relation in enumerate(meta.relations):
            here = Origin(document.path, ("relations", number))
            to = self.resolver.actor(relation.to, self.resolver.at(here, "to"))
            sources = self.resolver.sources(relation.source, None, here, "source")
            if to is not None:
                relations.append(RelationEntity(to, sources, relation))
        return ActorEntity(
            id=document.id,
            origin=origin,
            meta=meta,
            body=document.body,
            country=self.resolver.actor_or_text(meta.country, origin, "country") if meta.country else None,
            roles=tuple(roles),
            relations=tuple(relations),
        )

    def places(self) -> dict[str, PlaceEntity]:
        found = {}
        for key, document in self.known.places.items():
            meta = document.meta
            assert isinstance(meta, model.Place)
            origin = Origin(document.path)
            within = self.resolver.place(meta.within, self.resolver.at(origin, "within")) if meta.within else None
            country = self.resolver.actor_or_text(meta.country, origin, "country") if meta.country else None
            found[key] = PlaceEntity(key, origin, meta, document.body, within, country)
        return found

    def topics(self) -> dict[str, TopicEntity]:
        found = {}
        for key, document in self.known.topics.items():
            meta = document.meta
            assert isinstance(meta, model.Topic)
            origin = Origin(document.path)
            within = self.resolver.topic(meta.within, self.resolver.at(origin, "within")) if meta.within else None
            found[key] = TopicEntity(key, origin, meta, document.body, within)
        return found

    def places_mentioned(
        self,
        described: Mapping[str, PlaceEntity],
        briefs: Mapping[str, BriefEntity],
        claims: Mapping[str, ClaimEntity],
        events: Mapping[str, EventEntity],
    ) -> dict[str, PlaceEntity]:
        """The described places and those that are only named, by name."""
        found = dict(described)
        named = [(place, brief.origin) for brief in briefs.values() for place in brief.places]
        named += [(event.place, event.origin) for event in events.values() if event.place]
        named += [(place, claim.origin) for claim in claims.values() for place in claim.places]
        named += [(place.within, place.origin) for place in described.values() if place.within]
        for key, origin in named:
            if key not in found:
                meta = model.Place(name=self.resolver.spelling("place", key))
                found[key] = PlaceEntity(key, origin, meta, Body(), None, None)
        return dict(sorted(found.items(), key=lambda item: (item[1].meta.name.casefold(), item[0])))

    def topics_mentioned(
        self,
        described: Mapping[str, TopicEntity],
        briefs: Mapping[str, BriefEntity],
        claims: Mapping[str, ClaimEntity],
        events: Mapping[str, EventEntity],
    ) -> dict[str, TopicEntity]:
        """The described topics and those that are only named, by name."""
        found = dict(described)
        named = [(topic, brief.origin) for brief in briefs.values() for topic in brief.topics]
        named += [(topic, event.origin) for event in events.values() for topic in event.topics]
        named += [(topic, claim.origin) for claim in claims.values() for topic in claim.topics]
        named += [(topic.within, topic.origin) for topic in described.values() if topic.within]
        for key, origin in named:
            if key not in found:
                found[key] = TopicEntity(
                    key, origin, model.Topic(name=self.resolver.spelling("topic", key)), Body(), None
                )
        return dict(sorted(found.items(), key=lambda item: (item[1].meta.name.casefold(), item[0])))

    def pages(self) -> dict[str, PageEntity]:
        found = {}
        for key, document in sorted(self.known.pages.items()):
            assert isinstance(document.meta, model.Page)
            found[key] = PageEntity(key, Origin(document.path), document.meta, document.body)
        return found

    def _is_first(self, keys: Mapping[str, Origin], key: str, origin: Origin) -> bool:
        """Whether ``key`` was declared here: of two with one id, only the first counts."""
        return keys.get(key) == origin


def _brief(document: Document) -> model.Brief:
    assert isinstance(document.meta, model.Brief)
    return document.meta


def _keys(brief: str, items: Iterable[model.Claim | model.Event | model.Source]) -> list[str]:
    return list(dict.fromkeys(f"{brief}#{item.id}" for item in items))


def _merged(*lists: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(key for keys in lists for key in keys))


def _actors_of(claim: ClaimEntity) -> tuple[str, ...]:
    return (*claim.claimants, *claim.about, *(response.by for response in claim.responses))


def _targets(resolved: Iterable[Resolved | None], kind: str) -> list[Target]:
    return [item for item in resolved if isinstance(item, Target) and item.kind == kind]


def _sort_name(meta: model.Actor) -> tuple[str, str]:
    return (meta.sort_name or meta.name).casefold(), meta.name
