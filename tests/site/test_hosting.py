"""What hosts and crawlers read: redirects, headers, robots, the sitemap."""

from __future__ import annotations

from dataclasses import replace
from urllib.robotparser import RobotFileParser
from xml.etree import ElementTree

import pytest

from onrecord.site import sitemap
from onrecord.site.companions import left_out
from tests.site.beside import URL, files_of, text_of
from tests.site.view_sites import Desk, desk

SITEMAPS = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
FILES = {
    "actors/юрий.md": "---\nname: Юрий\nkind: person\nredirects: [/people/юрий/, /yuri.html]\n---\n",
    "briefs/2025-05-25-first.md": (
        "---\ntitle: First\ndate: 2025-05-25\naliases: [/a b/]\nclaims:\n"
        "  - {id: flies, text: It flies., by: юрий, assessments: [{date: 2025-06-02, status: disputed}]}\n---\n"
    ),
}


@pytest.fixture(scope="module")
def published() -> Desk:
    return desk(FILES, url=URL)


def addresses(text: str) -> dict[str, str | None]:
    """The addresses of a sitemap with their last change."""
    found = ElementTree.fromstring(text).iterfind("s:url", SITEMAPS)
    return {url.findtext("s:loc", "", SITEMAPS): url.findtext("s:lastmod", None, SITEMAPS) for url in found}


def test_every_page_is_in_the_sitemap_by_the_address_that_it_names_itself(published: Desk) -> None:
    found = addresses(text_of(published, "sitemap.xml"))
    assert list(found) == [published.frame(route.kind, route.key).canonical for route in published.routes]
    assert found[f"{URL}/briefs/first/"] == found[f"{URL}/claims/first/flies/"] == "2025-06-02T00:00:00Z"
    assert found[f"{URL}/actors/%D1%8E%D1%80%D0%B8%D0%B9/"] is None


def test_a_large_site_has_an_index_of_sitemaps(published: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = addresses(text_of(published, "sitemap.xml"))
    monkeypatch.setattr(sitemap, "MOST", 6)
    files = files_of(published)
    index = ElementTree.fromstring(files["sitemap.xml"].decode()).iterfind("s:sitemap/s:loc", SITEMAPS)
    named = [(loc.text or "").removeprefix(f"{URL}/") for loc in index]
    parts = [addresses(files[path].decode()) for path in named]
    assert all(len(part) <= 6 for part in parts)
    assert {address: when for part in parts for address, when in part.items()} == whole


def test_crawlers_are_let_in_and_shown_the_sitemap(published: Desk) -> None:
    robots = RobotFileParser()
    robots.parse(text_of(published, "robots.txt").splitlines())
    assert robots.can_fetch("*", f"{URL}/claims/")
    assert robots.site_maps() == [f"{URL}/sitemap.xml"]


@pytest.mark.parametrize(("line", "drafts"), [("draft: true", ()), ("publish_at: 2031-01-01", ("first",))])
def test_what_is_not_published_yet_is_no_affair_of_crawlers(line: str, drafts: tuple[str, ...]) -> None:
    text = FILES["briefs/2025-05-25-first.md"].replace("title: First", f"title: First\n{line}")
    unpublished = desk(FILES | {"briefs/2025-05-25-first.md": text}, url=URL)
    shown = Desk(replace(unpublished.record, embargoed=drafts))
    files = files_of(shown)
    assert set(files) == {"robots.txt", ".nojekyll", "_headers", "_redirects"}
    robots = RobotFileParser()
    robots.parse(files["robots.txt"].decode().splitlines())
    assert not robots.can_fetch("*", f"{URL}/claims/")


def test_without_an_address_nothing_is_made_that_needs_one() -> None:
    found = files_of(desk(FILES))
    assert "sitemap.xml" not in found
    assert "Sitemap" not in found["robots.txt"].decode()


def test_what_a_site_without_an_address_lacks_is_told_once() -> None:
    (told,) = left_out(desk(FILES).record)
    assert told == "without feeds, a sitemap or canonical addresses: onrecord.yaml has no 'url'"
    assert left_out(desk(FILES, url=URL).record) == ()


def test_old_addresses_are_redirects_of_the_host_too(published: Desk) -> None:
    assert text_of(published, "_redirects").splitlines() == [
        "/record/a%20b/ /record/briefs/first/ 301",
        "/record/people/%D1%8E%D1%80%D0%B8%D0%B9/ /record/actors/%D1%8E%D1%80%D0%B8%D0%B9/ 301",
        "/record/yuri.html /record/actors/%D1%8E%D1%80%D0%B8%D0%B9/ 301",
    ]


def rules(text: str) -> dict[str, dict[str, str]]:
    """The headers of ``_headers`` by path."""
    found: dict[str, dict[str, str]] = {}
    path = ""
    for line in text.splitlines():
        if line.startswith("  "):
            name, _, value = line.strip().partition(": ")
            assert name not in found[path]
            found[path][name] = value
        elif line and not line.startswith("#"):
            path = line
            found[path] = {}
    return found


def test_headers_let_nothing_in_that_is_not_the_sites_own(published: Desk) -> None:
    found = rules(text_of(published, "_headers"))
    policy = dict(part.split(" ", 1) for part in found["/record/*"]["Content-Security-Policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"}.isdisjoint(" ".join(policy.values()).split())


def test_no_header_is_given_twice_for_one_path_and_only_fingerprinted_files_are_kept_for_good(published: Desk) -> None:
    found = rules(text_of(published, "_headers"))
    everywhere = found.pop("/record/*")
    assert all(everywhere.keys().isdisjoint(headers) for headers in found.values())
    kept = [path for path, headers in found.items() if "immutable" in headers.get("Cache-Control", "")]
    assert kept == ["/record/theme/*"]


def test_where_texts_may_hold_any_html_their_styles_are_let_through() -> None:
    policy = rules(text_of(desk(FILES, raw_html=True), "_headers"))["/*"]["Content-Security-Policy"]
    assert "style-src" not in policy
    assert "frame-ancestors 'none'" in policy
