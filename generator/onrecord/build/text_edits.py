"""Edits that only the running text of some briefs can tell: few pages show it.

That is the brief's own, since the bodies stand apart in the record (``onrecord.record.record``), and those of what it
refers to, which quote the sentence around a reference. A build in a process of its own knows nothing of what was read
for what; but where all else that pages are made of is as it was, it need not view any others.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

import msgspec

from onrecord.content.document import Document
from onrecord.record.bodies import led_to
from onrecord.record.entities import Target
from onrecord.record.record import Record
from onrecord.site.routes import Routes


class Basis(msgspec.Struct, array_like=True, frozen=True):
    """What the pages of a site are made of: a digest of all ``apart`` from the text of briefs.

    ``texts`` are those by the brief's id: the digest of its file, and that of its sentences with references.
    """

    apart: bytes
    texts: dict[str, tuple[str, str]]


def basis_of(record: Record, documents: Iterable[Document], withheld: Mapping[str, str], shape: object) -> Basis:
    """The basis of the pages of a ``record`` that was joined of ``documents``.

    ``withheld`` are the briefs that are left out, each with the reason. ``shape`` is whatever shapes pages beside the
    record. All of it is what the pages are made of in this build, and not what may stand in the files by now.
    """
    digest = blake2b(digest_size=16)
    used = (record.config, record.assets, record.embargoed, record.history, record.revisions, sorted(withheld.items()))
    digest.update(repr((used, shape)).encode(errors="surrogatepass"))
    texts: dict[str, tuple[str, str]] = {}
    for document in documents:
        told = document.digest
        if document.kind == "brief":
            texts[document.id] = document.digest, document.sentences
            told = document.frame
        digest.update(f"\0{document.path}\0{told}".encode(errors="surrogatepass"))
    return Basis(digest.digest(), texts)


def showing(record: Record, before: Basis | None, now: Basis | None) -> frozenset[str] | None:
    """The files of the pages that may show what was edited; ``None`` for any of them."""
    if before is None or now is None or before.apart != now.apart:
        return None
    routes = Routes(record)
    items: set[Target] = set()
    for brief, told in now.texts.items():
        digest, sentences = before.texts.get(brief, ("", ""))
        if digest != told[0]:
            items.add(Target("brief", brief))
        if sentences != told[1]:
            items |= led_to(Target("brief", brief), record.resolved[Target("brief", brief)]).keys()
    return frozenset(map(routes.shown_in, items))
