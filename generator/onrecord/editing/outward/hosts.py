"""Many addresses asked: those of a host one after another with pauses, hosts side by side, none twice in a while."""

from __future__ import annotations

import http.client
import json
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import get_args
from urllib.parse import urlsplit
from urllib.robotparser import RobotFileParser

from onrecord.editing.outward.asking import AGENT, Answer, Fate, Manners, ask, fetched

AT_ONCE = 8
DAY = 86_400.0
KEPT: Mapping[Fate, float] = {"live": 7 * DAY, "dead": DAY, "blocked": DAY, "unsure": 0}
"""For how many seconds an answer is good."""

LARGEST_ROBOTS = 500_000


class KeptAnswers:
    """Answers of earlier checks in a file, which may be missing or damaged: then there are none."""

    def __init__(self, file: Path, now: float) -> None:
        self._file = file
        self._now = now
        self._known: dict[str, tuple[float, Answer]] = {}
        try:
            for address, (when, fate, reason) in json.loads(file.read_text(encoding="utf-8")).items():
                if fate in get_args(Fate) and isinstance(when, int | float) and isinstance(reason, str):
                    self._known[address] = (when, Answer(fate, reason))
        except (OSError, ValueError, TypeError, AttributeError):
            self._known = {}

    def find(self, address: str) -> Answer | None:
        """The answer for an address, when it is still good."""
        when, answer = self._known.get(address, (0.0, Answer("unsure", "")))
        return answer if 0 <= self._now - when < KEPT[answer.fate] else None

    def keep(self, address: str, answer: Answer) -> None:
        """Keep an answer of now."""
        self._known[address] = (self._now, answer)

    def save(self, asked: Iterable[str]) -> None:
        """Write down the answers for the addresses that the site has; a folder that cannot be written is no harm."""
        wanted = sorted(set(asked) & set(self._known))
        told = {address: [self._known[address][0], *_told(self._known[address][1])] for address in wanted}
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(json.dumps(told, ensure_ascii=False, indent=1), encoding="utf-8")
        except OSError:
            return


def _told(answer: Answer) -> tuple[str, str]:
    return answer.fate, answer.reason


def answers(
    addresses: Iterable[str], kept: KeptAnswers, manners: Manners, advance: Callable[[int], None]
) -> dict[str, Answer]:
    """What became of each address."""
    found: dict[str, Answer] = {}
    by_host: dict[str, list[str]] = {}
    for address in dict.fromkeys(addresses):
        known = kept.find(address)
        if known is None:
            by_host.setdefault(urlsplit(address).netloc.lower(), []).append(address)
        else:
            found[address] = known
    advance(len(found))
    with ThreadPoolExecutor(AT_ONCE) as pool:
        for one_host in pool.map(lambda those: _of_host(those, manners), by_host.values()):
            for address, answer in one_host.items():
                kept.keep(address, answer)
                found[address] = answer
            advance(len(one_host))
    return found


def _of_host(addresses: list[str], manners: Manners) -> dict[str, Answer]:
    allowed = _robots(addresses[0], manners) if manners.robots else None
    found: dict[str, Answer] = {}
    for number, address in enumerate(addresses):
        if allowed is not None and not allowed.can_fetch(AGENT, address):
            found[address] = Answer("blocked", "the host's robots.txt asks programs to stay away")
            continue
        if number or allowed is not None:
            manners.wait(manners.pause)
        found[address] = ask(address, manners)
    return found


def _robots(address: str, manners: Manners) -> RobotFileParser | None:
    """What a host asks of programs; ``None`` where it says nothing or cannot be asked (RFC 9309, 2.3.1)."""
    parts = urlsplit(address)
    try:
        status, text = fetched(f"{parts.scheme}://{parts.netloc}/robots.txt", manners, LARGEST_ROBOTS)
    except (OSError, ValueError, http.client.HTTPException):
        return None
    if status != 200:
        return None
    rules = RobotFileParser()
    rules.parse(text.decode("utf-8", "replace").splitlines())
    return rules
