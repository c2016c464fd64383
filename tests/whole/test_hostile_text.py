"""Hostile text in every field and body: every page still says it, and none does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from playwright.sync_api import Browser

from tests.whole import hostile
from tests.whole.pages import Site
from tests.whole.sites import attempted, built, errors, run, site
from tests.whole.watched import watched

ATTACK = "window.hacked=1,alert(1)"

TEXTS = {
    "script": f"<script>{ATTACK}</script>",
    "attribute": f"\"><img src=x onerror=\"{ATTACK}\"> ' onmouseover='{ATTACK}' autofocus onfocus='{ATTACK}",
    "element end": f"</title></textarea></style></script></svg></time><svg onload={ATTACK}><script>{ATTACK}</script>",
    "comment": f"--><script>{ATTACK}</script><!-- ]]><script>{ATTACK}</script>",
    "address": f"javascript:{ATTACK}//https://a.test/",
    "template": "{{ 7*7 }} {% include '/etc/passwd' %} {{ page.__class__ }} {# x #} ${7*7} <%= 7*7 %>",
    "escaped already": f"&lt;script&gt;{ATTACK}&lt;/script&gt; &#60;img src=x onerror={ATTACK}&#62;",
    "markdown": f"[x](javascript:{ATTACK}) ![x](https://evil.test/x.png) <{ATTACK}> [[minister]] [@post] ![[#fired]]",
    "direction": "abc \u202e\u2066 gpj.exe \u2069 \u200f\u061c def",
    "emoji": "👩\u200d👩\u200d👧\u200d👦 🏳️\u200d🌈 \U0001f9d1\U0001f3fd\u200d🚀",
    "marks": "Z" + "\u0336\u0335\u0315" * 9 + "algo",
}

BODIES = {
    "html": f"""<script>{ATTACK}</script>
<img src=x onerror={ATTACK}> <svg onload={ATTACK}><script>{ATTACK}</script></svg> <math><mtext></form><form>
<mglyph><style></math><img src onerror={ATTACK}> <iframe srcdoc="<script>{ATTACK}</script>"></iframe>
<object data="javascript:{ATTACK}"></object> <embed src="javascript:{ATTACK}"> <base href="https://evil.test/">
<form action="javascript:{ATTACK}"><button formaction="javascript:{ATTACK}">x</button></form>
<a href="jav&#x09;ascript:{ATTACK}">x</a> <a href=" &#14; javascript:{ATTACK}">y</a> <a href="data:text/html,x">z</a>
<meta http-equiv="refresh" content="0; url=https://evil.test/"> <link rel=stylesheet href="https://evil.test/x.css">
<style>body {{ background: url(https://evil.test/x) }}</style> <p style="background:url(https://evil.test/x)">x</p>
<details open ontoggle={ATTACK}>x</details> <video><source onerror={ATTACK}></video> <template><script>{ATTACK}</script>
<noscript><p title="</noscript><img src=x onerror={ATTACK}>"></noscript>
""",
    "markdown": f"""[x](javascript:{ATTACK}) [x](  JaVaScRiPt:{ATTACK}) [x](data:text/html,<script>{ATTACK}</script>)
[x]: javascript:{ATTACK} "x"
<javascript:{ATTACK}> [x](vbscript:x) [x](<java
script:{ATTACK}>)

# Heading {{: onclick="{ATTACK}" style="color:red" }}

Text {{: onmouseover={ATTACK} }} and `code` {{: onfocus={ATTACK} }} and
[a link](https://a.test/){{: onclick={ATTACK} target=_blank style=x }}

!!! note "<script>{ATTACK}</script>"
    [[minister|<script>{ATTACK}</script>]] and [[minister|" onclick="{ATTACK}]]

Term<script>{ATTACK}</script>
:   Definition [^1]

[^1]: <script>{ATTACK}</script> [x](javascript:{ATTACK})

| a <script>{ATTACK}</script> | b |
|---|---|
| [x](javascript:{ATTACK}) | {{{{ 7*7 }}}} |

```html onclick="{ATTACK}"
<script>{ATTACK}</script>
```
""",
    "template": "{{ 7*7 }} {% for x in range(10) %}x{% endfor %} {{ site.__class__.__mro__ }} {{ ''.__class__ }}\n",
}


def test_every_field_of_free_text_is_filled() -> None:
    for path, kind in hostile.KINDS.items():
        assert hostile.free_text(kind) - hostile.filled(path, "§") == set(), path


def a_safe_whole(output: Path) -> Site:
    """The site in ``output``: nothing in it runs or loads from elsewhere, and its links are whole."""
    found = Site(output)
    assert found.harm() == []
    assert found.broken() == []
    return found


@pytest.mark.parametrize(
    "kinds",
    [
        ("script", "markdown", "direction"),
        ("attribute", "template", "emoji"),
        ("element end", "escaped already", "marks"),
        ("comment", "address"),
    ],
    ids=" and ".join,
)
def test_hostile_text_in_every_field_is_text_on_the_page(tmp_path: Path, kinds: tuple[str, ...]) -> None:
    text = " ".join(TEXTS[kind] for kind in kinds)
    found = a_safe_whole(built(site(tmp_path, hostile.site_with(text))))
    heading = found.tree("briefs/attack/index.html").find(".//h1")
    assert heading is not None
    assert "".join(heading.itertext()).strip() == normalize("NFC", text)


@pytest.mark.parametrize("kind", BODIES)
def test_hostile_bodies_of_every_kind_are_harmless(tmp_path: Path, kind: str) -> None:
    found = a_safe_whole(built(site(tmp_path, hostile.site_with("Plain", BODIES[kind]))))
    if kind == "template":
        assert "{{ 7*7 }} {% for x in range(10) %}x{% endfor %}" in found.words("briefs/attack/index.html")


@pytest.mark.parametrize(
    "text", ["\x00", "\x1b[31m", "\ud800", "\ufffe"], ids=["nul", "escape", "surrogate", "no character"]
)
def test_what_is_no_text_is_told_with_its_place(tmp_path: Path, text: str) -> None:
    quoted = f'---\nname: "x{text.encode("unicode_escape").decode()}x"\nkind: person\n---\n'
    raw = f"---\nname: x{text}x\nkind: person\n---\n".encode("utf-8", "surrogatepass")
    site(tmp_path, {"onrecord.yaml": "title: Desk\n", "content/actors/a.md": quoted, "content/actors/b.md": raw})
    result = attempted(tmp_path)
    assert {"content/actors/a.md", "content/actors/b.md"} == {error.file for error in errors(result)}
    assert all(error.line == 2 for error in errors(result) if error.file.endswith("a.md"))


NAMES = [f"Name {number}" for number in range(10_000)]
ADDRESSES = [f"/old/{number}/" for number in range(10_000)]
BRIEF = {"title": "x", "date": "2025-05-25"}
CLAIM = {"text": "x", "by": "minister"}

REFUSED: dict[str, Any] = {
    "actors/a-megabyte-in-a-name.md": {"name": "x" * 1_000_000, "kind": "odd"},
    "actors/ten-thousand-other-names.md": {"name": "A", "kind": "odd", "aliases": NAMES},
    "briefs/ten-thousand-topics.md": BRIEF | {"topics": NAMES},
    "briefs/ten-thousand-places-and-authors.md": BRIEF | {"places": NAMES, "authors": NAMES},
    "briefs/ten-thousand-old-addresses.md": BRIEF | {"aliases": ADDRESSES},
    "briefs/ten-thousand-unknown-claimants.md": BRIEF | {"claims": [{"id": "x", "text": "x", "by": NAMES}]},
    "briefs/a-thousand-mistakes.md": BRIEF | {"claims": [{"id": f"c{n}"} for n in range(1000)]},
}

BUILT: dict[str, Any] = {
    "actors/half-a-megabyte-in-a-name.md": {"name": "x" * 500_000, "kind": "odd"},
    "briefs/a-thousand-topics.md": BRIEF | {"topics": NAMES[:1000]},
    "briefs/a-thousand-claims.md": BRIEF | {"claims": [CLAIM | {"id": f"c{n}"} for n in range(1000)]},
}


def flooded(root: Path, floods: dict[str, Any]) -> Path:
    files = {f"content/{path}": hostile.document(values) for path, values in floods.items()}
    return site(root, hostile.site_with("plain") | files)


def test_a_flood_that_is_too_much_is_refused_with_its_place_and_few_words(tmp_path: Path) -> None:
    ended = run("check", flooded(tmp_path, REFUSED))
    assert ended.returncode == 1, ended.stderr
    assert len(ended.stderr) < 2_000_000
    assert [path for path in REFUSED if f"content/{path}:" not in ended.stderr] == []


def test_a_flood_that_is_only_long_is_built(tmp_path: Path) -> None:
    ended = run("check", flooded(tmp_path, BUILT))
    assert ended.returncode == 0, ended.stderr
    assert len(ended.stderr) < 2_000_000


def test_a_flood_of_brackets_ends_in_good_time(tmp_path: Path) -> None:
    ended = run("check", site(tmp_path, hostile.site_with("plain", "[" * 200_000 + "](" * 100_000)))
    assert ended.returncode == 1
    assert "error[body-too-large]" in ended.stderr


HARM = """[
    window.hacked, document.querySelectorAll('script:not([src], [type="application/ld+json"]), iframe').length
]"""


def test_nothing_happens_in_a_browser(browser: Browser, tmp_path: Path) -> None:
    files = hostile.site_with(" ".join(TEXTS.values()), "\n\n".join(BODIES.values()))
    output = built(site(tmp_path, files))
    pages = [page for page in Site(output).pages if page != "404.html"]
    assert len(pages) > 20
    with watched(browser, f"{output.as_uri()}/") as reader:
        for path in pages:
            reader.page.goto((output / path).as_uri())
            assert reader.page.evaluate(HARM) == [None, 0], path
        assert reader.trouble == []


def test_the_same_attack_is_seen_where_a_site_lets_html_through(browser: Browser, tmp_path: Path) -> None:
    """What the test above relies on: with raw HTML allowed, the browser does run it, and that is noticed."""
    files = {
        "onrecord.yaml": "title: Desk\nraw_html: true\n",
        "content/pages/x.md": f"---\ntitle: X\n---\n\n<script>{ATTACK}</script>\n",
    }
    output = built(site(tmp_path, files))
    with watched(browser, f"{output.as_uri()}/") as reader:
        reader.page.goto((output / "x/index.html").as_uri())
        assert reader.page.evaluate("window.hacked") == 1
        assert reader.trouble == ["dialog: 1"]
    assert [words for words in Site(output).harm() if words.startswith("x/index.html: <script>")]
