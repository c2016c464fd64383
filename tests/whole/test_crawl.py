"""The demonstration site, walked as a reader would: every page is reached from home, and every link leads somewhere."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from tests.whole.pages import Site
from tests.whole.sites import SMALL, built, site

STORIES = ("kursk-helicopter", "kremlin-drones", "carlson-claim", "strikes-on-cities")


@pytest.fixture(scope="module", params=["portable", "clean"])
def demo(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, repository: Path) -> Site:
    """This repository's site with both forms of links."""
    root = tmp_path_factory.mktemp(request.param)
    shutil.copytree(repository / "content", root / "content")
    config = (repository / "onrecord.yaml").read_text(encoding="utf-8")
    return Site(built(site(root, {"onrecord.yaml": f"{config}\nlinks: {request.param}\n"})))


def test_following_links_from_home_reaches_every_page(demo: Site) -> None:
    assert set(demo.pages) - demo.reached() - demo.redirects() == {"404.html"}


def test_every_link_anchor_and_asset_is_there(demo: Site) -> None:
    assert demo.broken() == []


def test_every_redirect_leads_to_a_page(demo: Site) -> None:
    assert demo.redirects()
    for page in demo.redirects():
        ((_, address),) = (link for link in demo.links(page) if link.tag == "meta")
        assert demo.file_of(page, address) in demo.pages


def test_every_content_file_has_its_page(demo: Site, repository: Path) -> None:
    content = repository / "content"
    for folder in ("actors", "events", "places", "topics"):
        files = sorted((content / folder).glob("*.md"))
        assert files
        assert {f"{folder}/{file.stem}/index.html" for file in files} <= demo.reached()
    assert {f"{file.stem}/index.html" for file in (content / "pages").glob("*.md")} <= demo.reached()
    briefs = {re.sub(r"^\d{4}-\d\d-\d\d-", "", file.stem) for file in (content / "briefs").glob("*.md")}
    assert {f"briefs/{brief}/index.html" for brief in briefs} <= demo.reached()


@pytest.mark.parametrize("story", STORIES)
def test_each_story_is_reached_and_has_its_claims(demo: Site, story: str) -> None:
    reached = demo.reached()
    claims = {page for page in reached if page.startswith(f"claims/{story}/")}
    assert claims
    brief = f"briefs/{story}/index.html"
    assert brief in reached
    assert claims <= {demo.file_of(brief, link.address) for link in demo.links(brief)}
    assert all(brief in {demo.file_of(page, link.address) for link in demo.links(page)} for page in claims)


def test_every_year_of_the_timeline_is_reached(demo: Site) -> None:
    years = {page for page in demo.pages if re.fullmatch(r"timeline/\d{4}/index\.html", page)}
    assert years
    linked = {demo.file_of("timeline/index.html", link.address) for link in demo.links("timeline/index.html")}
    assert years <= linked


def test_portable_links_name_files_and_clean_ones_end_in_a_slash(demo: Site, request: pytest.FixtureRequest) -> None:
    inner = [link.address for page in demo.pages if page != "404.html" for link in demo.links(page)]
    inner = [address for address in inner if not re.match(r"[a-z]+:|#", address)]
    assert inner
    assert [address for address in inner if address.startswith("/")] == []
    names_index = [address for address in inner if "index.html" in address]
    ends_in_slash = [address for address in inner if re.sub("[?#].*", "", address).endswith(("/", "."))]
    if request.node.callspec.params["demo"] == "portable":
        assert names_index
        assert ends_in_slash == []
    else:
        assert ends_in_slash
        assert names_index == []


@pytest.mark.parametrize("links", ["portable", "clean"])
def test_below_a_path_even_the_page_for_wrong_addresses_stays_in_the_site(tmp_path: Path, links: str) -> None:
    config = f"title: Desk\nurl: https://site.test/some/path/\nlinks: {links}\n"
    found = Site(built(site(tmp_path, SMALL | {"onrecord.yaml": config})), base="/some/path/")
    assert found.broken() == []
    addresses = [link.address for link in found.links("404.html") if not link.address.startswith("#")]
    assert addresses
    assert all(address.startswith(("/some/path/", "https://site.test/some/path/")) for address in addresses)
    canonical = [link.address for link in found.links("briefs/first/index.html") if link.tag == "link"]
    assert "https://site.test/some/path/briefs/first/" in canonical
