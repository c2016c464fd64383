"""What changed in a brief after it was published, as git remembers it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from onrecord.content.dates import parse_date
from onrecord.record.brief_changes import BriefChange, BriefRevision
from onrecord.record.entities import BriefEntity
from onrecord.site.views.material import Material
from onrecord.site.views.pages import ChangesView
from onrecord.site.views.parts import Link, Mark, When
from onrecord.site.views.revision_parts import BriefHistory, Change, RevisionItem


def changes_page(material: Material, key: str) -> ChangesView:
    """``/briefs/<id>/changes/``: the latest first."""
    revisions = material.record.revisions[key]
    brief = material.record.briefs[key]
    items = [_item(material, brief, revision) for revision in reversed(revisions)]
    return ChangesView(material.links.to("brief", key), tuple(items), material.record.history)


def history_of_brief(material: Material, key: str) -> BriefHistory:
    """How often a brief changed, for its own page."""
    revisions = material.record.revisions.get(key, ())
    if not revisions:
        return BriefHistory(material.record.history, 0, None, None, None)
    path = material.routes.page("changes", key)
    page = Link(material.words.changes_title(material.record.briefs[key].meta.title), path, "changes")
    first, last = (_day(material, revision) for revision in (revisions[0], revisions[-1]))
    return BriefHistory(material.record.history, len(revisions), first, last, page)


def _item(material: Material, brief: BriefEntity, revision: BriefRevision) -> RevisionItem:
    config = material.record.config
    return RevisionItem(
        revision.commit,
        commit_address(config.repository, revision.commit),
        _day(material, revision),
        revision.author if config.history == "named" else None,
        tuple([_change(material, brief, change) for change in revision.changes]),
    )


def _change(material: Material, brief: BriefEntity, change: BriefChange) -> Change:
    claim = None
    if change.claim is not None:
        known = f"{brief.id}#{change.claim}"
        there = known in material.record.claims
        claim = material.links.to("claim", known) if there else Link(change.claim, None, "claim")
    if change.kind == "correction":
        return Change(change.kind, claim, None, material.language.marks.corrections.get(change.after or ""))
    return Change(change.kind, claim, _status(material, change.before), _status(material, change.after))


def _status(material: Material, status: str | None) -> Mark | None:
    """The mark of a status, also of one that the site has no more."""
    known = {mark.id: mark for mark in material.statuses.all}
    return None if status is None else known.get(status, Mark(status, status, "dotted", "muted"))


def _day(material: Material, revision: BriefRevision) -> When:
    day = revision.when.astimezone(ZoneInfo(material.record.config.timezone)).date()
    return material.language.when(parse_date(day.isoformat()))


def commit_address(repository: str | None, commit: str) -> str | None:
    """Where a git host shows a commit: GitHub, GitLab, Gitea, Forgejo, sourcehut; Bitbucket says ``commits``."""
    if not repository or not repository.lower().startswith(("https://", "http://")):
        return None
    base = repository.rstrip("/").removesuffix(".git")
    host = base.partition("://")[2].partition("/")[0].lower()
    word = "commits" if host == "bitbucket.org" else "commit"
    return f"{base}/{word}/{commit}"
