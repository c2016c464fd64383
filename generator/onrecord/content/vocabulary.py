"""The closed word lists of front matter. Lists that a site may extend (statuses, actor kinds) are in ``config``."""

from __future__ import annotations

from typing import Literal

RELIABILITY_GRADES = ("A", "B", "C", "D", "E", "F")
"""Source reliability, NATO Admiralty code (AJP-2.1): A completely reliable ... E unreliable, F cannot be judged."""

Reliability = Literal["A", "B", "C", "D", "E", "F"]

Stance = Literal["denies", "disputes", "confirms", "partly-confirms", "supports", "declines", "no-response", "retracts"]
"""What a response says to a claim."""

EvidenceStance = Literal["supports", "opposes", "context"]
"""What a piece of evidence does to a claim."""

Likelihood = Literal[
    "almost-no-chance",
    "very-unlikely",
    "unlikely",
    "roughly-even-chance",
    "likely",
    "very-likely",
    "almost-certain",
]
"""Likelihood bands of ICD 203 (US Intelligence Community Directive 203, D.6.e.(2)(a))."""

Confidence = Literal["low", "moderate", "high"]
"""Analytic confidence, ICD 203."""

CorrectionKind = Literal["correction", "clarification", "update", "retraction"]

UrlStatus = Literal["live", "dead", "usurped", "unfit"]
"""State of a source's address, in the words of Wikipedia's citation templates."""

SourceKind = Literal[
    "article",
    "article-journal",
    "article-magazine",
    "article-newspaper",
    "bill",
    "book",
    "broadcast",
    "chapter",
    "classic",
    "collection",
    "dataset",
    "document",
    "entry",
    "entry-dictionary",
    "entry-encyclopedia",
    "event",
    "figure",
    "graphic",
    "hearing",
    "interview",
    "legal_case",
    "legislation",
    "manuscript",
    "map",
    "motion_picture",
    "musical_score",
    "pamphlet",
    "paper-conference",
    "patent",
    "performance",
    "periodical",
    "personal_communication",
    "post",
    "post-weblog",
    "recording",
    "regulation",
    "report",
    "review",
    "review-book",
    "software",
    "song",
    "speech",
    "standard",
    "statement",
    "thesis",
    "treaty",
    "webpage",
]
"""CSL-JSON 1.0.2 item types, with ``recording`` and ``statement`` (of an actor, in its own name) added."""

ORIGIN_KINDS = frozenset(
    {
        "post",
        "interview",
        "speech",
        "statement",
        "hearing",
        "dataset",
        "legal_case",
        "personal_communication",
        "recording",
    }
)
"""Kinds that are their own origin: first-hand without saying so."""
