"""The actors around one, as a drawing: who stands in a relation to it, and who appears with it.

One actor in the middle and others around it is a ring, for which there is nothing to search: igraph's layouts by
forces (Kamada-Kawai, Fruchterman-Reingold) find the same ring, with the same radius and the same angles for all. Laid
out here, the same actors always lie at the same places; the lists of the page say the same in words.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin

from onrecord.site.views import words
from onrecord.site.views.actor_parts import ActorGraph, GraphNode, RelationItem
from onrecord.site.views.parts import Link

MOST = 12
"""How many actors are drawn; beyond that a ring is no longer read but counted."""

LEAST_TOGETHER = 3
"""Fewer that merely appear together need no drawing."""

WIDTH, HEIGHT = 760, 300
RING = (190, 118)
LONGEST_NAME = 24
THICKEST = 5


def actor_graph(
    name: str, relations: Sequence[RelationItem], together: Sequence[tuple[Link, int]]
) -> ActorGraph | None:
    """The drawing for an actor called ``name``; related ones come first, then those it appears with most."""
    times = {other.path: number for other, number in together}
    found = {item.other.path: (item.other, True) for item in relations}
    found |= {other.path: (other, False) for other, _ in together if other.path not in found}
    if not relations and len(found) < LEAST_TOGETHER:
        return None
    shown = list(found.values())[:MOST]
    most = max(times.values(), default=1)
    nodes = []
    for place, (other, related) in enumerate(shown):
        turn = 2 * pi * (place + 0.5) / len(shown) - pi / 2
        number = times.get(other.path, 0)
        nodes.append(
            GraphNode(
                link=other,
                label=words.shortened(other.text, LONGEST_NAME),
                x=WIDTH // 2 + round(RING[0] * cos(turn)),
                y=HEIGHT // 2 + round(RING[1] * sin(turn)),
                related=related,
                weight=1 + (THICKEST - 1) * number // most,
            )
        )
    return ActorGraph(WIDTH, HEIGHT, words.shortened(name, LONGEST_NAME), tuple(nodes))
