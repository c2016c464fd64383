"""References resolved: from what was written to the key it means, or a problem with the closest right thing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from copy import copy

from onrecord.diagnostics import Severity, closest
from onrecord.record.catalogue import Catalogue
from onrecord.record.entities import Named, Origin, Target, TargetKind
from onrecord.record.names import Names, folded
from onrecord.record.problems import Problems

MANY = 12
"""The most ids that a hint lists."""

Report = Callable[[str, str, str | None], None]
"""Takes a code, a message and a hint; knows the place."""


class Resolver:
    """Resolves references against a catalogue.

    Methods take what was written and where, and return a key, or ``None`` after reporting the problem. ``brief`` is the
    brief that ``#id`` and plain ids refer to first.
    """

    def __init__(self, catalogue: Catalogue, problems: Problems) -> None:
        self.catalogue = catalogue
        self.problems = problems
        self._by_brief = {
            "claim": _split_keys(catalogue.claims),
            "source": _split_keys(catalogue.sources),
            "event": _split_keys(catalogue.events),
        }
        self._names: dict[TargetKind, Names] = {
            "actor": catalogue.actor_names,
            "brief": catalogue.brief_names,
            "event": catalogue.event_names,
            "source": catalogue.source_names,
            "place": catalogue.place_names,
            "topic": catalogue.topic_names,
            "page": catalogue.page_names,
        }

    def among(self, catalogue: Catalogue, problems: Problems) -> Resolver:
        """The same for a catalogue with the same ids and names."""
        other = copy(self)
        other.catalogue, other.problems = catalogue, problems
        return other

    def at(self, origin: Origin, *steps: str | int) -> Report:
        """A reporter for the value at ``steps`` below ``origin``."""

        def report(code: str, message: str, hint: str | None) -> None:
            self.problems.add(code, message, origin, *steps, hint=hint)

        return report

    # Actors

    def actor(self, written: str, report: Report) -> str | None:
        """The actor that ``written`` means, by id, name or alias."""
        return self._named("actor", self.catalogue.actor_names, written, report)

    def actors(self, written: Iterable[str], origin: Origin, field: str) -> tuple[str, ...]:
        """The actors of a list, without repeats; unknown ones are reported and left out."""
        found = (self.actor(name, self.at(origin, field, number)) for number, name in enumerate(written))
        return tuple(dict.fromkeys(key for key in found if key is not None))

    def actor_or_text(self, written: str, origin: Origin, *steps: str | int) -> Named:
        """An actor where the name is known, else plain text; a near miss is worth a warning."""
        candidates = self.catalogue.actor_names.find(written)
        if len(candidates) == 1:
            return Named(candidates[0], written)
        if len(candidates) > 1:
            self._ambiguous("actor", written, candidates, self.at(origin, *steps))
        else:
            near = closest(written, self.catalogue.actors)
            if near and near != written:
                self.problems.add(
                    "near-actor",
                    f"'{written}' is taken as plain text, but there is an actor '{near}'",
                    origin,
                    *steps,
                    hint=f"write '{near}' if that is who is meant",
                    severity=Severity.WARNING,
                )
        return Named(None, written)

    # Places and topics need no file

    def place(self, written: str, report: Report) -> str | None:
        """The place that ``written`` means; one without a file is known by the slug of its name."""
        return self._named_or_new("place", self.catalogue.place_names, written, report)

    def topic(self, written: str, report: Report) -> str | None:
        """The topic that ``written`` means; one without a file is known by the slug of its name."""
        return self._named_or_new("topic", self.catalogue.topic_names, written, report)

    def places(self, written: Iterable[str], origin: Origin, field: str) -> tuple[str, ...]:
        """The places of a list, without repeats."""
        found = (self.place(name, self.at(origin, field, number)) for number, name in enumerate(written))
        return tuple(dict.fromkeys(key for key in found if key is not None))

    def topics(self, written: Iterable[str], origin: Origin, field: str) -> tuple[str, ...]:
        """The topics of a list, without repeats."""
        found = (self.topic(name, self.at(origin, field, number)) for number, name in enumerate(written))
        return tuple(dict.fromkeys(key for key in found if key is not None))

    def spelling(self, kind: TargetKind, key: str) -> str:
        """How a place or topic without a file was first written."""
        return self._names[kind].spelling(key)

    # What briefs introduce

    def kept_back(self, written: str) -> str | None:
        """What to do about a brief that is not published yet; ``None`` when it is no such brief."""
        return _WITHHELD.format(written) if folded(written) in self.catalogue.withheld else None

    def source(self, written: str, brief: str | None, report: Report) -> str | None:
        """The key of the source that ``written`` means."""
        return self._introduced("source", self.catalogue.sources, written, brief, report)

    def sources(self, written: Iterable[str], brief: str | None, origin: Origin, field: str) -> tuple[str, ...]:
        """The sources of a list, without repeats; unknown ones are reported and left out."""
        found = (self.source(name, brief, self.at(origin, field, number)) for number, name in enumerate(written))
        return tuple(dict.fromkeys(key for key in found if key is not None))

    def event(self, written: str, brief: str | None, report: Report) -> str | None:
        """The key of the event that ``written`` means."""
        return self._introduced("event", self.catalogue.events, written, brief, report)

    def claim(self, written: str, brief: str | None, report: Report) -> str | None:
        """The key of the claim that ``written`` means."""
        return self._introduced("claim", self.catalogue.claims, written, brief, report)

    # Links in bodies

    def link(self, written: str, brief: str | None, report: Report) -> Target | None:
        """What ``[[written]]`` leads to: ``kind:name``, a name of any kind, ``brief#id`` or ``#id``."""
        kind, colon, name = written.partition(":")
        if colon and kind.strip().casefold() in _PREFIXES:
            return self._link_of_kind(_PREFIXES[kind.strip().casefold()], name.strip(), brief, report)
        if "#" in written:
            return self._fragment(written, brief, report)
        candidates = self._candidates(written, brief)
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            offers = ", ".join(f"[[{target.kind}:{target.key}]]" for target in candidates)
            report("ambiguous-link", f"'{written}' may mean several things", f"write one of {offers}")
            return None
        if any(self.catalogue.is_unusable(kind, written) for kind in self.catalogue.unusable):
            return None
        report("unknown-link", f"nothing is called '{written}'", self._nearest_anything(written))
        return None

    def _link_of_kind(self, kind: TargetKind, name: str, brief: str | None, report: Report) -> Target | None:
        key: str | None
        if kind == "claim":
            key = self.claim(name, brief, report)
        elif kind == "source":
            key = self.source(name, brief, report)
        elif kind == "event":
            key = self.event(name, brief, report)
        else:
            key = self._named(kind, self._names[kind], name, report)
        return None if key is None else Target(kind, key)

    def _candidates(self, written: str, brief: str | None) -> list[Target]:
        form = folded(written)
        found = [Target(kind, key) for kind, names in self._names.items() for key in names.called(form)]
        if not found and brief is not None:
            found = self._in_brief(brief, written)
        return found

    def _in_brief(self, brief: str, item: str) -> list[Target]:
        kinds: tuple[TargetKind, ...] = ("claim", "event", "source")
        found = ((kind, self._by_brief[kind].get(brief, {}).get(folded(item))) for kind in kinds)
        return [Target(kind, key) for kind, key in found if key is not None]

    def _fragment(self, written: str, brief: str | None, report: Report) -> Target | None:
        name, _, item = written.partition("#")
        if not name.strip() and brief is None:
            report("unknown-link", f"'{written}' needs the name of a brief before '#'", "write [[brief#id]]")
            return None
        page = self._page_of(name.strip(), brief, report)
        if page is None:
            return None
        item = item.strip()
        if page.kind == "brief":
            found = self._in_brief(page.key, item)
            if len(found) == 1:
                return found[0]
            if found:
                offers = ", ".join(f"[[{target.kind}:{target.key}]]" for target in found)
                report("ambiguous-link", f"'{written}' may mean several things", f"write one of {offers}")
                return None
        document = self.catalogue.with_files(page.kind).get(page.key)
        anchors = document.body.opened().anchors if document else ()
        anchor = next((anchor for anchor in anchors if anchor == item or folded(anchor) == folded(item)), None)
        if anchor is None:
            known = [*anchors, *(key for kind in self._by_brief.values() for key in kind.get(page.key, ()))]
            near = closest(item, known)
            report(
                "unknown-anchor",
                f"'{page.key}' has no claim, event, source or heading '{item}'",
                f"did you mean '{name}#{near}'?" if near else None,
            )
            return None
        return page._replace(anchor=anchor)

    def _page_of(self, name: str, brief: str | None, report: Report) -> Target | None:
        if name:
            return self.link(name, brief, report)
        return Target("brief", brief) if brief is not None else None

    def _nearest_anything(self, written: str) -> str | None:
        if kept_back := self.kept_back(written):
            return kept_back
        known: dict[str, None] = {}
        for kind in ("actor", "brief", "event", "place", "topic", "page", "source"):
            near = self._names[kind].nearest(written)
            if near:
                known[near] = None
        match = closest(written, known)
        return f"did you mean '[[{match}]]'?" if match else "give it a file, or write the words without the brackets"

    # Shared by the above

    def _named(self, kind: str, names: Names, written: str, report: Report) -> str | None:
        candidates = names.find(written)
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            self._ambiguous(kind, written, candidates, report)
            return None
        if self.catalogue.is_unusable(kind, written):
            return None
        hint = self.kept_back(written)
        if hint is None:
            near = names.nearest(written)
            hint = f"did you mean '{near}'?" if near else f"add a file for it in content/{_FOLDER[kind]}/"
        report(f"unknown-{kind}", f"there is no {kind} '{written}'", hint)
        return None

    def _named_or_new(self, kind: str, names: Names, written: str, report: Report) -> str | None:
        candidates = names.find(written)
        if len(candidates) == 1:
            return candidates[0]
        if candidates:
            self._ambiguous(kind, written, candidates, report)
            return None
        key = folded(written)
        if not key or not any(character.isalnum() for character in key):
            report(f"unknown-{kind}", f"'{written}' cannot name a {kind}", "use a name with letters or digits")
            return None
        names.add(key, (written,))
        return key

    def _ambiguous(self, kind: str, written: str, candidates: tuple[str, ...], report: Report) -> None:
        report(
            f"ambiguous-{kind}",
            f"'{written}' may mean several {kind}s: {', '.join(candidates)}",
            "write the id of the one that is meant",
        )

    def _introduced(
        self, kind: str, keys: dict[str, Origin], written: str, brief: str | None, report: Report
    ) -> str | None:
        """A key of something that briefs introduce: ``brief#id``, ``#id``, ``id`` in this brief, or a shared id."""
        by_brief = self._by_brief[kind]
        owner, hash_sign, item = written.partition("#")
        if hash_sign and owner.strip():
            found_brief = self._brief_of(owner.strip(), report)
            if found_brief is None:
                return None
            key = by_brief.get(found_brief, {}).get(folded(item))
            near = None if key else closest(item, _ids(by_brief.get(found_brief, {})))
            if key is None and (near or found_brief not in self.catalogue.faulty):
                report(
                    f"unknown-{kind}",
                    f"brief '{found_brief}' has no {kind} '{item}'",
                    f"did you mean '{owner}#{near}'?" if near else _all_of(kind, by_brief.get(found_brief, {})),
                )
            return key
        wanted = folded(item if hash_sign else written)
        if brief is not None:
            key = by_brief.get(brief, {}).get(wanted)
            if key is not None:
                return key
        if not hash_sign:
            shared = by_brief.get("", {}).get(wanted)
            if shared is not None:
                return shared
            if self.catalogue.is_unusable(kind, written):
                return None
        hint, is_near = self._nearest_introduced(kind, written, brief)
        if is_near or brief not in self.catalogue.faulty:
            report(f"unknown-{kind}", f"there is no {kind} '{written}' here", hint)
        return None

    def _brief_of(self, written: str, report: Report) -> str | None:
        return self._named("brief", self.catalogue.brief_names, written, report)

    def _nearest_introduced(self, kind: str, written: str, brief: str | None) -> tuple[str, bool]:
        """What to write instead, and whether that is something that exists."""
        by_brief = self._by_brief[kind]
        item = written.lstrip("#")
        here = [*_ids(by_brief.get(brief or "", {})), *_ids(by_brief.get("", {}))]
        near = closest(item, here)
        if near:
            return f"did you mean '{near}'?", True
        elsewhere = next((keys[folded(item)] for keys in by_brief.values() if folded(item) in keys), None)
        if elsewhere:
            return f"did you mean '{elsewhere}'?", True
        if kind == "claim":
            return "write it as brief#id", False
        return f"add it to this brief's {kind}s, or as a file in content/{kind}s/", False


_PREFIXES: dict[str, TargetKind] = {
    "actor": "actor",
    "brief": "brief",
    "claim": "claim",
    "event": "event",
    "source": "source",
    "place": "place",
    "topic": "topic",
    "page": "page",
}
_FOLDER = {"actor": "actors", "brief": "briefs", "place": "places", "topic": "topics", "page": "pages"}
_WITHHELD = "'{}' is a draft or still under embargo: publish it, or build with --drafts"


def _split_keys(keys: Iterable[str]) -> dict[str, dict[str, str]]:
    """Keys by brief (``""`` for what has a file of its own) and folded id."""
    found: dict[str, dict[str, str]] = {}
    for key in keys:
        brief, hash_sign, item = key.partition("#")
        if hash_sign:
            found.setdefault(brief, {})[folded(item)] = key
        else:
            found.setdefault("", {})[folded(key)] = key
    return found


def _all_of(kind: str, keys: dict[str, str]) -> str | None:
    """A hint that lists the few there are."""
    return f"its {kind}s are {', '.join(_ids(keys))}" if 0 < len(keys) <= MANY else None


def _ids(keys: dict[str, str]) -> list[str]:
    return [key.partition("#")[2] or key for key in keys.values()]
