"""What a search finds: every item of the record that has an address of its own, and what it can be narrowed by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape

from msgspec import Struct

from onrecord.content.dates import Date
from onrecord.content.model import Alias
from onrecord.record.entities import ClaimEntity, Target, TargetKind
from onrecord.record.timeline import touched_years
from onrecord.site.views.bodies import shown
from onrecord.site.views.marks import NOT_ASSESSED
from onrecord.site.views.material import Material
from onrecord.site.views.messages import LINEAGES
from onrecord.site.views.parts import Link

KINDS: tuple[TargetKind, ...] = ("claim", "brief", "actor", "source", "event", "topic", "place", "page")
"""The kinds of item that can be found, in the order in which a reader is offered them."""

_TAG = re.compile(r"<[^>]*>")
_CITATION = re.compile(r'<span class="(?:citation|side)".*?</span>')
_BLOCK = re.compile(r"</(?:p|li|h[1-6]|dt|dd|td|th|tr|blockquote|pre|figcaption)>|<(?:br|hr)\b[^>]*>")


class Findable(Struct, frozen=True, gc=False):
    """One thing that can be found.

    ``who`` is the attribution that its title never goes without ("Marta Velin said"), ``about`` what else a reader has
    to know to tell it from others. ``names`` are other names of it. ``status`` is that of a claim (``not-assessed``
    where it has none). ``actors`` and ``topics`` are ids, ``years`` those that its date touches. ``since`` is the
    earliest instant of its date, empty where it has none.
    """

    kind: TargetKind
    key: str
    link: Link
    who: str = ""
    about: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    status: str | None = None
    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    years: tuple[int, ...] = ()
    since: str = ""


def findables(material: Material) -> Iterator[Findable]:
    """Everything that can be found, in the order of ``KINDS`` and within each in that of the record."""
    yield from _claims(material)
    yield from _briefs(material)
    yield from _actors(material)
    yield from _sources(material)
    yield from _events(material)
    yield from _subjects(material)
    for page in material.record.pages:
        yield Findable("page", page, material.links.to("page", page))


def words_of(material: Material, found: Findable) -> tuple[str, ...]:
    """The item's own words beside its title and names, in plain text: what of it can be found, and quoted."""
    record, key = material.record, found.key
    told: Iterable[str | None]
    match found.kind:
        case "claim":
            claim = record.claims[key]
            told = _told_of_claim(material, claim)
        case "brief":
            brief = record.briefs[key]
            told = [brief.meta.summary, *(correction.meta.note for correction in brief.corrections)]
        case "actor":
            actor = record.actors[key]
            told = [actor.meta.summary, *(role.meta.title for role in actor.roles)]
        case "source":
            source = record.sources[key].meta
            told = [source.quote, source.note, source.retraction_note]
        case "event":
            event = record.events[key]
            told = [event.meta.summary, event.meta.note]
        case "topic":
            told = [record.topics[key].meta.summary]
        case "place":
            told = [record.places[key].meta.summary]
        case _:
            told = [record.pages[key].meta.summary]
    return tuple([" ".join(text.split()) for text in (*told, *_plain(material, found)) if text and text.strip()])


def _claims(material: Material) -> Iterator[Findable]:
    for key, claim in material.record.claims.items():
        card = material.cards.card(key)
        date = claim.meta.said or material.record.briefs[claim.brief].meta.date
        yield Findable(
            kind="claim",
            key=key,
            link=Link(card.text, card.path, "claim", card.lang),
            who=material.words.said_by([claimant.text for claimant in card.claimants]),
            about=_known(card.said.words if card.said else None, card.lineage.words),
            status=claim.status or NOT_ASSESSED.id,
            actors=_concerned(claim),
            topics=claim.topics,
            years=_years(date),
            since=_since(date),
        )


def _briefs(material: Material) -> Iterator[Findable]:
    for key, brief in material.record.briefs.items():
        item, date = material.listed.brief(key), brief.meta.date
        yield Findable(
            kind="brief",
            key=key,
            link=item.link,
            about=_known(item.when.words, _claims_of(material, item.claims)),
            actors=brief.actors,
            topics=brief.topics,
            years=_years(date),
            since=_since(date),
        )


def _actors(material: Material) -> Iterator[Findable]:
    record, index = material.record, material.record.index
    for key, actor in record.actors.items():
        made, about = (len(keys.get(key, ())) for keys in (index.claims_by, index.claims_about))
        kind = record.config.actor_kinds[actor.meta.kind].label
        yield Findable(
            kind="actor",
            key=key,
            link=material.links.to("actor", key),
            about=(kind, *material.words.claims_of_actor(made, about)),
            names=_names(actor.meta.aliases),
            actors=(key,),
        )


def _sources(material: Material) -> Iterator[Findable]:
    record = material.record
    for key, source in record.sources.items():
        item = material.sources.item(key)
        claims = [record.claims[claim] for claim in record.index.claims_of_source.get(key, ())]
        brief = record.briefs[source.brief] if source.brief else None
        topics = dict.fromkeys(topic for claim in claims for topic in claim.topics)
        named = [name for name in (source.outlet, *source.authors) if name]
        shown = [link.text for link in (item.outlet, *item.authors) if link]
        date = source.meta.published or source.meta.accessed
        yield Findable(
            kind="source",
            key=key,
            link=item.link,
            who=material.words.listed(dict.fromkeys(shown)),
            names=tuple(dict.fromkeys(name.text for name in named)),
            about=_known(
                item.kind,
                item.published.words if item.published else None,
                material.words(LINEAGES[item.lineage], "lineage"),
            ),
            actors=tuple(dict.fromkeys(name.key for name in named if name.key)),
            topics=tuple(topics) or (brief.topics if brief else ()),
            years=_years(date),
            since=_since(date),
        )


def _events(material: Material) -> Iterator[Findable]:
    for key, event in material.record.events.items():
        (item,) = material.listed.events([key])
        place = item.place.text if item.place else None
        yield Findable(
            kind="event",
            key=key,
            link=item.link,
            about=_known(item.when.words if item.when else None, place, _claims_of(material, item.claims)),
            actors=event.actors,
            topics=event.topics,
            years=_years(event.meta.date),
            since=_since(event.meta.date),
        )


def _subjects(material: Material) -> Iterator[Findable]:
    record, index, to = material.record, material.record.index, material.links.to
    for key, topic in record.topics.items():
        about = _known(_claims_of(material, len(index.claims_of_topic.get(key, ()))))
        yield Findable("topic", key, to("topic", key), about=about, names=_names(topic.meta.aliases), topics=(key,))
    for key, place in record.places.items():
        about = _known(_claims_of(material, len(index.claims_of_place.get(key, ()))))
        yield Findable("place", key, to("place", key), about=about, names=_names(place.meta.aliases))


def _told_of_claim(material: Material, claim: ClaimEntity) -> Iterator[str]:
    """What is said of a claim, and by whom: nobody's words stand under another's name."""
    meta = claim.meta
    if meta.quote:
        yield material.words.quoted(meta.quote)
    if meta.note:
        yield meta.note
    for response in map(material.cards.response, claim.responses):
        told = [material.words.quoted(response.quote.text)] if response.quote else []
        told += [response.note] if response.note else []
        if told:
            yield _attributed(f"{response.by.text} {response.stance.label}", " ".join(told))
    for assessment in material.cards.assessments(claim):
        if assessment.note:
            yield _attributed(assessment.status.label, assessment.note)
    for piece in claim.evidence:
        told = [material.words.quoted(piece.meta.quote)] if piece.meta.quote else []
        told += [piece.meta.note] if piece.meta.note else []
        if told:
            yield _attributed(material.links.to("source", piece.source).text, " ".join(told))


def _lineage(material: Material, lineage: str) -> str:
    return material.words(LINEAGES[lineage], "lineage")


def _attributed(who: str, told: str) -> str:
    """What was told, after who told it."""
    return f"{who}: {told.strip()}"


def _concerned(claim: ClaimEntity) -> tuple[str, ...]:
    """Who said it, whom it is about, who answered."""
    answering = (response.by for response in claim.responses)
    return tuple(dict.fromkeys((*claim.claimants, *claim.about, *answering)))


def _years(date: Date | None) -> tuple[int, ...]:
    return () if date is None else tuple(touched_years(date))


def _since(date: Date | None) -> str:
    return "" if date is None else date.earliest


def _names(aliases: Iterable[Alias]) -> tuple[str, ...]:
    return tuple([alias.name for alias in aliases])


def _claims_of(material: Material, number: int) -> str | None:
    return material.words.counted(number, "claim") if number else None


def _known(*told: str | None) -> tuple[str, ...]:
    return tuple([text for text in told if text])


def _plain(material: Material, found: Findable) -> list[str]:
    """A body without its markup; the claims whose cards stand in it are found on their own."""
    html = _CITATION.sub("", "".join(shown(material, Target(found.kind, found.key), "").prose.html))
    blocks = _BLOCK.sub("\n", html).split("\n")
    return [unescape(_TAG.sub("", block)) for block in blocks]
