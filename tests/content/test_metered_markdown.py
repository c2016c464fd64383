"""The meter changes nothing in what Markdown makes, and counts the same on every machine."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import SimpleTextInlineProcessor
from markdown.treeprocessors import InlineProcessor

from onrecord.content.metered_markdown import (
    FEW,
    WORK,
    WORK_PER_CHARACTER,
    Meter,
    MeteredInline,
    TooMuch,
    inline_work,
    metered_markdown,
)

EXTENSIONS = ["tables", "footnotes", "def_list", "admonition", "attr_list", "fenced_code", "sane_lists", "abbr"]

_meter = Meter()
_metered = metered_markdown(_meter)


def plain() -> Markdown:
    return Markdown(
        extensions=EXTENSIONS, extension_configs={"tables": {"use_align_attribute": True}}, output_format="html"
    )


_plain = plain()


def converted(text: str) -> str:
    _meter.start(len(text))
    return _metered.reset().convert(text)


SYNTAX_PIECES = (
    """a|b |*|**|***|_|__|`|``|[|]|[a]|](x)|](<y> 'z')|[a]: x 'y'¶|![|(|)|<b>|</b>|<a@b.c>|<http://x>|<|>|> |&
|&amp;|\\|¶|¶¶|  ¶|    |- |1. |# |: |-:-¶|[^1]|[^1]: n¶|'|"|{: #x }|!!! n¶|```¶|~~~¶|*[a]: t¶|<!-- c -->|<div>
|</div>|<pre>|é|==¶|<?x?>|***¶|\u200b|\t|\ue000\ue004\ue001""".replace("\n", "")
    .replace("¶", "\n")
    .split("|")
)
SYNTAX = st.lists(st.sampled_from([*SYNTAX_PIECES, "|", "| ", "-|-\n"]), max_size=40).map("".join)


@given(SYNTAX | st.text(max_size=300))
def test_the_output_is_that_of_plain_markdown(text: str) -> None:
    assert converted(text) == _plain.reset().convert(text)


def test_the_output_for_whole_files_is_that_of_plain_markdown(repository: Path) -> None:
    files = sorted((repository / "content").rglob("*.md"))
    assert files
    for file in files:
        text = file.read_text(encoding="utf-8")
        assert converted(text) == plain().convert(text), file


def test_a_pattern_without_a_known_first_character_always_runs() -> None:
    class Extra(Extension):
        def extendMarkdown(self, md: Markdown) -> None:
            md.inlinePatterns.register(SimpleTextInlineProcessor(r"q(x)q"), "extra", 65)

    outputs = []
    for inline in (MeteredInline, None):
        md = plain()
        Extra().extendMarkdown(md)
        if inline:
            _meter.start(100)
            md.treeprocessors.register(inline(md, _meter), "inline", 20)
        outputs.append(md.convert("a qxq *b* qxq"))

    assert outputs == ["<p>a x <em>b</em> x</p>"] * 2


def test_patterns_are_skipped_where_they_cannot_match(monkeypatch: pytest.MonkeyPatch) -> None:
    applied = []
    original = InlineProcessor._InlineProcessor__applyPattern  # type: ignore[attr-defined]

    def counting(self: InlineProcessor, pattern: object, *rest: object) -> object:
        applied.append(pattern)
        return original(self, pattern, *rest)

    monkeypatch.setattr(InlineProcessor, "_InlineProcessor__applyPattern", counting)
    converted("just words, *one* emphasis")

    assert 0 < len(applied) < 5


@pytest.mark.parametrize(
    ("text", "least"),
    [
        ("[" * 1000, 2_000_000),
        ("[" * 1000 + "]" * 1000, 3_000_000),
        ("`" + " `` " + "a" * 1000, 2000),
        ("[a](" * 1000, 8_000_000),
        ('[a]("b) ' * 1000, 15_000_000),
        ("<a " * 1000, 1_000_000),
    ],
)
def test_what_never_closes_costs_the_rest_of_the_text(text: str, least: int) -> None:
    assert inline_work(text, FEW + 1) > least


def test_an_ordinary_paragraph_costs_little() -> None:
    text = "A [link](../actors/x.md#roles), *so* `it` was <b>said</b> (by [him](y.md)). " * 100

    assert inline_work(text, 1000) < WORK_PER_CHARACTER * len(text) * 10
    assert inline_work(text, 1000) < WORK


def test_the_meter_stops_at_its_limit_and_starts_anew() -> None:
    meter = Meter()
    meter.start(10)
    meter.spend(WORK + 10 * WORK_PER_CHARACTER)
    with pytest.raises(TooMuch):
        meter.spend(1, "here")
    meter.start(0)
    meter.spend(WORK)
