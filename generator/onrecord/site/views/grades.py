"""Grades of the published scales, each with the place that explains it: the desk's own words, or the scale itself."""

from __future__ import annotations

from collections.abc import Mapping

from onrecord.record.entities import Target
from onrecord.record.record import Record
from onrecord.site.routes import Routes
from onrecord.site.views.parts import Grade, Scale
from onrecord.site.views.words import Words

METHODOLOGY = "methodology"
"""The ordinary page that grades lead to, on a site that has one with a heading for the scale."""

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
    "F": "cannot be judged",
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

CONFIDENCE = {
    "low": "scant, fragmentary or questionable information",
    "moderate": "credible and plausible information, but not enough of it",
    "high": "good information from several origins, or a matter that allows a solid judgement",
}
"""Analytic confidence, in the words of the US National Intelligence Estimates."""

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

VALUES: Mapping[str, Mapping[str, str]] = {
    "reliability": RELIABILITY,
    "credibility": {str(number): meaning for number, meaning in CREDIBILITY.items()},
    "likelihood": dict(LIKELIHOOD.values()),
    "confidence": CONFIDENCE,
}
"""Every grade of each scale with its meaning."""

CLAIM_SCALES = ("credibility", "likelihood", "confidence")
SOURCE_SCALES = ("reliability",)


class Grades:
    """The grades of one site."""

    def __init__(self, record: Record, routes: Routes, words: Words) -> None:
        self._words = words
        self._paths = {scale: _path(record, routes, scale) for scale in ANCHORS}
        self._reliability = {
            letter: Grade("reliability", letter, words(meaning, "reliability"), self._paths["reliability"])
            for letter, meaning in RELIABILITY.items()
        }

    def scales(self, names: tuple[str, ...]) -> tuple[Scale, ...]:
        """Scales explained, each with all its grades."""
        return tuple(
            [
                Scale(
                    name,
                    self._words(SCALES[name]),
                    anchor_of(name),
                    self._words(SCALES_ABOUT[name]),
                    tuple([self._explained(name, value, meaning) for value, meaning in VALUES[name].items()]),
                )
                for name in names
            ]
        )

    def reliability(self, letter: str | None) -> Grade | None:
        """How far a source can be relied on; F says that nobody can judge it."""
        return None if letter is None else self._reliability[letter]

    def credibility(self, number: int | None) -> Grade | None:
        """How credible a claim is in itself; 6 says that nobody can judge it."""
        if number is None:
            return None
        meaning = self._words(CREDIBILITY[number], "credibility")
        return Grade("credibility", str(number), meaning, self._paths["credibility"])

    def likelihood(self, band: str | None) -> Grade | None:
        """How likely a claim is to be true, with the band's bounds."""
        if band is None:
            return None
        value, meaning = LIKELIHOOD[band]
        return Grade("likelihood", value, self._words(meaning, "likelihood"), self._paths["likelihood"])

    def confidence(self, level: str | None) -> Grade | None:
        """How good the basis of an assessment is; never shown in one phrase with a likelihood."""
        if level is None:
            return None
        word = self._words(level, "confidence")
        return Grade("confidence", word, word, self._paths["confidence"])

    def _explained(self, scale: str, value: str, meaning: str) -> Grade:
        return Grade(scale, self._words(value, scale), self._words(meaning, scale), None)


def anchor_of(scale: str) -> str:
    """The id of a scale where it is explained."""
    return f"o-scale-{scale}"


def _path(record: Record, routes: Routes, scale: str) -> str:
    body = record.bodies.get(Target("page", METHODOLOGY))
    anchors = body.opened().anchors if body else ()
    own = next((anchor for anchor in ANCHORS[scale] if anchor in anchors), None)
    if own:
        return routes.page("page", METHODOLOGY, own)
    return routes.page("sources" if scale in SOURCE_SCALES else "claims", anchor=anchor_of(scale))
