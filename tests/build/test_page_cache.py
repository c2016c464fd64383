"""What is known of pages comes back as it was left, after few changes and after many."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from onrecord.build.packed_links import LinkTexts
from onrecord.build.page_cache import KnownPage, PageCache
from onrecord.build.page_links import PageLinks
from onrecord.build.text_edits import Basis, Findings
from onrecord.diagnostics import Diagnostic
from onrecord.site.list_pages import PageList

Page = tuple[tuple[bytes, str], PageLinks]

TEXTS = st.lists(st.sampled_from(["a", "b", "c/", "#d", "é", ""]), max_size=4).map(tuple)
LINKS = st.builds(PageLinks, TEXTS, TEXTS, TEXTS)
PAGE = st.tuples(st.tuples(st.binary(max_size=3), st.text(max_size=3)), LINKS)
PAGES = st.dictionaries(st.integers(0, 30).map(str), PAGE, max_size=31)
SHORT = st.text(max_size=2)
BYTES = st.binary(max_size=3)
BASIS = st.none() | st.builds(Basis, BYTES, st.dictionaries(SHORT, st.tuples(SHORT, BYTES), max_size=3))
FOUND = st.lists(st.builds(Diagnostic, SHORT, SHORT, SHORT, st.none() | st.integers(1, 9)), max_size=2)
LISTS = st.dictionaries(st.builds(PageList, SHORT, SHORT, SHORT), st.integers(0, 9), max_size=2)
FINDINGS = st.none() | st.builds(Findings, BYTES, st.lists(st.integers(1, 2000), max_size=2), LISTS, FOUND, FOUND)


@given(st.lists(st.tuples(PAGES, BASIS, FINDINGS, st.booleans()), min_size=1, max_size=5))
def test_pages_come_back(builds: list[tuple[dict[str, Page], Basis | None, Findings | None, bool]]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        for made, basis, findings, few in builds:
            cache = PageCache(Path(folder))
            texts = cache.texts if few else LinkTexts()
            pages = {path: KnownPage(*told, texts.packed(links)) for path, (told, links) in made.items()}
            now = cache.pages | dict([*pages.items()][:1]) if few else pages
            cache.save(now, texts, basis, findings)
            again = PageCache(Path(folder))
            assert (again.basis, again.findings) == (basis, findings)
            assert _told(again.pages) == _told(now)


def _told(pages: dict[str, KnownPage]) -> dict[str, Page]:
    return {path: ((page.fingerprint, page.digest), page.links) for path, page in pages.items()}
