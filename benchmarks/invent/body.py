"""The prose of a brief: headings, lists, tables, links, citations, claim cards and footnotes, 300 to 700 words."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from benchmarks.invent import words
from benchmarks.invent.cast import filled

LEAST_WORDS, MOST_WORDS = 300, 700
_LONGEST_BLOCK = 110
"""No block has more words than this, so that the last one does not lead beyond the bound."""


@dataclass(frozen=True, slots=True)
class Mentions:
    """What a body may speak of, by id; ``claims`` are ``brief#id``, ``sources`` and ``own_claims`` are the brief's."""

    actors: list[str]
    places: list[str]
    topics: list[str]
    briefs: list[str]
    claims: list[str]
    sources: list[str]
    own_claims: list[str]


def body(mentions: Mentions, rng: Random) -> str:
    """A body in onrecord's Markdown. Every source is cited at least once, most claims are placed as cards."""
    return _Writer(mentions, rng).written(rng.randint(LEAST_WORDS + _LONGEST_BLOCK, MOST_WORDS - _LONGEST_BLOCK))


class _Writer:
    def __init__(self, mentions: Mentions, rng: Random) -> None:
        self.mentions = mentions
        self.rng = rng
        self.uncited = list(mentions.sources)
        self.cards = [name for name in mentions.own_claims if rng.random() < 0.8]
        self.headings = rng.sample(words.HEADINGS, len(words.HEADINGS))
        self.footnote = rng.choice(words.FOOTNOTES) if rng.random() < 0.4 else None

    def written(self, wanted: int) -> str:
        blocks = [self._paragraph(linked=2)]
        count = _words(blocks[0])
        while count < wanted or self.cards or self.uncited:
            block = self._block(len(blocks)) if count < wanted else self._closing()
            blocks.append(block)
            count += _words(block)
        if self.footnote:
            blocks[1] += "[^1]" if not blocks[1].startswith(("#", "!", "|", "-", "1.", ">")) else ""
            if blocks[1].endswith("[^1]"):
                blocks.append(f"[^1]: {self.footnote}")
        return "\n\n".join(blocks) + "\n"

    def _closing(self) -> str:
        if self.cards:
            return self._card()
        return f"Also consulted {self._cite(len(self.uncited))}."

    def _block(self, position: int) -> str:
        if position % 3 == 2 and self.headings:
            level = "##" if position < 4 or self.rng.random() < 0.7 else "###"
            return f"{level} {self.headings.pop()}"
        if self.cards and self.rng.random() < 0.35:
            return self._card()
        kind = self.rng.choices(("paragraph", "list", "steps", "table", "quote"), (12, 2, 1, 1, 1))[0]
        if kind == "list":
            return "\n".join(f"- {self._item()}" for _ in range(self.rng.randint(2, 5)))
        if kind == "steps":
            return "\n".join(f"{number}. {self._item()}" for number in range(1, self.rng.randint(3, 5)))
        if kind == "table":
            return self._table()
        if kind == "quote":
            return f"> {filled(self.rng, self.rng.choice(words.QUOTES))}"
        return self._paragraph(linked=self.rng.randint(0, 2))

    def _card(self) -> str:
        return f"![[#{self.cards.pop(0)}]]"

    def _paragraph(self, linked: int) -> str:
        sentences = [filled(self.rng, pattern) for pattern in self.rng.sample(words.SENTENCES, self.rng.randint(2, 3))]
        for _ in range(linked):
            sentences.insert(self.rng.randint(0, len(sentences)), self._linked())
        return _wrapped(" ".join(sentences))

    def _item(self) -> str:
        return filled(self.rng, self.rng.choice(words.ITEMS))

    def _table(self) -> str:
        rows = [
            f"| {self.rng.choice(words.TOWNS)} | {self.rng.randint(1, 60)} | {self._cite(1)} |"
            for _ in range(self.rng.randint(2, 4))
        ]
        return "\n".join(["| Place | Number given | Source |", "|:--|--:|:--|", *rows])

    def _linked(self) -> str:
        usable = [
            pattern
            for pattern in words.LINKED
            if (self.mentions.briefs or "{brief}" not in pattern) and (self.mentions.claims or "{claim}" not in pattern)
        ]
        pattern = self.rng.choice(usable)
        return pattern.format(
            actor=self._link("", self.mentions.actors, "the speaker") if "{actor}" in pattern else "",
            brief=self._link("", self.mentions.briefs, "an earlier brief") if "{brief}" in pattern else "",
            place=self._link("", self.mentions.places, "the region") if "{place}" in pattern else "",
            topic=self._link("", self.mentions.topics, "the subject") if "{topic}" in pattern else "",
            claim=self._link("claim:", self.mentions.claims, "an earlier claim") if "{claim}" in pattern else "",
            cite=self._cite(2 if self.rng.random() < 0.2 else 1) if "{cite}" in pattern else "",
        )

    def _link(self, prefix: str, keys: list[str], label: str) -> str:
        key = self.rng.choice(keys)
        return f"[[{prefix}{key}|{label}]]" if prefix or self.rng.random() < 0.3 else f"[[{key}]]"

    def _cite(self, number: int) -> str:
        chosen = self.uncited[:number]
        del self.uncited[:number]
        while len(chosen) < min(number, len(self.mentions.sources)):
            name = self.rng.choice(self.mentions.sources)
            if name not in chosen:
                chosen.append(name)
        return "[" + "; ".join(f"@{name}" for name in chosen) + "]"


def _words(block: str) -> int:
    """The words of a block as a reader counts them; a card has none."""
    return 0 if block.startswith("![[") else len(block.split())


def _wrapped(text: str, width: int = 100) -> str:
    """Lines of ``width`` at most, broken at spaces but never within a link or citation."""
    lines, line = [], ""
    for word in _glued(text):
        if line and len(line) + 1 + len(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return "\n".join([*lines, line])


def _glued(text: str) -> list[str]:
    """The words of a text, with what stands in square brackets in one piece."""
    found: list[str] = []
    depth = 0
    for word in text.split():
        if depth:
            found[-1] += f" {word}"
        else:
            found.append(word)
        depth += word.count("[") - word.count("]")
    return found
