"""What the first map yields: one immutable document per content file, its references still open."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b
from typing import Literal, Protocol

from onrecord.content.model import Meta
from onrecord.diagnostics import Diagnostic

Kind = Literal["brief", "actor", "source", "event", "place", "topic", "page"]

FOLDERS: dict[str, Kind] = {
    "briefs": "brief",
    "actors": "actor",
    "sources": "source",
    "events": "event",
    "places": "place",
    "topics": "topic",
    "pages": "page",
}
"""Which folder of ``content/`` holds which kind of file."""

ReferenceKind = Literal["link", "citation", "embed", "path", "asset"]
"""``[[...]]``, ``[@...]``, ``![[...]]``, a relative link to a content file, a relative address of an asset."""


@dataclass(frozen=True, slots=True)
class Reference:
    """One open reference of a body.

    ``target`` is what was written, without the brackets and the label; of a ``path`` or an ``asset`` it is the
    percent-decoded address without its fragment, with a query as written. ``fragment`` is the percent-decoded part
    after its ``#``. ``label`` is the text after ``|``. ``keys`` are those of a citation, with an optional locator each
    (``[@a, p. 3; @b]``). ``line`` and ``column`` are the file's own, from 1.

    ``context`` is the sentence around it in plain text, at most some 300 characters. Where a link without a label
    stands in the sentence, its name is not known yet: ``U+E002``, the number of the reference in ``Body.references``
    in decimal digits, and ``U+E003`` stand for it. Citations are left out. A claim card has no context.

    ``in_link`` says that it stands within the text of another link, where HTML allows no second one.
    """

    kind: ReferenceKind
    target: str
    line: int
    column: int
    label: str | None = None
    fragment: str | None = None
    keys: tuple[tuple[str, str | None], ...] = ()
    context: str = ""
    in_link: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a body: its level (2 to 6), anchor and plain text."""

    level: int
    anchor: str
    text: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body as HTML with its references open.

    ``html`` is sanitised and cut at every reference: ``html[0] references[0] html[1] references[1] ... html[n]``, in
    the order of the page. A ``path`` or ``asset`` reference stands for the value of an attribute in double quotes, a
    link or citation for phrasing content, an embed for a block outside any paragraph.

    ``headings`` are those of level 2 to 6 in order; where a body has a heading of level 1, all have moved down by one.
    ``anchors`` are all ids of the HTML in order. ``words`` counts the words of the text.
    """

    html: tuple[str, ...] = ("",)
    references: tuple[Reference, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    words: int = 0

    def opened(self) -> Body:
        """The body itself."""
        return self


class HeldBody(Protocol):
    """A body as it is held: itself, or what it is made from whenever it is looked at. Equal ones hold equal bodies."""

    def opened(self) -> Body:
        """The body; whoever needs it several times keeps it meanwhile."""


SENTENCE = 8
"""Length in bytes of the digest of a sentence."""


@dataclass(frozen=True, slots=True)
class Document:
    """One content file, parsed.

    ``path`` is POSIX and relative to the site's folder; ``digest`` is the BLAKE2b-128 of its bytes in hexadecimal.
    ``meta`` is ``None`` when the front matter is not usable; the diagnostics then say why. ``frame`` is a digest of all
    but the running text of the body: of the front matter, the references and the anchors; ``sentences`` are those of
    the sentence around each reference, ``SENTENCE`` bytes long. Of a file with diagnostics the ``frame`` is the digest
    of all. Both are empty where nobody has read a file.
    """

    path: str
    kind: Kind
    id: str
    digest: str
    meta: Meta | None
    body: HeldBody
    diagnostics: tuple[Diagnostic, ...] = ()
    frame: str = ""
    sentences: bytes = b""


def digest_of(data: bytes) -> str:
    """The digest of a file's bytes that its document has."""
    return blake2b(data, digest_size=16).hexdigest()
