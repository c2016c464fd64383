"""HTML copied piece by piece, cut where a reference stands."""

from __future__ import annotations

from dataclasses import dataclass

from onrecord.content.document import Reference, ReferenceKind
from onrecord.content.references import OPEN, Candidate, as_written
from onrecord.content.sentences import contexts, mark, plain_text


@dataclass(slots=True)
class OpenReference:
    """A reference whose sentence is not read yet; ``start`` and ``end`` are where it stands in the HTML."""

    kind: ReferenceKind
    target: str
    place: tuple[int, int]
    start: int
    end: int
    label: str | None = None
    fragment: str | None = None
    keys: tuple[tuple[str, str | None], ...] = ()
    in_link: bool = False

    def with_context(self, context: str) -> Reference:
        line, column = self.place
        return Reference(
            self.kind, self.target, line, column, self.label, self.fragment, self.keys, context, self.in_link
        )


class Pieces:
    """What has been written of a body so far. Offsets are those of the HTML that is copied from."""

    def __init__(self, html: str, candidates: list[Candidate]) -> None:
        self.html = html
        self.candidates = candidates
        self.parts: list[str] = []
        self.references: list[Reference] = []
        self.copied = 0
        self._piece: list[str] = []
        self._waiting: list[OpenReference] = []
        self._block_start = 0

    def copy_to(self, offset: int) -> None:
        """Copy what is left up to ``offset``; nothing when that has been copied or left out."""
        if offset > self.copied:
            self._piece.append(self.html[self.copied : offset])
            self.copied = offset

    def leave_out_to(self, offset: int) -> None:
        """Do not copy what is left up to ``offset``."""
        self.copied = max(self.copied, offset)

    def write(self, text: str) -> None:
        """Write text of one's own."""
        self._piece.append(text)

    def refer(self, reference: OpenReference) -> None:
        """Cut here, for the reference."""
        self._cut()
        self._waiting.append(reference)

    def end_block(self, start: int, end: int) -> None:
        """A block of text ends at ``start``, the next one starts at ``end``: read the sentences around references."""
        if self._waiting:
            self._read_sentences(start)
        self._block_start = end

    def finish(self) -> None:
        """Copy the rest."""
        self.end_block(len(self.html), len(self.html))
        self.copy_to(len(self.html))
        self._cut()

    def _cut(self) -> None:
        self.parts.append("".join(self._piece))
        self._piece = []

    def _read_sentences(self, end: int) -> None:
        first = len(self.references)
        pieces: list[str] = []
        at = self._block_start
        for number, reference in enumerate(self._waiting, first):
            before = self.html[at : reference.start]
            pieces += (before.rstrip() if reference.kind == "citation" else before, mark(number))
            at = reference.end
        block = "".join((*pieces, self.html[at:end]))
        if OPEN in block:
            block = as_written(block, self.candidates)
        names = {
            number: reference.label if reference.kind == "link" else ""
            for number, reference in enumerate(self._waiting, first)
        }
        found = contexts(plain_text(block), names)
        self.references += [
            reference.with_context(found.get(number, "")) for number, reference in enumerate(self._waiting, first)
        ]
        self._waiting = []
