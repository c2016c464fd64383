"""``onrecord build --as-of``: the record of a day, marked on every page, and no other where nothing came later."""

from __future__ import annotations

import re
import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from onrecord.build.build import build_site
from onrecord.build.request import BuildRequest, NoProgress
from onrecord.cli import main
from onrecord.content.dates import Date, parse_date
from tests.build.trees import Tree, tree

NOW = datetime(2025, 12, 1, tzinfo=UTC)
TODAY = parse_date("2025-12-01")
YESTERDAY = parse_date("2025-11-30")
BANNER = re.compile(rb'<aside class="banner".*?</aside>\n', re.DOTALL)
MARK = "Not the present state."

EVERY_KIND = (
    "index.html",
    "404.html",
    "kursk-helicopter/index.html",  # a redirect
    "about/index.html",
    "briefs/index.html",
    "briefs/kursk-helicopter/index.html",
    "claims/index.html",
    "claims/kursk-helicopter/epicentre/index.html",
    "actors/index.html",
    "actors/ukraine/index.html",
    "timeline/index.html",
    "timeline/2025/index.html",
    "sources/index.html",
    "sources/no-outlet/index.html",
    "events/index.html",
    "events/kursk-visit/index.html",
    "topics/index.html",
    "topics/drones/index.html",
    "places/index.html",
    "places/kremlin/index.html",
    "corrections/index.html",
)


@pytest.fixture(scope="module", params=["content", "tests/worked/site/content"])
def site(request: pytest.FixtureRequest, repository: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site and the worked one, apart from their history in git."""
    root = tmp_path_factory.mktemp("site")
    content = repository / request.param
    shutil.copytree(content, root / "content")
    shutil.copy(content.parent / "onrecord.yaml", root)
    return root


@pytest.fixture(scope="module")
def present(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Tree:
    return built(site, None, tmp_path_factory.mktemp("present"))


def built(site: Path, as_of: Date | None, output: Path) -> Tree:
    result = build_site(BuildRequest(site, output, now=NOW, as_of=as_of), NoProgress())
    assert result.ok, result.diagnostics
    return tree(output)


def html(files: Tree) -> Tree:
    return {path: data for path, data in files.items() if path.endswith(".html")}


@pytest.mark.parametrize("day", ["2025-12-01", "2025-12", "2026-01-05"])
def test_a_day_that_is_not_over_equals_no_flag(site: Path, present: Tree, tmp_path: Path, day: str) -> None:
    assert built(site, parse_date(day), tmp_path / "today") == present


def test_pages_of_yesterday_differ_from_the_present_ones_by_the_mark_alone(
    site: Path, present: Tree, tmp_path: Path
) -> None:
    then = built(site, YESTERDAY, tmp_path / "then")

    assert html(then).keys() == html(present).keys()
    assert all(len(BANNER.findall(data)) == 1 for data in html(then).values())
    assert {path: BANNER.sub(b"", data) for path, data in html(then).items()} == html(present)


def test_today_is_the_desks_own(site: Path, present: Tree, tmp_path: Path) -> None:
    """At 23:30 in UTC it is tomorrow in Kyiv, and the day before is over there."""
    config = site / "onrecord.yaml"
    text = config.read_text("utf-8")
    moved = "\n".join(line for line in text.splitlines() if not line.startswith("timezone:"))
    try:
        config.write_text(f"{moved}\ntimezone: Europe/Kyiv\n", "utf-8")
        late = datetime(2025, 12, 1, 23, 30, tzinfo=UTC)
        result = build_site(BuildRequest(site, tmp_path / "out", now=late, as_of=TODAY, jobs=1), NoProgress())
    finally:
        config.write_text(text, "utf-8")
    assert result.ok
    assert MARK in (tmp_path / "out/index.html").read_text("utf-8")


def test_the_day_before_the_latest_brief_is_marked_and_knows_less(site: Path, present: Tree, tmp_path: Path) -> None:
    latest = max(path.name[:10] for path in (site / "content/briefs").iterdir())
    day = parse_date((date.fromisoformat(latest) - timedelta(days=1)).isoformat())
    then = built(site, day, tmp_path / "then")

    assert html(then).keys() < html(present).keys()
    for path, data in html(then).items():
        assert f"{MARK}</strong> This is the record as the desk knew it on" in data.decode(), path
        assert f'<time datetime="{day}">' in data.decode(), path


def test_no_page_is_marked_without_the_flag(present: Tree) -> None:
    assert [path for path, data in html(present).items() if MARK in data.decode()] == []


def test_every_kind_of_page_is_marked(repository: Path, tmp_path: Path) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["build", str(repository), "--output", str(tmp_path / "then"), "--as-of", "2025-05"])

    assert ended.value.code == 0
    files = tree(tmp_path / "then")
    assert [path for path in EVERY_KIND if MARK not in files[path].decode()] == []
    assert b">May 2025</time>" in files["index.html"]
