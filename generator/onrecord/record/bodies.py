"""Bodies joined to the record: what every open reference means, and what links to what, with the sentence that does."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import copy
from dataclasses import dataclass

from onrecord.content import model
from onrecord.content.document import Body, Document, HeldBody, Reference
from onrecord.content.files import id_of
from onrecord.content.sentences import DROPPED, without_dropped
from onrecord.diagnostics import closest
from onrecord.record.catalogue import Catalogue
from onrecord.record.entities import Backlink, Target, TargetKind
from onrecord.record.names import attributed
from onrecord.record.problems import Problems
from onrecord.record.record import Resolved
from onrecord.record.resolve import Report, Resolver

ASSETS = "content/assets/"
BRIEFS = "content/briefs/"
_OPEN_NAME = re.compile("\ue002(\\d+)\ue003")


@dataclass(frozen=True, slots=True)
class LinkedBodies:
    """The bodies by the item they are of, what the references of each mean, and the backlinks by what they lead to."""

    texts: Mapping[Target, HeldBody]
    resolved: Mapping[Target, tuple[Resolved | None, ...]]
    backlinks: Mapping[Target, tuple[Backlink, ...]]
    reader: BodyReader


def link_bodies(
    known: Catalogue, resolver: Resolver, problems: Problems, assets: Sequence[str], language: str
) -> LinkedBodies:
    """Resolve every reference of every body; report those that lead nowhere. ``language`` is the site's."""
    reader = BodyReader(known, resolver, problems, assets, language)
    texts: dict[Target, HeldBody] = {}
    resolved: dict[Target, tuple[Resolved | None, ...]] = {}
    backlinks: dict[Target, dict[Backlink, None]] = {}
    for item, document in _documents(known):
        body = document.body.opened()
        meanings = reader.meanings(item, document, body)
        texts[item] = document.body
        resolved[item] = meanings
        for target, links in reader.links(item, body, meanings).items():
            backlinks.setdefault(target, {}).update(dict.fromkeys(links))
    return LinkedBodies(texts, resolved, {target: tuple(links) for target, links in backlinks.items()}, reader)


def led_to(item: Target, meanings: Iterable[Resolved | None]) -> dict[Target, None]:
    """The other items, without anchors, that the body of ``item`` leads to."""
    return {target: None for meaning in meanings for target in _led_to(meaning) if target != item}


def with_links(
    backlinks: Mapping[Target, tuple[Backlink, ...]],
    changed: Iterable[tuple[Target, Iterable[Target], Mapping[Target, Iterable[Backlink]]]],
) -> Mapping[Target, tuple[Backlink, ...]]:
    """The backlinks after some bodies changed: the item of each, what it led to before, and the links it makes now."""
    found = dict(backlinks)
    for item, before, links in changed:
        for target in {**dict.fromkeys(before), **links}:
            others = [link for link in found.get(target, ()) if link.source != item]
            place = next((at for at, link in enumerate(others) if _place(link.source) > _place(item)), len(others))
            others[place:place] = links.get(target, ())
            if others:
                found[target] = tuple(others)
            else:
                found.pop(target, None)
    return found


class BodyReader:
    """Reads bodies as part of one site: what each reference of them means, and which sentence links where."""

    def __init__(
        self, known: Catalogue, resolver: Resolver, problems: Problems, assets: Sequence[str], language: str
    ) -> None:
        self.known = known
        self.resolver = resolver
        self.problems = problems
        self.assets = frozenset(assets)
        # A comma joins names in every language, "and" in English alone.
        self.last_joined_by = " and " if language.split("-")[0].lower() == "en" else ", "
        self.items_by_path = {document.path: item for item, document in _documents(known)}

    def among(self, known: Catalogue, resolver: Resolver, problems: Problems) -> BodyReader:
        """The same for a catalogue in which other documents stand at the same paths, with the same ids."""
        other = copy(self)
        other.known, other.resolver, other.problems = known, resolver, problems
        return other

    def meanings(self, item: Target, document: Document, body: Body) -> tuple[Resolved | None, ...]:
        """What each reference of the ``body`` of ``item`` means; those that lead nowhere are reported."""
        return tuple(self._meaning(reference, item, document) for reference in body.references)

    def links(self, item: Target, body: Body, meanings: Sequence[Resolved | None]) -> dict[Target, list[Backlink]]:
        """The backlinks that the body of ``item`` makes, by what they lead to, with the sentence around each."""
        found: dict[Target, dict[Backlink, None]] = {}
        links: dict[str, Backlink] = {}
        for reference, meaning in zip(body.references, meanings, strict=True):
            link = links.get(reference.context)
            if link is None:
                link = links[reference.context] = Backlink(item, self._sentence(reference, meanings))
            for target in _led_to(meaning):
                if target != item:
                    found.setdefault(target, {})[link] = None
        return {target: list(links) for target, links in found.items()}

    def _meaning(self, reference: Reference, item: Target, document: Document) -> Resolved | None:
        brief = item.key if item.kind == "brief" else None
        report = self._reporter(reference, document)
        match reference.kind:
            case "citation":
                keys = (self.resolver.source(key, brief, report) for key, _ in reference.keys)
                return tuple(key for key in keys if key is not None)
            case "link":
                return self.resolver.link(reference.target, brief, report)
            case "embed":
                return self._embedded(reference, brief, report)
            case "path":
                return self._page(reference, document, report)
            case "asset":
                return self._asset(reference, document, report)

    def _sentence(self, reference: Reference, meanings: Sequence[Resolved | None]) -> str:
        """The sentence around a reference, with open names filled in."""

        def name(match: re.Match[str]) -> str:
            number = int(match[1])
            meaning = meanings[number] if number < len(meanings) else None
            return (self._title(meaning) if isinstance(meaning, Target) else "") or DROPPED

        return " ".join(without_dropped(_OPEN_NAME.sub(name, reference.context)).split())

    def _reporter(self, reference: Reference, document: Document) -> Report:
        def report(code: str, message: str, hint: str | None) -> None:
            self.problems.add_in_body(code, message, document.path, reference.line, reference.column, hint=hint)

        return report

    def _embedded(self, reference: Reference, brief: str | None, report: Report) -> Target | None:
        written = reference.target
        if written.casefold().startswith("claim:"):
            written = written.partition(":")[2]
        key = self.resolver.claim(written.strip(), brief, report)
        return None if key is None else Target("claim", key)

    def _page(self, reference: Reference, document: Document, report: Report) -> Target | None:
        if reference.target.startswith("/"):
            return Target("address", reference.target, reference.fragment)
        path = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), reference.target))
        item = self.items_by_path.get(path)
        if item is None and path in self.known.by_path:
            return None
        if item is None:
            report("unknown-path", f"there is no page for '{reference.target}'", self._instead(path, document))
            return None
        if reference.fragment and not reference.fragment.startswith("o-"):
            anchors = self.known.by_path[path].body.opened().anchors
            if reference.fragment not in anchors:
                near = closest(reference.fragment, anchors)
                report(
                    "unknown-anchor",
                    f"'{reference.target}' has no heading '{reference.fragment}'",
                    f"did you mean '#{near}'?" if near else None,
                )
                return None
        return item._replace(anchor=reference.fragment or None)

    def _instead(self, path: str, document: Document) -> str | None:
        """What to do about a path without a page."""
        kept_back = self.resolver.kept_back(id_of("brief", path)) if path.startswith(BRIEFS) else None
        near = None if kept_back else closest(path, self.items_by_path)
        if near:
            return f"did you mean '{posixpath.relpath(near, posixpath.dirname(document.path))}'?"
        return kept_back

    def _asset(self, reference: Reference, document: Document, report: Report) -> Target | None:
        path = posixpath.normpath(posixpath.join(posixpath.dirname(document.path), reference.target))
        if path in self.assets:
            return Target("asset", path.removeprefix(ASSETS), reference.fragment or None)
        if not path.startswith(ASSETS):
            hint: str | None = f"files to publish live in {ASSETS}"
        else:
            near = closest(path, self.assets)
            hint = f"did you mean '{posixpath.relpath(near, posixpath.dirname(document.path))}'?" if near else None
        report("unknown-asset", f"there is no file '{reference.target}' to publish", hint)
        return None

    def _title(self, target: Target) -> str:
        document = self.known.with_files(target.kind).get(target.key)
        meta = document.meta if document else None
        match meta:
            case model.Actor() | model.Place() | model.Topic():
                return meta.name
            case model.Brief() | model.Page() | model.SharedEvent() | model.SharedSource():
                return meta.title or target.key
        if target.kind in ("claim", "event", "source"):
            return self._title_in_brief(target)
        if target.kind in ("place", "topic"):
            return self.resolver.spelling(target.kind, target.key)
        return target.key

    def _title_in_brief(self, target: Target) -> str:
        brief, _, item = target.key.partition("#")
        document = self.known.briefs.get(brief)
        if document is None or not isinstance(document.meta, model.Brief):
            return target.key
        found: str | None = None
        if target.kind == "claim":
            found = next((self._attributed(claim) for claim in document.meta.claims if claim.id == item), None)
        elif target.kind == "event":
            found = next((event.title for event in document.meta.events if event.id == item), None)
        else:
            found = next((source.title for source in document.meta.sources if source.id == item), None)
        return found or item

    def _attributed(self, claim: model.Claim) -> str:
        """A claim after those who made it: it is nobody's fact."""
        return attributed([self._name_of_actor(written) for written in claim.by], claim.text, self.last_joined_by)

    def _name_of_actor(self, written: str) -> str:
        candidates = self.known.actor_names.find(written)
        meta = self.known.actors[candidates[0]].meta if len(candidates) == 1 else None
        return meta.name if isinstance(meta, model.Actor) else written


def _led_to(meaning: Resolved | None) -> Iterator[Target]:
    """The items, without anchors, that a reference leads to."""
    if isinstance(meaning, Target):
        if meaning.kind not in ("asset", "address"):
            yield meaning if meaning.anchor is None else meaning._replace(anchor=None)
    elif meaning is not None:
        for key in meaning:
            yield Target("source", key)


KINDS: tuple[TargetKind, ...] = ("brief", "actor", "event", "source", "place", "topic", "page")
"""The kinds of item with a body of their own, in the order in which bodies are read."""


def _place(item: Target) -> tuple[int, str]:
    """The place of an item among those with a body."""
    return KINDS.index(item.kind), item.key


def _documents(known: Catalogue) -> Iterator[tuple[Target, Document]]:
    """Every item with a body of its own, in a fixed order."""
    for kind in KINDS:
        for key, document in sorted(known.with_files(kind).items()):
            yield Target(kind, key), document
