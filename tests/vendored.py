"""A page in which the programs of ``tests/vendor`` run: they are all that it can load, from nowhere else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, Page, Route

VENDOR = Path(__file__).resolve().parent / "vendor"
HOME = "https://vendor.example"

DISK = """
export const promises = {readFile: async (name) => self.files[name]};
export const pathExists = async (name) => name in self.files;
export default promises;
"""
"""What programs that read files find in the place of ``fs``: the files that the page was given."""

PAGE = """<!doctype html><meta charset="utf-8"><title>Readers</title>
<script type="importmap">{"imports": {"fs": "/disk.js", "fs/promises": "/disk.js", "path-exists": "/disk.js"}}</script>
<div id="here" style="height: 30rem"></div>"""

NETLIFY_REDIRECTS = (
    "async () => (await import('/netlify-redirect-parser/line_parser.js')).parseFileRedirects('_redirects')"
)
NETLIFY_HEADERS = "async () => (await import('/netlify-headers-parser/line_parser.js')).parseFileHeaders('_headers')"

MADE = {"/": ("text/html", PAGE), "/disk.js": ("text/javascript", DISK)}


@contextmanager
def vendored(browser: Browser, files: Mapping[str, bytes]) -> Iterator[Page]:
    """The page, with ``files`` to read by their names."""
    context = browser.new_context()
    try:
        context.route("**/*", _answer)
        page = context.new_page()
        page.goto(f"{HOME}/")
        page.evaluate("files => { self.files = files }", {name: data.decode() for name, data in files.items()})
        yield page
    finally:
        context.close()


def _answer(route: Route) -> None:
    path = urlsplit(route.request.url).path
    if not route.request.url.startswith(f"{HOME}/"):
        route.abort()
    elif path in MADE:
        kind, body = MADE[path]
        route.fulfill(content_type=kind, body=body)
    elif (VENDOR / path[1:]).is_file():
        route.fulfill(content_type="text/javascript", path=VENDOR / path[1:])
    else:
        route.fulfill(status=404)
