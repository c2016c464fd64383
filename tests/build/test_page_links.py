"""What is read off a page is what a browser would see there."""

from __future__ import annotations

import time

import html5lib
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from onrecord.build.page_links import TAG, PageLinks, _read_tag, page_links, style_links


@pytest.mark.parametrize(
    ("html", "links"),
    [
        ('<a href="x">', ["x"]),
        ("<a href='x'>", ["x"]),
        ("<a href=x>", ["x"]),
        ("<A HREF = 'x' >", ["x"]),
        ('<a class="a"href="x">', ["x"]),
        ('<a\nhref="x"/>', ["x"]),
        ('<a/href="x">', ["x"]),
        ('<a title="a > b" href="x">', ["x"]),
        ('<a href="x?a=1&amp;b=2">', ["x?a=1&b=2"]),
        ('<a href="&#x2e;&#46;/x">', ["../x"]),
        ('<a href=" x\n">', ["x"]),
        ('<a href="x" href="y">', ["x"]),
        ('<a href="x"></a><a href="x"></a><a href="y">', ["x", "y"]),
        ('<form action="/search/"><button formaction="y">', ["/search/", "y"]),
        ('<area href="x"><link rel="canonical" href="y"><link rel=alternate href=z>', ["x", "y", "z"]),
        ('<meta http-equiv="refresh" content="0; url=../new/">', ["../new/"]),
        ('<meta name="description" content="0; url=../new/">', []),
        ('<svg><a xlink:href="x"></a></svg>', ["x"]),
        ('text href="x" <p>href="x"</p>', []),
        ("<p title='<a href=\"x\">'>", []),
        ('<!-- <a href="x"> -->', []),
        ('<!--><a href="x">', ["x"]),
        ('<!-- --!><a href="x">', ["x"]),
        ("<script>'<a href=x>'</script><a href=y>", ["y"]),
        ("<SCRIPT type='a'>'<a href=x>'</Script ><a href=y>", ["y"]),
        ("<textarea><a href=x></textarea><title><a href=z></title><a href=y>", ["y"]),
        ("<scripty><a href=x>", ["x"]),
        ("</a href=x>", []),
        ("< a href=x>", []),
        ("<a href=x", ["x"]),
    ],
)
def test_links(html: str, links: list[str]) -> None:
    assert list(page_links(html).links) == links


@pytest.mark.parametrize(
    ("html", "loads"),
    [
        ('<img src="a.png" alt="">', ["a.png"]),
        ('<img srcset="a.png 1x, b.png 2x">', ["a.png", "b.png"]),
        ('<img srcset="a.png, b.png 2x ,c,d.png">', ["a.png", "b.png", "c,d.png"]),
        ('<img srcset=", ,">', []),
        ('<video poster="p.jpg"><source src="v.mp4"><track src="t.vtt">', ["p.jpg", "v.mp4", "t.vtt"]),
        ('<object data="x.svg">', ["x.svg"]),
        ('<body background="x.png">', ["x.png"]),
        ('<a href="x" ping="https://t.example/ /p">', ["https://t.example/", "/p"]),
        ('<link rel="stylesheet" href="s.css">', ["s.css"]),
        ('<link href="i.svg" rel="ICON alternate">', ["i.svg"]),
        ('<svg><use href="#ring"/><image xlink:href="x.png"/></svg>', ["#ring", "x.png"]),
        ('<p style="background: url(&quot;x.png&quot;), url( y.png )">', ["x.png", "y.png"]),
        ("<style>@import 'a.css'; @import url(b.css); /* url(c.css) */ p{background:url('d.png')}</style>",
         ["a.css", "b.css", "d.png"]),
        ("<script src='x.js'></script>", ["x.js"]),
        ('<div data-src="x.png">', ["x.png"]),
    ],
)  # fmt: skip
def test_loads(html: str, loads: list[str]) -> None:
    found = page_links(html)
    assert list(found.loads) == loads


def test_anchors_are_ids_and_names_of_links_with_their_repeats() -> None:
    html = '<p id="a"><p id=""><a name="b"></a><a id="c" name="c"></a><input name="d"><h2 id="&eacute;"><p id=a>'
    assert page_links(html) == PageLinks(anchors=("a", "b", "c", "é", "a"))


NAMES = ("href", "HREF", "class", "id", "rel", "lang", "aria-label", "data-kind", "data-href", "title", "src", "name")
GIVEN = ('"x"', '"canonical"', '""', '"a b"', '"&amp;"', "'y'", '"<a href=z>"', '"> "', '" x "', "x", "")
ATTRIBUTE = st.builds(" {}={}".format, st.sampled_from(NAMES), st.sampled_from(GIVEN))
TAGS = st.builds(
    "<{}{}{}".format,
    st.sampled_from(["a", "A", "p", "script", "b", "/a", "!--", "title", "main", "link", "use", "meta", "META"]),
    st.lists(ATTRIBUTE, max_size=4).map("".join),
    st.sampled_from([">", "/>", " >", "", "-->", "></script>", "></title>"]),
)


@given(st.lists(TAGS, max_size=6).map("".join))
@example('<a href="">')
@example('<a id="x" class="y" href="z" rel="x">')
@example('<link rel="canonical" href="x"><link rel="icon" href="y">')
@example('<link rel="canonical" rel="icon" href="x">')
@example('<use href="#x"/><use href="#y" class="z"/>')
@example('<script type="application/ld+json">{}</script><a href="x"></a>')
@example('<script type="application/ld+json">"<a href="x">"</script><a href="y"></a>')
@example('<meta name="x" content="y"><meta http-equiv="refresh" content="0; url=z">')
@example('<meta content="0; url=z" http-equiv="refresh">')
def test_what_is_passed_over_or_read_at_once_needs_no_more(html: str) -> None:
    found = [_read_tag(it[1] or it[4], it[2] or it[5] or "") for it in TAG.finditer(html) if it[1] or it[4]]
    read = page_links(html)
    assert list(read.anchors) == [anchor for links in found for anchor in links.anchors]
    assert read.links == tuple(dict.fromkeys(address for links in found for address in links.links))
    assert read.loads == tuple(dict.fromkeys(address for links in found for address in links.loads))


def test_style_sheets_are_read_too() -> None:
    assert style_links('@import "a.css"; p { background: url(x.png) }').loads == ("a.css", "x.png")


SOUP = st.lists(
    st.sampled_from(
        [*("href", "id", "class", "a", "x", "é", "#y"), *("=", "=", '"', "'", " ", "\n", "/", ">", "&amp;", "<!--")]
    ),
    max_size=14,
).map("".join)


@given(SOUP)
@example(" =href")
@example(" href='x\" id='")
@example("' href=x")
def test_a_soup_of_attributes_is_read_as_browsers_read_it(soup: str) -> None:
    html = f"<!doctype html><title>t</title><p {soup}"
    elements = list(html5lib.parse(html, namespaceHTMLElements=False).iter())
    found = page_links(html)
    assert set(found.links) >= {address.strip() for it in elements if (address := it.get("href"))}
    assert set(found.anchors) >= {anchor for it in elements if (anchor := it.get("id"))}


@pytest.mark.parametrize(
    "piece",
    [
        *("<a ", "<a", "<a ='", '<a href="', "<a/", "<a id ", "<a\n", "<", "</", "=\"'", "&"),
        *("<!--", "<title>", "<title ", "<script><!--", "<style>/*", "<style>@import "),
        *("<img srcset=', ", "<p style='url(", "<p style='url(\""),
    ],
)
def test_hostile_input_takes_time_in_proportion(piece: str) -> None:
    """Ten times as long may take ten times as long, and a margin for a busy machine; quadratic would be a hundred."""

    def seconds(times: int) -> float:
        text = piece * times
        started = time.process_time()
        page_links(text)
        return time.process_time() - started

    assert min(seconds(100_000) for _ in range(2)) < 40 * min(seconds(10_000) for _ in range(3)) + 0.1
