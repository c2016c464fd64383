"""The search page: what results can be narrowed by, and the ways to everything without a search."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from onrecord.site.routes import SECTIONS
from onrecord.site.views.findable import KINDS, findables
from onrecord.site.views.material import Material
from onrecord.site.views.messages import FOUND, SEARCH_FILTERS
from onrecord.site.views.search_parts import SearchFilter, SearchOption, SearchView
from onrecord.site.views.words import Words


def search_page(material: Material) -> SearchView:
    """``/search/``; a choice is offered where something has it."""
    words = material.words
    found = list(findables(material))
    kinds = Counter(item.kind for item in found)
    statuses = Counter(item.status for item in found if item.status)
    years = Counter(year for item in found for year in item.years)
    marks = (*material.statuses.all, material.language.marks.not_assessed)
    filters = (
        _filter(words, "kind", [_kind(words, kind, kinds[kind]) for kind in KINDS]),
        _filter(words, "status", [SearchOption(mark.id, mark.label, statuses[mark.id]) for mark in marks]),
        _filter(words, "actor", _named(material, "actor", Counter(actor for item in found for actor in item.actors))),
        _filter(words, "topic", _named(material, "topic", Counter(topic for item in found for topic in item.topics))),
        _filter(words, "year", [_year(year, years[year]) for year in sorted(years, reverse=True)]),
    )
    return SearchView(
        filters=tuple([filter for filter in filters if filter.options]),
        indexes=tuple([material.links.section(section) for section in SECTIONS]),
        language=search_language(material.record.config.language),
    )


def search_language(tag: str) -> str:
    """The language of the index for a site in the language ``tag`` (BCP 47): all in one, whatever a text is in."""
    return tag.lower().replace("_", "-").split("-")[0]


def _year(year: int, number: int) -> SearchOption:
    return SearchOption(str(year), str(year), number)


def _kind(words: Words, kind: str, number: int) -> SearchOption:
    one, many = (words(text) for text in FOUND[kind])
    return SearchOption(kind, many, number, one=one)


def _filter(words: Words, name: str, options: Iterable[SearchOption]) -> SearchFilter:
    return SearchFilter(name, words(SEARCH_FILTERS[name]), tuple([option for option in options if option.number]))


def _named(material: Material, kind: str, numbers: Counter[str]) -> list[SearchOption]:
    """Actors or topics in the order of the record, which is by name."""
    named = material.record.actors if kind == "actor" else material.record.topics
    links = [(key, material.links.to("actor" if kind == "actor" else "topic", key)) for key in named if key in numbers]
    return [SearchOption(key, link.text, numbers[key], link.lang) for key, link in links]
