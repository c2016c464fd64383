"""Messages of the interface in tables, in English; ``words`` says them, and a catalogue has them in other languages."""

from __future__ import annotations

HOME = "Home"
NOT_FOUND = "Page not found"
NO_OUTLET = "No outlet recorded"
YEAR_UNKNOWN = "Year not known"

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

LISTS = {
    "made": "Claims made",
    "about": "Claims about this actor",
    "answers": "Responses",
    "unanswered": "No response on record",
    "claims": "Claims",
    "events": "Events",
    "briefs": "Briefs",
    "sources": "Sources",
    "timeline": "Timeline",
}
"""The lists of a page that are cut where they are long."""

COUNTED = {
    "brief": ("{n} brief", "{n} briefs"),
    "claim": ("{n} claim", "{n} claims"),
    "source": ("{n} source", "{n} sources"),
    "actor": ("{n} actor", "{n} actors"),
    "event": ("{n} event", "{n} events"),
    "topic": ("{n} topic", "{n} topics"),
    "place": ("{n} place", "{n} places"),
    "correction": ("{n} correction", "{n} corrections"),
    "entry": ("{n} entry", "{n} entries"),
    "report": ("{n} report", "{n} reports"),
    "origin": ("{n} origin", "{n} origins"),
    "open-question": ("{n} open question", "{n} open questions"),
    "claim-made": ("{n} claim made", "{n} claims made"),
    "claim-about": ("{n} claim about it", "{n} claims about it"),
    "statement": ("{n} statement", "{n} statements"),
    "claim-carried": ("{n} claim carried", "{n} claims carried"),
    "first-hand": ("{n} first-hand", "{n} first-hand"),
    "relays": ("{n} relays another", "{n} relay others"),
    "not-recorded": ("{n} whose lineage is not recorded", "{n} whose lineage is not recorded"),
}
"""What is counted; the last three say how many sources of an outlet are what."""

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

CLAIM_NOTES = {
    "single": "single report",
    "unanswered": "no response on record",
    "retracted": "rests on a retracted source",
}
"""What can be chosen from the register beside who, when and which status."""

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

POSITION_CHANGES = {
    "stance": "Changed its stance on a claim",
    "contradicts": "Stands for claims that contradict one another",
    "supersedes": "Replaced its own claim",
}

UNITS = ("month", "quarter", "year", "decade", "century", "millennium")
"""What a chart of a timeline counts by: ``by unit`` and ``known to the unit`` are the contexts of their names."""

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

LINEAGES = {"first-hand": "First-hand", "relays": "Relays another", "not-recorded": "Lineage not recorded"}
"""What is recorded of a source's lineage, in a word."""
