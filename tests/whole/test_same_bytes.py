"""The same content gives the same bytes, wherever, whenever, in whatever order and by however many processes."""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest

from onrecord.build import rendering
from onrecord.build.paths import STATE
from onrecord.site import fragments, pieces
from tests.build.trees import Tree, tree
from tests.whole.sites import built, run, site

BRIEFS = 135
"""Enough that both reading and rendering are shared between processes, which a few files are not."""

NAMES = ("Ада", "阿达", "آدا", "Zoë", "Zoe\u0308 Second", "ada", "Éva", "Işık", "straße", "Ωmega")


def files() -> dict[str, str | bytes]:
    """A site with names that sort differently in different languages, ties in every date, and much to share."""
    found: dict[str, str | bytes] = {
        "onrecord.yaml": "title: Desk\nlanguage: de\ntimezone: Europe/Kyiv\nurl: https://desk.test/a/\n",
        "content/assets/map.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "templates/assets/own.css": "body { color: red }\n",
    }
    for number, name in enumerate(NAMES):
        found[f"content/actors/actor-{number}.md"] = (
            f"---\nname: {name}\nkind: person\naliases: [alias {number}]\n---\n"
        )
    for number in range(BRIEFS):
        one, other = NAMES[number % len(NAMES)], NAMES[(number * 7 + 3) % len(NAMES)]
        found[f"content/briefs/brief-{number:03}.md"] = f"""---
title: Brief {number}
date: 2025-05-{number % 3 + 1:02}
topics: [Drohnen, тема, Überflug]
places: [Київ]
sources:
  - {{id: a, kind: broadcast, title: A, outlet: Radio {number % 4}, published: 2025-05, url: 'https://a.test/{number}'}}
  - {{id: b, kind: webpage, title: B, via: a, published: ../2025}}
claims:
  - {{id: x, text: X, by: ['{one}', '{other}'], said: 2025-05-01~, sources: [a, b], about: '{other}', status: disputed}}
---

[[{one}]] [@b] and [[{other}]] [@a; @b].

![[#x]]
"""
    return found


def written(root: Path, order: random.Random) -> Path:
    """The site in ``root``, its files made in some order and of some age."""
    shuffled = list(files().items())
    order.shuffle(shuffled)
    site(root, dict(shuffled))
    for path, _ in shuffled:
        moment = order.randrange(10**9, 2 * 10**9)
        os.utime(root / path, (moment, moment))
    return root


def published(root: Path) -> Tree:
    """The site in ``root``, and the list of what the build owns in it."""
    return tree(root / "output") | {"manifest": (root / "output" / STATE / "manifest.json").read_bytes()}


@pytest.fixture(scope="module")
def reference(tmp_path_factory: pytest.TempPathFactory) -> Tree:
    """The site as one process builds it."""
    root = written(tmp_path_factory.mktemp("reference"), random.Random(1))
    ended = run("build", root, "--jobs", "1", PYTHONHASHSEED="0", TZ="UTC", LC_ALL="C.UTF-8")
    assert ended.returncode == 0, ended.stderr
    return published(root)


ELSEWHERE = {"PYTHONHASHSEED": "4294967295", "TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}


def test_another_place_time_order_and_number_of_processes(tmp_path: Path, reference: Tree) -> None:
    root = written(tmp_path / "a folder/and another/čas", random.Random(3))
    home = tmp_path / "home"
    ended = run(
        *("build", ".", "--jobs", "3"),
        cwd=root,
        **ELSEWHERE,
        HOME=str(home),
        XDG_CACHE_HOME=str(home / "cache"),
    )
    assert ended.returncode == 0, ended.stderr
    assert differences(published(root), reference) == []


def test_building_over_an_older_site_gives_the_same(tmp_path: Path, reference: Tree) -> None:
    older = {path: content for path, content in files().items() if not re.search(r"brief-(1|.*5)", path)}
    older |= {"onrecord.yaml": "title: Old\n", "content/actors/gone.md": "---\nname: Gone\nkind: person\n---\n"}
    built(site(tmp_path, older))
    (tmp_path / "content/actors/gone.md").unlink()
    built(written(tmp_path, random.Random(5)), search=True)
    assert differences(published(tmp_path), reference) == []


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("room", [True, False], ids=["put away", "forgotten"])
def test_the_same_however_little_of_what_pages_share_is_in_memory(
    tmp_path: Path, reference: Tree, monkeypatch: pytest.MonkeyPatch, jobs: int, room: bool
) -> None:
    monkeypatch.setattr(rendering, "MOST_IN_MEMORY", 5_000)
    monkeypatch.setattr(fragments, "MOST_SHORT", 20)
    if not room:
        monkeypatch.setattr(pieces.Pieces, "put_away", lambda _: False)
    built(written(tmp_path, random.Random(7)), search=True, jobs=jobs)
    assert differences(published(tmp_path), reference) == []


def differences(one: Tree, other: Tree) -> list[str]:
    """Paths that are in one only, or differ."""
    return sorted(path for path in one.keys() | other.keys() if one.get(path) != other.get(path))
