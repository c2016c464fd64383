"""Hostile ids, names and addresses: each is refused where it stands, or becomes a page within the output folder."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

import pytest

from onrecord.build.paths import STATE
from tests.build.trees import tree
from tests.whole.hostile import document
from tests.whole.pages import Site
from tests.whole.sites import attempted, errors, site

NAMES = {
    "up": "../../../../up",
    "up and back": "x/../../../up",
    "dots": "..",
    "dot": ".",
    "slash": "/",
    "root": "/etc/passwd",
    "inner slash": "a/b",
    "backslashes": "..\\..\\up",
    "drive": "C:\\up",
    "share": "\\\\evil.test\\up",
    "encoded": "%2e%2e%2f%2e%2e%2fup",
    "encoded twice": "%252e%252e%252fup",
    "full width": "．．／．．／up",
    "device": "con",
    "device with ending": "NUL.html",
    "our own folder": ".onrecord",
    "our own file": ".onrecord/manifest.json",
    "git": ".git",
    "git from the root": "/.git/",
    "device from the root": "/Aux.x/",
    "a page of every site": "index.html",
    "wrong addresses": "404.html",
    "section": "actors",
    "theme": "theme/style.css",
    "long": "x" * 5000,
    "long in bytes": "я" * 240,
    "marks": "\u0301\u0301\u0301",
    "not seen": "\u200b\u200d\u2060",
    "turned round": "\u202egpj.exe",
    "newline": "a\nb",
    "quotes": "\"'><script>alert(1)</script>",
    "address": "javascript:alert(1)",
    "data": "data:text/html,<script>alert(1)</script>",
    "file": "file:///etc/passwd",
    "other host": "//evil.test/x",
    "home": "~root/$HOME/`id`",
    "option": "--output=/tmp/x",
    "emoji": "💥",
    "spaces": " a  b ",
    "query": "/x?y=1#z",
    "jinja": "{{ 7*7 }}",
}


def brief(name: str, /, **fields: Any) -> dict[str, Any]:
    """A brief named for the field that is tried in it."""
    return {f"content/briefs/brief-{name}.md": {"title": name, "date": "2025-05-25"} | fields}


def actor(name: str, /, **fields: Any) -> dict[str, Any]:
    return {f"content/actors/actor-{name}.md": {"name": f"Actor {name}", "kind": "person"} | fields}


def claim(**fields: Any) -> list[dict[str, Any]]:
    return [{"id": "c", "text": "x", "by": "Ada"} | fields]


def source(**fields: Any) -> list[dict[str, Any]]:
    return [{"id": "s", "kind": "post", "title": "x", "published": "2025"} | fields]


def fields_with(name: str) -> dict[str, Any]:
    """Files, each with ``name`` in one field that is more than text; each can be left out without harm to another."""
    return (
        brief("alias", aliases=[name])
        | brief("alias-below", aliases=[f"/old/{name}"])
        | brief("topic", topics=[name])
        | brief("place", places=[name])
        | brief("author", authors=[name])
        | brief("lang", lang=name)
        | brief("claim", claims=claim(id=name))
        | brief("claim-lang", claims=claim(quote="x", lang=name))
        | brief("claim-topic", claims=claim(topics=name, places=name))
        | brief("event", events=[{"id": name, "title": "x"}])
        | brief("event-place", events=[{"id": "e", "title": "x", "place": name}])
        | brief("source", sources=source(id=name))
        | brief("outlet", sources=source(outlet=name))
        | brief("url", sources=source(url=name))
        | brief("archive", sources=source(archive=name))
        | brief("url-with-name", sources=source(url=f"https://a.test/{name}"))
        | brief("status", claims=claim(status=name))
        | actor("redirect", redirects=[name])
        | actor("name", name=name)
        | actor("alias", aliases=[{"name": name, "lang": name, "script": name}])
        | actor("kind", kind=name)
        | actor("country", country=name)
        | actor("organization", roles=[{"title": "x", "organization": name}])
        | actor("identifier", identifiers={"wikidata": name, "viaf": name, "ror": name})
        | actor("identifier-key", identifiers={name: "Q1"})
        | actor("url", url=name)
        | {"content/places/p-within.md": {"name": "P", "within": name, "redirects": [f"/p/{name}"]}}
        | {"content/topics/t-name.md": {"name": f"T {name}", "redirects": [f"/t/{name}/x.html"]}}
    )


def site_of(files: dict[str, Any]) -> dict[str, Any]:
    texts = {path: document(values) for path, values in files.items()}
    return texts | {"onrecord.yaml": "title: Desk\n", "content/actors/ada.md": "---\nname: Ada\nkind: person\n---\n"}


@pytest.mark.parametrize("kind", NAMES)
def test_a_hostile_name_is_refused_where_it_stands_or_stays_inside(tmp_path: Path, kind: str) -> None:
    root = tmp_path / "around" / "site"
    files = fields_with(NAMES[kind])
    site(tmp_path, {"around/kept.txt": "x", "kept.txt": "x"})
    refused: set[str] = set()
    for _ in range(4):  # what is refused late, such as a second use of an address, is hidden by what is refused early
        site(root, site_of(files))
        result = attempted(root)
        if result.ok:
            break
        for error in errors(result):
            assert error.file in files, error
            assert error.line is not None, error
            refused.add(error.file)
        for path in refused & files.keys():
            (root / path).unlink()
            del files[path]
    assert result.ok
    around = tree(tmp_path)
    outside = {path for path in around if not path.startswith("around/site/")}
    assert outside == {"around/kept.txt", "kept.txt"}
    written = {path.split("/")[2] for path in around if path.startswith("around/site/")}
    assert written == {"onrecord.yaml", "content", "output", ".onrecord"}

    found = Site(root / "output")
    assert found.harm() == []
    assert found.broken() == []
    for path in found.files:
        assert not re.search(r'[\x00-\x1f\x7f\\:*?"<>|]', path), path
        assert all(0 < len(part.encode()) <= 255 and part.strip(". ") for part in path.split("/")), path
        assert not any(re.fullmatch(r"(con|prn|aux|nul)(\..*)?", part, re.IGNORECASE) for part in path.split("/")), path
    inside = {path.relative_to(root / "output").parts[0] for path in (root / "output").iterdir()}
    assert ".git" not in inside
    state = {path.name for path in (root / "output" / STATE).iterdir()}
    assert state <= {"manifest.json", "seen.json", "pages", "lock"}


FILE_NAMES = [
    *("..md", "...md", ".md", "-.md", "con.md", "NUL.md", "com1.md", "\u0301\u0301.md", "\u200b.md", "💥.md", "~.md"),
    *("index.html.md", "%2e%2e%2f.md", "a%2fb.md", "<script>alert(1)<-script>.md", "\"'.md", "{{ 7*7 }}.md", "a\nb.md"),
    *(
        "a\\..\\..\\b.md",
        "x" * 251 + ".md",
        "я" * 125 + ".md",
        "\u202edm.x.md",
        "javascript:alert(1).md",
        " .md",
        "--.md",
    ),
    *("COM¹.md", "aux.x.md", "a?b#c.md", "\x7f.md", "..%5c..%5c.md", "404.md", "assets.md", "theme.md", "x.y.z.md"),
]


@pytest.mark.parametrize("folder", ["actors", "briefs", "pages", "assets"])
def test_a_hostile_file_name_is_refused_or_becomes_a_page_inside(tmp_path: Path, folder: str) -> None:
    fronts = {"actors": {"name": "A", "kind": "person"}, "briefs": {"title": "A", "date": "2025-05-25"}}
    root = tmp_path / "around" / "site"
    content = document(fronts.get(folder, {"title": "A"}))
    names = [name if folder != "assets" else name.replace(".md", ".svg") for name in FILE_NAMES]
    site(root, {"onrecord.yaml": "title: Desk\n"} | {f"content/{folder}/{name}": content for name in names})
    site(root, {f"content/{folder}/nonutf8.md": content})
    os.rename(root / f"content/{folder}/nonutf8.md", bytes(root / "content" / folder) + b"/\xff\xfe.md")
    refused = 0
    for _ in range(4):
        result = attempted(root)
        for error in errors(result):
            name = error.file.removeprefix(f"content/{folder}/")
            shown = {
                path: path.name.encode("utf-8", "backslashreplace")
                .decode()
                .replace("\n", "\\n")
                .replace("\x7f", "\\x7f")
                for path in (root / "content" / folder).iterdir()
            }
            (path,) = (path for path, words in shown.items() if name in (words, path.name, _escaped(words)))
            path.unlink()
            refused += 1
        if result.ok:
            break
    assert result.ok
    assert refused
    found = Site(root / "output")
    assert found.harm() == []
    assert found.broken() == []
    assert {path.split("/")[0] for path in tree(tmp_path)} == {"around"}


def _escaped(name: str) -> str:
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
