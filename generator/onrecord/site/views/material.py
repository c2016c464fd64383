"""What every page is made from: the record, its addresses, and the parts that several pages show."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Literal

from onrecord.record.derivation import derived, each
from onrecord.record.entities import PlaceEntity, TopicEntity
from onrecord.record.positions import Positions, is_unanswered
from onrecord.record.record import Record
from onrecord.record.timeline import Timeline
from onrecord.site.catalogue import ENGLISH, Catalogue
from onrecord.site.routes import Routes
from onrecord.site.views.chronology import Chronology
from onrecord.site.views.claim_cards import ClaimCards
from onrecord.site.views.company import Company
from onrecord.site.views.grades import Grades
from onrecord.site.views.lanes import Lanes
from onrecord.site.views.language import Language
from onrecord.site.views.links import Links
from onrecord.site.views.list_rows import ListRows
from onrecord.site.views.listed import Listed
from onrecord.site.views.lists import Lists, grouped
from onrecord.site.views.marks import Statuses, is_open
from onrecord.site.views.overview import Overviews
from onrecord.site.views.register import Register
from onrecord.site.views.source_details import SourceDetails
from onrecord.site.views.source_items import SourceItems
from onrecord.site.views.timeline_items import TimelineItems
from onrecord.site.views.words import Words

Silence = Literal["asked", "not asked"]


class Material:
    """The parts of one site. Each part is made when a page first asks for it, and once.

    The lists of the same record may have been made before, and with them its timeline.
    """

    def __init__(
        self,
        record: Record,
        routes: Routes,
        timeline: Callable[[], Timeline] | None = None,
        catalogue: Catalogue = ENGLISH,
        lists: Lists | None = None,
    ) -> None:
        self.record = record
        self.routes = routes
        self.words = Words(catalogue)
        self.language = Language(record.config.language, self.words)
        self.statuses = Statuses(record.config, self.words)
        self.grades = Grades(record, routes, self.words)
        self.links = Links(record, routes, self.language)
        self.sources = SourceItems(record, self.links, self.language, self.grades)
        self.cards = ClaimCards(record, self.links, self.language, self.grades, self.statuses)
        self.lists = lists or Lists(record, Chronology(record, timeline))
        self.chronology = self.lists.chronology
        self.overviews = Overviews(record, self.language, self.links, self.chronology, self.lists)
        self.listed = Listed(record, self.links, self.language, self.lists)
        self.timeline = TimelineItems(record, self.chronology, self.links, self.language, self.statuses, self.cards)
        self.register = Register(record, self.cards)
        self.rows = ListRows(record, self.lists, self.cards, self.register, self.listed, self.sources, self.timeline)
        self.details = SourceDetails(record, self.words, self.links, self.sources, self.cards, self.listed)
        self.actor_rank = derived(
            record, "order of actors", lambda: {key: number for number, key in enumerate(record.actors)}
        )
        """The place of each actor among all by name."""
        self.company = Company(record, self.links, self.actor_rank)
        self.lanes = Lanes(record, self.language, self.links, self.chronology, self.actor_rank)
        self.positions = Positions(record)
        self._open_since = each(record, "since when a claim is open", record.claims, self._opened)
        self._questions = derived(record, "open questions", lambda: {"all": tuple(self._open_questions())})
        self._topic_parts = derived(record, "parts of topics", lambda: _parts(record.topics.values()))
        self._place_parts = derived(record, "parts of places", lambda: _parts(record.places.values()))
        silent = each(record, "whether a claim is unanswered", record.claims, self._silence)
        self._unanswered = derived(record, "unanswered claims", lambda: {"all": _asked_first(silent)})

    @property
    def unanswered(self) -> tuple[str, ...]:
        """The claims without a response that call for one, those that somebody was asked about first."""
        return self._unanswered["all"]

    @property
    def open_questions(self) -> tuple[str, ...]:
        """The claims that are not settled, the latest assessed first."""
        return self._questions["all"]

    def parts_of(self, kind: Literal["topic", "place"]) -> Mapping[str, tuple[str, ...]]:
        """What lies within each topic or place."""
        return self._topic_parts if kind == "topic" else self._place_parts

    def _opened(self, key: str) -> tuple[str, int, str, str] | None:
        """When an open claim was assessed last; one without assessment counts by its brief's date."""
        claim = self.record.claims[key]
        if not is_open(claim.status):
            return None
        date = claim.assessments[-1].date if claim.assessments else self.record.briefs[claim.brief].meta.date
        return date.sort_key

    def _open_questions(self) -> list[str]:
        found = [(since, key) for key, since in self._open_since.items() if since]
        return [key for _, key in sorted(found, key=lambda item: item[0], reverse=True)]

    def _silence(self, key: str) -> Silence | None:
        if not is_unanswered(self.record, key):
            return None
        return "asked" if self.record.claims[key].responses else "not asked"


def _asked_first(silent: Mapping[str, Silence | None]) -> tuple[str, ...]:
    """The claims that are unanswered, those that somebody was asked about first."""
    return tuple([key for how in ("asked", "not asked") for key, silence in silent.items() if silence == how])


def _parts(items: Iterable[TopicEntity | PlaceEntity]) -> Mapping[str, tuple[str, ...]]:
    return grouped((item.within, item.id) for item in items if item.within)
