"""The attributes of a body's tags: addresses become references, ids are watched, nothing loads from elsewhere."""

from __future__ import annotations

import re
from html import escape, unescape

from onrecord.content import addresses
from onrecord.content.anchors import RESERVED
from onrecord.content.body_problems import BodyProblems, Place
from onrecord.content.cut_pieces import OpenReference, Pieces
from onrecord.content.document import ReferenceKind
from onrecord.content.references import OPEN, as_written
from onrecord.content.sanitise import ATTRIBUTE
from onrecord.diagnostics import Severity

_ATTRIBUTE = re.compile(ATTRIBUTE)
_LOOKED_AT = re.compile(
    rf"\b(?:id|href|src|srcset|poster|data|background|style|align|cite|class)\s*+=|{OPEN}", re.IGNORECASE
)
_LOADED = frozenset({"src", "poster", "data", "background"})
_FOLLOWED = frozenset({"a", "area"})
_ALIGNED = frozenset({"center", "right"})
"""Alignments that say something: cells stand on the left by themselves."""
_BACK_LINK = "footnote-backref"
EXTERNAL = "external noopener"
"""The ``rel`` of a link that leaves the site."""


class AttributeWriter:
    """Writes opening tags.

    ``ids`` are the anchors of the body in order, ``back_links`` the ids that footnotes lead to, and ``own_links`` the
    addresses, as written, of other links to a part of the same page.
    """

    def __init__(self, pieces: Pieces, problems: BodyProblems, *, trusted: bool) -> None:
        self.pieces = pieces
        self.problems = problems
        self.places = problems.places
        self.trusted = trusted
        self.ids: dict[str, None] = {}
        self.back_links: list[str] = []
        self.own_links: list[str] = []

    def write(self, match: re.Match[str], tag: str, attributes: str, anchor: str | None = None) -> None:
        """Write the opening tag that ``match`` found as ``tag``, with ``anchor`` for its id if it has none."""
        if anchor is None and not _LOOKED_AT.search(attributes):
            if tag != match["name"]:
                self._replace(match, f"<{tag}{attributes}>")
            return
        self._replace(match, f"<{tag}")
        if anchor is not None:
            self.pieces.write(f' id="{escape(anchor)}"')
            self.ids[anchor] = None
        align = ""
        classes = ""
        for found in _ATTRIBUTE.finditer(attributes):
            name = found[1].lower()
            value = self._value(found)
            if value is None:
                self.pieces.write(f" {name}")
            elif name == "align" and tag in ("td", "th"):
                align = f"align-{value.lower()}" if value.lower() in _ALIGNED else ""
            elif name == "class" and tag in ("td", "th"):
                classes = value
            elif name == "title" and tag == "a" and _BACK_LINK in attributes:
                self.pieces.write(f' aria-label="{escape(value)}"')
            else:
                self._write(tag, name, value, match)
        if align or classes:
            self.pieces.write(f' class="{escape(" ".join(filter(None, (classes, align))))}"')
        self.pieces.write(" />" if self.trusted and attributes.endswith("/") else ">")

    def _replace(self, match: re.Match[str], text: str) -> None:
        self.pieces.copy_to(match.start())
        self.pieces.leave_out_to(match.end())
        self.pieces.write(text)

    def _value(self, found: re.Match[str]) -> str | None:
        value = found[2] or found[3] or found[4]
        if value is None:
            return "" if "=" in found[0] else None
        return unescape(as_written(value, self.pieces.candidates) if OPEN in value else value)

    def _write(self, tag: str, name: str, value: str, match: re.Match[str]) -> None:
        if name == "id":
            self._id(value)
        elif name == "href" and tag in _FOLLOWED:
            self._link(value, match)
            return
        elif name in _LOADED or name == "href":
            self._resource(name, value, match)
            return
        elif (name == "srcset" and addresses.lists_elsewhere(value)) or (
            name == "style" and addresses.loads_elsewhere(value)
        ):
            self.remote(value)
            return
        elif name == "cite" and addresses.of_link(value).where != "remote":
            return
        self.pieces.write(f' {name}="{escape(value)}"')

    def _id(self, anchor: str) -> None:
        def place() -> Place | None:
            return self.places.of_text(f"#{anchor}") or self.places.of_text(anchor)

        if anchor.startswith(RESERVED):
            hint = f"'{RESERVED}' is how the ids of the pages themselves start; take another one"
            self.problems.add("reserved-id", f"the id '{anchor}' is reserved", place, hint)
        elif anchor in self.ids:
            self.problems.add("duplicate-anchor", f"the id '{anchor}' is given twice", place, "use each id only once")
        self.ids[anchor] = None

    def _link(self, value: str, match: re.Match[str]) -> None:
        address = addresses.of_link(value)
        if address.where == "nowhere":
            hint = "write the address, or take the brackets away"
            self.problems.add("empty-link", "a link leads nowhere", self._empty_link, hint, Severity.WARNING)
        elif address.where in ("page", "asset"):
            self._refer("path" if address.where == "page" else "asset", "href", value, address, match)
        else:
            self.pieces.write(f' href="{escape(value)}"')
            if address.where == "remote" and not self.trusted:
                self.pieces.write(f' rel="{EXTERNAL}"')
            elif _BACK_LINK in match["attributes"]:
                self.back_links.append(value.removeprefix("#"))
            elif address.where == "here":
                self.own_links.append(addresses.as_browsers_read(value))

    def _resource(self, name: str, value: str, match: re.Match[str]) -> None:
        address = addresses.of_resource(value)
        if address.where == "remote":
            self.remote(value)
        elif address.where == "asset":
            self._refer("asset", name, value, address, match)
        elif self.trusted:
            self.pieces.write(f' {name}="{escape(value)}"')

    def remote(self, value: str) -> None:
        """Report something that would be loaded from another host."""
        short = value if len(value) <= 100 else f"{value[:100]}..."
        hint = "save a copy under content/assets/ and use that, so that readers are not tracked"
        message = f"'{short}' would be loaded from another host"
        self.problems.add("remote-asset", message, lambda: self.places.of_address(value), hint)

    def _empty_link(self) -> Place | None:
        return self.places.of_text("]()") or self.places.of_text('href=""')

    def _refer(
        self, kind: ReferenceKind, name: str, value: str, address: addresses.Address, match: re.Match[str]
    ) -> None:
        self.pieces.write(f' {name}="')
        place = self.places.of_address(addresses.as_browsers_read(value))
        at = match.start()
        self.pieces.refer(OpenReference(kind, address.path, place, at, at, fragment=address.fragment))
        self.pieces.write('"')
