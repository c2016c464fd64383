"""All editorial rules over one record, graded as the site says and ignored where a claim gives its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

from onrecord.config import Config, Level
from onrecord.content.history import NO_HISTORY, History
from onrecord.content.locate import Locator
from onrecord.diagnostics import Diagnostic, Severity, did_you_mean, in_reading_order
from onrecord.record.entities import ClaimEntity, Origin
from onrecord.record.problems import Problems
from onrecord.record.record import Record
from onrecord.record.rules.asking import ask, level_of
from onrecord.record.rules.register import BY_CODE, UNUSED_IGNORE
from onrecord.record.rules.rule import Finding, Place

SITE_FILE = "onrecord.yaml"

Ignored = set[tuple[str, str]]
"""Claims and the codes of rules that they ignore."""


def check_rules(
    record: Record,
    locator: Locator,
    today: date,
    history: History = NO_HISTORY,
    step: Callable[[], object] = lambda: None,
) -> list[Diagnostic]:
    """What the editorial rules object to in a record, checked on a day, and in how it differs from its ``history``.

    In reading order. Of a record whose readers are noted, only what may have changed is asked again. ``step`` is called
    again and again, and may raise to give up.
    """
    found = ask(record, today, history, step)
    ignoring = [record.claims[key] for key in found.ignoring]
    problems = Problems(locator)
    _check_codes(record.config, ignoring, problems)
    ignored = {(claim.key, item.rule) for claim in ignoring for item in claim.meta.ignore}
    met: Ignored = set()
    for code, finding in found.findings:
        met.update((key, code) for key in finding.claims)
        if not _is_ignored(finding, code, ignored):
            _report(problems, locator, code, level_of(record.config, code), finding)
    _check_ignores(record.config, bool(history), ignoring, met, locator, problems)
    return in_reading_order(problems.diagnostics)


def _is_ignored(finding: Finding, code: str, ignored: Ignored) -> bool:
    return bool(finding.claims) and all((key, code) in ignored for key in finding.claims)


def _report(problems: Problems, locator: Locator, code: str, level: Level, finding: Finding) -> None:
    message = finding.message
    if not isinstance(message, str):
        message = "".join(part if isinstance(part, str) else _told(locator, part) for part in message)
    problems.add(code, message, finding.origin, *finding.steps, hint=finding.hint, severity=Severity(level))


def _told(locator: Locator, place: Place) -> str:
    """``file:line:column`` of a value."""
    path, pointer = place.origin
    where = locator.at(path, (*pointer, *place.steps))
    return ":".join([path, *(str(number) for number in where if number is not None)])


def _check_codes(config: Config, ignoring: Iterable[ClaimEntity], problems: Problems) -> None:
    """Codes that no rule has, in the configuration and on claims."""
    for code in config.rules or {}:
        if code not in BY_CODE:
            _report_unknown(code, Origin(SITE_FILE, ("rules", code)), problems)
    for claim in ignoring:
        for number, item in enumerate(claim.meta.ignore):
            if item.rule not in BY_CODE:
                origin = Origin(claim.origin.path, (*claim.origin.pointer, "ignore", number, "rule"))
                _report_unknown(item.rule, origin, problems)


def _report_unknown(code: str, origin: Origin, problems: Problems) -> None:
    hint = did_you_mean(code, BY_CODE) or f"the rules are {', '.join(BY_CODE)}"
    problems.add("unknown-rule", f"there is no rule '{code}'", origin, hint=hint)


def _check_ignores(
    config: Config,
    has_history: bool,
    ignoring: Iterable[ClaimEntity],
    met: Ignored,
    locator: Locator,
    problems: Problems,
) -> None:
    """Rules that a claim ignores though they have nothing to object to in it."""
    level = level_of(config, UNUSED_IGNORE.code)
    if level == "off":
        return
    for claim in ignoring:
        for number, item in enumerate(claim.meta.ignore):
            if not _is_asked(config, has_history, item.rule) or (claim.key, item.rule) in met:
                continue
            finding = Finding(
                f"the rule '{item.rule}' does not object to anything in this claim",
                claim.origin,
                ("ignore", number),
                hint="take it out of ignore",
            )
            _report(problems, locator, UNUSED_IGNORE.code, level, finding)


def _is_asked(config: Config, has_history: bool, code: str) -> bool:
    """Whether a rule exists, is not off, and has what it compares with."""
    if code not in BY_CODE or level_of(config, code) == "off":
        return False
    return has_history or not BY_CODE[code].published
