"""The reference of the editorial rules, from their register."""

from __future__ import annotations

from docs.making.blocks import table
from onrecord.record.rules import RULES, Rule


def rule_codes() -> str:
    """Every rule with its severity and what it finds."""
    return table(
        ("Code", "Severity", "What it finds"),
        [(f"[`{it.code}`](#{it.code})", it.severity, f"{it.title}.") for it in RULES],
    )


def rule_reference() -> str:
    """Every rule with its paragraph, an example that breaks it, and the same mended."""
    return "\n\n".join(
        f"### `{it.code}`\n\n**{it.severity.capitalize()}.** {it.title}. {it.explanation}\n\n{_examples(it)}"
        for it in RULES
    )


def _examples(rule: Rule) -> str:
    shown = (("Published as", rule.published), ("Breaks it", rule.failing), ("Mended", rule.mended))
    return "\n\n".join(f"{heading}:\n\n```yaml\n{fields}\n```" for heading, fields in shown if fields)
