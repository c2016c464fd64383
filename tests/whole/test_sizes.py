"""A site of any size builds, and every page of it can be reached: nothing at all, one brief, a thousand."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.whole.pages import Site
from tests.whole.sites import SMALL, built, run, site

NOTHING = {"onrecord.yaml": "title: Desk\n"}
PEOPLE = NOTHING | {
    f"content/actors/{name}.md": f"---\nname: {name.title()}\nkind: person\n---\n" for name in ("ada", "grace", "mary")
}
MANY = 1000


def a_sound_whole(output: Path) -> Site:
    """The site in ``output``, in which no link is broken and no page but 404.html cannot be reached."""
    found = Site(output)
    assert found.broken() == []
    assert set(found.pages) - found.reached() == {"404.html"}
    return found


def test_a_configuration_alone_is_a_site(tmp_path: Path) -> None:
    found = a_sound_whole(built(site(tmp_path, NOTHING)))
    sections = ("briefs", "claims", "timeline", "actors", "sources", "events", "topics", "places", "corrections")
    assert set(found.pages) == {"index.html", "404.html", *(f"{section}/index.html" for section in sections)}
    assert "No brief has been published yet." in found.words("index.html")


@pytest.mark.parametrize("content", ["", "content/", "content/briefs/"])
def test_empty_folders_are_no_fault(tmp_path: Path, content: str) -> None:
    (site(tmp_path, NOTHING) / content).mkdir(parents=True, exist_ok=True)
    a_sound_whole(built(tmp_path))


def test_actors_without_a_brief(tmp_path: Path) -> None:
    found = a_sound_whole(built(site(tmp_path, PEOPLE)))
    assert {f"actors/{name}/index.html" for name in ("ada", "grace", "mary")} <= set(found.pages)


def test_one_brief(tmp_path: Path) -> None:
    found = a_sound_whole(built(site(tmp_path, SMALL)))
    assert {
        *("briefs/first/index.html", "claims/first/flies/index.html", "actors/ada/index.html"),
        *("timeline/2025/index.html", "sources/no-outlet/index.html"),
    } <= set(found.pages)


def brief(number: int) -> str:
    """A brief with a source and a claim that contradicts that of the brief before."""
    against = f", contradicts: brief-{number - 1}#seen" if number else ""
    return f"""---
title: Brief {number}
date: {2000 + number % 25}-{number % 12 + 1:02}-{number % 28 + 1:02}
topics: [topic {number % 20}]
sources:
  - {{id: post, kind: post, title: Post {number}, authors: actor {number % 50}, published: 2025-01-01}}
claims:
  - {{id: seen, text: It was seen {number} times., by: actor {number % 50}, said: 2025-01, sources: post{against}}}
---

[[actor {(number + 1) % 50}]] was there [@post]. See [[brief-{number // 2}]].
"""


def test_a_thousand_briefs(tmp_path: Path) -> None:
    files = {f"content/briefs/brief-{number}.md": brief(number) for number in range(MANY)}
    files |= {f"content/actors/a{n}.md": f"---\nname: Actor {n}\nkind: person\n---\n" for n in range(50)}
    site(
        tmp_path, NOTHING | files | {f"content/topics/topic-{n}.md": f"---\nname: Topic {n}\n---\n" for n in range(20)}
    )

    ended = run("build", tmp_path)

    assert ended.returncode == 0, ended.stderr
    found = a_sound_whole(tmp_path / "output")
    years, fixed = 26, 13  # home, nine sections, the search, one outlet, 404.html
    lists = [path for path in found.pages if re.search(r"/(page|timeline)/\d+/index\.html$", path)]
    assert lists.count("claims/page/19/index.html") == 1
    assert len(lists) == 4 * 19 + 39 + 20 * 2  # four of 1,000; 2025, of the sources; topics
    assert len(found.pages) - len(lists) == 2 * MANY + 50 + 20 + years + fixed
