"""The record as STIX 2.1 (OASIS), as far as its types mean the same.

Actors are identities, places with coordinates locations, briefs reports. A claim is a note about whom it concerns, by
its claimants; what others said to it, and what the desk holds about it where its status has a rating, are opinions on
that note. Events, and answers that take no position, have no type of their own and are left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from onrecord.record.entities import ActorEntity, BriefEntity, ClaimEntity
from onrecord.record.record import Record
from onrecord.site.exports.identity import Identity, Numbered
from onrecord.site.exports.rows import Rows
from onrecord.site.moments import Changed, Moments
from onrecord.site.routes import Routes, absolute
from onrecord.site.titles import attributed
from onrecord.site.views.marks import STANCES

CLASSES = {
    "person": "individual",
    "organization": "organization",
    "outlet": "organization",
    "government": "organization",
    "military": "organization",
    "state": "organization",
    "group": "group",
}
"""Classes of identity; ``unknown`` for the kinds of actor that a site adds."""

RATINGS = {1: "strongly-disagree", 2: "disagree", 3: "neutral", 4: "agree", 5: "strongly-agree"}

ANSWERS = {
    "denies": "strongly-disagree",
    "disputes": "disagree",
    "retracts": "strongly-disagree",
    "partly-confirms": "agree",
    "supports": "agree",
    "confirms": "strongly-agree",
}

CONFIDENCE = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10}
"""Admiralty credibility on STIX's scale (appendix A); 6 cannot be judged and has no number."""

Item = dict[str, Any]


class Stix:
    """One record as a bundle."""

    def __init__(self, record: Record, moments: Moments, rows: Rows) -> None:
        self._record = record
        self._moments = moments
        self._name = rows.name
        self._identity = Identity(record.config)
        self._numbered = Numbered()
        self._routes = Routes(record)
        self._desk = self._id("identity", "desk")
        changes = [moments.brief(key) for key in record.briefs]
        self._whole = _span(changes) if changes else Changed("1970-01-01T00:00:00Z", "1970-01-01T00:00:00Z")

    def bundle(self) -> bytes:
        """All objects, one a line, in the order of the record."""
        objects = b",\n".join([msgspec.json.encode(item) for item in self._objects()])
        head = msgspec.json.encode({"type": "bundle", "id": self._id("bundle", "")})
        return head[:-1] + b',"objects":[\n' + objects + b"\n]}\n"

    def _id(self, kind: str, key: str) -> str:
        return f"{kind}--{self._identity.of(f'stix-{kind}', key)}"

    def _objects(self) -> Iterator[Item]:
        config = self._record.config
        desk = config.publisher or config.title
        yield self._object("identity", "desk", self._whole, name=desk, identity_class="organization")
        for actor in self._record.actors.values():
            yield self._actor(actor)
        for actor in self._record.actors.values():
            yield from self._relations(actor)
        for place in self._record.places.values():
            point = place.meta.coordinates
            if point:
                yield self._object(
                    "location",
                    place.id,
                    self._changed(self._record.index.briefs_at_place.get(place.id, ())),
                    name=place.meta.name,
                    latitude=point.lat,
                    longitude=point.lon,
                    precision=point.precision_km * 1000,
                    external_references=self._page("place", place.id),
                )
        for claim in self._record.claims.values():
            yield self._claim(claim)
            yield from self._answers(claim)
            yield from self._assessments(claim)
        for brief in self._record.briefs.values():
            yield from self._brief(brief)

    def _object(self, kind: str, key: str, changed: Changed, **fields: Any) -> Item:
        found: Item = {
            "type": kind,
            "spec_version": "2.1",
            "id": self._id(kind, key),
            "created_by_ref": self._desk,
            "created": changed.published,
            "modified": changed.updated,
        }
        return found | {name: value for name, value in fields.items() if value not in (None, "", [])}

    def _changed(self, briefs: Iterable[str]) -> Changed:
        """From the first publication to the last change of some briefs; of all, where there are none."""
        changes = [self._moments.brief(key) for key in briefs]
        return _span(changes) if changes else self._whole

    def _page(self, kind: str, key: str) -> list[Item]:
        page = absolute(self._record.config, self._routes.file(kind, key))
        name = self._record.config.title
        return [{"source_name": name, "external_id": key, **({"url": page} if page else {})}]

    def _actor(self, actor: ActorEntity) -> Item:
        others = [
            {"source_name": register, "external_id": value}
            for register, value in sorted((actor.meta.identifiers or {}).items())
        ]
        return self._object(
            "identity",
            actor.id,
            self._changed(self._record.index.briefs_with_actor.get(actor.id, ())),
            name=actor.meta.name,
            description=actor.meta.summary,
            identity_class=CLASSES.get(actor.meta.kind, "unknown"),
            external_references=self._page("actor", actor.id) + others,
        )

    def _relations(self, actor: ActorEntity) -> Iterator[Item]:
        for relation in actor.relations:
            if relation.to != actor.id:
                yield self._object(
                    "relationship",
                    self._numbered(f"{actor.id}/{relation.to}/{relation.meta.kind}"),
                    self._changed(self._record.index.briefs_with_actor.get(actor.id, ())),
                    relationship_type="related-to",
                    description=f"{actor.meta.name}: {relation.meta.kind}",
                    source_ref=self._id("identity", actor.id),
                    target_ref=self._id("identity", relation.to),
                )

    def _claim(self, claim: ClaimEntity) -> Item:
        current = claim.assessments[-1] if claim.assessments else None
        concerned = dict.fromkeys((*claim.about, *claim.claimants))
        title = attributed(self._record, claim)
        return self._object(
            "note",
            claim.key,
            self._moments.claim(claim.key),
            abstract=f"Claim by {', '.join(self._actor_name(key) for key in claim.claimants)}",
            content=f"{title}\n“{claim.meta.quote}”" if claim.meta.quote else title,
            authors=[self._actor_name(key) for key in claim.claimants],
            object_refs=[self._id("identity", key) for key in concerned] or [self._desk],
            labels=["claim", *([f"status:{current.status}"] if current else [])],
            confidence=CONFIDENCE.get(current.credibility or 6) if current else None,
            external_references=self._page("claim", claim.key) + [self._source(key) for key in claim.sources],
        )

    def _source(self, key: str) -> Item:
        source = self._record.sources[key]
        found = {"source_name": self._name(source.outlet) or source.title, "external_id": key}
        found["description"] = source.title
        usable = source.meta.url if source.meta.url_status in (None, "live") else None
        address = usable or source.meta.archive
        return found | {"url": address} if address else found

    def _answers(self, claim: ClaimEntity) -> Iterator[Item]:
        for answer in claim.responses:
            opinion = ANSWERS.get(answer.meta.stance)
            if opinion is None:
                continue
            name = self._actor_name(answer.by)
            quote = f": “{answer.meta.quote}”" if answer.meta.quote else "."
            published = self._moments.claim(claim.key).published
            given = self._moments.instant(answer.date) if answer.date else published
            yield self._object(
                "opinion",
                self._numbered(f"{claim.key}/response/{answer.by}/{answer.meta.stance}/{answer.date}"),
                Changed(max(published, given), max(published, given)),
                opinion=opinion,
                explanation=f"{name} {STANCES[answer.meta.stance].label}{quote}",
                authors=[name],
                labels=["response", f"stance:{answer.meta.stance}"],
                object_refs=[self._id("note", claim.key)],
            )

    def _assessments(self, claim: ClaimEntity) -> Iterator[Item]:
        config = self._record.config
        for made in claim.assessments:
            status = config.statuses[made.status]
            if status.rating is None:
                continue
            moment = self._moments.instant(made.date)
            yield self._object(
                "opinion",
                self._numbered(f"{claim.key}/assessment/{made.date}"),
                Changed(moment, moment),
                opinion=RATINGS[status.rating],
                explanation=f"{status.label}: {made.note or status.meaning}",
                authors=[made.by or config.publisher or config.title],
                labels=["assessment", f"status:{made.status}"],
                object_refs=[self._id("note", claim.key)],
            )

    def _brief(self, brief: BriefEntity) -> Iterator[Item]:
        objects = [self._id("note", key) for key in brief.claims]
        objects += [self._id("identity", key) for key in brief.actors]
        if objects:
            changed = self._moments.brief(brief.id)
            yield self._object(
                "report",
                brief.id,
                changed,
                name=brief.meta.title,
                description=brief.meta.summary,
                published=changed.published,
                object_refs=objects,
                external_references=self._page("brief", brief.id),
            )

    def _actor_name(self, key: str) -> str:
        return self._record.actors[key].meta.name


def _span(changes: list[Changed]) -> Changed:
    return Changed(min(change.published for change in changes), max(change.updated for change in changes))
