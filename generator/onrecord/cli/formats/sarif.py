"""Problems as SARIF 2.1.0, the OASIS standard for results of static analysis; ASCII only.

See https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/sarif-v2.1.0-errata01-os-complete.html (the numbers below
are its sections) and what code hosts read of it, such as
https://docs.github.com/code-security/reference/code-scanning/sarif-support-for-code-scanning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from onrecord import __version__
from onrecord.cli.formats import Look
from onrecord.diagnostics import Diagnostic

if TYPE_CHECKING:
    from onrecord.record.rules import Rule

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"

Json = dict[str, Any]

_PLACEHOLDER = re.compile(r"\{(\d+)\}")
_BRACKET = re.compile(r"[\\\[\]]")


def formatted(diagnostics: Sequence[Diagnostic], look: Look) -> str:
    """One run. Its rules are all editorial ones and whatever else occurs; files are relative to the checkout."""
    rules = _rules(diagnostics)
    numbers = {rule["id"]: number for number, rule in enumerate(rules)}
    run = {
        "tool": {"driver": {"name": "onrecord", "semanticVersion": __version__, "rules": rules}},
        "invocations": [{"executionSuccessful": True}],
        "columnKind": "unicodeCodePoints",
        "results": [_result(diagnostic, numbers[diagnostic.code], look) for diagnostic in diagnostics],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rules(diagnostics: Sequence[Diagnostic]) -> list[Json]:
    """The descriptors of the editorial rules as registered, then those of other codes by name."""
    from onrecord.record.rules import BY_CODE, RULES

    def editorial(rule: Rule) -> Json:
        enabled = rule.severity != "off"
        return {
            "id": rule.code,
            "shortDescription": {"text": f"{rule.title}."},
            "fullDescription": {"text": rule.explanation},
            "help": {"text": _help(rule, "{}"), "markdown": _help(rule, "```yaml\n{}\n```")},
            "defaultConfiguration": {"level": rule.severity} if enabled else {"enabled": False},
        }

    others = {diagnostic.code: diagnostic for diagnostic in diagnostics if diagnostic.code not in BY_CODE}
    return [
        *map(editorial, RULES),
        *(
            {
                "id": code,
                "shortDescription": {"text": f"{code.replace('-', ' ').capitalize()}."},
                "defaultConfiguration": {"level": others[code].severity.value},
            }
            for code in sorted(others)
        ),
    ]


def _help(rule: Rule, block: str) -> str:
    shown = (("Published as", rule.published), ("Breaks it", rule.failing), ("Mended", rule.mended))
    examples = (f"{heading}:\n\n{block.replace('{}', fields)}\n" for heading, fields in shown if fields)
    return "\n".join((f"{rule.explanation}\n", *examples))


def _result(diagnostic: Diagnostic, rule: int, look: Look) -> Json:
    told = diagnostic.message if diagnostic.hint is None else f"{diagnostic.message}\n{diagnostic.hint}"
    place: Json = {"artifactLocation": _artifact(look.path_from_checkout(diagnostic.file))}
    if diagnostic.line is not None:
        column = {} if diagnostic.column is None else {"startColumn": diagnostic.column}
        place["region"] = {"startLine": diagnostic.line, **column}
    return {
        "ruleId": diagnostic.code,
        "ruleIndex": rule,
        "level": diagnostic.severity.value,
        "message": {"text": _plain_message(told)},
        "locations": [{"physicalLocation": place}],
    }


def _artifact(path: str) -> Json:
    """A file by its relative URI, or by its whole one where it does not lie in the checkout."""
    if Path(path).is_absolute():
        return {"uri": Path(path).as_uri()}
    first, slash, rest = path.encode("utf-8", "surrogateescape").partition(b"/")
    # In the first part of a relative reference a colon would end a scheme (RFC 3986, 4.2); quote() leaves none.
    return {"uri": quote(first, safe="") + slash.decode() + quote(rest, safe="/"), "uriBaseId": "%SRCROOT%"}


def _plain_message(text: str) -> str:
    """The text with nothing in it that a viewer takes for a placeholder (3.11.5) or a link (3.11.6)."""
    text = _PLACEHOLDER.sub(r"{{\1}}", text)
    return _BRACKET.sub(r"\\\g<0>", text) if "](" in text else text
