"""The default theme: every kind of page, with everything in it and with nothing, is sound, safe and attributed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import html5lib
import msgspec
import pytest
from msgspec import Struct

from onrecord.site.render import PageRenderer
from onrecord.site.theme import Theme
from onrecord.site.theme_folders import default_templates
from onrecord.site.views.pages import ClaimsView, Frame, SiteFacts
from onrecord.site.views.parts import Prose
from tests.site import sample_views as sample

KINDS = sorted(sample.FULL)
BOTH = [(kind, amount) for kind in KINDS for amount in ("full", "empty")]
CLOSED = {
    "id", "shape", "colour", "scale", "lineage", "precision", "role", "direction", "anchor", "key", "uses", "style",
}  # fmt: skip
"""Fields whose values come from closed lists or are made by the generator, so no text of the desk's reaches them."""


@pytest.fixture(scope="module")
def renderer(repository: Path) -> PageRenderer:
    return make_renderer(repository)


def make_renderer(repository: Path, own: Path | None = None, site: SiteFacts = sample.SITE) -> PageRenderer:
    theme = Theme(own, default_templates())
    return PageRenderer(theme, site, {name: f"theme/{name}" for name in theme.assets()}, repository)


def rendered(renderer: PageRenderer, kind: str, amount: str = "full") -> str:
    if amount == "full":
        return renderer.render(sample.full_frame(kind), sample.FULL[kind]).html.decode()
    bare = make_renderer(renderer._root, site=sample.BARE_SITE)
    return bare.render(sample.frame(kind), sample.EMPTY[kind]).html.decode()


def parsed(html: str) -> Element:
    """The page as a tree; the first thing that is not HTML raises."""
    tree: Element = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parse(html)
    return tree


def with_class(tree: Element, name: str) -> Iterator[Element]:
    return (element for element in tree.iter() if name in element.get("class", "").split())


def text_of(element: Element) -> str:
    return " ".join("".join(element.itertext()).split())


def test_there_is_a_template_for_every_kind_and_no_other() -> None:
    assert sorted(path.stem for path in (default_templates() / "pages").glob("*.html")) == KINDS
    assert sorted(sample.EMPTY) == KINDS


@pytest.mark.parametrize(("kind", "amount"), BOTH)
def test_page_is_well_formed_and_navigable(renderer: PageRenderer, kind: str, amount: str) -> None:
    html = rendered(renderer, kind, amount)
    tree = parsed(html)
    ids = Counter(element.get("id") for element in tree.iter() if element.get("id"))
    assert {id for id, times in ids.items() if times > 1} == set()

    levels = [int(element.tag[1]) for element in tree.iter() if re.fullmatch("h[1-6]", str(element.tag))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(following <= level + 1 for level, following in pairwise(levels))

    root = tree if tree.tag == "html" else tree.find("html")
    assert root is not None
    assert root.get("lang")
    assert root.get("dir")
    assert [element.get("id") for element in tree.iter("main")] == ["o-main"]
    body = tree.find(".//body")
    assert body is not None
    assert len(body.findall("header")) == len(body.findall("footer")) == 1
    navigations = [element.get("aria-label") or element.get("aria-labelledby") for element in tree.iter("nav")]
    assert all(navigations)
    assert len(set(navigations)) == len(navigations)
    first_link = next(tree.iter("a"))
    assert first_link.get("href") == "#o-main"
    assert tree.findtext(".//title")

    for section in tree.iter("section"):
        assert section.get("aria-labelledby") in ids or section.get("aria-label")
    fragments = {element.get("href", "")[1:] for element in tree.iter() if element.get("href", "").startswith("#")}
    assert fragments <= set(ids)
    assert "None" not in text_of(tree)


@pytest.mark.parametrize(("kind", "amount"), BOTH)
def test_page_obeys_a_strict_content_security_policy(renderer: PageRenderer, kind: str, amount: str) -> None:
    tree = parsed(rendered(renderer, kind, amount))
    assert list(tree.iter("style")) == []
    for element in tree.iter():
        assert [name for name in element.attrib if name == "style" or str(name).startswith("on")] == []
        if element.tag == "script" and element.get("type") == "application/ld+json":  # data, which nothing runs
            assert not element.get("src")
        elif element.tag == "script":
            assert str(element.get("src")).startswith("../../theme/")
            assert not text_of(element)
        if element.tag in ("link", "img", "script"):
            loaded = str(element.get("src") or element.get("href"))
            assert element.get("rel") == "canonical" or not loaded.startswith(("http", "//"))


@pytest.mark.parametrize("kind", KINDS)
def test_claims_are_never_bare(renderer: PageRenderer, kind: str) -> None:
    tree = parsed(rendered(renderer, kind))
    shown = [
        *with_class(tree, "claim"),
        *with_class(tree, "line"),
        *tree.findall(".//table[@class='register']//tr")[1:],
    ]
    cards = {card.text: card for card in sample.CARDS}
    for element in shown:
        words = text_of(element)
        speakers = [text_of(who) for who in with_class(element, "who")]
        claims = [card for text, card in cards.items() if text in words]  # no text of the samples contains another
        assert len(speakers) == 1
        assert len(claims) == 1
        assert all(claimant.text in speakers[0] for claimant in claims[0].claimants)
        assert speakers[0].split(" said")[0]
        assert " said" in speakers[0]
    changes = [text_of(element) for element in with_class(tree, "change")]
    assert all(words.startswith("Yury Dashkin: ") for words in changes)
    if kind in ("brief", "claims", "actor", "topic", "place", "event", "outlet", "claim", "home", "list"):
        assert shown


def test_claim_page_names_the_claimant_in_its_heading(renderer: PageRenderer) -> None:
    heading = parsed(rendered(renderer, "claim")).find(".//h1")
    assert heading is not None
    assert text_of(heading) == f"Yury Dashkin said {sample.ATTEMPT.text}"


@pytest.mark.parametrize("kind", KINDS)
def test_statuses_are_a_word_a_shape_and_a_colour(renderer: PageRenderer, kind: str) -> None:
    tree = parsed(rendered(renderer, kind))
    symbols = {symbol.get("id") for symbol in tree.iter() if str(symbol.tag).endswith("symbol")}
    uses = [
        use.get("href") or use.get("{http://www.w3.org/1999/xlink}href")
        for use in tree.iter()
        if str(use.tag).rpartition("}")[2] == "use"
    ]
    assert {str(use)[1:] for use in uses} <= symbols
    for mark in with_class(tree, "mark"):
        classes = mark.get("class", "").split()
        assert text_of(mark)
        assert any(name.startswith("c-") for name in classes)
        assert any(str(child.tag).endswith("svg") for child in mark)


def test_every_shape_and_precision_has_its_symbol(renderer: PageRenderer) -> None:
    html = rendered(renderer, "timeline")
    symbols = (default_templates() / "partials/symbols.html").read_text(encoding="utf-8")
    for shape in ("ring", "half", "diamond", "double", "disc", "cross", "dash", "square", "triangle"):
        assert f'<symbol id="o-s-{shape}"' in symbols
    drawn = dict(
        zip(
            (date.precision for date in sample.PRECISIONS),
            re.findall(r'#o-d-([\w-]+)"/></svg><time', html)[7:],
            strict=False,
        )
    )
    assert drawn == {
        "day": "day", "instant": "day", "month": "month", "season": "year", "year": "year", "decade": "year",
        "range": "range", "before": "before", "after": "after", "around": "around", "possibly": "possibly",
        "set": "set", "unknown": "unknown",
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_dates_are_machine_readable_where_html_has_a_form(renderer: PageRenderer, kind: str) -> None:
    html = rendered(renderer, kind)
    machine = {date.words: date.machine for date in (*sample.PRECISIONS, sample.DESK_DAY, sample.MAY_20)}
    for time in parsed(html).iter("time"):
        if text_of(time) in machine:
            assert time.get("datetime") == machine[text_of(time)]
    outside = re.sub(r"<time.*?</time>|<p class=\"cite-as\">.*?</p>", "", html, flags=re.DOTALL)
    assert sample.DESK_DAY.words not in outside


def test_likelihood_and_confidence_never_share_a_phrase(renderer: PageRenderer) -> None:
    html = rendered(renderer, "claim")
    tree = parsed(html)
    innermost = [item for item in tree.iter("li") if item.find(".//li") is None]
    assert [text_of(item) for item in innermost if "Likelihood" in text_of(item)] == ["Likelihood 55–80 % (likely)"]
    blocks = [text_of(element) for tag in ("p", "h1", "h2", "dd", "td") for element in tree.iter(tag)]
    assert [block for block in blocks if "Likelihood" in block and "Confidence" in block] == []


@pytest.mark.parametrize("kind", ["brief", "actor", "event", "topic", "place", "page"])
def test_citations_and_sources_lead_to_each_other(renderer: PageRenderer, kind: str) -> None:
    tree = parsed(rendered(renderer, kind))
    entry = next(element for element in tree.iter("li") if element.get("id") == "o-source-dashkin-passage")
    back = [link.get("href") for link in entry.iter("a") if link.get("href", "").startswith("#")]
    assert back == ["#o-cite-1-1", "#o-cite-1-2"]
    assert entry.get("value") == "1"


def test_sources_say_what_they_relay_and_where_the_copy_is(renderer: PageRenderer) -> None:
    words = text_of(parsed(rendered(renderer, "brief")))
    assert "Relays Local media report on Yury Dashkin" in words
    assert "Lineage not recorded" in words
    assert "First-hand · Reliability C (fairly reliable)" in words
    assert "wire.example · archived copy of 26 May 2025" in words
    assert "Original no longer offered (dead) · archived copy" in words
    assert "Retracted 27 May 2025. The number of drones was wrong." in words


def test_card_placed_in_the_prose_is_not_repeated_in_the_list_of_claims(renderer: PageRenderer) -> None:
    tree = parsed(rendered(renderer, "brief"))
    anchors = [card.get("id") for card in with_class(tree, "claim")]
    assert anchors == [
        "o-claim-epicentre",
        "o-claim-assassination-attempt",
        "o-claim-during-visit",
        "o-claim-unassessed",
    ]


def test_missing_findings_are_said_and_not_left_out(renderer: PageRenderer) -> None:
    words = text_of(parsed(rendered(renderer, "claim", "empty")))
    assert "No source is recorded for this claim." in words
    assert "No response is on record. That is neither admission nor denial." in words
    assert "The desk has not assessed this claim." in words


def test_state_of_the_record_and_drafts_are_announced(renderer: PageRenderer) -> None:
    words = text_of(parsed(rendered(renderer, "brief")))
    assert "This is the record as the desk knew it on 26 May 2025." in words
    assert "Draft. Not published" in words
    assert "Under embargo until 1 June 2025." in words
    bare = text_of(parsed(rendered(renderer, "brief", "empty")))
    assert "Draft" not in bare
    assert "Not the present state" not in bare


def test_current_section_is_marked(renderer: PageRenderer) -> None:
    def current(frame: Frame) -> list[tuple[str, str]]:
        tree = parsed(renderer.render(frame, sample.EMPTY["briefs"]).html.decode())
        links = tree.findall(".//header//a")
        return [(text_of(link), link.get("aria-current", "")) for link in links if link.get("aria-current")]

    assert current(sample.frame("briefs", address="briefs/index.html")) == [("Briefs", "page")]
    assert current(sample.frame("briefs", address="briefs/x/index.html")) == [("Briefs", "true")]
    assert current(sample.frame("briefs", address="about/index.html")) == []


def test_page_in_another_language_keeps_the_themes_words_in_the_sites(renderer: PageRenderer) -> None:
    frame = sample.frame("brief", lang="ar", direction="rtl")
    tree = parsed(renderer.render(frame, sample.FULL["brief"]).html.decode())
    html = tree if tree.tag == "html" else tree.find("html")
    assert html is not None
    assert (html.get("lang"), html.get("dir")) == ("ar", "rtl")
    header, prose = tree.find(".//body/header"), next(with_class(tree, "prose"))
    assert header is not None
    assert (header.get("lang"), header.get("dir")) == ("en", "ltr")
    assert (prose.get("lang"), prose.get("dir")) == ("ar", "rtl")


def test_names_and_quotes_carry_language_and_direction(renderer: PageRenderer) -> None:
    html = rendered(renderer, "actor")
    assert '<bdi lang="ar" dir="rtl">يوري داشكين</bdi>' in html
    assert f'<bdi lang="ar">{sample.ARABIC.text}</bdi>' in html
    assert '<blockquote class="verbatim" lang="he" dir="rtl"><p><q>' in html


@pytest.mark.parametrize("kind", KINDS)
def test_hostile_text_stays_text(repository: Path, kind: str) -> None:
    frame = _hostile(sample.full_frame(kind))
    assert isinstance(frame, Frame)
    frame = msgspec.structs.replace(frame, kind=kind, root="../../")
    site = _hostile(sample.SITE)
    assert isinstance(site, SiteFacts)
    tree = parsed(make_renderer(repository, site=site).render(frame, _hostile(sample.FULL[kind])).html.decode())
    scripts = [element for element in tree.iter("script") if not element.get("src")]
    assert {element.get("type") for element in scripts} <= {"application/ld+json"}
    assert not [element for element in scripts if set("<>&") & set(element.text or "")]
    assert list(tree.iter("img")) == []
    assert [name for element in tree.iter() for name in element.attrib if str(name).startswith("on")] == []
    assert sample.HOSTILE.replace(" ", "") in text_of(tree).replace(" ", "")


def _hostile(value: Any) -> Any:
    """The same view with every text of the desk's replaced by an attack."""
    if isinstance(value, Prose):
        return value
    if isinstance(value, Struct):
        fields = {name: getattr(value, name) for name in value.__struct_fields__}
        return type(value)(
            **{
                name: item if name in CLOSED and isinstance(item, str) else _hostile(item)
                for name, item in fields.items()
            }
        )
    if isinstance(value, tuple):
        return tuple(_hostile(item) for item in value)
    return sample.HOSTILE if isinstance(value, str) else value


def test_register_of_thousands_stays_light(renderer: PageRenderer) -> None:
    def size(cards: int) -> int:
        view = sample.FULL["claims"]
        assert isinstance(view, ClaimsView)
        view = msgspec.structs.replace(view, rows=(sample.row(sample.EPICENTRE),) * cards)
        return len(renderer.render(sample.frame("claims"), view).html.decode())

    assert (size(1010) - size(10)) / 1000 < 720


def test_a_site_overrides_a_template_by_extending_the_themes(repository: Path, tmp_path: Path) -> None:
    (tmp_path / "partials").mkdir()
    (tmp_path / "base.html").write_text(
        '{% extends "theme/base.html" %}{% block footer %}<footer>Ours, {{ site.publisher }}</footer>{% endblock %}'
    )
    (tmp_path / "partials/claim-card.html").write_text("<p class='ours'>{{ card.text }}</p>")
    tree = parsed(rendered(make_renderer(repository, tmp_path), "brief"))
    assert [text_of(footer) for footer in tree.iter("footer")] == ["Ours, The On Record demonstration desk"]
    assert [text_of(card) for card in with_class(tree, "ours")] == [sample.EPICENTRE.text]
    assert tree.find(".//h1") is not None


def test_redirect_leads_on_without_script(renderer: PageRenderer) -> None:
    html = rendered(renderer, "redirect")
    assert f'<meta http-equiv="refresh" content="0; url=../../{sample.BRIEF.path}">' in html
    assert "noindex" in html


def test_a_page_names_its_feeds_for_feed_readers(renderer: PageRenderer) -> None:
    head = parsed(rendered(renderer, "actor")).find("head")
    assert head is not None
    found = [(link.get("type"), link.get("href")) for link in head.findall("link") if link.get("rel") == "alternate"]
    assert found == [("application/atom+xml", "../../feed.xml"), ("application/feed+json", "../../feed.json")]


def test_a_page_tells_previews_of_links_and_machines_what_it_is(renderer: PageRenderer) -> None:
    html = rendered(renderer, "brief")
    head = parsed(html).find("head")
    assert head is not None
    told = {meta.get("property"): meta.get("content") for meta in head.findall("meta") if meta.get("property")}
    assert (told["og:type"], told["og:title"]) == ("article", sample.BRIEF.text)
    assert told["article:published_time"] == "2025-05-26T00:00:00Z"
    (data,) = (script for script in head.findall("script") if script.get("type") == "application/ld+json")
    assert json.loads(data.text or "")["@graph"][0]["name"] == "</script><!-- &lt; "
