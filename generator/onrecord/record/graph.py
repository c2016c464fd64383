"""Loops in a directed graph, found without recursion, so that no chain is too long."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence

Edges = Mapping[str, Sequence[str]]
"""From a key to the keys it points to; a key that only is pointed to need not have an entry."""

Loop = tuple[str, ...]
"""Keys that point to one another in a ring: each to the next, the last to the first. The least key comes first."""


def loops(edges: Edges) -> list[Loop]:
    """Shortest loops that together hold every key that is in some loop, each once, in order.

    Listing every loop of a graph may take exponential time; mending these and asking again finds the others.
    """
    found: dict[Loop, None] = {}
    for component in strongly_connected(edges):
        members = frozenset(component)
        uncovered = dict.fromkeys(sorted(component))
        for key in sorted(component):
            if key in uncovered:
                loop = _shortest_loop(key, edges, members)
                for member in loop:
                    uncovered.pop(member, None)
                if loop:
                    found[from_least(loop)] = None
    return sorted(found)


def strongly_connected(edges: Edges) -> list[tuple[str, ...]]:
    """The sets of keys that reach one another, and keys that point to themselves (Tarjan 1972, with its own stack)."""
    walk = _Walk(edges)
    for key in edges:
        if key not in walk.order:
            walk.start(key)
    return walk.components


def from_least(loop: Loop) -> Loop:
    """The same ring, its least key first."""
    first = loop.index(min(loop))
    return loop[first:] + loop[:first]


class _Walk:
    def __init__(self, edges: Edges) -> None:
        self.edges = edges
        self.order: dict[str, int] = {}
        self.lowest: dict[str, int] = {}
        self.open: dict[str, None] = {}
        self.components: list[tuple[str, ...]] = []

    def start(self, root: str) -> None:
        path: list[tuple[str, Iterator[str]]] = [self._enter(root)]
        while path:
            key, rest = path[-1]
            for following in rest:
                if following not in self.order:
                    path.append(self._enter(following))
                    break
                if following in self.open:
                    self.lowest[key] = min(self.lowest[key], self.order[following])
            else:
                path.pop()
                if path:
                    above = path[-1][0]
                    self.lowest[above] = min(self.lowest[above], self.lowest[key])
                if self.lowest[key] == self.order[key]:
                    self._close(key)

    def _enter(self, key: str) -> tuple[str, Iterator[str]]:
        self.order[key] = self.lowest[key] = len(self.order)
        self.open[key] = None
        return key, iter(self.edges.get(key, ()))

    def _close(self, key: str) -> None:
        members: list[str] = []
        while not members or members[-1] != key:
            members.append(self.open.popitem()[0])
        if len(members) > 1 or key in self.edges.get(key, ()):
            self.components.append(tuple(reversed(members)))


def _shortest_loop(start: str, edges: Edges, members: frozenset[str]) -> Loop:
    """The shortest way from ``start`` back to itself within ``members``, empty where there is none."""
    came_from: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        key = waiting.popleft()
        for following in edges.get(key, ()):
            if following == start:
                return tuple(_way_back(key, start, came_from))[::-1]
            if following in members and following not in came_from:
                came_from[following] = key
                waiting.append(following)
    return ()


def _way_back(key: str, start: str, came_from: Mapping[str, str]) -> Iterable[str]:
    while key != start:
        yield key
        key = came_from[key]
    yield start
