"""What briefs said before: their earlier versions in git, as far as a reader could have seen them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import groupby, islice
from operator import attrgetter
from pathlib import Path

from onrecord.content import front_matter, strict_yaml
from onrecord.content.dates import Date, DateError, parse_date
from onrecord.content.files import CONTENT, MARKDOWN, id_of
from onrecord.content.git import Change, Git, GitFailed, GitTooSlow, git_around
from onrecord.content.site_file import SITE_FILE
from onrecord.diagnostics import Diagnostic, Severity

BRIEFS = f"{CONTENT}/briefs"

MOST_VERSIONS = 50_000
"""How many versions of briefs are looked at, the latest ones."""

LAST_INSTANT = 250_000_000_000
"""Seconds since 1970; what a commit dates later (the year 9892) counts as this, so that every zone can show it."""

HASH_LENGTH = 10

_ASKED_ABOUT = re.compile(
    r"^(?:claims|corrections|date|draft|publish_at)[ \t]*:.*\n(?:(?:[ \t#\-\]}].*)?\n)*", re.MULTILINE
)
"""A field at the left edge, with all lines up to the next one; lists may stand at the edge too."""


@dataclass(frozen=True, slots=True)
class PastClaim:
    """A claim as a version of its brief had it; ``status`` is the one that was current."""

    id: str
    text: str
    status: str | None


@dataclass(frozen=True, slots=True)
class PastBrief:
    """What a version of a brief said. ``corrections`` are its date, kind and note of each."""

    draft: bool = False
    date: Date | None = None
    publish_at: Date | None = None
    claims: tuple[PastClaim, ...] = ()
    corrections: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Version:
    """A version of a brief in force from ``since`` until ``until``, both with a time zone.

    ``commit``, by ``author``, made it and ``ended_by`` put another in its place, both as shortened hashes; the last
    commit's version is in force until now and ended by none.
    """

    commit: str
    since: datetime
    until: datetime
    ended_by: str | None
    brief: PastBrief
    author: str = ""


History = Mapping[str, tuple[Version, ...]]
"""By the id of a brief, its versions from the first."""

NO_HISTORY: History = {}


@dataclass(frozen=True, slots=True)
class Revision:
    """What a commit made of a brief: the blob of the new version, ``None`` where the file went."""

    commit: str
    instant: int
    blob: str | None
    author: str = ""


@dataclass(frozen=True, slots=True)
class Past:
    """What was read of a repository in some ``state``: revisions by id of brief, from the first.

    ``briefs`` are what the blobs hold, each once, and ``blobs`` says which of them a blob holds by its number; where it
    holds no brief that could have been published, that is ``None``.
    """

    state: str = ""
    revisions: dict[str, tuple[Revision, ...]] = field(default_factory=dict)
    briefs: list[PastBrief | None] = field(default_factory=list)
    blobs: dict[str, int] = field(default_factory=dict)

    @property
    def is_shallow(self) -> bool:
        """Whether the repository is a shallow clone, so that there may have been more."""
        return bool(self.state) and not self.state.endswith(" ")

    def brief(self, blob: str) -> PastBrief | None:
        """What a blob holds."""
        number = self.blobs.get(blob)
        return None if number is None else self.briefs[number]


def read_past(root: Path, known: Past | None = None) -> tuple[Past, list[Diagnostic]]:
    """The past of the briefs of the site in ``root``; what is ``known`` is not read again.

    Without git, a repository or a commit, there is none. Of a shallow clone it is what the clone has.
    """
    git = git_around(root)
    if git is None:
        return Past(), []
    known = known or Past()
    parsed: dict[str, PastBrief | None] = {}
    try:
        state = git.state()
        if state == known.state:
            return known, []
        changes = list(islice((it for it in git.changes(BRIEFS) if _is_text(it.path)), MOST_VERSIONS))
        wanted = dict.fromkeys(change.blob for change in changes if change.blob)
        parsed = {blob: known.brief(blob) for blob in wanted if blob in known.blobs}
        _parse(git, [blob for blob in wanted if blob not in parsed], parsed)
    except GitFailed:
        return Past(), []
    except GitTooSlow:
        return _past("", {}, parsed), [_too_slow()]
    return _past(state, _revisions(changes, parsed), parsed), []


def history_of(past: Past, now: datetime) -> History:
    """The versions in a past, the last ones in force until ``now``."""
    found = {brief: tuple(_versions(past, revisions, now)) for brief, revisions in past.revisions.items()}
    return {brief: versions for brief, versions in found.items() if versions}


def past_brief(data: bytes) -> PastBrief | None:
    """The brief in a file's bytes; ``None`` when they hold none.

    Only what is asked about is read, so that a version of another time, with other fields, still tells its claims.
    """
    return _of_fields(*_fields(data))


def _fields(data: bytes) -> tuple[str, str]:
    """The front matter of a file, empty without one, and the part of it that is asked about."""
    text, _ = front_matter.decode(data, "")
    parts = front_matter.split(text, "")[0] if text is not None else None
    return ("", "") if parts is None else (parts.yaml, "".join(_ASKED_ABOUT.findall(parts.yaml)))


def _of_fields(yaml: str, asked_about: str) -> PastBrief | None:
    values, faults = strict_yaml.load(asked_about, "")
    if faults or not isinstance(values, dict):
        # The part does not stand by itself, such as one with an alias.
        values, faults = strict_yaml.load(yaml, "")
    if faults or not isinstance(values, dict):
        return None
    return PastBrief(
        draft=values.get("draft") is True,
        date=_date(values.get("date")),
        publish_at=_date(values.get("publish_at")),
        claims=tuple(_claim(item) for item in _mappings(values.get("claims")) if isinstance(item.get("id"), str)),
        corrections=tuple(
            (_text(item.get("date")), _text(item.get("kind")), _text(item.get("note")))
            for item in _mappings(values.get("corrections"))
        ),
    )


def _claim(item: Mapping[str, object]) -> PastClaim:
    assessments = ((_date(one.get("date")), _text(one.get("status"))) for one in _mappings(item.get("assessments")))
    by_date = sorted((it for it in assessments if it[0]), key=lambda it: it[0].sort_key if it[0] else ())
    current = by_date[-1][1] if by_date else None
    return PastClaim(_text(item.get("id")), _text(item.get("text")), _text(item.get("status")) or current)


def _mappings(value: object) -> list[Mapping[str, object]]:
    """The mappings of a list, or the one that stands for a list of one."""
    items = value if isinstance(value, list) else [value]
    return [item for item in items if isinstance(item, dict)]


def _text(value: object) -> str:
    """A text without regard to how its lines were broken."""
    return " ".join(value.split()) if isinstance(value, str) else ""


def _date(value: object) -> Date | None:
    try:
        return parse_date(value) if isinstance(value, str) else None
    except DateError:
        return None


def _is_text(path: str) -> bool:
    return path.lower().endswith(MARKDOWN)


def _revisions(changes: Iterable[Change], parsed: Mapping[str, PastBrief | None]) -> dict[str, tuple[Revision, ...]]:
    """The revisions of each brief by the id that it has now, of ``changes`` from the latest on."""
    found: dict[str, list[Revision]] = {}
    called: dict[str, str | None] = {}
    """What a brief whose file had a path is called now; ``None`` where it went when another took that path."""

    def add(path: str, change: Change, blob: str | None) -> None:
        id_ = called.get(path, _id(path))
        if id_ is None:
            return
        instant = min(max(change.instant, 0), LAST_INSTANT)
        revision = Revision(change.commit[:HASH_LENGTH], instant, blob, change.author)
        revisions = found.setdefault(id_, [])
        if revisions and revisions[-1].commit == revision.commit:
            # The file got another name and kept its id: it went from one path and came to another.
            revisions[-1] = revision if revision.blob else revisions[-1]
        else:
            revisions.append(revision)

    for _, together in groupby(changes, key=attrgetter("commit")):
        commit = list(together)
        before = {_id(change.old_path or change.path) for change in commit if change.old_path or not change.blob}
        after = {_id(change.path) for change in commit if change.blob}
        for change in commit:
            add(change.path, change, change.blob)
            if change.old_path is None:
                continue
            # Ids say more than likeness: what kept its id is the same brief, and took no other's place.
            old, new = _id(change.old_path), _id(change.path)
            other = old != new and (old in after or new in before)
            if _is_text(change.old_path) and not other and _is_one(parsed, change):
                called[change.old_path] = called.get(change.path, new)
                called[change.path] = None
            else:
                add(change.old_path, change, None)
    return {brief: tuple(reversed(revisions)) for brief, revisions in sorted(found.items())}


def _id(path: str) -> str:
    return id_of("brief", path)


def _is_one(parsed: Mapping[str, PastBrief | None], change: Change) -> bool:
    """Whether two files that are alike, one gone and one come, are one brief: it has kept a claim, or had none."""
    before, after = parsed.get(change.old_blob or ""), parsed.get(change.blob or "")
    if before is None or after is None:
        return False
    had = {word for claim in before.claims for word in (claim.id, claim.text) if word}
    return not had or any(claim.id in had or claim.text in had for claim in after.claims)


def _parse(git: Git, blobs: list[str], parsed: dict[str, PastBrief | None]) -> None:
    """Read blobs into ``parsed``; versions that differ only in what is not asked about are read once."""
    by_fields: dict[bytes, PastBrief | None] = {}
    for blob, data in git.blobs(blobs, front_matter.MAX_BYTES):
        git.check_time()
        yaml, asked_about = _fields(data)
        digest = blake2b((asked_about or yaml).encode(), digest_size=16).digest()
        if digest not in by_fields:
            by_fields[digest] = _of_fields(yaml, asked_about)
        parsed[blob] = by_fields[digest]


def _past(state: str, revisions: dict[str, tuple[Revision, ...]], parsed: Mapping[str, PastBrief | None]) -> Past:
    numbers: dict[PastBrief | None, int] = {}
    blobs = {blob: numbers.setdefault(brief, len(numbers)) for blob, brief in parsed.items()}
    return Past(state, revisions, list(numbers), blobs)


def _versions(past: Past, revisions: tuple[Revision, ...], now: datetime) -> Iterable[Version]:
    for revision, following in zip(revisions, (*revisions[1:], None), strict=True):
        brief = past.brief(revision.blob) if revision.blob else None
        if brief is not None:
            until = datetime.fromtimestamp(following.instant, UTC) if following else now
            since = datetime.fromtimestamp(revision.instant, UTC)
            yield Version(
                revision.commit, since, until, following.commit if following else None, brief, revision.author
            )


def _too_slow() -> Diagnostic:
    return Diagnostic(
        "history-not-read",
        "reading the history in git takes too long, so that silent changes are not looked for or told",
        SITE_FILE,
        hint="check again: what was read is kept; or do without, with 'rules: {silent-change: off}' and 'history: off'",
        severity=Severity.NOTE,
    )
