"""What hosts and crawlers read: ``robots.txt``, ``.nojekyll``, and ``_redirects`` and ``_headers``.

The last two are those of Netlify (https://docs.netlify.com/routing/) and Cloudflare Pages; other hosts serve them as
plain files, which harms nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from urllib.parse import quote

from onrecord.record.record import Record
from onrecord.site.companion import Companion
from onrecord.site.redirects import redirect_file, redirects
from onrecord.site.routes import Routes, absolute, base_path
from onrecord.site.sitemap import PATH as SITEMAP
from onrecord.site.theme import PUBLISHED

_POLICY = (
    "default-src 'none'",
    "script-src 'self' 'wasm-unsafe-eval'",
    "style-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "worker-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)
"""Everything from the site itself and nothing inline; WebAssembly, not ``eval``, is for the search."""

_POLICY_OF_RAW_HTML = ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'")
"""Where texts may hold any HTML, styles and scripts within them are wanted."""

_AS_BROWSERS_ASK = "/!$&'()+,;=@[]"
"""What browsers leave as it is in a path. Cloudflare compares addresses as they are asked for."""


def hosting_files(record: Record, *, public: bool) -> list[Companion]:
    """The files that every site has for its host; a site that is not ``public`` keeps crawlers out."""
    made: dict[str, Callable[[], bytes]] = {
        "robots.txt": partial(_robots, record, public=public),
        ".nojekyll": bytes,
        "_headers": partial(_headers, record),
    }
    if any(redirect_file(address) for address, _, _ in redirects(record)):
        made["_redirects"] = partial(_redirects, record)
    return [Companion(path, make, gives_way=True) for path, make in made.items()]


def _robots(record: Record, *, public: bool) -> bytes:
    lines = ["User-agent: *", "Disallow:" if public else "Disallow: /"]
    sitemap = absolute(record.config, SITEMAP)
    if public and sitemap:
        lines += ["", f"Sitemap: {sitemap}"]
    return _lines(lines)


def _redirects(record: Record) -> bytes:
    """``/old/path/ /new/path/ 301``, a line for each old address."""
    routes, base = Routes(record), base_path(record.config)
    lines: dict[str, None] = {}
    for address, target, _ in redirects(record):
        file = redirect_file(address)
        if file:
            old = quote(file.removesuffix("index.html"), safe=_AS_BROWSERS_ASK)
            new = quote(routes.file(target.kind, target.key).removesuffix("index.html"), safe="/")
            lines[f"{base}{old} {base}{new} 301"] = None
    return _lines(lines)


def _headers(record: Record) -> bytes:
    """Rules by path. No path meets two rules for one header: hosts would send both values."""
    base = base_path(record.config)
    policy = _POLICY_OF_RAW_HTML if record.config.raw_html else _POLICY
    lines = [
        f"{base}*",
        f"  Content-Security-Policy: {'; '.join(policy)}",
        "  X-Content-Type-Options: nosniff",
        "  Referrer-Policy: strict-origin-when-cross-origin",
        "  Cross-Origin-Opener-Policy: same-origin",
        "  Permissions-Policy: camera=(), geolocation=(), microphone=()",
        "",
        "# Named after their bytes: what is at an address never changes.",
        f"{base}{PUBLISHED}/*",
        "  Cache-Control: public, max-age=31536000, immutable",
        "",
        "# For other tools, also those that run in a browser.",
        f"{base}data/*",
        "  Access-Control-Allow-Origin: *",
    ]
    return _lines(lines)


def _lines(lines: list[str] | dict[str, None]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
