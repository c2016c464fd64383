"""Bodies: references in every place they may stand, none in code, headings, footnotes, tables, anchors."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.content.document import Body, Heading
from onrecord.content.markup import Renderer
from onrecord.diagnostics import Severity
from tests.content.markup_samples import (
    FIRST_LINE,
    codes,
    elements,
    parse_errors,
    render,
    rendered,
    whole,
    with_elements,
)

PLACES = {
    "paragraph": "text {} text",
    "start": "{} text",
    "alone": "{}",
    "emphasis": "*{}* and **so {}**",
    "list": "- one\n- two {}\n    - three {}",
    "numbers": "1. one {}\n2. two",
    "quote": "> said {}\n> so",
    "nested quote": "> > said {}",
    "table": "| a | b |\n|---|--:|\n| {} | x {} |",
    "heading": "## About {}",
    "setext heading": "About {}\n========",
    "definition": "Term {}\n:   Meaning {}",
    "admonition": "!!! note\n    Mind {}",
    "admonition title": '!!! note "Mind {}"\n    Text',
    "footnote": "A[^n]\n\n[^n]: See {}",
    "HTML block": "<div>\nsee {}\n</div>",
    "HTML inline": "a <mark>{}</mark> b",
    "link text": "[see {} there](https://example.org)",
    "wrapped line": "one\ntwo {}\nthree",
    "abbreviation": "*[1]: one\n*[a]: letter\n\nsee {} 1",
}
WRITTEN = {
    "link": ("[[yury-dashkin]]", "yury-dashkin"),
    "labelled": ("[[Yury Dashkin|the *commander*]]", "Yury Dashkin"),
    "citation": ("[@a, p. 3; @b_c_d]", "@a, p. 3; @b_c_d"),
    "claim": ("[[claim:brief#id]]", "claim:brief#id"),
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("written", WRITTEN)
def test_a_reference_is_one_wherever_it_stands(place: str, written: str) -> None:
    source, target = WRITTEN[written]
    text = PLACES[place].replace("{}", source)
    body = rendered(text)

    assert [reference.target for reference in body.references] == [target] * PLACES[place].count("{}")
    for reference in body.references:
        line = text.split("\n")[reference.line - FIRST_LINE]
        assert line[reference.column - 1 :].startswith(source)
        assert reference.in_link == (place == "link text")
    assert "\ue000" not in whole(body)
    assert "[[" not in whole(body)


@pytest.mark.parametrize("written", [source for source, _ in WRITTEN.values()])
@pytest.mark.parametrize(
    "code",
    [
        "`{}`",
        "``x {} ` y``",
        "```\n{}\n```",
        "~~~ yaml\n- {}\n~~~",
        "text\n\n    {}",
        "- item\n\n        {}",
        "a <code>{}</code> b",
        "<pre>\n{}\n</pre>",
        "| a |\n|---|\n| `{}` |",
        "[`{}`](https://example.org)",
        "## On `{}`",
    ],
)
def test_nothing_in_code_is_a_reference(code: str, written: str) -> None:
    body = rendered(code.replace("{}", written))

    assert body.references == ()
    assert written in "".join(body.html)


def test_code_shows_what_was_written_even_when_it_is_html() -> None:
    assert rendered("`[[a|<b>&]]`").html == ("<p><code>[[a|&lt;b&gt;&amp;]]</code></p>",)


@pytest.mark.parametrize(
    ("text", "shown"),
    [(r"\[[a]]", "[[a]]"), (r"\[@a]", "[@a]"), (r"\![[a]]", "![[a]]"), (r"x \\[[a]]", "x \\{link a}")],
)
def test_a_backslash_keeps_the_brackets(text: str, shown: str) -> None:
    assert whole(rendered(text)) == f"<p>{shown}</p>"


def test_a_reference_in_an_attribute_is_the_text_that_was_written() -> None:
    body = rendered('[x](https://e.org "see [[a]]") ![of [[b]]](../assets/c.png)')

    assert 'title="see [[a]]"' in "".join(body.html)
    assert 'alt="of [[b]]"' in "".join(body.html)
    assert [reference.kind for reference in body.references] == ["asset"]


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("![[#a]]", "{embed #a}"),
        ("before\n\n![[#a]]\n\nafter", "<p>before</p>\n{embed #a}\n<p>after</p>"),
        ("before\n![[#a]]\nafter", "<p>before</p>\n{embed #a}\n<p>after</p>"),
        ("![[#a]]\n![[#b]]", "{embed #a}{embed #b}"),
        ("x\n![[#a]]\n![[#b]]\ny", "<p>x</p>\n{embed #a}{embed #b}\n<p>y</p>"),
        ("![[#a]]\n[[b]]", "{embed #a}\n<p>{link b}</p>"),
        ("- ![[#a]]", "<ul>\n<li>{embed #a}</li>\n</ul>"),
        ("> ![[#a]]", "<blockquote>\n{embed #a}\n</blockquote>"),
        ("Term\n:   ![[#a]]", "<dl>\n<dt>Term</dt>\n<dd>{embed #a}</dd>\n</dl>"),
    ],
)
def test_a_claim_card_is_a_block_of_its_own(text: str, html: str) -> None:
    body = rendered(text)

    assert whole(body) == html
    assert parse_errors(with_elements(body)) == []


@pytest.mark.parametrize(
    "text", ["see ![[#a]]", "![[#a]] ![[#b]]", "# ![[#a]]", "[x\n![[#a]]\ny](b.md)", "**x\n![[#a]]\ny**"]
)
def test_a_claim_card_amid_a_line_is_an_error(text: str) -> None:
    body, diagnostics = render(text)

    assert {diagnostic.code for diagnostic in diagnostics} == {"embed-not-alone"}
    assert diagnostics[0].line is not None
    assert "embed" not in {reference.kind for reference in body.references}
    assert "![[#a]]" in "".join(body.html)


def test_a_faulty_reference_is_reported_once_and_only_outside_code() -> None:
    _, diagnostics = render("`[[|x]]` and\n[@a; b]")

    (diagnostic,) = diagnostics
    assert diagnostic.code == "bad-reference"
    assert (diagnostic.line, diagnostic.column) == (FIRST_LINE + 1, 1)
    assert "'b'" in diagnostic.message


@pytest.mark.parametrize(
    ("address", "kind", "target", "fragment"),
    [
        ("../actors/x.md#roles", "path", "../actors/x.md", "roles"),
        ("x.md", "path", "x.md", None),
        ("../actors/%D0%B4%20x.MD#%D0%B4", "path", "../actors/д x.MD", "д"),
        ("<../actors/a b.md>", "path", "../actors/a b.md", None),
        ("/methodology/", "path", "/methodology/", None),
        ("/search/?q=a%26b#x", "path", "/search/?q=a%26b", "x"),
        ("../assets/x.pdf#page=3", "asset", "../assets/x.pdf", "page=3"),
        ("foo(bar).md", "path", "foo(bar).md", None),
        ("..\\assets\\x.pdf", "asset", "..\\assets\\x.pdf", None),
    ],
)
def test_addresses_within_the_site_are_references(address: str, kind: str, target: str, fragment: str | None) -> None:
    body = rendered(f"text\nsee [the page]({address} 'title') *now*")

    (reference,) = body.references
    assert (reference.kind, reference.target, reference.fragment) == (kind, target, fragment)
    assert reference.line == FIRST_LINE + 1
    assert body.html[0].endswith('<a href="')
    assert body.html[1].startswith('" title="title">the page</a>')


def test_the_place_of_an_address_is_its_own_occurrence() -> None:
    text = "`[a](x.md)` [a](x.md)\n\n[b][r] ![c](x.md)\n\n<img src='x.png' alt=''>\n\n[r]: y.md"
    body = rendered(text)

    assert [(r.target, r.line - FIRST_LINE + 1, r.column) for r in body.references] == [
        ("x.md", 1, 17),
        ("y.md", 7, 6),
        ("x.md", 3, 13),
        ("x.png", 5, 11),
    ]


@pytest.mark.parametrize("address", ["https://example.org", "HTTP://example.org/a.md", "//example.org/a.md"])
def test_a_link_to_elsewhere_stays_and_says_so(address: str) -> None:
    assert elements(rendered(f"[x]({address})").html[0])[1] == ("a", {"href": address, "rel": "external noopener"})


@pytest.mark.parametrize("address", ["mailto:a@example.org", "tel:+123", "#", "#top", "#o-claims", "?q=1"])
def test_other_addresses_stay_as_they_are(address: str) -> None:
    assert rendered(f"[x]({address})").html == (f'<p><a href="{address}">x</a></p>',)


def test_a_link_to_a_part_of_its_own_page_is_held_to_what_the_body_has() -> None:
    text = "[a](#who) [b](#causes) [c](#mine) [d](#th%C3%A9) [e](#fn:1)[^1]\n\n## Who\n\n## Thé\n\n{}\n\n[^1]: Note."
    body, diagnostics = render(text.replace("{}", '<p id="mine">x</p>\n\n`[f](#code)` and [g](#Who) [h](#causes)'))

    assert [(it.code, it.line, it.column, it.hint) for it in diagnostics] == [
        ("unknown-anchor", FIRST_LINE, 15, None),
        ("unknown-anchor", FIRST_LINE + 8, 22, "did you mean '#who'?"),
        ("unknown-anchor", FIRST_LINE + 8, 32, None),
    ]
    assert 'href="#who"' in body.html[0]


def test_an_empty_link_is_warned_of() -> None:
    _, diagnostics = render("[x]()")

    assert [(diagnostic.code, diagnostic.severity) for diagnostic in diagnostics] == [("empty-link", Severity.WARNING)]


def test_headings_have_anchors_unique_in_every_script() -> None:
    body = rendered(
        '## О чём\n\n### Why?\n\n### Why?\n\n<h4>Raw</h4>\n\n## Raw\n\n## Set {#own}\n\n<p id="why-1">x</p>'
    )

    assert body.headings == (
        Heading(2, "о-чём", "О чём"),
        Heading(3, "why", "Why?"),
        Heading(3, "why-2", "Why?"),
        Heading(4, "raw", "Raw"),
        Heading(2, "raw-1", "Raw"),
        Heading(2, "own", "Set"),
    )
    assert set(body.anchors) == {heading.anchor for heading in body.headings} | {"why-1"}


def test_the_text_of_a_heading_is_plain() -> None:
    body = rendered("## *A* [[yury-dashkin]], [[b|the <b> & x]] `c` [@s][^n]\n\n[^n]: note")

    assert body.headings[0].text == "A yury-dashkin, the <b> & x c"
    assert body.headings[0].anchor == "a-yury-dashkin-the-b--x-c"


@pytest.mark.parametrize(
    ("text", "levels"),
    [("# a\n\n## b\n\n###### c", [2, 3, 6]), ("## a\n\n### b", [2, 3]), ("a\n=\n\nb\n-", [2, 3]), ("### a", [3])],
)
def test_a_first_level_heading_moves_all_down(text: str, levels: list[int]) -> None:
    body = rendered(text)

    assert [heading.level for heading in body.headings] == levels
    assert [tag for tag, _ in elements(body.html[0]) if tag[0] == "h"] == [f"h{level}" for level in levels]


def test_a_table_of_contents() -> None:
    body = rendered("[TOC]\n\n## A & [[b]]\n\n### C\n\n## D\n\n`[TOC]`")

    assert body.html[0].startswith(
        '<div class="toc"><ul><li><a href="#a--b">A &amp; b</a><ul><li><a href="#c">C</a></li></ul></li>'
        '<li><a href="#d">D</a></li></ul></div>'
    )
    assert "<code>[TOC]</code>" in body.html[1]


def test_cells_are_aligned_by_class() -> None:
    html = rendered("| a | b | c | d |\n|:--|--:|:-:|---|\n| 1 | 2 | 3 | 4 |").html[0]

    cells = [attributes for tag, attributes in elements(html) if tag == "td"]
    assert cells == [{}, {"class": "align-right"}, {"class": "align-center"}, {}]


def test_footnotes_lead_there_and_back() -> None:
    body = rendered("A[^n] and[^n].\n\n[^n]: Note.")
    links = [attributes for tag, attributes in elements(body.html[0]) if tag == "a"]

    assert [link["href"] for link in links] == ["#fn:n", "#fn:n", "#fnref:n", "#fnref2:n"]
    assert {"fn:n", "fnref:n", "fnref2:n"} <= set(body.anchors)
    assert links[2]["aria-label"]
    assert "title" not in links[2]


@pytest.mark.parametrize(
    ("text", "code", "line"),
    [("a\nb[^x]", "unknown-footnote", 2), ("a[^x]\n\n[^x]: b\n\n[^y]: c", "unused-footnote", 5)],
)
def test_a_footnote_without_its_other_half_is_an_error(text: str, code: str, line: int) -> None:
    _, (diagnostic,) = render(text)

    assert (diagnostic.code, diagnostic.line) == (code, FIRST_LINE + line - 1)


@pytest.mark.parametrize("text", [r"a\[^x]", "`[^x]`", "```\n[^x]\n```", "a [^x y]"])
def test_what_only_looks_like_a_footnote_is_let_be(text: str) -> None:
    assert codes(text) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("## A {#o-main}", "reserved-id"),
        ('<p id="o-x">a</p>', "reserved-id"),
        ("## A {#x}\n\n## B {#x}", "duplicate-anchor"),
        ('<p id="x">a</p>\n\n<p id="x">a</p>', "duplicate-anchor"),
    ],
)
def test_ids_that_would_clash_are_errors(text: str, code: str) -> None:
    assert codes(text) == [code]


@pytest.mark.parametrize(
    ("text", "words"), [("", 0), ("one *two* three", 3), ("- a b\n- c", 3), ("| a | b |\n|--|--|\n| c | d |", 4)]
)
def test_words(text: str, words: int) -> None:
    assert rendered(text).words == words


@pytest.mark.parametrize("text", ["", " \n\n", "\n"])
def test_nothing_makes_an_empty_body(text: str) -> None:
    assert render(text) == (Body(), [])


STATEFUL = (
    "*[a]: letter\n\n[r]: https://example.org\n\n[^1]: note\n\na[^1] [x][r]\n\n## Same",
    "a [x][r]\n\n## Same\n\n*b _c",
    "> - " * 60 + "x",
    "[[a]] [x](y.md)\n\n![[#b]]\n\n## Same\n\n# One",
)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_no_body_leaves_a_trace_in_another(order: tuple[int, ...]) -> None:
    shared = Renderer()
    for number in order:
        assert shared.render(STATEFUL[number], "f.md", 1) == Renderer().render(STATEFUL[number], "f.md", 1)


def test_the_version_names_what_the_output_depends_on() -> None:
    assert "markdown 3." in Renderer.version()
    assert "nh3 0." in Renderer.version()


SYNTAX_PIECES = (
    """a¦ ¦b ¦¶¦¶¶¦    ¦[[a]]¦[[b|c]]¦![[#d]]¦[@e]¦[@f; @g, p. 1]¦[^n]¦`¦```¶¦[^n]: x¶¦*¦**¦_¦[x](y.md)
¦![x](../assets/y.png)¦# ¦- ¦1. ¦> ¦| ¦|--|¶¦<b>¦</b>¦<p>¦</p>¦<div>¦</div>¦<pre>¦<code>¦</code>¦<!--¦-->¦<script>
¦</script>¦&¦&#xE000;¦\\¦'¦"¦<a href='z.md'>¦</a>¦<h1>¦{#x}¦<td>¦é¦!!! n¶¦: ¦[TOC]¦<table>¦<p><b>¦<svg>¦<li>¦~~~¦=¶
¦<style>¦<br/>¦<¦>¦\u200f¦\x02¦\ue000\ue004\ue001""".replace("\n", "")
    .replace("¶", "\n")
    .split("¦")
)
SYNTAX = st.lists(st.sampled_from(SYNTAX_PIECES), max_size=40).map("".join)


@given(SYNTAX | st.text(max_size=200), st.booleans())
def test_any_text_makes_a_body_or_an_error(text: str, raw: bool) -> None:
    body, diagnostics = render(text, raw=raw)

    assert len(body.html) == len(body.references) + 1
    assert "markup-failed" not in {diagnostic.code for diagnostic in diagnostics}
    assert not set("\ue000\ue001\ue00e") & set("".join(body.html))
    for diagnostic in diagnostics:
        assert diagnostic.line is not None
        assert diagnostic.line >= FIRST_LINE


@given(SYNTAX)
@example("<li><table><li>")
def test_sanitised_bodies_are_balanced(text: str) -> None:
    html = with_elements(render(text)[0])

    opened = [tag for tag, _ in elements(f"<main>{html}</main><footer></footer>")]
    assert parse_errors(html) == []
    assert opened[0] == "main"
    assert opened[-1] == "footer"
