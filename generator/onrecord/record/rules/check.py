"""All editorial rules over one record, graded as the site says and ignored where a claim gives its reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from onrecord.config import Config, Level
from onrecord.content.history import NO_HISTORY, History
from onrecord.content.locate import Locator
from onrecord.diagnostics import Diagnostic, Severity, did_you_mean
from onrecord.record.entities import Origin
from onrecord.record.problems import Problems
from onrecord.record.record import Record
from onrecord.record.rules.register import BY_CODE, RULES, UNUSED_IGNORE
from onrecord.record.rules.rule import Facts, Finding

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

    ``step`` is called before each rule, and may raise to give up.
    """
    problems = Problems(locator)
    _check_codes(record, problems)
    facts = Facts(record, locator, today, history)
    ignored = {(claim.key, item.rule) for claim in record.claims.values() for item in claim.meta.ignore}
    met: Ignored = set()
    for rule in RULES:
        level = level_of(record.config, rule.code)
        if level == "off":
            continue
        step()
        for finding in rule.check(facts):
            met.update((key, rule.code) for key in finding.claims)
            if not _is_ignored(finding, rule.code, ignored):
                _report(problems, rule.code, level, finding)
    _check_ignores(facts, met, problems)
    return problems.diagnostics


def _is_ignored(finding: Finding, code: str, ignored: Ignored) -> bool:
    return bool(finding.claims) and all((key, code) in ignored for key in finding.claims)


def _report(problems: Problems, code: str, level: Level, finding: Finding) -> None:
    problems.add(code, finding.message, finding.origin, *finding.steps, hint=finding.hint, severity=Severity(level))


def level_of(config: Config, code: str) -> Level:
    """What a rule weighs on a site: ``error``, ``warning``, ``note`` or ``off``."""
    return (config.rules or {}).get(code, BY_CODE[code].severity)


def _check_codes(record: Record, problems: Problems) -> None:
    """Codes that no rule has, in the configuration and on claims."""
    for code in record.config.rules or {}:
        if code not in BY_CODE:
            _report_unknown(code, Origin(SITE_FILE, ("rules", code)), problems)
    for claim in record.claims.values():
        for number, item in enumerate(claim.meta.ignore):
            if item.rule not in BY_CODE:
                origin = Origin(claim.origin.path, (*claim.origin.pointer, "ignore", number, "rule"))
                _report_unknown(item.rule, origin, problems)


def _report_unknown(code: str, origin: Origin, problems: Problems) -> None:
    hint = did_you_mean(code, BY_CODE) or f"the rules are {', '.join(BY_CODE)}"
    problems.add("unknown-rule", f"there is no rule '{code}'", origin, hint=hint)


def _check_ignores(facts: Facts, met: Ignored, problems: Problems) -> None:
    """Rules that a claim ignores though they have nothing to object to in it."""
    level = level_of(facts.record.config, UNUSED_IGNORE.code)
    if level == "off":
        return
    for claim in facts.record.claims.values():
        for number, item in enumerate(claim.meta.ignore):
            if not _is_asked(facts, item.rule) or (claim.key, item.rule) in met:
                continue
            finding = Finding(
                f"the rule '{item.rule}' does not object to anything in this claim",
                claim.origin,
                ("ignore", number),
                hint="take it out of ignore",
            )
            _report(problems, UNUSED_IGNORE.code, level, finding)


def _is_asked(facts: Facts, code: str) -> bool:
    """Whether a rule exists, is not off, and has what it compares with."""
    if code not in BY_CODE or level_of(facts.record.config, code) == "off":
        return False
    return bool(facts.history) or not BY_CODE[code].published
