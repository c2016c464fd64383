"""The words around a date, by language. A language without an entry shows plain dates in words and the rest as EDTF.

A template may differ by the unit of the date it takes (a ``Precision`` value, ``""`` for any other), as prepositions
and articles do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Phrases:
    """Templates with ``{}`` for a date. Each must claim no more than the form of EDTF it stands for.

    ``between``, ``up_to``, ``or_later`` and ``earlier_than`` say when a moment was; ``lasting``, ``since`` and
    ``until`` how long a state held. ``up_to`` and ``until`` include the date they name, ``earlier_than`` does not.
    """

    around: str
    possibly: str
    span: str
    between: str
    between_end: Mapping[str, str]
    up_to: Mapping[str, str]
    earlier_than: str
    or_later: Mapping[str, str]
    lasting: Mapping[str, str]
    since: Mapping[str, str]
    until: Mapping[str, str]
    since_end_unknown: Mapping[str, str]
    until_start_unknown: Mapping[str, str]
    unknown: str
    unknown_year: str
    decade: str
    seasons: tuple[str, str, str, str]
    northern: str
    southern: str
    halves: tuple[str, str]


ENGLISH = Phrases(
    around="around {}",
    possibly="possibly {}",
    span="{} to {}",
    between="between {} and {}",
    between_end={"": "{}"},
    up_to={
        "": "{} or earlier",
        "day": "on or before {}",
        "month": "in or before {}",
        "season": "in or before {}",
        "year": "in or before {}",
    },
    earlier_than="before {}",
    or_later={"": "{} or later"},
    lasting={"": "from {} to {}"},
    since={"": "since {}"},
    until={"": "until {}"},
    since_end_unknown={"": "from {}, end not known"},
    until_start_unknown={"": "until {}, start not known"},
    unknown="date not known",
    unknown_year="{}, year not known",
    decade="{}s",
    seasons=("spring {}", "summer {}", "autumn {}", "winter {}"),
    northern="{} (northern hemisphere)",
    southern="{} (southern hemisphere)",
    halves=("first half of {}", "second half of {}"),
)

GERMAN = Phrases(
    around="etwa {}",
    possibly="möglicherweise {}",
    span="{} bis {}",
    between="zwischen {} und {}",
    between_end={"": "{}", "day": "dem {}"},
    up_to={"": "{} oder früher", "day": "spätestens am {}", "month": "spätestens im {}", "year": "spätestens {}"},
    earlier_than="vor {}",
    or_later={"": "{} oder später", "day": "am {} oder später", "month": "im {} oder später"},
    lasting={"": "von {} bis {}", "day": "vom {} bis {}"},
    since={"": "seit {}", "day": "seit dem {}"},
    until={"": "bis {}", "day": "bis zum {}"},
    since_end_unknown={"": "ab {}, Ende nicht bekannt", "day": "ab dem {}, Ende nicht bekannt"},
    until_start_unknown={"": "bis {}, Beginn nicht bekannt", "day": "bis zum {}, Beginn nicht bekannt"},
    unknown="Datum nicht bekannt",
    unknown_year="{}, Jahr nicht bekannt",
    decade="{}er-Jahre",
    seasons=("Frühling {}", "Sommer {}", "Herbst {}", "Winter {}"),
    northern="{} (Nordhalbkugel)",
    southern="{} (Südhalbkugel)",
    halves=("erstes Halbjahr {}", "zweites Halbjahr {}"),
)

PHRASES: Mapping[str, Phrases] = {"en": ENGLISH, "de": GERMAN}
"""By language subtag (BCP 47)."""
