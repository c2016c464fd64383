"""Hostile input is refused or rendered, never brooded over. What a body may cost is counted, not timed."""

from __future__ import annotations

import pytest

from onrecord.content.document import Body
from onrecord.content.markup import MAX_CHARACTERS, MAX_LINES, MAX_REFERENCES, Renderer
from onrecord.content.metered_markdown import WORK, WORK_PER_CHARACTER
from onrecord.content.sanitise import MAX_OPEN
from tests.content.markup_samples import FIRST_LINE, codes, render

TOO_COMPLEX = {
    "brackets": "[" * 4000,
    "closed brackets": "[" * 4000 + "x" + "]" * 4000,
    "image brackets": "![" * 4000,
    "links without an end": "[a](" * 4000,
    "titles without an end": '[a]("b) ' * 4000,
    "footnote marks": "[^" * 4000,
    "small paragraphs of brackets": ("[" * 200 + "\n\n") * 1000,
    "headings": "# a\n" * 6000,
    "underlines": "a\n=\n" * 4000,
    "rules": "---\n" * 8000,
    "abbreviations in one block": "*[a]: x\n" * 6000,
    "abbreviations": "\n".join(f"*[a{number}]: x" for number in range(4000)) + "\n\n" + "a1 " * 20_000,
    "a long abbreviation": f"*[a]: {'x' * 100_000}\n\n" + "a " * 50_000,
    "a long address": f"[a]: http://{'x' * 100_000}\n\n" + "[a] " * 20_000,
    "fences": "```a\n" * 6000,
    "fences of every length": "\n".join("`" * number for number in range(3, 600)),
    "tags without an end": "<a " * 10_000,
    "attributes without an end": '<a x="' * 10_000,
    "one footnote": "[^1]: x\n\n" + "[^1]\n\n" * 4000,
    "backticks": "`" * 100_000,
    "entities": "&amp;" * 20_000,
    "open links": "[[a\n" * 9000,
    "open citations": "[@a;" * 9000,
    "a wide table": "a|" * 10_000 + "\n" + "-|" * 10_000 + "\n" + "a|" * 10_000,
    "ampersands and stars": "&*" * 100_000,
}
TOO_DEEP = {
    "definitions": "a\n: b\n" * 3000,
    "quotes": ">" * 5000,
    "spaced quotes": "> " * 1000,
    "growing quotes": "\n".join(">" * number for number in range(1, 300)),
    "lists in a line": "- " * 3000 + "a",
    "mixed lists": "* + - " * 1000 + "a",
    "indented lists": "\n".join("    " * number + "- a" for number in range(200)),
    "quoted lists": "> - " * 500 + "a",
    "div": "<div>" * 3000,
    "closed div": "<div>" * 3000 + "</div>" * 3000,
    "wrong ends": "<div>" * 3000 + "</x>" * 3000,
    "formatting": "".join(f"<b id='a{number}'>" for number in range(1000)) + "<p>" * 1000,
    "formatting over paragraphs": "\n\n".join(f"<b id='a{number}'>x" for number in range(1000)),
    "comments": "<b><!-- x -->\n" * 1000,
}
HARMLESS = {
    "stars": "*" * 100_000,
    "underscores": "_" * 100_000,
    "backticks": "`" * 5000,
    "backslashes": "\\" * 3000,
    "ampersands": "&" * 5000,
    "spaces": " " * 100_000 + "a",
    "one word": "a" * 200_000,
    "blank lines": "a" + " \n" * 9000,
    "entities": "&amp;" * 2000,
    "angles": "a < b " * 300 + "\n\n" + "a < b\n\n" * 3000,
    "closing tags": "a\n</div>\n" * 500,
    "paragraphs": "a\n\n" * 3000,
    "list": "- a\n" * 3000,
    "table": "a|b\n-|-\n" + "a|b\n" * 2000,
    "links": "[a](https://example.org) " * 1000,
    "emphasis": "*a* _b_ **c** " * 500,
    "an open link over spaces": "[[a" + " " * 50_000 + "\n" + " " * 50_000,
    "open links": "[[a\n" * 200,
    "open citations": "[@a;" * 300,
    "references": "[[a]]" * MAX_REFERENCES,
    "contents": "[TOC]\n\n## a\n\n" * 1000,
    "same headings": "## a\n\n" * 3000,
    "footnotes in one block": "\n".join(f"[^{number}]: x" for number in range(5000)),
}


@pytest.mark.parametrize("name", TOO_COMPLEX)
def test_what_would_take_too_long_is_refused(name: str) -> None:
    body, (diagnostic,) = render(TOO_COMPLEX[name])

    assert body == Body()
    assert diagnostic.code == "markup-too-complex"
    assert diagnostic.line is not None
    assert diagnostic.hint


@pytest.mark.parametrize("name", TOO_DEEP)
@pytest.mark.parametrize("raw", [False, True])
def test_what_nests_too_deep_is_refused(name: str, raw: bool) -> None:
    body, (diagnostic,) = render(TOO_DEEP[name], raw=raw)

    assert body == Body()
    assert diagnostic.code in ("markup-too-deep", "markup-too-complex")


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_only_long_is_rendered(name: str) -> None:
    body, diagnostics = render(HARMLESS[name])

    assert body != Body()
    assert len("".join(body.html)) < 30 * len(HARMLESS[name])
    assert {diagnostic.code for diagnostic in diagnostics} <= {"unused-footnote"}


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("a" * (MAX_CHARACTERS + 1), str(MAX_CHARACTERS)),
        ("a\n" * MAX_LINES, str(MAX_LINES)),
        ("[@a] " * (MAX_REFERENCES + 1), str(MAX_REFERENCES)),
    ],
)
def test_what_is_too_large_is_refused_with_the_limit(text: str, named: str) -> None:
    body, (diagnostic,) = render(text)

    assert body == Body()
    assert (diagnostic.code, diagnostic.line) == ("body-too-large", FIRST_LINE)
    assert named in diagnostic.message


def test_the_place_of_what_is_refused_is_named() -> None:
    _, (diagnostic,) = render(f"fine\n\nalso fine\n\nnot {'[' * 4000}")

    assert diagnostic.line == FIRST_LINE + 4


@pytest.mark.parametrize("text", ["> " * 20 + "a", "\n".join("    " * n + "- a" for n in range(15)), "<b>" * MAX_OPEN])
def test_ordinary_nesting_passes(text: str) -> None:
    assert codes(text) == []


def test_a_refused_body_leaves_the_renderer_as_it_was() -> None:
    renderer = Renderer()
    before = renderer.render("- a\n- b [[c]]", "f.md", 1)
    for text in (TOO_COMPLEX["headings"], *TOO_DEEP.values()):
        renderer.render(text, "f.md", 1)

    assert renderer.render("- a\n- b [[c]]", "f.md", 1) == before


def test_a_long_honest_document_is_far_from_the_limits() -> None:
    paragraph = (
        "He *said* that the [report](../pages/methodology.md#relays), as [[yury-dashkin|the officer]] put it [@wire, "
        "p. 3], was `wrong` in parts; see [the file](https://example.org/a_b_c) and **what followed**. "
    ) * 6
    table = "| a | b | c |\n|---|---|--:|\n" + "| [[a]] | *b* | `c` |\n" * 50
    text = "\n\n".join([f"## Part\n\n{paragraph}\n\n- {paragraph}\n- {paragraph}\n\n> {paragraph}\n\n{table}"] * 20)
    renderer = Renderer()
    _, diagnostics = renderer.render(f"{text}[^n]\n\n[^n]: Note.", "f.md", 1)

    assert diagnostics == []
    assert len(text) > 60_000
    assert renderer._meter.left > (WORK + WORK_PER_CHARACTER * len(text)) / 2
