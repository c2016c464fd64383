"""An edit that only the running text of some briefs can tell: nothing but their own pages shows it.

That holds since the bodies stand apart in the record (``onrecord.record.record``). A build in a process of its own
knows nothing of what was read for what; but where all else that pages are made of is as it was, it need not view the
other ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

import msgspec

from onrecord.content.document import Document
from onrecord.record.record import Record


class Basis(msgspec.Struct, array_like=True, frozen=True):
    """What the pages of a site are made of: a digest of all ``apart`` from the text of briefs, and of those by id."""

    apart: bytes
    texts: dict[str, str]


def basis_of(record: Record, documents: Iterable[Document], withheld: Mapping[str, str], shape: object) -> Basis:
    """The basis of the pages of a ``record`` that was joined of ``documents``.

    ``withheld`` are the briefs that are left out, each with the reason. ``shape`` is whatever shapes pages beside the
    record. All of it is what the pages are made of in this build, and not what may stand in the files by now.
    """
    digest = blake2b(digest_size=16)
    used = (record.config, record.assets, record.embargoed, record.history, record.revisions, sorted(withheld.items()))
    digest.update(repr((used, shape)).encode(errors="surrogatepass"))
    texts: dict[str, str] = {}
    for document in documents:
        told = document.digest
        if document.kind == "brief":
            texts[document.id] = document.digest
            told = document.frame
        digest.update(f"\0{document.path}\0{told}".encode(errors="surrogatepass"))
    return Basis(digest.digest(), texts)


def edited_briefs(before: Basis | None, now: Basis | None) -> frozenset[str] | None:
    """The briefs whose text alone was edited; ``None`` where anything else may have been, too."""
    if before is None or now is None or before.apart != now.apart:
        return None
    return frozenset(brief for brief, digest in now.texts.items() if before.texts.get(brief) != digest)
