"""Wording: the phrases of the interface that views put together, in English, in one place; a catalogue has the others.

Each stands whole, in a table of ``messages`` or in a call of ``_say`` or ``_counted``, where ``make words`` finds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import escape

from onrecord.config import DEFAULT_ACTOR_KINDS, DEFAULT_STATUSES, ActorKind, Config, Status
from onrecord.site.catalogue import ENGLISH, Catalogue
from onrecord.site.views.messages import (
    COUNTED,
    IDENTIFIERS,
    SECTION_TITLES,
    SOURCE_KINDS,
    STANCE_VERBS,
    TIMELINE_KINDS,
    VERBS,
)
from onrecord.site.views.parts import Count

NOUNS_ARE_CAPITAL = frozenset(("de", "lb"))
"""Languages in which a label keeps its capital within a sentence, since it may be a noun."""


class Words:
    """The phrases of one site, in the language of its catalogue."""

    def __init__(self, catalogue: Catalogue = ENGLISH) -> None:
        self.catalogue = catalogue

    def __call__(self, message: str, context: str = "") -> str:
        """One of the messages of the tables here and beside; ``context`` says of which, where it matters."""
        return self.catalogue.pgettext(context, message)

    def section(self, section: str) -> str:
        """The title of a section."""
        return self(SECTION_TITLES[section])

    def counted(self, number: int, what: str) -> str:
        """``1 claim``, ``2 claims``, ``1,204 claims``; ``what`` is a key of ``COUNTED``."""
        return self.catalogue.counted(number, *COUNTED[what])

    def count(self, number: int, what: str, path: str | None = None) -> Count:
        """A number with its words and where the counted are listed."""
        return Count(number, self.counted(number, what), path)

    def single_report(self, number: int) -> str:
        """How many claims only one source carries."""
        return self._counted(
            number, "{n} claim reaches us through a single report", "{n} claims reach us through a single report"
        )

    def unanswered(self, number: int) -> str:
        """How many claims about others nobody has answered."""
        return self._counted(
            number, "{n} claim about others without a response", "{n} claims about others without a response"
        )

    def sole_source(self, number: int) -> str:
        """How many claims nothing carries but a retracted source and what relays it."""
        return self._counted(number, "{n} claim rests on nothing else", "{n} claims rest on nothing else")

    def shown_latest(self, shown: int, total: int) -> str:
        """What a list leaves out."""
        number = self.catalogue.number
        return self._say("the latest {shown} of {total} entries", shown=number(shown), total=number(total))

    def lineage(self, reports: int, origins: int, unknown: int) -> str:
        """What stands behind a claim: never more origins than are known, and unknown lineage is said to be unknown."""
        if not reports:
            return self._say("no source")
        told = self.counted(reports, "report")
        if not origins:
            if unknown:
                return self._say("{reports}, origin not recorded", reports=told)
            return self._say("{reports}, no origin", reports=told)
        if reports == 1:
            return self._say("{reports}, first-hand", reports=told)
        known = self.counted(origins, "origin")
        if not unknown:
            return self._say("{reports}, {origins}", reports=told, origins=known)
        n = self.catalogue.number(unknown)
        return self._say("{reports}, {origins}; of {n} the lineage is not recorded", reports=told, origins=known, n=n)

    def report_lineage(self, lineage: str, relayed: Iterable[str]) -> str:
        """What a source is in a chain of reports."""
        match lineage:
            case "relays":
                return self._say("Relays {names}", names=self.listed(relayed))
            case "first-hand":
                return self._say("First-hand")
            case _:
                return self._say("Lineage not recorded")

    def timeline_kind(self, kind: str) -> str:
        """What a timeline item is."""
        return self(TIMELINE_KINDS[kind], "timeline")

    def verb(self, kind: str, subjects: int = 1) -> str:
        """What so many ``subjects`` of a timeline item of a kind did."""
        verb = VERBS[kind]
        return verb and self.catalogue.ngettext(verb, verb, subjects, "timeline")

    def answered(self, stance: str) -> str:
        """What a responder did."""
        return self(STANCE_VERBS[stance], "timeline") if stance in STANCE_VERBS else self.verb("response")

    def assessed(self, previous: str | None, *, changed: bool) -> str:
        """What an assessment did to a claim, before the claim and its new status; ``previous`` is the earlier label."""
        if previous is None:
            return self.verb("assessment")
        if changed:
            return self._say("Reassessed, until then {status}:", status=self.within(previous))
        return self._say("Assessed again, unchanged:")

    def within(self, label: str) -> str:
        """A label inside a sentence."""
        is_noun = self.catalogue.language.split("-")[0].lower() in NOUNS_ARE_CAPITAL
        return label if is_noun else label.lower()

    def listed(self, names: Iterable[str]) -> str:
        """``A``, ``A and B``, ``A, B and C``."""
        found = list(names)
        return "".join(found) if len(found) < 2 else f"{', '.join(found[:-1])}{self.last_joined_by}{found[-1]}"

    @property
    def last_joined_by(self) -> str:
        """What stands before the last of several names."""
        return self.catalogue.pgettext("list", " and ")

    def said_by(self, claimants: Iterable[str]) -> str:
        """Who made a claim, before the claim."""
        names = list(claimants)
        if not names:
            return self._say("A claimant not recorded said")
        return self._counted(len(names), "{names} said", "{names} said", names=self.listed(names))

    def quoted(self, text: str) -> str:
        """Somebody's own words."""
        return self._say("“{text}”", text=text.strip())

    def claims_of_actor(self, made: int, about: int) -> tuple[str, ...]:
        """What an actor claimed and what is claimed about it, where there is any."""
        told = (self.counted(made, "claim-made"), self.counted(about, "claim-about"))
        return tuple(text for text, number in zip(told, (made, about), strict=True) if number)

    def source_kind(self, kind: str) -> str:
        """A kind of source (CSL-JSON) as a reader knows it."""
        return self(SOURCE_KINDS.get(kind) or kind.capitalize(), "source")

    def status(self, key: str, status: Status) -> tuple[str, str]:
        """Label and meaning of a status; a site's own are in its language already."""
        if status != DEFAULT_STATUSES.get(key):
            return status.label, status.meaning
        return self(status.label, "status"), self(status.meaning, "status")

    def actor_kind(self, config: Config, key: str) -> ActorKind:
        """A kind of actor; a site's own are in its language already."""
        kind = config.actor_kinds[key]
        if kind != DEFAULT_ACTOR_KINDS.get(key):
            return kind
        return ActorKind(label=self(kind.label, "actor"), plural=self(kind.plural, "actor"))

    def identifier(self, register: str, value: str) -> str:
        """An identifier in another register: ``Wikidata Q212``."""
        return f"{IDENTIFIERS.get(register.lower(), register)} {value}"

    def coordinates(self, lat: float, lon: float, precision_km: float) -> str:
        """``51.7° N, 36.2° E, within 150 km``."""
        number = self.catalogue.decimal
        north, east, km = number(abs(lat)), number(abs(lon)), number(precision_km)
        return self._say(
            "{latitude}, {longitude}, within {km} km",
            latitude=self._say("{degrees}° N", degrees=north) if lat >= 0 else self._say("{degrees}° S", degrees=north),
            longitude=self._say("{degrees}° E", degrees=east) if lon >= 0 else self._say("{degrees}° W", degrees=east),
            km=km,
        )

    def changes_title(self, brief: str) -> str:
        """The title of the page that says how a brief changed."""
        return self._say("What changed: {brief}", brief=brief)

    def year_title(self, year: int) -> str:
        """The title of a year's timeline."""
        return self._say("Timeline {year}", year=year)

    def list_page_title(self, page: str, title: str | None, number: int) -> str:
        """The title of a page that a list goes on with; ``title`` is the list's, where its page has others."""
        n = self.catalogue.number(number)
        if title is None:
            return self._say("{page}, page {n}", page=page, n=n)
        return self._say("{page}: {list}, page {n}", page=page, list=title, n=n)

    def month_unknown(self, year: int) -> str:
        """The group of what is dated to a year only."""
        return self._say("{year}, month not known", year=year)

    def began_before(self, year: int) -> str:
        """The group of what spans more years, of which this is a later one."""
        return self._say("Since before {year}", year=year)

    def overview(self, total: int, first: str, last: str, unit: str, peak: tuple[str, int] | None) -> str:
        """What a chart of a timeline shows; ``peak`` is where it is densest, and how many are there."""
        entries = self.counted(total, "entry")
        if first == last:
            return self._say("{entries} in {first}.", entries=entries, first=first)
        by = self.catalogue.pgettext("by unit", unit)
        values: Mapping[str, object] = {"entries": entries, "first": first, "last": last, "unit": by}
        if not peak:
            return self._say("{entries}, {first} to {last} by {unit}.", **values)
        most = {"peak": peak[0], "n": self.catalogue.number(peak[1])}
        return self._say("{entries}, {first} to {last} by {unit}; most in {peak} ({n}).", **values, **most)

    def spanning(self, number: int, unit: str) -> str:
        """How many entries are drawn as spans."""
        known = self.catalogue.pgettext("known to the unit", unit)
        return self._counted(
            number,
            "{n} is not known to the {unit}, or in doubt: the faint bars.",
            "{n} are not known to the {unit}, or in doubt: the faint bars.",
            unit=known,
        )

    def beyond(self, number: int, side: str) -> str:
        """How many entries lie outside a chart, ``earlier`` or ``later``."""
        if side == "earlier":
            return self._counted(number, "{n} lies earlier.", "{n} lie earlier.")
        return self._counted(number, "{n} lies later.", "{n} lie later.")

    def unplaced(self, number: int) -> str:
        """How many entries have no place on a chart."""
        return self._counted(number, "{n} has no known year.", "{n} have no known year.")

    def stretch(self, label: str, number: int, spans: int) -> str:
        """What is in one month, quarter or year of a chart."""
        entries = self.counted(number, "entry")
        if not spans:
            return self._say("{label}: {entries}", label=label, entries=entries)
        if not number:
            return self._counted(
                spans, "{label}: {n} dated less precisely", "{label}: {n} dated less precisely", label=label
            )
        return self._counted(
            spans,
            "{label}: {entries}, {n} more dated less precisely",
            "{label}: {entries}, {n} more dated less precisely",
            label=label,
            entries=entries,
        )

    def lanes(self, actors: int, statements: int, first: str, last: str, left_out: int) -> tuple[str, ...]:
        """What a chart of who spoke when shows; ``left_out`` actors have no lane."""
        told = {"statements": self.counted(statements, "statement"), "actors": self.counted(actors, "actor")}
        if first == last:
            words = [self._say("{statements} by {actors}, {first}.", first=first, **told)]
        else:
            words = [self._say("{statements} by {actors}, {first} to {last}.", first=first, last=last, **told)]
        if left_out:
            words.append(
                self._counted(
                    left_out,
                    "{n} actor who said less is only in the timeline.",
                    "{n} actors who said less are only in the timeline.",
                )
            )
        return tuple(words)

    def responded(self, stance: str, number: int) -> str:
        """What an actor said to so many claims."""
        return self._say("{stance}: {claims}", stance=stance, claims=self.counted(number, "claim"))

    def cited(
        self,
        claimants: str,
        text: str,
        said: str | None,
        brief: str,
        publisher: str,
        date: str,
        address: str | None,
    ) -> str:
        """How to cite a claim; ``address`` is that of its page on the host, where it is known."""
        values = {"names": claimants, "text": text, "brief": brief, "publisher": publisher, "date": date}
        if said:
            cite = self._say(
                "{names}, claim “{text}” (said {said}), in: {brief}, {publisher}, {date}.", said=said, **values
            )
        else:
            cite = self._say("{names}, claim “{text}”, in: {brief}, {publisher}, {date}.", **values)
        return f"{cite} {address}" if address else cite

    def cited_brief(self, authors: Iterable[str], title: str, publisher: str, date: str, address: str | None) -> str:
        """How to cite a brief; ``address`` is that of its page on the host, where it is known."""
        values = {"title": title, "publisher": publisher, "date": date}
        if by := self.listed(authors):
            cite = self._say("{names}: {title}, {publisher}, {date}.", names=by, **values)
        else:
            cite = self._say("{title}, {publisher}, {date}.", **values)
        return f"{cite} {address}" if address else cite

    def claim_described(self, attributed: str, status: str | None, lineage: str) -> str:
        """A claim in one line, for search results and previews of links."""
        told = self.within(status) if status else self._say("not assessed")
        return self._say("{claim} ({status}; {lineage})", claim=attributed, status=told, lineage=lineage)

    def subject_described(self, name: str, briefs: int, claims: int, events: int) -> str:
        """A topic or place in one line."""
        parts = (self.counted(briefs, "brief"), self.counted(claims, "claim"), self.counted(events, "event"))
        return self._say("{name}: {counts} on record.", name=name, counts=self.listed(parts))

    def actor_described(self, name: str, made: int, about: int) -> str:
        """An actor in one line."""
        claims, others = self.counted(made, "claim"), self.counted(about, "claim")
        return self._say("{name}: {made} made, {about} about it on record.", name=name, made=claims, about=others)

    def outlet_described(self, name: str, sources: int, claims: int) -> str:
        """An outlet in one line."""
        carried = {"sources": self.counted(sources, "source"), "claims": self.counted(claims, "claim")}
        return self._say("{name}: {sources}, {claims} carried, and what became of them.", name=name, **carried)

    def cited_source(self, number: int, title: str) -> str:
        """The name of a citation in a text."""
        return self._say("Source {number}: {title}", number=number, title=title)

    def back_from_footnote(self, number: str) -> str:
        """What the link back from a footnote says, as an attribute."""
        return str(escape(self._say("Jump back to footnote {number} in the text", number=number)))

    def table_box(self, number: int) -> str:
        """The name of a table in a text that scrolls by itself."""
        return self._say("Table {number}", number=number)

    def code_box(self, number: int) -> str:
        """The name of a piece of code in a text that scrolls by itself."""
        return self._say("Code {number}", number=number)

    def _say(self, message: str, **values: object) -> str:
        found = self.catalogue.gettext(message)
        return found.format(**values) if values else found

    def _counted(self, number: int, one: str, many: str, **values: object) -> str:
        found = self.catalogue.counted(number, one, many)
        return found.format(**values) if values else found


IN_ENGLISH = Words()
"""For what is read by other tools, which is in English on every site."""


def shortened(text: str, limit: int) -> str:
    """``text`` on one line, cut between words at ``limit`` characters."""
    plain = " ".join(text.split())
    if len(plain) <= limit:
        return plain
    cut = plain[: limit - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"
