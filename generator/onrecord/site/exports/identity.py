"""Identifiers that stay: the same thing has the same one in every build, and no other site has it."""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5

from onrecord.config import Config
from onrecord.content.slugs import slug


class Identity:
    """Identifiers of one site's things, made from its address (or its title) and their keys."""

    def __init__(self, config: Config) -> None:
        self._space = uuid5(
            NAMESPACE_URL, config.url.rstrip("/") if config.url else f"urn:onrecord:{slug(config.title)}"
        )

        self._made: dict[tuple[str, str], str] = {}

    def of(self, kind: str, key: str) -> str:
        """The UUID (version 5) of a thing."""
        found = self._made.get((kind, key))
        if found is None:
            found = self._made[kind, key] = str(uuid5(self._space, f"{kind}/{key}"))
        return found


class Numbered:
    """Tells apart what has no key of its own: a key that comes again gets a number, so others keep theirs."""

    def __init__(self) -> None:
        self._times: dict[str, int] = {}

    def __call__(self, key: str) -> str:
        """``key``, or ``key/2`` when it comes for the second time."""
        times = self._times[key] = self._times.get(key, 0) + 1
        return key if times == 1 else f"{key}/{times}"
