"""What hosts, crawlers and other tools read beside the pages, each read by a program of those who made its format."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from html import unescape

import pytest
from playwright.sync_api import Browser
from protego import Protego
from usp.objects.sitemap import InvalidSitemap
from usp.tree import sitemap_tree_for_homepage
from usp.web_client.abstract_client import (
    AbstractWebClient,
    AbstractWebClientResponse,
    AbstractWebClientSuccessResponse,
    WebClientErrorResponse,
)

from onrecord.site import sitemap
from tests.site.beside import files_of
from tests.site.exports.desk import exported
from tests.site.view_sites import Desk, desk
from tests.vendored import NETLIFY_HEADERS, NETLIFY_REDIRECTS, vendored

HOME = "https://desk.example"
URL = f"{HOME}/record"

FILES = {
    "actors/юрий.md": "---\nname: Юрий\nkind: person\nredirects: [/people/юрий/, /yuri.html]\n---\n",
    "briefs/2025-05-25-first.md": (
        "---\ntitle: First\ndate: 2025-05-25\naliases: [/a b/, /a+b;c=d!/, /old/index.html]\nclaims:\n"
        "  - {id: flies, text: It flies., by: юрий, assessments: [{date: 2025-06-02, status: disputed}]}\n---\n"
    ),
}
ACTOR = "/record/actors/%D1%8E%D1%80%D0%B8%D0%B9/"
BRIEF = "/record/briefs/first/"
MOVED = {  # by the addresses that browsers ask for
    "/record/a+b;c=d!/": BRIEF,
    "/record/a%20b/": BRIEF,
    "/record/old/": BRIEF,
    "/record/people/%D1%8E%D1%80%D0%B8%D0%B9/": ACTOR,
    "/record/yuri.html": ACTOR,
}

Files = dict[str, bytes]


@pytest.fixture(scope="module")
def files() -> Files:
    return files_of(desk(FILES, url=URL))


class Answer(AbstractWebClientSuccessResponse):
    """A file as a host sends it."""

    def __init__(self, address: str, data: bytes) -> None:
        self._address = address
        self._data = data

    def status_code(self) -> int:
        return 200

    def status_message(self) -> str:
        return "OK"

    def header(self, case_insensitive_name: str) -> str | None:
        return None

    def raw_data(self) -> bytes:
        return self._data

    def url(self) -> str:
        return self._address


class Host(AbstractWebClient):
    """Where a crawler finds the files of a site, and nothing else."""

    def __init__(self, files: Files) -> None:
        self._files = {f"{HOME}/{path}": data for path, data in files.items()}

    def set_max_response_data_length(self, max_response_data_length: int | None) -> None:
        """All files come whole."""

    def get(self, url: str) -> AbstractWebClientResponse:
        return Answer(url, self._files[url]) if url in self._files else WebClientErrorResponse(url, retryable=False)


@pytest.mark.parametrize("most", [6, 20_000])
def test_a_crawler_finds_every_page_from_the_file_for_robots_on(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(sitemap, "MOST", most)
    site = desk(FILES, url=HOME)
    tree = sitemap_tree_for_homepage(HOME, Host(files_of(site)), use_known_paths=False)
    assert [found.url for found in tree.all_sitemaps() if isinstance(found, InvalidSitemap)] == []
    changed = {page.url: page.last_modified for page in tree.all_pages()}
    assert list(changed) == [site.frame(route.kind, route.key).canonical for route in site.routes]
    assert changed[f"{HOME}/briefs/first/"] == datetime(2025, 6, 2, tzinfo=UTC)
    assert changed[f"{HOME}/actors/"] is None


def test_a_crawler_is_let_in_to_what_is_public_and_to_nothing_else(files: Files) -> None:
    robots = Protego.parse(files["robots.txt"].decode())
    assert robots.can_fetch(f"{URL}/claims/", "AnyBot")
    assert list(robots.sitemaps) == [f"{URL}/sitemap.xml"]
    shown = replace(desk(FILES, url=URL).record, embargoed=("first",))
    robots = Protego.parse(files_of(Desk(shown))["robots.txt"].decode())
    assert not robots.can_fetch(f"{URL}/claims/", "AnyBot")
    assert list(robots.sitemaps) == []


def test_netlify_takes_every_redirect(browser: Browser, files: Files) -> None:
    with vendored(browser, files) as page:
        told = page.evaluate(NETLIFY_REDIRECTS)
    assert told["errors"] == []
    assert {rule["from"]: rule["to"] for rule in told["redirects"]} == MOVED
    for rule in told["redirects"]:
        assert (rule["status"], rule["force"], rule["query"], rule["conditions"]) == (301, False, {}, {})


def test_netlify_takes_every_header(browser: Browser, files: Files) -> None:
    with vendored(browser, files) as page:
        told = page.evaluate(NETLIFY_HEADERS)
    assert told["errors"] == []
    rules = {rule["for"]: rule["values"] for rule in told["headers"]}
    assert list(rules) == ["/record/*", "/record/theme/*", "/record/data/*"]
    assert rules["/record/*"]["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self' ")
    assert rules["/record/theme/*"] == {"Cache-Control": "public, max-age=31536000, immutable"}


ASK_CLOUDFLARE = """async (addresses) => {
    const {generateRedirectsEvaluator} = await import('/redirects-in-workers/index.js');
    const ask = generateRedirectsEvaluator(files._redirects);
    const answers = await Promise.all(addresses.map((address) => ask(new Request(address), null)));
    return answers.map((answer) => answer && [answer.status, answer.headers.get('Location')]);
}"""


def test_cloudflare_sends_readers_of_old_addresses_on_and_all_others_nowhere(browser: Browser, files: Files) -> None:
    asked = [*MOVED, BRIEF, "/record/", "/a%20b/"]
    with vendored(browser, files) as page:
        answers = page.evaluate(ASK_CLOUDFLARE, [f"{HOME}{path}" for path in asked])
    assert answers == [*([301, new] for new in MOVED.values()), None, None, None]


SHOW_TIMELINE = """() => new Promise((done) => {
    const shown = new TL.Timeline('here', JSON.parse(files['timelinejs.json']), {script_path: `${location.origin}/`});
    shown.on('ready', () => done(shown.config.messages));
})"""


def test_timelinejs_shows_every_slide_with_its_words(browser: Browser) -> None:
    timeline = exported()[1]["timelinejs.json"]
    slides = json.loads(timeline)["events"]
    with vendored(browser, {"timelinejs.json": timeline}) as page:
        page.add_script_tag(url="/timelinejs/timeline.js")
        assert page.evaluate(SHOW_TIMELINE) == {"errors": [], "warnings": []}
        assert page.locator(".tl-timemarker").count() == len(slides)
        assert page.locator(".tl-timegroup").all_text_contents() == ["Reported events", "Claims", "Responses"]
        shown = page.locator(".tl-slide:not(.tl-slide-titleslide)")
        dates = shown.locator(".tl-headline-date").all_text_contents()
        headlines = [" ".join(text.split()) for text in shown.locator(".tl-headline").all_text_contents()]
        links = shown.locator(".tl-text-content a").evaluate_all("links => links.map((link) => link.href)")
    assert dates == [unescape(slide["display_date"]) for slide in slides]
    assert 'Ada Lovelace and Bob; the, Builder: @SUM(1) flies, "it" does.' in headlines
    assert len(headlines) == len(links) == len(slides)
    assert all(link.startswith(f"{URL}/") for link in links)
