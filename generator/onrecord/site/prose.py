"""Bodies for pages: links and numbered citations filled in, claim cards placed."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import escape

from onrecord.content.document import Body, Reference
from onrecord.record.entities import Target
from onrecord.record.record import Citation, Record, Resolved
from onrecord.site.routes import Routes, source_anchor
from onrecord.site.scroll_boxes import with_scroll_boxes
from onrecord.site.titles import title
from onrecord.site.views.parts import ClaimCard, Prose
from onrecord.site.views.words import Words

_TO_NOWHERE = re.compile(r'<a\b[^>]*\bhref=""[^>]*>(.*?)</a>', re.DOTALL)
"""A link whose target is not known yet on the day that the site is built for: its words stay."""

_BACK_TO_TEXT = re.compile(r'(?<= aria-label=")Jump back to footnote (\d+) in the text(?=")')
"""What Python-Markdown calls the link back from a footnote."""


@dataclass(frozen=True, slots=True)
class LinkedProse:
    """A body ready for its page.

    ``cited`` are the keys of the sources it cites in the order of their numbers, from 1; ``uses`` are, per source, the
    anchors of the citations; ``placed`` are the keys of the claims whose cards stand in it.
    """

    prose: Prose
    cited: tuple[str, ...] = ()
    uses: dict[str, tuple[str, ...]] | None = None
    placed: tuple[str, ...] = ()


def linked(
    record: Record,
    routes: Routes,
    item: Target,
    body: Body | None,
    root: str,
    card: Callable[[str], ClaimCard],
    words: Words,
) -> LinkedProse:
    """The body of ``item`` for the page that reaches the root of the site by ``root``.

    ``card`` gives the card of a claim by its key.
    """
    if body is None:
        return LinkedProse(Prose())
    writer = _Writer(record, routes, root, words, with_notes=item.kind == "brief")
    pieces: list[str] = []
    cards: list[ClaimCard] = []
    placed: list[str] = []
    current = [body.html[0]]
    meanings = record.resolved.get(item, (None,) * len(body.references))
    absent = [reference for reference, meaning in zip(body.references, meanings, strict=True) if meaning is None]
    for reference, meaning, following in zip(body.references, meanings, body.html[1:], strict=True):
        if reference.kind == "embed" and isinstance(meaning, Target):
            pieces.append("".join(current))
            cards.append(card(meaning.key))
            placed.append(meaning.key)
            current = []
        else:
            current.append(writer.written(reference, meaning))
        current.append(following)
    pieces.append("".join(current))
    if any(reference.kind == "path" for reference in absent):
        pieces = [_TO_NOWHERE.sub(r"\1", piece) for piece in pieces]
    if any("footnote-backref" in piece for piece in pieces):
        pieces = [_BACK_TO_TEXT.sub(lambda found: words.back_from_footnote(found[1]), piece) for piece in pieces]
    return LinkedProse(
        Prose(tuple(with_scroll_boxes(pieces, words)), tuple(cards)),
        tuple(writer.numbers),
        {key: tuple(anchors) for key, anchors in writer.uses.items()},
        tuple(placed),
    )


class _Writer:
    """Writes the references of one body; numbers its citations by first use.

    ``with_notes`` names a source beside the line that cites it first, for pages with room there. The list of sources
    and the link's own name say the same, so the note is for the eye only.
    """

    def __init__(self, record: Record, routes: Routes, root: str, words: Words, *, with_notes: bool) -> None:
        self.with_notes = with_notes
        self.record = record
        self.words = words
        self.routes = routes
        self.root = root
        self.numbers: dict[str, int] = {}
        self.noted: set[str] = set()
        self.uses: dict[str, list[str]] = {}

    def written(self, reference: Reference, meaning: Resolved | None) -> str:
        match reference.kind:
            case "path" | "asset":
                return str(escape(self._address(meaning))) if isinstance(meaning, Target) else ""
            case "citation":
                return self._citation(reference, meaning if not isinstance(meaning, Target) and meaning else ())
            case _:
                return self._link(reference, meaning if isinstance(meaning, Target) else None)

    def _address(self, target: Target) -> str:
        return f"{self.root}{self.routes.target(target)}" or "./"

    def _link(self, reference: Reference, target: Target | None) -> str:
        if target is None:
            return str(escape(reference.label or reference.target))
        text = escape(reference.label or title(self.record, target, self.words))
        if reference.in_link:
            return str(text)
        return f'<a href="{escape(self._address(target))}">{text}</a>'

    def _citation(self, reference: Reference, keys: Citation) -> str:
        locators = [locator for _, locator in reference.keys]
        if not keys:
            return ""
        marks = [
            self._mark(key, locator, linked=not reference.in_link) for key, locator in zip(keys, locators, strict=False)
        ]
        return f'<span class="citation">[{", ".join(marks)}]</span>{self._notes(keys)}'

    def _notes(self, keys: Citation) -> str:
        """The sources that are cited here for the first time."""
        if not self.with_notes:
            return ""
        first = [key for key in dict.fromkeys(keys) if key in self.uses and key not in self.noted]
        self.noted.update(first)
        return "".join(
            f'<span class="side" aria-hidden="true"><b>{self.numbers[key]}</b> '
            f"{escape(title(self.record, Target('source', key), self.words))}</span>"
            for key in first
        )

    def _mark(self, key: str, locator: str | None, *, linked: bool) -> str:
        number = self.numbers.setdefault(key, len(self.numbers) + 1)
        suffix = f", {escape(locator)}" if locator else ""
        if not linked:
            return f"{number}{suffix}"
        uses = self.uses.setdefault(key, [])
        anchor = f"o-cite-{number}-{len(uses) + 1}"
        uses.append(anchor)
        name = escape(self.words.cited_source(number, title(self.record, Target("source", key), self.words)))
        return (
            f'<a id="{anchor}" class="cite" href="#{escape(source_anchor(key))}" '
            f'role="doc-noteref" aria-label="{name}">{number}</a>{suffix}'
        )
