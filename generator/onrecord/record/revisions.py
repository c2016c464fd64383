"""What readers could see of a brief over time: its published versions in git, and what each of them changed.

Nothing that was taken out is said again: what a claim said before may be what the desk had to remove. That is left to
the repository, where it is public.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from onrecord.content.clock import has_come
from onrecord.content.dates import Date
from onrecord.content.history import History, PastBrief, Version
from onrecord.record.brief_changes import BriefChange, BriefRevision


def was_published(version: Version, timezone: str) -> bool:
    """Whether a reader could have seen a version while it was in force."""
    brief = version.brief
    return not brief.draft and all(
        date is None or has_come(date, version.until, timezone) for date in (brief.date, brief.publish_at)
    )


def waits_for_its_date(history: History, timezone: str) -> bool:
    """Whether a version in force will be seen from a date that has not come: an hour may change what is told of it."""
    last = (versions[-1] for versions in history.values())
    dates = ((date, version.until) for version in last for date in (version.brief.date, version.brief.publish_at))
    return any(date is not None and not has_come(date, until, timezone) for date, until in dates)


def revisions_of(
    history: History, briefs: Iterable[str], timezone: str, as_of: Date | None = None
) -> Mapping[str, tuple[BriefRevision, ...]]:
    """The revisions of each of ``briefs`` that has any, from the first; those up to a day, when one is given."""
    found = {brief: tuple(_revisions(history.get(brief, ()), timezone)) for brief in briefs}
    if as_of is not None:
        last = as_of.latest[:10]
        found = {brief: tuple(it for it in its if it.when.date().isoformat() <= last) for brief, its in found.items()}
    return {brief: revisions for brief, revisions in found.items() if revisions}


def _revisions(versions: Iterable[Version], timezone: str) -> Iterator[BriefRevision]:
    before: PastBrief | None = None
    for version in versions:
        if not was_published(version, timezone):
            continue
        changes = (BriefChange("published"),) if before is None else tuple(_changes(before, version.brief))
        yield BriefRevision(version.commit, version.since, version.author, changes or (BriefChange("other"),))
        before = version.brief


def _changes(before: PastBrief, after: PastBrief) -> Iterator[BriefChange]:
    had = {claim.id: claim for claim in before.claims}
    has = {claim.id: claim for claim in after.claims}
    for id_, claim in has.items():
        if id_ not in had:
            yield BriefChange("claim-added", id_)
            continue
        if had[id_].text != claim.text:
            yield BriefChange("claim-reworded", id_)
        if had[id_].status != claim.status:
            yield BriefChange("status", id_, had[id_].status, claim.status)
    for id_ in had:
        if id_ not in has:
            yield BriefChange("claim-removed", id_)
    for _, kind, _ in (Counter(after.corrections) - Counter(before.corrections)).elements():
        yield BriefChange("correction", after=kind)
