"""Names that are written in another direction than what stands around them."""

from __future__ import annotations

from collections.abc import Callable
from unicodedata import bidirectional

from markupsafe import Markup, escape

from onrecord.site.views.pages import SiteFacts

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN", "RLE", "RLO", "RLI", "FSI"})
"""Classes of the Unicode bidirectional algorithm (UAX 9) whose characters can turn their neighbours."""


def isolating(site: SiteFacts) -> Callable[[str], Markup]:
    """The filter ``isolated``: a name in ``<bdi>``, unless nothing could be turned by it or by what stands around it.

    That is so where the site and its words run from left to right and the name does too.
    """
    everywhere = "rtl" in (site.direction, site.interface_direction)

    def isolated(name: str) -> Markup:
        if not everywhere and (name.isascii() or not any(bidirectional(char) in _RIGHT_TO_LEFT for char in name)):
            return escape(name)
        return Markup("<bdi>{}</bdi>").format(name)

    return isolated
