"""Bytes in words."""

from __future__ import annotations

UNITS = ("B", "kB", "MB", "GB")


def size(number: int) -> str:
    """``980 B``, ``12.4 kB``: bytes in powers of a thousand."""
    amount, unit = float(number), 0
    while amount >= 999.95 and unit < len(UNITS) - 1:
        amount, unit = amount / 1000, unit + 1
    return f"{amount:.1f} {UNITS[unit]}" if unit else f"{number} B"
