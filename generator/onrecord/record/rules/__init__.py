"""Editorial rules: what a desk wants to know before a reader does."""

from onrecord.record.rules.asking import level_of
from onrecord.record.rules.check import check_rules
from onrecord.record.rules.register import BY_CODE, RULES
from onrecord.record.rules.rule import Rule

__all__ = ["BY_CODE", "RULES", "Rule", "check_rules", "level_of"]
