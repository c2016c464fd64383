"""Wording: the phrases of the interface that views put together, in English, in one place."""

from __future__ import annotations

from collections.abc import Iterable

from onrecord.site.views.parts import Count

HOME = "Home"
NOT_FOUND = "Page not found"
NO_OUTLET = "No outlet recorded"

SECTION_TITLES = {
    "briefs": "Briefs",
    "claims": "Claims",
    "timeline": "Timeline",
    "actors": "Actors",
    "sources": "Sources",
    "events": "Events",
    "topics": "Topics",
    "places": "Places",
    "corrections": "Corrections",
    "search": "Search",
}

FOUND = {
    "claim": ("Claim", "Claims"),
    "brief": ("Brief", "Briefs"),
    "actor": ("Actor", "Actors"),
    "source": ("Source", "Sources"),
    "event": ("Event", "Events"),
    "topic": ("Topic", "Topics"),
    "place": ("Place", "Places"),
    "page": ("Page", "Pages"),
}
"""The kinds of what a search finds, in the singular and the plural."""

SEARCH_FILTERS = {"kind": "Kind", "status": "Status", "actor": "Actor", "topic": "Topic", "year": "Year"}
"""What the results of a search can be narrowed by."""

TIMELINE_KINDS = {
    "event": "Reported event",
    "claim": "Claim",
    "response": "Response",
    "report": "Report",
    "publication": "Brief",
    "assessment": "Assessment",
    "correction": "Correction",
}

VERBS = {
    "event": "",
    "claim": "said",
    "response": "answered",
    "report": "published",
    "publication": "",
    "assessment": "Assessed:",
    "correction": "Note on",
}
"""What the ``who`` of a timeline item did. A claim is said, whatever verb a report chose for it."""

STANCE_VERBS = {
    "declines": "declined to comment on",
    "no-response": "had not responded to",
    "retracts": "took back",
}
"""Responses that are no answer."""

RELATIONS = {
    "contradicts": "contradicts",
    "supports": "supports",
    "supported-by": "is supported by",
    "repeats": "repeats",
    "repeated-by": "is repeated by",
    "supersedes": "replaces",
    "superseded-by": "is replaced by",
}
"""How a claim stands to others."""

SOURCE_KINDS = {
    "article-journal": "Journal article",
    "article-magazine": "Magazine article",
    "article-newspaper": "Newspaper article",
    "entry-dictionary": "Dictionary entry",
    "entry-encyclopedia": "Encyclopedia entry",
    "legal_case": "Legal case",
    "motion_picture": "Film or video",
    "musical_score": "Musical score",
    "paper-conference": "Conference paper",
    "personal_communication": "Personal communication",
    "post-weblog": "Blog post",
    "review-book": "Book review",
    "webpage": "Web page",
}
"""Kinds of source whose name is not their id with a capital."""

IDENTIFIERS = {"wikidata": "Wikidata", "viaf": "VIAF", "isni": "ISNI", "imo": "IMO", "lei": "LEI", "ror": "ROR"}

SCALES = {
    "reliability": "Reliability of a source",
    "credibility": "Credibility of a claim",
    "likelihood": "Likelihood",
    "confidence": "Confidence",
}

SCALES_ABOUT = {
    "reliability": "NATO Admiralty code. F is not the worst grade: it says that there is no basis for one.",
    "credibility": "NATO Admiralty code. 6 is not the worst grade: it says that there is no basis for one.",
    "likelihood": "How probable it is that a claim is true, in the bands of Intelligence Community Directive 203.",
    "confidence": "How good the ground for a judgement is, whatever the judgement.",
}

OPEN_QUESTION = ("open question", "open questions")
ENTRY = ("entry", "entries")
LINEAGE_TALLIES = {
    "first-hand": ("first-hand", "first-hand"),
    "relays": ("relays another", "relay others"),
    "not-recorded": ("whose lineage is not recorded", "whose lineage is not recorded"),
}
"""How many sources of an outlet are what, in the singular and the plural."""

LINEAGES = {"first-hand": "First-hand", "relays": "Relays another", "not-recorded": "Lineage not recorded"}
"""What is recorded of a source's lineage, in a word."""

POSITION_CHANGES = {
    "stance": "Changed its stance on a claim",
    "contradicts": "Stands for claims that contradict one another",
    "supersedes": "Replaced its own claim",
}


def counted(number: int, one: str, many: str | None = None) -> str:
    """``1 claim``, ``2 claims``, ``1,204 claims``."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"


def count(number: int, one: str, many: str | None = None, path: str | None = None) -> Count:
    """A number with its words and where the counted are listed."""
    return Count(number, counted(number, one, many), path)


def single_report(number: int) -> str:
    """How many claims only one source carries."""
    if number == 1:
        return "1 claim reaches us through a single report"
    return f"{number:,} claims reach us through a single report"


def unanswered(number: int) -> str:
    """How many claims about others nobody has answered."""
    return counted(number, "claim about others without a response", "claims about others without a response")


def sole_source(number: int) -> str:
    """How many claims nothing carries but a retracted source and what relays it."""
    return "1 claim rests on nothing else" if number == 1 else f"{number:,} claims rest on nothing else"


def shown_latest(shown: int, total: int) -> str:
    """What a list leaves out."""
    return f"the latest {shown:,} of {total:,} entries"


def lineage(reports: int, origins: int, unknown: int) -> str:
    """What stands behind a claim: never more origins than are known, and unknown lineage is said to be unknown."""
    if not reports:
        return "no source"
    told = counted(reports, "report")
    if not origins:
        return f"{told}, origin not recorded" if unknown else f"{told}, no origin"
    if reports == 1:
        return f"{told}, first-hand"
    told = f"{told}, {counted(origins, 'origin')}"
    return f"{told}; of {unknown:,} the lineage is not recorded" if unknown else told


def report_lineage(lineage: str, relayed: Iterable[str]) -> str:
    """What a source is in a chain of reports."""
    match lineage:
        case "relays":
            return f"Relays {listed(relayed)}"
        case "first-hand":
            return "First-hand"
        case _:
            return "Lineage not recorded"


def assessed(previous: str | None, *, changed: bool) -> str:
    """What an assessment did to a claim, before the claim and its new status; ``previous`` is the earlier label."""
    if previous is None:
        return VERBS["assessment"]
    return f"Reassessed, until then {previous.lower()}:" if changed else "Assessed again, unchanged:"


def listed(names: Iterable[str]) -> str:
    """``A``, ``A and B``, ``A, B and C``."""
    found = list(names)
    return "".join(found) if len(found) < 2 else f"{', '.join(found[:-1])} and {found[-1]}"


def source_kind(kind: str) -> str:
    """A kind of source (CSL-JSON) as a reader knows it."""
    return SOURCE_KINDS.get(kind) or kind.capitalize()


def identifier(register: str, value: str) -> str:
    """An identifier in another register: ``Wikidata Q212``."""
    return f"{IDENTIFIERS.get(register.lower(), register)} {value}"


def coordinates(lat: float, lon: float, precision_km: float) -> str:
    """``51.7° N, 36.2° E, within 150 km``."""
    north = f"{abs(lat):g}° {'N' if lat >= 0 else 'S'}"
    east = f"{abs(lon):g}° {'E' if lon >= 0 else 'W'}"
    return f"{north}, {east}, within {precision_km:g} km"


def changes_title(brief: str) -> str:
    """The title of the page that says how a brief changed."""
    return f"What changed: {brief}"


def year_title(year: int) -> str:
    """The title of a year's timeline."""
    return f"Timeline {year}"


def month_unknown(year: int) -> str:
    """The group of what is dated to a year only."""
    return f"{year}, month not known"


def began_before(year: int) -> str:
    """The group of what spans more years, of which this is a later one."""
    return f"Since before {year}"


YEAR_UNKNOWN = "Year not known"


def overview(total: int, first: str, last: str, unit: str, peak: tuple[str, int] | None) -> str:
    """What a chart of a timeline shows; ``peak`` is where it is densest, and how many are there."""
    told = counted(total, *ENTRY)
    told += f" in {first}" if first == last else f", {first} to {last} by {unit}"
    return f"{told}; most in {peak[0]} ({peak[1]:,})." if peak and first != last else f"{told}."


def spanning(number: int, unit: str) -> str:
    """How many entries are drawn as spans."""
    told = "1 is" if number == 1 else f"{number:,} are"
    return f"{told} not known to the {unit}, or in doubt: the faint bars."


def beyond(number: int, side: str) -> str:
    """How many entries lie outside a chart, ``earlier`` or ``later``."""
    return f"1 lies {side}." if number == 1 else f"{number:,} lie {side}."


def unplaced(number: int) -> str:
    """How many entries have no place on a chart."""
    return "1 has no known year." if number == 1 else f"{number:,} have no known year."


def stretch(label: str, number: int, spans: int) -> str:
    """What is in one month, quarter or year of a chart."""
    told = [counted(number, *ENTRY)] if number or not spans else []
    if spans:
        told.append(f"{spans:,} {'more ' if number else ''}dated less precisely")
    return f"{label}: {', '.join(told)}"


def cited(
    claimants: str, text: str, said: str | None, brief: str, publisher: str, date: str, address: str | None
) -> str:
    """How to cite a claim; ``address`` is that of its page on the host, where it is known."""
    when = f" (said {said})" if said else ""
    cite = f"{claimants}, claim “{text}”{when}, in: {brief}, {publisher}, {date}."
    return f"{cite} {address}" if address else cite


def claim_described(attributed: str, status: str | None, lineage: str) -> str:
    """A claim in one line, for search results and previews of links."""
    return f"{attributed} ({(status or 'not assessed').lower()}; {lineage})"


def subject_described(name: str, briefs: int, claims: int, events: int) -> str:
    """A topic or place in one line."""
    parts = (counted(briefs, "brief"), counted(claims, "claim"), counted(events, "event"))
    return f"{name}: {listed(parts)} on record."


def actor_described(name: str, made: int, about: int) -> str:
    """An actor in one line."""
    return f"{name}: {counted(made, 'claim')} made, {counted(about, 'claim')} about it on record."


def outlet_described(name: str, sources: int, claims: int) -> str:
    """An outlet in one line."""
    return f"{name}: {counted(sources, 'source')}, {counted(claims, 'claim')} carried, and what became of them."


def said_by(claimants: Iterable[str]) -> str:
    """Who made a claim, before the claim."""
    return f"{listed(claimants) or 'A claimant not recorded'} said"


def quoted(text: str) -> str:
    """Somebody's own words."""
    return f"“{text.strip()}”"


def attributed(who: str, told: str) -> str:
    """What was told, after who told it."""
    return f"{who}: {told.strip()}"


def claims_of_actor(made: int, about: int) -> tuple[str, ...]:
    """What an actor claimed and what is claimed about it, where there is any."""
    told = (counted(made, "claim made", "claims made"), counted(about, "claim about it", "claims about it"))
    return tuple(text for text, number in zip(told, (made, about), strict=True) if number)


def shortened(text: str, limit: int) -> str:
    """``text`` on one line, cut between words at ``limit`` characters."""
    plain = " ".join(text.split())
    if len(plain) <= limit:
        return plain
    cut = plain[: limit - 1]
    return f"{cut.rpartition(' ')[0] or cut}…"
