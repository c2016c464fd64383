"""Tables and code that may be wider than the page can be scrolled with the keyboard."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.site.scroll_boxes import with_scroll_boxes
from onrecord.site.views.pages import BriefView
from onrecord.site.views.words import Words
from tests.site.view_sites import desk

BOX = '<div class="scroll" role="region" tabindex="0" aria-label="Table {}">'


def boxed(html: str) -> str:
    return "".join(with_scroll_boxes([html], Words()))


def test_each_table_and_each_code_block_has_its_own_name() -> None:
    assert boxed("<table><tr></tr></table><p>x</p><table></table>") == (
        f"{BOX.format(1)}<table><tr></tr></table></div><p>x</p>{BOX.format(2)}<table></table></div>"
    )
    assert boxed('<pre class="x"><code>a</code></pre><pre></pre>') == (
        '<pre class="x" role="region" tabindex="0" aria-label="Code 1"><code>a</code></pre>'
        '<pre role="region" tabindex="0" aria-label="Code 2"></pre>'
    )


def test_only_the_outermost_table_scrolls() -> None:
    inner = "<table><tr><td><table></table></td></tr></table>"
    assert boxed(inner) == f"{BOX.format(1)}{inner}</div>"


def test_a_table_may_go_on_behind_a_claim_card() -> None:
    assert with_scroll_boxes(["<table><tr><td>", "</td></tr></table>"], Words()) == [
        f"{BOX.format(1)}<table><tr><td>",
        "</td></tr></table></div>",
    ]


@pytest.mark.parametrize(
    "html",
    [
        "<p>no &lt;table></p>",
        "<table><tr><td>never closed",
        "</table>",
        "<p title=\"<table>\">x</p><p title='<pre>'>y</p>",
        "<script>document.write('<table>')</script><textarea><pre></textarea>",
        '<pre tabindex="0">mine</pre>',
    ],
)
def test_what_is_no_table_stays_as_it_is(html: str) -> None:
    assert boxed(html) == html


@given(st.lists(st.sampled_from(["<table>", "</table>", "<pre>", "</pre>", "<td title='<table>'>", "x", "<", '"'])))
def test_nothing_is_taken_away(parts: list[str]) -> None:
    html = "".join(parts)
    kept = iter(boxed(html))
    assert all(character in kept for character in html)


def test_a_table_of_a_brief_stands_in_a_box() -> None:
    site = desk(
        {"briefs/2025-01-01-one.md": "---\ntitle: One\ndate: 2025-01-01\n---\n\n| a | b |\n|---|---|\n| 1 | 2 |\n"}
    )
    assert BOX.format(1) in site.view(BriefView, "brief", "one").body.html[0]
