"""An edit that only the running text of some briefs can tell: nothing but their own pages shows it.

That holds since the bodies stand apart in the record (``onrecord.record.record``). A build in a process of its own
knows nothing of what was read for what; but where all else that pages are made of is as it was, it need not view the
other ones.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import blake2b

import msgspec

from onrecord.build.receipt import Unreadable, add_surroundings
from onrecord.build.request import BuildRequest
from onrecord.content.document import Document


class Basis(msgspec.Struct, array_like=True, frozen=True):
    """What the pages of a site are made of: a digest of all ``apart`` from the text of briefs, and of those by id."""

    apart: bytes
    texts: dict[str, str]


def basis_of(
    request: BuildRequest, documents: Iterable[Document], withheld: Mapping[str, str], embargoed: Iterable[str]
) -> Basis | None:
    """The basis of the site that is built of ``documents``; ``None`` when that cannot be told.

    ``withheld`` are the briefs that are left out, each with the reason; ``embargoed`` those that are shown before their
    time.
    """
    if request.as_of:
        return None
    known = {document.path: document for document in documents}
    digest = blake2b(digest_size=16)
    digest.update(repr((sorted(withheld.items()), sorted(embargoed))).encode())
    for document in known.values():
        digest.update(f"\0{document.path}\0{document.frame if document.kind == 'brief' else document.digest}".encode())
    try:
        add_surroundings(digest, request, known)
    except Unreadable:
        return None
    return Basis(digest.digest(), {it.id: it.digest for it in known.values() if it.kind == "brief"})


def edited_briefs(before: Basis | None, now: Basis | None) -> frozenset[str] | None:
    """The briefs whose text alone was edited; ``None`` where anything else may have been, too."""
    if before is None or now is None or before.apart != now.apart:
        return None
    return frozenset(brief for brief, digest in now.texts.items() if before.texts.get(brief) != digest)
