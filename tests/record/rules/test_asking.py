"""Where it is known who read what, rules are asked of little, and find what they find when all is asked."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from onrecord.config import Config
from onrecord.content.history import NO_HISTORY, History
from onrecord.content.locate import Locator
from onrecord.content.model import Claim, Evidence, Ignore, Source
from onrecord.diagnostics import Diagnostic
from onrecord.record.entities import Target
from onrecord.record.link import link
from onrecord.record.noting import noted
from onrecord.record.reads import Reads
from onrecord.record.record import Record
from onrecord.record.rules import RULES, Rule, asking, check_rules
from onrecord.record.rules import facts as rules_facts
from onrecord.record.rules.facts import Facts, published_of
from onrecord.record.rules.items import AllItems, FileItems, files_of
from tests.record.rules.desks import CODES, Desk, past
from tests.record.sites import NOWHERE, actor, brief, day, record_of

CONFIG = Config(title="Desk", rules={"no-archive": "off"})
TODAY = date(2025, 6, 3)


class Somewhere(Locator):
    """Every value is in one line; which one depends on what else was saved."""

    def __init__(self, line: int) -> None:
        super().__init__(Path("no-such-folder"))
        self._line = line

    def at(self, path: str, pointer: tuple[str | int, ...], key: bool = False) -> tuple[int, int]:
        return self._line, len(pointer)


class GivenUp(Exception):
    pass


class Steps:
    """Gives up after a number of steps."""

    def __init__(self, left: int) -> None:
        self._left = left

    def __call__(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise GivenUp


def record_at(desk: Desk, config: Config = CONFIG) -> Record:
    return link(desk.documents(), config, NOWHERE)[0]


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(seed=st.integers(0, 1 << 30))
def test_what_is_asked_again_is_what_all_would_be(seed: int) -> None:
    chance = Random(seed)
    desk, reads = Desk(chance), Reads()
    today, history, config = TODAY, past(chance, datetime(2025, 6, 2, tzinfo=UTC)), CONFIG
    for step in range(6):
        record, locator = record_at(desk, config), Somewhere(step)
        again = noted(record, reads)
        if chance.random() < 0.3:
            with suppress(GivenUp):
                check_rules(again, locator, today, history, Steps(chance.randrange(6)))
            continue
        assert check_rules(again, locator, today, history) == check_rules(record, locator, today, history)
        if chance.random() < 0.7:
            reads.finish()
        for _ in range(chance.randrange(3)):
            desk.edit()
        match chance.randrange(9):
            case 0:
                today = date(2025, 6, chance.randrange(1, 6))
            case 1:
                history = past(chance, datetime(2025, 6, chance.randrange(1, 6), tzinfo=UTC))
            case 2:
                config = replace(CONFIG, rules={chance.choice(CODES): chance.choice(["off", "error"])})
            case 3:
                history = NO_HISTORY if history else past(chance, datetime(2025, 6, 4, tzinfo=UTC))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 1 << 30))
def test_what_is_found_in_the_files_together_is_found_in_all(seed: int) -> None:
    chance = Random(seed)
    record = record_at(Desk(chance))
    facts = Facts(record, TODAY, published_of(past(chance, datetime(2025, 6, 4, tzinfo=UTC)), "UTC"))
    parts = [FileItems(record, file) for file in files_of(record)]
    for kind in ("briefs", "claims", "sources", "events"):
        assert [item for part in parts for item in getattr(part, kind)] == list(getattr(AllItems(record), kind))
    for rule in RULES:
        if not rule.of_all:
            found = Counter(finding for part in parts for finding in rule.check(facts, part))
            assert found == Counter(rule.check(facts, AllItems(record))), rule.code


def test_chance_makes_every_rule_find_something() -> None:
    """So that what is held above is held of all of them."""
    found: set[str] = set()
    for seed in range(300):
        chance = Random(seed)
        record = record_at(Desk(chance))
        facts = Facts(record, TODAY, published_of(past(chance, datetime(2025, 6, 4, tzinfo=UTC)), "UTC"))
        found |= {rule.code for rule in RULES if any(rule.check(facts, AllItems(record)))}
    assert found == {rule.code for rule in RULES} - {"unused-ignore"}


def claim(name: str, **fields: Any) -> Claim:
    return Claim(id=name, text=f"It was {name}.", by=("minister",), **fields)


class Newsroom:
    """Five briefs whose rules are asked again and again; what they were asked of the last time."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[Target | str] = []
        self.reads = Reads()
        self.briefs = {name: self._brief(name) for name in "abcde"}
        in_items, of = asking._in_items, asking._of

        def asked_of_items(rules: Any, facts: Facts, items: FileItems) -> Any:
            self.asked.append(items._file)
            return in_items(rules, facts, items)

        def asked(rules: list[Rule], facts: Facts, items: Any) -> Any:
            if isinstance(items, AllItems):
                self.asked += [rule.code for rule in rules]
            return of(rules, facts, items)

        monkeypatch.setattr(asking, "_in_items", asked_of_items)
        monkeypatch.setattr(asking, "_of", asked)
        self.check()

    def _brief(self, name: str) -> dict[str, Any]:
        source = Source(id="s", kind="report", outlet="Leaflet", via=(), url=f"https://example.org/{name}")
        return {"claims": (claim(name, sources=("s",)),), "sources": (source,)}

    def edit(self, name: str, **fields: Any) -> None:
        (old,) = self.briefs[name]["claims"]
        self.briefs[name]["claims"] = (replace(old, **fields),)

    def check(self, today: date = TODAY, history: History = NO_HISTORY) -> list[Diagnostic]:
        self.asked.clear()
        documents = [actor("minister"), *(brief(name, **fields) for name, fields in self.briefs.items())]
        record = noted(record_of(documents), self.reads)
        found = check_rules(record, NOWHERE, today, history)
        self.reads.finish()
        return found


@pytest.fixture
def newsroom(monkeypatch: pytest.MonkeyPatch) -> Newsroom:
    newsroom = Newsroom(monkeypatch)
    assert len([it for it in newsroom.asked if isinstance(it, Target)]) == 5
    assert "claim-twice" in newsroom.asked
    newsroom.asked.clear()
    return newsroom


def test_nothing_is_asked_when_nothing_changed(newsroom: Newsroom) -> None:
    newsroom.check()
    assert newsroom.asked == []


@pytest.mark.parametrize(
    "fields", [{"text": "It was otherwise."}, {"status": "unverified"}, {"said": day("2025-06-01")}]
)
def test_of_an_edited_claim_its_brief_alone(newsroom: Newsroom, fields: dict[str, Any]) -> None:
    newsroom.edit("b", **fields)
    newsroom.check()
    assert newsroom.asked == [Target("brief", "b")]
    newsroom.check()
    assert newsroom.asked == []


def test_also_of_what_refers_to_it(newsroom: Newsroom) -> None:
    """How a source stands is read by the claim that it is evidence for."""
    newsroom.edit("a", evidence=(Evidence(source="b#s", stance="supports"),), status="confirmed")
    newsroom.check()
    (source,) = newsroom.briefs["b"]["sources"]
    newsroom.briefs["b"]["sources"] = (replace(source, via=None),)
    newsroom.check()
    assert {it for it in newsroom.asked if isinstance(it, Target)} == {Target("brief", "a"), Target("brief", "b")}


def test_what_compares_claims_is_asked_when_there_is_something_to_compare(newsroom: Newsroom) -> None:
    newsroom.edit("b", text="It was a.")
    assert "claim-twice" in {problem.code for problem in newsroom.check()}
    assert newsroom.asked == [Target("brief", "b"), "claim-twice"]
    newsroom.edit("c", contradicts=("a#a",))
    newsroom.check()
    assert {"contradiction-ring", "claim-twice"} <= set(newsroom.asked)
    assert "nesting-ring" not in newsroom.asked
    newsroom.check()
    assert newsroom.asked == []


def test_claims_are_told_apart_whatever_number_their_wording_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules_facts, "hash", lambda _: 0, raising=False)
    told = (claim("a"), claim("b"), replace(claim("c"), text="it was  A"), replace(claim("d"), by=("president",)))
    record = record_of([actor("minister"), actor("president"), brief("x", claims=told)])
    (found,) = (problem for problem in check_rules(record, NOWHERE, TODAY) if problem.code == "claim-twice")
    assert found.message.startswith("'minister' made this claim already: 'x#a' (")


def test_all_are_asked_on_another_day(newsroom: Newsroom) -> None:
    newsroom.check(date(2025, 6, 4))
    assert len([it for it in newsroom.asked if isinstance(it, Target)]) == 5


def test_of_another_history_what_it_tells_of(newsroom: Newsroom) -> None:
    history = past(Random(3), datetime(2025, 6, 4, tzinfo=UTC))
    newsroom.check(history=history)
    assert newsroom.asked == [Target("brief", name) for name in "abcde" if name in published_of(history, "UTC")]
    assert newsroom.asked
    newsroom.check(history=past(Random(3), datetime(2025, 6, 5, tzinfo=UTC)))
    assert newsroom.asked == []


def test_an_ignore_in_one_brief_is_unused_by_what_another_says(newsroom: Newsroom) -> None:
    """A source of one brief that a claim of another uses, too."""
    ignore = (Ignore(rule="no-archive", reason="Known."),)
    newsroom.edit("a", sources=("b#s",), ignore=ignore)
    assert "unused-ignore" not in {problem.code for problem in newsroom.check()}
    (source,) = newsroom.briefs["b"]["sources"]
    newsroom.briefs["b"]["sources"] = (replace(source, archive="https://archive.example/"),)
    found = [problem.file for problem in newsroom.check() if problem.code == "unused-ignore"]
    assert found == ["content/briefs/a.md"]
