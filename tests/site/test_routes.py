"""Addresses: where pages go, how links name them, and which old addresses are taken over."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.record.entities import Target
from onrecord.record.record import Record
from onrecord.site.redirects import redirect_file
from onrecord.site.routes import Routes, base_path, check_routes, root_from, routes_of
from tests.record.sites import NOWHERE, document, record_of


def routes(record: Record, *, clean: bool = False) -> Routes:
    config = replace(record.config, links="clean" if clean else "portable")
    return Routes(replace(record, config=config))


@pytest.fixture
def record() -> Record:
    return record_of(
        [
            document("content/actors/юрий.md", "---\nname: Юрий\nkind: person\n---\n"),
            document(
                "content/briefs/2025-01-01-one.md",
                "---\ntitle: One\ndate: 2025-01-01\nsources:\n  - {id: s, kind: post, outlet: 'A / B'}\n"
                "claims:\n  - {id: C.1, text: So., by: юрий, sources: [s]}\n---\n",
            ),
        ]
    )


def test_links_are_percent_encoded_and_name_the_file(record: Record) -> None:
    assert routes(record).page("actor", "юрий") == "actors/%D1%8E%D1%80%D0%B8%D0%B9/index.html"
    assert routes(record).file("actor", "юрий") == "actors/юрий/index.html"


def test_clean_links_name_the_folder(record: Record) -> None:
    assert routes(record, clean=True).page("brief", "one", "o-claims") == "briefs/one/#o-claims"
    assert routes(record, clean=True).page("home") == ""


def test_a_claim_has_a_page_below_its_brief(record: Record) -> None:
    assert routes(record).file("claim", "one#C.1") == "claims/one/c-1/index.html"


def test_a_source_is_an_entry_on_the_page_of_its_outlet(record: Record) -> None:
    assert routes(record).target(Target("source", "one#s")).startswith("sources/a-b/index.html#o-source-")


@pytest.mark.parametrize(
    ("fragment", "address"),
    [(None, "assets/r.pdf"), ("page=3", "assets/r.pdf#page=3"), ("<x>", "assets/r.pdf#%3Cx%3E")],
)
def test_an_asset_keeps_its_fragment(record: Record, fragment: str | None, address: str) -> None:
    assert routes(record).target(Target("asset", "r.pdf", fragment)) == address


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("/old/path/", "old/path/index.html"),
        ("/old/path", "old/path/index.html"),
        ("/old.html", "old.html"),
        ("/путь/", "путь/index.html"),
        ("old/", None),
        ("/../x/", None),
        ("/a/./b/", None),
        ("/a\\b/", None),
        ("/a?b=c", None),
        ("https://example.org/", None),
        ("/" + "x" * 300, None),
        ("//evil.example/", None),
        ("/a//b/", None),
        ("/a//", None),
        ("/", None),
        ("/.onrecord/x/", None),
        ("/.well-known/x/", ".well-known/x/index.html"),
        ("/a\x85b/", None),
    ],
)
def test_an_old_address_is_a_file_within_the_site_or_none(address: str, file: str | None) -> None:
    assert redirect_file(address) == file


@pytest.mark.parametrize(
    ("written", "portable", "clean"),
    [
        ("/", "index.html", ""),
        ("/briefs/one/", "briefs/one/index.html", "briefs/one/"),
        ("/briefs/one", "briefs/one/index.html", "briefs/one/"),
        ("/briefs/one/index.html", "briefs/one/index.html", "briefs/one/"),
        ("/assets/plan", "assets/plan", "assets/plan"),
        ("/old.html", "old.html", "old.html"),
        ("/timeline/?kind=claim&q=a b", "timeline/index.html?kind=claim&q=a%20b", "timeline/?kind=claim&q=a%20b"),
    ],
)
def test_an_address_leads_to_its_file(record: Record, written: str, portable: str, clean: str) -> None:
    target = Target("address", written)
    with_asset = replace(record, assets=("content/assets/plan",))
    assert routes(with_asset).target(target) == portable
    assert routes(with_asset, clean=True).target(target) == clean
    assert routes(with_asset).target(target._replace(anchor="é")) == f"{portable}#%C3%A9"


def told(record: Record, assets: tuple[str, ...] = ()) -> list[tuple[str, str | None]]:
    """What is said about the addresses of a site."""
    with_assets = replace(record, assets=assets)
    return [(found.message, found.hint) for found in check_routes(with_assets, routes_of(with_assets, [], {}), NOWHERE)]


def with_aliases(*aliases: str) -> Record:
    front = "\n".join(["---", "title: One", "date: 2025-01-01", f"aliases: [{', '.join(aliases)}]", "---", ""])
    return record_of([document("content/briefs/2025-01-01-one.md", front)])


def test_two_files_for_one_address_are_told() -> None:
    assert told(with_aliases("/old/", "/older/")) == []
    assert told(with_aliases("/actors/")) == [
        ("'/actors/' is already the address of a page that every site has", "rename one of the two")
    ]
    assert told(with_aliases("/404.html")) == [
        ("'/404.html' is already the address of a page that every site has", "rename one of the two")
    ]
    assert told(with_aliases("/ASSETS/Plan.html"), ("content/assets/plan.html",)) == [
        ("'/ASSETS/Plan.html' is already the address of content/assets/plan.html", "rename one of the two")
    ]


def test_an_address_written_twice_in_one_file_is_told_as_that() -> None:
    assert told(with_aliases("/old", "/old/")) == [("'/old/' is written twice here", "delete one of the two")]
    assert told(with_aliases("/briefs/one/")) == [
        ("'/briefs/one/' is already the address of this file's own page", "delete it")
    ]


def test_a_file_where_another_needs_a_folder_is_told() -> None:
    assert told(with_aliases("/assets/pic.png"), ("content/assets/pic.png",)) == [
        ("'/assets/pic.png/' needs a folder where content/assets/pic.png is a file", "rename one of the two")
    ]
    assert told(with_aliases("/Assets/PIC.png/more/"), ("content/assets/pic.png",)) == [
        ("'/Assets/PIC.png/more/' needs a folder where content/assets/pic.png is a file", "rename one of the two")
    ]
    assert told(with_aliases("/old.html/older/", "/old.html")) == [
        ("'/old.html' cannot be a file: content/briefs/2025-01-01-one.md needs a folder there", "rename one of the two")
    ]


@pytest.mark.parametrize(("file", "root"), [("index.html", ""), ("a/index.html", "../"), ("a/b/index.html", "../../")])
def test_the_way_back_to_the_root(file: str, root: str) -> None:
    assert root_from(file) == root


@pytest.mark.parametrize(("url", "path"), [(None, "/"), ("https://x.example", "/"), ("https://x.example/a/b", "/a/b/")])
def test_the_path_that_the_site_is_published_below(record: Record, url: str | None, path: str) -> None:
    assert base_path(replace(record.config, url=url)) == path


def test_a_page_cannot_take_the_address_of_a_file_that_is_written_beside_the_pages() -> None:
    found = with_aliases("/robots.txt/x/")
    (told,) = check_routes(found, routes_of(found, [], {}), NOWHERE, ["robots.txt"])
    assert told.code == "address-taken"
    assert told.file == "content/briefs/2025-01-01-one.md"


@given(st.text("aB9./_-~ é%#?:", max_size=12))
def test_a_plain_path_is_its_own_address(path: str) -> None:
    made = Routes(record_of([])).of_file(path)
    assert made == quote(path, safe="/")
