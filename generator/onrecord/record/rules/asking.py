"""Asking the rules: of the whole record at once or, where it is known who read what, of what may have changed.

In a process that goes on, what rules find in the items of one file is kept with what was read for it, and so is what
each rule finds that looks at all items together. The settings, the day and what was published before are in no mapping
of the record: where these change, what depends on them is forgotten.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import partial
from typing import NamedTuple

from onrecord.config import Config, Level
from onrecord.content.history import History
from onrecord.record.derivation import kept
from onrecord.record.entities import Target
from onrecord.record.reads import WHOLE, Held, Number, Reads
from onrecord.record.record import Record
from onrecord.record.rules.facts import Facts, Published, published_of
from onrecord.record.rules.items import AllItems, FileItems, Items, files_of
from onrecord.record.rules.register import BY_CODE, RULES
from onrecord.record.rules.rule import Finding, Rule

FINDINGS = "findings of rules"
FILES = "files that rules look at"
ASKED = "what rules were asked with"


class Found(NamedTuple):
    """What was found, each with the code of its rule, and the claims that ignore some rule."""

    findings: tuple[tuple[str, Finding], ...] = ()
    ignoring: tuple[str, ...] = ()


NOTHING = Found()


class _With(NamedTuple):
    """What rules were asked with beside the record."""

    config: Config
    today: date
    history: History
    published: Published


class _Files(NamedTuple):
    """The files that rules look at, and the numbers of what they find in each."""

    items: tuple[Target, ...]
    numbers: tuple[Number, ...]


def level_of(config: Config, code: str) -> Level:
    """What a rule weighs on a site: ``error``, ``warning``, ``note`` or ``off``."""
    return (config.rules or {}).get(code, BY_CODE[code].severity)


def ask(record: Record, today: date, history: History, step: Callable[[], object]) -> Found:
    """What the rules that are not off find in a record, as they are registered or as its files come.

    ``step`` is called before each of them, or each file, and may raise to give up.
    """
    rules = [rule for rule in RULES if level_of(record.config, rule.code) != "off"]
    if record.reads is not None:
        return _again(record, record.reads, rules, today, history, step)
    facts = Facts(record, today, published_of(history, record.config.timezone))
    found: list[tuple[str, Finding]] = []
    for rule in rules:
        step()
        found += _of([rule], facts, AllItems(record))
    return Found(tuple(found), _ignoring(AllItems(record)))


def _again(
    record: Record, reads: Reads, rules: Iterable[Rule], today: date, history: History, step: Callable[[], object]
) -> Found:
    """The same of a record whose readers are noted: only what may be another than when it was last asked is asked."""
    facts = Facts(record, today, _published(reads, record.config, today, history))
    reads.settle()
    files = kept(record, FILES, partial(_files, record, reads))[WHOLE]
    single = [rule for rule in rules if not rule.of_all]
    for file, number in zip(files.items, files.numbers, strict=True):
        if _may_differ(reads, number):
            step()
            reads.make(number, lambda file=file: _in_items(single, facts, FileItems(record, file)))  # type: ignore[misc]
            reads.suspect.discard(number)
    numbers = list(files.numbers)
    for rule in rules:
        if rule.of_all:
            number = reads.number(FINDINGS, rule.code)
            numbers.append(number)
            if _may_differ(reads, number):
                step()
                reads.make(number, lambda rule=rule: Found(tuple(_of([rule], facts, AllItems(record)))))  # type: ignore[misc]
                reads.suspect.discard(number)
    held = [value for number in numbers if (value := reads.held[number].value) is not NOTHING]
    return Found(
        tuple(found for value in held for found in value.findings),
        tuple(claim for value in held for claim in value.ignoring),
    )


def _published(reads: Reads, config: Config, today: date, history: History) -> Published:
    """What was published before; what rules found with other settings, on another day or with other versions goes."""
    number = reads.number(ASKED, "")
    held = reads.held.get(number)
    before: _With | None = held.value if held else None
    published = before.published if before and before.history is history else published_of(history, config.timezone)
    if before is None or (before.config, before.today) != (config, today):
        reads.forget(FINDINGS)
    elif before.published is not published:
        briefs = (before.published.keys() | published.keys()) if before.published != published else ()
        changed = (brief for brief in briefs if before.published.get(brief) != published.get(brief))
        reads.forget_all((FINDINGS, Target("brief", brief)) for brief in changed)
    reads.held[number] = Held(_With(config, today, history, published), ())
    return published


def _files(record: Record, reads: Reads, _: tuple[str, ...]) -> _Files:
    files = files_of(record)
    return _Files(files, tuple(reads.number(FINDINGS, file) for file in files))


def _may_differ(reads: Reads, number: Number) -> bool:
    """Whether something has to be asked; what may have changed and did not is as it was from now on."""
    held = reads.held.get(number)
    if held is None:
        return True
    if number in reads.suspect:
        if not reads.stands(held):
            return True
        reads.suspect.discard(number)
    return False


def _in_items(rules: Iterable[Rule], facts: Facts, items: Items) -> Found:
    found = Found(tuple(_of(rules, facts, items)), _ignoring(items))
    return found if any(found) else NOTHING


def _of(rules: Iterable[Rule], facts: Facts, items: Items) -> Iterator[tuple[str, Finding]]:
    return ((rule.code, finding) for rule in rules for finding in rule.check(facts, items))


def _ignoring(items: Items) -> tuple[str, ...]:
    return tuple(claim.key for claim in items.claims if claim.meta.ignore)
