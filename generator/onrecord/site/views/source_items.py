"""Sources as they stand in lists and in provenance trees."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from msgspec.structs import replace

from onrecord.record.derivation import Kept, kept
from onrecord.record.entities import SourceEntity
from onrecord.record.provenance import ProvenanceNode
from onrecord.record.record import Record
from onrecord.site.routes import source_anchor
from onrecord.site.views.grades import Grades
from onrecord.site.views.language import Language, quoted
from onrecord.site.views.links import Links
from onrecord.site.views.parts import Address, ProvenanceStep, SourceItem

NOT_OFFERED = frozenset({"dead", "usurped", "unfit"})
"""States of an address that must not be offered to a reader; its archived copy is."""

LINEAGES = ("first-hand", "relays", "not-recorded")


class SourceItems:
    """The sources of one site, each made once."""

    def __init__(self, record: Record, links: Links, language: Language, grades: Grades) -> None:
        self._record = record
        self._links = links
        self._language = language
        self._grades = grades
        self._made: Kept[str, SourceItem] = kept(record, "source items", lambda key: self._item(record.sources[key]))

    def item(self, key: str) -> SourceItem:
        """A source in a list."""
        return self._made[key]

    def items(self, keys: Iterable[str]) -> tuple[SourceItem, ...]:
        """Several sources, each once, in the order of ``keys``."""
        return tuple([self.item(key) for key in dict.fromkeys(keys)])

    def cited(self, keys: Iterable[str], uses: Mapping[str, tuple[str, ...]]) -> tuple[SourceItem, ...]:
        """The sources that a body cites, numbered, each with the anchors of its citations."""
        return tuple(
            [replace(self.item(key), number=number, uses=uses.get(key, ())) for number, key in enumerate(keys, 1)]
        )

    def steps(self, nodes: Iterable[ProvenanceNode]) -> tuple[ProvenanceStep, ...]:
        """A provenance tree."""
        return tuple([self._step(node) for node in nodes])

    def _item(self, source: SourceEntity) -> SourceItem:
        meta = source.meta
        when = self._language.when_known
        return SourceItem(
            key=source.key,
            anchor=source_anchor(source.key),
            link=self._links.to("source", source.key),
            kind=self._language.words.source_kind(meta.kind),
            outlet=self._links.outlet_of(source.key),
            authors=tuple([self._links.named(author) for author in source.authors]),
            published=when(meta.published),
            accessed=when(meta.accessed),
            place=None if source.place is None else self._links.to("place", source.place),
            address=self._address(source),
            lineage=lineage_of(source),
            via=self._links.all("source", source.via or ()),
            reliability=self._grades.reliability(source.reliability),
            reliability_reason=meta.reliability_reason,
            retracted=when(meta.retracted),
            retraction_note=meta.retraction_note,
            quote=quoted(meta.quote, meta.lang),
            note=meta.note,
            claims=len(self._record.index.claims_of_source.get(source.key, ())),
            brief=None if source.brief is None else self._links.to("brief", source.brief),
        )

    def _address(self, source: SourceEntity) -> Address:
        meta = source.meta
        return Address(
            url=None if meta.url_status in NOT_OFFERED else meta.url,
            archive=meta.archive,
            archived=self._language.when_known(meta.archived),
            state=meta.url_status,
            host=_host(meta.url),
        )

    def _step(self, node: ProvenanceNode) -> ProvenanceStep:
        item = self.item(node.source)
        return ProvenanceStep(
            source=item.link,
            outlet=item.outlet,
            kind=item.kind,
            published=item.published,
            reliability=item.reliability,
            role=node.role,
            repeated=node.repeated,
            loop=node.loop,
            children=self.steps(node.children),
            cut=node.cut,
            retracted=item.retracted is not None,
        )


def lineage_of(source: SourceEntity) -> str:
    """What is recorded of a source's lineage: one of ``LINEAGES``."""
    if source.via is None:
        return "not-recorded"
    return "relays" if source.via else "first-hand"


def _host(url: str | None) -> str | None:
    if not url:
        return None
    try:
        host = urlsplit(url).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
