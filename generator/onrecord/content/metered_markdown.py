"""Python-Markdown with a meter: what would take too long is refused, by counting work and not by the clock.

Python-Markdown takes time that grows with the square of some inputs (unclosed brackets, fences and tags, headings
without blank lines between them, ...), so a few kilobytes can hold a build up for minutes. Each of those places is
counted here in characters looked at, and ``TooMuch`` is raised at a limit that no honest document comes near. The
count depends on nothing but the input.

Patterns whose signs do not occur in a block, or in a text within one, are not tried: those are most of them most of the
time. The output is the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar
from xml.etree.ElementTree import Element

from markdown import Markdown, blockprocessors, preprocessors, treeprocessors
from markdown.extensions.abbr import AbbrExtension
from markdown.extensions.admonition import AdmonitionExtension
from markdown.extensions.attr_list import AttrListExtension
from markdown.extensions.def_list import DefListExtension
from markdown.extensions.fenced_code import FencedCodeExtension
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.sane_lists import SaneListExtension
from markdown.extensions.tables import TableExtension
from markdown.htmlparser import HTMLExtractor
from markdown.util import AtomicString

WORK = 3_000_000
"""Characters that may be looked at for a body of any length ..."""

WORK_PER_CHARACTER = 20
"""... and how many more for each of its characters."""

MAX_NESTING = 40
"""How deep lists and quotes may nest; Python-Markdown recurses."""

MAX_UNCLOSED_TAGS = 100
"""How many raw HTML tags may be open at once."""


_TAG_START = re.compile(r"<[a-zA-Z/!?]")
_FENCES = ("```", "~~~")


class TooMuch(Exception):
    """The markup is refused. ``near`` is text of the source from where it was noticed, as far as it is known."""

    def __init__(self, near: str = "") -> None:
        super().__init__(near)
        self.near = near


class TooDeep(TooMuch):
    """The markup nests too deep."""


class Meter:
    """Counts the work done for one body."""

    def __init__(self) -> None:
        self.left = 0

    def start(self, characters: int) -> None:
        """Allow what a body of this length may take."""
        self.left = WORK + WORK_PER_CHARACTER * characters

    def spend(self, amount: int, near: str = "") -> None:
        """Count work; raise ``TooMuch`` when none is left."""
        self.left -= amount
        if self.left < 0:
            raise TooMuch(near)


class _Abbreviations(AbbrExtension):
    abbrs: dict[str, str]


def metered_markdown(meter: Meter) -> Markdown:
    """A converter that counts its work: the extensions that bodies are written with, and no other."""
    abbreviations = _Abbreviations()
    markdown = Markdown(
        extensions=[
            TableExtension(use_align_attribute=True),
            _Footnotes(meter),
            DefListExtension(),
            AdmonitionExtension(),
            AttrListExtension(),
            FencedCodeExtension(),
            SaneListExtension(),
            abbreviations,
        ],
        output_format="html",
    )
    markdown.preprocessors.register(_Fences(markdown, meter), "metered_fences", 26)
    markdown.preprocessors.register(_HtmlBlocks(markdown, meter), "html_block", 20)
    markdown.block_level_elements = frozenset(markdown.block_level_elements)  # type: ignore[assignment]
    fences = markdown.preprocessors["fenced_code_block"]
    fences.run = partial(_run_at_fences, fences.run)  # type: ignore[method-assign]
    for name, signs in _SIGNS.items():
        processor = markdown.parser.blockprocessors[name]
        processor.test = partial(_tested, signs, processor.test)  # type: ignore[method-assign]
    markdown.parser.blockprocessors.register(_Blocks(markdown, meter), "metered_blocks", 1000)
    # Gone through for every block: a registry would put them in order each time.
    markdown.parser.blockprocessors = tuple(markdown.parser.blockprocessors)  # type: ignore[assignment]
    markdown.treeprocessors.register(_Definitions(markdown, meter, abbreviations), "metered_definitions", 45)
    markdown.treeprocessors.register(MeteredInline(markdown, meter), "inline", 20)
    return markdown


_SIGNS = {
    "admonition": ("!!!", "    "),
    "table": ("|",),
    "hashheader": ("#",),
    "deflist": (":",),
    "quote": (">",),
    "footnote": ("[^",),
    "abbr": ("*[",),
    "reference": ("]:",),
}
"""What a block holds, some of it at least, that a processor takes."""


def _tested(signs: tuple[str, ...], test: Callable[[Element, str], bool], parent: Element, block: str) -> bool:
    for sign in signs:
        if sign in block:
            return test(parent, block)
    return False


def _run_at_fences(run: Callable[[list[str]], list[str]], lines: list[str]) -> list[str]:
    return run(lines) if any(line.startswith(_FENCES) for line in lines) else lines


class _Fences(preprocessors.Preprocessor):
    """Counts what is looked through for fences that never close."""

    _FENCE = re.compile(r"(~+|`+)(.*)")

    def __init__(self, markdown: Markdown, meter: Meter) -> None:
        super().__init__(markdown)
        self.meter = meter

    def run(self, lines: list[str]) -> list[str]:
        fences = [
            (number, match)
            for number, line in enumerate(lines)
            if line.startswith(_FENCES) and (match := self._FENCE.match(line))
        ]
        closing = {match[1]: number for number, match in fences if not match[2].strip()}
        length = sum(map(len, lines)) if fences else 0
        for number, match in fences:
            if closing.get(match[1], -1) <= number:
                self.meter.spend(length + len(lines), lines[number])
        return lines


class _HtmlBlocks(preprocessors.HtmlBlockPreprocessor):
    def __init__(self, markdown: Markdown, meter: Meter) -> None:
        super().__init__(markdown)
        self.meter = meter

    def run(self, lines: list[str]) -> list[str]:
        source = "\n".join(lines)
        if "<" not in source and "&" not in source:
            return lines
        self._count_unclosed(source)
        parser = _HtmlExtractor(self.md, self.meter)
        parser.feed(source)
        parser.close()
        return "".join(parser.cleandoc).split("\n")

    def _count_unclosed(self, source: str) -> None:
        """Each ``<`` is looked at up to the next ``>``; after the last ``>``, up to the end."""
        last = source.rfind(">")
        unclosed = [match.start() for match in _TAG_START.finditer(source, last + 1)]
        if unclosed:
            self.meter.spend(len(unclosed) * (len(source) - unclosed[0]), source[unclosed[0] :][:80])


class _HtmlExtractor(HTMLExtractor):
    def __init__(self, markdown: Markdown, meter: Meter) -> None:
        super().__init__(markdown)
        self.meter = meter

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        super().handle_starttag(tag, attrs)
        if len(self.stack) > MAX_UNCLOSED_TAGS or len(self.inline_stack) > MAX_UNCLOSED_TAGS:
            raise TooDeep(self.get_starttag_text() or "")

    def inline_close_follows(self, text: str) -> bool:
        if self.inline_stack:
            start = self.line_offset + self.offset
            self.meter.spend((len(self.rawdata) - start) * len(self.inline_stack), self.rawdata[start : start + 80])
        return bool(super().inline_close_follows(text))


class _Blocks(blockprocessors.BlockProcessor):
    """Sees every block before the processor that takes it; takes none."""

    def __init__(self, markdown: Markdown, meter: Meter) -> None:
        super().__init__(markdown.parser)
        self.meter = meter

    def test(self, parent: Element, block: str) -> bool:
        if len(self.parser.state) > MAX_NESTING:
            raise TooDeep(block[:80])
        self.meter.spend(2 * len(block), block[:80])
        if "|" in block:
            self.meter.spend(sum(line.count("|") ** 2 for line in block.split("\n")), block[:80])
        return False


class _Footnotes(FootnoteExtension):
    """Counts the lists that are searched for each mark."""

    def __init__(self, meter: Meter) -> None:
        super().__init__()
        self.meter = meter

    def addFootnoteRef(self, id: str) -> None:
        marks = self.found_refs.get(self.makeFootnoteRefId(id), 0)
        self.meter.spend(10 * len(self.footnotes) + 50 * marks, f"[^{id}]")
        super().addFootnoteRef(id)


class _Definitions(treeprocessors.Treeprocessor):
    """Counts what definitions of links and abbreviations grow to where they are used."""

    def __init__(self, markdown: Markdown, meter: Meter, abbreviations: _Abbreviations) -> None:
        super().__init__(markdown)
        self.meter = meter
        self.abbreviations = abbreviations.abbrs

    def run(self, root: Element) -> None:
        links = self.md.references
        if not links and not self.abbreviations:
            return
        text = "".join(root.itertext())
        if links:
            longest = max(len(address) + len(title or "") for address, title in links.values())
            self.meter.spend(longest * text.count("[") // 8, next(iter(links)))
        if self.abbreviations:
            longest = max(map(len, self.abbreviations.values()))
            amount = len(text) * (longest // 16 + len(self.abbreviations) // 2)
            self.meter.spend(amount, f"*[{next(iter(self.abbreviations))}]")


_BRACKET = re.compile(r"[\[\]]")
_TICKS = re.compile(r"`+")
_TITLE_END = re.compile(r"""["']\s*\)""")

FEW = 16
"""Up to so many special characters in a text, each is counted as looking through all of it."""


def inline_work(text: str, special: int) -> int:
    """How many characters the inline patterns look at, about: each special character up to what closes it.

    Where nothing does, they look to the end of the text. Taking a match out copies the text, which is cheap.
    """
    length = len(text)
    work = special * length // 16
    opened: list[int] = []
    for match in _BRACKET.finditer(text):
        if match[0] == "[":
            opened.append(match.start())
        elif opened:
            work += 4 * (match.start() - opened.pop())
    work += 4 * sum(length - start for start in opened)
    last_run = {len(match[0]): match.start() for match in _TICKS.finditer(text)}
    work += sum(length - start for start in last_run.values())
    return work + _tag_work(text) + 4 * _address_work(text)


def _tag_work(text: str) -> int:
    """From each start of a tag to the next end of one."""
    work = close = 0
    for match in _TAG_START.finditer(text):
        if close <= match.start():
            close = _found_or_end(text, ">", match.start())
        work += close - match.start()
    return work


def _address_work(text: str) -> int:
    """From each address of a link to the bracket that closes it; with a quote in it, to the one behind a quote."""
    work = close = title_close = 0
    start = text.find("](")
    while start != -1:
        if close <= start:
            close = _found_or_end(text, ")", start)
        quoted = text.find('"', start, close) != -1 or text.find("'", start, close) != -1
        if quoted and title_close <= start:
            found = _TITLE_END.search(text, start)
            title_close = found.end() if found else len(text)
        work += max(close, title_close) - start
        start = text.find("](", start + 1)
    return work


def _found_or_end(text: str, wanted: str, start: int) -> int:
    found = text.find(wanted, start)
    return found if found != -1 else len(text)


class MeteredInline(treeprocessors.InlineProcessor):
    """The inline stage: counts its work, and runs a pattern only where its first character occurs."""

    TRIGGERS: ClassVar[dict[str, tuple[str, str]]] = {
        "autolink": ("<", "<"),
        "automail": ("<", "<"),
        "backtick": ("`", "`"),
        "em_strong": ("*", "_"),
        "entity": ("&", "&"),
        "escape": ("\\", "\\"),
        "footnote": ("[^", "[^"),
        "html": ("<", "<"),
        "image_link": ("![", "!["),
        "image_reference": ("![", "!["),
        "linebreak": ("  \n", "  \n"),
        "link": ("[", "["),
        "reference": ("[", "["),
        "short_image_ref": ("![", "!["),
        "short_reference": ("[", "["),
    }
    """For the pattern of this name to match, one of the two must occur. A pattern that is not listed always runs."""

    _SPECIAL = re.compile(r"[\\`*_\[!<&]|  \n")

    def __init__(self, markdown: Markdown, meter: Meter) -> None:
        super().__init__(markdown)
        self.meter = meter
        self._gates: list[tuple[Any, str, str]] = []
        self._all_gated = False

    def run(self, tree: Element, ancestors: list[str] | None = None) -> Element:
        if len(self._gates) != len(self.inlinePatterns):
            self._close_gates()
        return super().run(tree, ancestors)

    def _close_gates(self) -> None:
        triggers = {
            id(self.inlinePatterns[name]): found for name, found in self.TRIGGERS.items() if name in self.inlinePatterns
        }
        self._gates = [(pattern, *triggers.get(id(pattern), ("", ""))) for pattern in self.inlinePatterns]
        self._all_gated = all(one for _, one, _ in self._gates)

    # The name is how Python spells the private method of the base class that this one stands in for
    def _InlineProcessor__handleInline(self, data: str, patternIndex: int = 0) -> str:
        if isinstance(data, AtomicString):
            return data
        special = len(self._SPECIAL.findall(data))
        if not special and self._all_gated:
            return data
        self.meter.spend(special * len(data) if special <= FEW else inline_work(data, special), data[:80])
        apply: Any = self._InlineProcessor__applyPattern  # type: ignore[attr-defined]
        for index in range(patternIndex, len(self._gates)):
            pattern, one, other = self._gates[index]
            matched, start = True, 0
            while matched and (one in data or other in data):
                data, matched, start = apply(pattern, data, index, start)
        return data
