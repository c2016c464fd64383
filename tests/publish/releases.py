"""Small sites whose pages need one another, and a look at whether a place holds a whole one."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from pathlib import Path

from onrecord.build.manifest import digest_of
from onrecord.build.page_links import page_links
from onrecord.publish.release import Release

Files = Mapping[str, bytes]


def page(*links: str, loads: str = "theme/style.0123456789.css", text: str = "") -> bytes:
    """A page that loads a style sheet and links to paths; all addresses from the root."""
    anchors = "".join(f'<a href="/{link}">x</a>' for link in links)
    return f'<link rel="stylesheet" href="/{loads}">{text}{anchors}'.encode()


OLD: Files = {
    "index.html": page("briefs/a/index.html", "briefs/b/index.html"),
    "briefs/a/index.html": page("index.html", "actors/ada/index.html"),
    "briefs/b/index.html": page("index.html"),
    "actors/ada/index.html": page("briefs/a/index.html", text="old"),
    "sitemap.xml": b"<a/>",
    "theme/style.0123456789.css": b"body {}",
    "assets/plan.svg": b"<svg/>",
}
NEW: Files = {
    "index.html": page("briefs/a/index.html", "briefs/z/index.html", loads="theme/style.abcdef0123.css"),
    "briefs/a/index.html": page("briefs/z/index.html", loads="theme/style.abcdef0123.css"),
    "briefs/z/index.html": page("assets/map.png", "index.html", loads="theme/style.abcdef0123.css"),
    "actors/ada/index.html": page("briefs/z/index.html", loads="theme/style.abcdef0123.css", text="new"),
    "actors/bob/index.html": page("actors/ada/index.html", loads="theme/style.abcdef0123.css"),
    "sitemap.xml": b"<b/>",
    "theme/style.abcdef0123.css": b"body { margin: 0 }",
    "assets/plan.svg": b"<svg/>",
    "assets/map.png": b"\x89PNG",
}
THEIRS: Files = {"CNAME": b"desk.example.org\n", "briefs/a/notes.txt": b"mine", "old/index.html": b"by hand"}


def release(folder: Path, files: Files) -> Release:
    """A build of ``files`` in ``folder``."""
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return Release(folder, {path: digest_of(data) for path, data in files.items()})


def faults(held: Files, standing: Files, *sites: Files) -> list[str]:
    """What is wrong with a place: half files, and what readers of a page there would miss.

    ``standing`` is what stood before; a page counts once readers can come to it from there.
    """
    found = [
        f"'{path}' is neither of the old site nor of the new one"
        for path, data in held.items()
        if all(site.get(path) != data for site in sites)
    ]
    seen: set[str] = set()
    waiting = [path for path in standing if path in held and path.endswith(".html")]
    while waiting:
        path = waiting.pop()
        if path in seen:
            continue
        seen.add(path)
        links = page_links(held[path].decode())
        for address in (*links.links, *links.loads):
            target = posixpath.normpath(address.lstrip("/"))
            if target not in held:
                found.append(f"'{path}' asks for '{target}', which is not there")
            elif target.endswith(".html"):
                waiting.append(target)
    return found


def ignore(_: int) -> None:
    """A progress that nobody watches."""
