"""JSON-LD in the words of schema.org."""

from __future__ import annotations

from typing import Any

import msgspec

Node = dict[str, Any]
"""A node of JSON-LD: ``@type`` and what is said of it."""


def document(nodes: list[Node]) -> str:
    """The nodes as one JSON-LD document."""
    return msgspec.json.encode({"@context": "https://schema.org", "@graph": nodes}).decode()


def stated(node: Node) -> Node:
    """``node`` without what is empty."""
    return {name: value for name, value in node.items() if value not in (None, "", [], ())}
