"""Rules about addresses: what a reader will find there in a year."""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.record.rules.facts import Facts
from onrecord.record.rules.items import Items
from onrecord.record.rules.rule import Finding, named, rule


@rule(
    "no-archive",
    "note",
    "A source on the web has no archived copy",
    explanation="""Pages change and vanish, and contested ones first. An archived copy, made on the day the source was
    read, keeps a claim checkable. Sources without an address are not asked for one.""",
    failing="""
    sources:
      - {id: report, kind: webpage, outlet: daily, via: [], url: "https://example.org/report"}
    """,
    mended="""
    sources:
      - id: report
        kind: webpage
        outlet: daily
        via: []
        url: https://example.org/report
        archive: https://web.archive.org/web/20250525/https://example.org/report
        archived: 2025-05-25
    """,
)
def no_archive(facts: Facts, items: Items) -> Iterator[Finding]:
    for source in items.sources:
        if source.meta.url and not source.meta.archive and source.meta.url_status in (None, "live"):
            yield Finding(
                f"'{named(source)}' has an address but no archived copy",
                source.origin,
                ("url",),
                hint="archive the page and add archive: ... and archived: ...",
                claims=facts.reliance.uses(source.key),
            )


@rule(
    "dead-without-archive",
    "warning",
    "A source's address is dead and there is no archived copy",
    explanation="""The site does not offer an address that is dead, usurped or unfit; without an archived copy a reader
    is left with nothing. Look for a copy in the public archives, or cite a report that is still there.""",
    failing="""
    sources:
      - {id: report, kind: webpage, outlet: daily, via: [], url: "https://example.org/report", url_status: dead}
    """,
    mended="""
    sources:
      - id: report
        kind: webpage
        outlet: daily
        via: []
        url: https://example.org/report
        url_status: dead
        archive: https://web.archive.org/web/20250525/https://example.org/report
    """,
)
def dead_without_archive(facts: Facts, items: Items) -> Iterator[Finding]:
    for source in items.sources:
        if source.meta.url_status in ("dead", "usurped", "unfit") and not source.meta.archive:
            yield Finding(
                f"the address of '{named(source)}' is {source.meta.url_status} and there is no archived copy",
                source.origin,
                ("url_status",),
                hint="look for a copy in a web archive and add archive: ...",
                claims=facts.reliance.uses(source.key),
            )


RULES = (no_archive, dead_without_archive)
