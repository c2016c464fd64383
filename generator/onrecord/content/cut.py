"""HTML cut at its references: one walk over the tags and tokens of a body.

In the same walk headings get their anchors, level-one headings move down, claim cards get out of paragraphs, and what
must not be in a body is reported.
"""

from __future__ import annotations

import re
from functools import partial
from html import escape
from urllib.parse import unquote

from onrecord.content import addresses
from onrecord.content.anchors import RESERVED, free, heading_anchor
from onrecord.content.attributes import AttributeWriter
from onrecord.content.body_problems import MAX_REPORTED, BodyProblems
from onrecord.content.contents_list import MARKER, contents_list
from onrecord.content.cut_pieces import OpenReference, Pieces
from onrecord.content.document import Body, Heading
from onrecord.content.html_elements import BLOCKS, CODE, FLOW, HEADINGS, RAW_TEXT, VOID
from onrecord.content.references import TOKEN, Candidate, as_text, as_written, number
from onrecord.content.sentences import plain_text
from onrecord.content.source_places import Places
from onrecord.diagnostics import Diagnostic, closest

_WALK = re.compile(
    rf"{TOKEN}"
    r"|<(?P<slash>/?)(?P<name>[a-zA-Z][^\s/<>\"']*+)(?P<attributes>(?:[^\"'<>]++|\"[^\"]*+\"|'[^']*+')*+)>"
    r"|\[\^(?P<footnote>[^\]\s<>]{1,100})\]"
    r"|(?P<comment><!--)"
)
_TAG = re.compile(r"<[^<>]*+>")
_ID = re.compile(r"""\sid=["']?([^"'\s>]*)""")
_AFTER_CARD = re.compile(r"\s*+(?:(?P<end></p>)|(?=\ue000(?P<token>[^\ue001]+)))?")

_HOLDS_CARDS = FLOW | {"body", "p"}
_CONTENTS = "\ue00e"
_DIRECTIVE = ":~:"
"""Starts the part of a fragment that is for the browser, such as a text to go to."""


def cut(
    html: str, candidates: list[Candidate], places: Places, file: str, *, trusted: bool
) -> tuple[Body, list[Diagnostic]]:
    """The body that ``html`` makes, and what is wrong with it.

    ``html`` holds tokens of the ``candidates``. ``trusted`` HTML is an author's own and keeps all it has but comments
    and what would be loaded from another host; other HTML comes from the sanitiser.
    """
    cutter = _Cutter(html, candidates, places, file, trusted)
    cutter.walk()
    return cutter.body(), cutter.problems.diagnostics


class _Cutter:
    def __init__(self, html: str, candidates: list[Candidate], places: Places, file: str, trusted: bool) -> None:
        self.html = html
        self.candidates = candidates
        self.places = places
        self.trusted = trusted
        self.problems = BodyProblems(places, file)
        self.pieces = Pieces(html, candidates)
        self.attributes = AttributeWriter(self.pieces, self.problems, trusted=trusted)
        self.stack: list[str] = []
        self.code_depth = 0
        self.link_depth = 0
        self.skipped_to = 0
        self.shift = 1 if "<h1" in html else 0
        self.taken = set(_ID.findall(html)) if 'id="' in html else set()
        self.counts: dict[str, int] = {}
        self.headings: list[Heading] = []
        self.paragraph = 0, 0
        self.has_contents = False

    def walk(self) -> None:
        for match in _WALK.finditer(self.html):
            if match.start() < self.skipped_to:
                continue
            token, slash, name, attributes, footnote, _ = match.groups()
            if name is not None:
                if slash:
                    self._closing(match, name.lower())
                else:
                    self._opening(match, name.lower(), attributes)
            elif token is not None:
                self._token(match, self.candidates[number(token)])
            elif footnote is not None:
                self._footnote(footnote)
            else:
                self._comment(match)
        self.pieces.finish()

    def body(self) -> Body:
        """What the walk has found."""
        self._report_unused_footnotes()
        self._report_unknown_anchors()
        parts = self.pieces.parts
        if self.has_contents:
            contents = contents_list(self.headings)
            parts = [part.replace(_CONTENTS, contents) for part in parts]
        return Body(
            tuple(parts),
            tuple(self.pieces.references),
            tuple(self.headings),
            tuple(self.attributes.ids),
            len(_TAG.sub(" ", self.html).split()),
        )

    # Tags

    def _opening(self, match: re.Match[str], name: str, attributes: str) -> None:
        start, end = match.span()
        if name in BLOCKS:
            self.pieces.end_block(start, end)
        if name not in VOID:
            self.stack.append(name)
        if name in HEADINGS:
            self._heading(match, name, attributes)
            return
        if name == "p":
            self.paragraph = start, end
            if not self.has_contents and self.html.startswith(f"{MARKER}</p>", end):
                self.has_contents = True
                self._replace(start, end + len(MARKER) + len("</p>"), _CONTENTS)
                return
        elif name in CODE:
            self.code_depth += 1
        elif name == "a":
            self.link_depth += 1
        if attributes:
            self.attributes.write(match, name, attributes)
        if self.trusted and name in RAW_TEXT:
            self._raw_text(name, end)

    def _closing(self, match: re.Match[str], name: str) -> None:
        if name in BLOCKS:
            self.pieces.end_block(*match.span())
        if name in HEADINGS and self.shift:
            self._replace(*match.span(), f"</{self._level(name)}>")
        if name in self.stack:
            while (closed := self.stack.pop()) != name:
                self._closed(closed)
            self._closed(name)

    def _closed(self, name: str) -> None:
        if name in CODE:
            self.code_depth -= 1
        elif name == "a":
            self.link_depth -= 1

    def _heading(self, match: re.Match[str], name: str, attributes: str) -> None:
        tag = self._level(name)
        end = self.html.find(f"</{name}", match.end())
        inner = self.html[match.end() : end if end != -1 else len(self.html)]
        text = plain_text(as_text(inner, self.candidates))
        given = _ID.search(attributes)
        anchor = given[1] if given else free(heading_anchor(text), self.taken, self.counts)
        self.taken.add(anchor)
        self.attributes.write(match, tag, attributes, None if given else anchor)
        self.headings.append(Heading(int(tag[1]), anchor, text))

    def _level(self, name: str) -> str:
        return f"h{min(6, int(name[1]) + self.shift)}"

    def _raw_text(self, name: str, start: int) -> None:
        """Leave what stands in a script, a style sheet and the like as it was written."""
        found = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(self.html, start)
        end = found.start() if found else len(self.html)
        content = as_written(self.html[start:end], self.candidates)
        if name == "style" and addresses.loads_elsewhere(content):
            self.attributes.remote(content.strip())
            content = ""
        self._replace(start, end, content)
        self.skipped_to = end

    def _comment(self, match: re.Match[str]) -> None:
        close = self.html.find("-->", match.start() + 2)
        end = close + 3 if close != -1 else len(self.html)
        self._replace(match.start(), end, "")
        self.skipped_to = end

    def _replace(self, start: int, end: int, text: str) -> None:
        self.pieces.copy_to(start)
        self.pieces.leave_out_to(end)
        self.pieces.write(text)

    # Tokens

    def _token(self, match: re.Match[str], candidate: Candidate) -> None:
        start, end = match.span()
        if candidate.kind == "embed" and not candidate.fault and not self.code_depth:
            self._card(start, end, candidate)
            return
        if candidate.fault and not self.code_depth:
            hint = "write [[target]], [[target|label]], [@key] or [@key, p. 3; @other]"
            self.problems.add("bad-reference", candidate.fault, candidate.place, hint)
        if candidate.fault or self.code_depth:
            self._replace(start, end, _literal(candidate))
        else:
            self._replace(start, end, "")
            self._refer(candidate, start, end)

    def _refer(self, candidate: Candidate, start: int, end: int) -> None:
        reference = OpenReference(candidate.kind, candidate.target, candidate.place, start, end, candidate.label)
        reference.keys = candidate.keys
        reference.in_link = self.link_depth > 0
        self.pieces.refer(reference)

    def _card(self, start: int, end: int, candidate: Candidate) -> None:
        parent = self.stack[-1] if self.stack else "body"
        if not candidate.alone or parent not in _HOLDS_CARDS:
            hint = "put it on a line of its own, with a blank line before and after it"
            self.problems.add(
                "embed-not-alone", f"'{candidate.written}' does not stand by itself", candidate.place, hint
            )
            self._replace(start, end, _literal(candidate))
            return
        if parent == "p":
            self._end_paragraph(start)
        self._replace(start, end, "")
        self.pieces.end_block(start, end)
        self._refer(candidate, end, end)
        self.pieces.end_block(end, end)
        if parent == "p":
            self._go_on_with_paragraph(end)

    def _end_paragraph(self, start: int) -> None:
        """Close the paragraph before a card, or take its tag back when nothing stands in it."""
        opened, content = self.paragraph
        text = self.html[content:start].rstrip()
        if text:
            self.pieces.copy_to(content + len(text))
            self.pieces.write("</p>\n")
        elif self.pieces.copied > opened:
            self.pieces.write("</p>\n")
        else:
            self.pieces.copy_to(opened)
        self.pieces.leave_out_to(start)

    def _go_on_with_paragraph(self, end: int) -> None:
        """Open the paragraph again after a card, unless it ends there or another card follows."""
        rest = _AFTER_CARD.match(self.html, end)
        if rest is None:
            return
        self.pieces.leave_out_to(rest.end())
        self.paragraph = rest.end(), rest.end()
        following = self.candidates[number(rest["token"])] if rest["token"] else None
        if not rest["end"] and not (following and following.kind == "embed" and following.alone):
            self.pieces.write("\n<p>")

    # Footnotes

    def _footnote(self, label: str) -> None:
        """A mark that Markdown left as text has no note, unless it was escaped."""
        place = None if self.code_depth else self.places.of_text(f"[^{label}]")
        if place:
            hint = f"add a line '[^{label}]: ...', or write '\\[^{label}]' when it is no footnote"
            self.problems.add("unknown-footnote", f"there is no footnote '{label}'", place, hint)

    def _report_unused_footnotes(self) -> None:
        for target in self.attributes.back_links:
            if target not in self.attributes.ids:
                label = target.partition(":")[2]
                hint = f"write '[^{label}]' where it belongs, or delete it"
                message = f"nothing leads to the footnote '{label}'"
                self.problems.add("unused-footnote", message, partial(self.places.of_text, f"[^{label}]:"), hint)

    def _report_unknown_anchors(self) -> None:
        """Links to a part of this page that the body has not; what pages add themselves is checked once it is there."""
        unknown = [(anchor, address) for address in self.attributes.own_links if (anchor := self._missing(address))]
        for told, (anchor, address) in enumerate(unknown):
            near = closest(anchor, self.attributes.ids) if told < MAX_REPORTED else None
            hint = f"did you mean '#{near}'?" if near else None
            message = f"nothing on this page has the id '{anchor}'"
            self.problems.add("unknown-anchor", message, partial(self.places.of_address, address), hint)

    def _missing(self, address: str) -> str | None:
        """The id that a link to a part of this page names and that should be in the body, unless it is."""
        anchor = unquote(address.partition("#")[2]).partition(_DIRECTIVE)[0]
        if anchor in self.attributes.ids or anchor.startswith(RESERVED) or anchor.lower() == "top":
            return None
        return anchor


def _literal(candidate: Candidate) -> str:
    return escape(candidate.written, quote=False)
