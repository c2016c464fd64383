"""How a claim stands: what a status says of it, whatever words and colours a site has for its statuses."""

from __future__ import annotations

from onrecord.config import Config


def is_established(config: Config, status: str | None) -> bool:
    """Whether a status says that the claim holds: corroborated, confirmed, and what a site draws like them."""
    return status in ("corroborated", "confirmed") or _colour(config, status) in ("supported", "firm")


def is_rejected(config: Config, status: str | None) -> bool:
    """Whether a status says that the claim does not hold, or that nobody stands for it any more."""
    return status in ("refuted", "withdrawn") or _colour(config, status) == "negative"


def _colour(config: Config, status: str | None) -> str | None:
    known = config.statuses.get(status) if status else None
    return known.colour if known else None
