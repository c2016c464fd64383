"""Which documents belong to the site at an instant: drafts and embargoed briefs stay out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Literal

from onrecord.content.clock import has_come
from onrecord.content.document import Document
from onrecord.content.model import Brief

Reason = Literal["draft", "embargo"]
"""Why a brief is withheld."""


def select(
    documents: Iterable[Document], *, drafts: bool, now: datetime, timezone: str
) -> tuple[list[Document], dict[str, Reason]]:
    """The documents to publish at ``now``, and the ids of the briefs withheld; with ``drafts`` nothing is withheld.

    An embargo without a zone of its own is in the site's ``timezone``.
    """
    kept = list(documents)
    withheld: dict[str, Reason] = {}
    left_out: set[str] = set()
    for document, brief in () if drafts else _unready(kept):
        if reason := _reason(brief, now, timezone):
            withheld[document.id] = reason
            left_out.add(document.path)
    return [document for document in kept if document.path not in left_out] if left_out else kept, withheld


def embargoed(documents: Iterable[Document], *, now: datetime, timezone: str) -> tuple[str, ...]:
    """The ids of the briefs among ``documents`` that are under embargo at ``now``; some where drafts are built."""
    return tuple(document.id for document, brief in _unready(documents) if _is_embargoed(brief, now, timezone))


def _unready(documents: Iterable[Document]) -> list[tuple[Document, Brief]]:
    """The briefs that may be withheld: a few of all documents, which are gone through as fast as can be."""
    return [
        (document, meta)
        for document in documents
        if isinstance(meta := document.meta, Brief) and (meta.draft or meta.publish_at is not None)
    ]


def _reason(brief: Brief, now: datetime, timezone: str) -> Reason | None:
    if brief.draft:
        return "draft"
    return "embargo" if _is_embargoed(brief, now, timezone) else None


def _is_embargoed(brief: Brief, now: datetime, timezone: str) -> bool:
    return brief.publish_at is not None and not has_come(brief.publish_at, now, timezone)
