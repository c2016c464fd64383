"""Which documents belong to the site at an instant: drafts and embargoed briefs stay out."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from onrecord.content.clock import has_come
from onrecord.content.document import Document
from onrecord.content.model import Brief


def select(
    documents: Iterable[Document], *, drafts: bool, now: datetime, timezone: str
) -> tuple[list[Document], tuple[str, ...]]:
    """The documents to publish at ``now``, and the ids of the briefs withheld; with ``drafts`` nothing is withheld.

    An embargo without a zone of its own is in the site's ``timezone``.
    """
    kept: list[Document] = []
    withheld: list[str] = []
    for document in documents:
        if not drafts and isinstance(document.meta, Brief) and _is_withheld(document.meta, now, timezone):
            withheld.append(document.id)
        else:
            kept.append(document)
    return kept, tuple(withheld)


def embargoed(documents: Iterable[Document], *, now: datetime, timezone: str) -> tuple[str, ...]:
    """The ids of the briefs among ``documents`` that are under embargo at ``now``; some where drafts are built."""
    return tuple(
        document.id
        for document in documents
        if isinstance(document.meta, Brief) and _is_embargoed(document.meta, now, timezone)
    )


def _is_withheld(brief: Brief, now: datetime, timezone: str) -> bool:
    return brief.draft or _is_embargoed(brief, now, timezone)


def _is_embargoed(brief: Brief, now: datetime, timezone: str) -> bool:
    return brief.publish_at is not None and not has_come(brief.publish_at, now, timezone)
