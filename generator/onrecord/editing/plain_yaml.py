"""Texts as YAML scalars on one line."""

from __future__ import annotations

import json


def scalar(text: str) -> str:
    """``text`` as it is where YAML reads it back as the same text, else in double quotes."""
    from onrecord.content import strict_yaml

    line = " ".join(text.split())
    values, faults = strict_yaml.load(f"it: {line}\nnext: [{line}]\n", "")
    if not faults and values == {"it": line, "next": [line]}:
        return line
    return json.dumps(line, ensure_ascii=False)
