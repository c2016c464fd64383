"""Every internal address of a built site resolves, or is told with the place that has to be changed."""

from __future__ import annotations

import pytest

from onrecord.build.output_check import OutputCheck, PageLinks, check_output
from onrecord.build.packed_links import LinkTexts
from onrecord.diagnostics import Diagnostic
from onrecord.site.fragments import ROOT

SITE = {
    "index.html": PageLinks(),
    "404.html": PageLinks(),
    "briefs/kursk/index.html": PageLinks(anchors=("claims", "источники")),
    "актор/имя/index.html": PageLinks(),
}
FILES = ("assets/site.css", "assets/a b.pdf", "feed.xml")


def faults(
    page: str, address: str, base_path: str = "/", *, loads: bool = False, sources: dict[str, str] | None = None
) -> list[Diagnostic]:
    links = PageLinks(loads=(address,)) if loads else PageLinks(links=(address,))
    found = SITE[page] if page in SITE else PageLinks()
    pages = SITE | {page: PageLinks(found.anchors, links.links, links.loads)}
    return check_output(pages, FILES, sources or {}, base_path)


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("index.html", "briefs/kursk/index.html"),
        ("index.html", "briefs/kursk/"),
        ("index.html", "./briefs/./kursk/"),
        ("index.html", ""),
        ("index.html", "."),
        ("index.html", "./"),
        ("index.html", "#"),
        ("index.html", "#top"),
        ("index.html", "?q=drone"),
        ("index.html", "briefs/kursk/?x#claims"),
        ("index.html", "briefs/kursk/index.html#claims"),
        ("index.html", "briefs/kursk/#%D0%B8%D1%81%D1%82%D0%BE%D1%87%D0%BD%D0%B8%D0%BA%D0%B8"),
        ("index.html", "briefs/kursk/#источники"),
        ("index.html", "briefs/kursk/#claims:~:text=x"),
        ("index.html", "briefs/kursk/#:~:text=x"),
        ("index.html", "%D0%B0%D0%BA%D1%82%D0%BE%D1%80/имя/"),
        ("index.html", "assets/a%20b.pdf#page=3"),
        ("index.html", "bri\nefs/kursk/"),
        ("index.html", "briefs\\kursk\\"),
        ("briefs/kursk/index.html", "../../index.html"),
        ("briefs/kursk/index.html", "../.."),
        ("briefs/kursk/index.html", "../../"),
        ("briefs/kursk/index.html", "."),
        ("briefs/kursk/index.html", "#claims"),
        ("briefs/kursk/index.html", "../../feed.xml"),
        ("briefs/kursk/index.html", "/"),
        ("briefs/kursk/index.html", "/assets/site.css"),
        ("index.html", "https://example.org/nowhere"),
        ("index.html", "//example.org/nowhere"),
        ("index.html", "mailto:desk@example.org"),
        ("index.html", "HTTPS://example.org"),
    ],
)
def test_what_is_there_is_found(page: str, address: str) -> None:
    assert faults(page, address) == []


@pytest.mark.parametrize(
    ("page", "address", "target"),
    [
        ("index.html", "nowhere/", "nowhere/index.html"),
        ("index.html", "assets/", "assets/index.html"),
        ("index.html", "briefs/kursk", "briefs/kursk"),
        ("index.html", "Index.html", "Index.html"),
        ("index.html", "assets/a%2520b.pdf", "assets/a%20b.pdf"),
        ("index.html", "../index.html", None),
        ("briefs/kursk/index.html", "../../../index.html", None),
        ("briefs/kursk/index.html", "index.htm", "briefs/kursk/index.htm"),
    ],
)
def test_what_is_not_there_is_told(page: str, address: str, target: str | None) -> None:
    (fault,) = faults(page, address)
    assert fault.code == "broken-link"
    assert fault.message == f"page '{page}' links to '{address}', which is not there"


def test_an_anchor_that_is_not_in_the_page_is_told_with_the_closest() -> None:
    (fault,) = faults("index.html", "briefs/kursk/#claim")
    assert fault.code == "broken-anchor"
    assert "'briefs/kursk/index.html' has no id 'claim'" in fault.message
    assert fault.hint == "did you mean '#claims'?"


class TestBelowABasePath:
    @pytest.mark.parametrize("base_path", ["/desk/", "/desk", "desk/"])
    def test_root_relative_addresses_are_found_there(self, base_path: str) -> None:
        assert faults("briefs/kursk/index.html", "/desk/assets/site.css", base_path) == []
        assert faults("briefs/kursk/index.html", "/desk/", base_path) == []

    def test_and_not_elsewhere(self) -> None:
        (fault,) = faults("index.html", "/assets/site.css", "/desk/")
        assert fault.code == "broken-link"
        assert fault.hint == "it leads out of the site, which is published below '/desk/'"


class TestHints:
    def test_a_page_without_its_slash(self) -> None:
        (fault,) = faults("index.html", "briefs/kursk")
        assert fault.hint == "the page is 'briefs/kursk/index.html': end the address in a slash, or name index.html"

    def test_the_closest_path(self) -> None:
        (fault,) = faults("index.html", "assets/sites.css")
        assert fault.hint == "did you mean 'assets/site.css'?"


class TestLoads:
    @pytest.mark.parametrize(
        "address",
        [
            *("https://cdn.example/x.js", "//cdn.example/x.js", "HTTP://cdn.example/", "wss://x"),
            *("ht\ntps://cdn.example/", "/\\cdn.example/x.js", "https:/cdn.example"),
        ],
    )
    def test_from_another_host_are_told(self, address: str) -> None:
        (fault,) = faults("index.html", address, loads=True)
        assert fault.code == "third-party-request"
        assert "from another host" in fault.message

    def test_from_another_host_are_told_though_links_may_lead_there(self) -> None:
        pages = {
            "index.html": PageLinks(links=("https://x.example/",)),
            "a.html": PageLinks(loads=("https://x.example/",)),
        }
        (fault,) = check_output(pages, (), {}, "/")
        assert (fault.code, fault.file) == ("third-party-request", "a.html")

    def test_whoever_asks_is_told_where_a_copy_goes(self) -> None:
        page, sheet = PageLinks(loads=("//x.example/a.js",)), PageLinks(loads=("//x.example/b.png",))
        pages = {"index.html": page, "assets/own.css": sheet}
        assert [fault.hint for fault in check_output(pages, (), {}, "/")] == [
            "a template asks for it: put a copy into templates/assets/ and refer to that",
            "put a copy into content/assets/ and refer to that",
        ]
        assert [fault.hint for fault in check_output({"index.html": page}, (), {}, "/", raw_html=True)] == [
            "put a copy into content/assets/ (templates/assets/ for a template) and refer to that"
        ]

    @pytest.mark.parametrize("address", ["assets/site.css", "data:image/png;base64,AA", "#ring", "/assets/site.css"])
    def test_of_our_own_are_not(self, address: str) -> None:
        pages = SITE | {"index.html": PageLinks(anchors=("ring",), loads=(address,))}
        assert check_output(pages, FILES, {}, "/") == []

    def test_that_are_not_there_are_broken_links(self) -> None:
        assert [fault.code for fault in faults("index.html", "assets/x.js", loads=True)] == ["broken-link"]


def test_the_fault_is_placed_in_the_content_file_behind_the_page() -> None:
    sources = {"briefs/kursk/index.html": "content/briefs/2025-05-25-kursk.md"}
    (fault,) = faults("briefs/kursk/index.html", "x", sources=sources)
    assert fault.file == "content/briefs/2025-05-25-kursk.md"
    (fault,) = faults("index.html", "x", sources=sources)
    assert fault.file == "index.html"


def test_every_content_file_with_the_same_broken_link_is_told() -> None:
    pages = {f"{name}/index.html": PageLinks(links=("../gone/",)) for name in "abc"}
    sources = {"a/index.html": "content/a.md", "b/index.html": "content/b.md", "c/index.html": "content/b.md"}
    assert [(it.file, it.message) for it in check_output(pages, (), sources, "/")] == [
        ("content/a.md", "page 'a/index.html' links to '../gone/', which is not there"),
        (
            "content/b.md",
            "page 'b/index.html' links to '../gone/', which is not there (so does 1 other page)",
        ),
    ]


def test_a_broken_link_of_the_theme_is_told_once() -> None:
    pages = {f"{'x/' * depth}index.html": PageLinks(links=(f"{'../' * depth}gone/",)) for depth in range(30)}
    (fault,) = check_output(pages, (), {}, "/")
    assert fault.message == "page 'index.html' links to 'gone/', which is not there (so do 29 other pages)"


def test_it_does_not_matter_by_which_table_the_links_of_a_page_are_told() -> None:
    home = PageLinks(anchors=("top",), links=("#top", f"{ROOT}a/#b", f"{ROOT}a/#gone", f"{ROOT}gone/"))
    other = PageLinks(anchors=("b", "b"), links=(f"{ROOT}#top", "#b", "#top"))
    mine, theirs = LinkTexts(), LinkTexts(["x", "b"])
    packed = {"index.html": mine.packed(home), "a/index.html": theirs.packed(other)}
    found = OutputCheck(packed, mine, (), "/").found({})
    assert found == check_output({"index.html": home, "a/index.html": other}, (), {}, "/")
    assert sorted((fault.code, fault.file) for fault in found) == [
        ("broken-anchor", "index.html"),
        ("broken-link", "index.html"),
        ("duplicate-anchor", "a/index.html"),
    ]


@pytest.mark.parametrize(
    ("after", "is_enough"),
    [
        (PageLinks(anchors=("a", "b"), links=("#b",)), True),
        (PageLinks(anchors=("b",)), False),
        (PageLinks(anchors=("a",), links=(f"{ROOT}gone/",)), True),
    ],
)
def test_a_page_that_changed_is_checked_alone_unless_others_may_lead_to_what_is_gone(
    after: PageLinks, is_enough: bool
) -> None:
    texts = LinkTexts()
    before = {"index.html": PageLinks(links=(f"{ROOT}p/#a",)), "p/index.html": PageLinks(anchors=("a",))}
    check = OutputCheck({page: texts.packed(links) for page, links in before.items()}, texts, (), "/")
    assert check.found({}) == []
    assert check.again({"p/index.html": texts.packed(after)}) is is_enough
    if is_enough:
        assert check.found({}) == check_output(before | {"p/index.html": after}, (), {}, "/")


def test_an_id_that_occurs_twice_is_told() -> None:
    pages = {"index.html": PageLinks(anchors=("a", "b", "a", "a"))}
    (fault,) = check_output(pages, (), {"index.html": "content/pages/x.md"}, "/")
    assert fault.code == "duplicate-anchor"
    assert fault.message == "page 'index.html' has 3 elements with the id 'a'"
    assert fault.file == "content/pages/x.md"
