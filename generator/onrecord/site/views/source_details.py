"""Sources as they stand on the page of their outlet, with everything that rests on them."""

from __future__ import annotations

from onrecord.record.derivation import Kept, derived, kept
from onrecord.record.entities import SourceEntity, Target
from onrecord.record.record import Keys, Record
from onrecord.record.reliance import RelianceIndex
from onrecord.site.views.claim_cards import ClaimCards
from onrecord.site.views.links import Links
from onrecord.site.views.listed import Listed
from onrecord.site.views.parts import Count, Prose
from onrecord.site.views.position_parts import Reliance
from onrecord.site.views.row_parts import SourceDetail
from onrecord.site.views.source_items import SourceItems
from onrecord.site.views.words import Words


class SourceDetails:
    """The details of one site's sources, each made once."""

    def __init__(
        self, record: Record, words: Words, links: Links, sources: SourceItems, cards: ClaimCards, listed: Listed
    ) -> None:
        self._record = record
        self._words = words
        self._links = links
        self._sources = sources
        self._cards = cards
        self._listed = listed
        self._reliance = RelianceIndex(record)
        self._made: Kept[str, SourceDetail] = kept(
            record, "details of sources", lambda key: self._detail(record.sources[key]), once=True
        )
        self._carried = derived(record, "claims of outlets", self._claims_of_outlets)

    def of(self, source: str) -> SourceDetail:
        """A source but for its body, which is another one on each page."""
        return self._made[source]

    def claims_of(self, outlet: str) -> Keys:
        """The claims that an outlet's sources carry, each once."""
        return self._carried[outlet]

    def _claims_of_outlets(self) -> dict[str, Keys]:
        index = self._record.index
        return {
            outlet: tuple(
                dict.fromkeys([claim for source in sources for claim in index.claims_of_source.get(source, ())])
            )
            for outlet, sources in index.sources_of_outlet.items()
        }

    def _detail(self, source: SourceEntity) -> SourceDetail:
        index, key = self._record.index, source.key
        return SourceDetail(
            item=self._sources.item(key),
            body=Prose(),
            claims=self._cards.cards(index.claims_of_source.get(key, ())),
            relayed_by=self._links.all("source", index.relays_of_source.get(key, ())),
            briefs=self._links.all("brief", self._briefs(source)),
            backlinks=self._listed.backlinks(Target("source", key)),
            reliance=self._relying(key) if source.meta.retracted else None,
        )

    def _briefs(self, source: SourceEntity) -> list[str]:
        """Those that introduce a source, whose claims name it as carrier, evidence or answer, or that refer to it."""
        record = self._record
        found = [record.claims[claim].brief for claim in self._reliance.uses(source.key)]
        links = record.backlinks.get(Target("source", source.key), ())
        found += [link.source.key for link in links if link.source.kind == "brief"]
        if source.brief is not None:
            found.append(source.brief)
        return sorted(set(found), key=self._listed.brief_rank.__getitem__)

    def _relying(self, source: str) -> Reliance:
        found = self._reliance.relying_on(source)
        return Reliance(
            sources=self._links.all("source", found.sources),
            claims=self._cards.cards(found.claims),
            sole=Count(len(found.sole), self._words.sole_source(len(found.sole))),
            briefs=self._links.all("brief", found.briefs),
            actors=self._links.all("actor", found.actors),
        )
