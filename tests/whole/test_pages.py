"""The quick reader of these tests, held against the standard library's."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

from tests.whole import hostile
from tests.whole.pages import HOST, Reader, Site
from tests.whole.sites import built, site
from tests.whole.test_hostile_text import BODIES, TEXTS


class Parser(HTMLParser):
    """The same page, read by the standard library."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.read = Reader("")
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.read.see(tag, dict(attrs))


def test_it_reads_what_the_standard_library_reads(tmp_path: Path) -> None:
    files = hostile.site_with(" ".join(TEXTS.values()), "\n\n".join(BODIES.values()))
    found = Site(built(site(tmp_path, files)))
    for page in found.pages:
        html = found.files[page].read_text(encoding="utf-8")
        quick, slow = Reader(html), Parser(html).read
        assert (quick.links, quick.ids) == (slow.links, slow.ids), page
        for _, address in quick.links:
            parts = urlsplit(urljoin(f"{HOST}/{page}", address))
            path = unquote(parts.path).removeprefix("/")
            file = f"{path}index.html" if path == "" or path.endswith("/") else path
            elsewhere = f"{parts.scheme}://{parts.netloc}" != HOST
            assert found.file_of(page, address) == (None if elsewhere else file), address
