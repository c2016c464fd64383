"""Anchors: what a heading is called in addresses."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container

RESERVED = "o-"
"""How the ids start that pages keep for themselves."""

_PLAIN = re.compile(r"[a-z0-9 _-]*")


def heading_anchor(text: str) -> str:
    """The anchor of a heading, as git hosts make it: lower case, letters, marks and digits of every script, hyphens
    for spaces, other characters left out. Never empty, never one that is reserved."""
    text = " ".join(text.lower().split())
    if not _PLAIN.fullmatch(text):
        text = "".join(map(_kept, unicodedata.normalize("NFC", text))).strip()
    made = text.replace(" ", "-")
    if not made.strip("-"):
        return "section"
    return f"section-{made}" if made.startswith(RESERVED) else made


def free(anchor: str, taken: Container[str], counts: dict[str, int]) -> str:
    """``anchor``, or the first of ``anchor-1``, ``anchor-2``, ... that is not taken.

    ``counts`` remembers the last number given for each anchor of one body.
    """
    if anchor not in taken:
        return anchor
    count = counts.get(anchor, 0) + 1
    while f"{anchor}-{count}" in taken:
        count += 1
    counts[anchor] = count
    return f"{anchor}-{count}"


def _kept(character: str) -> str:
    category = unicodedata.category(character)
    return character if category[0] in "LMN" or category == "Pc" or character in " -" else ""
