"""Whether a record is for the public, or for the desk's own eyes."""

from __future__ import annotations

from onrecord.record.record import Record


def is_public(record: Record) -> bool:
    """Whether a record holds only what is published: no draft, and nothing under embargo."""
    return not record.embargoed and not any(brief.meta.draft for brief in record.briefs.values())
