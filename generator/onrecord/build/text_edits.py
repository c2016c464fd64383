"""Edits that only the running text of some briefs can tell: few pages show it.

That is the brief's own, since the bodies stand apart in the record (``onrecord.record.record``), and those of what it
refers to, which quote the sentence around a reference. A build in a process of its own knows nothing of what was read
for what; but where all else that pages are made of is as it was, it need not view any others.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from hashlib import blake2b

import msgspec

from onrecord.content.document import SENTENCE, Document
from onrecord.diagnostics import Diagnostic
from onrecord.record.bodies import led_to
from onrecord.record.entities import Target
from onrecord.record.record import Record, Resolved
from onrecord.site.list_pages import PageList
from onrecord.site.routes import Routes


class Basis(msgspec.Struct, array_like=True, frozen=True):
    """What the pages of a site are made of: a digest of all ``apart`` from the text of briefs.

    ``texts`` are those by the brief's id: the digest of its file, and those of its sentences with references.
    """

    apart: bytes
    texts: dict[str, tuple[str, bytes]]

    def edited_since(self, before: Basis | None) -> list[str] | None:
        """The briefs whose text is another than ``before``; ``None`` where more than texts may be."""
        if before is None or before.apart != self.apart:
            return None
        return [brief for brief, told in self.texts.items() if before.texts.get(brief) != told]


class Findings(msgspec.Struct, array_like=True, frozen=True):
    """What a build found that no text of a brief has a say in.

    ``years`` are those of the timeline, ``lists`` the lengths of long lists. ``planned`` is what was wrong with
    addresses, ``objections`` are those of the editorial rules. ``circumstances`` are a digest of what these go by
    beside the record, such as the day.
    """

    circumstances: bytes
    years: list[int]
    lists: dict[PageList, int]
    planned: list[Diagnostic]
    objections: list[Diagnostic]

    def concern(self, paths: Container[str]) -> bool:
        """Whether anything was found in one of these files: its place may have moved with the text."""
        return any(found.file in paths for found in (*self.planned, *self.objections))


def digest_of_circumstances(circumstances: object) -> bytes:
    """What tells ``circumstances`` apart from others, from one process to the next."""
    return blake2b(repr(circumstances).encode(errors="surrogatepass"), digest_size=16).digest()


def basis_of(record: Record, documents: Iterable[Document], withheld: Mapping[str, str], shape: object) -> Basis:
    """The basis of the pages of a ``record`` that was joined of ``documents``.

    ``withheld`` are the briefs that are left out, each with the reason. ``shape`` is whatever shapes pages beside the
    record. All of it is what the pages are made of in this build, and not what may stand in the files by now.
    """
    digest = blake2b(digest_size=16)
    used = (record.config, record.assets, record.embargoed, record.history, record.revisions, sorted(withheld.items()))
    digest.update(repr((used, shape)).encode(errors="surrogatepass"))
    texts: dict[str, tuple[str, bytes]] = {}
    for document in documents:
        told = document.digest
        if document.kind == "brief":
            texts[document.id] = document.digest, document.sentences
            told = document.frame
        digest.update(f"\0{document.path}\0{told}".encode(errors="surrogatepass"))
    return Basis(digest.digest(), texts)


def showing(record: Record, before: Basis | None, now: Basis | None) -> frozenset[str] | None:
    """The files of the pages that may show what was edited; ``None`` for any of them."""
    edited = now.edited_since(before) if now else None
    if edited is None or before is None or now is None:
        return None
    items: set[Target] = set()
    for brief in edited:
        item = Target("brief", brief)
        items.add(item)
        items |= led_to(item, _edited(record.resolved[item], before.texts[brief][1], now.texts[brief][1])).keys()
    return frozenset(map(Routes(record).shown_in, items))


def _edited(meanings: Sequence[Resolved | None], before: bytes, now: bytes) -> Iterator[Resolved | None]:
    """Those of the references of a text that stand in other sentences than before."""
    for number, meaning in enumerate(meanings):
        sentence = slice(number * SENTENCE, (number + 1) * SENTENCE)
        if before[sentence] != now[sentence]:
            yield meaning
