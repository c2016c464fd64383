"""Grades of the published scales, each with the place on the methodology page that explains it."""

from __future__ import annotations

from onrecord.record.record import Record
from onrecord.site.routes import Routes
from onrecord.site.views.parts import Grade

METHODOLOGY = "methodology"
"""The ordinary page that grades lead to, on a site that has one."""

ANCHORS = {
    "reliability": ("reliability", "source-reliability", "grades", "grading"),
    "credibility": ("credibility", "information-credibility", "grades", "grading"),
    "likelihood": ("likelihood", "likelihood-and-confidence", "grades", "grading"),
    "confidence": ("confidence", "likelihood-and-confidence", "grades", "grading"),
}
"""Headings of that page that explain a scale; the first one there is."""

RELIABILITY = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "unreliable",
    "F": "reliability cannot be judged",
}
"""Reliability of a source, NATO Admiralty code (AJP-2.1)."""

CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "truth cannot be judged",
}
"""Credibility of information, NATO Admiralty code (AJP-2.1)."""

LIKELIHOOD = {
    "almost-no-chance": ("1–5 %", "almost no chance"),
    "very-unlikely": ("5–20 %", "very unlikely"),
    "unlikely": ("20–45 %", "unlikely"),
    "roughly-even-chance": ("45–55 %", "roughly even chance"),
    "likely": ("55–80 %", "likely"),
    "very-likely": ("80–95 %", "very likely"),
    "almost-certain": ("95–99 %", "almost certain"),
}
"""Likelihood, Intelligence Community Directive 203, D.6.e.(2)(a)."""


class Grades:
    """The grades of one site."""

    def __init__(self, record: Record, routes: Routes) -> None:
        self._paths = {scale: _path(record, routes, anchors) for scale, anchors in ANCHORS.items()}
        self._reliability = {
            letter: Grade("reliability", letter, meaning, self._paths["reliability"])
            for letter, meaning in RELIABILITY.items()
        }

    def reliability(self, letter: str | None) -> Grade | None:
        """How far a source can be relied on; F says that nobody can judge it."""
        return None if letter is None else self._reliability[letter]

    def credibility(self, number: int | None) -> Grade | None:
        """How credible a claim is in itself; 6 says that nobody can judge it."""
        if number is None:
            return None
        return Grade("credibility", str(number), CREDIBILITY[number], self._paths["credibility"])

    def likelihood(self, band: str | None) -> Grade | None:
        """How likely a claim is to be true, with the band's bounds."""
        if band is None:
            return None
        value, meaning = LIKELIHOOD[band]
        return Grade("likelihood", value, meaning, self._paths["likelihood"])

    def confidence(self, level: str | None) -> Grade | None:
        """How good the basis of an assessment is; never shown in one phrase with a likelihood."""
        return None if level is None else Grade("confidence", level, level, self._paths["confidence"])


def _path(record: Record, routes: Routes, anchors: tuple[str, ...]) -> str | None:
    page = record.pages.get(METHODOLOGY)
    if page is None:
        return None
    return routes.page("page", METHODOLOGY, next((anchor for anchor in anchors if anchor in page.body.anchors), None))
