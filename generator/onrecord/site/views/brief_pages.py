"""Briefs: the list, and the page of one."""

from __future__ import annotations

from onrecord.record.entities import BriefEntity, Target
from onrecord.site.list_pages import ALONE
from onrecord.site.views.bodies import shown
from onrecord.site.views.changes_page import history_of_brief
from onrecord.site.views.material import Material
from onrecord.site.views.pages import BriefsView, BriefView
from onrecord.site.views.paging import ListsOfPage
from onrecord.site.views.parts import Count, SourceItem
from onrecord.site.views.timeline_items import told_together


def briefs_page(material: Material) -> BriefsView:
    """``/briefs/``: the latest first."""
    lists = ListsOfPage(material, "briefs", "")
    total = material.words.count(len(material.record.briefs), "brief")
    return BriefsView(lists.rows(ALONE), total, lists.paging)


def brief_page(material: Material, key: str, root: str, address: str | None) -> BriefView:
    """``/briefs/<id>/``; ``address`` is the one to cite it by, where the site's own is known."""
    record = material.record
    brief = record.briefs[key]
    meta = brief.meta
    body = shown(material, Target("brief", key), root)
    used = material.listed.sources_of_brief(key)
    sources = _sources(material, body.cited, used)
    cards = material.cards.cards(brief.claims)
    entries = material.chronology.of_brief(key, brief.events, [source.key for source in sources])
    return BriefView(
        when=material.language.when(meta.date),
        summary=meta.summary,
        authors=meta.authors,
        draft=meta.draft,
        embargo=material.language.when_known(meta.publish_at) if key in material.record.embargoed else None,
        review_by=material.language.when_known(meta.review_by),
        topics=material.links.all("topic", brief.topics),
        places=material.links.all("place", brief.places),
        body=body.prose,
        contents=body.contents,
        claims=cards,
        embedded=body.placed,
        events=material.listed.events(brief.events),
        sources=sources,
        actors=material.links.all("actor", brief.actors),
        corrections=tuple([material.listed.correction(correction) for correction in reversed(brief.corrections)]),
        backlinks=material.listed.backlinks(Target("brief", key)),
        timeline=told_together(material.timeline, entries, cards),
        words=body.words,
        history=history_of_brief(material, key),
        counts=_counts(material, brief, sources),
        cite=_cite(material, brief, address),
    )


def _sources(material: Material, cited: tuple[SourceItem, ...], used: tuple[str, ...]) -> tuple[SourceItem, ...]:
    """Those the text cites by their numbers, then the others it rests on."""
    numbered = {item.key for item in cited}
    return cited + material.sources.items([key for key in used if key not in numbered])


def _cite(material: Material, brief: BriefEntity, address: str | None) -> str:
    config, meta = material.record.config, brief.meta
    publisher = config.publisher or config.title
    date = material.language.when(meta.date).words
    return material.words.cited_brief(meta.authors, meta.title, publisher, date, address)


def _counts(material: Material, brief: BriefEntity, sources: tuple[SourceItem, ...]) -> tuple[Count, ...]:
    found = [material.words.count(len(brief.claims), "claim")]
    if brief.claims:
        single = sum(material.cards.card(key).lineage.carriers == 1 for key in brief.claims)
        unanswered = sum(material.cards.card(key).unanswered for key in brief.claims)
        if single:
            found.append(Count(single, material.words.single_report(single)))
        if unanswered:
            found.append(Count(unanswered, material.words.unanswered(unanswered)))
    found.append(material.words.count(len(sources), "source"))
    if brief.events:
        found.append(material.words.count(len(brief.events), "event"))
    return tuple(found)
