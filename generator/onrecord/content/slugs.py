"""Ids and anchors made of names, in every script."""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b

MAX_BYTES = 200
"""The longest id in UTF-8: as a file name it leaves room for suffixes below the 255 bytes that file systems allow."""

RESERVED_NAMES = frozenset(
    ["con", "prn", "aux", "nul", *(f"{port}{digit}" for port in ("com", "lpt") for digit in "0123456789¹²³")]
)
"""Names that Windows keeps for devices, in lower case."""

_NOT_ASCII_WORD = re.compile(r"[^a-z0-9]+")
_VARIATION_SELECTORS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def slug(text: str) -> str:
    """Lower-case letters, digits and combining marks of any script, the words joined by single hyphens.

    ``"The  Élysée (Paris)"`` becomes ``"the-élysée-paris"``. Characters that are not seen (joiners, direction marks,
    variation selectors) are dropped, everything else separates words. In Unicode normal form C; the slug of a slug is
    itself; empty when no letter and no digit is in ``text``.
    """
    if text.isascii():
        return _NOT_ASCII_WORD.sub("-", text.lower()).strip("-")
    lower = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    kept: list[str] = []
    for character in _VARIATION_SELECTORS.sub("", lower):
        category = unicodedata.category(character)
        if category[0] in "LN" or (category[0] == "M" and kept and kept[-1] != "-"):
            kept.append(character)
        elif category != "Cf" and kept and kept[-1] != "-":
            kept.append("-")
    return unicodedata.normalize("NFC", "".join(kept).rstrip("-"))


def caseless(text: str) -> str:
    """The form in which two names are equal for a file system that minds neither case nor normal form."""
    if text.isascii():
        return text.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())


def component(text: str) -> str:
    """The slug of any text as a component of a path: never empty, reserved or too long, and as distinct as the text."""
    form = slug(text)
    if form and form not in RESERVED_NAMES and len(form.encode()) <= MAX_BYTES:
        return form
    digest = blake2b((form or text).encode(errors="surrogatepass"), digest_size=4).hexdigest()
    start = form.encode()[: MAX_BYTES - 9].decode(errors="ignore").rstrip("-")
    return f"{start}-{digest}" if start else digest
