"""All pages, and what keeps each of them true."""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from functools import lru_cache, partial
from pathlib import Path

from docs.making import blocks, commands, dates, examples, fields, rules, running, tables, views, walkthrough
from docs.making.fences import Fence
from onrecord.diagnostics import Diagnostic

DOCS = Path(__file__).resolve().parent.parent

MAKERS: dict[str, Callable[[], str]] = {
    "file-kinds": fields.file_kinds,
    "folders": partial(fields.file_kinds, "reference/fields.md"),
    "front-matter": fields.front_matter_reference,
    "configuration": fields.configuration_reference,
    "default-statuses": fields.default_statuses,
    "default-actor-kinds": fields.default_actor_kinds,
    "page-kinds": views.page_kinds,
    "page-templates": partial(views.page_kinds, "reference/views.md"),
    "template-blocks": views.template_blocks,
    "partials": views.partials,
    "views": views.view_reference,
    "commands": commands.command_reference,
    "data-tables": tables.table_reference,
    "rules": rules.rule_reference,
    "rule-codes": rules.rule_codes,
    "dates-lasting": dates.lasting,
    "dates-refused": dates.refused,
    **{f"dates-{group}": partial(dates.forms, group) for group in dates.FORMS},
}
"""What makes each block."""

WALKS = ("getting-started.md", "content-guide.md", "editing.md", "publishing.md", "configuration.md", "templates.md")
"""Pages that are followed step by step, each in an empty folder."""

EXAMPLES = "diagnostics.md"
"""The page whose sections each hold an example."""


def pages() -> Iterator[Path]:
    """Every page of the documentation."""
    return iter(sorted(DOCS.rglob("*.md")))


def remade(page: Path) -> str:
    """What ``page`` would hold if it were made now: blocks from the code, outputs from running the examples."""
    text = blocks.filled(page.read_text(encoding="utf-8"), MAKERS)
    name = page.relative_to(DOCS).as_posix()
    if name in WALKS:
        with tempfile.TemporaryDirectory() as folder:
            return walkthrough.follow(text, Path(folder), running.printed).page
    if name == EXAMPLES:
        return examples.with_messages(text, messages(text))
    return text


def messages(page: str) -> dict[str, str]:
    """What is said about the failing example of each section of ``diagnostics.md`` that has one."""
    return {
        section.code: examples.told(problems_with(section.fragments[0]), section.code)
        for section in examples.sections(page)
        if section.fragments[0]
    }


def problems_with(fragments: list[Fence]) -> list[Diagnostic]:
    """The problems of the small site with fragments set in."""
    return _problems_of(tuple(sorted(examples.site_with(fragments).items())))


@lru_cache(maxsize=500)
def _problems_of(files: tuple[tuple[str, str], ...]) -> list[Diagnostic]:
    with tempfile.TemporaryDirectory() as folder:
        examples.write(dict(files), Path(folder))
        return running.problems(Path(folder))
